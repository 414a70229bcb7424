"""What is recorded of web addresses in a snapshot's SQLite file: validators, dates of change, who lists which page.

An address that is recorded was read to the end; what it could not give is recorded with it and told again each time.
"""

from __future__ import annotations

from collections.abc import Iterable

from index.reasons import Reason
from index.store.local.database import Database
from index.store.records import PageRecord

# An address and all that the lists below it name, as `listed_under`.
LISTED_UNDER = """
WITH RECURSIVE listed_under (url) AS (
    SELECT ? UNION SELECT l.url FROM listed AS l JOIN listed_under AS u ON l.list = u.url
)
"""


class PageRecords:
    """The web addresses in one database; see `index.store.records.Pages`."""

    def __init__(self, database: Database) -> None:
        """Set up."""
        self._database = database

    def get(self, url: str) -> PageRecord | None:
        """Return what is recorded of an address."""
        rows = self._database.rows("SELECT etag, last_modified, stamp, problem, code FROM pages WHERE url = ?", [url])
        return PageRecord(*rows[0]) if rows else None

    def put(self, url: str, record: PageRecord) -> None:
        """Record an address that was read to the end."""
        self._database.write(
            "INSERT OR REPLACE INTO pages (url, etag, last_modified, stamp, problem, code) VALUES (?, ?, ?, ?, ?, ?)",
            [(url, *record)],
        )

    def forget(self, url: str) -> None:
        """Let the next run ask for an address anew."""
        self._database.write("DELETE FROM pages WHERE url = ?", [(url,)])

    def forget_below(self, source: str) -> None:
        """Forget an address and all that the lists below it name, so that naming it again reads everything again."""
        urls = [(url,) for url in self._database.column(f"{LISTED_UNDER} SELECT url FROM listed_under", [source])]
        self._database.write("DELETE FROM pages WHERE url = ?", urls)
        self._database.write("DELETE FROM listed WHERE list = ?", urls)

    def forget_duplicates(self) -> None:
        """Let the next run ask anew for pages that were duplicates: what they were like may be gone."""
        duplicates = f"SELECT url FROM pages WHERE code = '{Reason.DUPLICATE}'"
        self._database.write(f"DELETE FROM pages WHERE url IN (SELECT list FROM listed WHERE url IN ({duplicates}))")
        self._database.write(f"DELETE FROM pages WHERE url IN ({duplicates})")

    def put_listed(self, list_url: str, entries: Iterable[str], *, only: bool) -> None:
        """Record what a list names; with `only` forget what it named before."""
        if only:
            self._database.write("DELETE FROM listed WHERE list = ?", [(list_url,)])
        self._database.write("INSERT OR IGNORE INTO listed VALUES (?, ?)", [(list_url, each) for each in entries])

    def is_listed(self, url: str) -> bool:
        """Tell whether a list names an address, or somebody did, as a source."""
        found = self._database.scalar(
            "SELECT 1 FROM listed WHERE url = ? UNION SELECT 1 FROM sources WHERE uri = ?", [url, url]
        )
        return bool(found)
