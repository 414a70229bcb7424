"""The passages of a snapshot's SQLite file: written, looked up by any of their names, and searched by words.

Does not hold vectors: a passage's row id is the key of its vector.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import SnapshotCorrupt
from index.passages import PassageFacts
from index.store.local.database import Database
from index.store.local.word_records import count_words

_FIELDS = """
    p.id AS row_id, p.name, p.ordinal, p.start, p.end, p.text, a.id AS article_id, a.title, a.url, a.published,
    a.published_guessed, a.page_starts, a.language, a.source, a.origin
    FROM passages AS p JOIN articles AS a ON a.id = p.article
"""
_OF_ARTICLES = re.compile(r"\ba\.")
# A title is short, so that a word found in it says more than the same word in the text.
_BM25 = "bm25(passages_fts, 1.5, 1.0)"
# The full-text index is put in order when more than this share of it is new.
_NEW_SHARE = 0.1


class PassageRecords:
    """The passages in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._put = 0

    def count(self) -> int:
        """Return how many there are."""
        return int(self._database.scalar("SELECT count(*) FROM passages"))

    def put(self, passages: Iterable[tuple[Any, ...]]) -> None:
        """Insert passages, by `passage_values`; one with the same name must have been removed before."""
        rows = list(passages)
        self._put += len(rows)
        self._database.write(
            "INSERT INTO passages (name, article, ordinal, start, end, embedding_key, language, published, source, "
            "title, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )

    def remove(self, row_ids: Sequence[int]) -> None:
        """Remove passages."""
        self._database.write("DELETE FROM passages WHERE id = ?", [(each,) for each in row_ids])

    def clear(self) -> None:
        """Remove all passages."""
        self._database.write("DELETE FROM passages")

    def rows(self, row_ids: Sequence[int]) -> dict[int, sqlite3.Row]:
        """Return passages with their article's metadata, by row id; unknown ids are left out."""
        return {row["row_id"]: row for row in self._database.rows_in(f"SELECT {_FIELDS} WHERE p.id IN", row_ids)}

    def facts(self, row_ids: Sequence[int]) -> list[PassageFacts]:
        """Return what ranking asks about passages, in their order; raises SnapshotCorrupt if one is not there."""
        rows = self._database.rows_in("SELECT id, article, language, published FROM passages WHERE id IN", row_ids)
        found = {row[0]: PassageFacts(*row[1:]) for row in map(tuple, rows)}
        if missing := [each for each in row_ids if each not in found]:
            path = self._database.path
            raise SnapshotCorrupt(f"{path}: no passage {missing[0]}, which has a vector; run: tanya verify")
        return [found[each] for each in row_ids]

    def matching(self, where: str, values: Sequence[Any]) -> list[sqlite3.Row]:
        """Return passages with their article's metadata; `p` is the passage, `a` the article."""
        return self._database.rows(f"SELECT {_FIELDS} WHERE {where} ORDER BY a.id, p.ordinal", values)

    def ids_matching(self, where: str, values: Sequence[Any]) -> NDArray[np.int64]:
        """Return the row ids of the passages that a condition lets through, int64, (n,)."""
        articles = "JOIN articles AS a ON a.id = p.article " if _OF_ARTICLES.search(where) else ""
        with self._database.connection() as connection:
            cursor = connection.cursor()
            cursor.row_factory = None
            found = cursor.execute(f"SELECT p.id FROM passages AS p {articles}WHERE {where}", values)
            return np.fromiter((row[0] for row in found), np.int64)

    def languages(self) -> list[str]:
        """Return the languages of the passages."""
        # Goes from one language to the next in the index instead of through all passages.
        return self._database.column(
            """WITH RECURSIVE each (language) AS (
            SELECT min(language) FROM passages
            UNION ALL SELECT (SELECT min(p.language) FROM passages AS p WHERE p.language > each.language) FROM each
            WHERE each.language IS NOT NULL
            ) SELECT language FROM each WHERE language IS NOT NULL"""
        )

    def ids_named(self, names: Sequence[str]) -> dict[str, int]:
        """Return row ids by passage name; unknown names are left out."""
        return {row[1]: row[0] for row in self._database.rows_in("SELECT id, name FROM passages WHERE name IN", names)}

    def ids_embedded(self, keys: Sequence[str]) -> dict[str, int]:
        """Return for each known embedding key the row id of a passage that has its vector."""
        found = self._database.rows_in("SELECT id, embedding_key FROM passages WHERE embedding_key IN", keys)
        return {row[1]: row[0] for row in found}

    def names_of(self, article_ids: Sequence[str]) -> list[str]:
        """Return the names of all passages of these articles."""
        return [row[0] for row in self._database.rows_in("SELECT name FROM passages WHERE article IN", article_ids)]

    def common_words(self, words: Sequence[str]) -> dict[str, int]:
        """Return the number of passages of each word that is common; words as the full-text index keeps them."""
        rows = self._database.rows_in("SELECT * FROM common_words WHERE word IN", words)
        return {row[0]: row[1] for row in rows}

    def search(self, match: str, top_k: int, allowed: bytes | None = None) -> list[tuple[int, float]]:
        """Return (row id, BM25 score) of the best passages for an FTS5 expression, best first; higher is better.

        `allowed` has one byte a row id, 1 for those to search among; others are passed over before they are scored.
        """
        among = "AND substr(?, rowid + 1, 1) = x'01'" if allowed is not None else ""
        statement = (
            f"SELECT rowid, -{_BM25} AS score FROM passages_fts WHERE passages_fts MATCH ? {among} "
            "ORDER BY score DESC LIMIT ?"
        )
        values = (match, top_k) if allowed is None else (match, allowed, top_k)
        return [(row[0], row[1]) for row in self._database.rows(statement, values)]

    def finish(self) -> None:
        """Make the full-text index ready to be searched: words counted, and in order if much is new."""
        with self._database.writing() as connection:
            if self._put > _NEW_SHARE * self.count():
                connection.execute("INSERT INTO passages_fts (passages_fts) VALUES ('optimize')")
            count_words(connection)
