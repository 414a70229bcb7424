"""Exit codes, and how an error becomes one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

import typer

from index import (
    DatabaseAway,
    IndexBusy,
    IndexMissing,
    NothingToIndex,
    SnapshotCorrupt,
    SnapshotMismatch,
    SnapshotUnknown,
    TanyaIndexError,
)
from tanya.cli.terminal import complain


class Exit(IntEnum):
    """What the command line returns."""

    DONE = 0
    NOTHING_FOUND = 1
    WRONG_USAGE = 2
    NO_INDEX = 3
    BUSY = 4


@contextmanager
def errors_to_exits() -> Iterator[None]:
    """Print an error of `index` in one line and leave with its exit code."""
    try:
        yield
    except (NothingToIndex, SnapshotUnknown) as error:
        _leave(error, Exit.NOTHING_FOUND)
    except (IndexMissing, SnapshotCorrupt, SnapshotMismatch, DatabaseAway) as error:
        _leave(error, Exit.NO_INDEX)
    except IndexBusy as error:
        _leave(error, Exit.BUSY)
    except TanyaIndexError as error:
        _leave(error, Exit.WRONG_USAGE)


def _leave(error: TanyaIndexError, code: Exit) -> None:
    complain(str(error))
    raise typer.Exit(code) from error
