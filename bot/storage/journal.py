"""Where every update stands before Telegram is told that it was received, until it has been answered.

The text of an update leaves it with its answer; what stays for a few days is a keyed hash, by which a duplicate
is recognised. Updates that cannot be parsed are set aside, whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from bot.storage.protocols import Database, Hashed, written_time

FILE_NAME = "inbox.sqlite"
STEPS = (
    """
CREATE TABLE updates (
    number INTEGER PRIMARY KEY AUTOINCREMENT, update_id INTEGER, identity TEXT NOT NULL UNIQUE, arrived TEXT NOT NULL,
    state TEXT NOT NULL, raw TEXT, reason TEXT
);
CREATE INDEX updates_state ON updates (state, update_id);
CREATE INDEX updates_arrived ON updates (arrived)
""",
    "ALTER TABLE updates ADD COLUMN notice INTEGER",
)
# Telegram offers an update for 24 hours, and begins anew with its numbers after a week without any
# (https://core.telegram.org/bots/api#update).
_REMEMBERED = timedelta(days=3)
_MOST_SET_ASIDE = 1000
_UNTIL = "number <= coalesce((SELECT max(number) FROM updates WHERE update_id = ?), 9e18)"
_LONGEST_SET_ASIDE = 100_000
_MESSAGES = ("message", "channel_post", "business_message")
_EDITS = ("edited_message", "edited_channel_post", "edited_business_message")


class State(StrEnum):
    """What has become of an update."""

    WAITING = "waiting"
    DONE = "done"
    ASIDE = "aside"


class Standing(StrEnum):
    """Whether a message may be sent for an update: only while it is ours."""

    OURS = "it waits, and this bot has its chat"
    FINISHED = "this bot has its chat, but nobody wants an answer any more"
    LOST = "this bot does not have its chat any more"


@dataclass(frozen=True)
class Entry:
    """An update to be written down.

    Attributes:
        update_id: Telegram's number; None when it has none.
        identity: the same for two deliveries of the same thing.
        raw: the JSON object.
        problem: why it cannot be parsed; None when it can.
    """

    update_id: int | None
    identity: str
    raw: Any
    problem: str | None = None


class Open(NamedTuple):
    """An update that was not answered: it waits, or was set aside.

    Attributes:
        number: in the order in which they came.
        entry: as it was written down.
        notice: the number of the message that is to become its answer.
    """

    number: int
    entry: Entry
    notice: int | None


class Journal:
    """The updates of one bot; blocking, and safe to call from several threads."""

    def __init__(self, database: Database) -> None:
        """Take the database, which holds the table of `STEPS`."""
        self.database = database

    def close(self) -> None:
        """Close the database, if it is open."""
        self.database.close()

    def write_down(self, entries: Sequence[Entry]) -> list[bool]:
        """Write updates down for good, as one transaction; return for each whether it is new.

        Raises:
            RecordsUnusable: none of them was written down.
        """
        statement = """
            INSERT INTO updates (update_id, identity, arrived, state, raw, reason) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (identity) DO NOTHING RETURNING number
        """
        rows = [(statement, self._values(each)) for each in entries]
        return [bool(found) for found in self.database.run_all(rows, durable=True)]

    def _values(self, entry: Entry) -> tuple[object, ...]:
        """Return what is written down of an update: number, identity, time, state, text and reason."""
        state = State.WAITING if entry.problem is None else State.ASIDE
        return entry.update_id, Hashed(entry.identity), written_time(), state, written(entry), entry.problem

    def finish(self, update_id: int) -> None:
        """Note that an update was answered; its text leaves the file."""
        self.database.write(
            "UPDATE updates SET state = ?, raw = NULL WHERE update_id = ? AND state = ?",
            *(State.DONE, update_id, State.WAITING),
        )

    def note_notice(self, update_id: int, message_id: int) -> None:
        """Note which message is to become the answer; 0 for none, where the answer itself may have been sent."""
        self.database.write(
            "UPDATE updates SET notice = ? WHERE update_id = ? AND state = ?", message_id, update_id, State.WAITING
        )

    def notices(self) -> dict[int, int]:
        """Return the messages that are to become answers, by the number of the update."""
        rows = self.database.rows(
            "SELECT update_id, notice FROM updates WHERE state = ? AND notice IS NOT NULL", State.WAITING
        )
        return {row[0]: row[1] for row in rows}

    def set_aside(self, update_id: int, reason: str) -> None:
        """Give an update up, but keep it."""
        self.database.write(
            "UPDATE updates SET state = ?, reason = ? WHERE update_id = ? AND state = ?",
            *(State.ASIDE, reason, update_id, State.WAITING),
        )

    def waiting(self) -> list[dict[str, Any]]:
        """Return the updates that have not been answered, in the order in which they came."""
        rows = self.database.rows("SELECT raw FROM updates WHERE state = ? ORDER BY number", State.WAITING)
        return [json.loads(row[0]) for row in rows]

    def open_updates(self) -> list[Open]:
        """Return what waits and what was set aside, in the order in which it came.

        Raises:
            RecordsUnusable: the database cannot be read.
        """
        rows = self.database.run(
            "SELECT number, update_id, raw, reason, notice FROM updates WHERE state <> ? AND raw IS NOT NULL "
            "ORDER BY number",
            State.DONE,
        )
        return [
            Open(number, _entry(update_id, text, reason), notice) for number, update_id, text, reason, notice in rows
        ]

    def counts(self) -> dict[State, int]:
        """Return how many updates are in each state."""
        rows = self.database.rows("SELECT state, count(*) FROM updates GROUP BY state")
        return dict.fromkeys(State, 0) | {State(row[0]): int(row[1]) for row in rows}

    def drop_chat(self, chat_id: int, until: int | None = None) -> list[int]:
        """Finish what waits for a chat in which nothing can be answered any more; return the numbers.

        Only up to an update, in the order in which they came, where its number is given.
        """
        rows = self.database.rows(f"SELECT number, raw FROM updates WHERE state = ? AND {_UNTIL}", State.WAITING, until)
        waiting = [(number, json.loads(raw)) for number, raw in rows]
        dropped = [(number, raw["update_id"]) for number, raw in waiting if chat_of(raw) == chat_id]
        return self.erase(dropped)

    def forget_person(self, user_id: int, until: int | None = None) -> list[int]:
        """Remove the text of whatever somebody sent: what waits, and what was set aside; return the numbers.

        Only up to an update, as in `drop_chat`.
        """
        rows = self.database.rows(
            f"SELECT number, update_id, raw FROM updates WHERE raw IS NOT NULL AND {_UNTIL}", until
        )
        theirs = [(number, update_id) for number, update_id, raw in rows if _is_by(raw, user_id)]
        return self.erase(theirs)

    def erase(self, updates: Sequence[tuple[int, int | None]]) -> list[int]:
        """Finish updates, whose text leaves the file; return Telegram's numbers of them."""
        statement = "UPDATE updates SET state = ?, raw = NULL, reason = NULL WHERE number = ?"
        for number, _ in updates:
            self.database.write(statement, State.DONE, number)
        self.database.overwrite_removed()
        return [update_id for _, update_id in updates if update_id is not None]

    def forget_old(self, keep_days: int, *, now: datetime | None = None) -> None:
        """Remove hashes after three days, and what was set aside after `keep_days`; 0 keeps a thousand of those."""
        now = now or datetime.now(UTC)
        self.database.write(
            "DELETE FROM updates WHERE state = ? AND arrived < ?", State.DONE, written_time(now - _REMEMBERED)
        )
        if keep_days:
            self.database.write("DELETE FROM updates WHERE arrived < ?", written_time(now - timedelta(days=keep_days)))
        self.database.write(
            """DELETE FROM updates WHERE state = ? AND number NOT IN
               (SELECT number FROM updates WHERE state = ? ORDER BY number DESC LIMIT ?)""",
            *(State.ASIDE, State.ASIDE, _MOST_SET_ASIDE),
        )
        self.database.overwrite_removed()


