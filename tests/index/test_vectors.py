"""Vector search against brute force in numpy, and its file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import SnapshotCorrupt, SnapshotMismatch
from index.vectors import VectorIndex
from tests.conftest import unit_vectors

DIMENSION = 16


def index_of(count: int, seed: int = 0, first_id: int = 100) -> VectorIndex:
    """Return an index with ids from 100 on."""
    made = VectorIndex(DIMENSION)
    made.add(np.arange(first_id, first_id + count), unit_vectors(count, seed, DIMENSION))
    return made


def test_score_worked_by_hand() -> None:
    """(1, 0) · (.6, .8) = .6 and · (0, 1) = 0, best first."""
    index = VectorIndex(2)
    index.add(np.array([7, 9]), np.array([[0, 1], [0.6, 0.8]], np.float32))
    ids, scores = index.search(np.array([1, 0], np.float32), 5)

    assert ids.tolist() == [9, 7]
    assert scores == pytest.approx([0.6, 0])


@given(st.integers(1, 60), st.integers(1, 70), st.integers(0, 10_000))
def test_search_equals_brute_force(count: int, top_k: int, seed: int) -> None:
    """Reference: a matrix product and a sort."""
    vectors, query = unit_vectors(count, seed, DIMENSION), unit_vectors(1, seed + 1, DIMENSION)[0]
    expected = vectors @ query
    ids, scores = index_of(count, seed).search(query, top_k)

    assert len(ids) == min(top_k, count)
    assert scores == pytest.approx(np.sort(expected)[::-1][:top_k], abs=1e-5)
    assert scores == pytest.approx(expected[ids - 100], abs=1e-5)


@given(st.sets(st.integers(90, 140), max_size=30), st.integers(1, 10), st.integers(0, 10_000))
def test_search_among_allowed_equals_brute_force(allowed: set[int], top_k: int, seed: int) -> None:
    """Ids that are not in the index do not matter."""
    query = unit_vectors(1, seed, DIMENSION)[0]
    scores = dict(zip(range(100, 130), unit_vectors(30, 0, DIMENSION) @ query, strict=True))
    expected = sorted((scores[each] for each in allowed if each in scores), reverse=True)[:top_k]
    ids, found = index_of(30).search(query, top_k, np.array(sorted(allowed), np.int64))

    assert set(ids.tolist()) <= allowed
    assert found == pytest.approx(expected, abs=1e-5)


def test_filter_of_one_in_a_thousand_finds_it() -> None:
    """Filtering happens inside the search: the farthest vector of all is found if it alone is allowed."""
    index, query = index_of(1_000), unit_vectors(1, 5, DIMENSION)[0]
    farthest = index.search(query, 1_000)[0][-1]
    ids, _ = index.search(query, 8, np.array([farthest]))

    assert ids.tolist() == [farthest]


def test_nothing_to_find() -> None:
    """An empty index, and nothing allowed."""
    query = unit_vectors(1, 0, DIMENSION)[0]
    assert len(VectorIndex(DIMENSION).search(query, 3)[0]) == 0
    assert len(index_of(3).search(query, 3, np.empty(0, np.int64))[0]) == 0


def test_removed_vectors_are_not_found() -> None:
    """Those that are not there do not matter."""
    index = index_of(4)
    index.remove(np.array([101, 103, 999]))
    index.remove(np.empty(0, np.int64))

    assert sorted(index.ids().tolist()) == [100, 102]
    assert len(index) == 2
    assert set(index.search(unit_vectors(1)[0][:DIMENSION], 4)[0].tolist()) == {100, 102}


def test_vectors_of_ids_in_any_order() -> None:
    """The very numbers that were added, also after a removal moved them."""
    index, vectors = index_of(4), unit_vectors(4, 0, DIMENSION)
    index.remove(np.array([100]))

    np.testing.assert_array_equal(index.vectors_of(np.array([103, 101])), vectors[[3, 1]])


def test_vector_of_an_unknown_id() -> None:
    """KeyError names it."""
    with pytest.raises(KeyError, match="42"):
        index_of(3).vectors_of(np.array([101, 42]))


def test_round_trip_through_a_file(tmp_path: Path) -> None:
    """Saved and loaded, it answers the same and can go on growing."""
    index, query = index_of(20), unit_vectors(1, 9, DIMENSION)[0]
    index.save(tmp_path / "dense")
    loaded = VectorIndex.load(tmp_path / "dense", DIMENSION)

    for before, after in zip(index.search(query, 7), loaded.search(query, 7), strict=True):
        np.testing.assert_array_equal(before, after)
    loaded.add(np.array([500]), query[None, :])
    loaded.remove(np.array([100]))
    assert loaded.search(query, 1)[0].tolist() == [500]
    assert len(loaded) == 20


@pytest.mark.parametrize("kept", [0, 3, 20, 200])
def test_cut_file_is_corrupt(tmp_path: Path, kept: int) -> None:
    """Not a crash."""
    index_of(20).save(tmp_path / "dense")
    data = (tmp_path / "dense").read_bytes()
    (tmp_path / "dense").write_bytes(data[:kept])

    with pytest.raises(SnapshotCorrupt, match="is not a FAISS index"):
        VectorIndex.load(tmp_path / "dense", DIMENSION)


def test_missing_file_is_corrupt(tmp_path: Path) -> None:
    """The caller expects an index there."""
    with pytest.raises(SnapshotCorrupt, match=r"dense is not a FAISS index \(FileNotFoundError\)"):
        VectorIndex.load(tmp_path / "dense", DIMENSION)


def test_other_dimension_is_a_mismatch_that_names_both(tmp_path: Path) -> None:
    """Vectors of another model."""
    index_of(3).save(tmp_path / "dense")

    with pytest.raises(SnapshotMismatch, match="has 16 dimensions, expected 384"):
        VectorIndex.load(tmp_path / "dense", 384)
