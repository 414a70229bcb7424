"""Durable writing: the order of the system calls, and what is left when one of them fails."""

from __future__ import annotations

import errno
import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.durable_files import copy_file, replace_file, sha256_of, sync_file, sync_folder, write_file
from tests.index.syscalls import Disk


def test_replacing_syncs_the_file_before_and_the_folder_after_the_rename(tmp_path: Path, disk: Disk) -> None:
    """The order without which a crash can leave an empty file."""
    replace_file(tmp_path / "CURRENT", b"new")

    assert disk.calls == [
        ("fsync", "CURRENT.new"),
        ("rename", "CURRENT.new", "CURRENT"),
        ("fsync", tmp_path.name),
    ]
    assert (tmp_path / "CURRENT").read_bytes() == b"new"


@pytest.mark.parametrize("at", [0, 1])
def test_failed_replacement_leaves_the_old_content(tmp_path: Path, disk: Disk, at: int) -> None:
    """Whatever fails before the rename, or the rename itself."""
    (tmp_path / "CURRENT").write_bytes(b"old")
    disk.fail(at, errno.EIO)
    with pytest.raises(OSError, match="Input/output error"):
        replace_file(tmp_path / "CURRENT", b"new")

    assert disk.failed
    assert (tmp_path / "CURRENT").read_bytes() == b"old"


def test_copy_is_a_file_of_its_own(tmp_path: Path) -> None:
    """Also where both share their blocks."""
    content = bytes(range(256)) * 40
    (tmp_path / "a").write_bytes(content)
    (tmp_path / "b").write_bytes(b"longer than that" * 1_000)
    copy_file(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == content
    (tmp_path / "b").write_bytes(b"changed")
    assert (tmp_path / "a").read_bytes() == content


def test_written_file_is_synced(tmp_path: Path, disk: Disk) -> None:
    """As bytes or as a view of memory."""
    write_file(tmp_path / "a", memoryview(b"content"))

    assert disk.calls == [("fsync", "a")]
    assert (tmp_path / "a").read_bytes() == b"content"


def test_files_and_folders_of_others_are_synced(tmp_path: Path, disk: Disk) -> None:
    """What SQLite wrote, and the entries of a folder."""
    (tmp_path / "a").write_bytes(b"")
    sync_file(tmp_path / "a")
    sync_folder(tmp_path)

    assert disk.calls == [("fsync", "a"), ("fsync", tmp_path.name)]
    with pytest.raises(NotADirectoryError):
        sync_folder(tmp_path / "a")


def test_hash_worked_by_hand(tmp_path: Path) -> None:
    """Of "abc", from FIPS 180-2."""
    (tmp_path / "a").write_bytes(b"abc")

    assert sha256_of(tmp_path / "a") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10)
@given(size=st.sampled_from([0, 1, 2**20 - 1, 2**20, 2**20 + 1, 2 * 2**20 + 7]))
def test_hash_of_files_of_any_length(tmp_path: Path, size: int) -> None:
    """Reference: hashed at once; files are read in pieces of 1 MiB."""
    data = bytes(range(256)) * (size // 256 + 1)
    (tmp_path / "a").write_bytes(data[:size])

    assert sha256_of(tmp_path / "a") == hashlib.sha256(data[:size]).hexdigest()
