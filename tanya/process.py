"""The process itself: kept from growing and pausing while it runs for months, and ended although threads do not end."""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import sys
from typing import NoReturn

# From glibc's malloc.h.
_M_ARENA_MAX = -8


def share_one_arena() -> None:
    """Let all threads of this process allocate from one arena; does nothing where the C library is not glibc.

    glibc gives threads arenas of their own, and what one thread has freed in its arena is of no use to the others: with
    threads that come and go, memory creeps up although nothing is kept. One arena for all has no such holes.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_ARENA_MAX, 1)


def keep_what_is_loaded() -> None:
    """Leave all objects that exist by now out of garbage collections; to be called when all modules are loaded.

    A full collection looks at all objects while every thread waits. Most of them belong to the loaded libraries and
    live as long as the process: looking at them again and again finds nothing.
    """
    gc.collect()
    gc.freeze()


def end_at_once(code: int) -> NoReturn:
    """End the process with a code, without waiting for its threads and without taking the interpreter down.

    A daemon thread that is inside native code when the interpreter is taken down is ended where it comes back, and with
    C++ on its stack that aborts the whole process. Source:
    https://docs.python.org/3/c-api/init.html#c.PyEval_RestoreThread.
    """
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
