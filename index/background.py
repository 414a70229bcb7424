"""Runs long numerics in a thread of the lowest priority, so that the questions of this and other processes go first.

Linux keeps a priority for each thread, and a thread hands its own on to those it starts, such as ONNX Runtime's. Python
code stays outside: a thread that waited for a processor while it held the interpreter's lock would hold up everybody.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")

_LOWEST_PRIORITY = 19


class BackgroundThread:
    """One thread that gets a processor when nobody else wants it; elsewhere than on Linux an ordinary one."""

    def __init__(self, name: str) -> None:
        self._executor = ThreadPoolExecutor(1, thread_name_prefix=name, initializer=_give_way)

    def run(self, function: Callable[..., T], *arguments: object) -> T:
        """Run a function there and return its result, or raise its error."""
        return self._executor.submit(function, *arguments).result()


def _give_way() -> None:
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LOWEST_PRIORITY)
