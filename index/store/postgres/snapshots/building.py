"""A snapshot that is being built in PostgreSQL: begun from the served one, and published by one UPDATE."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

from index.errors import TanyaIndexError
from index.passages import PassageSettings
from index.postgres.database import Connection, PostgresDatabase
from index.store.postgres import searching
from index.store.postgres.document_store import PostgresDocumentStore
from index.store.postgres.schema import CHANNEL, FORMAT_VERSION, VALID, drop_late_indexes, make_indexes
from index.store.postgres.snapshots import offering
from index.store.postgres.snapshots.listed import Listed, current_of, listed, name_of
from index.store.postgres.snapshots.rows import begin_from, clear_leftovers, forget_snapshots
from index.store.postgres.view import View
from index.store.postgres.word_records import count_changes
from index.store.protocols import Float32, Tell

# The server's statistics are made anew when more than this share of the passages is new.
_NEW_SHARE = 0.1
# An index that is sorted in memory takes a fraction of the time; pgvector needs 1.2 KB a vector.
_INDEX_KB_A_VECTOR, _INDEX_KB_AT_MOST = 1.5, 2 << 20
_log = logging.getLogger(__name__)


@dataclass
class PostgresBuild:
    """A snapshot that only its builder sees; see `index.store.protocols.Build`."""

    connection: Connection
    store: PostgresDocumentStore
    base: Listed | None
    model: str
    settings: PassageSettings
    keep: int
    prune_aside: Callable[[], None]
    is_repair: bool = False
    doubts: Sequence[str] = ()
    is_published: bool = field(default=False, init=False)

    def offer(self, article_ids: Sequence[str]) -> None:
        """Let other machines embed passages of these articles, from the last on."""
        offering.offer(self.connection, self.store.view, self.model, self.settings, article_ids)

    def take_back(self, article_ids: Sequence[str]) -> None:
        """Offer these articles no more; who is at one already may go on."""
        offering.take_back(self.connection, article_ids)

    def publish(self, questions: Callable[[], Float32] | None = None, tell: Tell = lambda done, total: None) -> str:
        """Make it the served snapshot, whole and durable, and return its name; see `Build.publish`.

        Vector search needs no measuring here, so that `questions` is not asked.
        """
        view, connection = self.store.view, self.connection
        self._make_indexes()
        counts = self.store.counts()
        new = self.store.view.scalar(f"SELECT count(*) FROM passages WHERE born = {view.number}")
        if new > _NEW_SHARE * counts.passages:
            connection.execute("SELECT gin_clean_pending_list('passages_words')")
            connection.execute(f"ANALYZE passages, vectors, {', '.join(VALID)}")
        size = view.scalar(
            "SELECT sum(pg_total_relation_size(oid)) FROM pg_class "
            "WHERE relkind = 'r' AND relnamespace = %s::regnamespace",
            [view.database.schema],
        )
        average = view.scalar(
            f"SELECT coalesce(avg(length), 1)::float8 FROM passages AS p WHERE {view.of_passages('p')}"
        )
        built = datetime.now(UTC).isoformat(timespec="seconds")
        with connection.transaction():
            connection.execute("SET LOCAL synchronous_commit = on")
            before = current_of(connection)
            connection.execute(
                "INSERT INTO snapshots VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                [
                    *(view.number, view.floor, FORMAT_VERSION, self.model, json.dumps(asdict(self.settings))),
                    *(counts.articles, counts.passages, counts.sources, size, built, average),
                ],
            )
            count_changes(connection, before.view(view.database) if before else None, view)
            connection.execute(
                "UPDATE archive SET current = %s, last = %s, building = NULL, resumable = NULL", [view.number] * 2
            )
            connection.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(view.number)])
        self.is_published = True
        self.store.close()
        tell(1, 1)
        self._remove_old()
        return name_of(view.number)

    def forget_embeddings(self) -> None:
        """Forget what was kept for the next build: it is in a snapshot, or in no article any more."""
        try:
            with self.store.view.database.guarded():
                self.connection.execute("DELETE FROM embeddings")
        except TanyaIndexError as error:
            _log.warning("the embeddings that were kept stay until the next build: %s", error)

    def _make_indexes(self) -> None:
        """Make those that are not there: the first time, and of a language that has grown."""
        view, connection = self.store.view, self.connection
        languages = view.rows(
            f"SELECT language, count(*) FROM vectors AS v WHERE {view.of_passages('v')} GROUP BY language"
        )
        largest = max((count for _, count in languages), default=0)
        memory_kb = min(64_000 + int(_INDEX_KB_A_VECTOR * largest), _INDEX_KB_AT_MOST)
        connection.execute("SELECT set_config('maintenance_work_mem', %s, false)", [f"{memory_kb}kB"])
        make_indexes(connection, [name for name, count in languages if count > searching.INDEXED_FROM])

    def _remove_old(self) -> None:
        """Remove those beyond what is kept, and those that somebody went back from; failing costs only room."""
        try:
            with self.store.view.database.guarded():
                numbers = [each.number for each in listed(self.connection) if each.number != self.store.view.number]
                left = [each for each in numbers if self.base is not None and each > self.base.number]
                others = [each for each in numbers if each not in left]
                forget_snapshots(self.connection, [*left, *others[self.keep - 1 :]])
            self.prune_aside()
        except TanyaIndexError as error:
            _log.warning("older snapshots stay until the next build: %s", error)


@contextmanager
def begun(
    database: PostgresDatabase,
    connection: Connection,
    model: str,
    settings: PassageSettings,
    *,
    full: bool,
    keep: int,
    resume: str | None,
    prune_aside: Callable[[], None],
) -> Iterator[PostgresBuild]:
    """Begin a snapshot from the served one; what is not published is taken back, unless it can be resumed.

    Args:
        database: where.
        connection: the one that holds the writer's lock.
        model: fingerprint of the embedder.
        settings: how articles are cut.
        full: whether nothing of the passages is taken over.
        keep: how many snapshots are left, this one among them.
        resume: what one of the same name left is gone on with, and this one leaves what it wrote; None for neither.
        prune_aside: removes what nobody sees any more, while others go on.
    """
    # What is not published may be lost; publishing flushes all that was written before it.
    connection.execute("SET synchronous_commit = off")
    ((last, left),) = connection.execute("SELECT last, resumable FROM archive").fetchall()
    is_resumed = resume is not None and left == resume
    if not is_resumed:
        clear_leftovers(connection)
    offering.take_back(connection)
    base = current_of(connection)
    is_taken_over = base is not None and not full and base.fits(model, settings)
    if base is not None and base.model != model:
        _log.warning("%s has vectors of %s, not of %s; everything is embedded anew", base.name, base.model, model)
    number = last + 1
    view = View(database, number, base.floor if base is not None and is_taken_over else number, connection)
    connection.execute("UPDATE archive SET building = %s, resumable = %s", [number, resume])
    store = PostgresDocumentStore(view)
    build = PostgresBuild(connection, store, base, model, settings, keep, prune_aside)
    try:
        if last == 0:
            drop_late_indexes(connection)
        if base is not None and base.number < last and not is_resumed:
            begin_from(connection, base.view(database), view)
        if base is not None and not is_taken_over:
            store.sources.forget_files()
        yield build
    finally:
        store.close()
        if not connection.broken:
            offering.take_back(connection)
        if not build.is_published and resume is None and not connection.broken:
            clear_leftovers(connection)
