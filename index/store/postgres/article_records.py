"""The articles of a snapshot in PostgreSQL, and those that were removed by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from index.articles import Article, askable
from index.store.lexical import ids_titled
from index.store.places import ids_at
from index.store.portable import ARTICLES, RECORDS
from index.store.postgres.view import View
from index.store.records import Place, Removal

_FIELDS = (
    *("id", "title", "text", "url", "published", "language", "source", "origin", "author", "published_guessed"),
    *("provenance", "page_starts"),
)
_NEWEST_FIRST = "ORDER BY published DESC NULLS LAST, id"


class ArticleRecords:
    """The articles of one snapshot; see `index.store.records.Articles`."""

    def __init__(self, view: View) -> None:
        """Set up."""
        self._view = view
        self._here = f"FROM articles AS a WHERE {view.of('a')}"
        self._select = f"SELECT {', '.join(_FIELDS)} {self._here}"

    def count(self) -> int:
        """Return how many there are."""
        return int(self._view.scalar(f"SELECT count(*) {self._here}"))

    def newest(self, limit: int | None = None) -> list[Article]:
        """Return so many articles at the most, all when None; the newest day first, those without one last, by id."""
        return [_article(row) for row in self._view.rows(f"{self._select} {_NEWEST_FIRST} LIMIT %s", [limit])]

    def get(self, article_ids: Sequence[str]) -> list[Article]:
        """Return these articles, ordered as by `newest`; unknown ids are left out."""
        rows = self._view.rows(f"{self._select} AND id = ANY(%s) {_NEWEST_FIRST}", [askable(article_ids)])
        return [_article(row) for row in rows]

    def text(self, article_id: str) -> str:
        """Return an article's whole text; empty when there is no such article."""
        return self._view.scalar(f"SELECT text {self._here} AND id = ANY(%s)", [askable([article_id])]) or ""

    def publishers(self) -> list[tuple[str | None, int]]:
        """Return each publisher with the number of its articles, the largest first; None for articles without one."""
        rows = self._view.rows(
            f"SELECT source, count(*) {self._here} GROUP BY source ORDER BY count(*) DESC, source NULLS FIRST"
        )
        return [(row[0], row[1]) for row in rows]

    def newest_day(self) -> str | None:
        """Return the day of the newest article in ISO 8601; None when no article has a day."""
        day: str | None = self._view.scalar(f"SELECT max(published) {self._here}")
        return day

    def titles(self, limit: int) -> list[str]:
        """Return so many titles, the same ones each time."""
        return self._view.column(f"SELECT title {self._here} ORDER BY id LIMIT %s", [limit])

    def titled(self, words: str, limit: int) -> list[Article]:
        """Return the articles whose titles hold these words; see `index.store.records.Articles.titled`."""
        ids = ids_titled(words, self._view.rows(f"SELECT id, title {self._here} {_NEWEST_FIRST}"), limit)
        return self._in_order(ids)

    def standing_at(self, address: str, limit: int) -> list[Article]:
        """Return the articles with this link, or that were read from there; see `index.store.records.Articles`."""
        rows = self._view.rows(f"SELECT id, url, origin {self._here} {_NEWEST_FIRST}")
        ids = ids_at(address, [(row[0], row[1], row[2]) for row in rows], limit)
        return self._in_order(ids)

    def _in_order(self, article_ids: Sequence[str]) -> list[Article]:
        articles = {each.id: each for each in self.get(article_ids)}
        return [articles[each] for each in article_ids]

    def put(self, articles: Sequence[Article], path: str, text_hashes: Sequence[str]) -> None:
        """Insert or replace articles that were read from one file or page; see `index.store.records.Articles.put`."""
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
        self._view.put("articles", ARTICLES, [_row(each, path, hashes[each.id]) for each in unique.values()])

    def remove(self, article_ids: Sequence[str]) -> None:
        """Remove articles, their family, and what is recorded of the files and pages that they were read from."""
        ids = list(article_ids)
        self._forget_places(self._view.column(f"SELECT path {self._here} AND id = ANY(%s)", [ids]))
        self._forget_family(ids)
        self._view.end("articles", "id = ANY(%s)", [ids])

    def content_hash(self, article_id: str) -> str | None:
        """Return the content hash of an article; None when there is no such article."""
        found: str | None = self._view.scalar(f"SELECT content_hash {self._here} AND id = %s", [article_id])
        return found

    def place(self, article_id: str) -> Place | None:
        """Return where an article stands; None when there is no such article."""
        rows = self._view.rows(f"SELECT origin, path {self._here} AND id = %s", [article_id])
        return Place(*rows[0]) if rows else None

    def with_text(self, text_hash: str) -> dict[str, Place]:
        """Return where the articles with a text stand, by id."""
        rows = self._view.rows(f"SELECT id, origin, path {self._here} AND text_hash = %s ORDER BY id", [text_hash])
        return {row[0]: Place(row[1], row[2]) for row in rows}

    def at(self, path: str) -> list[str]:
        """Return the ids of the articles that were read from a file or page."""
        return self._view.column(f"SELECT id {self._here} AND path = %s ORDER BY id", [path])

    def without_passages(self) -> list[str]:
        """Return the ids of the articles that have no passage yet, in order."""
        return self._view.column(
            f"SELECT id {self._here} AND NOT EXISTS "
            f"(SELECT 1 FROM passages AS p WHERE p.article = a.id AND {self._view.of_passages('p')}) ORDER BY id"
        )

    def exclude(self, removed: Mapping[str, Removal]) -> None:
        """Note by id that articles, which need not be here, were removed by hand, so that builds leave them out."""
        self._view.end("excluded", "id = ANY(%s)", [list(removed)])
        self._view.put("excluded", RECORDS["excluded"], [(key, *removal) for key, removal in removed.items()])

    def excluded(self) -> dict[str, Removal]:
        """Return the articles that were removed by hand, by id."""
        rows = self._view.rows(
            f"SELECT id, origin, copy_hash FROM excluded AS e WHERE {self._view.of('e')} ORDER BY id"
        )
        return {row[0]: Removal(row[1], row[2]) for row in rows}

    def readmit(self, article_id: str) -> None:
        """Take back that an article was removed by hand."""
        self._view.end("excluded", "id = %s", [article_id])

    def _forget_places(self, paths: Sequence[str]) -> None:
        if paths:
            self._view.end("files", "path = ANY(%s)", [list(paths)])
            self._view.end("pages", "url = ANY(%s)", [list(paths)])

    def _forget_family(self, article_ids: Sequence[str]) -> None:
        if article_ids:
            self._view.end("near_keys", "article = ANY(%s)", [list(article_ids)])
            self._view.end("families", "article = ANY(%s)", [list(article_ids)])


def _row(article: Article, path: str, text_hash: str) -> tuple[Any, ...]:
    values = {name: getattr(article, name) for name in _FIELDS}
    values |= {
        "published": article.published.isoformat() if article.published else None,
        "provenance": json.dumps(dict(article.provenance)),
        "page_starts": json.dumps(article.page_starts),
        "path": path,
        "content_hash": article.content_hash,
        "text_hash": text_hash,
    }
    return tuple(values[name] for name in ARTICLES)


def _article(row: tuple[Any, ...]) -> Article:
    fields = dict(zip(_FIELDS, row, strict=True))
    fields["published"] = date.fromisoformat(fields["published"]) if fields["published"] else None
    fields["provenance"] = json.loads(fields["provenance"])
    fields["page_starts"] = tuple(json.loads(fields["page_starts"]))
    return Article(**fields)
