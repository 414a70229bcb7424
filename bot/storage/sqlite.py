"""A small SQLite file of the bot's own: opened when it is first needed, in WAL mode, with a version and a secret.

What is deleted is overwritten, in the log beside the file when that is asked for.
"""

from __future__ import annotations

import errno
import logging
import os
import secrets
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.errors import RecordsUnusable
from bot.storage.protocols import Database, Row, Statement

_LOG = logging.getLogger(__name__)
_BUSY_MS = 2_000
_SECRET = "CREATE TABLE secret (value BLOB NOT NULL);"  # noqa: S105 - a table's name
# Of the operating system: no space, no inodes, no quota.
FULL = (errno.ENOSPC, errno.EDQUOT)


class SqliteDatabase(Database):
    """One file, made by a series of schema steps; a file with fewer steps gets those that it lacks."""

    def __init__(self, path: Path, steps: Sequence[str]) -> None:
        """Name the file; it is opened, and made where there is none, when it is first needed.

        Args:
            path: the file.
            steps: SQL statements, separated by semicolons, of each version from the first; only ever appended to.
        """
        super().__init__(path.stem)
        self.path = path
        self.steps = steps
        self._connection: sqlite3.Connection | None = None
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close the file, if it is open, once what uses it has ended."""
        super().close()
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    def exists(self) -> bool:
        """Return whether there is a file."""
        return self.path.exists()

    def run_all(self, statements: Sequence[Statement], *, durable: bool = False) -> list[list[Row]]:
        """Run statements as one transaction and return the rows of each."""
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
            raise unusable(self.path, error) from None

    def prove_writable(self) -> None:
        """Write nothing, as everything else is written."""
        self.run_all([("CREATE TABLE proof (x)", ()), ("DROP TABLE proof", ())], durable=True)

    def read(self, statement: str, *values: Any) -> Iterator[Row]:
        """Yield the rows of a long query through a connection of its own."""
        self.run("SELECT 1")
        try:
            with closing(sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
                connection.row_factory = sqlite3.Row
                yield from connection.execute(statement, self._bound(values))
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise unusable(self.path, error) from None

    def overwrite_removed(self) -> None:
        """Empty the log beside the file, where what was removed may stand for weeks; later where a long query reads."""
        if not self.exists():
            return
        try:
            with self._lock:
                connection = self._connection or self._open()
                connection.execute("PRAGMA busy_timeout = 0")
                try:
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                finally:
                    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        except (sqlite3.Error, OSError, UnicodeError) as error:
            _LOG.error("not overwritten: %s", unusable(self.path, error))

    def _open(self) -> sqlite3.Connection:
        connection = _connect(self.path, self.steps)
        self._secret = connection.execute("SELECT value FROM secret").fetchone()[0]
        self._connection = connection
        return connection


def _connect(path: Path, steps: Sequence[str]) -> sqlite3.Connection:
    """Open the file, or make it, and bring it to the newest version.

    Raises:
        RecordsUnusable: it is not ours, or of a later version.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # What people ask is nobody else's on this machine; SQLite's files beside this one take its mode.
    path.touch(mode=0o600, exist_ok=True)
    connection = sqlite3.connect(path, check_same_thread=False, timeout=_BUSY_MS / 1000, isolation_level="IMMEDIATE")
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
        raise unusable(path, error) from None
    if version > len(steps):
        connection.close()
        raise RecordsUnusable(f"{path} has version {version}, expected {len(steps)} at most; it is of a later Tanya")
    return connection


def unusable(path: Path, error: Exception) -> RecordsUnusable:
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
