"""Copies of the bot's databases, made and put back by SQLite itself, as of one moment, while they are in use."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import RecordsUnusable

# For what another process has locked.
_WAIT_S = 10
# What SQLite says of a damaged file quotes it, and need not be UTF-8.
_FAILURES = (sqlite3.Error, UnicodeDecodeError)


def copy_database(source: Path, target: Path) -> None:
    """Copy a database as of one moment, with what its writer has not merged yet.

    Raises:
        RecordsUnusable: it cannot be copied.
    """
    try:
        with closing(_read_only(source)) as live, closing(sqlite3.connect(target)) as copy:
            live.backup(copy)
    except _FAILURES as error:
        raise RecordsUnusable(str(error)) from None


def replace_database(source: Path, target: Path) -> None:
    """Give a database another's content in one transaction; one that SQLite cannot open is moved away first.

    Raises:
        RecordsUnusable: the disk is full, or the database is locked for long.
    """
    target.touch(mode=0o600, exist_ok=True)
    try:
        try:
            _put(source, target)
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            now = datetime.now(UTC)
            for each in target.parent.glob(f"{target.name}*"):
                each.rename(each.with_name(f"damaged-{now:%Y%m%dT%H%M%SZ}-{each.name}"))
            target.touch(mode=0o600)
            _put(source, target)
    except _FAILURES as error:
        raise RecordsUnusable(f"{target}: {error}") from None


def problem_of_database(path: Path) -> str | None:
    """Let SQLite look through a database, read-only; return what is wrong with it, None when nothing is."""
    try:
        with closing(_read_only(path)) as connection:
            found = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
    except _FAILURES as error:
        return str(error)
    return None if found == "ok" else found


def _put(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as staged, closing(sqlite3.connect(target, timeout=_WAIT_S)) as live:
        staged.backup(live)


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=_WAIT_S)
