"""Tells other processes how far a build is: a small file in the data folder, locked for as long as the build runs.

The lock says whether there is a build (the kernel lets go of it when the builder dies); the content says no more than
how far it is. Not being able to write it costs no build.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from index.file_lock import is_locked, locked_file
from index.progress import Progress, ProgressCallback, Stage

PROGRESS_FILE = "building.json"
_WRITE_EVERY_S = 0.2
_LENGTH = 200


@contextmanager
def shown_progress(data_dir: Path, progress: ProgressCallback | None) -> Iterator[ProgressCallback]:
    """Yield what a build is to tell its progress to: the file, and `progress`.

    Where another build shows its progress there already, the file is left to that one.
    """
    tell = progress or (lambda _: None)
    with ExitStack() as stack:
        try:
            descriptor: int | None = stack.enter_context(locked_file(data_dir / PROGRESS_FILE))
        except OSError:
            descriptor = None
        try:
            yield tell if descriptor is None else _showing(descriptor, tell)
        finally:
            if descriptor is not None:
                _write(descriptor, b"")


def _showing(descriptor: int, tell: ProgressCallback) -> ProgressCallback:
    written_at = float("-inf")

    def show(now: Progress) -> None:
        nonlocal written_at
        if time.monotonic() - written_at >= _WRITE_EVERY_S:
            written_at = time.monotonic()
            _write(descriptor, json.dumps({"stage": now.stage, "done": now.done, "total": now.total}).encode("ascii"))
        tell(now)

    return show


def running_build(data_dir: Path) -> Progress | None:
    """Return how far the build is that runs in this process or another; None when none runs."""
    path = data_dir / PROGRESS_FILE
    with suppress(OSError):
        if is_locked(path):
            return _read(path.read_bytes()[:_LENGTH])
    return None


def _write(descriptor: int, content: bytes) -> None:
    # Always as long, so that who reads meanwhile finds no end of an earlier content.
    with suppress(OSError):
        os.pwrite(descriptor, content.ljust(_LENGTH), 0)


def _read(content: bytes) -> Progress:
    """Return what was written; a build that has not told anything yet is at its beginning."""
    try:
        found = json.loads(content)
        return Progress(Stage(found["stage"]), int(found["done"]), found["total"] and int(found["total"]))
    except (ValueError, KeyError, TypeError):
        return Progress(Stage.READING, 0, None)
