"""The embeddings of a build that is not published yet, so that one that is stopped loses none that it made.

One SQLite file beside the snapshots, in WAL mode, so that each `append` costs one flush; each row has a checksum of its
own (BLAKE2b), which SQLite's pages lack. The next build takes the rows up by their embedding keys, which name text and
model. A row that is changed is not used; an index of the keys that does not fit the rows is made anew, and so is the
whole file where it is of another kind, such as that of an older version. To be used by the one writer. Does not decide
when the file goes: see `index.building.builder`.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from index.errors import CannotWrite

Float32 = NDArray[np.float32]
Result = TypeVar("Result")

_SUM_BYTES = 8
_KEYS_AT_ONCE = 500
# Some 2.7 million passages; more are embedded all the same, and embedded again if the build is stopped.
MAX_BYTES = 4 << 30
_DISK_FAILURES = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
_log = logging.getLogger(__name__)


class EmbeddingJournal:
    """Embeddings by their key, on disk as soon as `append` returns."""

    def __init__(self, path: Path, dimension: int, *, max_bytes: int = MAX_BYTES) -> None:
        """Name the file, opened when it is needed, which may hold so many bytes of keys, vectors and checksums."""
        self.path, self.dimension = path, dimension
        self._rows_at_most = max_bytes // (16 + 4 * dimension + _SUM_BYTES)
        self._connection: sqlite3.Connection | None = None

    def find(self, keys: Sequence[str]) -> dict[str, Float32]:
        """Return the vectors, float32, (dimension,), of keys that an earlier build left whole; raises CannotWrite."""
        if not keys or not self.path.exists():
            return {}
        return self._guarded(lambda: self._find(keys))

    def append(self, keys: Sequence[str], vectors: Float32) -> None:
        """Add embeddings, float32, (n, dimension), and flush them to the disk; raises CannotWrite."""
        blobs = [each.tobytes() for each in np.ascontiguousarray(vectors, "<f4")]
        rows = [(key, blob, _checksum(key, blob)) for key, blob in zip(map(bytes.fromhex, keys), blobs, strict=True)]
        self._guarded(lambda: self._append(rows))

    def close(self) -> None:
        """Close the file; it is opened again when it is needed."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def forget(self) -> None:
        """Remove the file; raises OSError where it cannot be."""
        self.close()
        for each in ("", "-wal", "-shm"):
            self.path.with_name(f"{self.path.name}{each}").unlink(missing_ok=True)

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            is_left_over = self.path.exists()
            self._connection = sqlite3.connect(self.path, check_same_thread=False)
            # What is damaged may say that a vector is a text.
            self._connection.text_factory = bytes
            self._connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
            self._connection.execute(
                "CREATE TABLE IF NOT EXISTS embeddings (key BLOB PRIMARY KEY, vector BLOB NOT NULL, sum BLOB NOT NULL)"
            )
            if is_left_over:
                _mend_index(self._connection)
        return self._connection

    def _find(self, keys: Sequence[str]) -> dict[str, Float32]:
        found = {}
        for start in range(0, len(keys), _KEYS_AT_ONCE):
            group = [bytes.fromhex(key) for key in keys[start : start + _KEYS_AT_ONCE]]
            places = ", ".join("?" * len(group))
            rows = self._open().execute(f"SELECT key, vector, sum FROM embeddings WHERE key IN ({places})", group)
            for key, vector, checksum in rows:
                if (
                    isinstance(vector, bytes)
                    and len(vector) == 4 * self.dimension
                    and checksum == _checksum(key, vector)
                ):
                    found[key.hex()] = np.frombuffer(vector, "<f4").astype(np.float32)
        return found

    def _append(self, rows: Sequence[tuple[bytes, bytes, bytes]]) -> None:
        connection = self._open()
        with connection:
            kept = connection.execute("SELECT max(rowid) FROM embeddings").fetchone()[0] or 0
            if kept + len(rows) <= self._rows_at_most:
                connection.executemany("INSERT OR REPLACE INTO embeddings VALUES (?, ?, ?)", rows)

    def _guarded(self, run: Callable[[], Result]) -> Result:
        """Run what needs the file; make the file anew, without what it held, where that is damaged or not ours."""
        try:
            try:
                return run()
            # SQLite quotes a damaged schema in its message, which need not be UTF-8 any more.
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DISK_FAILURES:
                    raise
                _log.warning(
                    "%s holds no embeddings that can be read (%s), so that it is written anew", self.path, error
                )
                self.forget()
                return run()
        except (OSError, sqlite3.DatabaseError, UnicodeDecodeError) as error:
            self.close()
            reason = error.strerror if isinstance(error, OSError) and error.strerror else error
            raise CannotWrite(f"{self.path}: {reason}; make room or check the disk") from error


def _mend_index(connection: sqlite3.Connection) -> None:
    """Have the index of the keys fit the rows: one that does not hides rows, and takes new ones without finding them.

    Raises:
        sqlite3.DatabaseError: the table itself is damaged.
    """
    for mend in ("REINDEX", None):
        ((verdict,),) = connection.execute("PRAGMA integrity_check(1)").fetchall()
        if verdict == b"ok":
            return
        if mend:
            connection.execute(mend)
    raise sqlite3.DatabaseError(verdict.decode(errors="replace"))


def _checksum(key: bytes, vector: bytes) -> bytes:
    return hashlib.blake2b(key + vector, digest_size=_SUM_BYTES).digest()
