"""The vectors of a build: those of a mapped file that stay, and new ones in a log beside it, until both are written.

Whatever the size, what is in memory is some bytes for each id and a block of vectors. The log is removed when the file
has been written. Searches here are exact and meant for small numbers; a published file is searched by
`index.store.vectors.vector_index`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.store.protocols import Tell
from index.store.vectors.clusters import (
    EXACT_UP_TO,
    RECALL_AT,
    Clustering,
    assign,
    nearest_by_exact_search,
    probes_wanted,
    still_fits,
    train,
)
from index.store.vectors.selection import Selection
from index.store.vectors.vector_file import VectorFile, VectorLayout, rewrite_layout, write_vector_file
from index.store.vectors.vector_index import VectorIndex

Float16 = NDArray[np.float16]
Float32 = NDArray[np.float32]
Int64 = NDArray[np.int64]
_BLOCK = 16_384
_QUERIES = 256


class GrowingVectors:
    """Vectors by id that can be added and removed; scores are inner products, higher is better."""

    def __init__(self, path: Path, dimension: int, *, exact_up_to: int = EXACT_UP_TO) -> None:
        """Start from the file at `path` if there is one, else from nothing.

        Args:
            path: where `save` writes; the log stands beside it.
            dimension: of the vectors.
            exact_up_to: more vectors than this are sorted into lists.

        Raises:
            SnapshotCorrupt: the file is not one of vectors.
            SnapshotMismatch: it has another dimension.
        """
        self.path, self.dimension, self.exact_up_to = path, dimension, exact_up_to
        self._base = VectorFile(path, dimension) if path.exists() else None
        self._ids: Int64 = self._base.ids() if self._base else np.empty(0, np.int64)
        self._base_rows = len(self._ids)
        # Row ids of a database are small numbers, so that a place for each is the smallest way to find a row.
        self._row_of = np.full(int(self._ids.max()) + 1 if self._base_rows else 0, -1, np.int32)
        self._row_of[self._ids] = np.arange(self._base_rows, dtype=np.int32)
        self._log_path = path.with_name(f"{path.name}.log")
        self._log_path.unlink(missing_ok=True)
        self._log: NDArray[np.float16] | None = None
        self._rows = self._base_rows

    def __len__(self) -> int:
        return int((self._row_of >= 0).sum())

    def ids(self) -> Int64:
        """Return all ids, int64, (n,)."""
        return np.flatnonzero(self._row_of >= 0)

    def add(self, ids: Int64, vectors: Float32) -> None:
        """Add vectors, float32, (n, dimension), rows L2-normalised, under new ids, int64, (n,), 0 or more."""
        if not len(ids):
            return
        ids = np.asarray(ids, np.int64)
        with self._log_path.open("ab") as log:
            log.write(np.ascontiguousarray(vectors, "<f2").tobytes())
        self._log = None
        self._reserve(int(ids.max()) + 1, self._rows + len(ids))
        self._row_of[ids] = np.arange(self._rows, self._rows + len(ids))
        self._ids[self._rows : self._rows + len(ids)] = ids
        self._rows += len(ids)

    def _reserve(self, ids: int, rows: int) -> None:
        """Make room, by doubling."""
        if ids > len(self._row_of):
            grown = np.full(max(ids, 2 * len(self._row_of)), -1, np.int32)
            grown[: len(self._row_of)] = self._row_of
            self._row_of = grown
        if rows > len(self._ids):
            more = np.empty(max(rows, 2 * len(self._ids)), np.int64)
            more[: len(self._ids)] = self._ids
            self._ids = more

    def remove(self, ids: Int64) -> None:
        """Remove the vectors of these ids; ids that are not there do not matter."""
        ids = np.asarray(ids, np.int64)
        self._row_of[ids[(ids >= 0) & (ids < len(self._row_of))]] = -1

    def vectors_of(self, ids: Int64) -> Float32:
        """Return the vectors of these ids, float32, (n, dimension).

        Raises:
            KeyError: an id is not there.
        """
        ids = np.asarray(ids, np.int64)
        rows = np.full(len(ids), -1, np.int64)
        inside = (ids >= 0) & (ids < len(self._row_of))
        rows[inside] = self._row_of[ids[inside]]
        if (rows < 0).any():
            raise KeyError(f"the id {int(ids[rows < 0][0])} is not in the vector index")
        return self._vectors(rows).astype(np.float32)

    def search(self, vector: Float32, top_k: int, allowed: Selection | None = None) -> tuple[Int64, Float32]:
        """Return the ids and scores of the nearest vectors, best first, by looking at all of them."""
        ids = self.ids()
        if allowed is not None:
            ids = np.intersect1d(ids, allowed.ids)
        scores = np.concatenate(
            [np.empty(0, np.float32), *(vectors.astype(np.float32) @ vector for _, vectors in self._blocks(ids))]
        )
        best = np.argsort(-scores, kind="stable")[:top_k]
        return ids[best], scores[best]

    def save(
        self, questions: Callable[[], Float32] | None = None, tell: Tell = lambda done, total: None
    ) -> VectorLayout:
        """Write and flush the file, sorted into lists if there are many vectors, and remove the log.

        Args:
            questions: gives float32, (n, dimension), L2-normalised, to measure recall with, if there is something to
                measure: questions as they may be asked. A sample of the vectors, moved between each other, when None.
            tell: called with how many vectors are sorted, of how many.

        Returns:
            How the vectors are kept now.
        """
        ids = self.ids()
        rows = self._row_of[ids].astype(np.int64)
        if len(rows) <= self.exact_up_to:
            layout = VectorLayout("exact", self.dimension, len(rows))
            self._write(layout, np.zeros((1, self.dimension), np.float32), iter([(rows, ids)]))
        else:
            layout = self._save_lists(rows, ids, questions, tell)
        self._log_path.unlink(missing_ok=True)
        return layout

    def _save_lists(self, rows: Int64, ids: Int64, questions: Callable[[], Float32] | None, tell: Tell) -> VectorLayout:
        tell(0, len(rows))
        lists, clustering = self._sorted(rows, tell)
        count = len(clustering.centroids)
        order = np.argsort(lists, kind="stable")
        ends = np.cumsum(np.bincount(lists, minlength=count))
        parts = np.split(order, ends[:-1])
        layout = VectorLayout(
            f"IVF{count},SQfp16", self.dimension, len(rows), count, probes=count, trained_on=clustering.trained_on
        )
        self._write(layout, clustering.centroids, ((rows[part], ids[part]) for part in parts))
        queries = questions() if questions else np.empty((0, self.dimension), np.float32)
        if not len(queries):
            chosen = np.random.default_rng(0).choice(ids, min(_QUERIES, len(ids)), replace=False)
            queries = _like_questions(self.vectors_of(chosen))
        layout = self._measured(layout, queries[:_QUERIES])
        rewrite_layout(self.path, layout)
        return layout

    def _sorted(self, rows: Int64, tell: Tell) -> tuple[NDArray[np.int32], Clustering]:
        """Return the list of each row, and the lists: those of the file while they fit, so that little is computed."""
        base = self._base
        if base is not None and base.layout.trained_on:
            clustering = Clustering(base.centroids, base.layout.trained_on)
            if still_fits(clustering, len(rows)):
                lists = np.empty(len(rows), np.int32)
                old = rows < self._base_rows
                lists[old] = base.list_of(rows[old])
                lists[~old] = assign(
                    clustering, rows[~old], self._vectors, lambda done: tell(int(old.sum()) + done, len(rows))
                )
                return lists, clustering
        clustering = train(rows, self._vectors)
        return assign(clustering, rows, self._vectors, lambda done: tell(done, len(rows))), clustering

    def _measured(self, layout: VectorLayout, queries: Float32) -> VectorLayout:
        """Return the layout with the probes that find enough, measured on the file as it was written."""
        file = VectorFile(self.path, self.dimension)
        index = VectorIndex(file)
        starts = range(0, layout.count, _BLOCK)
        rows = (np.arange(start, min(start + _BLOCK, layout.count)) for start in starts)
        blocks = ((index.ids()[each], file.vectors(each)) for each in rows)
        expected = nearest_by_exact_search(queries, blocks, RECALL_AT)

        def recall(probes: int) -> float:
            found = [index.search(query, RECALL_AT, probes=probes)[0] for query in queries]
            hits = [len(np.intersect1d(each, wanted)) for each, wanted in zip(found, expected, strict=True)]
            return sum(hits) / expected.size

        probes, share = probes_wanted(layout.lists, recall)
        return replace(layout, probes=probes, recall_at_10=round(share, 4), recall_queries=len(queries))

    def _write(self, layout: VectorLayout, centroids: Float32, lists: Iterator[tuple[Int64, Int64]]) -> None:
        write_vector_file(self.path, layout, centroids, lists, self._vectors, rows_at_once=_BLOCK)

    def _blocks(self, ids: Int64) -> Iterator[tuple[Int64, Float16]]:
        for start in range(0, len(ids), _BLOCK):
            block = ids[start : start + _BLOCK]
            yield block, self._vectors(self._row_of[block].astype(np.int64))

    def _vectors(self, rows: Int64) -> Float16:
        """Return the vectors of these rows, float16, (n, dimension), from the file or the log."""
        old = rows < self._base_rows
        if self._base is not None and old.all():
            return self._base.vectors(rows)
        if self._log is None:
            self._log = np.memmap(self._log_path, "<f2", "r").reshape(-1, self.dimension)
        if not old.any():
            return np.asarray(self._log[rows - self._base_rows], np.float16)
        found = np.empty((len(rows), self.dimension), np.float16)
        found[~old] = self._log[rows[~old] - self._base_rows]
        if self._base is not None:
            found[old] = self._base.vectors(rows[old])
        return found


def _like_questions(vectors: Float32) -> Float32:
    """Move vectors, float32, (n, dimension), half-way to each other, and shake them by their own spread.

    Questions lie between the lists: a passage that is only shaken stays in its own, and is found however few are read.
    """
    generator = np.random.default_rng(0)
    moved = (vectors + generator.permutation(vectors)) / 2
    moved += vectors.std(axis=0) * generator.standard_normal(vectors.shape, np.float32)
    return np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), np.float32)
