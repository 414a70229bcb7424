"""A snapshot as it is served, with all that answering from it needs, and a thread to open one in aside."""

from __future__ import annotations

import logging
import threading
import weakref
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from haystack import Pipeline

from index.answering.calibration import Weights
from index.answering.reader import OnnxReader
from index.embedding.encoder import word_test
from index.language.dates import resolve_date
from index.language.reading import Vocabulary
from index.pipelines import query_pipeline
from index.store.protocols import Snapshot

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
        thread.start()
        thread.join(self._patience_s)

    def _do(self, what: Callable[[], object]) -> None:
        try:
            what()
        except Exception:
            _log.exception("the new snapshot could not be opened")
        finally:
            self._running.release()
