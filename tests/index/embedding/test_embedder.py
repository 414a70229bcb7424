"""The embedder and its encoder: vectors of length 1, the same alone and in a batch, keyed by model and text."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from haystack import Document
from haystack.core.serialization import component_from_dict, component_to_dict
from hypothesis import given, settings
from hypothesis import strategies as st

from index.embedding.embedder import (
    PASSAGE_PREFIX,
    PassageEmbedder,
    QueryEmbedder,
    embedder_fingerprint,
    embedding_key,
    encode,
    passage_input,
    shared_encoder,
)
from index.embedding.encoder import (
    EMBEDDER_FILE,
    MAX_TOKENS,
    READER_FILE,
    TOKENIZER_FILE,
    WORD_TABLE_FILE,
    OnnxEncoder,
    default_models_folder,
)
from index.errors import ModelMissing

TEXTS = ["Kapal karam di Bali.", "The ship sank.", "船", "Cuaca hari itu cerah dan angin bertiup pelan. " * 9]


@pytest.fixture(scope="module")
def encoder() -> OnnxEncoder:
    return shared_encoder(None, EMBEDDER_FILE, 0)


def test_vectors_have_length_one_and_keep_the_order(encoder: OnnxEncoder) -> None:
    """The longest is run first, and each by itself: what else is embedded makes no difference to a text."""
    together = encode(encoder, TEXTS)
    alone = np.concatenate([encode(encoder, [text]) for text in TEXTS])

    assert together.shape == (4, 384)
    assert together.dtype == np.float32
    assert np.linalg.norm(together, axis=1) == pytest.approx([1] * 4, abs=1e-5)
    assert together.tolist() == alone.tolist()


def test_translation_is_nearer_than_another_subject(encoder: OnnxEncoder) -> None:
    """What the model is there for."""
    ship, kapal, rice = encode(
        encoder, ["query: the ship sank", "passage: kapal itu tenggelam", "passage: harga beras naik"]
    )

    assert ship @ kapal > ship @ rice


def test_no_text_no_vectors(encoder: OnnxEncoder) -> None:
    """An empty batch."""
    assert encode(encoder, []).shape == (0, 384)


def test_text_beyond_the_model_is_cut(encoder: OnnxEncoder) -> None:
    """512 tokens are read; what comes after does not count."""
    long = encode(encoder, ["kata " * MAX_TOKENS, "kata " * (MAX_TOKENS + 500)])

    assert long[0] @ long[1] == pytest.approx(1, abs=1e-3)


def test_progress_counts_texts(encoder: OnnxEncoder) -> None:
    """Batch by batch."""
    told: list[int] = []
    encode(encoder, ["kata " * 200] * 12, told.append)

    assert sum(told) == 12
    assert len(told) > 1


class Echo(OnnxEncoder):
    """Gives rows back instead of running a model, and notes how long those were that it has begun."""

    def __init__(self, threads: int) -> None:
        self.threads, self.begun = threads, list[int]()
        self._background, self._pools = False, {}

    def run(self, row: Sequence[int]) -> list[np.ndarray]:
        self.begun.append(len(row))
        if row[0] < 0:
            raise ValueError("no such token")
        return [np.array(row)]


@settings(max_examples=30)
@given(rows=st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=5), max_size=30), threads=st.integers(1, 3))
def test_every_row_is_run_once(rows: list[list[int]], threads: int) -> None:
    """And each output stands beside its row's position."""
    ran = [(position, output.tolist()) for position, (output,) in Echo(threads).run_each(rows)]

    assert sorted(ran) == list(enumerate(rows))


def test_the_longest_row_is_run_first() -> None:
    """So that none is left to one thread while the others have nothing to do."""
    echo = Echo(threads=1)
    list(echo.run_each([[0] * length for length in (3, 1, 4, 1, 5, 9, 2, 6)]))

    assert echo.begun == [9, 6, 5, 4, 3, 2, 1, 1]


def test_rows_are_run_only_as_they_are_wanted() -> None:
    """Who stops taking outputs stops the work."""
    echo = Echo(threads=2)
    outputs = echo.run_each([[0]] * 50)
    for _ in range(3):
        next(outputs)
    outputs.close()

    assert len(echo.begun) <= 3 + 2 * echo.threads


def test_error_in_a_row_reaches_the_caller() -> None:
    """Whichever thread ran it; the encoder goes on."""
    echo = Echo(threads=2)
    with pytest.raises(ValueError, match="no such token"):
        list(echo.run_each([[0], [-1], [0]]))

    assert len(list(echo.run_each([[0], [1]]))) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has priorities of single threads")
