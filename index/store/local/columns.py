"""The columns of an article in a snapshot's file: written, read, and given to files of earlier versions."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from typing import Any

from index.articles import Article

ARTICLE_FIELDS = (
    "id, title, text, url, published, language, source, origin, author, published_guessed, provenance, page_starts"
)
# What files of this schema may lack: table, column, and what it is there.
_ADDED = (
    ("articles", "published_guessed", "INTEGER NOT NULL DEFAULT 0"),
    ("articles", "provenance", "TEXT NOT NULL DEFAULT '{}'"),
    ("articles", "page_starts", "TEXT NOT NULL DEFAULT '[]'"),
    ("pages", "code", "TEXT"),
)


def values_of(article: Article) -> tuple[Any, ...]:
    """Return the values of `ARTICLE_FIELDS`."""
    published = article.published.isoformat() if article.published else None
    said = (article.title, article.text, article.url, published, article.language, article.source, article.origin)
    marks = (article.published_guessed, json.dumps(dict(article.provenance)), json.dumps(article.page_starts))
    return (article.id, *said, article.author, *marks)


def article_of(row: sqlite3.Row) -> Article:
    """Return the article of a row of `ARTICLE_FIELDS`."""
    fields = dict(row)
    fields["published"] = date.fromisoformat(row["published"]) if row["published"] else None
    fields["published_guessed"] = bool(row["published_guessed"])
    fields["provenance"] = json.loads(row["provenance"])
    fields["page_starts"] = tuple(json.loads(row["page_starts"]))
    return Article(**fields)


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