def identity(raw: dict[str, Any]) -> str:
    """Return what is the same for two deliveries of one thing, whatever numbers the updates have."""
    for kind, content in raw.items():
        if not isinstance(content, dict):
            continue
        if kind in _MESSAGES:
            return json.dumps([kind, content["chat"]["id"], content["message_id"], content["date"]])
        if kind in _EDITS:
            words = [content.get("edit_date"), content.get("text"), content.get("caption")]
            return json.dumps([kind, content["chat"]["id"], content["message_id"], *words])
        if kind in ("callback_query", "inline_query"):
            return json.dumps([kind, content["id"]])
    return json.dumps(raw, sort_keys=True)


def written(entry: Entry) -> str:
    """Return the text in which an update is written down; what cannot be handled is cut, and cut once."""
    if entry.problem is None:
        return json.dumps(entry.raw)
    text = entry.raw if isinstance(entry.raw, str) else json.dumps(entry.raw)
    return text[:_LONGEST_SET_ASIDE]


def _entry(update_id: int | None, text: str, problem: str | None) -> Entry:
    """Return an update as it was written down; one that was cut is kept as a text."""
    try:
        raw = json.loads(text)
    except ValueError:
        raw = text
    try:
        return Entry(update_id, identity(raw), raw, problem)
    except (AttributeError, KeyError, TypeError):
        return Entry(update_id, json.dumps(raw, sort_keys=True), raw, problem)


def _contents(raw: dict[str, Any]) -> Iterable[dict[str, Any]]:
    return (each for each in raw.values() if isinstance(each, dict))


def chat_of(raw: dict[str, Any]) -> int | None:
    """Return the number of the chat that an update is about."""
    for content in _contents(raw):
        chat = content.get("chat") or (content.get("message") or {}).get("chat")
        if isinstance(chat, dict):
            return chat.get("id")
    return None


def _is_by(raw: str, user_id: int) -> bool:
    """Tell whether an update is by somebody; one that was cut is, when it holds their number."""
    try:
        update = json.loads(raw)
    except ValueError:
        return str(user_id) in raw
    if not isinstance(update, dict):
        return str(user_id) in raw
    return user_id in _senders(update)


def sender_of(raw: dict[str, Any]) -> int | None:
    """Return the number of whoever an update is by."""
    return next(iter(_senders(raw)), None)


def _senders(raw: dict[str, Any]) -> list[int]:
    senders = [content.get("from") or content.get("user") for content in _contents(raw)]
    return [each["id"] for each in senders if isinstance(each, dict) and "id" in each]
