"""Where articles come from, in a snapshot's SQLite file: the sources that somebody named, their files and pages.

A web address that is recorded was read to the end; what it could not give is recorded with it and told again each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from index.reasons import Reason
from index.store.local.database import Database
from index.store.records import PageRecord, Pages, Sources

# An address and all that the lists below it name, as `listed_under`.
_LISTED_UNDER = """
WITH RECURSIVE listed_under (url) AS (
    SELECT ? UNION SELECT l.url FROM listed AS l JOIN listed_under AS u ON l.list = u.url
)
"""


class SourceRecords(Sources):
    """The sources in one database; see `index.store.records.Sources`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self) -> int:
        return int(self._database.scalar("SELECT count(*) FROM sources"))

    def recorded(self) -> dict[str, bool]:
        rows = self._database.rows("SELECT uri, prune FROM sources ORDER BY added, uri")
        return {row[0]: bool(row[1]) for row in rows}

    def record(self, sources: Sequence[str], *, prune: bool) -> None:
        now, known = datetime.now(UTC).isoformat(timespec="microseconds"), self.recorded()
        news = [each for each in sources if known.get(each) != prune]
        self._database.write("INSERT OR IGNORE INTO sources (uri, added) VALUES (?, ?)", [(each, now) for each in news])
        self._database.write("UPDATE sources SET prune = ? WHERE uri = ?", [(prune, each) for each in news])

    def forget(self, source: str) -> None:
        PageRecords(self._database).forget_below(source)
        self._database.write("DELETE FROM sources WHERE uri = ?", [(source,)])

    def paths_below(self, path: str) -> dict[str, str]:
        # From "path/" to before "path0", "0" being what follows "/": a range that the index of paths finds at once.
        rows = self._database.rows(
            "SELECT id, path FROM articles WHERE path = ? OR (path >= ? AND path < ?)", [path, f"{path}/", f"{path}0"]
        )
        return {row[0]: row[1] for row in rows}

    def paths_listed(self, url: str) -> dict[str, str]:
        rows = self._database.rows(f"{_LISTED_UNDER} SELECT id, path FROM articles WHERE path IN listed_under", [url])
        return {row[0]: row[1] for row in rows}

    def file_stamp(self, path: str) -> tuple[int, int] | None:
        rows = self._database.rows("SELECT size_bytes, mtime_ns FROM files WHERE path = ?", [path])
        return (rows[0][0], rows[0][1]) if rows else None

    def forget_file(self, path: str) -> None:
        if self.file_stamp(path):
            self._database.write("DELETE FROM files WHERE path = ?", [(path,)])

    def put_file(self, path: str, source: str, stamp: tuple[int, int]) -> None:
        self._database.write("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", [(path, source, *stamp)])

    def forget_files(self) -> None:
        """Let the next run read every file anew."""
        self._database.write("DELETE FROM files")


class PageRecords(Pages):
    """The web addresses in one database; see `index.store.records.Pages`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, url: str) -> PageRecord | None:
        rows = self._database.rows("SELECT etag, last_modified, stamp, problem, code FROM pages WHERE url = ?", [url])
        return PageRecord(*rows[0]) if rows else None

    def put(self, url: str, record: PageRecord) -> None:
        news = [(url, *record)] if self.get(url) != record else []
        self._database.write(
            "INSERT OR REPLACE INTO pages (url, etag, last_modified, stamp, problem, code) VALUES (?, ?, ?, ?, ?, ?)",
            news,
        )

    def forget(self, url: str) -> None:
        if self.get(url):
            self._database.write("DELETE FROM pages WHERE url = ?", [(url,)])

    def forget_below(self, source: str) -> None:
        """Forget an address and all that the lists below it name, so that naming it again reads everything again."""
        urls = [(url,) for url in self._database.column(f"{_LISTED_UNDER} SELECT url FROM listed_under", [source])]
        self._database.write("DELETE FROM pages WHERE url = ?", urls)
        self._database.write("DELETE FROM listed WHERE list = ?", urls)

    def forget_duplicates(self) -> None:
        """Let the next run ask anew for pages that were duplicates: what they were like may be gone."""
        duplicates = f"SELECT url FROM pages WHERE code = '{Reason.DUPLICATE}'"
        self._database.write(f"DELETE FROM pages WHERE url IN (SELECT list FROM listed WHERE url IN ({duplicates}))")
        self._database.write(f"DELETE FROM pages WHERE url IN ({duplicates})")

    def put_listed(self, list_url: str, entries: Iterable[str], *, only: bool) -> None:
        known = set(self._database.column("SELECT url FROM listed WHERE list = ?", [list_url]))
        named = list(dict.fromkeys(entries))
        gone = [(list_url, each) for each in known.difference(named)] if only else []
        self._database.write("DELETE FROM listed WHERE list = ? AND url = ?", gone)
        news = [(list_url, each) for each in named if each not in known]
        self._database.write("INSERT OR IGNORE INTO listed VALUES (?, ?)", news)

    def is_listed(self, url: str) -> bool:
        found = self._database.scalar(
            "SELECT 1 FROM listed WHERE url = ? UNION SELECT 1 FROM sources WHERE uri = ?", [url, url]
        )
        return bool(found)
