"""Fusion: weighted sums of z-scores, worked by hand and against the standard library."""

from __future__ import annotations

import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.retrieval.fusion import fuse, z_scores

SCORES = st.lists(st.floats(-100, 100), min_size=1, max_size=20)


def test_z_scores_worked_by_hand() -> None:
    """Of 1, 2, 3 the mean is 2 and the deviation √(2/3)."""
    assert z_scores(np.array([1.0, 2.0, 3.0])) == pytest.approx([-(1.5**0.5), 0, 1.5**0.5])


@given(SCORES)
def test_z_scores_are_those_of_the_standard_library(values: list[float]) -> None:
    """Reference: `statistics.pstdev`."""
    deviation = statistics.pstdev(values)
    if deviation < 1e-6:
        return
    expected = [(value - statistics.fmean(values)) / deviation for value in values]

    assert z_scores(np.array(values)) == pytest.approx(expected, rel=1e-4, abs=1e-6)


@given(SCORES, st.floats(0.1, 10), st.floats(-5, 5))
def test_z_scores_do_not_depend_on_scale_and_origin(values: list[float], scale: float, shift: float) -> None:
    """Cosines and BM25 scores become comparable."""
    scores = np.array(values)
    if scores.std() < 1e-3:
        return
    assert z_scores(scores * scale + shift) == pytest.approx(z_scores(scores), rel=1e-5, abs=1e-6)


def test_equal_scores_say_nothing() -> None:
    """No division by zero: all zeros, also for one candidate."""
    assert z_scores(np.array([4.0, 4.0])).tolist() == [0, 0]
    assert z_scores(np.array([4.0])).tolist() == [0]


def test_fuse_worked_by_hand() -> None:
    """Dense z (1, -1), lexical z (-1, 1): with weight .7 the first gets .7 - .3, the second -.7 + .3."""
    fused = fuse(np.array([0.9, 0.1]), np.array([0.0, 8.0]), np.array([0.7, 0.7]))

    assert fused == pytest.approx([0.4, -0.4])


def test_fuse_weighs_each_candidate_by_its_own() -> None:
    """A weight of 1 ignores the words, a weight of 0 the vectors."""
    fused = fuse(np.array([0.9, 0.1]), np.array([0.0, 8.0]), np.array([1.0, 0.0]))

    assert fused == pytest.approx([1, 1])


@given(st.integers(2, 20), st.integers(0, 2**32 - 1))
def test_better_on_both_sides_ranks_higher(count: int, seed: int) -> None:
    """Where all weights are equal, what wins both sides wins."""
    chance = np.random.default_rng(seed)
    dense, lexical = chance.random(count), chance.random(count) * 20
    dense[0], lexical[0] = 2, 30
    fused = fuse(dense, lexical, np.full(count, 0.7))

    assert int(np.argmax(fused)) == 0
