"""Runs a bundled encoder (ONNX Runtime, CPU) over token ids, in padded batches sorted by length.

The tokenizer is XLM-R's SentencePiece model by way of Hugging Face `tokenizers`; both encoders share it and the 4-bit
word table beside them, which ONNX Runtime maps into memory. Does not pool, search or read: see embedder and reader.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.errors import ModelMissing

BOS, PAD, EOS = 0, 1, 2
MAX_TOKENS = 512
WORD_TABLE_FILE = "word_table.bin"
TOKENIZER_FILE = "tokenizer.json"
MODEL_NAME = "multilingual-e5-small, int8"
EMBEDDER_FILE = "embedder.onnx"
READER_FILE = "reader.onnx"

Float32 = NDArray[np.float32]


def default_models_folder() -> Path:
    """Return the folder of the bundled weights: inside the installed package, or beside it in a checkout."""
    inside = Path(__file__).parent / "models"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "models"


def _require(path: Path) -> Path:
    if not path.is_file():
        raise ModelMissing(f"model file {path} is missing; install the package again or restore its models folder")
    return path


@lru_cache(maxsize=2)
def load_tokenizer(folder: Path) -> Tokenizer:
    """Load the tokenizer, without padding or truncation.

    Raises:
        ModelMissing: the file is not there.
    """
    tokenizer: Tokenizer = Tokenizer.from_file(str(_require(folder / TOKENIZER_FILE)))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


@lru_cache(maxsize=4)
def fingerprint_of(path: Path) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of an ONNX file: what vectors of this model are keyed by.

    Raises:
        ModelMissing: the file is not there.
    """
    return hashlib.sha256(_require(path).read_bytes()).hexdigest()[:16]


class OnnxEncoder:
    """One encoder session; safe to call from several threads."""

    def __init__(self, folder: Path, file: str, *, threads: int | None = None, background: bool = False) -> None:
        """Load a session.

        Args:
            folder: where the models are.
            file: the ONNX file's name in it.
            threads: threads within one run; the number of usable cores when None.
            background: leave the processors alone while waiting, for the sake of what else runs.

        Raises:
            ModelMissing: a file is not there.
        """
        _require(folder / WORD_TABLE_FILE)
        self.path = _require(folder / file)
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads or len(os.sched_getaffinity(0))
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Where int8 products would saturate (AVX2 without VNNI), a slower kernel that does not.
        options.add_session_config_entry("session.x64quantprecision", "1")
        if background:
            options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = ort.InferenceSession(str(self.path), options, providers=["CPUExecutionProvider"])
        self.tokenizer = load_tokenizer(folder)

    @property
    def fingerprint(self) -> str:
        """See `fingerprint_of`."""
        return fingerprint_of(self.path)

    def run(self, rows: Sequence[Sequence[int]]) -> list[Float32]:
        """Run one padded batch.

        Args:
            rows: token ids with special tokens, each of at most 512.

        Returns:
            The graph's outputs, each with `len(rows)` as its first axis.
        """
        width = max(len(row) for row in rows)
        ids = np.full((len(rows), width), PAD, np.int64)
        mask = np.zeros((len(rows), width), np.int64)
        for index, row in enumerate(rows):
            ids[index, : len(row)] = row
            mask[index, : len(row)] = 1
        return list(self._session.run(None, {"input_ids": ids, "attention_mask": mask}))

    def run_sorted(
        self, rows: Sequence[Sequence[int]], *, batch_tokens: int, progress: Callable[[int], None] | None = None
    ) -> Iterator[tuple[list[int], list[Float32]]]:
        """Run many rows, the longest first, in batches of about `batch_tokens` padded tokens.

        Yields:
            The positions of a batch's rows in `rows`, and the graph's outputs for them.
        """
        order = sorted(range(len(rows)), key=lambda index: -len(rows[index]))
        start = 0
        while start < len(order):
            size = max(1, batch_tokens // max(1, len(rows[order[start]])))
            batch = order[start : start + size]
            yield batch, self.run([rows[index] for index in batch])
            start += size
            if progress:
                progress(len(batch))
