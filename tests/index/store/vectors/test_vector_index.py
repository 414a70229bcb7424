"""Vector search in a mapped file against brute force in numpy: exact, in trained lists, and within selections."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.store.vectors.growing import GrowingVectors
from index.store.vectors.selection import Selection
from index.store.vectors.vector_index import VectorIndex
from tests.conftest import unit_vectors

DIMENSION = 16
FIRST_ID = 100
CLUSTERS = 40


def half(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return vectors as the file keeps them."""
    return vectors.astype(np.float16).astype(np.float32)


def write(path: Path, vectors: NDArray[np.float32], exact_up_to: int = 1_000_000) -> VectorIndex:
    """Write vectors with ids from 100 on, and open them for searching."""
    growing = GrowingVectors(path, vectors.shape[1], exact_up_to=exact_up_to)
    growing.add(np.arange(FIRST_ID, FIRST_ID + len(vectors)), vectors)
    growing.save()
    return VectorIndex.load(path, vectors.shape[1])


def clustered(count: int) -> NDArray[np.float32]:
    """Return vectors in tight clusters, as passages about the same things are; cosines lie between .7 and 1."""
    generator = np.random.default_rng(3)
    centres = unit_vectors(CLUSTERS, 1, DIMENSION) + 2.5 * unit_vectors(1, 2, DIMENSION)
    vectors = centres[np.arange(count) % CLUSTERS] + generator.normal(scale=0.15, size=(count, DIMENSION))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors.astype(np.float32)


@pytest.fixture(scope="module")
def exact(tmp_path_factory: pytest.TempPathFactory) -> VectorIndex:
    """30 vectors in one list."""
    return write(tmp_path_factory.mktemp("exact") / "dense", unit_vectors(30, 0, DIMENSION))


@pytest.fixture(scope="module")
def vectors() -> NDArray[np.float32]:
    """120,000 vectors: more than a selection that is searched whole."""
    return clustered(120_000)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory, vectors: NDArray[np.float32]) -> VectorIndex:
    """All of them in lists."""
    return write(tmp_path_factory.mktemp("trained") / "dense", vectors, exact_up_to=1_000)


def best_scores(vectors: NDArray[np.float32], query: NDArray[np.float32], top_k: int) -> NDArray[np.float32]:
    return np.sort(half(vectors) @ query)[::-1][:top_k].astype(np.float32)


