"""Vector search by FAISS in a mapped file: inner product over normalised vectors, ids of our own.

An inverted file (IVF) over half-precision vectors: the query is compared with the centroids, and with every vector of
the nearest lists. A small file is one list, so that its search is exact. Filters hold inside the search: of a selection
the lists are taken until enough of its own members have been looked at, and up to some ten thousand members all of
them. Searches take one core each; questions share the cores. Does not know what a passage is.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import faiss
import numpy as np
from numpy.typing import NDArray

from index.store.vectors.selection import Selection
from index.store.vectors.vector_file import VectorFile, VectorLayout

Float32 = NDArray[np.float32]
Int64 = NDArray[np.int64]
# A selection of up to so many is searched whole, a few milliseconds; of a larger one at least so many are looked at.
_SEARCHED_WHOLE = 50_000


class VectorIndex:
    """Vectors by id, read-only; scores are inner products, higher is better."""

    def __init__(self, file: VectorFile) -> None:
        """Search in a mapped file."""
        self._file = file
        self._ids = file.ids()
        self._by_id: Int64 = np.argsort(self._ids)
        self._members: WeakKeyDictionary[Selection, Int64] = WeakKeyDictionary()
        layout = file.layout
        quantizer = faiss.IndexFlatIP(layout.dimension)
        quantizer.add(np.ascontiguousarray(file.centroids))
        self._quantizer = quantizer
        by_residual = False
        index: Any = faiss.IndexIVFScalarQuantizer(
            quantizer,
            layout.dimension,
            layout.lists,
            faiss.ScalarQuantizer.QT_fp16,
            faiss.METRIC_INNER_PRODUCT,
            by_residual,
        )
        index.is_trained = True
        index.ntotal = layout.count
        self._index = index
        if layout.count:
            descriptor, path = _openable(file.path)
            lists: Any = faiss.OnDiskInvertedLists(layout.lists, index.code_size, path)
            lists.read_only, lists.totsize = True, file.path.stat().st_size
            # It would start 32 threads a search to touch pages that the search touches anyway.
            lists.prefetch_nthread = 0
            sizes = file.sizes.astype(np.uint64)
            lists.set_all_lists_sizes(faiss.swig_ptr(sizes))
            try:
                lists.do_mmap()
            finally:
                if descriptor is not None:
                    os.close(descriptor)
            index.replace_invlists(lists)
            self._lists = lists

    @classmethod
    def load(cls, path: Path, dimension: int) -> VectorIndex:
        """Map a file of vectors; the caller has checked its hash.

        Raises:
            SnapshotCorrupt: it is not such a file.
            SnapshotMismatch: it has another dimension.
        """
        return cls(VectorFile(path, dimension))

    @property
    def layout(self) -> VectorLayout:
        """How the vectors are kept and searched."""
        return self._file.layout

    def __len__(self) -> int:
        return self._file.layout.count

    def ids(self) -> Int64:
        """Return all ids, int64, (n,)."""
        return self._ids

    def vectors_of(self, ids: Int64) -> Float32:
        """Return the vectors of these ids, float32, (n, dimension).

        Raises:
            KeyError: an id is not there.
        """
        rows = self._rows(np.asarray(ids, np.int64))
        if (rows < 0).any():
            raise KeyError(f"the id {int(ids[rows < 0][0])} is not in the vector index")
        return self._file.vectors(rows).astype(np.float32)

    def search(
        self, vector: Float32, top_k: int, allowed: Selection | None = None, *, probes: int | None = None
    ) -> tuple[Int64, Float32]:
        """Return the ids and scores of the nearest vectors, best first.

        Args:
            vector: float32, (dimension,), L2-normalised.
            top_k: how many at the most.
            allowed: search only among these ids; ids that are not there do not matter.
            probes: lists to look into; what the file says when None.
        """
        count = min(top_k, len(self) if allowed is None else len(allowed))
        lists = self._lists_for(vector, allowed, probes or self.layout.probes) if count and len(self) else None
        if lists is None or len(lists) == 0:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        parameters: Any = faiss.SearchParametersIVF(  # type: ignore[call-arg] # the stubs lack its fields
            nprobe=len(lists), **({"sel": allowed.selector} if allowed is not None else {})
        )
        query = np.ascontiguousarray(vector[None, :], np.float32)
        nearness = np.zeros(len(lists), np.float32)
        ids, scores = np.empty((1, count), np.int64), np.empty((1, count), np.float32)
        # The wrapper of this call takes no parameters.
        pointers = [faiss.swig_ptr(each) for each in (lists, nearness, scores, ids)]
        self._index.search_preassigned_c(1, faiss.swig_ptr(query), count, *pointers, False, parameters)
        found = ids[0] >= 0
        return ids[0][found], scores[0][found]

    def _lists_for(self, vector: Float32, allowed: Selection | None, probes: int) -> Int64:
        """Return the lists to look into, the nearest first, int64, (n,)."""
        layout = self.layout
        nearest = np.argsort(-(self._file.centroids @ vector.astype(np.float32)), kind="stable").astype(np.int64)
        if allowed is None:
            return nearest[:probes]
        members = self._members_by_list(allowed)[nearest]
        some, members = nearest[members > 0], members[members > 0]
        enough = max(_SEARCHED_WHOLE, layout.count * probes // layout.lists)
        # Lists before this place hold less than enough together.
        return some[: int(np.searchsorted(np.cumsum(members), enough)) + 1]

    def _rows(self, ids: Int64) -> Int64:
        """Return the rows of ids, int64, (n,); -1 for those that are not there."""
        if not len(self):
            return np.full(len(ids), -1, np.int64)
        rows = self._by_id[np.minimum(np.searchsorted(self._ids, ids, sorter=self._by_id), len(self) - 1)]
        return np.where(self._ids[rows] == ids, rows, -1)

    def _members_by_list(self, allowed: Selection) -> Int64:
        """Return how many members of a selection stand in each list, int64, (lists,)."""
        members = self._members.get(allowed)
        if members is None:
            rows = self._rows(allowed.ids)
            members = np.bincount(self._file.list_of(rows[rows >= 0]), minlength=self.layout.lists)
            self._members[allowed] = members
        return members


def _openable(path: Path) -> tuple[int | None, str]:
    """Return a name that FAISS can open a file by; where that is not UTF-8, one of a descriptor, which is returned too.

    Its wrapper takes no other names.
    """
    try:
        str(path).encode()
    except UnicodeEncodeError:
        descriptor = os.open(path, os.O_RDONLY)
        return descriptor, f"/dev/fd/{descriptor}"
    return None, str(path)
