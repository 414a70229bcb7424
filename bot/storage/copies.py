"""Copies of the bot's databases, made and put back by SQLite itself, as of one moment, while they are in use."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import RecordsUnusable
from bot.storage.sqlite import unusable

# For what another process has locked.
_WAIT_S = 10
# What SQLite says of a damaged file quotes it, and need not be UTF-8.
_FAILURES = (sqlite3.Error, UnicodeDecodeError)
_DAMAGED = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
_LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
# What SQLite keeps beside a database, to be read with it alone.
_BESIDE = ("-wal", "-shm", "-journal")
_MOVED_AWAY = "damaged-"


def databases_in(folder: Path) -> list[Path]:
    """Return the databases in a folder, without those that were damaged and moved away."""
    return sorted(each for each in folder.glob("*.sqlite") if not each.name.startswith(_MOVED_AWAY))


def copy_database(source: Path, target: Path) -> None:
    """Copy a database as of one moment, with what its writer has not merged yet.

    Raises:
        RecordsUnusable: it cannot be copied, or is locked for long.
    """
    try:
        with closing(_read_only(source)) as live, closing(sqlite3.connect(target)) as copy:
            live.backup(copy, progress=_given_up(_WAIT_S))
    except _FAILURES as error:
        raise RecordsUnusable(str(error)) from None


def replace_database(source: Path, target: Path) -> None:
    """Give a database another's content in one transaction; one that is damaged is moved away, once there is a new one.

    Raises:
        RecordsUnusable: the disk is full or fails, the database is locked for long, or cannot be written; what was
            there before is there still.
    """
    try:
        # Somebody may have killed an earlier try.
        _remove(replacement := target.with_name(f".{target.name}.new"))
        if not target.exists():
            _make(source, target)
            return
        try:
            _put(source, target)
        except _FAILURES as error:
            if not _is_damage(error) or problem_of_database(source):
                raise
            _make(source, replacement)
            _exchange(target, replacement)
    except (*_FAILURES, OSError) as error:
        if _is_damage(error) and (problem := problem_of_database(source)):
            raise RecordsUnusable(f"{source}: {problem}") from None
        raise unusable(target, error) from None


def problem_of_database(path: Path) -> str | None:
    """Let SQLite look through a database, read-only; return what is wrong with it, None when nothing is."""
    try:
        with closing(_read_only(path)) as connection:
            found = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
    except _FAILURES as error:
        return str(error)
    return None if found == "ok" else found


def _make(source: Path, target: Path) -> None:
    """Make a database with another's content; none is left where that fails."""
    target.touch(mode=0o600)
    try:
        _put(source, target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _put(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as staged, closing(sqlite3.connect(target, timeout=_WAIT_S)) as live:
        staged.backup(live, progress=_given_up(_WAIT_S))


def _given_up(timeout_s: float) -> Callable[[int, int, int], None]:
    """Return what ends a backup that waits for a lock; by itself it would try again for ever."""
    end = time.monotonic() + timeout_s

    def give_up(status: int, remaining: int, total: int) -> None:
        if status & 0xFF in _LOCKED and time.monotonic() >= end:
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = status
            raise error

    return give_up


def _is_damage(error: Exception) -> bool:
    return isinstance(error, UnicodeDecodeError) or getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED


def _exchange(database: Path, replacement: Path) -> None:
    """Give a damaged database and what is beside it other names, and its own to another; all of that or nothing."""
    now = datetime.now(UTC)
    moved: list[tuple[Path, Path]] = []
    try:
        # The file itself last: what is beside it would be read with the next one of its name.
        for each in reversed(files_of_database(database)):
            if each.exists():
                aside = each.with_name(f"{_MOVED_AWAY}{now:%Y%m%dT%H%M%SZ}-{each.name}")
                each.rename(aside)
                moved.append((aside, each))
        replacement.rename(database)
    except OSError:
        for aside, each in reversed(moved):
            with suppress(OSError):
                aside.rename(each)
        _remove(replacement)
        raise


def _remove(database: Path) -> None:
    for each in files_of_database(database):
        each.unlink(missing_ok=True)


def files_of_database(database: Path) -> list[Path]:
    """Return a database's own file and those that SQLite may keep beside it."""
    return [database, *(database.with_name(f"{database.name}{each}") for each in _BESIDE)]


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=_WAIT_S)
