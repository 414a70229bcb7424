"""One bot a data folder: a lock that is gone as soon as its holder is."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bot.errors import BotRunsAlready, DataFolderUnusable
from bot.storage.sqlite import FULL
from index import is_locked, locked_file

_LOG = logging.getLogger(__name__)
LOCK_FILE = "BOT.LOCK"


@contextmanager
def occupied(data_dir: Path) -> Iterator[None]:
    """Hold the lock of a data folder.

    Raises:
        BotRunsAlready: another process holds it.
        DataFolderUnusable: the folder cannot be written.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(locked_file(data_dir / LOCK_FILE, 0o600))
        except BlockingIOError:
            raise BotRunsAlready(
                f"a bot is running over {data_dir.resolve()} already; stop it first, or set another TANYA_DATA_DIR"
            ) from None
        except OSError as error:
            if error.errno not in FULL:
                raise DataFolderUnusable(
                    f"{data_dir} cannot be written ({error.strerror}); make it a folder that may be written, or set "
                    "another TANYA_DATA_DIR"
                ) from None
            # A full disk must not keep the bot from answering.
            _LOG.warning("%s cannot be locked for one bot: %s", data_dir, error.strerror)
        yield


def is_occupied(data_dir: Path) -> bool:
    """Return whether a bot is running over a data folder; changes nothing."""
    return is_locked(data_dir / LOCK_FILE)
