"""Keeps a process that runs for months from growing.

glibc gives threads arenas of their own, and what one thread has freed in its arena is of no use to the others: with
threads that come and go, memory creeps up although nothing is kept. One arena for all has no such holes.
"""

from __future__ import annotations

import ctypes

# From glibc's malloc.h.
_M_ARENA_MAX = -8


def share_one_arena() -> None:
    """Let all threads of this process allocate from one arena; does nothing where the C library is not glibc."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_ARENA_MAX, 1)
