"""The SQLite file: opened safely, read-only once published, and its errors told apart."""

from __future__ import annotations

import gc
import sqlite3
import threading
from pathlib import Path

import pytest

from index.database import Database
from index.errors import SnapshotCorrupt, TanyaIndexError
from tests.conftest import MakeArticle, database_of


def test_articles_come_back_newest_first(tmp_path: Path, make_article: MakeArticle) -> None:
    """With every field; those without a day come last."""
    database = database_of(tmp_path / "a.sqlite")
    old, new, undated = (
        make_article("lama", url="https://example.org/lama"),
        make_article("baru", published=make_article().published.replace(year=2021)),  # type: ignore[union-attr]
        make_article("entah", published=None, source=None),
    )
    database.put_articles([undated, old, new], "/berita/a.md", ["x", "y", "z"])

    assert list(database.articles()) == [new, old, undated]
    assert list(database.articles("id = ?", [old.id])) == [old]
    database.close()


def test_article_is_replaced_by_its_id(tmp_path: Path, make_article: MakeArticle) -> None:
    """What was passed on of it is still there, since it is not removed in between."""
    database = database_of(tmp_path / "a.sqlite")
    database.put_articles([make_article("lama", name="a")], "/a", ["x"])
    database.put_articles([make_article("baru", name="a", title="Lain")], "/b", ["y"])

    assert [tuple(row) for row in database.rows("SELECT title, text, path, text_hash FROM articles")] == [
        ("Lain", "baru", "/b", "y")
    ]
    database.close()


def test_published_file_cannot_be_written(tmp_path: Path) -> None:
    """SQLite itself refuses."""
    database_of(tmp_path / "a.sqlite").close()
    database = Database(tmp_path / "a.sqlite", writable=False)
    with pytest.raises(SnapshotCorrupt, match="readonly"):
        database.write("DELETE FROM articles", [()])
    database.close()


@pytest.mark.parametrize("content", [b"not a database" * 100, b""])
def test_other_file_is_corrupt(tmp_path: Path, content: bytes) -> None:
    """Also an empty one, which SQLite takes for a database without tables."""
    (tmp_path / "a.sqlite").write_bytes(content)
    with pytest.raises(SnapshotCorrupt, match=r"a.sqlite: (file is not a database|no such table).*tanya verify"):
        Database(tmp_path / "a.sqlite", writable=False)


def test_name_of_the_folder_may_hold_anything(tmp_path: Path) -> None:
    """Question marks and percent signs mean something in the address of a file."""
    folder = tmp_path / "a?b=c%20 #d"
    folder.mkdir()
    database_of(folder / "a.sqlite").close()

    assert (folder / "a.sqlite").stat().st_size > 0


def test_full_disk_is_not_called_damage(tmp_path: Path, make_article: MakeArticle) -> None:
    """A build that runs out of room says so; SQLite's own limit stands in for the disk's."""
    database = database_of(tmp_path / "a.sqlite")
    pages = database.scalar("PRAGMA page_count")
    assert database.scalar(f"PRAGMA max_page_count = {pages + 2}") == pages + 2
    with pytest.raises(TanyaIndexError, match="disk is full; make room") as caught:
        database.put_articles([make_article("x" * 100_000)], "/a", ["x"])

    assert not isinstance(caught.value, SnapshotCorrupt)
    assert database.scalar("SELECT count(*) FROM articles") == 0
    database.close()


def test_failed_write_changes_nothing(tmp_path: Path) -> None:
    """All rows of one call, or none."""
    database = database_of(tmp_path / "a.sqlite")
    with pytest.raises(SnapshotCorrupt):
        database.write("INSERT INTO sources VALUES (?, ?)", [("/a", "2020"), ("/b", None)])

    assert database.rows("SELECT * FROM sources") == []
    database.close()


def test_file_is_closed_when_the_last_user_lets_go(tmp_path: Path) -> None:
    """Nobody has to know who the last one is."""
    database = database_of(tmp_path / "a.sqlite")
    connection = database._connection
    del database
    gc.collect()

    with pytest.raises(sqlite3.ProgrammingError, match="closed database"):
        connection.execute("SELECT 1")


def test_threads_share_one_connection(tmp_path: Path, make_article: MakeArticle) -> None:
    """Eight readers get whole rows."""
    database = database_of(tmp_path / "a.sqlite")
    articles = [make_article(f"teks {number}") for number in range(50)]
    database.put_articles(articles, "/a", [each.id for each in articles])
    counts: list[int] = []

    def read() -> None:
        counts.extend(len(database.rows("SELECT * FROM articles")) for _ in range(50))

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert counts == [50] * 400
    database.close()


def test_compacted_file_is_one_file(tmp_path: Path, make_article: MakeArticle) -> None:
    """No journal stays beside it, and room of what was deleted is given back."""
    database = database_of(tmp_path / "a.sqlite")
    database.put_articles([make_article("x" * 500_000)], "/a", ["x"])
    database.write("DELETE FROM articles", [()])
    database.commit_and_compact()
    database.close()

    assert [each.name for each in tmp_path.iterdir()] == ["a.sqlite"]
    assert (tmp_path / "a.sqlite").stat().st_size < 200_000
