"""One inbox for several bots: any of them writes an update down, and the one that holds its chat handles it.

Leased is the chat, not the update: so the order within a chat, its follow-ups, its buttons and its send window stay in
one process. A chat that nobody holds is claimed with its oldest update that waits (SKIP LOCKED), and held for ten
minutes after the last one, or until its bot ends or dies (`presence`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from bot.storage.journal import Entry, Journal, Standing, State, chat_of, sender_of
from bot.storage.postgres.database import SharedDatabase

# Of NOTIFY: that something waits, for a bot by its number, or for all of them by 0; and whom to forget.
WAITS, FORGET = "tanya_waits", "tanya_forget"
ANYBODY = 0
_LEASE = "interval '10 minutes'"
_LARGEST = 2**63 - 1
# The row is changed also when the chat is known, so that whoever is about to remove it sees that it is in use.
_WRITE_DOWN = f"""
    WITH new AS (
        INSERT INTO updates (update_id, identity, arrived, state, raw, reason, lane) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (identity) DO NOTHING RETURNING lane, state
    ), chat AS (
        INSERT INTO lanes (lane, until) SELECT lane, now() + {_LEASE} FROM new WHERE state = 'waiting'
        ON CONFLICT (lane) DO UPDATE SET until = excluded.until RETURNING holder
    )
    SELECT (SELECT count(pg_notify('{WAITS}', coalesce(holder, {ANYBODY})::text)) FROM chat) FROM new
"""
# Nobody waits until the disk has it: what a server that crashes forgets of it is taken once more.
_SOON = "(SELECT set_config('synchronous_commit', 'off', true))"
_CLAIM = f"""
    WITH free AS MATERIALIZED (
        SELECT lanes.lane FROM updates JOIN lanes USING (lane)
        WHERE state = 'waiting' AND holder IS NULL AND lanes.lane <> ALL (?)
        ORDER BY number LIMIT ? FOR UPDATE OF lanes SKIP LOCKED
    )
    UPDATE lanes SET holder = ?, until = now() + {_LEASE} WHERE lane IN (SELECT lane FROM free)
    RETURNING lane, {_SOON}
"""
# Of a chat that was claimed just now all of it, since this bot may have lost and got it again.
_TAKE = f"""
    UPDATE updates SET taken_by = ? WHERE state = 'waiting' AND lane IN (SELECT lane FROM lanes WHERE holder = ?)
    AND (taken_by IS DISTINCT FROM ? OR lane = ANY (?)) RETURNING number, lane, raw, notice, {_SOON}
"""
_STANDING = """
    SELECT holder IS NOT DISTINCT FROM ?, taken_by IS NOT DISTINCT FROM ? AND (state = 'waiting' OR ?)
    FROM updates LEFT JOIN lanes USING (lane) WHERE update_id = ? ORDER BY number DESC LIMIT 1
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
        lanes = [_lane(each.raw) if each.problem is None else ANYBODY for each in entries]
        # All who lock several chats do so in one order; within a chat that of the updates stays.
        order = sorted(range(len(entries)), key=lanes.__getitem__)
        found = self.database.run_all([(_WRITE_DOWN, (*self._values(entries[at]), lanes[at])) for at in order])
        are_new = {at: bool(rows) for at, rows in zip(order, found, strict=True)}
        return [are_new[at] for at in range(len(entries))]

    def claim(self, chats: int, but: Collection[int] = ()) -> tuple[int, list[Taken]]:
        """Take so many chats more, and what waits in all that this bot holds.

        Args:
            chats: how many at the most.
            but: none of these lanes.

        Returns:
            How many chats there were to take, and the updates in their order.
        """
        lanes = [row[0] for row in self.database.run(_CLAIM, list(but), chats, self.bot)] if chats else []
        found = self.database.run(_TAKE, self.bot, self.bot, self.bot, lanes)
        in_order = sorted(found, key=lambda row: int(row[0]))
        return len(lanes), [Taken(lane, json.loads(raw), notice) for _, lane, raw, notice, _ in in_order]

    def standing(self, update_id: int, *, answered: bool) -> Standing:
        """Return whether this bot still is the one to handle an update; after its answer, for what follows that."""
        rows = self.database.run(_STANDING, self.bot, self.bot, answered, update_id)
        is_held, is_wanted = rows[0] if rows else (False, False)
        if not is_held:
            return Standing.LOST
        return Standing.OURS if is_wanted else Standing.FINISHED

    def in_hand(self) -> set[int]:
        """Return what this bot has taken and nobody has finished."""
        rows = self.database.run("SELECT update_id FROM updates WHERE state = 'waiting' AND taken_by = ?", self.bot)
        return {row[0] for row in rows}

    def give_up(self, *, idle: bool) -> None:
        """Let other bots have this one's chats: those in which nothing waits, or all."""
        self.database.run(_GIVE_UP, self.bot, not idle)

    def tell_to_forget(self, user_id: int) -> None:
        """Let all bots forget what they remember of a person."""
        self.database.run("SELECT pg_notify(?, ?)", FORGET, str(user_id))

    def finish(self, update_id: int) -> None:
        """Note that an update was answered, unless another bot has it by now."""
        self.database.run(
            "UPDATE updates SET state = ?, raw = NULL WHERE update_id = ? AND state = 'waiting' AND taken_by = ?",
            *(State.DONE, update_id, self.bot),
        )

    def set_aside(self, update_id: int, reason: str) -> None:
        """Give an update up, but keep it, unless another bot has it by now."""
        self.database.run(
            "UPDATE updates SET state = ?, reason = ? WHERE update_id = ? AND state = 'waiting' AND taken_by = ?",
            *(State.ASIDE, reason, update_id, self.bot),
        )


def _lane(raw: dict[str, Any]) -> int:
    """Return whose updates are handled in order: a chat's, or a person's, whose number is that of their own chat."""
    numbers = (chat_of(raw), sender_of(raw))
    return next((each for each in numbers if type(each) is int and abs(each) <= _LARGEST), ANYBODY)
