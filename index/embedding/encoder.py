"""Runs a bundled encoder (ONNX Runtime, CPU) over token ids, each row by itself and as many at once as there are cores.

The tokenizer is XLM-R's SentencePiece model; both encoders share it and the 4-bit word table beside them, which ONNX
Runtime maps into memory. Does not pool, search or read: see embedder and reader.
"""

from __future__ import annotations

import os
import platform
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from index.embedding.checksums import default_models_folder as default_models_folder
from index.embedding.checksums import digest_of, require_published
from index.embedding.tokens import Tokenizer

BOS, PAD, EOS = 0, 1, 2
MAX_TOKENS = 512
# Of the embedder's vectors.
DIMENSION = 384
WORD_TABLE_FILE = "word_table.bin"
TOKENIZER_FILE = "tokenizer.model"
MODEL_NAME = "multilingual-e5-small, int8"
EMBEDDER_FILE = "embedder.onnx"
READER_FILE = "reader.onnx"
CALIBRATION_FILE = "calibration.json"
_BACKGROUND_NICENESS = 10

Float32 = NDArray[np.float32]


@lru_cache(maxsize=2)
def load_tokenizer(folder: Path) -> Tokenizer:
    """Load the tokenizer.

    Raises:
        ModelMissing: the file is not there.
        ModelDamaged: it is not the published one.
    """
    require_published(folder, [TOKENIZER_FILE])
    return Tokenizer(folder / TOKENIZER_FILE)


def word_test(models_folder: str | None) -> Callable[[str], bool]:
    """Return what tells whether a word is one token: common words of a hundred languages are, misspelt ones are not."""
    tokenizer = load_tokenizer(Path(models_folder) if models_folder else default_models_folder())

    def is_word(word: str) -> bool:
        return any(tokenizer.is_word(each) for each in (word, word.capitalize(), word.upper()))

    return is_word


def fingerprint_of(path: Path) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of an ONNX file: what vectors of this model are keyed by.

    Raises:
        ModelMissing: the file is not there.
        ModelDamaged: it is not the published one.
    """
    require_published(path.parent, [path.name])
    return digest_of(path)[:16]


@cache
def _products_may_saturate() -> bool:
    """Return whether eight bits need ONNX Runtime's slower kernels: on x86-64 without VNNI, as far as one can tell."""
    return platform.machine().lower() in {"x86_64", "amd64"} and not has_vnni()


def has_vnni() -> bool:
    """Return whether the processor is known to have VNNI, instructions of x86-64 for products of eight bits."""
    try:
        features = Path("/proc/cpuinfo").read_text(encoding="utf-8").split()
    except OSError:
        return False
    return not {"avx512_vnni", "avx_vnni"}.isdisjoint(features)


def _stand_back() -> None:
    """Lower this thread's priority, where the system has one for each thread."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _BACKGROUND_NICENESS)


class OnnxEncoder:
    """One encoder session; safe to call from several threads."""

    def __init__(self, folder: Path, file: str, *, threads: int | None = None, background: bool = False) -> None:
        """Load a session.

        Args:
            folder: where the models are.
            file: the ONNX file's name in it.
            threads: how many rows are run at once; the number of usable cores when None.
            background: whether many rows at once stand back for whatever else runs on the machine.

        Raises:
            ModelMissing, ModelDamaged: a file is not there, or not the published one.
        """
        require_published(folder, [file, WORD_TABLE_FILE, TOKENIZER_FILE])
        self.threads = threads or len(os.sched_getaffinity(0))
        options = ort.SessionOptions()
        # A row to a thread instead of a batch over all: none waits for another within the graph, and none is padded.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        if _products_may_saturate():
            options.add_session_config_entry("session.x64quantprecision", "1")
        self._session = ort.InferenceSession(str(folder / file), options, providers=["CPUExecutionProvider"])
        self._inputs = {each.name for each in self._session.get_inputs()}
        self._background = background
        self._pools: dict[int, ThreadPoolExecutor] = {}
        self.tokenizer = load_tokenizer(folder)

    def run(self, row: Sequence[int]) -> list[Float32]:
        """Run one row of at most 512 token ids in this thread; return the outputs, without the axis of the batch."""
        ids = np.array([row], np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        outputs = self._session.run(None, {name: feed[name] for name in self._inputs})
        return [output[0] for output in outputs]

    def _pool(self) -> ThreadPoolExecutor:
        """Return the threads of this process: those of a parent do not live on in a fork of it."""
        process = os.getpid()
        if process not in self._pools:
            begin = _stand_back if self._background else None
            self._pools = {process: ThreadPoolExecutor(self.threads, "encoder", initializer=begin)}
        return self._pools[process]

    def run_each(self, rows: Sequence[Sequence[int]]) -> Generator[tuple[int, list[Float32]], None, None]:
        """Run rows side by side, the longest first.

        Yields:
            A row's position in `rows`, and the graph's outputs for it, as soon as they are there.
        """
        if len(rows) == 1:
            yield 0, self.run(rows[0])
            return
        pool = self._pool()
        waiting = iter(sorted(range(len(rows)), key=lambda position: -len(rows[position])))
        running: dict[Future[list[Float32]], int] = {}
        try:
            while True:
                # No more than keeps the threads busy: the caller may take its time, or stop.
                for position in islice(waiting, 2 * self.threads - len(running)):
                    running[pool.submit(self.run, rows[position])] = position
                if not running:
                    return
                for done in wait(running, return_when=FIRST_COMPLETED).done:
                    yield running.pop(done), done.result()
        finally:
            for future in running:
                future.cancel()
