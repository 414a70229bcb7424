"""Keeps the process that parses: started when it is needed, ended when it takes too long, or when nobody needs it.

One for the whole program, since one build runs at a time; whoever else parses meanwhile waits.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.errors import SourceProblem
from index.progress import BrokenOff, pieces_of
from index.reasons import Reason
from index.sources.apart.values import MORE, from_json, problem_of
from index.sources.limits import MAX_READING_BYTES, MAX_READING_S

_MAX_ANSWER_BYTES = 100_000_000
_SOURCES = Path(__file__).parents[1]
# Named without running what they begin with, which would load the readers of all formats and a client for the web.
_PACKAGES = {"index.sources": str(_SOURCES), "index.sources.web": str(_SOURCES / "web")}
# The paths of this program's modules are not the system's where it runs in a checkout.
_START = """
import json, sys, types
sys.path[:], packages = json.loads(sys.argv[1])
for name, folder in packages.items():
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__path__ = [folder]
from index.sources.apart.program import main
main(int(sys.argv[2]))
"""

_DIED = json.dumps(problem_of(f"takes more than {MAX_READING_BYTES:,} bytes of memory to read; split it")).encode()


class TookTooLong(SourceProblem):
    """A file took more time than reading one may."""


class ParsingProcess:
    """One process; safe to use from several threads."""

    def __init__(self) -> None:
        """Set up; nothing is started yet."""
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def parse(self, parser: str, file: Path, *, seconds: float = MAX_READING_S, **arguments: str) -> Iterator[Any]:
        """Return what a parser of `index.sources.apart.program` found in a file.

        Args:
            parser: its name there.
            file: to be parsed.
            seconds: how long that may take, the start of the process left out.
            **arguments: what else the parser takes.

        Raises:
            SourceProblem: the file cannot be parsed, or not within the limits of time and memory.
        """
        request = {"parser": parser, "file": os.fsencode(file.absolute()).hex(), "seconds": seconds, **arguments}
        with self._lock:
            lines = self._ask(json.dumps(request).encode("ascii") + b"\n", seconds)
        *found, last = lines
        answer = json.loads(last)
        problem = SourceProblem(answer["problem"], Reason(answer["code"])) if "problem" in answer else None
        if problem and not found and not answer["items"]:
            raise problem
        return _items(found, answer["items"], problem)

    def close(self) -> None:
        """End the process, if there is one; it is started again when it is needed."""
        with self._lock:
            self._end()

    def _ask(self, request: bytes, seconds: float) -> list[bytes]:
        """Return the lines of the answer; the last says so when the process has died of the request."""
        lines: list[bytes] = []
        try:
            process = self._started()
            os.write(process.stdin.fileno(), request)  # type: ignore[union-attr] # it is a pipe
            for line in _lines(process.stdout.fileno(), time.monotonic() + seconds):  # type: ignore[union-attr]
                lines.append(line)
                if not line.endswith(MORE):
                    return lines
        except TimeoutError:
            self._end()
            raise TookTooLong(
                f"takes more than {seconds:.0f} s to read; it may be damaged, or made to do harm"
            ) from None
        except (OSError, ValueError):
            pass
        except BaseException:
            # Whoever interrupts a build does not wait for an answer, and the next request must not find it.
            self._end()
            raise
        self._end()
        return [*lines, _DIED]

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._end()
        atexit.unregister(self.close)
        atexit.register(self.close)
        process = self._process = subprocess.Popen(  # noqa: S603 (our own program)
            [sys.executable, "-c", _START, json.dumps([sys.path, _PACKAGES]), str(MAX_READING_BYTES)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            # An interrupt in the terminal is for the program that waits. Not a session of its own: Linux shares the
            # processor among sessions, where it does so by itself, whatever their niceness.
            process_group=0,
            env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )
        next(_lines(process.stdout.fileno(), time.monotonic() + MAX_READING_S), None)  # type: ignore[union-attr]
        return process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()


def _items(lines: list[bytes], last: list[Any], problem: SourceProblem | None) -> Iterator[Any]:
    """Yield what was found, made of JSON as it is asked for: all of it at once would hold others up."""
    for line in lines:
        yield from from_json(json.loads(line)["items"])
    yield from from_json(last)
    if problem:
        yield BrokenOff("", str(problem), problem.code)


def _lines(descriptor: int, deadline: float) -> Iterator[bytes]:
    """Yield the lines that the process prints, as they come.

    Raises:
        TimeoutError: one is not there in time.
        ValueError: one is too long.
    """
    begun: list[bytes] = []
    length = 0
    for piece in pieces_of(descriptor, deadline):
        *whole, rest = piece.split(b"\n")
        for line in whole:
            yield b"".join((*begun, line))
            begun, length = [], 0
        begun.append(rest)
        length += len(rest)
        if length > _MAX_ANSWER_BYTES:
            raise ValueError("no answer")


_shared = ParsingProcess()
parse_apart = _shared.parse
end_parsing = _shared.close
