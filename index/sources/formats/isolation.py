"""Runs the readers of `index.sources.formats.isolated` as programs of bounded memory and time: no file harms us."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import IO, Any, cast

from index.errors import SourceProblem
from index.progress import pieces_of
from index.sources.limits import MAX_READING_BYTES, MAX_READING_S, MAX_TEXT_CHARS, WAITED_S_A_SECOND

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
# Whoever waits for an answer goes first.
os.nice(10)
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@dataclass(frozen=True)
class Limits:
    """What a program may take; the seconds are of a processor's time."""

    memory_bytes: int
    seconds: int


def found_in(file: Path, program: str) -> dict[str, Any]:
    """Return what a program finds in a file.

    Args:
        file: of bounded size; the program meets it whole.
        program: its name in `index.sources.formats.isolated`.

    Raises:
        SourceProblem: the program cannot read the file, or takes too long or too much.
    """
    *_, found = printed_of(file, program)
    if problem := found.get("problem"):
        raise SourceProblem(problem)
    return found


def printed_of(file: Path, program: str, *further: str, limits: Limits | None = None) -> Iterator[dict[str, Any]]:
    """Yield each object that a program prints of a file: which "page" it reads, and at last what it found.

    What is wrong with the file is the "problem" of the last. The program ends when nobody asks for more.

    Args:
        file: of bounded size; the program meets it whole.
        program: its name in `index.sources.formats.isolated`.
        *further: what else it takes.
        limits: of its memory and its time; the usual ones when None.

    Raises:
        SourceProblem: the program takes too long or too much.
    """
    limits = limits or Limits(MAX_READING_BYTES, MAX_READING_S)
    command = [sys.executable, "-I", "-c", _LAUNCHER, str(_PROGRAMS / program), str(file.absolute())]
    command += [str(MAX_TEXT_CHARS), str(limits.memory_bytes), str(limits.seconds), *further]
    found: dict[str, Any] = {"page": None}
    with tempfile.TemporaryFile() as complaints:
        with subprocess.Popen(  # noqa: S603 (our own program, with the file as its argument)
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=complaints
        ) as process:
            limit = Timer(WAITED_S_A_SECOND * limits.seconds, process.kill)
            limit.start()
            try:
                for line in _lines(cast("IO[bytes]", process.stdout)):
                    with suppress(ValueError):
                        found = dict(json.loads(line))
                        yield found
                process.wait()
            finally:
                limit.cancel()
                process.kill()
        if process.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
            raise SourceProblem(f"takes more than {limits.seconds} s to read; it may be damaged, or made to do harm")
        if "page" in found:
            complaints.seek(0)
            too_much = f"takes more than {limits.memory_bytes:,} bytes of memory to read; split it"
            is_too_much = process.returncode < 0 or b"MemoryError" in complaints.read()
            raise SourceProblem(too_much if is_too_much else "cannot be read; it may be damaged")


def _lines(output: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines that a program prints, as they come."""
    begun: list[bytes] = []
    for piece in pieces_of(output.fileno()):
        *whole, rest = piece.split(b"\n")
        for line in whole:
            yield b"".join((*begun, line))
            begun = []
        begun.append(rest)
    yield b"".join(begun)
