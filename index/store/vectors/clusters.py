"""Sorts vectors into lists for an inverted file, and chooses how many lists a search looks into.

Few vectors stay one list, searched exactly. More are clustered by spherical k-means on a sample, about √n lists. Probes
are then widened until searches find what exact search finds; looking into every list is exact search itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import faiss
import numpy as np
from numpy.typing import NDArray

Float16 = NDArray[np.float16]
Float32 = NDArray[np.float32]
Int64 = NDArray[np.int64]
# Exact search over so many takes less than ten milliseconds of one core.
EXACT_UP_TO = 100_000
# Above what is promised, .97: titles, which it is measured with, are few, and nearer to passages than questions are.
RECALL_WANTED = 0.995
RECALL_AT = 10
_TRAINING_PER_LIST = 64
_TRAINING_AT_MOST = 131_072
_ROUNDS = 8
# Lists stay as they are until there are so many times as many vectors as they were trained on.
_RETRAINED_AT = 2.0
_FEWEST_PROBES = 8
_ROWS_AT_ONCE = 16_384


@dataclass(frozen=True)
class Clustering:
    """Lists by their centroids, float32, (lists, dimension), trained when there were so many vectors."""

    centroids: Float32
    trained_on: int


def lists_for(count: int) -> int:
    """Return how many lists suit so many vectors: the power of two nearest to the square root."""
    return int(2 ** round(np.log2(max(1, count)) / 2))


def still_fits(clustering: Clustering, count: int) -> bool:
    """Tell whether lists need not be trained anew for so many vectors."""
    return clustering.trained_on / _RETRAINED_AT <= count <= clustering.trained_on * _RETRAINED_AT


def train(rows: Int64, vectors_of: Callable[[Int64], Float16]) -> Clustering:
    """Cluster a sample of these rows; the same rows give the same lists."""
    lists = lists_for(len(rows))
    size = min(len(rows), lists * _TRAINING_PER_LIST, max(_TRAINING_AT_MOST, 2 * lists))
    chosen = np.sort(np.random.default_rng(0).choice(rows, size, replace=False))
    sample = vectors_of(chosen).astype(np.float32)
    kmeans = faiss.Kmeans(
        sample.shape[1],
        lists,
        niter=_ROUNDS,
        spherical=True,
        seed=1,
        min_points_per_centroid=1,
        max_points_per_centroid=size,
    )
    kmeans.train(sample)
    return Clustering(np.array(kmeans.centroids, np.float32).reshape(lists, -1), len(rows))


def assign(
    clustering: Clustering, rows: Int64, vectors_of: Callable[[Int64], Float16], tell: Callable[[int], None]
) -> NDArray[np.int32]:
    """Return the list of each row, int32, (n,); `tell` is called with how many rows are done."""
    found = np.empty(len(rows), np.int32)
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        block = vectors_of(rows[start : start + _ROWS_AT_ONCE]).astype(np.float32)
        found[start : start + len(block)] = (block @ clustering.centroids.T).argmax(axis=1)
        tell(start + len(block))
    return found


def nearest_by_exact_search(queries: Float32, blocks: Iterable[tuple[Int64, Float16]], top_k: int) -> Int64:
    """Return the ids of the nearest vectors of each query, int64, (queries, top_k), over (ids, vectors) blocks."""
    ids = np.empty((len(queries), 0), np.int64)
    scores = np.empty((len(queries), 0), np.float32)
    for block_ids, vectors in blocks:
        found = queries @ vectors.astype(np.float32).T
        ids = np.hstack([ids, np.broadcast_to(block_ids, found.shape)])
        scores = np.hstack([scores, found])
        if scores.shape[1] > top_k:
            best = np.argpartition(-scores, top_k - 1, axis=1)[:, :top_k]
            ids, scores = np.take_along_axis(ids, best, 1), np.take_along_axis(scores, best, 1)
    return np.take_along_axis(ids, np.argsort(-scores, axis=1, kind="stable"), 1)


def probes_wanted(lists: int, recall_with: Callable[[int], float]) -> tuple[int, float]:
    """Return the fewest probes, of those tried, that find enough, and the recall at ten that they have.

    Args:
        lists: how many there are; looking into all of them finds everything, and is not tried.
        recall_with: measures so many probes.
    """
    for probes in _widening(lists):
        recall = recall_with(probes)
        if recall >= RECALL_WANTED:
            return probes, recall
    return lists, 1.0


def _widening(lists: int) -> Iterator[int]:
    probes = float(_FEWEST_PROBES)
    while probes < lists / 2:
        yield round(probes)
        probes *= 2**0.5
