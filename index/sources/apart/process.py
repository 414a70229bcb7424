"""One process that parses: started, asked for one file after another, ended.

An answer comes piece by piece and never faster than it is taken: the process waits at its pipe, and neither side holds
more than one piece.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from index.errors import SourceProblem
from index.progress import pieces_of
from index.sources.limits import MAX_READING_BYTES, MAX_READING_S, WAITED_S_A_SECOND

_MAX_LINE_BYTES = 100_000_000
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


class TookTooLong(SourceProblem):
    """A file took more time than reading one may."""


class ParsingProcess:
    """A process that runs `index.sources.apart.program`; for one answer at a time."""

    def __init__(self) -> None:
        """Start it.

        Raises:
            SourceProblem: it cannot be started.
        """
        try:
            self._process = subprocess.Popen(  # noqa: S603 (our own program)
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
        except OSError as error:
            raise SourceProblem(f"cannot be read now: no process can be started ({error.strerror})") from error
        try:
            next(_lines(self._output, MAX_READING_S), None)
        except TimeoutError:
            self.end()
            raise SourceProblem("cannot be read now: the process that reads it does not start") from None
        except BaseException:
            self.end()
            raise

    @property
    def pid(self) -> int:
        """The number by which the system knows it."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def ask(self, request: Mapping[str, Any], seconds: float) -> Iterator[dict[str, Any]]:
        """Yield the pieces of an answer as they come; whoever does not take all of them has to end the process.

        Args:
            request: see `index.sources.apart.program`.
            seconds: of the processor's time for all of them; for each, `WAITED_S_A_SECOND` times as many are waited.

        Raises:
            SourceProblem: the process has died of the request, or takes too long.
        """
        try:
            os.write(self._input, json.dumps({**request, "seconds": seconds}).encode("ascii") + b"\n")
            for line in _lines(self._output, WAITED_S_A_SECOND * seconds):
                answer = json.loads(line)
                yield answer
                if "more" not in answer:
                    return
        except TimeoutError:
            raise _took_too_long(seconds) from None
        except (OSError, ValueError):
            pass
        self.end()
        if self._process.returncode == -signal.SIGXCPU:
            raise _took_too_long(seconds)
        raise SourceProblem(f"takes more than {MAX_READING_BYTES:,} bytes of memory to read; split it")

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()

    @property
    def _input(self) -> int:
        return self._process.stdin.fileno()  # type: ignore[union-attr] # it is a pipe

    @property
    def _output(self) -> int:
        return self._process.stdout.fileno()  # type: ignore[union-attr] # it is a pipe


def _took_too_long(seconds: float) -> TookTooLong:
    return TookTooLong(f"takes more than {seconds:.0f} s to read; it may be damaged, or made to do harm")


def _lines(descriptor: int, seconds: float) -> Iterator[bytes]:
    """Yield the lines that the process prints, as they come.

    Raises:
        TimeoutError: the next one is not there in so many seconds after it was asked for.
        ValueError: one is too long.
    """
    rest = b""
    while True:
        begun, length = [rest], len(rest)
        for piece in pieces_of(descriptor, time.monotonic() + seconds):
            begun.append(piece)
            length += len(piece)
            if b"\n" in piece:
                break
            if length > _MAX_LINE_BYTES:
                raise ValueError("no answer")
        else:
            return
        *whole, rest = b"".join(begun).split(b"\n")
        yield from whole
