"""The process: one arena for all threads, no collection of what was loaded before, and an end whatever threads do."""

from __future__ import annotations

import subprocess
import sys

import pytest

_ALLOCATING = """
import ctypes, sys, threading
from tanya.process import share_one_arena
if sys.argv[1] == "shared":
    share_one_arena()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
together = threading.Barrier(4)
def allocate():
    together.wait()
    for _ in range(100):
        libc.malloc(5000)
    together.wait()
threads = [threading.Thread(target=allocate) for _ in range(4)]
for each in threads: each.start()
for each in threads: each.join()
libc.fdopen.restype = ctypes.c_void_p
file = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, file)
libc.fflush(file)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other C libraries have other ways to allocate")
def test_threads_share_one_arena() -> None:
    arenas = {
        way: subprocess.run(
            [sys.executable, "-c", _ALLOCATING, way], capture_output=True, text=True, check=True
        ).stdout.count("<heap nr=")
        for way in ("shared", "apart")
    }
    assert arenas["shared"] == 1
    assert arenas["apart"] > 1


_COLLECTING = """
import gc
import haystack
from tanya.process import keep_what_is_loaded
class Cycle:
    def __init__(self): self.itself = self
loaded = len(gc.get_objects())
keep_what_is_loaded()
assert len(gc.get_objects()) < loaded / 10, len(gc.get_objects())
Cycle()
assert gc.collect() >= 1
"""


def test_collections_pass_over_what_is_loaded_and_find_what_is_new() -> None:
    subprocess.run([sys.executable, "-c", _COLLECTING], check=True)


_BUSY_THREAD = """
import threading, time
from tanya.process import end_at_once
threading.Thread(target=time.sleep, args=(60,)).start()
print("said", end="")
end_at_once(4)
"""


def test_ends_beside_a_thread_that_goes_on() -> None:
    """Not even a thread that would be waited for holds it up, and nothing that was printed is lost."""
    done = subprocess.run([sys.executable, "-c", _BUSY_THREAD], capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (4, "said", "")
