"""The SQLite file of a snapshot: articles, passages, full-text index, and where everything was read.

Full text is FTS5 with unicode61 without diacritics; the FTS table reads its content from `passages` instead of keeping
a second copy. A published file is opened read-only and immutable. Does not hold vectors: `passages.id` is their key.
"""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from index.articles import Article
from index.errors import SnapshotCorrupt, TanyaIndexError

_SCHEMA = """
CREATE TABLE sources (uri TEXT PRIMARY KEY, added TEXT NOT NULL);
CREATE TABLE excluded (id TEXT PRIMARY KEY, origin TEXT NOT NULL);
CREATE TABLE files (
    path TEXT PRIMARY KEY, source TEXT NOT NULL, size_bytes INTEGER NOT NULL, mtime_ns INTEGER NOT NULL
);
CREATE TABLE articles (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL, url TEXT, published TEXT, language TEXT NOT NULL,
    source TEXT, origin TEXT NOT NULL, path TEXT NOT NULL, content_hash TEXT NOT NULL, text_hash TEXT NOT NULL
);
CREATE INDEX articles_path ON articles (path);
CREATE INDEX articles_text_hash ON articles (text_hash);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, article TEXT NOT NULL REFERENCES articles (id),
    ordinal INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
    embedding_key TEXT NOT NULL
);
CREATE INDEX passages_article ON passages (article, ordinal);
CREATE INDEX passages_embedding_key ON passages (embedding_key);
CREATE VIRTUAL TABLE passages_fts USING fts5(
    title, text, content='passages', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER passages_added AFTER INSERT ON passages BEGIN
    INSERT INTO passages_fts (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER passages_removed AFTER DELETE ON passages BEGIN
    INSERT INTO passages_fts (passages_fts, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
END;
"""
# Run on every build's file, so that a copy of an older snapshot gets what it lacks.
_PAGES_SCHEMA = """
CREATE TABLE IF NOT EXISTS pages (url TEXT PRIMARY KEY, etag TEXT, last_modified TEXT, stamp TEXT, problem TEXT);
CREATE TABLE IF NOT EXISTS listed (list TEXT NOT NULL, url TEXT NOT NULL, PRIMARY KEY (list, url)) WITHOUT ROWID;
"""
_LATER_COLUMNS = (("sources", "prune", "INTEGER NOT NULL DEFAULT 0"), ("articles", "author", "TEXT"))
_ARTICLE_FIELDS = "id, title, text, url, published, language, source, origin, author"
_PASSAGE_FIELDS = """
    p.id AS row_id, p.name, p.ordinal, p.start, p.end, p.text, a.id AS article_id, a.title, a.url, a.published,
    a.language, a.source, a.origin
    FROM passages AS p JOIN articles AS a ON a.id = p.article
"""
# A title is short, so that a word found in it says more than the same word in the text.
_BM25 = "bm25(passages_fts, 1.5, 1.0)"
_IDS_AT_ONCE = 500
_DISK_FAILURES = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}


@dataclass(frozen=True)
class PassageRow:
    """One row to write; `embedding_key` names the text and model that its vector was made from."""

    name: str
    article_id: str
    ordinal: int
    start: int
    end: int
    title: str
    text: str
    embedding_key: str


