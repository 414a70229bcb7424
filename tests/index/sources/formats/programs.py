"""Runs the programs that read risky files in this process: their start takes most of the time of a test.

What they read and print is the same; only their limits, and what they would harm by ending badly, are not tried so.
"""

from __future__ import annotations

import logging
import runpy
import subprocess
import sys
import tempfile
import warnings
from contextlib import redirect_stdout
from io import StringIO
from types import SimpleNamespace
from typing import IO, Any, Self

import pytest

from index.sources.formats import isolation


class _Here:
    """What is used of a process whose program has ended."""

    def __init__(self, command: list[str], **_: object) -> None:
        """Run the program that a command of `printed_of` names, with the same arguments."""
        program, *arguments = command[4:]
        printed = StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(printed), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            patch.setattr(sys, "argv", [program, *arguments])
            try:
                runpy.run_path(program, run_name="__main__")
            finally:
                logging.disable(logging.NOTSET)
        self.returncode = 0
        self.stdout: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (closed where the process would be left)
        self.stdout.write(printed.getvalue().encode())
        self.stdout.seek(0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stdout.close()

    def wait(self) -> int:
        return self.returncode

    def kill(self) -> None:
        """There is nothing to end."""


def run_programs_here(patch: pytest.MonkeyPatch) -> None:
    """Let `index.sources.formats.isolation` run its programs here until a patch is undone."""
    stand_in: Any = SimpleNamespace(Popen=_Here, DEVNULL=subprocess.DEVNULL, PIPE=subprocess.PIPE)
    patch.setattr(isolation, "subprocess", stand_in)
