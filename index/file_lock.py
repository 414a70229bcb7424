"""Locks a file for one holder at a time (flock): the kernel lets go when that one dies, so no lock is ever stale."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked_file(path: Path, mode: int = 0o600) -> Iterator[int]:
    """Hold the lock of a file, which is made if it is not there, and yield its descriptor.

    Args:
        path: of the file; its folder is made, too.
        mode: of a file that is made.

    Raises:
        BlockingIOError: somebody holds it, perhaps in this process.
        OSError: it cannot be opened or locked.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, mode)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield descriptor
    finally:
        os.close(descriptor)


def is_locked(path: Path) -> bool:
    """Tell whether somebody holds the lock of a file; changes nothing."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        return isinstance(error, BlockingIOError)
    else:
        return False
    finally:
        os.close(descriptor)
