"""What a file of the bot says when it cannot be used, and that nobody waits for it."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import RecordsUnusable
from bot.storage import records as records_of
from bot.storage.feedback_rows import evaluation_rows
from bot.storage.opening import records_at
from bot.storage.records import EXCERPT, FILE_NAME, Rating
from bot.storage.sqlite import SqliteDatabase
from tests.bot.samples import READER, SUMMIT

STEPS = ("CREATE TABLE things (name TEXT)",)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "things.sqlite"


def test_a_full_disk_is_told_as_one(path: Path) -> None:
    """Nobody is sent to move a file away that is whole; what was kept is still there."""
    database = SqliteDatabase(path, STEPS)
    database.run("INSERT INTO things VALUES ('first')")
    database.run("PRAGMA max_page_count = 5")
    with pytest.raises(RecordsUnusable, match="no room left") as caught:
        database.run("INSERT INTO things VALUES (?)", "x" * 100_000)
    assert caught.value.is_full
    assert "move it away" not in str(caught.value)
    assert [tuple(row) for row in database.run("SELECT name FROM things")] == [("first",)]
    database.close()


def test_what_is_no_database_is_to_be_moved_away(path: Path) -> None:
    path.write_bytes(b"x" * 5000)
    with pytest.raises(RecordsUnusable, match="move it away") as caught:
        SqliteDatabase(path, STEPS).run("SELECT 1")
    assert not caught.value.is_full


def test_what_cannot_be_opened_is_to_be_made_writable(path: Path) -> None:
    path.mkdir()
    with pytest.raises(RecordsUnusable, match="may be written"):
        SqliteDatabase(path, STEPS).prove_writable()


def test_a_file_that_can_be_written_proves_it_without_a_trace(path: Path) -> None:
    database = SqliteDatabase(path, STEPS)
    database.prove_writable()
    assert [row[0] for row in database.run("SELECT name FROM sqlite_master ORDER BY name")] == ["secret", "things"]
    database.close()


def test_what_was_removed_stands_in_no_file(path: Path) -> None:
    """Of the log beside the file nothing is left; while somebody reads at length, it is left for the next time."""
    database = SqliteDatabase(path, STEPS)
    log = path.with_name(f"{path.name}-wal")
    database.write_all([("INSERT INTO things VALUES (?)", [name]) for name in ("rahasia", "lain")])
    reading = database.read("SELECT name FROM things")
    assert next(reading)[0] == "rahasia"
    database.run("DELETE FROM things WHERE name = 'rahasia'")
    database.overwrite_removed()
    assert b"rahasia" in log.read_bytes()
    assert [row[0] for row in reading] == ["lain"]
    database.overwrite_removed()
    assert [each.name for each in path.parent.iterdir() if b"rahasia" in each.read_bytes()] == []
    assert [row[0] for row in database.run("SELECT name FROM things")] == ["lain"]
    database.close()


async def test_what_uses_the_file_runs_apart_and_in_order(path: Path) -> None:
    """Not in the event loop's thread, and one after the other."""
    database, threads = SqliteDatabase(path, STEPS), list[int]()

    def insert(name: str) -> None:
        threads.append(threading.get_ident())
        database.run("INSERT INTO things VALUES (?)", name)

    await asyncio.gather(*(database.apart(insert, name) for name in "abc"))
    assert [row[0] for row in database.run("SELECT name FROM things ORDER BY rowid")] == ["a", "b", "c"]
    assert len(set(threads)) == 1
    assert threading.get_ident() not in threads
    database.close()


def test_wal_and_version(tmp_path: Path) -> None:
    """The file can be read while the bot writes, and says which form it has."""
    records = records_at(tmp_path / FILE_NAME)
    records.choose_language(READER, "id")
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchall() == [("wal",)]
        assert connection.execute("PRAGMA user_version").fetchall() == [(len(records_of.STEPS),)]
    assert str(READER).encode() not in (tmp_path / FILE_NAME).read_bytes()
    records.close()


@pytest.mark.parametrize("kind", ["not a database", "another version"])
def test_unusable_file(tmp_path: Path, caplog: pytest.LogCaptureFixture, kind: str) -> None:
    """A file that is not ours costs no answer: it is named in the log, and left as it is."""
    path = tmp_path / FILE_NAME
    if kind == "another version":
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA user_version = 99")
        connection.close()
    else:
        path.write_bytes(b"x" * 5000)
    before = path.read_bytes()[100:]
    records = records_at(path)
    records.keep_question("k", READER, SUMMIT, 1)
    assert records.language_of(READER) is None
    assert FILE_NAME in caplog.text
    assert path.read_bytes()[100:] == before
    with pytest.raises(RecordsUnusable, match=FILE_NAME):
        records.rated(Rating.UP)


def test_whole_articles_of_an_earlier_version_are_cut(tmp_path: Path) -> None:
    """To what is kept of one now; the answer is found in it."""
    before = SqliteDatabase(tmp_path / FILE_NAME, records_of.STEPS[:3])
    article = "x" * 50_000 + "12 Juni" + "y" * 50_000
    before.run(
        """INSERT INTO questions VALUES ('k', '2026-01-01T00:00:00+00:00', NULL, '?', 1, 1, 1, 's', '12 Juni',
           50000, 50007, 'a', 'p', 'p')"""
    )
    before.run("INSERT INTO ratings VALUES ('k', 'somebody', 'up', '2026-01-01T00:00:00+00:00')")
    before.run("INSERT INTO contexts VALUES ('k', ?)", article)
    before.close()
    records = records_at(tmp_path / FILE_NAME)
    ((row,), _) = evaluation_rows(records, Rating.UP)
    assert len(row["context"]) == EXCERPT
    assert row["context"][row["answers"][0]["start"] :].startswith("12 Juni")
    records.close()
