"""The lock of a file: held once, seen by others, and gone with its holder."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from index import is_locked, locked_file


def test_lock_is_held_once(tmp_path: Path) -> None:
    """Others are told at once, and may have it afterwards."""
    path = tmp_path / "data" / "LOCK"
    with locked_file(path):
        assert is_locked(path)
        with pytest.raises(BlockingIOError), locked_file(path):
            pass
        assert is_locked(path)
    assert not is_locked(path)
    with locked_file(path):
        assert is_locked(path)


def test_looking_changes_nothing(tmp_path: Path) -> None:
    """A file that is not there is not made, and one that is there can be locked meanwhile."""
    assert not is_locked(tmp_path / "LOCK")
    assert list(tmp_path.iterdir()) == []


def test_file_is_made_with_its_mode(tmp_path: Path) -> None:
    """Readable by its owner alone where that is asked for."""
    with locked_file(tmp_path / "LOCK", 0o600):
        assert stat.S_IMODE((tmp_path / "LOCK").stat().st_mode) == 0o600


def test_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    """A folder of that name; it is not locked."""
    (tmp_path / "LOCK").mkdir()
    with pytest.raises(IsADirectoryError), locked_file(tmp_path / "LOCK"):
        pass
    assert not is_locked(tmp_path / "LOCK")


def test_lock_of_a_killed_process_is_gone(tmp_path: Path) -> None:
    """None is ever stale."""
    program = (
        "import sys, time; from pathlib import Path; from index.file_lock import locked_file\n"
        f"with locked_file(Path({str(tmp_path / 'LOCK')!r})):\n    print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert is_locked(tmp_path / "LOCK")
        holder.kill()
    assert not is_locked(tmp_path / "LOCK")
