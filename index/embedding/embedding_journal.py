"""The embeddings of a build that is not published yet, so that one that is stopped loses none that it made.

One append-only file beside the snapshots: a header, then records of one length, each with a checksum of its own
(BLAKE2b). The next build takes them up by their embedding keys, which name text and model. A record that is cut or
changed is not used; a file of another kind is written anew. To be used by the one writer. Does not decide when the file
goes: see `index.building.builder`.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.durable_files import sync_folder
from index.errors import TanyaIndexError

Float32 = NDArray[np.float32]

_MAGIC = b"tanya embeddings 1, %d dimensions\n"
_KEY_BYTES, _SUM_BYTES = 16, 8
# Some 2.8 million passages; more are embedded all the same, and embedded again if the build is stopped.
MAX_BYTES = 4 << 30
_log = logging.getLogger(__name__)


class EmbeddingJournal:
    """Embeddings by their key, on disk as soon as `append` returns."""

    def __init__(self, path: Path, dimension: int, *, max_bytes: int = MAX_BYTES) -> None:
        """Take up what an earlier build left; nothing is made before the first `append`.

        Args:
            path: of the file.
            dimension: of the vectors.
            max_bytes: how large it may become.

        Raises:
            TanyaIndexError: the file is there and cannot be read.
        """
        self.path, self.max_bytes = path, max_bytes
        self._header = _MAGIC % dimension
        self._record = np.dtype([("key", "u1", _KEY_BYTES), ("vector", "<f4", dimension), ("sum", "u1", _SUM_BYTES)])
        self._left: NDArray[np.void] = np.empty(0, self._record)
        try:
            self._take_up()
        except OSError as error:
            raise self._failure(error) from error
        # Found by the first half of the key, and then compared whole.
        halves = _halves(self._left["key"])
        self._order = np.argsort(halves, kind="stable")
        self._sorted = halves[self._order]

    def find(self, keys: Sequence[str]) -> dict[str, Float32]:
        """Return the vectors, float32, (dimension,), of those keys that an earlier build left undamaged."""
        if not len(self._left) or not keys:
            return {}
        wanted = np.array([list(bytes.fromhex(key)) for key in keys], np.uint8)
        first, after = (np.searchsorted(self._sorted, _halves(wanted), side) for side in ("left", "right"))
        found = {}
        for key, whole, start, end in zip(keys, wanted, first, after, strict=True):
            for record in self._left[self._order[start:end]]:
                if np.array_equal(record["key"], whole) and _checksum(record) == record["sum"].tobytes():
                    found[key] = np.array(record["vector"], np.float32)
        return found

    def append(self, keys: Sequence[str], vectors: Float32) -> None:
        """Add embeddings, float32, (n, dimension), and flush them to the disk.

        Raises:
            TanyaIndexError: the disk is full or fails.
        """
        records = np.zeros(len(keys), self._record)
        records["key"] = [list(bytes.fromhex(key)) for key in keys]
        records["vector"] = vectors
        for record in records:
            record["sum"] = np.frombuffer(_checksum(record), np.uint8)
        try:
            self._write(records.tobytes())
        except OSError as error:
            raise self._failure(error) from error

    def _take_up(self) -> None:
        if not self.path.exists():
            return
        with self.path.open("r+b") as file:
            whole, rest = divmod(self.path.stat().st_size - len(self._header), self._record.itemsize)
            if file.read(len(self._header)) != self._header:
                if whole >= 0:  # else a build was killed before it had written the header
                    _log.warning("%s is not a file of embeddings, so that it is written anew", self.path)
                file.truncate(0)
            elif rest:
                # A build was killed while it wrote the last record.
                file.truncate(len(self._header) + whole * self._record.itemsize)
        if self.path.stat().st_size > len(self._header):
            self._left = np.memmap(self.path, self._record, mode="r", offset=len(self._header), shape=(whole,))

    def _write(self, data: bytes) -> None:
        fresh = not self.path.exists()
        with self.path.open("ab") as file:
            size = file.tell()
            if size + len(data) > self.max_bytes:
                return
            file.write((b"" if size else self._header) + data)
            file.flush()
            os.fsync(file.fileno())
        if fresh:
            sync_folder(self.path.parent)

    def _failure(self, error: OSError) -> TanyaIndexError:
        return TanyaIndexError(f"{self.path}: {error.strerror or error}; make room or check the disk")


def _halves(keys: NDArray[np.uint8]) -> NDArray[np.uint64]:
    return np.ascontiguousarray(keys[:, : _KEY_BYTES // 2]).view(np.uint64).ravel()


def _checksum(record: np.void) -> bytes:
    return hashlib.blake2b(record.tobytes()[:-_SUM_BYTES], digest_size=_SUM_BYTES).digest()
