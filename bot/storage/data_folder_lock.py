"""One bot a data folder: a lock that the kernel releases when its holder dies, so that none is ever stale."""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import BotRunsAlready, DataFolderUnusable
from bot.storage.database import FULL

_LOG = logging.getLogger(__name__)
LOCK_FILE = "BOT.LOCK"


@contextmanager
def occupied(data_dir: Path) -> Iterator[None]:
    """Hold the lock of a data folder.

    Raises:
        BotRunsAlready: another process holds it.
        DataFolderUnusable: the folder cannot be written.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(data_dir / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        if error.errno not in FULL:
            raise DataFolderUnusable(
                f"{data_dir} cannot be written ({error.strerror}); make it a folder that may be written, or set "
                "another TANYA_DATA_DIR"
            ) from None
        # A full disk must not keep the bot from answering.
        _LOG.warning("%s cannot be locked for one bot: %s", data_dir, error.strerror)
        yield
        return
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BotRunsAlready(
                f"a bot is running over {data_dir.resolve()} already; stop it first, or set another TANYA_DATA_DIR"
            ) from None
        yield
    finally:
        os.close(descriptor)


def is_occupied(data_dir: Path) -> bool:
    """Return whether a bot is running over a data folder; changes nothing."""
    try:
        descriptor = os.open(data_dir / LOCK_FILE, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(descriptor)
