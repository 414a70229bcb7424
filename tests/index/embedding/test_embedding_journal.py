"""The journal of embeddings: found again as they were written, never when damaged, and bounded."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.embedding.embedding_journal import EmbeddingJournal
from index.errors import TanyaIndexError
from tests.conftest import unit_vectors
from tests.index.syscalls import Disk

DIMENSION = 8
HEADER_BYTES = len(b"tanya embeddings 1, 8 dimensions\n")
RECORD_BYTES = 16 + 4 * DIMENSION + 8
KEYS = [f"{number:032x}" for number in (7, 2**127, 1, 2**64, 0)]
VECTORS = unit_vectors(5, dimension=DIMENSION)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal is to be."""
    return tmp_path / "EMBEDDED"


def opened(path: Path, **settings: int) -> EmbeddingJournal:
    return EmbeddingJournal(path, DIMENSION, **settings)


def found(path: Path) -> dict[str, list[float]]:
    return {key: vector.tolist() for key, vector in opened(path).find(KEYS).items()}


EXPECTED = {key: vector.tolist() for key, vector in zip(KEYS, VECTORS, strict=True)}


def test_nothing_is_made_before_something_is_appended(path: Path) -> None:
    """A build that embeds nothing leaves nothing."""
    journal = opened(path)

    assert journal.find(KEYS) == {}
    assert not path.exists()


def test_what_was_appended_is_found_by_the_next(path: Path) -> None:
    """Bit by bit, in two parts, with keys that share their first half; unknown keys are left out."""
    first = opened(path)
    first.append(KEYS[:3], VECTORS[:3])
    first.append(KEYS[3:], VECTORS[3:])

    assert found(path) == EXPECTED
    assert opened(path).find(["f" * 32, f"{2**64 + 1:032x}"]) == {}
    assert opened(path).find([]) == {}
    assert path.stat().st_size == HEADER_BYTES + 5 * RECORD_BYTES


def test_appending_syncs_the_file_and_at_first_its_folder(path: Path, disk: Disk) -> None:
    """What is appended outlives a power cut."""
    journal = opened(path)
    journal.append(KEYS[:1], VECTORS[:1])
    journal.append(KEYS[1:2], VECTORS[1:2])

    assert disk.calls == [("fsync", path.name), ("fsync", path.parent.name), ("fsync", path.name)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(size=st.integers(0, HEADER_BYTES + 5 * RECORD_BYTES - 1))
def test_cut_file_keeps_its_whole_records(path: Path, size: int) -> None:
    """A kill in the middle of a write; what is appended afterwards is whole."""
    path.unlink(missing_ok=True)
    opened(path).append(KEYS, VECTORS)
    os.truncate(path, size)
    whole = max(0, (size - HEADER_BYTES) // RECORD_BYTES)

    assert found(path) == {key: EXPECTED[key] for key in KEYS[:whole]}
    opened(path).append(KEYS[whole:], VECTORS[whole:])
    assert found(path) == EXPECTED


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(at=st.integers(0, HEADER_BYTES + 5 * RECORD_BYTES - 1), bit=st.integers(0, 7))
def test_flipped_bit_is_never_trusted(path: Path, at: int, bit: int) -> None:
    """The record that has it is left out, or with the header all of them; a vector is right or not there."""
    path.unlink(missing_ok=True)
    opened(path).append(KEYS, VECTORS)
    data = bytearray(path.read_bytes())
    data[at] ^= 1 << bit
    path.write_bytes(data)
    damaged = (at - HEADER_BYTES) // RECORD_BYTES
    left = {key: EXPECTED[key] for number, key in enumerate(KEYS) if number != damaged}

    assert found(path) == (left if at >= HEADER_BYTES else {})
    opened(path).append(KEYS, VECTORS)
    assert found(path) == EXPECTED


@pytest.mark.parametrize("content", [b"", b"x", b"x" * 1_000, b"tanya embeddings 1, 9 dimensions\n" + bytes(1_000)])
def test_file_of_another_kind_is_written_anew(path: Path, content: bytes) -> None:
    """Another dimension, too."""
    path.write_bytes(content)
    assert found(path) == {}
    opened(path).append(KEYS, VECTORS)
    assert found(path) == EXPECTED


def test_it_does_not_grow_without_end(path: Path) -> None:
    """What does not fit is not kept, and nothing that was kept is lost."""
    limit = HEADER_BYTES + 2 * RECORD_BYTES
    journal = opened(path, max_bytes=limit)
    for number in range(5):
        journal.append(KEYS[number : number + 1], VECTORS[number : number + 1])

    assert path.stat().st_size == limit
    assert found(path) == {key: EXPECTED[key] for key in KEYS[:2]}


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_failing_disk_is_told(path: Path, disk: Disk, code: int) -> None:
    """Our own error, with the file and what to do; what had been kept is still there."""
    journal = opened(path)
    journal.append(KEYS[:1], VECTORS[:1])
    disk.fail(2, code)
    with pytest.raises(TanyaIndexError, match=f"EMBEDDED: {os.strerror(code)}; make room or check the disk"):
        journal.append(KEYS[1:2], VECTORS[1:2])

    assert disk.failed
    assert np.array_equal(opened(path).find(KEYS)[KEYS[0]], VECTORS[0])


def test_journal_that_is_a_folder_is_told(path: Path) -> None:
    """It cannot be read."""
    path.mkdir()
    with pytest.raises(TanyaIndexError, match="EMBEDDED: Is a directory"):
        opened(path)
