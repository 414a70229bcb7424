"""Families of near duplicates in a snapshot's SQLite file, and what articles are compared by.

A trigger forgets both of an article whose text changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from index.articles import Article
from index.store.local.article_records import ArticleRecords
from index.store.local.database import Database
from index.store.records import Families


class FamilyRecords(Families):
    """The families in one database; see `index.store.records.Families`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, article_ids: Iterable[str]) -> dict[str, str]:
        rows = self._database.rows_in("SELECT article, family FROM families WHERE article IN", list(set(article_ids)))
        return {row[0]: row[1] for row in rows}

    def relatives(self, article_id: str, limit: int) -> list[Article]:
        members = self._database.column(
            "SELECT m.article FROM families AS f JOIN families AS m ON m.family = f.family "
            "JOIN articles AS a ON a.id = m.article WHERE f.article = ? ORDER BY a.published DESC, a.id LIMIT ?",
            [article_id, limit],
        )
        return ArticleRecords(self._database).get([each for each in members if each != article_id])

    def unexamined(self) -> list[str]:
        return self._database.column(
            "SELECT id FROM articles WHERE id NOT IN (SELECT article FROM near_keys) ORDER BY id"
        )

    def put_keys(self, keys: Mapping[str, bytes]) -> None:
        self._database.write("INSERT INTO near_keys VALUES (?, ?)", keys.items())

    def keys(self) -> list[tuple[str, bytes]]:
        return [(row[0], row[1]) for row in self._database.rows("SELECT article, keys FROM near_keys ORDER BY article")]

    def join(self, article_ids: Sequence[str]) -> None:
        known = sorted(set(self.of(article_ids).values()))
        family = known[0] if known else article_ids[0]
        self._database.write("INSERT OR REPLACE INTO families VALUES (?, ?)", [(each, family) for each in article_ids])
        self._database.write("UPDATE families SET family = ? WHERE family = ?", [(family, each) for each in known[1:]])
