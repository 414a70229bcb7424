"""One inbox for several bots: any of them writes an update down, and the one that holds its chat handles it.

Leased is the chat, not the update: so the order within a chat, its follow-ups, its buttons and its send window stay in
one process. A chat that nobody holds is claimed with its oldest update that waits (SKIP LOCKED), and held for ten
minutes after the last one, or until its bot ends or dies (`presence`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from bot.storage.journal import Entry, Journal, Standing, chat_of, sender_of
from bot.storage.postgres.database import SharedDatabase

# Of NOTIFY: that something waits, for a bot by its number, or for all of them by 0; and whom to forget.
WAITS, FORGET = "tanya_waits", "tanya_forget"
ANYBODY = 0
_LEASE = "interval '10 minutes'"
_LARGEST = 2**63 - 1
# Numbered as they came, and chats in one order, as all do who lock several. A chat's row is changed also when it is
# there, so that whoever is about to remove it sees that it is in use.
_WRITE_DOWN = f"""
    WITH given AS (
        SELECT * FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
        WITH ORDINALITY AS given (update_id, identity, arrived, state, raw, reason, lane, at)
    ), new AS (
        INSERT INTO updates (update_id, identity, arrived, state, raw, reason, lane)
        SELECT update_id, identity, arrived, state, raw, reason, lane FROM given ORDER BY at
        ON CONFLICT (identity) DO NOTHING RETURNING identity, lane, state
    ), chats AS (
        INSERT INTO lanes (lane, until)
        SELECT lane, now() + {_LEASE} FROM new WHERE state = 'waiting' GROUP BY lane ORDER BY lane
        ON CONFLICT (lane) DO UPDATE SET until = excluded.until RETURNING coalesce(holder, {ANYBODY}) AS holder
    )
    SELECT (SELECT min(at) FROM given WHERE given.identity = new.identity),
        (SELECT count(pg_notify('{WAITS}', holder::text)) FROM (SELECT DISTINCT holder FROM chats) AS holders)
    FROM new
"""
# For what nobody need wait until the disk has it.
_UNHURRIED = "(SELECT set_config('synchronous_commit', 'off', true))"
# What a server that crashes forgets of it is claimed once more.
_CLAIM = f"""
    WITH free AS MATERIALIZED (
        SELECT lanes.lane FROM updates JOIN lanes USING (lane)
        WHERE state = 'waiting' AND holder IS NULL AND lanes.lane <> ALL (?)
        ORDER BY number LIMIT ? FOR UPDATE OF lanes SKIP LOCKED
    )
    UPDATE lanes SET holder = ?, until = now() + {_LEASE} WHERE lane IN (SELECT lane FROM free)
    RETURNING {_UNHURRIED}
"""
_FINISH = f"""
    UPDATE updates SET state = 'done', raw = NULL WHERE update_id = ? AND state = 'waiting' RETURNING {_UNHURRIED}
"""
_NOTICE = f"""
    UPDATE updates SET notice = ? FROM lanes
    WHERE updates.lane = lanes.lane AND holder = ? AND update_id = ? AND state = 'waiting' RETURNING {_UNHURRIED}
"""
_TAKE = """
    SELECT lane, raw, notice FROM lanes JOIN updates USING (lane)
    WHERE holder = ? AND state = 'waiting' AND update_id <> ALL (?) ORDER BY number
"""
_STANDING = """
    SELECT holder IS NOT DISTINCT FROM ?, state = 'waiting' OR ? FROM updates LEFT JOIN lanes USING (lane)
    WHERE update_id = ? ORDER BY number DESC LIMIT 1
"""
_GIVE_UP = f"""
    WITH mine AS MATERIALIZED (
        SELECT lane FROM lanes WHERE holder = ? AND (? OR NOT EXISTS (
            SELECT FROM updates WHERE updates.lane = lanes.lane AND state = 'waiting'
        )) ORDER BY lane FOR UPDATE
    ), given AS (UPDATE lanes SET holder = NULL WHERE lane IN (SELECT lane FROM mine) RETURNING lane)
    SELECT pg_notify('{WAITS}', '{ANYBODY}') WHERE EXISTS (SELECT FROM given)
"""


class Taken(NamedTuple):
    """An update that this bot is to handle.

    Attributes:
        lane: whose order it stands in.
        raw: the update.
        notice: the number of the message that is to become its answer.
    """

    lane: int
    raw: dict[str, Any]
    notice: int | None


class SharedJournal(Journal):
    """The updates of all bots, as one of them sees them; what cannot be written raises."""

    def __init__(self, database: SharedDatabase, bot: int) -> None:
        """Take the database, and this bot's number."""
        super().__init__(database)
        self.bot = bot

    def write_down(self, entries: Sequence[Entry]) -> list[bool]:
        """Write updates down for good, as one transaction, and tell whoever is to handle them."""
        if not entries:
            return []
        rows = [(*self._values(each), ANYBODY if each.problem else _lane(each.raw)) for each in entries]
        found = self.database.run(_WRITE_DOWN, *map(list, zip(*rows, strict=True)))
        new = {at for at, _ in found}
        return [at in new for at in range(1, len(entries) + 1)]

    def claim(self, chats: int, in_hand: Collection[int] = (), ending: Collection[int] = ()) -> tuple[int, list[Taken]]:
        """Take so many chats more, and what waits in all that this bot holds.

        Args:
            chats: how many at the most.
            in_hand: the numbers of the updates that this bot has taken before.
            ending: lanes that are not to be taken.

        Returns:
            How many chats there were to take, and the updates in their order.
        """
        count = len(self.database.run(_CLAIM, list(ending), chats, self.bot)) if chats else 0
        found = self.database.run(_TAKE, self.bot, list(in_hand))
        return count, [Taken(lane, json.loads(raw), notice) for lane, raw, notice in found]

    def standing(self, update_id: int, *, answered: bool) -> Standing:
        """Return whether this bot still is the one to handle an update; after its answer, for what follows that."""
        rows = self.database.run(_STANDING, self.bot, answered, update_id)
        is_held, is_wanted = rows[0] if rows else (False, False)
        if not is_held:
            return Standing.LOST
        return Standing.OURS if is_wanted else Standing.FINISHED

    def finish(self, update_id: int) -> None:
        """Note that an update was answered; a server that crashes within the second may forget it.

        Whoever finished it knows that it did, and does so once more when it is to take it again.
        """
        self.database.run(_FINISH, update_id)

    def note_notice(self, update_id: int, message_id: int) -> None:
        """Note which message is to become the answer, while this bot has the chat; a server that crashes may forget."""
        self.database.run(_NOTICE, message_id, self.bot, update_id)

    def unfinished(self) -> set[int]:
        """Return what waits in the chats that this bot holds."""
        rows = self.database.run(
            "SELECT update_id FROM lanes JOIN updates USING (lane) WHERE holder = ? AND state = 'waiting'", self.bot
        )
        return {row[0] for row in rows}

    def give_up(self, *, idle: bool) -> None:
        """Let other bots have this one's chats: those in which nothing waits, or all."""
        self.database.run(_GIVE_UP, self.bot, not idle)

    def tell_to_forget(self, user_id: int) -> None:
        """Let all bots forget what they remember of a person."""
        self.database.run("SELECT pg_notify(?, ?)", FORGET, str(user_id))


def _lane(raw: dict[str, Any]) -> int:
    """Return whose updates are handled in order: a chat's, or a person's, whose number is that of their own chat."""
    numbers = (chat_of(raw), sender_of(raw))
    return next((each for each in numbers if type(each) is int and abs(each) <= _LARGEST), ANYBODY)
