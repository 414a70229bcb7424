"""The SQLite file: opened safely, read-only once published, and its errors told apart."""

from __future__ import annotations

import gc
import sqlite3
import threading
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from index.embedding.encoder import DIMENSION
from index.errors import SnapshotCorrupt, TanyaIndexError
from index.store.local.article_records import ArticleRecords
from index.store.local.database import Database
from index.store.local.document_store import FaissDocumentStore
from tests.conftest import MakeArticle, database_of, fill


def test_articles_come_back_newest_first(tmp_path: Path, make_article: MakeArticle) -> None:
    """With every field; those without a day come last."""
    database = database_of(tmp_path / "a.sqlite")
    old, new, undated = (
        make_article("lama", url="https://example.org/lama"),
        make_article("baru", published=make_article().published.replace(year=2021)),  # type: ignore[union-attr]
        make_article("entah", published=None, source=None),
    )
    records = ArticleRecords(database)
    records.put([undated, old, new], "/berita/a.md", ["x", "y", "z"])

    assert records.newest() == records.get([undated.id, old.id, new.id, old.id]) == [new, old, undated]
    assert records.newest(1) == [new]
    assert records.get([old.id, "unknown"]) == [old]
    database.close()


def test_article_is_replaced_by_its_id(tmp_path: Path, make_article: MakeArticle) -> None:
    """What was passed on of it is still there, since it is not removed in between."""
    database = database_of(tmp_path / "a.sqlite")
    ArticleRecords(database).put([make_article("lama", name="a")], "/a", ["x"])
    ArticleRecords(database).put([make_article("baru", name="a", title="Lain")], "/b", ["y"])

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
        ArticleRecords(database).put([make_article("x" * 100_000)], "/a", ["x"])

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
    (connection,) = database._connections
    del database
    gc.collect()

    with pytest.raises(sqlite3.ProgrammingError, match="closed database"):
        connection.execute("SELECT 1")


def test_threads_share_a_connection(tmp_path: Path, make_article: MakeArticle) -> None:
    """Eight readers get whole rows."""
    database = database_of(tmp_path / "a.sqlite")
    articles = [make_article(f"teks {number}") for number in range(50)]
    ArticleRecords(database).put(articles, "/a", [each.id for each in articles])
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
    ArticleRecords(database).put([make_article("x" * 500_000)], "/a", ["x"])
    database.write("DELETE FROM articles", [()])
    database.compact()
    database.close()

    assert [each.name for each in tmp_path.iterdir()] == ["a.sqlite"]
    assert (tmp_path / "a.sqlite").stat().st_size < 200_000


def test_file_of_an_older_schema_keeps_its_articles(tmp_path: Path) -> None:
    """Sources, articles and what was removed by hand; their passages are to be made anew."""
    path = tmp_path / "a.sqlite"
    with closing(sqlite3.connect(path)) as old:
        old.executescript(
            """CREATE TABLE sources (uri TEXT PRIMARY KEY, added TEXT NOT NULL);
            CREATE TABLE excluded (id TEXT PRIMARY KEY, origin TEXT NOT NULL);
            CREATE TABLE articles (
                id TEXT PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL, url TEXT, published TEXT,
                language TEXT NOT NULL, source TEXT, origin TEXT NOT NULL, path TEXT NOT NULL,
                content_hash TEXT NOT NULL, text_hash TEXT NOT NULL
            );
            CREATE TABLE passages (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
            INSERT INTO sources VALUES ('/berita', '2020');
            INSERT INTO excluded VALUES ('x', '/berita/x.md');
            INSERT INTO articles VALUES
                ('a', 'Judul', 'Isi', NULL, '2020-03-04', 'id', 'Warta', '/berita/a.md', '/berita/a.md', 'c', 't');
            INSERT INTO passages VALUES (1, 'a-1');"""
        )
    database = database_of(path)
    (article,) = ArticleRecords(database).newest()

    assert (article.id, article.text, article.published, article.source) == ("a", "Isi", date(2020, 3, 4), "Warta")
    assert database.scalar("SELECT uri FROM sources") == "/berita"
    assert database.scalar("SELECT id FROM excluded") == "x"
    assert database.scalar("SELECT count(*) FROM passages") == 0
    database.close()
    assert [each.name for each in tmp_path.iterdir()] == ["a.sqlite"]


def test_readers_do_not_wait_for_each_other(tmp_path: Path) -> None:
    """While one statement runs, another one is answered."""
    database_of(tmp_path / "a.sqlite").close()
    database = Database(tmp_path / "a.sqlite", writable=False)
    with database.connection() as busy, database.connection() as free:
        assert busy is not free
        assert database.rows("SELECT 1")[0][0] == 1
    database.close()


def test_common_words_are_counted_when_it_is_published(tmp_path: Path, make_article: MakeArticle) -> None:
    """As the full-text index keeps them, with the number of passages; rare ones are left out."""
    store = FaissDocumentStore(str(tmp_path), dimension=DIMENSION, writable=True)
    fill(store, [make_article(f"Café nomor{number}", title="Judul") for number in range(250)])
    store.save()

    assert store._passages.common_words(["cafe", "judul", "nomor7"]) == {"cafe": 250, "judul": 250}
    store.close()
