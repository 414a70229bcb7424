"""A file store's rows for another store; see `index.store.portable`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from haystack import Document
from numpy.typing import NDArray

from index.store.local.database import Database
from index.store.portable import ARTICLES, RECORDS, Portable, Row, portable_row

_PASSAGES = (
    *("id", "name", "article", "ordinal", "start", "end", "embedding_key", "language", "published", "source"),
    *("title", "text"),
)
VectorsOf = Callable[[NDArray[np.int64]], NDArray[np.float32]]


class LocalRows(Portable):
    """The rows of one SQLite file and its vectors."""

    def __init__(self, database: Database, vectors_of: VectorsOf) -> None:
        """Set up; `vectors_of` gives the vectors of row ids, float32, (n, dimension)."""
        self._database, self._vectors_of = database, vectors_of

    def rows(self, table: str) -> list[Row]:
        columns = RECORDS[table]
        found = self._database.rows(f"SELECT {', '.join(columns)} FROM {table}")
        return sorted(portable_row(columns, tuple(row)) for row in found)

    def replace(self, table: str, rows: Sequence[Row]) -> None:
        columns = RECORDS[table]
        self._database.write(f"DELETE FROM {table}")
        places = ", ".join("?" * len(columns))
        self._database.write(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)

    def articles(self, after: str, *, until: str | None = None, limit: int | None = None) -> list[Row]:
        return [portable_row(ARTICLES, row) for row in self._page("articles", ARTICLES, "id", after, until, limit)]

    def put_articles(self, rows: Sequence[Row]) -> None:
        places = ", ".join("?" * len(ARTICLES))
        self._database.write(f"INSERT OR REPLACE INTO articles ({', '.join(ARTICLES)}) VALUES ({places})", rows)

    def drop_articles(self, article_ids: Sequence[str]) -> None:
        self._database.write("DELETE FROM articles WHERE id = ?", [(each,) for each in article_ids])

    def passages(self, after: str, *, until: str | None = None, limit: int | None = None) -> list[Document]:
        rows = self._page("passages", _PASSAGES, "name", after, until, limit)
        vectors = self._vectors_of(np.array([row[0] for row in rows], np.int64)) if rows else ()
        documents = []
        for row, vector in zip(rows, vectors, strict=True):
            meta = dict(zip(_PASSAGES, row, strict=True)) | {"article_id": row[2]}
            name, text = meta.pop("name"), meta.pop("text")
            del meta["id"], meta["article"]
            documents.append(Document(id=name, content=text, meta=meta, embedding=vector.tolist()))
        return documents

    def _page(
        self, table: str, columns: Sequence[str], key: str, after: str, until: str | None, limit: int | None
    ) -> list[tuple[Any, ...]]:
        found = self._database.rows(
            f"SELECT {', '.join(columns)} FROM {table} WHERE {key} > ? AND (? IS NULL OR {key} <= ?) "
            f"ORDER BY {key} LIMIT ?",
            [after, until, until, -1 if limit is None else limit],
        )
        return [tuple(row) for row in found]