def ten_best(vectors: NDArray[np.float32], queries: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the rows of the ten nearest vectors of each query, by brute force."""
    return np.argpartition(-(queries @ vectors.T), 9, axis=1)[:, :10].astype(np.int64)


def shared(found: list[NDArray[np.int64]], expected: NDArray[np.int64]) -> int:
    return sum(len(np.intersect1d(*each)) for each in zip(found, expected, strict=True))


def test_score_worked_by_hand(tmp_path: Path) -> None:
    """(1, 0) · (.5, .75) = .5 and · (0, 1) = 0, best first; these numbers are the same in half precision."""
    growing = GrowingVectors(tmp_path / "dense", 2)
    growing.add(np.array([7, 9]), np.array([[0, 1], [0.5, 0.75]], np.float32))
    growing.save()
    ids, scores = VectorIndex.load(tmp_path / "dense", 2).search(np.array([1, 0], np.float32), 5)

    assert ids.tolist() == [9, 7]
    assert scores.tolist() == [0.5, 0]


@given(top_k=st.integers(1, 40), seed=st.integers(0, 10_000))
def test_search_equals_brute_force(exact: VectorIndex, top_k: int, seed: int) -> None:
    """Reference: a matrix product and a sort."""
    vectors, query = unit_vectors(30, 0, DIMENSION), unit_vectors(1, seed, DIMENSION)[0]
    ids, scores = exact.search(query, top_k)

    assert len(ids) == min(top_k, 30)
    assert scores == pytest.approx(best_scores(vectors, query, top_k), abs=1e-5)
    assert scores == pytest.approx((half(vectors) @ query)[ids - FIRST_ID], abs=1e-5)


@given(allowed=st.sets(st.integers(90, 140), max_size=30), top_k=st.integers(1, 10), seed=st.integers(0, 10_000))
def test_search_in_a_selection_equals_brute_force(exact: VectorIndex, allowed: set[int], top_k: int, seed: int) -> None:
    """Ids that are not in the index do not matter."""
    query = unit_vectors(1, seed, DIMENSION)[0]
    scores = dict(zip(range(100, 130), half(unit_vectors(30, 0, DIMENSION)) @ query, strict=True))
    expected = sorted((scores[each] for each in allowed if each in scores), reverse=True)[:top_k]
    ids, found = exact.search(query, top_k, Selection(np.array(sorted(allowed), np.int64)))

    assert set(ids.tolist()) <= allowed
    assert found == pytest.approx(expected, abs=1e-5)


def test_many_vectors_are_searched_in_lists_and_found(trained: VectorIndex, vectors: NDArray[np.float32]) -> None:
    """The file says how; the recall at ten that it claims is what questions beside the passages have, within .03."""
    layout = trained.layout
    queries = half(vectors[:100] + 0.1 * unit_vectors(100, 11, DIMENSION))
    found = [trained.search(query, 10)[0] - FIRST_ID for query in queries]
    hits = shared(found, ten_best(half(vectors), queries))

    assert layout.kind == "IVF256,SQfp16"
    assert (layout.count, layout.lists, layout.recall_queries) == (120_000, 256, 256)
    assert layout.probes < layout.lists
    assert layout.recall_at_10 >= 0.98
    assert hits / 1_000 >= 0.97


@pytest.mark.parametrize("members", [1, 2, 17, 120, 9_000, 11_000])
@settings(max_examples=15)
@given(seed=st.integers(0, 10_000))
def test_small_selections_are_searched_whole(
    trained: VectorIndex, vectors: NDArray[np.float32], members: int, seed: int
) -> None:
    """From one passage in 100,000 on, whichever lists they are in: the very ten that brute force finds."""
    rows = np.random.default_rng(seed).choice(120_000, members, replace=False)
    query = -unit_vectors(1, seed, DIMENSION)[0]
    _, scores = trained.search(query, 10, Selection(rows + FIRST_ID))

    assert scores == pytest.approx(best_scores(vectors[rows], query, 10), abs=1e-5)


def test_large_selection_that_is_nowhere_near(trained: VectorIndex, vectors: NDArray[np.float32]) -> None:
    """60,000 passages of the other half of the clusters, as of another language: the lists are taken among theirs."""
    rows = np.flatnonzero(np.arange(120_000) % CLUSTERS >= CLUSTERS // 2)
    selection = Selection(rows + FIRST_ID)
    queries = vectors[: 25 * CLUSTERS : CLUSTERS]  # of the first half
    found = [trained.search(query, 10, selection)[0] - FIRST_ID for query in queries]
    hits = shared(found, rows[ten_best(half(vectors[rows]), queries)])

    assert hits / 250 >= 0.97


def test_nothing_to_find(tmp_path: Path, exact: VectorIndex) -> None:
    """An empty index, an empty selection, and one of other ids."""
    query = unit_vectors(1, 0, DIMENSION)[0]
    empty = write(tmp_path / "dense", np.empty((0, DIMENSION), np.float32))

    assert len(empty) == 0
    assert len(empty.search(query, 3)[0]) == 0
    assert len(empty.search(query, 3, Selection(np.array([1])))[0]) == 0
    assert len(exact.search(query, 3, Selection(np.empty(0, np.int64)))[0]) == 0
    assert len(exact.search(query, 3, Selection(np.array([5, 500])))[0]) == 0


def test_vectors_of_ids_in_any_order(trained: VectorIndex, vectors: NDArray[np.float32]) -> None:
    """The very numbers that were written, from any list."""
    ids = np.random.default_rng(1).permutation(120_000)[:3_000] + FIRST_ID

    np.testing.assert_array_equal(trained.vectors_of(ids), half(vectors)[ids - FIRST_ID])
    assert sorted(trained.ids().tolist()) == list(range(FIRST_ID, FIRST_ID + 120_000))


@pytest.mark.parametrize("unknown", [42, 99, 130, -1, 10**9])
def test_vector_of_an_unknown_id(exact: VectorIndex, unknown: int) -> None:
    """KeyError names it."""
    with pytest.raises(KeyError, match=f"the id {unknown} is not in the vector index"):
        exact.vectors_of(np.array([101, unknown]))


def test_searches_of_several_threads_do_not_disturb_each_other(trained: VectorIndex) -> None:
    """Each with its own selection."""
    queries = unit_vectors(8, 5, DIMENSION)
    selections = [None, *(Selection(np.arange(FIRST_ID + n, FIRST_ID + 120_000, n + 2)) for n in range(7))]
    expected = [trained.search(*each) for each in zip(queries, [10] * 8, selections, strict=True)]
    wrong: list[int] = []

    def ask(number: int) -> None:
        for _ in range(20):
            ids, _ = trained.search(queries[number], 10, selections[number])
            if not np.array_equal(ids, expected[number][0]):
                wrong.append(number)

    threads = [threading.Thread(target=ask, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []
