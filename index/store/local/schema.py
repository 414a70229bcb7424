"""The tables of a snapshot's SQLite file, and how a file of an older schema is made anew.

Full text is FTS5 with unicode61 without diacritics; the FTS table reads its content from `passages` instead of keeping
a second copy. Vectors are elsewhere: `passages.id` is their key.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

SCHEMA = """
PRAGMA user_version = 3;
CREATE TABLE sources (uri TEXT PRIMARY KEY, added TEXT NOT NULL, prune INTEGER NOT NULL DEFAULT 0);
CREATE TABLE excluded (id TEXT PRIMARY KEY, origin TEXT NOT NULL, copy_hash TEXT NOT NULL DEFAULT '');
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
-- See index.building.families: what it compares by, and which articles are nearly the same.
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
# What is not in the schema of this version is made anew.
_VERSION = 3
_CARRIED_OVER = ("sources", "excluded", "articles", "pages", "listed")


def carry_over(path: Path) -> None:
    """Make a file of an older schema anew: with its sources and articles, without passages."""
    with closing(sqlite3.connect(path)) as connection:
        if connection.execute("PRAGMA user_version").fetchone()[0] == _VERSION:
            return
    old = path.with_name(f"{path.name}.old")
    path.rename(old)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(SCHEMA)
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


# What files of this schema may lack: table, column, and what it is there.
_ADDED = (
    ("articles", "published_guessed", "INTEGER NOT NULL DEFAULT 0"),
    ("articles", "provenance", "TEXT NOT NULL DEFAULT '{}'"),
    ("articles", "page_starts", "TEXT NOT NULL DEFAULT '[]'"),
    ("pages", "code", "TEXT"),
    ("excluded", "copy_hash", "TEXT NOT NULL DEFAULT ''"),
)


def complete(connection: sqlite3.Connection, *, writable: bool) -> None:
    """Give a file of an earlier version what it lacks: in a build for good, in a published file as a view of it."""
    for table in dict.fromkeys(table for table, *_ in _ADDED):
        there = {row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")}
        lacking = [(column, kind) for name, column, kind in _ADDED if name == table and column not in there]
        if not there or not lacking:
            continue
        if writable:
            for column, kind in lacking:
                connection.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
            if table == "pages":
                # That version told them by their words.
                connection.execute("UPDATE pages SET code = 'duplicate' WHERE problem LIKE 'duplicate%'")
            connection.commit()
        else:
            # A view of this name in the temporary schema goes before the table.
            values = ", ".join(f"{kind.partition('DEFAULT ')[2] or 'NULL'} AS {column}" for column, kind in lacking)
            connection.execute(f"CREATE TEMP VIEW {table} AS SELECT *, {values} FROM main.{table}")
