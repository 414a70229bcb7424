"""Makes standard input, output and error usable whatever they are: closed, full, or of an encoding without our letters.

What is closed is opened on nothing, so that no file of ours takes its place. What cannot be written to standard error
is lost, since there is nowhere to say so; what cannot be written to standard output ends the command with one line.
"""

from __future__ import annotations

import errno
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO

_DESCRIPTORS = {0: ("stdin", "r"), 1: ("stdout", "w"), 2: ("stderr", "w")}
# As for a wrong configuration: nothing is wrong with the question or the index.
_UNUSABLE = 2


class _Forgiving:
    """A stream that says nothing where it cannot be written."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        with suppress(OSError, ValueError):
            return self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            self._stream.flush()


@contextmanager
def usable_streams() -> Iterator[None]:
    """Run a command in this block; an error of a file or a stream that it lets through becomes one line and code 2."""
    for descriptor, (name, mode) in _DESCRIPTORS.items():
        _open_where_closed(descriptor, name, mode)
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.stderr = _Forgiving(sys.stderr)  # as much of a stream as is used
    # A handler that cannot write would print a traceback.
    logging.raiseExceptions = False
    stdout = sys.stdout
    try:
        yield
    except SystemExit:
        # Typer puts another in its place when nobody reads it any more, and leaves with a code that has a meaning here.
        if sys.stdout is not stdout:
            _leave(_UNUSABLE)
        raise
    except (OSError, UnicodeError) as error:
        if not (isinstance(error, OSError) and error.errno == errno.EPIPE):
            _tell(error)
        _leave(_UNUSABLE)
    finally:
        _flush()


def _open_where_closed(descriptor: int, name: str, mode: str) -> None:
    try:
        os.fstat(descriptor)
    except OSError:
        # The lowest free number is this one: those below are open by now.
        os.open(os.devnull, os.O_RDWR)
    if getattr(sys, name) is None:
        setattr(sys, name, open(descriptor, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def _flush() -> None:
    """Write what is left, so that the interpreter has nothing to fail at when it ends."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError) as error:
        if getattr(error, "errno", None) != errno.EPIPE:
            _tell(error)
        _leave(_UNUSABLE)


def _tell(error: Exception) -> None:
    where = getattr(error, "filename", None)
    what = getattr(error, "strerror", None) or str(error)
    place = os.fsdecode(where) if isinstance(where, str | bytes) else "standard output"
    sys.stderr.write(f"tanya: {place}: {what}\n")
    sys.stderr.flush()


def _leave(code: int) -> None:
    """Leave without another try at what cannot be written."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    raise SystemExit(code)
