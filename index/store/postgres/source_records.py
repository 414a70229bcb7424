"""Where articles come from, in PostgreSQL: the sources that somebody named, their files and pages.

What each record means: see `index.store.records`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from index.reasons import Reason
from index.store.portable import RECORDS
from index.store.postgres.view import View
from index.store.records import PageRecord, Pages, Sources


def _listed_under(view: View) -> str:
    """Return the table of an address and all that the lists below it name, as `listed_under`."""
    return (
        'WITH RECURSIVE listed_under (url) AS (SELECT %s::text COLLATE "C" UNION SELECT l.url FROM listed AS l '
        f"JOIN listed_under AS u ON l.list = u.url WHERE {view.of('l')})"
    )


class SourceRecords(Sources):
    """The sources of one snapshot; see `index.store.records.Sources`."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._here = f"FROM sources AS s WHERE {view.of('s')}"
        self._articles = f"FROM articles AS a WHERE {view.of('a')}"

    def count(self) -> int:
        return int(self._view.scalar(f"SELECT count(*) {self._here}"))

    def recorded(self) -> dict[str, bool]:
        return dict(self._view.rows(f"SELECT uri, prune {self._here} ORDER BY added, uri"))

    def record(self, sources: Sequence[str], *, prune: bool) -> None:
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        known = {row[0]: row[1:] for row in self._view.rows(f"SELECT uri, added, prune {self._here}")}
        news = [each for each in dict.fromkeys(sources) if known.get(each, ("", None))[1] != prune]
        self._view.end("sources", "uri = ANY(%s)", [news])
        self._view.put("sources", RECORDS["sources"], [(each, known.get(each, (now,))[0], prune) for each in news])

    def forget(self, source: str) -> None:
        PageRecords(self._view).forget_below(source)
        self._view.end("sources", "uri = %s", [source])

    def paths_below(self, path: str) -> dict[str, str]:
        rows = self._view.rows(
            f"SELECT id, path {self._articles} AND (path = %s OR starts_with(path, %s)) ORDER BY id", [path, f"{path}/"]
        )
        return dict(rows)

    def paths_listed(self, url: str) -> dict[str, str]:
        rows = self._view.rows(
            f"{_listed_under(self._view)} SELECT id, path {self._articles} "
            "AND path IN (SELECT url FROM listed_under) ORDER BY id",
            [url],
        )
        return dict(rows)

    def file_stamp(self, path: str) -> tuple[int, int] | None:
        rows = self._view.rows(
            f"SELECT size_bytes, mtime_ns FROM files AS f WHERE {self._view.of('f')} AND path = %s", [path]
        )
        return (rows[0][0], rows[0][1]) if rows else None

    def forget_file(self, path: str) -> None:
        self._view.end("files", "path = %s", [path])

    def put_file(self, path: str, source: str, stamp: tuple[int, int]) -> None:
        self.forget_file(path)
        self._view.put("files", RECORDS["files"], [(path, source, *stamp)])

    def forget_files(self) -> None:
        """Let the next run read every file anew."""
        self._view.end("files", "true")


class PageRecords(Pages):
    """The web addresses of one snapshot; see `index.store.records.Pages`."""

    def __init__(self, view: View) -> None:
        self._view = view

    def get(self, url: str) -> PageRecord | None:
        rows = self._view.rows(
            f"SELECT etag, last_modified, stamp, problem, code FROM pages AS p WHERE {self._view.of('p')} AND url = %s",
            [url],
        )
        return PageRecord(*rows[0]) if rows else None

    def put(self, url: str, record: PageRecord) -> None:
        if self.get(url) == record:
            return
        self.forget(url)
        self._view.put("pages", RECORDS["pages"], [(url, *record)])

    def forget(self, url: str) -> None:
        self._view.end("pages", "url = %s", [url])

    def forget_below(self, source: str) -> None:
        """Forget an address and all that the lists below it name, so that naming it again reads everything again."""
        urls = self._view.column(f"{_listed_under(self._view)} SELECT url FROM listed_under", [source])
        self._view.end("pages", "url = ANY(%s)", [urls])
        self._view.end("listed", "list = ANY(%s)", [urls])

    def forget_duplicates(self) -> None:
        """Let the next run ask anew for pages that were duplicates: what they were like may be gone."""
        duplicates = self._view.column(
            f"SELECT url FROM pages AS p WHERE {self._view.of('p')} AND code = %s", [Reason.DUPLICATE]
        )
        lists = self._view.column(
            f"SELECT DISTINCT list FROM listed AS l WHERE {self._view.of('l')} AND url = ANY(%s)", [duplicates]
        )
        self._view.end("pages", "url = ANY(%s)", [lists + duplicates])

    def put_listed(self, list_url: str, entries: Iterable[str], *, only: bool) -> None:
        known = set(
            self._view.column(f"SELECT url FROM listed AS l WHERE {self._view.of('l')} AND list = %s", [list_url])
        )
        named = dict.fromkeys(entries)
        if only:
            gone = sorted(known.difference(named))
            self._view.end("listed", "list = %s AND url = ANY(%s)", [list_url, gone])
        self._view.put("listed", RECORDS["listed"], [(list_url, each) for each in named if each not in known])

    def is_listed(self, url: str) -> bool:
        found = self._view.rows(
            f"SELECT 1 FROM listed AS l WHERE {self._view.of('l')} AND url = %s "
            f"UNION SELECT 1 FROM sources AS s WHERE {self._view.of('s')} AND uri = %s",
            [url, url],
        )
        return bool(found)
