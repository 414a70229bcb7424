"""Files of an earlier version: read as they are, and completed by the next build."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from index.store.local.article_records import ArticleRecords
from index.store.local.database import Database
from index.store.local.salvage import recorded_in
from index.store.records import Removal
from tests.conftest import SHIP

_LATER = ("published_guessed", "provenance", "page_starts")


def an_older_file(folder: Path) -> Path:
    """Make a database without the columns that came later, with one article in it."""
    file = folder / "passages.sqlite"
    Database(file, writable=True).close()
    with closing(sqlite3.connect(file)) as connection:
        for column in _LATER:
            connection.execute(f"ALTER TABLE articles DROP COLUMN {column}")
        connection.execute("ALTER TABLE pages DROP COLUMN code")
        connection.execute("ALTER TABLE excluded DROP COLUMN copy_hash")
        connection.execute("INSERT INTO excluded VALUES ('b', '/b')")
        connection.execute(
            "INSERT INTO articles (id, title, language, origin, path, content_hash, text_hash, text) "
            "VALUES ('a', 'Kapal', 'id', '/a', '/a', 'x', 'y', ?)",
            [SHIP],
        )
        connection.execute("INSERT INTO pages (url, problem) VALUES ('/b', 'duplicate: the same text as /a')")
        connection.commit()
    return file


def test_published_file_of_an_earlier_version_is_read(tmp_path: Path) -> None:
    """With what it lacks as it would be without anybody's word."""
    database = Database(an_older_file(tmp_path), writable=False)
    row = database.rows("SELECT id, title, published_guessed, provenance, page_starts FROM articles")[0]
    removed = ArticleRecords(database).excluded()
    database.close()

    assert tuple(row) == ("a", "Kapal", 0, "{}", "[]")
    assert removed == recorded_in(tmp_path / "passages.sqlite").removed == {"b": Removal("/b")}


def test_build_completes_a_copy(tmp_path: Path) -> None:
    """For good; what it told by words before, it tells by code."""
    file = an_older_file(tmp_path)
    for _ in range(2):
        database = Database(file, writable=True)
        assert tuple(database.rows("SELECT published_guessed, provenance FROM articles")[0]) == (0, "{}")
        assert database.scalar("SELECT code FROM pages") == "duplicate"
        assert ArticleRecords(database).excluded() == {"b": Removal("/b")}
        database.close()
