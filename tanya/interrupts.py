"""Ctrl-C at any moment: the process leaves with 130, also while modules are being loaded.

A module in C that is interrupted while it begins fails with an error of its own, and some libraries go on without what
they could not load: so an interruption waits until what is being loaded is there.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from types import FrameType

# As shells have it: 128 and the number of the signal.
INTERRUPTED = 130
_AGAIN_S = 0.05

_Handler = Callable[[int, FrameType | None], None]


def leave_when_interrupted() -> None:
    """Let Ctrl-C end the process at once, while nothing is begun that would have to be put away."""
    _handle(lambda number, frame: os._exit(INTERRUPTED))


def wait_for_modules_when_interrupted() -> None:
    """Let Ctrl-C raise KeyboardInterrupt as ever, but not within an import; to be called in the main thread."""
    signal.signal(signal.SIGALRM, lambda number, frame: signal.raise_signal(signal.SIGINT))
    _handle(_interrupt)


def _handle(handler: _Handler) -> None:
    # A shell has it ignored by what it runs in the background.
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, handler)


def _interrupt(number: int, frame: FrameType | None) -> None:
    if _is_loading(frame):
        signal.setitimer(signal.ITIMER_REAL, _AGAIN_S)
    else:
        signal.default_int_handler(number, frame)


def _is_loading(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False
