"""Families of near duplicates in PostgreSQL, and what articles are compared by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from index.articles import Article
from index.store.portable import RECORDS
from index.store.postgres.article_records import ArticleRecords
from index.store.postgres.view import View
from index.store.records import Families


class FamilyRecords(Families):
    """The families of one snapshot; see `index.store.records.Families`."""

    def __init__(self, view: View) -> None:
        self._view = view

    def of(self, article_ids: Iterable[str]) -> dict[str, str]:
        rows = self._view.rows(
            f"SELECT article, family FROM families AS f WHERE {self._view.of('f')} AND article = ANY(%s)",
            [list(set(article_ids))],
        )
        return dict(rows)

    def relatives(self, article_id: str, limit: int) -> list[Article]:
        here = self._view.of
        members = self._view.column(
            "SELECT m.article FROM families AS f JOIN families AS m ON m.family = f.family "
            f"JOIN articles AS a ON a.id = m.article WHERE {here('f')} AND {here('m')} AND {here('a')} "
            "AND f.article = %s ORDER BY a.published DESC NULLS LAST, a.id LIMIT %s",
            [article_id, limit],
        )
        return ArticleRecords(self._view).get([each for each in members if each != article_id])

    def unexamined(self) -> list[str]:
        return self._view.column(
            f"SELECT a.id FROM articles AS a WHERE {self._view.of('a')} AND NOT EXISTS "
            f"(SELECT 1 FROM near_keys AS k WHERE k.article = a.id AND {self._view.of('k')}) ORDER BY a.id"
        )

    def put_keys(self, keys: Mapping[str, bytes]) -> None:
        self._view.put("near_keys", RECORDS["near_keys"], list(keys.items()))

    def keys(self) -> list[tuple[str, bytes]]:
        rows = self._view.rows(f"SELECT article, keys FROM near_keys AS k WHERE {self._view.of('k')} ORDER BY article")
        return [(row[0], bytes(row[1])) for row in rows]

    def join(self, article_ids: Sequence[str]) -> None:
        known = sorted(set(self.of(article_ids).values()))
        family = known[0] if known else article_ids[0]
        members = self._view.column(
            f"SELECT article FROM families AS f WHERE {self._view.of('f')} AND family = ANY(%s)", [known]
        )
        joined = sorted({*members, *article_ids})
        self._view.end("families", "article = ANY(%s)", [joined])
        self._view.put("families", RECORDS["families"], [(each, family) for each in joined])
