"""The vectors of a build: added, removed and written, from nothing or from the file of the last build."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import SnapshotCorrupt, SnapshotMismatch
from index.store.vectors.growing import GrowingVectors
from index.store.vectors.selection import Selection
from index.store.vectors.vector_file import VectorLayout
from index.store.vectors.vector_index import VectorIndex
from tests.conftest import unit_vectors
from tests.index.store.vectors.test_vector_index import half

DIMENSION = 16


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "dense"


def growing(path: Path, count: int = 0, *, seed: int = 0, exact_up_to: int = 1_000) -> GrowingVectors:
    """Return vectors with ids from 0 on."""
    made = GrowingVectors(path, DIMENSION, exact_up_to=exact_up_to)
    made.add(np.arange(count), unit_vectors(count, seed, DIMENSION))
    return made


def test_removed_vectors_are_not_found(path: Path) -> None:
    """Those that are not there do not matter."""
    made = growing(path, 4)
    made.remove(np.array([1, 3, 999, -1]))
    made.remove(np.empty(0, np.int64))

    assert made.ids().tolist() == [0, 2]
    assert len(made) == 2
    assert set(made.search(unit_vectors(1, 0, DIMENSION)[0], 4)[0].tolist()) == {0, 2}
    with pytest.raises(KeyError, match="the id 3"):
        made.vectors_of(np.array([0, 3]))


def test_search_is_exact_and_holds_to_a_selection(path: Path) -> None:
    """Before anything is written, as after it."""
    made, query = growing(path, 50), unit_vectors(1, 8, DIMENSION)[0]
    selection = Selection(np.array([3, 7, 9, 80]))
    before = [made.search(query, 5), made.search(query, 5, selection)]
    made.save()
    index = VectorIndex.load(path, DIMENSION)
    after = [index.search(query, 5), index.search(query, 5, selection)]

    assert sorted(before[1][0].tolist()) == [3, 7, 9]
    for (ids, scores), (expected, expected_scores) in zip(after, before, strict=True):
        assert ids.tolist() == expected.tolist()
        assert scores == pytest.approx(expected_scores, abs=1e-5)


def test_nothing_beside_the_file_stays(path: Path) -> None:
    """The log is there as long as it is needed."""
    made = growing(path, 3)
    assert len(list(path.parent.iterdir())) == 1
    made.save()

    assert list(path.parent.iterdir()) == [path]


def test_log_of_a_killed_build_is_not_taken_over(path: Path) -> None:
    """Its rows belong to a database that is gone."""
    growing(path, 3)
    again = growing(path)
    again.add(np.array([5]), unit_vectors(1, 4, DIMENSION))

    assert again.ids().tolist() == [5]
    np.testing.assert_array_equal(again.vectors_of(np.array([5])), half(unit_vectors(1, 4, DIMENSION)))


def test_id_may_come_back(path: Path) -> None:
    """SQLite gives the number of a removed last row again."""
    made = growing(path, 3)
    made.save()
    made = growing(path)
    made.remove(np.array([2]))
    made.add(np.array([2]), unit_vectors(1, 6, DIMENSION))
    made.save()

    np.testing.assert_array_equal(
        VectorIndex.load(path, DIMENSION).vectors_of(np.array([1, 2])),
        half(np.vstack([unit_vectors(3, 0, DIMENSION)[1:2], unit_vectors(1, 6, DIMENSION)])),
    )


@settings(max_examples=40, deadline=None)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["add", "remove", "save"]), st.sets(st.integers(0, 60), min_size=1, max_size=30)),
        max_size=12,
    )
)
def test_it_equals_a_dictionary(tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, set[int]]]) -> None:
    """Whatever is added, removed and written in whatever order; more than 20 vectors stand in lists."""
    path = tmp_path_factory.mktemp("model") / "dense"
    model: dict[int, np.ndarray] = {}
    made = growing(path, exact_up_to=20)
    for number, (step, each) in enumerate(steps):
        ids = np.array(sorted(each))
        if step == "add":
            vectors = unit_vectors(len(ids), number, DIMENSION)
            made.add(ids, vectors)
            model |= dict(zip(ids.tolist(), half(vectors), strict=True))
        elif step == "remove":
            made.remove(ids)
            model = {key: value for key, value in model.items() if key not in each}
        else:
            assert made.save().count == len(model)
            made = growing(path, exact_up_to=20)
        assert made.ids().tolist() == sorted(model)
    made.save()
    index = VectorIndex.load(path, DIMENSION)

    assert sorted(index.ids().tolist()) == sorted(model)
    for key, value in model.items():
        np.testing.assert_array_equal(index.vectors_of(np.array([key]))[0], value)


def test_few_vectors_are_exact(path: Path) -> None:
    """And the layout says so."""
    made = growing(path, 20, exact_up_to=20)

    assert made.save() == VectorLayout("exact", DIMENSION, 20)
    assert VectorIndex.load(path, DIMENSION).layout == VectorLayout("exact", DIMENSION, 20)


def test_more_are_sorted_into_lists_and_measured(path: Path) -> None:
    """Vectors by chance have no clusters: so many lists are looked into that the recall holds, all if need be."""
    told: list[tuple[int, int]] = []
    layout = growing(path, 3_000).save(tell=lambda done, total: told.append((done, total)))

    assert (layout.kind, layout.lists, layout.trained_on) == ("IVF64,SQfp16", 64, 3_000)
    assert layout.recall_at_10 >= 0.98
    assert layout.probes > 8
    assert VectorIndex.load(path, DIMENSION).layout == layout
    assert told[-1] == (3_000, 3_000)


def test_recall_is_measured_on_the_questions_that_are_given(path: Path) -> None:
    """Reference: the found of each question against a sort, with the probes that the layout says."""
    vectors, queries = unit_vectors(3_000, 0, DIMENSION), unit_vectors(50, 9, DIMENSION)
    layout = growing(path, 3_000).save(lambda: queries)
    index = VectorIndex.load(path, DIMENSION)
    expected = np.argsort(-(queries @ half(vectors).T), axis=1)[:, :10]
    hits = sum(
        len(np.intersect1d(index.search(query, 10)[0], best)) for query, best in zip(queries, expected, strict=True)
    )

    assert layout.recall_queries == 50
    assert layout.recall_at_10 == pytest.approx(hits / 500, abs=1e-4)


def test_small_change_keeps_the_lists(path: Path) -> None:
    """So that one article costs one article: only twice or half as many vectors are sorted anew."""
    growing(path, 3_000).save()
    first = VectorIndex.load(path, DIMENSION)
    made = growing(path)
    made.remove(np.arange(10))
    made.add(np.arange(5_000, 5_100), unit_vectors(100, 7, DIMENSION))
    layout = made.save()
    second = VectorIndex.load(path, DIMENSION)

    assert (layout.count, layout.trained_on) == (3_090, 3_000)
    np.testing.assert_array_equal(first._file.centroids, second._file.centroids)
    made = growing(path)
    made.add(np.arange(6_000, 9_000), unit_vectors(3_000, 8, DIMENSION))
    assert made.save().trained_on == 6_090


def test_same_vectors_give_the_same_file(path: Path) -> None:
    """Whichever way the file came about does not matter here; chance has a fixed seed."""
    growing(path, 2_000).save()
    first = path.read_bytes()
    path.unlink()
    growing(path, 2_000).save()

    assert path.read_bytes() == first


@pytest.mark.parametrize("kept", [0, 3, 20, 200, 600])
def test_cut_file_is_corrupt(path: Path, kept: int) -> None:
    """Not a crash."""
    growing(path, 20).save()
    path.write_bytes(path.read_bytes()[:kept])

    with pytest.raises(SnapshotCorrupt, match="is not a file of vectors"):
        VectorIndex.load(path, DIMENSION)
    with pytest.raises(SnapshotCorrupt, match="is not a file of vectors"):
        growing(path)


@pytest.mark.parametrize("count", [0, 5, 1_500])
def test_changed_trailer_never_crashes(path: Path, count: int) -> None:
    """Hashes come first; should one ever not hold, the file is refused, or searched within its bounds."""
    growing(path, count).save()
    data = path.read_bytes()
    refused = 0
    for back in range(1, min(len(data), 400)):
        at = len(data) - back
        path.write_bytes(data[:at] + bytes([data[at] ^ (1 << back % 8)]) + data[at + 1 :])
        try:
            VectorIndex.load(path, DIMENSION).search(unit_vectors(1, 0, DIMENSION)[0], 3)
        except (SnapshotCorrupt, SnapshotMismatch):
            refused += 1

    assert refused > 50


def test_missing_file_is_corrupt(path: Path) -> None:
    """The caller expects vectors there."""
    with pytest.raises(SnapshotCorrupt, match=r"dense is not a file of vectors \(FileNotFoundError\)"):
        VectorIndex.load(path, DIMENSION)


def test_other_dimension_is_a_mismatch_that_names_both(path: Path) -> None:
    """Vectors of another model."""
    growing(path, 3).save()

    with pytest.raises(SnapshotMismatch, match="has 16 dimensions, expected 384"):
        VectorIndex.load(path, 384)


def test_layout_may_be_read_by_people(path: Path) -> None:
    """It is JSON, and nothing in it is executed."""
    layout = growing(path, 3).save()

    assert replace(layout, count=3) == layout
    assert b'"kind": "exact"' in path.read_bytes()
