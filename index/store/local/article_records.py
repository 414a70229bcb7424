"""The articles of a snapshot's SQLite file, and those that were removed by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from index.articles import Article, askable
from index.store.lexical import ids_titled
from index.store.local.database import Database
from index.store.places import ids_at
from index.store.portable import ARTICLE_FIELDS, ARTICLES, article_of, article_row
from index.store.records import Articles, Place, Removal

_SELECT = f"SELECT {', '.join(ARTICLE_FIELDS)} FROM articles"
_NEWEST_FIRST = "ORDER BY published DESC, id"


class ArticleRecords(Articles):
    """The articles in one database; see `index.store.records.Articles`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self) -> int:
        return int(self._database.scalar("SELECT count(*) FROM articles"))

    def newest(self, limit: int | None = None) -> list[Article]:
        count = -1 if limit is None else limit
        return [article_of(dict(row)) for row in self._database.rows(f"{_SELECT} {_NEWEST_FIRST} LIMIT ?", [count])]

    def get(self, article_ids: Sequence[str]) -> list[Article]:
        found = [
            article_of(dict(row)) for row in self._database.rows_in(f"{_SELECT} WHERE id IN", askable(article_ids))
        ]
        by_id = sorted({each.id: each for each in found}.values(), key=lambda each: each.id)
        return sorted(by_id, key=lambda each: each.published or date.min, reverse=True)

    def text(self, article_id: str) -> str:
        ids = askable([article_id])
        return (self._database.scalar("SELECT text FROM articles WHERE id = ?", ids) if ids else None) or ""

    def publishers(self) -> list[tuple[str | None, int]]:
        rows = self._database.rows("SELECT source, count(*) AS n FROM articles GROUP BY source ORDER BY n DESC, source")
        return [(row[0], row[1]) for row in rows]

    def newest_day(self) -> str | None:
        day: str | None = self._database.scalar("SELECT max(published) FROM articles")
        return day

    def titles(self, limit: int) -> list[str]:
        return self._database.column("SELECT title FROM articles ORDER BY id LIMIT ?", [limit])

    def titled(self, words: str, limit: int) -> list[Article]:
        rows = self._database.rows(f"SELECT id, title FROM articles {_NEWEST_FIRST}")
        ids = ids_titled(words, [(row[0], row[1]) for row in rows], limit)
        return self._in_order(ids)

    def standing_at(self, address: str, limit: int) -> list[Article]:
        rows = self._database.rows(f"SELECT id, url, origin FROM articles {_NEWEST_FIRST}")
        ids = ids_at(address, [(row[0], row[1], row[2]) for row in rows], limit)
        return self._in_order(ids)

    def _in_order(self, article_ids: Sequence[str]) -> list[Article]:
        articles = {each.id: each for each in self.get(article_ids)}
        return [articles[each] for each in article_ids]

    def put(self, articles: Sequence[Article], path: str, text_hashes: Sequence[str]) -> None:
        # A file that has lost an article to another file is read again, in case the other goes away.
        for table, column in (("files", "path"), ("pages", "url")):
            self._database.write(
                f"DELETE FROM {table} WHERE {column} = (SELECT path FROM articles WHERE id = ?) AND {column} <> ?",
                [(each.id, path) for each in articles],
            )
        changes = ", ".join(f"{name} = excluded.{name}" for name in ARTICLES if name != "id")
        self._database.write(
            f"INSERT INTO articles ({', '.join(ARTICLES)}) VALUES ({', '.join('?' * len(ARTICLES))}) "
            f"ON CONFLICT (id) DO UPDATE SET {changes}",
            [article_row(each, path, text_hash) for each, text_hash in zip(articles, text_hashes, strict=True)],
        )

    def remove(self, article_ids: Sequence[str]) -> None:
        """Remove articles, and what is recorded of the files and pages that they were read from."""
        ids = [(each,) for each in article_ids]
        self._database.write("DELETE FROM files WHERE path = (SELECT path FROM articles WHERE id = ?)", ids)
        self._database.write("DELETE FROM pages WHERE url = (SELECT path FROM articles WHERE id = ?)", ids)
        self._database.write("DELETE FROM articles WHERE id = ?", ids)

    def content_hash(self, article_id: str) -> str | None:
        found: str | None = self._database.scalar("SELECT content_hash FROM articles WHERE id = ?", [article_id])
        return found

    def place(self, article_id: str) -> Place | None:
        rows = self._database.rows("SELECT origin, path FROM articles WHERE id = ?", [article_id])
        return Place(*rows[0]) if rows else None

    def with_text(self, text_hash: str) -> dict[str, Place]:
        rows = self._database.rows("SELECT id, origin, path FROM articles WHERE text_hash = ? ORDER BY id", [text_hash])
        return {row[0]: Place(row[1], row[2]) for row in rows}

    def at(self, path: str) -> list[str]:
        return self._database.column("SELECT id FROM articles WHERE path = ?", [path])

    def without_passages(self) -> list[str]:
        return self._database.column(
            "SELECT id FROM articles WHERE id NOT IN (SELECT article FROM passages) ORDER BY id"
        )

    def exclude(self, removed: Mapping[str, Removal]) -> None:
        self._database.write(
            "INSERT OR REPLACE INTO excluded (id, origin, copy_hash) VALUES (?, ?, ?)",
            [(key, *removal) for key, removal in removed.items()],
        )

    def excluded(self) -> dict[str, Removal]:
        rows = self._database.rows("SELECT id, origin, copy_hash FROM excluded ORDER BY id")
        return {row[0]: Removal(row[1], row[2]) for row in rows}

    def readmit(self, article_id: str) -> None:
        self._database.write("DELETE FROM excluded WHERE id = ?", [(article_id,)])
