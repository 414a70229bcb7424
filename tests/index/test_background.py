"""Work in the background: threads that give way, while everything around them keeps its priority."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from index.background import BackgroundThread
from index.encoder import EMBEDDER_FILE, OnnxEncoder, default_models_folder

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a priority for each thread")


def priorities() -> dict[int, int]:
    """Return the nice value of every thread of this process: field 19 of its stat."""
    tasks = Path("/proc/self/task").iterdir()
    return {int(task.name): int((task / "stat").read_text().rpartition(")")[2].split()[16]) for task in tasks}


def test_results_and_errors_come_back() -> None:
    """As if the function had been called."""
    thread = BackgroundThread("test")

    assert thread.run(divmod, 7, 3) == (2, 1)
    with pytest.raises(ZeroDivisionError):
        thread.run(divmod, 7, 0)
    assert thread.run(threading.get_native_id) != threading.get_native_id()


@linux
def test_only_the_thread_itself_gives_way() -> None:
    """Its priority is the lowest; the caller's stays."""
    thread = BackgroundThread("test")
    own = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    number = thread.run(threading.get_native_id)
    assert os.getpriority(os.PRIO_PROCESS, number) == 19
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == own < 19


@linux
def test_the_threads_of_a_background_encoder_give_way() -> None:
    """The one that runs it, and the one that ONNX Runtime starts beside it; vectors are the same."""
    before = priorities()
    encoder = OnnxEncoder(default_models_folder(), EMBEDDER_FILE, threads=2, background=True)
    ordinary = OnnxEncoder(default_models_folder(), EMBEDDER_FILE, threads=2)
    rows = [[0, 4, 5, 2], [0, 9, 2]]

    assert encoder.run(rows)[0].tolist() == ordinary.run(rows)[0].tolist()
    new = [nice for number, nice in priorities().items() if number not in before]
    assert sorted(new)[-2:] == [19, 19]
    assert sorted(new)[0] < 19
