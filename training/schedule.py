"""How fast a run learns at each step, and how much of each step goes into the moving average of its weights."""

from __future__ import annotations

# Steps until a rate that is held is reached.
HOLD_WARM_UP = 40


def learning_rate(highest: float, step: int, count: int, done: float, *, warm_up: float, hold: bool) -> float:
    """Return the learning rate of a step.

    Args:
        highest: the rate after warming up.
        step: its number, from 0.
        count: how many steps there are.
        done: the share of the run that is done by steps or by the clock, [0, 1).
        warm_up: the share of the run through which the rate rises, where it falls to nothing by the end.
        hold: whether it rises through `HOLD_WARM_UP` steps and stays instead.
    """
    if hold:
        return highest * min((step + 1) / HOLD_WARM_UP, 1.0)
    return highest * min((step + 1) / max(1, count * warm_up), (1 - done) / (1 - warm_up))


def average_share(taken: int, span: int) -> float:
    """Return the share of the newest weights in the average after so many steps were averaged, (0, 1].

    The span grows to a third of the steps that were taken, so that the start soon weighs nothing, up to `span`.
    """
    return max(1 / span, 3 / (3 + taken))
