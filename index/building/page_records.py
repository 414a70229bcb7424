"""What is recorded of web addresses in a build's database: validators, dates of change, which list names which page.

An address that is recorded was read to the end; what it could not give is recorded with it and told again each time.
"""

from __future__ import annotations

from collections.abc import Iterable

from index.progress import Skipped
from index.reasons import Reason
from index.sources.web.answers import Validators
from index.sources.web.listing import Known
from index.store.database import Database

# An address and all that the lists below it name, as `listed_under`.
LISTED_UNDER = """
WITH RECURSIVE listed_under (url) AS (
    SELECT ? UNION SELECT l.url FROM listed AS l JOIN listed_under AS u ON l.list = u.url
)
"""


class PageRecords:
    """The records of one build."""

    def __init__(self, database: Database) -> None:
        """Set up."""
        self._database = database

    def known(self, url: str) -> Known | None:
        """Return what is recorded of an address."""
        rows = self._database.rows("SELECT etag, last_modified, stamp FROM pages WHERE url = ?", [url])
        return Known(Validators(rows[0][0], rows[0][1]), rows[0][2]) if rows else None

    def problem(self, url: str) -> Skipped | None:
        """Return why a recorded page gave no article; None when it gave one."""
        rows = self._database.rows("SELECT problem, code FROM pages WHERE url = ? AND problem IS NOT NULL", [url])
        return Skipped(url, rows[0][0], _reason(rows[0][1])) if rows else None

    def record(self, url: str, validators: Validators, stamp: str | None, problem: Skipped | None = None) -> None:
        """Record an address that was read to the end."""
        words, code = (problem.reason, problem.code.value) if problem else (None, None)
        self._database.write(
            "INSERT OR REPLACE INTO pages (url, etag, last_modified, stamp, problem, code) VALUES (?, ?, ?, ?, ?, ?)",
            [(url, validators.etag, validators.last_modified, stamp, words, code)],
        )

    def forget(self, url: str) -> None:
        """Let the next run ask for an address anew."""
        self._database.write("DELETE FROM pages WHERE url = ?", [(url,)])

    def forget_source(self, source: str) -> None:
        """Forget an address and all that the lists below it name, so that naming it again reads everything again."""
        urls = [row[0] for row in self._database.rows(f"{LISTED_UNDER} SELECT url FROM listed_under", [source])]
        self._database.write("DELETE FROM pages WHERE url = ?", [(url,) for url in urls])
        self._database.write("DELETE FROM listed WHERE list = ?", [(url,) for url in urls])

    def forget_duplicates(self) -> None:
        """Let the next run ask anew for pages that were duplicates: what they were like may be gone."""
        duplicates = f"SELECT url FROM pages WHERE code = '{Reason.DUPLICATE}'"
        self._database.write(
            f"DELETE FROM pages WHERE url IN (SELECT list FROM listed WHERE url IN ({duplicates}))", [()]
        )
        self._database.write(f"DELETE FROM pages WHERE url IN ({duplicates})", [()])

    def put_listed(self, list_url: str, entries: Iterable[str], *, only: bool) -> None:
        """Record what a list names; with `only` forget what it named before."""
        if only:
            self._database.write("DELETE FROM listed WHERE list = ?", [(list_url,)])
        self._database.write("INSERT OR IGNORE INTO listed VALUES (?, ?)", [(list_url, each) for each in entries])

    def is_listed(self, url: str) -> bool:
        """Tell whether a list names an address, or somebody did, as a source."""
        return bool(
            self._database.scalar(
                "SELECT 1 FROM listed WHERE url = ? UNION SELECT 1 FROM sources WHERE uri = ?", [url] * 2
            )
        )

    def articles_at(self, url: str) -> list[str]:
        """Return the ids of the articles that were read at an address."""
        return [row[0] for row in self._database.rows("SELECT id FROM articles WHERE path = ?", [url])]


def _reason(code: str | None) -> Reason:
    """Return what a code means; another version of this program may know more of them."""
    return Reason(code) if code in set(Reason) else Reason.UNREADABLE
