"""Who builds, who tells of it, and who still reads which snapshot: advisory locks, which end with their holder.

Each needs a connection of its own, since a lock belongs to one.
"""

from __future__ import annotations

import threading
import weakref
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from queue import Empty, SimpleQueue

import psycopg

from index.errors import IndexBusy, TanyaIndexError
from index.postgres.database import Connection, PostgresDatabase
from index.progress import Progress, ProgressCallback, Stage

# Of the 32 bits that tell who a lock is of: "tany", and the next one for those of snapshots.
_OURS = 0x74616E79
_OF_READERS = _OURS + 1
_WRITER, _TELLER, _PRUNER = 1, 2, 3
_HELD = """
    SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2 AND granted AND classid = %s
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


@contextmanager
def writer(database: PostgresDatabase) -> Iterator[Connection]:
    """Yield the connection that holds the writer's lock, and through which alone is written.

    Raises:
        IndexBusy: somebody else holds it.
    """
    with database.session() as connection:
        if not _try(connection, _WRITER):
            raise IndexBusy(f"another process is building in {database.address}; try again when it is done")
        yield connection


def may_prune(connection: Connection) -> bool:
    """Return whether nobody else removes rows; then nobody else does, until the connection ends."""
    return _try(connection, _PRUNER)


def wait_to_prune(connection: Connection) -> None:
    """Return when nobody else removes rows; then nobody else does, until the connection ends."""
    connection.execute("SELECT pg_advisory_lock(%s, %s)", [_OURS, _PRUNER])


def numbers_read(connection: Connection) -> set[int]:
    """Return the numbers of the snapshots that somebody has open."""
    return {row[0] for row in connection.execute(_HELD, [_OF_READERS]).fetchall()}


class Readers:
    """The snapshots that this process has open; safe to use from several threads."""

    def __init__(self, database: PostgresDatabase) -> None:
        """Set up; nothing is connected before something is held."""
        self._database = database
        self._held: Counter[int] = Counter()
        self._lock = threading.Lock()
        # Of what is to be let go.
        self._left: SimpleQueue[int] = SimpleQueue()
        self._session = ExitStack()
        # Whoever never closes what it opened lets go of it all the same.
        weakref.finalize(self, self._session.close)
        self._connection: Connection | None = None

    def hold(self, number: int) -> Callable[[], None]:
        """Keep a snapshot's rows from being removed, until what is returned is called, from wherever that may be."""
        try:
            with self._lock, self._database.guarded():
                if self._connection is None or _is_lost(self._connection):
                    # Who is held already is held again: the server let go of it with the connection.
                    self._end()
                    self._connection = self._session.enter_context(self._database.session())
                    for each in self._held:
                        self._take(self._connection, each)
                if not self._held[number]:
                    self._take(self._connection, number)
                self._held[number] += 1
        finally:
            self._let_go_of_left()
        return lambda: self._leave(number)

    def _take(self, connection: Connection, number: int) -> None:
        connection.execute("SELECT pg_advisory_lock_shared(%s, %s)", [_OF_READERS, number])

    def _leave(self, number: int) -> None:
        # The garbage collector calls this anywhere, also in a thread that has the lock and must not wait for itself.
        self._left.put(number)
        self._let_go_of_left()

    def _let_go_of_left(self) -> None:
        """Let go of what is left, or leave it to whoever has the lock, who calls this once it is free."""
        while not self._left.empty() and self._lock.acquire(blocking=False):
            try:
                with suppress(Empty):
                    while True:
                        self._let_go(self._left.get_nowait())
            finally:
                self._lock.release()

    def _let_go(self, number: int) -> None:
        self._held[number] -= 1
        if not self._held[number]:
            del self._held[number]
            if self._held and self._connection is not None:
                with suppress(TanyaIndexError), self._database.guarded():
                    self._connection.execute("SELECT pg_advisory_unlock_shared(%s, %s)", [_OF_READERS, number])
        if not self._held:
            self._end()

    def _end(self) -> None:
        self._session.close()
        self._connection = None


@contextmanager
def shown_progress(database: PostgresDatabase, progress: ProgressCallback | None) -> Iterator[ProgressCallback]:
    """Yield what a build is to tell its progress to: everybody who asks the database, and `progress`.

    Where another build shows its progress there already, that is left to it.
    """
    tell = progress or (lambda _: None)
    with database.session() as connection:
        if not _try(connection, _TELLER):
            yield tell
            return
        connection.execute("DELETE FROM progress")

        def show(now: Progress) -> None:
            # Not being able to tell costs no build.
            with suppress(TanyaIndexError), database.guarded():
                connection.execute(
                    "INSERT INTO progress (stage, done, total) VALUES (%s, %s, %s) ON CONFLICT (one) "
                    "DO UPDATE SET stage = excluded.stage, done = excluded.done, total = excluded.total",
                    [now.stage, now.done, now.total],
                )
            tell(now)

        yield show


def running_build(database: PostgresDatabase) -> Progress | None:
    """Return how far the build is that runs somewhere; None when none runs."""
    with database.connection() as connection:
        if _TELLER not in {row[0] for row in connection.execute(_HELD, [_OURS]).fetchall()}:
            return None
        row = connection.execute("SELECT stage, done, total FROM progress").fetchone()
    return Progress(Stage(row[0]), row[1], row[2]) if row else Progress(Stage.READING, 0, None)


def _is_lost(connection: Connection) -> bool:
    try:
        connection.execute("SELECT 1")
    except psycopg.OperationalError:
        return True
    return False


def _try(connection: Connection, which: int) -> bool:
    found = connection.execute("SELECT pg_try_advisory_lock(%s, %s)", [_OURS, which]).fetchone()
    return bool(found and found[0])
