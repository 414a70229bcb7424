"""A set of passages that a search is held to: what filters let through, as both searches want it.

Vector search asks FAISS's `IDSelector`, full-text search a map of bytes in SQL; both tell of an id in constant time.
"""

from __future__ import annotations

from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

Int64 = NDArray[np.int64]
# Up to here a hash set is smaller than a bitmap over a million ids, and as quick.
_BATCH_IDS = 10_000


class Selection:
    """Ids to search among; does not change."""

    def __init__(self, ids: Int64) -> None:
        """Take ids, int64, (n,), 0 or more, in any order; each counts once."""
        self.ids: Int64 = np.unique(np.asarray(ids, np.int64))
        flags = np.zeros(int(self.ids[-1]) + 1 if len(self.ids) else 0, np.uint8)
        flags[self.ids] = 1
        self.flags = flags.tobytes()  # one byte an id: 1 for those that are let through
        # FAISS does not copy what a selector points to.
        self._kept: Any = self.ids if len(self.ids) <= _BATCH_IDS else np.packbits(flags, bitorder="little")
        kind: Any = faiss.IDSelectorBatch if len(self.ids) <= _BATCH_IDS else faiss.IDSelectorBitmap
        self.selector = kind(self._kept)

    def __len__(self) -> int:
        return len(self.ids)