def test_builds_stand_back_for_questions(encoder: OnnxEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many texts are embedded with a lower priority, a question by the thread that asks; reading keeps its own."""
    here = os.getpriority(os.PRIO_PROCESS, 0)

    def priority(_row: object) -> list[int]:
        return [os.getpriority(os.PRIO_PROCESS, threading.get_native_id())]

    def priorities(of: OnnxEncoder, count: int) -> set[int]:
        monkeypatch.setattr(of, "run", priority)
        return {found for _, (found,) in of.run_each([[0]] * count)}  # type: ignore[misc]

    assert priorities(encoder, 5) == {10}
    assert priorities(encoder, 1) == {here}
    assert priorities(shared_encoder(None, READER_FILE, 0), 5) == {here}


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_fork_has_threads_of_its_own() -> None:
    """The parent's do not exist there, and nothing would ever be run."""
    echo = Echo(threads=1)
    assert len(list(echo.run_each([[0], [1]]))) == 2
    child = os.fork()
    if child == 0:
        os._exit(len(list(echo.run_each([[0], [1], [2]]))))
    ended, deadline = 0, time.monotonic() + 20
    while not ended and time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        time.sleep(0.02)
    if not ended:
        os.kill(child, signal.SIGKILL)

    assert ended == child
    assert os.waitstatus_to_exitcode(status) == 3


def test_fingerprint_is_that_of_the_file() -> None:
    """The first 16 digits of its hash."""
    data = (default_models_folder() / EMBEDDER_FILE).read_bytes()

    assert embedder_fingerprint(None) == hashlib.sha256(data).hexdigest()[:16]


@pytest.mark.parametrize("missing", [EMBEDDER_FILE, WORD_TABLE_FILE, TOKENIZER_FILE])
def test_missing_file_is_named(tmp_path: Path, missing: str) -> None:
    """With what to do."""
    for name in (EMBEDDER_FILE, WORD_TABLE_FILE, TOKENIZER_FILE):
        if name != missing:
            (tmp_path / name).symlink_to(default_models_folder() / name)
    with pytest.raises(ModelMissing, match=f"{tmp_path / missing} is missing; install the package again"):
        OnnxEncoder(_copied(tmp_path), EMBEDDER_FILE)


def _copied(folder: Path) -> Path:
    """Replace links by files: ONNX Runtime refuses external data behind a link."""
    for link in list(folder.iterdir()):
        target = link.resolve()
        link.unlink()
        shutil.copyfile(target, link)
    return folder


def test_encoder_is_shared() -> None:
    """One session for every pipeline of the same settings."""
    assert shared_encoder(None, EMBEDDER_FILE, 0) is shared_encoder(None, EMBEDDER_FILE, 0)


def test_key_worked_by_hand() -> None:
    """SHA-256 over model, NUL and input; another model, title or text is another key."""
    expected = hashlib.sha256(b"m\0passage: T\nx").hexdigest()[:32]

    assert embedding_key("m", "T", "x") == expected
    assert passage_input("T", "x") == f"{PASSAGE_PREFIX}T\nx"
    assert len({embedding_key(*each) for each in [("m", "T", "x"), ("n", "T", "x"), ("m", "U", "x")]}) == 3


def test_query_and_passage_components(encoder: OnnxEncoder) -> None:
    """Both give what `encode` gives for their prefix; a question as one is written."""
    query = QueryEmbedder().run(query="kapal itu")
    (document,) = PassageEmbedder().run(documents=[Document(content="karam", meta={"title": "T"})])["documents"]

    assert query["embedding"] == pytest.approx(encode(encoder, ["query: Kapal itu?"])[0].tolist(), abs=1e-4)
    assert query["elapsed_ms"] > 0
    assert document.embedding == pytest.approx(encode(encoder, ["passage: T\nkaram"])[0].tolist(), abs=1e-4)
    assert document.meta["embedding_key"] == embedding_key(embedder_fingerprint(None), "T", "karam")


def test_same_passage_twice_is_embedded_once() -> None:
    """Within one call, too."""
    document = Document(content="karam", meta={"title": "T"})
    outputs = PassageEmbedder().run(documents=[document, document])

    assert (len(outputs["documents"]), outputs["embedded"]) == (2, 1)
    assert PassageEmbedder().run(documents=[]) == {"documents": [], "embedded": 0}


def test_components_warm_up_and_round_trip() -> None:
    """Their settings survive a dictionary."""
    query, passage = QueryEmbedder(threads=1), PassageEmbedder(threads=1)
    QueryEmbedder().warm_up()
    PassageEmbedder().warm_up()

    for each in (query, passage):
        written = component_to_dict(each, "embedder")
        again = component_from_dict(type(each), written, "embedder")
        assert component_to_dict(again, "embedder") == written
        assert written["init_parameters"]["threads"] == 1
