"""The SQLite file of a snapshot: articles, passages, full-text index, and where everything was read.

Full text is FTS5 with unicode61 without diacritics; the FTS table reads its content from `passages` instead of keeping
a second copy. A published file is opened read-only and immutable, by several connections, so that questions do not
wait for each other. Does not hold vectors: `passages.id` is their key.
"""

from __future__ import annotations

import queue
import re
import sqlite3
import threading
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.articles import Article
from index.errors import SnapshotCorrupt, TanyaIndexError
from index.store.columns import ARTICLE_FIELDS, article_of, complete, values_of

_SCHEMA = """
PRAGMA user_version = 3;
CREATE TABLE sources (uri TEXT PRIMARY KEY, added TEXT NOT NULL, prune INTEGER NOT NULL DEFAULT 0);
CREATE TABLE excluded (id TEXT PRIMARY KEY, origin TEXT NOT NULL);
CREATE TABLE files (
    path TEXT PRIMARY KEY, source TEXT NOT NULL, size_bytes INTEGER NOT NULL, mtime_ns INTEGER NOT NULL
);
CREATE TABLE pages (url TEXT PRIMARY KEY, etag TEXT, last_modified TEXT, stamp TEXT, problem TEXT, code TEXT);
CREATE TABLE listed (list TEXT NOT NULL, url TEXT NOT NULL, PRIMARY KEY (list, url)) WITHOUT ROWID;
CREATE INDEX listed_url ON listed (url);
CREATE TABLE articles (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, url TEXT, published TEXT, language TEXT NOT NULL, source TEXT,
    author TEXT, origin TEXT NOT NULL, path TEXT NOT NULL, content_hash TEXT NOT NULL, text_hash TEXT NOT NULL,
    published_guessed INTEGER NOT NULL DEFAULT 0, provenance TEXT NOT NULL DEFAULT '{}',
    page_starts TEXT NOT NULL DEFAULT '[]',
    -- Last, because what stands behind a long text is slow to reach.
    text TEXT NOT NULL
);
CREATE INDEX articles_path ON articles (path);
CREATE INDEX articles_text_hash ON articles (text_hash);
CREATE INDEX articles_published ON articles (published DESC, id);
CREATE INDEX articles_source ON articles (source);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, article TEXT NOT NULL REFERENCES articles (id),
    ordinal INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, embedding_key TEXT NOT NULL,
    -- The article's, so that a filter needs to look at one index alone.
    language TEXT NOT NULL, published TEXT, source TEXT, title TEXT NOT NULL, text TEXT NOT NULL
);
CREATE INDEX passages_article ON passages (article, ordinal);
CREATE INDEX passages_filters ON passages (language, published, source);
CREATE INDEX passages_embedding_key ON passages (embedding_key);
-- See index.families: what it compares by, and which articles are nearly the same.
CREATE TABLE near_keys (article TEXT PRIMARY KEY, keys BLOB NOT NULL);
CREATE TABLE families (article TEXT PRIMARY KEY, family TEXT NOT NULL);
CREATE INDEX families_family ON families (family);
CREATE TRIGGER near_changed AFTER UPDATE OF text_hash ON articles WHEN old.text_hash <> new.text_hash BEGIN
    DELETE FROM near_keys WHERE article = old.id; DELETE FROM families WHERE article = old.id;
END;
CREATE TRIGGER near_removed AFTER DELETE ON articles BEGIN
    DELETE FROM near_keys WHERE article = old.id; DELETE FROM families WHERE article = old.id;
END;
CREATE VIRTUAL TABLE passages_fts USING fts5(
    title, text, content='passages', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
CREATE TABLE common_words (word TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;
CREATE TRIGGER passages_added AFTER INSERT ON passages BEGIN
    INSERT INTO passages_fts (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER passages_removed AFTER DELETE ON passages BEGIN
    INSERT INTO passages_fts (passages_fts, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
END;
"""
_PASSAGE_FIELDS = """
    p.id AS row_id, p.name, p.ordinal, p.start, p.end, p.text, a.id AS article_id, a.title, a.url, a.published,
    a.published_guessed, a.page_starts, a.language, a.source, a.origin
    FROM passages AS p JOIN articles AS a ON a.id = p.article
"""
# A title is short, so that a word found in it says more than the same word in the text.
_OF_ARTICLES = re.compile(r"\ba\.")
_BM25 = "bm25(passages_fts, 1.5, 1.0)"
_IDS_AT_ONCE = 500
# What is not in the schema of this version is made anew; see `_carry_over`.
_SCHEMA_VERSION = 3
_CARRIED_OVER = ("sources", "excluded", "articles", "pages", "listed")
_READERS = 4
_CACHE_KIB = 16 * 1024
# Mapped pages are the system's cache itself, shared by all readers; beyond, SQLite reads.
_MAPPED_BYTES = 256 << 20
# Words in fewer passages than this cost next to nothing to search for.
_COMMON_FROM = 200
# Room of what was deleted is given back when it is more than this share of the file.
_FREE_SHARE = 0.1
_DISK_FAILURES = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}


