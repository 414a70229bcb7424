"""Every error that `index` raises on purpose.

TanyaIndexError
├── ModelMissing            a bundled model file is not where it should be
│   └── ModelDamaged        it is there, and is not the published one
├── SourceProblem           an article or a source cannot be read
├── NothingToIndex          the sources hold no article
├── CannotWrite             the disk that the index is on is full, or fails
├── QueryProblem            a question that cannot be asked
├── IndexMissing            there is no published snapshot
├── SnapshotCorrupt         a file of a snapshot is damaged
├── SnapshotMismatch        a snapshot was made with another model or dimension, or has files of another one
│   └── OtherFormat         it was written by another version of this program
├── SnapshotUnknown         there is no snapshot of this name
├── SnapshotInUse           a snapshot that is being served cannot be removed
├── DatabaseUnfit           the database that is set cannot be used as it is: address, rights, version, client
├── DatabaseAway            the database that is set cannot be reached now
└── IndexBusy               another process is writing
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from index.reasons import Reason

if TYPE_CHECKING:
    from index.progress import Skipped


class TanyaIndexError(Exception):
    """Base of all errors of this package; its text says what to do."""


class ModelMissing(TanyaIndexError):
    """A bundled model file is not where it should be."""


class ModelDamaged(ModelMissing):
    """A bundled model file is not the published one: cut, changed or swapped."""


class SourceProblem(TanyaIndexError):
    """An article or a source cannot be read; the others go on. `code` says of which kind the reason is."""

    def __init__(self, message: str, code: Reason = Reason.UNREADABLE) -> None:
        super().__init__(message)
        self.code = code


class NothingToIndex(TanyaIndexError):
    """The sources hold no article, so that there is nothing to publish.

    Attributes:
        skipped: what they hold that was passed over.
        is_last: an index without any article would be left.
    """

    def __init__(self, message: str, skipped: Sequence[Skipped] = (), *, is_last: bool = False) -> None:
        super().__init__(message)
        self.skipped, self.is_last = skipped, is_last


class CannotWrite(TanyaIndexError):
    """The disk that the index is on is full, in bytes or in files, or fails."""


class QueryFault(StrEnum):
    """Why a question cannot be asked."""

    EMPTY = "empty"
    TOO_LONG = "too long"
    WITHOUT_WORDS = "without words"


class QueryProblem(TanyaIndexError):
    """A question that cannot be asked: empty, too long, without a letter or a digit."""

    def __init__(self, message: str, fault: QueryFault = QueryFault.WITHOUT_WORDS) -> None:
        super().__init__(message)
        self.fault = fault


class IndexMissing(TanyaIndexError):
    """There is no published snapshot yet."""


class SnapshotCorrupt(TanyaIndexError):
    """A file of a snapshot is missing, cut or changed."""


class SnapshotMismatch(TanyaIndexError):
    """A snapshot was made with another model or dimension than this program's, or has files of another one."""


class OtherFormat(SnapshotMismatch):
    """A snapshot was written by another version of this program."""


class SnapshotUnknown(TanyaIndexError):
    """There is no snapshot of this name, or none to go back to."""


class SnapshotInUse(TanyaIndexError):
    """A snapshot that is being served cannot be removed."""


class DatabaseUnfit(TanyaIndexError):
    """The database that is set cannot be used as it is: its address, a right, its version, or no client for it."""


class DatabaseAway(TanyaIndexError):
    """The database that is set cannot be reached now; it is tried again the next time that it is needed."""


class IndexBusy(TanyaIndexError):
    """Another process holds the writer's lock."""
