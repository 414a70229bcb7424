"""The file of a snapshot's vectors: lists of vectors with their ids, mapped into memory instead of read.

    list 0: vectors float16 (size, dimension), ids int64 (size,); list 1: …; then
    centroids float32 (lists, dimension); sizes int64 (lists,); JSON of `VectorLayout`; its length int64; MAGIC

The lists are those of an inverted file (Sivic and Zisserman, 2003, "Video Google"), laid out as FAISS's
`OnDiskInvertedLists` maps them; an exact index is one list. The same rows are searched, and copied to the next
snapshot: half precision moves a cosine by about 1e-5, a hundredth of what the embedder's own eight bits do. Does not
search. Why not FAISS's own file, which `faiss.read_index` maps as well (`IO_FLAG_MMAP_IFC`; 800,000 vectors opened in
.1 s against .5 s, searched in 1.6 ms like this one): writing it takes all vectors in memory, 790 MB where one in a
hundred changed, against 310 MB.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.durable_files import write_pieces
from index.errors import SnapshotCorrupt, SnapshotMismatch

Float16 = NDArray[np.float16]
Float32 = NDArray[np.float32]
Int64 = NDArray[np.int64]
MAGIC = b"TANYAVEC"
_ID_BYTES, _LENGTH_BYTES = 8, 8


@dataclass(frozen=True)
class VectorLayout:
    """How vectors are kept and searched; stands in the file, and in the manifest.

    Attributes:
        kind: "exact", or FAISS's name of the trained type, such as "IVF1024,SQfp16".
        dimension: of the vectors.
        count: of the vectors.
        lists: how many.
        probes: lists that a search looks into.
        recall_at_10: share of the ten nearest that a search finds, measured against exact search when it was built.
        recall_queries: how many searches that was measured on; 0 for an exact index.
        trained_on: how many vectors there were when the lists were last trained; 0 for an exact index.
    """

    kind: str
    dimension: int
    count: int
    lists: int = 1
    probes: int = 1
    recall_at_10: float = 1.0
    recall_queries: int = 0
    trained_on: int = 0


class VectorFile:
    """A file of vectors, read-only; rows count through all lists."""

    def __init__(self, path: Path, dimension: int) -> None:
        """Map a file that `write_vector_file` wrote; the caller has checked its hash.

        Raises:
            SnapshotCorrupt: it is not such a file.
            SnapshotMismatch: it has another dimension.
        """
        self.path, self.code_bytes = path, 2 * dimension
        try:
            self._bytes: NDArray[np.uint8] = np.memmap(path, np.uint8, "r")
            self.layout, self.centroids, self.sizes = self._footer()
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise SnapshotCorrupt(f"{path} is not a file of vectors ({type(error).__name__})") from None
        if self.layout.dimension != dimension:
            raise SnapshotMismatch(f"{path} has {self.layout.dimension} dimensions, expected {dimension}")
        self.starts: Int64 = np.concatenate(([0], np.cumsum(self.sizes)))
        self.offsets: Int64 = self.starts * (self.code_bytes + _ID_BYTES)

    def _footer(self) -> tuple[VectorLayout, Float32, Int64]:
        whole = self._bytes
        end = len(whole) - len(MAGIC) - _LENGTH_BYTES
        if end < 0 or whole[end + _LENGTH_BYTES :].tobytes() != MAGIC:
            raise ValueError
        length = int(whole[end : end + _LENGTH_BYTES].view("<i8")[0])
        if not 0 < length <= end:
            raise ValueError
        layout = VectorLayout(**json.loads(whole[end - length : end].tobytes()))
        end -= length
        lists, dimension = layout.lists, layout.dimension
        begin = end - lists * (4 * dimension + 8)
        if begin != layout.count * (2 * dimension + _ID_BYTES):
            raise ValueError
        # Copies, so that they are aligned wherever they stand.
        centroids = np.frombuffer(whole[begin : begin + 4 * lists * dimension].tobytes(), "<f4")
        sizes = np.frombuffer(whole[end - 8 * lists : end].tobytes(), "<i8")
        if sizes.min() < 0 or sizes.sum() != layout.count:
            raise ValueError
        return layout, centroids.reshape(lists, dimension), sizes

    def list_of(self, rows: Int64) -> Int64:
        """Return the list that each row stands in, int64, (n,)."""
        return np.searchsorted(self.starts, rows, "right") - 1

    def ids(self) -> Int64:
        """Return the ids of all rows, int64, (count,)."""
        found = np.empty(self.layout.count, np.int64)
        for number, (begin, end) in enumerate(zip(self.starts[:-1], self.starts[1:], strict=True)):
            at = int(self.offsets[number] + (end - begin) * self.code_bytes)
            found[begin:end] = self._bytes[at : at + int(end - begin) * _ID_BYTES].view("<i8")
        return found

    def vectors(self, rows: Int64) -> Float16:
        """Return the vectors of these rows, float16, (n, dimension)."""
        lists = self.list_of(rows)
        at = self.offsets[lists] + (rows - self.starts[lists]) * self.code_bytes
        found = np.empty((len(rows), self.layout.dimension), np.float16)
        # Neighbours in one list are read together: a build reads rows in their order.
        breaks = np.flatnonzero((np.diff(at) != self.code_bytes) | (np.diff(lists) != 0)) + 1
        for begin, end in zip([0, *breaks.tolist()], [*breaks.tolist(), len(rows)], strict=True):
            if end > begin:
                first = int(at[begin])
                found[begin:end] = (
                    self._bytes[first : first + (end - begin) * self.code_bytes].view("<f2").reshape(end - begin, -1)
                )
        return found


def write_vector_file(
    path: Path,
    layout: VectorLayout,
    centroids: Float32,
    rows_of_lists: Iterator[tuple[Int64, Int64]],
    vectors_of_rows: Callable[[Int64], Float16],
    *,
    rows_at_once: int,
) -> None:
    """Write and flush a file, list by list; memory stays bounded.

    Args:
        path: where; a file that is there is removed first.
        layout: goes into the file.
        centroids: float32, (lists, dimension).
        rows_of_lists: for each list the rows and their ids, int64, (size,).
        vectors_of_rows: gives the vectors of rows, float16, (n, dimension).
        rows_at_once: how many vectors are in memory together.
    """
    sizes: list[int] = []

    def pieces() -> Iterator[bytes | memoryview]:
        for rows, ids in rows_of_lists:
            sizes.append(len(rows))
            for start in range(0, len(rows), rows_at_once):
                yield vectors_of_rows(rows[start : start + rows_at_once]).astype("<f2", copy=False).data
            yield ids.astype("<i8").tobytes()
        yield centroids.astype("<f4").tobytes()
        yield np.array(sizes, "<i8").tobytes()
        yield _trailer(layout)

    # Whoever has mapped the old file keeps it.
    path.unlink(missing_ok=True)
    write_pieces(path, pieces())


def rewrite_layout(path: Path, layout: VectorLayout) -> None:
    """Put another layout, with the same counts and lists, into a file that nobody searches, and flush it."""
    begin = layout.count * (2 * layout.dimension + _ID_BYTES) + layout.lists * (4 * layout.dimension + 8)
    with path.open("r+b") as file:
        file.seek(begin)
        file.write(_trailer(layout))
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def _trailer(layout: VectorLayout) -> bytes:
    text = json.dumps(asdict(layout)).encode("ascii")
    return text + len(text).to_bytes(_LENGTH_BYTES, "little") + MAGIC
