"""The rows of a snapshot in PostgreSQL for another store; see `index.store.portable`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from haystack import Document

from index.store.portable import ARTICLES, RECORDS, Portable, Row, portable_row
from index.store.postgres.view import View

_PASSAGES = (
    *("name", "article", "ordinal", "starts", "ends", "embedding_key", "language", "published", "source", "title"),
    "text",
)
_META = ("article_id", "ordinal", "start", "end", "embedding_key", "language", "published", "source", "title")


class PostgresRows(Portable):
    """The rows of one snapshot; writes what differs alone."""

    def __init__(self, view: View) -> None:
        self._view = view

    def rows(self, table: str) -> list[Row]:
        columns = RECORDS[table]
        found = self._view.rows(f"SELECT {', '.join(columns)} FROM {table} AS t WHERE {self._view.of('t')}")
        return sorted(portable_row(columns, row) for row in found)

    def replace(self, table: str, rows: Sequence[Row]) -> None:
        columns, here = RECORDS[table], set(self.rows(table))
        gone = here.difference(rows)
        if table == "listed":
            for row in gone:
                self._view.end(table, "list = %s AND url = %s", row)
        else:
            self._view.end(table, f"{columns[0]} = ANY(%s)", [[row[0] for row in gone]])
        self._view.put(table, columns, [row for row in rows if row not in here])

    def articles(self, after: str, *, until: str | None = None, limit: int | None = None) -> list[Row]:
        found = self._view.rows(
            f"SELECT {', '.join(ARTICLES)} FROM articles AS a WHERE {self._view.of('a')} AND id > %s "
            "AND (%s::text IS NULL OR id <= %s) ORDER BY id LIMIT %s",
            [after, until, until, limit],
        )
        return [portable_row(ARTICLES, row) for row in found]

    def put_articles(self, rows: Sequence[Row]) -> None:
        self.drop_articles([row[0] for row in rows])
        self._view.put("articles", ARTICLES, rows)

    def drop_articles(self, article_ids: Sequence[str]) -> None:
        self._view.end("articles", "id = ANY(%s)", [list(article_ids)])

    def passages(self, after: str, *, until: str | None = None, limit: int | None = None) -> list[Document]:
        columns = ", ".join(f"p.{name}" for name in _PASSAGES)
        values: list[Any] = [after, until, until, limit]
        with self._view.connection() as connection:
            rows = connection.execute(
                f"SELECT {columns}, v.half FROM passages AS p JOIN vectors AS v ON v.id = p.id "
                f"WHERE {self._view.of_passages('p')} AND name > %s AND (%s::text IS NULL OR name <= %s) "
                "ORDER BY name LIMIT %s",
                values,
                binary=True,
            ).fetchall()
        return [
            Document(
                id=name,
                content=text,
                meta=dict(zip(_META, values, strict=True)),
                embedding=half.to_numpy().astype(np.float32).tolist(),
            )
            for name, *values, text, half in rows
        ]
