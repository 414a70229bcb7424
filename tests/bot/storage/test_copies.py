"""Copies of databases: made while somebody writes, put back in one transaction, and damage told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import RecordsUnusable
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


def test_schema_that_is_no_utf_8_is_told(live: sqlite3.Connection, tmp_path: Path) -> None:
    """SQLite quotes it in what it says."""
    copy_database(tmp_path / "bot.sqlite", tmp_path / "copy.sqlite")
    damaged = tmp_path / "copy.sqlite"
    damaged.write_bytes(damaged.read_bytes().replace(b"CREATE TABLE", b"CREATE \xd4ABLE"))

    assert problem_of_database(damaged)
