"""What a file of the bot says when it cannot be used, and that nobody waits for it."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from bot.errors import RecordsUnusable
from bot.storage.database import Database

STEPS = ("CREATE TABLE things (name TEXT)",)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "things.sqlite"


def test_a_full_disk_is_told_as_one(path: Path) -> None:
    """Nobody is sent to move a file away that is whole; what was kept is still there."""
    database = Database(path, STEPS)
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
        Database(path, STEPS).run("SELECT 1")
    assert not caught.value.is_full


def test_what_cannot_be_opened_is_to_be_made_writable(path: Path) -> None:
    path.mkdir()
    with pytest.raises(RecordsUnusable, match="may be written"):
        Database(path, STEPS).prove_writable()


def test_a_file_that_can_be_written_proves_it_without_a_trace(path: Path) -> None:
    database = Database(path, STEPS)
    database.prove_writable()
    assert [row[0] for row in database.run("SELECT name FROM sqlite_master ORDER BY name")] == ["secret", "things"]
    database.close()


async def test_what_uses_the_file_runs_apart_and_in_order(path: Path) -> None:
    """Not in the event loop's thread, and one after the other."""
    database, threads = Database(path, STEPS), list[int]()

    def insert(name: str) -> None:
        threads.append(threading.get_ident())
        database.run("INSERT INTO things VALUES (?)", name)

    await asyncio.gather(*(database.apart(insert, name) for name in "abc"))
    assert [row[0] for row in database.run("SELECT name FROM things ORDER BY rowid")] == ["a", "b", "c"]
    assert len(set(threads)) == 1
    assert threading.get_ident() not in threads
    database.close()
