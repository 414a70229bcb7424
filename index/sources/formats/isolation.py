"""Runs the readers of `index.sources.formats.isolated` as programs of bounded memory and time: no file harms us."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import SourceProblem
from index.progress import HEARD_OF_EVERY_S, still_waiting
from index.sources.limits import MAX_READING_BYTES, MAX_READING_S, MAX_TEXT_CHARS

_PROGRAMS = Path(__file__).with_name("isolated")
# Sets its own limits: a hook between fork and exec would not be safe in a program with threads.
# Names the packages without running what they begin with, which would load all of this project.
_LAUNCHER = """
import os, resource, runpy, sys, types
sys.argv = sys.argv[1:]
folder, names = os.path.dirname(sys.argv[0]), "index.sources.formats.isolated".split(".")
for last in range(len(names), 0, -1):
    package = sys.modules[".".join(names[:last])] = types.ModuleType(".".join(names[:last]))
    package.__path__ = [folder]
    folder = os.path.dirname(folder)
for limit, value in ((resource.RLIMIT_AS, sys.argv[3]), (resource.RLIMIT_CPU, sys.argv[4]), (resource.RLIMIT_CORE, 0)):
    try:
        resource.setrlimit(limit, (int(value), int(value)))
    except (OSError, ValueError):
        pass
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@dataclass(frozen=True)
class Limits:
    """What a program may take."""

    memory_bytes: int
    seconds: int


def found_in(file: Path, program: str, *further: str, limits: Limits | None = None) -> dict[str, Any]:
    """Return what a program prints of a file.

    Args:
        file: of bounded size; the program meets it whole.
        program: its name in `index.sources.formats.isolated`.
        *further: what else it takes.
        limits: of its memory and its time; the usual ones when None.

    Raises:
        SourceProblem: the program cannot read the file, or takes too long or too much.
    """
    found = printed_of(file, program, *further, limits=limits)
    if problem := found.get("problem"):
        raise SourceProblem(problem)
    return found


def printed_of(file: Path, program: str, *further: str, limits: Limits | None = None) -> dict[str, Any]:
    """Return the same, what is wrong with the file as its "problem".

    Raises:
        SourceProblem: the program takes too long or too much.
    """
    limits = limits or Limits(MAX_READING_BYTES, MAX_READING_S)
    command = [sys.executable, "-I", "-c", _LAUNCHER, str(_PROGRAMS / program), str(file.absolute())]
    command += [str(MAX_TEXT_CHARS), str(limits.memory_bytes), str(limits.seconds), *further]
    too_long = f"takes more than {limits.seconds} s to read; it may be damaged, or made to do harm"
    too_much = f"takes more than {limits.memory_bytes:,} bytes of memory to read; split it"
    try:
        code, said, complaints = _run(command, limits.seconds)
    except subprocess.TimeoutExpired:
        raise SourceProblem(too_long) from None
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        raise SourceProblem(too_long)
    try:
        return dict(json.loads(said))
    except ValueError:
        is_too_much = code < 0 or b"MemoryError" in complaints
        raise SourceProblem(too_much if is_too_much else "cannot be read; it may be damaged") from None


def _run(command: list[str], seconds: float) -> tuple[int, bytes, bytes]:
    """Run our own program, with a file as its argument; return its exit code, output and complaints.

    Raises:
        subprocess.TimeoutExpired: it took longer than that.
    """
    end = time.monotonic() + seconds
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as process:  # type: ignore[call-overload] # noqa: S603
        try:
            while True:
                try:
                    said, complaints = process.communicate(timeout=min(HEARD_OF_EVERY_S, seconds))
                except subprocess.TimeoutExpired:
                    if time.monotonic() >= end:
                        raise
                    still_waiting()
                else:
                    return process.returncode, said, complaints
        except BaseException:
            process.kill()
            raise
