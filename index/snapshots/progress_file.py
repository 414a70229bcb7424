"""Tells other processes how far a build is: a small file in the data folder, locked for as long as the build runs.

The lock says whether there is a build (the kernel lets go of it when the builder dies); the content says no more than
how far it is. Not being able to write it costs no build.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

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
    descriptor = _locked(data_dir / PROGRESS_FILE)
    if descriptor is None:
        yield tell
        return
    written_at = float("-inf")

    def show(now: Progress) -> None:
        nonlocal written_at
        if time.monotonic() - written_at >= _WRITE_EVERY_S:
            written_at = time.monotonic()
            with suppress(OSError):
                _write(
                    descriptor, json.dumps({"stage": now.stage, "done": now.done, "total": now.total}).encode("ascii")
                )
        tell(now)

    try:
        yield show
    finally:
        with suppress(OSError):
            _write(descriptor, b"")
        os.close(descriptor)


def running_build(data_dir: Path) -> Progress | None:
    """Return how far the build is that runs in this process or another; None when none runs."""
    try:
        descriptor = os.open(data_dir / PROGRESS_FILE, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return None
    except BlockingIOError:
        return _read(os.pread(descriptor, _LENGTH, 0))
    except OSError:
        return None
    finally:
        os.close(descriptor)


def _locked(path: Path) -> int | None:
    """Open the file and lock it; None when that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _write(descriptor, b"")
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _write(descriptor: int, content: bytes) -> None:
    # Always as long, so that who reads meanwhile finds no end of an earlier content.
    os.pwrite(descriptor, content.ljust(_LENGTH), 0)


def _read(content: bytes) -> Progress:
    """Return what was written; a build that has not told anything yet is at its beginning."""
    try:
        found = json.loads(content)
        return Progress(Stage(found["stage"]), int(found["done"]), found["total"] and int(found["total"]))
    except (ValueError, KeyError, TypeError):
        return Progress(Stage.READING, 0, None)