class Database:
    """One SQLite file; safe to use from several threads, one statement at a time."""

    def __init__(self, path: Path, *, writable: bool) -> None:
        """Open a published file, or open or create a file of a build.

        Raises:
            SnapshotCorrupt: the file is not a database of ours.
        """
        self.path, self._writable = path, writable
        mode = "mode=rwc" if writable else "mode=ro&immutable=1"
        fresh = writable and not path.exists()
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        # Whoever still asks a replaced snapshot keeps its file open; the last one to let go of it closes it.
        weakref.finalize(self, self._connection.close)
        with self._guarded():
            if writable:
                # A build is thrown away when it does not finish, so that its journal need not survive a crash.
                self._connection.executescript("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;")
            if fresh:
                self._connection.executescript(_SCHEMA)
            if writable:
                self._complete_schema()
            self._connection.execute("SELECT count(*) FROM articles").fetchone()

    def _complete_schema(self) -> None:
        self._connection.executescript(_PAGES_SCHEMA)
        for table, column, kind in _LATER_COLUMNS:
            if column not in {row["name"] for row in self._connection.execute(f"PRAGMA table_info({table})")}:
                self._connection.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        with self._lock:
            try:
                yield
            except sqlite3.DatabaseError as error:
                if self._writable and getattr(error, "sqlite_errorcode", 0) & 0xFF in _DISK_FAILURES:
                    raise TanyaIndexError(f"{self.path}: {error}; make room or check the disk") from error
                raise SnapshotCorrupt(f"{self.path}: {error}; run: tanya verify") from error

    def rows(self, statement: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[sqlite3.Row]:
        """Run a query and return all its rows."""
        with self._guarded():
            return self._connection.execute(statement, values).fetchall()

    def scalar(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """Run a query and return the first column of its first row; None when there is none."""
        found = self.rows(statement, values)
        return found[0][0] if found else None

    def write(self, statement: str, values: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each row of values, in one transaction."""
        with self._guarded(), self._connection:
            self._connection.executemany(statement, values)

    def commit_and_compact(self) -> None:
        """Make the file ready to be published: one file, defragmented full-text index."""
        with self._guarded():
            self._connection.execute("INSERT INTO passages_fts (passages_fts) VALUES ('optimize')")
            self._connection.commit()
            self._connection.execute("VACUUM")

    def put_articles(self, articles: Sequence[Article], path: str, text_hashes: Sequence[str]) -> None:
        """Insert or replace articles that were read from one file."""
        self.write(
            f"""INSERT INTO articles ({_ARTICLE_FIELDS}, path, content_hash, text_hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET title = excluded.title,
            text = excluded.text, url = excluded.url, published = excluded.published, language = excluded.language,
            source = excluded.source, origin = excluded.origin, author = excluded.author, path = excluded.path,
            content_hash = excluded.content_hash, text_hash = excluded.text_hash""",
            [
                (
                    *(article.id, article.title, article.text, article.url),
                    article.published.isoformat() if article.published else None,
                    *(article.language, article.source, article.origin, article.author),
                    *(path, article.content_hash, text_hash),
                )
                for article, text_hash in zip(articles, text_hashes, strict=True)
            ],
        )

    def put_passages(self, passages: Iterable[PassageRow]) -> None:
        """Insert passages; one with the same name must have been removed before."""
        self.write(
            "INSERT INTO passages (name, article, ordinal, start, end, title, text, embedding_key) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (row.name, row.article_id, row.ordinal, row.start, row.end, row.title, row.text, row.embedding_key)
                for row in passages
            ),
        )

    def articles(self, where: str = "1", values: Sequence[Any] = (), *, limit: int = -1) -> Iterator[Article]:
        """Yield articles, the newest first; all of them when `limit` is negative."""
        statement = f"SELECT {_ARTICLE_FIELDS} FROM articles WHERE {where} ORDER BY published DESC, id LIMIT ?"
        for row in self.rows(statement, [*values, limit]):
            published = date.fromisoformat(row["published"]) if row["published"] else None
            yield Article(**{**dict(row), "published": published})

    def passage_rows(self, row_ids: Sequence[int]) -> dict[int, sqlite3.Row]:
        """Return passages with their article's metadata, by row id; unknown ids are left out."""
        return {row["row_id"]: row for row in self._in_groups(f"SELECT {_PASSAGE_FIELDS} WHERE p.id IN", row_ids)}

    def passages_where(self, where: str, values: Sequence[Any]) -> list[sqlite3.Row]:
        """Return passages with their article's metadata; `p` is the passage, `a` the article."""
        return self.rows(f"SELECT {_PASSAGE_FIELDS} WHERE {where} ORDER BY a.id, p.ordinal", values)

    def ids_where(self, where: str, values: Sequence[Any]) -> list[int]:
        """Return the row ids of the passages that a condition lets through."""
        statement = f"SELECT p.id FROM passages AS p JOIN articles AS a ON a.id = p.article WHERE {where}"
        return [row[0] for row in self.rows(statement, values)]

    def ids_named(self, names: Sequence[str]) -> dict[str, int]:
        """Return row ids by passage name; unknown names are left out."""
        return {row[1]: row[0] for row in self._in_groups("SELECT id, name FROM passages WHERE name IN", names)}

    def ids_embedded(self, keys: Sequence[str]) -> dict[str, int]:
        """Return for each known embedding key the row id of a passage that has its vector."""
        found = self._in_groups("SELECT id, embedding_key FROM passages WHERE embedding_key IN", keys)
        return {row[1]: row[0] for row in found}

    def search_text(
        self, match: str, top_k: int, where: str = "", values: Sequence[Any] = ()
    ) -> list[tuple[int, float]]:
        """Return (row id, BM25 score) of the best passages for an FTS5 expression, best first; higher is better."""
        joined = "JOIN passages AS p ON p.id = passages_fts.rowid JOIN articles AS a ON a.id = p.article"
        statement = (
            f"SELECT passages_fts.rowid, -{_BM25} AS score FROM passages_fts {joined if where else ''} "
            f"WHERE passages_fts MATCH ? {f'AND ({where})' if where else ''} ORDER BY score DESC LIMIT ?"
        )
        return [(row[0], row[1]) for row in self.rows(statement, (match, *values, top_k))]

    def _in_groups(self, statement: str, values: Sequence[Any]) -> list[sqlite3.Row]:
        found = []
        for start in range(0, len(values), _IDS_AT_ONCE):
            group = values[start : start + _IDS_AT_ONCE]
            found += self.rows(f"{statement} ({', '.join('?' * len(group))})", list(group))
        return found
