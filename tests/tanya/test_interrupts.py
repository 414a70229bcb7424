"""Ctrl-C while modules are loaded: one code, no traceback, and no module that is half there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import write_archive

ROOT = Path(__file__).parents[2]
# What a terminal does when somebody types Ctrl-C, at the moment when a module is looked for.
_INTERRUPTED_AT = """
import os, signal, sys
class Interrupting:
    module = sys.argv.pop(1)
    def find_spec(self, name, *where):
        if name == self.module:
            self.module = ""
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupting())
from tanya.__main__ import main
main()
"""
_WITHIN_A_MODULE = """
import sys, time
from tanya.interrupts import wait_for_modules_when_interrupted
wait_for_modules_when_interrupted()
try:
    import interrupted
    time.sleep(60)
except KeyboardInterrupt:
    print(sys.modules["interrupted"].is_whole)
"""
_IGNORING = """
import os, signal
signal.signal(signal.SIGINT, signal.SIG_IGN)
from tanya.interrupts import leave_when_interrupted
leave_when_interrupted()
os.kill(os.getpid(), signal.SIGINT)
print("going on")
"""


def run(program: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program in a process that has nothing loaded, and in this folder."""
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env=os.environ | {"TANYA_DATA_DIR": str(folder / "data"), "PYTHONPATH": f"{ROOT}:{folder}"},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=110,
    )


@pytest.mark.parametrize("module", ["tanya.cli.app", "rich.console", "rapidfuzz", "onnxruntime"])
def test_a_command_that_is_interrupted_while_it_loads_leaves_without_a_traceback(tmp_path: Path, module: str) -> None:
    """Both before it begins, and where it loads what it needs."""
    write_archive(tmp_path / "archive")
    done = run(_INTERRUPTED_AT, module, "index", "archive", folder=tmp_path)
    assert (done.returncode, done.stderr) == (130, "")


def test_a_module_is_whole_before_the_interruption(tmp_path: Path) -> None:
    (tmp_path / "interrupted.py").write_text(
        "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nis_whole = True\n", encoding="utf-8"
    )
    assert run(_WITHIN_A_MODULE, folder=tmp_path).stdout == "True\n"


def test_what_ignores_interruptions_goes_on_doing_so(tmp_path: Path) -> None:
    """As what a shell runs in the background does."""
    assert run(_IGNORING, folder=tmp_path).stdout == "going on\n"
