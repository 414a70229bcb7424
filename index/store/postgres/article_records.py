"""The articles of a snapshot in PostgreSQL, and those that were removed by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.articles import Article, askable
from index.store.lexical import ids_titled
from index.store.places import ids_at
from index.store.portable import ARTICLE_FIELDS, ARTICLES, RECORDS, article_of, article_row
from index.store.postgres.view import View
from index.store.records import Articles, Place, Removal

_NEWEST_FIRST = "ORDER BY published DESC NULLS LAST, id"


class ArticleRecords(Articles):
    """The articles of one snapshot; see `index.store.records.Articles`."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._here = f"FROM articles AS a WHERE {view.of('a')}"

    def count(self) -> int:
        return int(self._view.scalar(f"SELECT count(*) {self._here}"))

    def newest(self, limit: int | None = None) -> list[Article]:
        return self._articles(f"{_NEWEST_FIRST} LIMIT %s", [limit])

    def get(self, article_ids: Sequence[str]) -> list[Article]:
        return self._articles(f"AND id = ANY(%s) {_NEWEST_FIRST}", [askable(article_ids)])

    def text(self, article_id: str) -> str:
        return self._view.scalar(f"SELECT text {self._here} AND id = ANY(%s)", [askable([article_id])]) or ""

    def publishers(self) -> list[tuple[str | None, int]]:
        rows = self._view.rows(
            f"SELECT source, count(*) {self._here} GROUP BY source ORDER BY count(*) DESC, source NULLS FIRST"
        )
        return [(row[0], row[1]) for row in rows]

    def newest_day(self) -> str | None:
        day: str | None = self._view.scalar(f"SELECT max(published) {self._here}")
        return day

    def titles(self, limit: int) -> list[str]:
        return self._view.column(f"SELECT title {self._here} ORDER BY id LIMIT %s", [limit])

    def titled(self, words: str, limit: int) -> list[Article]:
        ids = ids_titled(words, self._view.rows(f"SELECT id, title {self._here} {_NEWEST_FIRST}"), limit)
        return self._in_order(ids)

    def standing_at(self, address: str, limit: int) -> list[Article]:
        rows = self._view.rows(f"SELECT id, url, origin {self._here} {_NEWEST_FIRST}")
        ids = ids_at(address, [(row[0], row[1], row[2]) for row in rows], limit)
        return self._in_order(ids)

    def _in_order(self, article_ids: Sequence[str]) -> list[Article]:
        articles = {each.id: each for each in self.get(article_ids)}
        return [articles[each] for each in article_ids]

    def put(self, articles: Sequence[Article], path: str, text_hashes: Sequence[str]) -> None:
        hashes = {each.id: text_hash for each, text_hash in zip(articles, text_hashes, strict=True)}
        unique = {each.id: each for each in articles}
        known = {
            row[0]: row[1:]
            for row in self._view.rows(f"SELECT id, path, text_hash {self._here} AND id = ANY(%s)", [list(unique)])
        }
        # A file that has lost an article to another file is read again, in case the other goes away.
        self._forget_places([before for before, _ in known.values() if before != path])
        changed = [each for each, (_, text_hash) in known.items() if text_hash != hashes[each]]
        self._forget_family(changed)
        self._view.end("articles", "id = ANY(%s)", [list(known)])
        self._view.put("articles", ARTICLES, [article_row(each, path, hashes[each.id]) for each in unique.values()])

    def remove(self, article_ids: Sequence[str]) -> None:
        """Remove articles, their family, and what is recorded of the files and pages that they were read from."""
        ids = list(article_ids)
        self._forget_places(self._view.column(f"SELECT path {self._here} AND id = ANY(%s)", [ids]))
        self._forget_family(ids)
        self._view.end("articles", "id = ANY(%s)", [ids])

    def content_hash(self, article_id: str) -> str | None:
        found: str | None = self._view.scalar(f"SELECT content_hash {self._here} AND id = %s", [article_id])
        return found

    def place(self, article_id: str) -> Place | None:
        rows = self._view.rows(f"SELECT origin, path {self._here} AND id = %s", [article_id])
        return Place(*rows[0]) if rows else None

    def with_text(self, text_hash: str) -> dict[str, Place]:
        rows = self._view.rows(f"SELECT id, origin, path {self._here} AND text_hash = %s ORDER BY id", [text_hash])
        return {row[0]: Place(row[1], row[2]) for row in rows}

    def at(self, path: str) -> list[str]:
        return self._view.column(f"SELECT id {self._here} AND path = %s ORDER BY id", [path])

    def without_passages(self) -> list[str]:
        return self._view.column(
            f"SELECT id {self._here} AND NOT EXISTS "
            f"(SELECT 1 FROM passages AS p WHERE p.article = a.id AND {self._view.of_passages('p')}) ORDER BY id"
        )

    def exclude(self, removed: Mapping[str, Removal]) -> None:
        self._view.end("excluded", "id = ANY(%s)", [list(removed)])
        self._view.put("excluded", RECORDS["excluded"], [(key, *removal) for key, removal in removed.items()])

    def excluded(self) -> dict[str, Removal]:
        rows = self._view.rows(
            f"SELECT id, origin, copy_hash FROM excluded AS e WHERE {self._view.of('e')} ORDER BY id"
        )
        return {row[0]: Removal(row[1], row[2]) for row in rows}

    def readmit(self, article_id: str) -> None:
        self._view.end("excluded", "id = %s", [article_id])

    def _articles(self, condition: str, values: Sequence[object]) -> list[Article]:
        rows = self._view.rows(f"SELECT {', '.join(ARTICLE_FIELDS)} {self._here} {condition}", values)
        return [article_of(dict(zip(ARTICLE_FIELDS, row, strict=True))) for row in rows]

    def _forget_places(self, paths: Sequence[str]) -> None:
        if paths:
            self._view.end("files", "path = ANY(%s)", [list(paths)])
            self._view.end("pages", "url = ANY(%s)", [list(paths)])

    def _forget_family(self, article_ids: Sequence[str]) -> None:
        if article_ids:
            self._view.end("near_keys", "article = ANY(%s)", [list(article_ids)])
            self._view.end("families", "article = ANY(%s)", [list(article_ids)])
