"""Exact vector search by FAISS: inner product over normalised vectors, ids of our own.

FAISS's own file writer neither syncs nor reports a failed close, so that the index is serialised to memory and written
by us. Does not know what a passage is.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.durable import write_file
from index.errors import SnapshotCorrupt, SnapshotMismatch

Float32 = NDArray[np.float32]
Int64 = NDArray[np.int64]


class VectorIndex:
    """Vectors by id; scores are inner products, higher is better."""

    def __init__(self, dimension: int) -> None:
        """Make an empty index for vectors of this many dimensions."""
        self._index: Any = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))

    @classmethod
    def load(cls, path: Path, dimension: int) -> VectorIndex:
        """Read an index that `save` wrote; the caller has checked the file's hash.

        Raises:
            SnapshotCorrupt: FAISS cannot read it.
            SnapshotMismatch: it has another dimension.
        """
        loaded = cls(dimension)
        try:
            loaded._index = faiss.deserialize_index(np.fromfile(path, np.uint8))
        except (RuntimeError, OSError) as error:
            raise SnapshotCorrupt(f"{path} is not a FAISS index ({type(error).__name__})") from None
        if loaded._index.d != dimension:
            raise SnapshotMismatch(f"{path} has {loaded._index.d} dimensions, expected {dimension}")
        return loaded

    def save(self, path: Path) -> None:
        """Write and flush the index."""
        write_file(path, faiss.serialize_index(self._index).data)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def ids(self) -> Int64:
        """Return all ids, int64, (n,)."""
        return np.asarray(faiss.vector_to_array(self._index.id_map), np.int64)

    def add(self, ids: Int64, vectors: Float32) -> None:
        """Add vectors, float32, (n, dimension), rows L2-normalised, under new ids, int64, (n,)."""
        self._index.add_with_ids(np.ascontiguousarray(vectors, np.float32), np.ascontiguousarray(ids, np.int64))

    def remove(self, ids: Int64) -> None:
        """Remove the vectors of these ids; ids that are not there do not matter."""
        if len(ids):
            self._index.remove_ids(faiss.IDSelectorBatch(np.ascontiguousarray(ids, np.int64)))

    def vectors_of(self, ids: Int64) -> Float32:
        """Return the vectors of these ids, float32, (n, dimension).

        Raises:
            KeyError: an id is not there.
        """
        try:
            return np.asarray(self._index.reconstruct_batch(np.ascontiguousarray(ids, np.int64)), np.float32)
        except RuntimeError:
            raise KeyError(f"an id of {ids.tolist()[:5]} is not in the vector index") from None

    def search(self, vector: Float32, top_k: int, allowed: Int64 | None = None) -> tuple[Int64, Float32]:
        """Return the ids and scores of the nearest vectors, best first.

        Args:
            vector: float32, (dimension,), L2-normalised.
            top_k: how many at the most.
            allowed: search only among these ids; filtering happens inside the search, so that none is missed.
        """
        parameters: Any = None
        count = min(top_k, len(self))
        if allowed is not None:
            count = min(count, len(allowed))
            parameters = faiss.SearchParameters(  # type: ignore[call-arg] # the stubs lack its fields
                sel=faiss.IDSelectorBatch(np.ascontiguousarray(allowed, np.int64))
            )
        if count == 0:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        scores, ids = self._index.search(np.ascontiguousarray(vector[None, :], np.float32), count, params=parameters)
        found = ids[0] >= 0
        return ids[0][found], scores[0][found]
