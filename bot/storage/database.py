"""A small SQLite file of the bot's own: opened when it is first needed, in WAL mode, with a version and a secret.

People are kept under a hash keyed with the file's secret, never under their Telegram id. Safe to call from several
threads; what is deleted is overwritten.
"""

from __future__ import annotations

import asyncio
import errno
import hashlib
import logging
import os
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from bot.errors import RecordsUnusable

_SECRET = "CREATE TABLE secret (value BLOB NOT NULL);"  # noqa: S105 - a table's name
T = TypeVar("T")
# Of the operating system: no space, no inodes, no quota.
FULL = (errno.ENOSPC, errno.EDQUOT)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Hashed:
    """A value to bind: its hash of 32 hexadecimal digits, once the file's secret is known; None stays None."""

    value: int | str | None


class Database:
    """One file, made by a series of schema steps; a file with fewer steps gets those that it lacks."""

    def __init__(self, path: Path, steps: Sequence[str]) -> None:
        """Name the file; it is opened, and made where there is none, when it is first needed.

        Args:
            path: the file.
            steps: SQL statements, separated by semicolons, of each version from the first; only ever appended to.
        """
        self.path = path
        self.steps = steps
        self._connection: sqlite3.Connection | None = None
        self._secret = b""
        self._lock = threading.Lock()
        self._thread = ThreadPoolExecutor(1, path.stem)

    async def apart(self, function: Callable[..., T], *values: Any) -> T:
        """Call what uses the file outside the event loop: in one thread, so in the order in which it is asked for."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, function, *values)

    def close(self) -> None:
        """Close the file, if it is open, once what uses it has ended."""
        self._thread.shutdown()
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    def rows(self, statement: str, *values: Any) -> list[sqlite3.Row]:
        """Return the rows of a query; none, and a line in the log, when the file cannot be read."""
        try:
            return self.run(statement, *values)
        except RecordsUnusable as error:
            _log.error("not read: %s", error)
            return []

    def write(self, statement: str, *values: Any) -> None:
        """Change the file; a failure is logged, for a full disk must not cost an answer."""
        try:
            self.run(statement, *values)
        except RecordsUnusable as error:
            _log.error("not kept: %s", error)

    def run(self, statement: str, *values: Any) -> list[sqlite3.Row]:
        """Run one statement as a transaction of its own and return its rows.

        Raises:
            RecordsUnusable: the file cannot be used; the text names it and what to do.
        """
        return self.run_all([(statement, values)])[0]

    def run_all(
        self, statements: Sequence[tuple[str, Sequence[Any]]], *, durable: bool = False
    ) -> list[list[sqlite3.Row]]:
        """Run statements as one transaction and return the rows of each.

        Args:
            statements: each with the values to bind.
            durable: also outlive a loss of power, for the price of a sync; a killed process loses nothing either way.

        Raises:
            RecordsUnusable: nothing was changed.
        """
        try:
            with self._lock:
                connection = self._connection or self._open()
                if durable:
                    connection.execute("PRAGMA synchronous = FULL")
                try:
                    with connection:
                        return [connection.execute(text, self._bound(values)).fetchall() for text, values in statements]
                finally:
                    if durable:
                        connection.execute("PRAGMA synchronous = NORMAL")
        except (sqlite3.Error, OSError, UnicodeError) as error:
            raise _unusable(self.path, error) from None

    def prove_writable(self) -> None:
        """Write nothing, as everything else is written.

        Raises:
            RecordsUnusable: the file cannot be written.
        """
        self.run_all([("CREATE TABLE proof (x)", ()), ("DROP TABLE proof", ())], durable=True)

    def read(self, statement: str, *values: Any) -> Iterator[sqlite3.Row]:
        """Yield the rows of a long query through a connection of its own, which nobody else waits for.

        Raises:
            RecordsUnusable: the file cannot be read.
        """
        self.run("SELECT 1")
        try:
            with closing(sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
                connection.row_factory = sqlite3.Row
                yield from connection.execute(statement, self._bound(values))
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise _unusable(self.path, error) from None

    def hashed(self, value: int | str) -> str:
        """Return the hash that stands in the file for a value.

        Raises:
            RecordsUnusable: the file cannot be used.
        """
        return str(self.run("SELECT ?", Hashed(value))[0][0])

    def _bound(self, values: Sequence[Any]) -> list[Any]:
        return [self._hash(value) if isinstance(value, Hashed) else _storable(value) for value in values]

    def _hash(self, hashed: Hashed) -> str | None:
        if hashed.value is None:
            return None
        text = str(hashed.value).encode("utf-8", "replace")
        return hashlib.blake2b(text, key=self._secret, digest_size=16).hexdigest()

    def _open(self) -> sqlite3.Connection:
        connection = _connect(self.path, self.steps)
        self._secret = connection.execute("SELECT value FROM secret").fetchone()[0]
        self._connection = connection
        return connection


def _storable(value: Any) -> Any:
    """Replace lone surrogates, which UTF-8 has no room for."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def _connect(path: Path, steps: Sequence[str]) -> sqlite3.Connection:
    """Open the file, or make it, and bring it to the newest version.

    Raises:
        RecordsUnusable: it is not ours, or of a later version.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # What people ask is nobody else's on this machine; SQLite's files beside this one take its mode.
    path.touch(mode=0o600, exist_ok=True)
    connection = sqlite3.connect(path, check_same_thread=False, timeout=2, isolation_level="IMMEDIATE")
    try:
        connection.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
            "PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;"
        )
        connection.row_factory = sqlite3.Row
        with closing(connection.cursor()) as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            version = int(cursor.execute("PRAGMA user_version").fetchone()[0])
            if version < len(steps):
                for step in steps[version:]:
                    _run_script(cursor, step)
                if version == 0:
                    _run_script(cursor, _SECRET)
                    cursor.execute("INSERT INTO secret VALUES (?)", [secrets.token_bytes(32)])
                cursor.execute(f"PRAGMA user_version = {len(steps)}")
            cursor.execute("COMMIT")
    # What SQLite says of a damaged file quotes it, and need not be UTF-8.
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        connection.close()
        raise _unusable(path, error) from None
    if version > len(steps):
        connection.close()
        raise RecordsUnusable(f"{path} has version {version}, expected {len(steps)} at most; it is of a later Tanya")
    return connection


def _unusable(path: Path, error: Exception) -> RecordsUnusable:
    """Return an error that says what to do."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    is_full = code == sqlite3.SQLITE_FULL or getattr(error, "errno", None) in FULL
    if not is_full and code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
        is_full = _has_no_room(path.parent)
    if is_full:
        what_to_do = "there is no room left (space, quota or inodes): free some, the file itself is whole"
    elif code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        what_to_do = "end the process that holds it"
    elif code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        what_to_do = "move it away to begin anew"
    elif code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        what_to_do = "see that the file and its folder may be written"
    elif code == sqlite3.SQLITE_IOERR or isinstance(error, OSError):
        what_to_do = "see that the file and its folder may be written, and that the disk is sound"
    else:
        return RecordsUnusable(f"{path}: {error}")
    return RecordsUnusable(f"{path}: {error}; {what_to_do}", is_full=is_full)


def _has_no_room(folder: Path) -> bool:
    try:
        found = os.statvfs(folder)
    except OSError:
        return False
    return found.f_bavail == 0 or (found.f_files > 0 and found.f_favail == 0)


def _run_script(cursor: sqlite3.Cursor, script: str) -> None:
    for statement in script.split(";"):
        cursor.execute(statement)
