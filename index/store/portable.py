"""What a store holds, row by row, so that another store can take it over; tables and columns are the same in all.

Passages go as Haystack documents with `embedding` and `meta["embedding_key"]`, in half precision, as all stores keep
them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from haystack import Document

from index.articles import Article

Row = tuple[Any, ...]

# Of these an article is made.
ARTICLE_FIELDS = (
    *("id", "title", "text", "url", "published", "language", "source", "origin", "author", "published_guessed"),
    *("provenance", "page_starts"),
)
ARTICLES = (
    *("id", "title", "url", "published", "language", "source", "author", "origin", "path", "content_hash"),
    *("text_hash", "published_guessed", "provenance", "page_starts", "text"),
)
# All but articles and passages: small, and replaced as one.
RECORDS = {
    "sources": ("uri", "added", "prune"),
    "excluded": ("id", "origin", "copy_hash"),
    "files": ("path", "source", "size_bytes", "mtime_ns"),
    "pages": ("url", "etag", "last_modified", "stamp", "problem", "code"),
    "listed": ("list", "url"),
    "near_keys": ("article", "keys"),
    "families": ("article", "family"),
}
# Those that are truth values, whatever a database makes of them.
TRUTHS = ("prune", "published_guessed")


class Portable(Protocol):
    """One snapshot's rows; a build's can be written, too."""

    def rows(self, table: str) -> list[Row]:
        """Return all rows of one of `RECORDS`, in order."""

    def replace(self, table: str, rows: Sequence[Row]) -> None:
        """Make these all rows of one of `RECORDS`."""

    def articles(self, after: str, *, until: str | None = None, limit: int | None = None) -> list[Row]:
        """Return the values of `ARTICLES` of the articles whose ids come after one, up to another, in order."""

    def put_articles(self, rows: Sequence[Row]) -> None:
        """Insert or replace articles, and nothing that hangs on them."""

    def drop_articles(self, article_ids: Sequence[str]) -> None:
        """Remove articles, and nothing that hangs on them."""

    def passages(self, after: str, *, until: str | None = None, limit: int | None = None) -> list[Document]:
        """Return the passages whose ids come after one, up to another, in order."""


def article_row(article: Article, path: str, text_hash: str) -> Row:
    """Return the values of `ARTICLES` of an article that was read from a file or page."""
    values = {name: getattr(article, name) for name in ARTICLE_FIELDS} | {
        "published": article.published.isoformat() if article.published else None,
        "provenance": json.dumps(dict(article.provenance)),
        "page_starts": json.dumps(article.page_starts),
        "path": path,
        "content_hash": article.content_hash,
        "text_hash": text_hash,
    }
    return tuple(values[name] for name in ARTICLES)


def article_of(values: Mapping[str, Any]) -> Article:
    """Return the article of the values of `ARTICLE_FIELDS`."""
    parsed = {
        "published": date.fromisoformat(values["published"]) if values["published"] else None,
        "published_guessed": bool(values["published_guessed"]),
        "provenance": json.loads(values["provenance"]),
        "page_starts": tuple(json.loads(values["page_starts"])),
    }
    return Article(**{**values, **parsed})


def portable_row(columns: Sequence[str], row: Sequence[Any]) -> Row:
    """Return a row with truth values and bytes as Python has them."""
    pairs = zip(columns, row, strict=True)
    plain = ((name, bytes(value) if isinstance(value, memoryview) else value) for name, value in pairs)
    return tuple(bool(value) if name in TRUTHS else value for name, value in plain)
