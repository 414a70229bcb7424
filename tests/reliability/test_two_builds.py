"""Two builds at once: one wins, the other is told at once, and a lock never outlives its holder."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from index import Engine, IndexBusy
from tests.conftest import snapshots_of
from tests.forking import Fork
from tests.reliability.archives import leftovers, put, served
from tests.tanya.conftest import run_tanya

# A build that has begun, and goes on for as long as it is let.
_HOLDER = """
import sys, time
from pathlib import Path
from index import Engine
engine = Engine(Path(sys.argv[1]), threads=1)
def wait(progress):
    print(progress.stage, flush=True)
    time.sleep(100)
engine.index([Path(sys.argv[2])], progress=wait)
"""

pytestmark = pytest.mark.timeout(600)


def test_the_other_build_is_refused_and_a_killed_holder_leaves_no_lock(tmp_path: Path) -> None:
    """The command exits 4 and says why; in this process it takes less than a second; then the way is free."""
    folder, data = tmp_path / "archive", tmp_path / "data"
    put(folder, "satu", "Harimau tidur di kandang.")
    engine = Engine(data, threads=1)
    engine.index([folder])
    put(folder, "dua", "Gajah mandi di sungai.")
    reading, writing = os.pipe()
    holder = Fork(_HOLDER, data, folder, streams=(None, writing, 2))
    os.close(writing)
    with os.fdopen(reading) as said:
        assert said.readline() == "reading\n"
        began = time.monotonic()
        with pytest.raises(IndexBusy, match="another process is building"):
            engine.reindex()
        waited_s = time.monotonic() - began
        command = run_tanya("reindex", data=data)
        assert snapshots_of(engine).current_name() == engine.snapshot_name()
        holder.send_signal(signal.SIGKILL)
        holder.wait()

    assert waited_s < 1
    assert command.returncode == 4
    assert "another process is building the index" in command.stderr
    assert set(served(data)) == {"satu"}
    assert [name for name in leftovers(data) if name.startswith("building-")]
    assert engine.reindex().added == 1
    engine.close()
    assert set(served(data)) == {"satu", "dua"}
    assert leftovers(data) == []
