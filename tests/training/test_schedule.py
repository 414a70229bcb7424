"""The learning rate of a step and the share of its weights in the average, against values worked by hand."""

from __future__ import annotations

import pytest

from training.schedule import HOLD_WARM_UP, average_share, learning_rate


def test_a_falling_rate_rises_first_and_ends_at_nothing() -> None:
    """Through a tenth of 100 steps; half of what is left of the run leaves half of the rate."""
    rates = [learning_rate(1.0, step, 100, step / 100, warm_up=0.1, hold=False) for step in range(100)]

    assert rates[0] == pytest.approx(0.1)
    assert rates[9] == pytest.approx(1.0)
    assert rates[55] == pytest.approx(0.5)
    assert rates[99] == pytest.approx(0.01 / 0.9)


def test_the_clock_counts_where_it_is_further_than_the_steps() -> None:
    """So that a run of so many minutes ends at nothing as well."""
    assert learning_rate(1.0, 30, 1_000, 0.95, warm_up=0.02, hold=False) == pytest.approx(0.05 / 0.98)


def test_a_held_rate_stays() -> None:
    """It can be gone on with for as long as there is time."""
    rates = [learning_rate(2.0, step, 100, step / 100, warm_up=0.5, hold=True) for step in range(100)]

    assert rates[HOLD_WARM_UP // 2 - 1] == pytest.approx(1.0)
    assert set(rates[HOLD_WARM_UP - 1 :]) == {2.0}


def test_the_average_spans_a_third_of_the_steps_until_it_is_full() -> None:
    """After 27 steps a tenth is new; after many, one part in the span."""
    assert average_share(0, 200) == 1.0
    assert average_share(27, 200) == pytest.approx(0.1)
    assert average_share(5_000, 200) == pytest.approx(1 / 200)
