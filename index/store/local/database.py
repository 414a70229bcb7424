"""One SQLite file of a snapshot: opened safely, its errors told apart. The tables: `index.store.local.schema`.

A published file is opened read-only and immutable, by several connections, so that questions do not wait for each
other. A build begins with a hard link to one, and makes a copy of its own before it first writes: one that finds
nothing new copies nothing. What is asked of the tables is in the records beside it.
"""

from __future__ import annotations

import queue
import sqlite3
import threading
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.durable_files import copy_file
from index.errors import CannotWrite, SnapshotCorrupt
from index.store.local.schema import SCHEMA, carry_over, complete

_VALUES_AT_ONCE = 500
_READERS = 4
_CACHE_KIB = 16 * 1024
# Mapped pages are the system's cache itself, shared by all readers; beyond, SQLite reads.
_MAPPED_BYTES = 256 << 20
# Room of what was deleted is given back when it is more than this share of the file.
_FREE_SHARE = 0.1
_DISK_FAILURES = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}


class Database:
    """One SQLite file; safe to use from several threads: a build's one statement at a time, a published one's four."""

    def __init__(self, path: Path, *, writable: bool) -> None:
        """Open a published file, or open or create a file of a build.

        Raises:
            SnapshotCorrupt: the file is not a database of ours.
        """
        self.path, self._writable, self._is_linked = path, writable, False
        fresh = writable and not path.exists()
        self._lock = threading.RLock()
        self._connections: list[sqlite3.Connection] = []
        self._idle: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue()
        # Whoever still asks a replaced snapshot keeps its file open; the last one to let go of it closes it.
        weakref.finalize(self, _close, self._connections)
        with self._guarded():
            if writable and not fresh:
                carry_over(path)
                # A file with another name is a published one, which is never written to.
                self._is_linked = path.stat().st_nlink > 1
            for _ in range(1 if writable else _READERS):
                self._connections.append(self._connect())
                self._idle.put(self._connections[-1])
            if fresh:
                self._connections[0].executescript(SCHEMA)
            self._connections[0].execute("SELECT 1 FROM articles, passages, common_words LIMIT 1").fetchone()

    def _connect(self) -> sqlite3.Connection:
        is_own = self._writable and not self._is_linked
        mode = "mode=rwc" if is_own else "mode=ro&immutable=1"
        address = f"{self.path.absolute().as_uri()}?{mode}"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        if is_own:
            # A build is thrown away when it does not finish, so that its journal need not survive a crash.
            connection.executescript("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute(f"PRAGMA mmap_size = {0 if is_own else _MAPPED_BYTES}")
        complete(connection, writable=is_own)
        return connection

    def close(self) -> None:
        """Close the connections, those in use too."""
        with self._lock:
            _close(self._connections)

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection: a build's one and only, or one of a published file's that nobody uses."""
        if self._writable:
            with self._lock, self._guarded():
                yield self._connections[0]
            return
        connection = self._idle.get()
        try:
            with self._guarded():
                yield connection
        finally:
            self._idle.put(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection of a build to write through, in one transaction."""
        with self._lock:
            if self._is_linked:
                self._make_own()
            with self.connection() as connection, connection:
                yield connection

    def _make_own(self) -> None:
        copy = self.path.with_name(f"{self.path.name}.copy")
        copy_file(self.path, copy)
        copy.replace(self.path)
        self._is_linked = False
        self._connections[0].close()
        with self._guarded():
            self._connections[0] = self._connect()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        # What SQLite says of a damaged file quotes it, and need not be UTF-8.
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if self._writable and getattr(error, "sqlite_errorcode", 0) & 0xFF in _DISK_FAILURES:
                raise CannotWrite(
                    f"{self.path}: {error}; make room, in bytes or in files, or check the disk"
                ) from error
            raise SnapshotCorrupt(f"{self.path}: {error}; run: tanya verify") from error

    def rows(self, statement: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[sqlite3.Row]:
        """Run a query and return all its rows."""
        with self.connection() as connection:
            return connection.execute(statement, values).fetchall()

    def rows_in(self, statement: str, values: Sequence[Any]) -> list[sqlite3.Row]:
        """Run a query that ends in `IN` over any number of values, and return all its rows."""
        found = []
        for start in range(0, len(values), _VALUES_AT_ONCE):
            group = values[start : start + _VALUES_AT_ONCE]
            found += self.rows(f"{statement} ({', '.join('?' * len(group))})", list(group))
        return found

    def column(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        """Run a query and return the first column of all its rows."""
        return [row[0] for row in self.rows(statement, values)]

    def scalar(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """Run a query and return the first column of its first row; None when there is none."""
        found = self.rows(statement, values)
        return found[0][0] if found else None

    def write(self, statement: str, values: Iterable[Sequence[Any]] = ((),)) -> None:
        """Run a statement for each row of values, once without any, in one transaction."""
        rows = list(values)
        if rows:
            with self.writing() as connection:
                connection.executemany(statement, rows)

    def compact(self) -> None:
        """Give back the room of what was deleted, if it is much."""
        with self.connection() as connection:
            free, pages = (
                connection.execute(f"PRAGMA {each}").fetchone()[0] for each in ("freelist_count", "page_count")
            )
            if free > _FREE_SHARE * pages and not self._is_linked:
                connection.execute("VACUUM")


def _close(connections: Iterable[sqlite3.Connection]) -> None:
    for connection in connections:
        connection.close()
