"""The folder that is kept in memory, for tests of which nothing has to last.

A test makes, flushes and removes many small files; on a disk this takes a good part of its time.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

_FOLDER = Path("/dev/shm")
_ENOUGH_BYTES = 4_000_000_000


def memory() -> Path | None:
    """Return it; None where there is none, it is small, as in a container, or no program may run there."""
    if not os.access(_FOLDER, os.W_OK) or shutil.disk_usage(_FOLDER).free < _ENOUGH_BYTES:
        return None
    return None if os.statvfs(_FOLDER).f_flag & os.ST_NOEXEC else _FOLDER