@dataclass(frozen=True)
class PassageRow:
    """One row to write; `embedding_key` names the text and model that its vector was made from."""

    name: str
    article_id: str
    ordinal: int
    start: int
    end: int
    embedding_key: str
    language: str
    published: str | None
    source: str | None
    title: str
    text: str


class PassageFacts(NamedTuple):
    """What ranking asks about a passage."""

    article_id: str
    language: str
    published: str | None


class Database:
    """One SQLite file; safe to use from several threads: a build's one statement at a time, a published one's four."""

    def __init__(self, path: Path, *, writable: bool) -> None:
        """Open a published file, or open or create a file of a build.

        Raises:
            SnapshotCorrupt: the file is not a database of ours.
        """
        self.path, self._writable = path, writable
        fresh = writable and not path.exists()
        self._lock = threading.RLock()
        self._connections: list[sqlite3.Connection] = []
        self._idle: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue()
        self._passages_put = 0
        # Whoever still asks a replaced snapshot keeps its file open; the last one to let go of it closes it.
        weakref.finalize(self, _close, self._connections)
        with self._guarded():
            if writable and not fresh:
                self._carry_over()
            for _ in range(1 if writable else _READERS):
                self._connections.append(self._connect())
                self._idle.put(self._connections[-1])
            if fresh:
                self._connections[0].executescript(_SCHEMA)
            self._connections[0].execute("SELECT 1 FROM articles, passages, common_words LIMIT 1").fetchone()

    def _connect(self) -> sqlite3.Connection:
        mode = "mode=rwc" if self._writable else "mode=ro&immutable=1"
        address = f"{self.path.absolute().as_uri()}?{mode}"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        if self._writable:
            # A build is thrown away when it does not finish, so that its journal need not survive a crash.
            connection.executescript("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute(f"PRAGMA mmap_size = {0 if self._writable else _MAPPED_BYTES}")
        complete(connection, writable=self._writable)
        return connection

    def _carry_over(self) -> None:
        """Make a file of an older schema anew: with its sources and articles, without passages."""
        with closing(sqlite3.connect(self.path)) as connection:
            if connection.execute("PRAGMA user_version").fetchone()[0] == _SCHEMA_VERSION:
                return
        old = self.path.with_name(f"{self.path.name}.old")
        self.path.rename(old)
        with closing(sqlite3.connect(self.path)) as connection:
            connection.executescript(_SCHEMA)
            connection.execute("ATTACH ? AS old", [str(old)])
            for table in _CARRIED_OVER:
                columns = [
                    {row[1] for row in connection.execute(f"PRAGMA {schema}.table_info({table})")}
                    for schema in ("main", "old")
                ]
                names = ", ".join(sorted(columns[0] & columns[1]))
                if names:
                    connection.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM old.{table}")
            connection.commit()
        old.unlink()

    def close(self) -> None:
        """Close the connections, those in use too."""
        with self._lock:
            _close(self._connections)

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection: a build's one and only, or one of a published file's that nobody uses."""
        if self._writable:
            with self._lock, self._guarded():
                yield self._connections[0]
            return
        connection = self._idle.get()
        try:
            with self._guarded():
                yield connection
        finally:
            self._idle.put(connection)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            if self._writable and getattr(error, "sqlite_errorcode", 0) & 0xFF in _DISK_FAILURES:
                raise TanyaIndexError(f"{self.path}: {error}; make room or check the disk") from error
            raise SnapshotCorrupt(f"{self.path}: {error}; run: tanya verify") from error

    def rows(self, statement: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[sqlite3.Row]:
        """Run a query and return all its rows."""
        with self._connection() as connection:
            return connection.execute(statement, values).fetchall()

    def scalar(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """Run a query and return the first column of its first row; None when there is none."""
        found = self.rows(statement, values)
        return found[0][0] if found else None

    def write(self, statement: str, values: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each row of values, in one transaction."""
        with self._connection() as connection, connection:
            connection.executemany(statement, values)

    def commit_and_compact(self) -> None:
        """Make the file ready to be published: one file, common words counted, and defragmented if much has changed."""
        with self._connection() as connection:
            passages = connection.execute("SELECT count(*) FROM passages").fetchone()[0]
            if self._passages_put > _FREE_SHARE * passages:
                connection.execute("INSERT INTO passages_fts (passages_fts) VALUES ('optimize')")
            connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, passages_fts, row)")
            connection.execute("DELETE FROM common_words")
            connection.execute(
                "INSERT INTO common_words SELECT term, doc FROM vocabulary WHERE doc >= ?", [_COMMON_FROM]
            )
            connection.execute("DROP TABLE vocabulary")
            connection.commit()
            free, pages = (
                connection.execute(f"PRAGMA {each}").fetchone()[0] for each in ("freelist_count", "page_count")
            )
            if free > _FREE_SHARE * pages:
                connection.execute("VACUUM")

    def put_articles(self, articles: Sequence[Article], path: str, text_hashes: Sequence[str]) -> None:
        """Insert or replace articles that were read from one file."""
        self.write(
            f"""INSERT INTO articles ({ARTICLE_FIELDS}, path, content_hash, text_hash)
            VALUES ({", ".join("?" * 15)}) ON CONFLICT (id) DO UPDATE SET title = excluded.title,
            text = excluded.text, url = excluded.url, published = excluded.published, language = excluded.language,
            source = excluded.source, origin = excluded.origin, author = excluded.author, path = excluded.path,
            published_guessed = excluded.published_guessed, provenance = excluded.provenance,
            page_starts = excluded.page_starts, content_hash = excluded.content_hash,
            text_hash = excluded.text_hash""",
            [
                (*values_of(article), path, article.content_hash, text_hash)
                for article, text_hash in zip(articles, text_hashes, strict=True)
            ],
        )

    def put_passages(self, passages: Iterable[PassageRow]) -> None:
        """Insert passages; one with the same name must have been removed before."""
        rows = [astuple(row) for row in passages]
        self._passages_put += len(rows)
        self.write(
            "INSERT INTO passages (name, article, ordinal, start, end, embedding_key, language, published, source, "
            "title, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )

    def articles(self, where: str = "1", values: Sequence[Any] = (), *, limit: int = -1) -> Iterator[Article]:
        """Return articles, the newest first; all of them when `limit` is negative."""
        statement = f"SELECT {ARTICLE_FIELDS} FROM articles WHERE {where} ORDER BY published DESC, id LIMIT ?"
        return map(article_of, self.rows(statement, [*values, limit]))

    def passage_rows(self, row_ids: Sequence[int]) -> dict[int, sqlite3.Row]:
        """Return passages with their article's metadata, by row id; unknown ids are left out."""
        return {row["row_id"]: row for row in self._in_groups(f"SELECT {_PASSAGE_FIELDS} WHERE p.id IN", row_ids)}

    def facts_of(self, row_ids: Sequence[int]) -> list[PassageFacts]:
        """Return what ranking asks about passages, in the order of the row ids.

        Raises:
            SnapshotCorrupt: one of them is not there.
        """
        statement = "SELECT id, article, language, published FROM passages WHERE id IN"
        found = {row[0]: PassageFacts(*row[1:]) for row in map(tuple, self._in_groups(statement, row_ids))}
        if missing := [each for each in row_ids if each not in found]:
            raise SnapshotCorrupt(f"{self.path}: no passage {missing[0]}, which has a vector; run: tanya verify")
        return [found[each] for each in row_ids]

    def newest_day(self) -> str | None:
        """Return the day of the newest article, in ISO 8601; None when no article has a day."""
        day: str | None = self.scalar("SELECT max(published) FROM articles")
        return day

    def passages_where(self, where: str, values: Sequence[Any]) -> list[sqlite3.Row]:
        """Return passages with their article's metadata; `p` is the passage, `a` the article."""
        return self.rows(f"SELECT {_PASSAGE_FIELDS} WHERE {where} ORDER BY a.id, p.ordinal", values)

    def ids_where(self, where: str, values: Sequence[Any]) -> NDArray[np.int64]:
        """Return the row ids of the passages that a condition lets through, int64, (n,)."""
        articles = "JOIN articles AS a ON a.id = p.article " if _OF_ARTICLES.search(where) else ""
        with self._connection() as connection:
            cursor = connection.cursor()
            cursor.row_factory = None
            found = cursor.execute(f"SELECT p.id FROM passages AS p {articles}WHERE {where}", values)
            return np.fromiter((row[0] for row in found), np.int64)

    def languages(self) -> list[str]:
        """Return the languages of the passages."""
        # Goes from one language to the next in the index instead of through all passages.
        statement = """WITH RECURSIVE each (language) AS (
            SELECT min(language) FROM passages
            UNION ALL SELECT (SELECT min(p.language) FROM passages AS p WHERE p.language > each.language) FROM each
            WHERE each.language IS NOT NULL
        ) SELECT language FROM each WHERE language IS NOT NULL"""
        return [row[0] for row in self.rows(statement)]

    def ids_named(self, names: Sequence[str]) -> dict[str, int]:
        """Return row ids by passage name; unknown names are left out."""
        return {row[1]: row[0] for row in self._in_groups("SELECT id, name FROM passages WHERE name IN", names)}

    def ids_embedded(self, keys: Sequence[str]) -> dict[str, int]:
        """Return for each known embedding key the row id of a passage that has its vector."""
        found = self._in_groups("SELECT id, embedding_key FROM passages WHERE embedding_key IN", keys)
        return {row[1]: row[0] for row in found}

    def passages_with(self, words: Sequence[str]) -> dict[str, int]:
        """Return the number of passages of each word that is common; words as the full-text index keeps them."""
        return {row[0]: row[1] for row in self._in_groups("SELECT * FROM common_words WHERE word IN", words)}

    def search_text(self, match: str, top_k: int, allowed: bytes | None = None) -> list[tuple[int, float]]:
        """Return (row id, BM25 score) of the best passages for an FTS5 expression, best first; higher is better.

        Args:
            match: the expression.
            top_k: how many at the most.
            allowed: one byte a row id, 1 for those to search among; others are passed over before they are scored.
        """
        among = "AND substr(?, rowid + 1, 1) = x'01'" if allowed is not None else ""
        statement = (
            f"SELECT rowid, -{_BM25} AS score FROM passages_fts WHERE passages_fts MATCH ? {among} "
            "ORDER BY score DESC LIMIT ?"
        )
        values = (match, top_k) if allowed is None else (match, allowed, top_k)
        return [(row[0], row[1]) for row in self.rows(statement, values)]

    def families_of(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Return the families of those of these articles that have one."""
        ids = list(set(article_ids))
        places = ", ".join("?" * len(ids))
        rows = self.rows(f"SELECT article, family FROM families WHERE article IN ({places})", ids)
        return {row[0]: row[1] for row in rows}

    def relatives(self, article_id: str, limit: int) -> list[Article]:
        """Return so many of the other articles of an article's family at the most, the newest first."""
        family = self.scalar("SELECT family FROM families WHERE article = ?", [article_id])
        if family is None:
            return []
        members = self.articles("id IN (SELECT article FROM families WHERE family = ?)", [family], limit=limit)
        return [each for each in members if each.id != article_id]

    def _in_groups(self, statement: str, values: Sequence[Any]) -> list[sqlite3.Row]:
        found = []
        for start in range(0, len(values), _IDS_AT_ONCE):
            group = values[start : start + _IDS_AT_ONCE]
            found += self.rows(f"{statement} ({', '.join('?' * len(group))})", list(group))
        return found


def _close(connections: Iterable[sqlite3.Connection]) -> None:
    for connection in connections:
        connection.close()
