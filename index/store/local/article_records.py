"""The articles of a snapshot's SQLite file, and those that were removed by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from index.articles import Article, askable
from index.store.lexical import ids_titled
from index.store.local.database import Database
from index.store.local.schema import ARTICLE_FIELDS, article_of, values_of
from index.store.places import ids_at
from index.store.records import Place, Removal

_NEWEST_FIRST = "ORDER BY published DESC, id"


class ArticleRecords:
    """The articles in one database; see `index.store.records.Articles`."""

    def __init__(self, database: Database) -> None:
        """Set up."""
        self._database = database

    def count(self) -> int:
        """Return how many there are."""
        return int(self._database.scalar("SELECT count(*) FROM articles"))

    def newest(self, limit: int | None = None) -> list[Article]:
        """Return so many articles at the most, all when None; the newest day first, those without one last, by id."""
        count = -1 if limit is None else limit
        rows = self._database.rows(f"SELECT {ARTICLE_FIELDS} FROM articles {_NEWEST_FIRST} LIMIT ?", [count])
        return [article_of(row) for row in rows]

    def get(self, article_ids: Sequence[str]) -> list[Article]:
        """Return these articles, ordered as by `newest`; unknown ids are left out."""
        rows = self._database.rows_in(f"SELECT {ARTICLE_FIELDS} FROM articles WHERE id IN", askable(article_ids))
        found = [article_of(row) for row in rows]
        by_id = sorted({each.id: each for each in found}.values(), key=lambda each: each.id)
        return sorted(by_id, key=lambda each: each.published or date.min, reverse=True)

    def text(self, article_id: str) -> str:
        """Return an article's whole text; empty when there is no such article."""
        ids = askable([article_id])
        return (self._database.scalar("SELECT text FROM articles WHERE id = ?", ids) if ids else None) or ""

    def publishers(self) -> list[tuple[str | None, int]]:
        """Return each publisher with the number of its articles, the largest first; None for articles without one."""
        rows = self._database.rows("SELECT source, count(*) AS n FROM articles GROUP BY source ORDER BY n DESC, source")
        return [(row[0], row[1]) for row in rows]

    def newest_day(self) -> str | None:
        """Return the day of the newest article in ISO 8601; None when no article has a day."""
        day: str | None = self._database.scalar("SELECT max(published) FROM articles")
        return day

    def titles(self, limit: int) -> list[str]:
        """Return so many titles, the same ones each time."""
        return self._database.column("SELECT title FROM articles ORDER BY id LIMIT ?", [limit])

    def titled(self, words: str, limit: int) -> list[Article]:
        """Return the articles whose titles hold these words; see `index.store.records.Articles.titled`."""
        rows = self._database.rows(f"SELECT id, title FROM articles {_NEWEST_FIRST}")
        ids = ids_titled(words, [(row[0], row[1]) for row in rows], limit)
        return self._in_order(ids)

    def standing_at(self, address: str, limit: int) -> list[Article]:
        """Return the articles with this link, or that were read from there; see `index.store.records.Articles`."""
        rows = self._database.rows(f"SELECT id, url, origin FROM articles {_NEWEST_FIRST}")
        ids = ids_at(address, [(row[0], row[1], row[2]) for row in rows], limit)
        return self._in_order(ids)

    def _in_order(self, article_ids: Sequence[str]) -> list[Article]:
        articles = {each.id: each for each in self.get(article_ids)}
        return [articles[each] for each in article_ids]

    def put(self, articles: Sequence[Article], path: str, text_hashes: Sequence[str]) -> None:
        """Insert or replace articles that were read from one file or page; see `index.store.records.Articles.put`."""
        # A file that has lost an article to another file is read again, in case the other goes away.
        for table, column in (("files", "path"), ("pages", "url")):
            self._database.write(
                f"DELETE FROM {table} WHERE {column} = (SELECT path FROM articles WHERE id = ?) AND {column} <> ?",
                [(each.id, path) for each in articles],
            )
        self._database.write(
            f"""INSERT INTO articles ({ARTICLE_FIELDS}, path, content_hash, text_hash)
            VALUES ({", ".join("?" * 15)}) ON CONFLICT (id) DO UPDATE SET title = excluded.title,
            text = excluded.text, url = excluded.url, published = excluded.published, language = excluded.language,
            source = excluded.source, origin = excluded.origin, author = excluded.author, path = excluded.path,
            published_guessed = excluded.published_guessed, provenance = excluded.provenance,
            page_starts = excluded.page_starts, content_hash = excluded.content_hash,
            text_hash = excluded.text_hash""",
            [
                (*values_of(article), path, article.content_hash, text_hash)
                for article, text_hash in zip(articles, text_hashes, strict=True)
            ],
        )

    def remove(self, article_ids: Sequence[str]) -> None:
        """Remove articles, and what is recorded of the files and pages that they were read from."""
        ids = [(each,) for each in article_ids]
        self._database.write("DELETE FROM files WHERE path = (SELECT path FROM articles WHERE id = ?)", ids)
        self._database.write("DELETE FROM pages WHERE url = (SELECT path FROM articles WHERE id = ?)", ids)
        self._database.write("DELETE FROM articles WHERE id = ?", ids)

    def content_hash(self, article_id: str) -> str | None:
        """Return the content hash of an article; None when there is no such article."""
        found: str | None = self._database.scalar("SELECT content_hash FROM articles WHERE id = ?", [article_id])
        return found

    def place(self, article_id: str) -> Place | None:
        """Return where an article stands; None when there is no such article."""
        rows = self._database.rows("SELECT origin, path FROM articles WHERE id = ?", [article_id])
        return Place(*rows[0]) if rows else None

    def with_text(self, text_hash: str) -> dict[str, Place]:
        """Return where the articles with a text stand, by id."""
        rows = self._database.rows("SELECT id, origin, path FROM articles WHERE text_hash = ? ORDER BY id", [text_hash])
        return {row[0]: Place(row[1], row[2]) for row in rows}

    def at(self, path: str) -> list[str]:
        """Return the ids of the articles that were read from a file or page."""
        return self._database.column("SELECT id FROM articles WHERE path = ?", [path])

    def without_passages(self) -> list[str]:
        """Return the ids of the articles that have no passage yet, in order."""
        return self._database.column(
            "SELECT id FROM articles WHERE id NOT IN (SELECT article FROM passages) ORDER BY id"
        )

    def exclude(self, removed: Mapping[str, Removal]) -> None:
        """Note by id that articles, which need not be here, were removed by hand, so that builds leave them out."""
        self._database.write(
            "INSERT OR REPLACE INTO excluded (id, origin, copy_hash) VALUES (?, ?, ?)",
            [(key, *removal) for key, removal in removed.items()],
        )

    def excluded(self) -> dict[str, Removal]:
        """Return the articles that were removed by hand, by id."""
        rows = self._database.rows("SELECT id, origin, copy_hash FROM excluded ORDER BY id")
        return {row[0]: Removal(row[1], row[2]) for row in rows}

    def readmit(self, article_id: str) -> None:
        """Take back that an article was removed by hand."""
        self._database.write("DELETE FROM excluded WHERE id = ?", [(article_id,)])
