"""`make run` as a process, in a copy of what it reads, until its input ends."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.sandbox.process import PATIENCE_S, Scripts, address_in, without_settings
from tests.tanya.conftest import ROOT

# What `make run` reads besides the installed packages.
_NEEDED = ("Makefile", "articles", "pyproject.toml", "requirements.lock")


def copy_what_is_read(folder: Path) -> None:
    """Copy what `make run` reads into a folder."""
    for name in _NEEDED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)


def use_what_is_installed_here(folder: Path) -> str:
    """Return the option that lets `make run` in a folder use the packages of this Python."""
    venv = folder / "installed"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(sys.executable)
    (venv / "bin" / "tanya").symlink_to(Path(sys.executable).with_name("tanya"))
    (venv / ".installed").touch()
    return f"VENV={venv}"


@contextmanager
def make_run(folder: Path, *options: str, sandbox: str = "") -> Iterator[Scripts]:
    """Run `make run` with an open pipe as its input, and end it by closing the pipe."""
    running = subprocess.Popen(
        ["make", "run", f"SANDBOX=--port 0 {sandbox}", *options],
        env=without_settings(),
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield Scripts(address_in(running))
    finally:
        running.communicate(timeout=PATIENCE_S)
    assert running.returncode == 0
