"""A process ends with the code and the output that it should have, whatever its threads do."""

from __future__ import annotations

import subprocess
import sys

_BUSY_THREAD = """
import threading, time
from tanya.ending import end_at_once
threading.Thread(target=time.sleep, args=(60,)).start()
print("said", end="")
end_at_once(4)
"""


def test_ends_beside_a_thread_that_goes_on() -> None:
    """Not even a thread that would be waited for holds it up, and nothing that was printed is lost."""
    done = subprocess.run([sys.executable, "-c", _BUSY_THREAD], capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (4, "said", "")
