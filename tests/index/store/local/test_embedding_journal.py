"""The journal of embeddings: found again as they were written, never when damaged, and bounded."""

from __future__ import annotations

import logging
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import TanyaIndexError
from index.store.local.embedding_journal import EmbeddingJournal
from tests.conftest import unit_vectors

DIMENSION = 8
ROW_BYTES = 16 + 4 * DIMENSION + 8
KEYS = [f"{number:032x}" for number in (7, 2**127, 1, 2**64, 0)]
VECTORS = unit_vectors(5, dimension=DIMENSION)
EXPECTED = {key: vector.tolist() for key, vector in zip(KEYS, VECTORS, strict=True)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal is to be."""
    return tmp_path / "EMBEDDED"


@pytest.fixture
def journal(path: Path) -> Iterator[EmbeddingJournal]:
    """A journal that does not exist yet."""
    made = EmbeddingJournal(path, DIMENSION)
    yield made
    made.close()


def append(path: Path, keys: list[str] = KEYS, dimension: int = DIMENSION) -> None:
    """Append vectors, as a build of its own."""
    vectors = unit_vectors(5, dimension=dimension)[[KEYS.index(key) for key in keys]]
    with closing(EmbeddingJournal(path, dimension)) as made:
        made.append(keys, vectors)


def found(path: Path) -> dict[str, list[float]]:
    """Return what the next build finds."""
    with closing(EmbeddingJournal(path, DIMENSION)) as made:
        return {key: vector.tolist() for key, vector in made.find(KEYS).items()}


def remove(path: Path) -> None:
    for each in path.parent.glob("EMBEDDED*"):
        each.unlink()


def test_nothing_is_made_before_something_is_appended(path: Path, journal: EmbeddingJournal) -> None:
    """A build that embeds nothing leaves nothing."""
    assert journal.find(KEYS) == {}
    assert not path.exists()


def test_what_was_appended_is_found_by_the_next(path: Path) -> None:
    """Bit by bit, in two parts, with keys that share their first half; unknown keys are left out."""
    append(path, KEYS[:3])
    append(path, KEYS[3:])

    assert found(path) == EXPECTED
    with closing(EmbeddingJournal(path, DIMENSION)) as journal:
        assert journal.find(["f" * 32, f"{2**64 + 1:032x}"]) == {}
        assert journal.find([]) == {}


def test_what_was_appended_is_there_after_a_kill(path: Path) -> None:
    """The process dies without closing anything."""
    program = f"""
import os, numpy as np
from pathlib import Path
from index.store.local.embedding_journal import EmbeddingJournal
journal = EmbeddingJournal(Path({str(path)!r}), {DIMENSION})
journal.append({KEYS!r}, np.array({VECTORS.tolist()!r}, np.float32))
os.kill(os.getpid(), 9)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == -9
    assert found(path) == EXPECTED


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(share=st.floats(0, 0.999))
def test_cut_file_gives_nothing_wrong(path: Path, share: float) -> None:
    """A file that lost its end; what is appended afterwards is whole."""
    remove(path)
    append(path)
    os.truncate(path, int(share * path.stat().st_size))

    assert found(path).items() <= EXPECTED.items()
    append(path)
    assert found(path) == EXPECTED


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(share=st.floats(0, 0.999), bit=st.integers(0, 7))
def test_flipped_bit_is_never_trusted(path: Path, share: float, bit: int) -> None:
    """A vector is right or not there, and can be appended again."""
    remove(path)
    append(path)
    data = bytearray(path.read_bytes())
    data[int(share * len(data))] ^= 1 << bit
    path.write_bytes(data)

    assert found(path).items() <= EXPECTED.items()
    append(path)
    assert found(path) == EXPECTED


def test_index_of_the_keys_that_does_not_fit_is_made_anew(path: Path) -> None:
    """It stands in a page of its own, behind the rows; none of these is lost."""
    append(path)
    data = bytearray(path.read_bytes())
    place = data.rindex(bytes.fromhex(KEYS[0]))
    assert place // 4096 > data.index(bytes.fromhex(KEYS[0])) // 4096
    data[place] ^= 2
    path.write_bytes(data)

    assert found(path) == EXPECTED
    append(path)
    assert found(path) == EXPECTED


def test_flipped_bit_in_the_schema_is_told_and_written_anew(path: Path) -> None:
    """SQLite quotes the schema in what it says, and that is no UTF-8 any more."""
    append(path)
    data = path.read_bytes()
    assert b"CREATE TABLE" in data
    path.write_bytes(data.replace(b"CREATE TABLE", b"CREATE \xd4ABLE"))

    assert found(path) == {}
    append(path)
    assert found(path) == EXPECTED


@pytest.mark.parametrize("column", ["vector", "sum"])
def test_changed_row_alone_is_left_out(path: Path, column: str) -> None:
    """The others are as good as before."""
    append(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"UPDATE embeddings SET {column} = zeroblob(length({column})) WHERE rowid = 2")

    assert found(path) == {key: EXPECTED[key] for key in KEYS if key != KEYS[1]}


@pytest.mark.parametrize("content", [b"x" * 1_000, b"tanya embeddings 1, 8 dimensions\n" + bytes(1_000)])
def test_file_of_another_kind_is_written_anew(path: Path, content: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """Such as that of an older version; the log tells."""
    path.write_bytes(content)
    with caplog.at_level(logging.WARNING):
        assert found(path) == {}
    append(path)

    assert "EMBEDDED holds no embeddings that can be read" in caplog.text
    assert found(path) == EXPECTED


@pytest.mark.parametrize("content", [b"", b"x"])
def test_file_with_nothing_in_it_is_written_anew(path: Path, content: bytes) -> None:
    """A kill just after it was made."""
    path.write_bytes(content)
    append(path)

    assert found(path) == EXPECTED


def test_vectors_of_another_dimension_are_not_taken_up(path: Path) -> None:
    """They are replaced."""
    append(path, dimension=DIMENSION + 1)
    assert found(path) == {}
    append(path)
    assert found(path) == EXPECTED


def test_it_does_not_grow_without_end(path: Path) -> None:
    """What does not fit is not kept, and nothing that was kept is lost."""
    with closing(EmbeddingJournal(path, DIMENSION, max_bytes=2 * ROW_BYTES + 1)) as journal:
        for number in range(5):
            journal.append(KEYS[number : number + 1], VECTORS[number : number + 1])

    assert found(path) == {key: EXPECTED[key] for key in KEYS[:2]}


def test_full_disk_is_told(path: Path, journal: EmbeddingJournal) -> None:
    """Our own error, with the file and what to do; what had been kept is still there. SQLite's own limit stands in."""
    journal.append(KEYS[:1], VECTORS[:1])
    connection = journal._open()
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    many = [f"{number:032x}" for number in range(1_000)]
    with pytest.raises(TanyaIndexError, match="EMBEDDED: database or disk is full; make room or check the disk"):
        journal.append(many, np.zeros((1_000, DIMENSION), np.float32))

    assert found(path) == {KEYS[0]: EXPECTED[KEYS[0]]}


def test_forgotten_journal_leaves_no_file(path: Path, journal: EmbeddingJournal) -> None:
    """Nor the files that SQLite keeps beside it; it can be begun anew."""
    journal.append(KEYS[:1], VECTORS[:1])
    journal.forget()
    assert list(path.parent.iterdir()) == []
    journal.append(KEYS, VECTORS)
    assert found(path) == EXPECTED


def test_journal_that_is_a_folder_is_told(path: Path, journal: EmbeddingJournal) -> None:
    """It cannot be read."""
    path.mkdir()
    with pytest.raises(TanyaIndexError, match="EMBEDDED: Is a directory"):
        journal.find(KEYS)
