"""A snapshot as it is served, with all that answering from it needs, what it holds, and a thread to open one aside."""

from __future__ import annotations

import logging
import threading
import time
import weakref
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date

from haystack import Pipeline

from index.answering.calibration import Weights
from index.answering.reader import OnnxReader
from index.articles import Article
from index.building.intake import articles_under
from index.embedding.encoder import MODEL_NAME, word_test
from index.language.dates import resolve_date
from index.language.reading import Vocabulary, names_in, well_spelt
from index.pipelines import query_pipeline
from index.results import Contents, Status
from index.store.protocols import Snapshot
from index.store.records import Articles

_FIRST_RETRY_S, _LONGEST_RETRY_S = 15.0, 900.0
_log = logging.getLogger(__name__)


class _Use:
    """Exists as long as a pipeline is in use.

    Pipelines are cycles, which only a full collection frees; a replaced snapshot would keep its files open until then.
    """


@dataclass(frozen=True)
class Served:
    """A snapshot with its pipeline, its calibration, its words, and the archive's stamp when it was opened.

    Whoever runs the pipeline holds this object meanwhile: with the last one that shares `use`, the store is let go.
    """

    snapshot: Snapshot
    pipeline: Pipeline
    weights: Weights
    vocabulary: Vocabulary
    stamp: Hashable
    use: _Use


def loaded(
    snapshot: Snapshot, stamp: Hashable, *, models_folder: str | None, threads: int, recency_weight: float
) -> Served:
    """Load everything that a first question to an open snapshot would wait for."""
    pipeline = query_pipeline(
        snapshot.store, models_folder=models_folder, threads=threads, recency_weight=recency_weight
    )
    pipeline.warm_up()
    resolve_date("1 Januari 2000", None, "id")  # loads the names of months
    weights = OnnxReader(models_folder).weights(retrieved=True)
    vocabulary = Vocabulary(snapshot.store.words, word_test(models_folder))
    use = _Use()
    weakref.finalize(use, delattr, pipeline.get_component("retriever"), "document_store")
    return Served(snapshot, pipeline, weights, vocabulary, stamp, use)


class Holdings(ABC):
    """Looks into the snapshot that an engine serves.

    All of these raise `IndexMissing`, `SnapshotCorrupt` and `SnapshotMismatch` when there is none to look into. Changes
    nothing.
    """

    @abstractmethod
    def _current(self) -> Served:
        """Return what is served."""

    @abstractmethod
    def _latest(self) -> Served:
        """Return what is served, after a swap to what has been published."""

    def status(self) -> Status:
        """Describe the served snapshot."""
        snapshot = self._latest().snapshot
        counts = snapshot.counts
        return Status(
            snapshot=snapshot.name,
            articles=counts.articles,
            passages=counts.passages,
            sources=counts.sources,
            size_bytes=snapshot.size_bytes,
            model=f"{MODEL_NAME} ({snapshot.model})",
            built=snapshot.built,
        )

    def snapshot_name(self) -> str:
        """Return the name of the served snapshot."""
        return self._current().snapshot.name

    def spelt(self, line: str) -> str:
        """Return a line with its misspelt words as the articles spell them; everything else stays as it was typed."""
        return well_spelt(line, self._current().vocabulary)

    def names_in(self, line: str) -> frozenset[str]:
        """Return the words of a line that the articles spell as names, in small letters, however they were typed."""
        return names_in(line, self._current().vocabulary)

    def contents(self) -> Contents:
        """Describe what is indexed, for readers."""
        snapshot = self._latest().snapshot
        articles, counts = snapshot.store.articles, snapshot.counts
        newest = articles.newest_day()
        return Contents(
            snapshot=snapshot.name,
            articles=counts.articles,
            passages=counts.passages,
            publishers=tuple(articles.publishers()),
            newest=date.fromisoformat(newest) if newest else None,
        )

    def newest(self, count: int) -> list[Article]:
        """Return so many articles at the most, the newest first."""
        return self._shown(lambda articles, most: articles.newest(most), count)

    def articles(self) -> list[Article]:
        """Return all articles, the newest first."""
        snapshot = self._latest().snapshot
        return [each for each in snapshot.store.articles.newest() if each.id not in snapshot.hidden]

    def article(self, article_id: str) -> Article | None:
        """Return one article; None when there is none with this id."""
        snapshot = self._latest().snapshot
        return None if article_id in snapshot.hidden else next(iter(snapshot.store.articles.get([article_id])), None)

    def sources(self) -> list[str]:
        """Return the recorded sources."""
        return list(self._latest().snapshot.store.sources.recorded())

    def article_count(self, source: str) -> int:
        """Return how many articles are listed under a source: of copies in several, one, which stays with another."""
        return len(articles_under(self._latest().snapshot.store, source))

    def titled(self, words: str, count: int) -> list[Article]:
        """Return so many articles at the most whose titles hold these words; those that are just these words first."""
        return self._shown(lambda articles, most: articles.titled(words, most), count)

    def standing_at(self, address: str, count: int) -> list[Article]:
        """Return so many articles at the most with this link, as people copy it, or that were read from there."""
        return self._shown(lambda articles, most: articles.standing_at(address, most), count)

    def _shown(self, find: Callable[[Articles, int], list[Article]], count: int) -> list[Article]:
        """Return so many of what is found at the most, without what is hidden."""
        snapshot = self._latest().snapshot
        found = find(snapshot.store.articles, count + len(snapshot.hidden))
        return [each for each in found if each.id not in snapshot.hidden][:count]

    def sources_of(self, article_id: str) -> list[str]:
        """Return the recorded sources that an article is in."""
        store = self._latest().snapshot.store
        return [each for each in store.sources.recorded() if article_id in articles_under(store, each)]


class Retry:
    """When to try again what failed: soon, then less and less often, since it may stay as it is."""

    def __init__(self, first_s: float = _FIRST_RETRY_S) -> None:
        """Set up; `first_s` is the first pause."""
        self._first_s = self._pause_s = first_s
        self._due = 0.0

    def note(self, *, failed: bool) -> None:
        """Note how a try ended."""
        self._due = time.monotonic() + self._pause_s
        self._pause_s = min(2 * self._pause_s, _LONGEST_RETRY_S) if failed else self._first_s

    def is_due(self) -> bool:
        """Return whether it is time."""
        return time.monotonic() >= self._due


class Aside:
    """Does something in a thread, once at a time; only who asks for it first waits for it, and only for a moment."""

    def __init__(self, patience_s: float) -> None:
        """Set up; `patience_s` is how long the first one waits."""
        self._patience_s = patience_s
        self._running = threading.Lock()

    def do(self, what: Callable[[], object]) -> None:
        """Begin, if nobody else has."""
        if not self._running.acquire(blocking=False):
            return
        thread = threading.Thread(target=self._do, args=(what,), name="snapshot")
        try:
            thread.start()
        except RuntimeError:
            self._running.release()
            _log.exception("no thread could be started to open the new snapshot")
            return
        thread.join(self._patience_s)

    def _do(self, what: Callable[[], object]) -> None:
        try:
            what()
        except Exception:
            _log.exception("the new snapshot could not be opened")
        finally:
            self._running.release()
