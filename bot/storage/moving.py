"""Moves what a bot keeps to another store, files or a database: people and their questions, and what waits.

Only what differs is written, so that an interrupted move goes on where it was, and the bot it is moved from may go on
running. People stay known: their hashes come with the secret that they are keyed with. What was answered in the last
days, kept to recognise duplicates, stays behind: Telegram was told of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import Any

from bot.errors import BotRunsAlready, RecordsTaken, RecordsUnusable
from bot.storage.data_folder_lock import is_occupied, occupied
from bot.storage.journal import Journal, Open, State, written
from bot.storage.opening import Storage, open_storage
from bot.storage.protocols import Database, Row, Statement
from bot.storage.records import QUESTION_COLUMNS, put_statement
from tanya.settings import Settings

_ROWS_AT_ONCE = 500
_RUNS_THERE = "a bot is running over what is there; stop it first: what it keeps is replaced"


@dataclass(frozen=True)
class Table:
    """A table to move.

    Attributes:
        key: its first columns, by which a row is known.
        others: the others.
        order: by which its rows are read.
    """

    key: tuple[str, ...]
    others: tuple[str, ...]
    order: str


# What others refer to comes first.
TABLES = {
    "languages": Table(("person",), ("language",), "person"),
    "telegram_languages": Table(("person",), ("language",), "person"),
    "told": Table(("topic", "item"), ("told",), "topic, item"),
    "invitations": Table(("code",), ("begins", "expires", "uses_left"), "code"),
    "guests": Table(("person",), ("since",), "person"),
    "questions": Table(("id",), QUESTION_COLUMNS, "asked, id"),
    "ratings": Table(("question", "person"), ("rating", "rated"), "rated, question, person"),
    "contexts": Table(("question",), ("text", "start"), "rowid"),
}
_ANSWERED = TABLES["questions"].others.index("answered") + 1


@dataclass(frozen=True)
class Kept:
    """What a move came to: how many questions, and how many updates that are not answered."""

    questions: int
    open_updates: int


def require_no_bot(source: Settings, destination: Settings) -> None:
    """See that no bot would lose what it keeps by a move.

    Raises:
        BotRunsAlready: one runs over the destination, and something is kept to be moved there.
        RecordsUnusable: a store cannot be used.
    """
    with ExitStack() as stack:
        here, there = (_opened(stack, each) for each in (source, destination))
        if _exists(here) and there.shared is None and is_occupied(destination.data_dir):
            raise BotRunsAlready(_RUNS_THERE)
        if _exists(here):
            _require_no_other(there)


def move_storage(source: Settings, destination: Settings, *, replace: bool = False) -> Kept | None:
    """Make one store hold what another keeps; None where nothing was ever kept. With `replace`, others' may go.

    Raises:
        BotRunsAlready: see `require_no_bot`.
        RecordsTaken: something else is kept there already, which is not to be replaced.
        RecordsUnusable: a store cannot be used, or what arrived is not what was sent; run it again.
    """
    require_no_bot(source, destination)
    with ExitStack() as stack:
        here, there = (_opened(stack, each) for each in (source, destination))
        if not _exists(here):
            return None
        if there.shared is None:
            destination.data_dir.mkdir(parents=True, exist_ok=True)
            stack.enter_context(occupied(destination.data_dir))
        secret = here.records.database.secret()
        if there.records.database.secret() != secret:
            if not replace and _holds_anything(there):
                raise RecordsTaken("another bot's questions are kept there already; --force replaces them by these")
            for each in (there.records.database, there.journal.database):
                each.adopt_secret(secret)
        questions = 0
        known: set[Any] = set()
        for name, table in TABLES.items():
            keys = _move(name, table, here.records.database, there.records.database, known)
            if name == "questions":
                known, questions = {key[0] for key in keys}, len(keys)
        # Before anything that waits there is taken away: one may have begun meanwhile.
        _require_no_other(there)
        return Kept(questions, _move_updates(here.journal, there.journal))


def _require_no_other(there: Storage) -> None:
    if there.presence.others():
        raise BotRunsAlready(_RUNS_THERE)


def _exists(storage: Storage) -> bool:
    return storage.records.database.exists() or storage.journal.database.exists()


def _opened(stack: ExitStack, settings: Settings) -> Storage:
    storage = open_storage(settings)
    stack.enter_context(closing(storage.records))
    stack.enter_context(closing(storage.journal))
    return storage


def _holds_anything(storage: Storage) -> bool:
    filled = " UNION ALL ".join(f"SELECT 1 WHERE EXISTS (SELECT 1 FROM {name})" for name in TABLES)
    return bool(storage.records.database.run(filled) or storage.journal.open_updates())


def _move(name: str, table: Table, here: Database, there: Database, questions: set[Any]) -> set[Row]:
    """Make a table the same there; return the keys of its rows.

    A row of a question that came since the questions were read is left to the next run.
    """
    width = len(table.key)
    before = {row[:width]: _digest(row) for row in _rows(name, table, there)}
    sent: dict[Row, bytes] = {}
    changed: list[Statement] = []
    put = put_statement(name, ", ".join(table.key), *table.others)
    for row in _rows(name, table, here):
        key = row[:width]
        if "question" in table.key and row[0] not in questions:
            continue
        sent[key] = _digest(row)
        if before.pop(key, None) != sent[key]:
            changed.append((put, row))
            if len(changed) == _ROWS_AT_ONCE:
                there.run_all(changed)
                changed = []
    gone = f"DELETE FROM {name} WHERE {' AND '.join(f'{each} = ?' for each in table.key)}"
    there.run_all([*changed, *((gone, key) for key in before)])
    arrived = {row[:width]: _digest(row) for row in _rows(name, table, there)}
    if arrived != sent:
        raise RecordsUnusable(
            f"what arrived of {name} is not what was sent ({len(arrived)} rows of {len(sent)}); run it again"
        )
    return set(sent)


def _rows(name: str, table: Table, database: Database) -> Iterator[tuple[Any, ...]]:
    if not database.exists():
        return
    columns = ", ".join((*table.key, *table.others))
    for row in database.read(f"SELECT {columns} FROM {name} ORDER BY {table.order}"):
        values = list(row)
        if name == "questions":
            values[_ANSWERED] = bool(values[_ANSWERED])
        # PostgreSQL has no room for NUL.
        yield tuple(each.replace("\0", "\ufffd") if isinstance(each, str) else each for each in values)


def _digest(row: Sequence[Any]) -> bytes:
    return hashlib.blake2b(json.dumps(row).encode("ascii"), digest_size=16).digest()


def _move_updates(here: Journal, there: Journal) -> int:
    """Make the same updates wait there, in their order; return how many.

    What was answered there stays so, and what was answered here since an earlier run is finished there, too.
    """
    sent = here.open_updates() if here.database.exists() else []
    kept = _by_content(sent)
    there.erase([(each.number, each.entry.update_id) for each in there.open_updates() if _content(each) not in kept])
    are_new: list[bool] = []
    for at in range(0, len(sent), _ROWS_AT_ONCE):
        are_new += there.write_down([each.entry for each in sent[at : at + _ROWS_AT_ONCE]])
    noted = "UPDATE updates SET notice = ? WHERE update_id = ? AND state = ?"
    notices = [each for each in sent if each.notice is not None]
    there.database.run_all([(noted, (each.notice, each.entry.update_id, State.WAITING)) for each in notices])
    arrived = _by_content(there.open_updates())
    missing = [each for each, is_new in zip(sent, are_new, strict=True) if is_new and _content(each) not in arrived]
    if missing or not arrived.keys() <= kept.keys():
        raise RecordsUnusable(f"{len(missing)} of {len(sent)} updates that wait did not arrive; run it again")
    return len(arrived)


def _by_content(updates: Sequence[Open]) -> dict[str, Open]:
    return {_content(each): each for each in updates}


def _content(update: Open) -> str:
    return json.dumps([update.entry.update_id, update.entry.problem, written(update.entry)])
