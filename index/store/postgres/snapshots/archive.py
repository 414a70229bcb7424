"""The archive of snapshots in a PostgreSQL database: what an engine asks, and how a build begins."""

from __future__ import annotations

import logging
import threading
from collections.abc import Hashable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

from index.errors import IndexMissing, SnapshotCorrupt, SnapshotInUse, SnapshotUnknown, TanyaIndexError
from index.passages import PassageSettings
from index.postgres.database import Connection, UntoldError
from index.progress import Progress, ProgressCallback
from index.results import Counts, KeptSnapshot, Trouble
from index.store.postgres.document_store import PostgresDocumentStore, database_at
from index.store.postgres.schema import CHANNEL, prepare
from index.store.postgres.snapshots.building import PostgresBuild, begun
from index.store.postgres.snapshots.consistency import inconsistencies
from index.store.postgres.snapshots.documents import PostgresDocuments
from index.store.postgres.snapshots.listed import Listed, current_of, listed, number_of
from index.store.postgres.snapshots.locks import (
    Readers,
    may_prune,
    running_build,
    shown_progress,
    wait_to_prune,
    writer,
)
from index.store.postgres.snapshots.offering import offered
from index.store.postgres.snapshots.rows import clear_leftovers, forget_snapshots, prune
from index.store.postgres.word_records import count_changes
from index.store.protocols import Archive, Offered

_log = logging.getLogger(__name__)
# How often a reader tries again when builds publish and remove snapshots faster than it opens them.
_TRIES = 10


@dataclass(frozen=True)
class PostgresSnapshot:
    """A published snapshot, open; see `index.store.protocols.Snapshot`."""

    listed: Listed
    store: PostgresDocumentStore
    # A database has no snapshot that is damaged beside others that are not.
    hidden: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """Its name."""
        return self.listed.name

    @property
    def counts(self) -> Counts:
        """How much it holds."""
        return self.listed.counts

    @property
    def model(self) -> str:
        """Fingerprint of the embedder that made its vectors."""
        return self.listed.model

    @property
    def built(self) -> str:
        """UTC time in ISO 8601."""
        return self.listed.built

    @property
    def settings(self) -> PassageSettings:
        """How its articles were cut."""
        return PassageSettings(**self.listed.settings)

    @property
    def size_bytes(self) -> int:
        """How much room the database took when it was published, with the other snapshots."""
        return self.listed.size_bytes


