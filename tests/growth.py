"""Whether work takes longer than its size says, by the processor's time of this thread: load does not matter."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

_TIMES = 4
# Four times the size: 4 times the time where it grows with the size, 16 times where it grows with the square.
_MOST = 10.0
# Below this the clock and the first use of memory weigh too much.
_LEAST_S = 0.002


def grows_steeply(work: Callable[[int], object], size: int) -> bool:
    """Return whether work of four times a size takes much more than four times as long, each the best of three."""
    return _seconds(work, _TIMES * size) > _MOST * max(_seconds(work, size), _LEAST_S)


def _seconds(work: Callable[[int], object], size: int) -> float:
    taken = []
    # The collector walks through all that other tests have left, whatever the work is.
    gc.disable()
    try:
        for _ in range(3):
            began = time.thread_time()
            work(size)
            taken.append(time.thread_time() - began)
    finally:
        gc.enable()
    return min(taken)
