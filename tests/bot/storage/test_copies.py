"""Copies of databases: made while somebody writes, put back in one transaction, and damage told."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.errors import RecordsUnusable
from bot.storage import copies
from bot.storage.copies import copy_database, problem_of_database, replace_database


@pytest.fixture
def live(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A database in WAL mode, open and with a row that is not merged yet."""
    with closing(sqlite3.connect(tmp_path / "bot.sqlite")) as connection:
        connection.executescript("PRAGMA journal_mode = WAL; CREATE TABLE words (word TEXT);")
        with connection:
            connection.execute("INSERT INTO words VALUES ('satu')")
        yield connection


def words(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT word FROM words ORDER BY word")]


def contents(folder: Path) -> dict[str, bytes]:
    """Return what is in a folder, but for what SQLite keeps beside a database while it is open."""
    return {each.name: each.read_bytes() for each in folder.iterdir() if not each.name.endswith(("-wal", "-shm"))}


@contextmanager
def no_room_beyond(size_bytes: int) -> Iterator[None]:
    """Let no file grow larger than this, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A database of a megabyte."""
    with closing(sqlite3.connect(tmp_path / "large.sqlite")) as connection, connection:
        connection.execute("CREATE TABLE words (word TEXT)")
        connection.executemany("INSERT INTO words VALUES (?)", [("x" * 1_000,)] * 1_000)
    return tmp_path / "large.sqlite"


def test_copy_holds_what_is_not_merged_yet(live: sqlite3.Connection, tmp_path: Path) -> None:
    """And not what comes afterwards."""
    copy_database(tmp_path / "bot.sqlite", tmp_path / "copy.sqlite")
    with live:
        live.execute("INSERT INTO words VALUES ('dua')")

    assert words(tmp_path / "copy.sqlite") == ["satu"]
    assert problem_of_database(tmp_path / "copy.sqlite") is None


def test_what_cannot_be_copied_is_told(tmp_path: Path) -> None:
    """A file that is missing, or none of SQLite's."""
    (tmp_path / "other.sqlite").write_bytes(b"x" * 1_000)
    with pytest.raises(RecordsUnusable, match="not a database"):
        copy_database(tmp_path / "other.sqlite", tmp_path / "copy.sqlite")
    with pytest.raises(RecordsUnusable, match="unable to open"):
        copy_database(tmp_path / "missing.sqlite", tmp_path / "copy.sqlite")
    assert problem_of_database(tmp_path / "other.sqlite") == "file is not a database"


def test_database_in_use_gets_another_content(live: sqlite3.Connection, tmp_path: Path) -> None:
    """Whoever has it open reads the new one."""
    copy_database(tmp_path / "bot.sqlite", tmp_path / "copy.sqlite")
    with live:
        live.execute("INSERT INTO words VALUES ('dua')")
    replace_database(tmp_path / "copy.sqlite", tmp_path / "bot.sqlite")

    assert live.execute("SELECT word FROM words").fetchall() == [("satu",)]


@pytest.mark.usefixtures("live")
def test_damaged_database_is_moved_away(tmp_path: Path) -> None:
    """Nothing of it is lost."""
    copy_database(tmp_path / "bot.sqlite", tmp_path / "copy.sqlite")
    (tmp_path / "target.sqlite").write_bytes(b"x" * 1_000)
    replace_database(tmp_path / "copy.sqlite", tmp_path / "target.sqlite")

    assert words(tmp_path / "target.sqlite") == ["satu"]
    (aside,) = tmp_path.glob("damaged-*")
    assert aside.read_bytes() == b"x" * 1_000


@pytest.mark.usefixtures("live")
def test_sound_database_stays_where_the_disk_is_full(large: Path, tmp_path: Path) -> None:
    """It is not taken for a damaged one."""
    before = contents(tmp_path)
    with no_room_beyond(200_000), pytest.raises(RecordsUnusable, match=r"bot\.sqlite"):
        replace_database(large, tmp_path / "bot.sqlite")

    assert contents(tmp_path) == before
    assert words(tmp_path / "bot.sqlite") == ["satu"]


@pytest.mark.parametrize("damaged", [b"x" * 1_000, b"SQLite format 3\0" + b"\xff" * 1_000, None])
def test_what_was_there_stays_where_the_disk_is_full(large: Path, tmp_path: Path, damaged: bytes | None) -> None:
    """Under its own name, damaged as it is; and where nothing was, nothing is."""
    target = tmp_path / "bot.sqlite"
    if damaged is not None:
        target.write_bytes(damaged)
    before = contents(tmp_path)
    with no_room_beyond(200_000), pytest.raises(RecordsUnusable, match=r"bot\.sqlite"):
        replace_database(large, target)

    assert contents(tmp_path) == before


def test_locked_database_is_waited_for_and_left(
    live: sqlite3.Connection, large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A while, not for ever."""
    monkeypatch.setattr(copies, "_WAIT_S", 0.2)
    before = contents(tmp_path)
    live.execute("BEGIN IMMEDIATE")
    with pytest.raises(RecordsUnusable, match="locked; end the process that holds it"):
        replace_database(large, tmp_path / "bot.sqlite")
    live.rollback()

    assert contents(tmp_path) == before
    assert words(tmp_path / "bot.sqlite") == ["satu"]


def test_locked_database_is_not_copied(large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody else may even read it."""
    monkeypatch.setattr(copies, "_WAIT_S", 0.2)
    with closing(sqlite3.connect(large)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        with pytest.raises(RecordsUnusable, match="locked"):
            copy_database(large, tmp_path / "copy.sqlite")


@pytest.mark.usefixtures("live")
def test_source_that_is_damaged_replaces_nothing(tmp_path: Path) -> None:
    """Its damage is not taken for the target's."""
    (tmp_path / "copy.sqlite").write_bytes(b"x" * 1_000)
    before = contents(tmp_path)
    with pytest.raises(RecordsUnusable, match=r"copy\.sqlite: file is not a database"):
        replace_database(tmp_path / "copy.sqlite", tmp_path / "bot.sqlite")

    assert contents(tmp_path) == before


@pytest.mark.usefixtures("live")
def test_nothing_but_a_database_and_what_sqlite_keeps_beside_it_is_moved(tmp_path: Path) -> None:
    """Not whatever else has a name that begins so."""
    copy_database(tmp_path / "bot.sqlite", tmp_path / "copy.sqlite")
    (tmp_path / "target.sqlite").write_bytes(b"x" * 1_000)
    for each in ("target.sqlite-wal", "target.sqlite.mine", ".target.sqlite.new"):
        (tmp_path / each).write_bytes(b"y")
    replace_database(tmp_path / "copy.sqlite", tmp_path / "target.sqlite")

    assert words(tmp_path / "target.sqlite") == ["satu"]
    assert (tmp_path / "target.sqlite.mine").read_bytes() == b"y"
    assert not (tmp_path / "target.sqlite-wal").exists()
    assert not list(tmp_path.glob(".*"))


def test_schema_that_is_no_utf_8_is_told(live: sqlite3.Connection, tmp_path: Path) -> None:
    """SQLite quotes it in what it says."""
    copy_database(tmp_path / "bot.sqlite", tmp_path / "copy.sqlite")
    damaged = tmp_path / "copy.sqlite"
    damaged.write_bytes(damaged.read_bytes().replace(b"CREATE TABLE", b"CREATE \xd4ABLE"))

    assert problem_of_database(damaged)