class PostgresArchive(Archive):
    """The snapshots of one database; see `index.store.protocols.Archive`."""

    def __init__(self, url: str, *, dimension: int, keep: int = 2) -> None:
        """Name the database; nothing is connected before it is needed.

        Args:
            url: `postgresql://USER:PASSWORD@HOST/DATABASE`.
            dimension: of the vectors.
            keep: how many snapshots a build leaves, its own among them; 1 or more.

        Raises:
            DatabaseUnfit: this is no such address.
        """
        self.database, self.dimension, self.keep = database_at(url), dimension, keep
        self._readers = Readers(self.database)
        self._preparing = threading.Lock()
        self._is_prepared = False
        self._pruning: threading.Thread | None = None
        self._closing = threading.Event()

    def close(self) -> None:
        """Close the connections, which are opened again when they are needed; pruning goes on after the next build."""
        if self._pruning is not None:
            self._closing.set()
            self._pruning.join()
        self.database.close()

    def stamp(self) -> Hashable:
        with self._connection() as connection:
            current: int | None = _scalar(connection, "SELECT current FROM archive")
        return current

    def current_name(self) -> str:
        with self._connection() as connection:
            return self._current(connection).name

    def open_current(self, model: str) -> PostgresSnapshot:
        """Open the snapshot to serve; whoever holds it goes on with it, whatever is published."""
        for _ in range(_TRIES):
            with self._connection() as connection:
                found = self._current(connection)
            found.require(model)
            let_go = self._readers.hold(found.number)
            with self._connection() as connection:
                is_there = _scalar(connection, "SELECT 1 FROM snapshots WHERE number = %s", [found.number])
            if is_there:
                view = found.view(self.database)
                store = PostgresDocumentStore(view, found.passages, found.average_length, let_go)
                return PostgresSnapshot(found, store)
            let_go()
        raise SnapshotCorrupt(f"{self.database.address}: snapshots come and go faster than they are opened; try again")

    def open_served(self, model: str) -> tuple[PostgresSnapshot, Trouble | None]:
        """Open the snapshot to serve; the database has it whole or does not answer at all."""
        return self.open_current(model), None

    def hiding(self, snapshot: Any) -> Any:
        """Return the snapshot as it is: none is served in the place of a damaged one."""
        return snapshot

    def newest_whole_before_current(self, model: str | None = None) -> str | None:
        """Return the name of the newest snapshot older than the one to serve, for any model when None."""
        with self._connection() as connection:
            current = self._current(connection).number
            older = [each for each in listed(connection) if each.number < current and model in (None, each.model)]
        return older[0].name if older else None

    def kept(self) -> list[KeptSnapshot]:
        """Return all snapshots, the newest first; each as large as the whole database was then."""
        with self._connection() as connection:
            current = self._current(connection).number
            return [
                KeptSnapshot(
                    each.name, each.number == current, each.built, each.articles, each.passages, each.size_bytes
                )
                for each in listed(connection)
            ]

    def roll_back(self, name: str | None, model: str) -> str:
        with self._connection() as connection:
            self._current(connection)
        with writer(self.database) as connection:
            clear_leftovers(connection)
            current = self._current(connection)
            if name is None:
                older = [each for each in listed(connection) if each.number < current.number and each.model == model]
                if not older:
                    raise SnapshotUnknown(f"there is no older snapshot in {self.database.address}; {_LIST}")
                chosen = older[0]
            else:
                chosen = self._listed(connection)[self._number(connection, name)]
            chosen.require(model)
            with connection.transaction():
                count_changes(connection, current.view(self.database), chosen.view(self.database))
                connection.execute("UPDATE archive SET current = %s", [chosen.number])
                connection.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(chosen.number)])
        return chosen.name

    def remove(self, names: Sequence[str]) -> None:
        with self._connection() as connection:
            self._current(connection)
        with writer(self.database) as connection:
            current = self._current(connection)
            numbers = [self._number(connection, name) for name in names]
            if current.number in numbers:
                raise SnapshotInUse(f"{current.name} is being served; first serve another: tanya snapshots rollback")
            forget_snapshots(connection, numbers)
            wait_to_prune(connection)
            prune(connection)

    def problems(self) -> tuple[str, list[str]]:
        with self._connection() as connection:
            found = self._current(connection)
        return found.name, inconsistencies(found, self.database)

    @contextmanager
    def build(
        self, model: str, settings: PassageSettings, *, full: bool = False, resume: str | None = None
    ) -> Iterator[PostgresBuild]:
        self._prepare()
        with (
            writer(self.database) as connection,
            begun(
                self.database,
                connection,
                model,
                settings,
                full=full,
                keep=self.keep,
                resume=resume,
                prune_aside=self._prune_aside,
            ) as build,
        ):
            yield build

    @contextmanager
    def shown_progress(self, progress: ProgressCallback | None) -> Iterator[ProgressCallback]:
        self._prepare()
        with shown_progress(self.database, progress) as shown:
            yield shown

    def running_build(self) -> Progress | None:
        self._prepare()
        return running_build(self.database)

    def documents(self) -> PostgresDocuments:
        self._prepare()
        return PostgresDocuments(self.database)

    @contextmanager
    def offered(self, model: str, count: int) -> Iterator[Offered | None]:
        self._prepare()
        with offered(self.database, model, count) as found:
            yield found

    def _prune_aside(self) -> None:
        # A program that ends without closing this waits for it.
        self._closing.clear()
        self._pruning = threading.Thread(target=self._prune, args=[self._pruning], name="prune")
        self._pruning.start()

    def _prune(self, before: threading.Thread | None) -> None:
        if before is not None:
            before.join()
        try:
            with self.database.session() as connection:
                if may_prune(connection):
                    prune(connection, self._closing)
        except (TanyaIndexError, UntoldError) as error:
            _log.warning("rows that nobody needs stay until the next build: %s", error)

    def _prepare(self) -> None:
        with self._preparing:
            if not self._is_prepared:
                prepare(self.database, self.dimension)
                self._is_prepared = True

    def _connection(self) -> AbstractContextManager[Connection]:
        self._prepare()
        return self.database.connection()

    def _current(self, connection: Connection) -> Listed:
        found = current_of(connection)
        if found is None:
            raise IndexMissing(
                f"nothing has been indexed in {self.database.address} yet; run: tanya index FOLDER-OF-ARTICLES"
            )
        return found

    def _listed(self, connection: Connection) -> dict[int, Listed]:
        return {each.number: each for each in listed(connection)}

    def _number(self, connection: Connection, name: str) -> int:
        number = number_of(name)
        if number not in self._listed(connection):
            raise SnapshotUnknown(f"there is no snapshot {name} in {self.database.address}; {_LIST}")
        return number


_LIST = "see: tanya snapshots list"


def _scalar(connection: Connection, statement: str, values: Sequence[Any] = ()) -> Any:
    row: tuple[Any, ...] | None = connection.execute(statement, values).fetchone()
    return row[0] if row else None
