"""The sources that somebody named, and the files that were read, in a snapshot's SQLite file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from index.store.local.database import Database
from index.store.local.page_records import LISTED_UNDER, PageRecords


class SourceRecords:
    """The sources in one database; see `index.store.records.Sources`."""

    def __init__(self, database: Database) -> None:
        """Set up."""
        self._database = database

    def count(self) -> int:
        """Return how many are recorded."""
        return int(self._database.scalar("SELECT count(*) FROM sources"))

    def recorded(self) -> dict[str, bool]:
        """Return whether each source was named to be pruned, in the order in which they were added."""
        rows = self._database.rows("SELECT uri, prune FROM sources ORDER BY added, uri")
        return {row[0]: bool(row[1]) for row in rows}

    def record(self, sources: Sequence[str], *, prune: bool) -> None:
        """Record sources that were named; one that is recorded already keeps its place."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._database.write(
            "INSERT OR IGNORE INTO sources (uri, added) VALUES (?, ?)", [(each, now) for each in sources]
        )
        self._database.write("UPDATE sources SET prune = ? WHERE uri = ?", [(prune, each) for each in sources])

    def forget(self, source: str) -> None:
        """Forget a source, and what is recorded of the pages and lists below it, so that naming it reads it anew."""
        PageRecords(self._database).forget_below(source)
        self._database.write("DELETE FROM sources WHERE uri = ?", [(source,)])

    def paths_below(self, path: str) -> dict[str, str]:
        """Return the paths of the articles of a file, or below a folder, by article id."""
        rows = self._database.rows(
            "SELECT id, path FROM articles WHERE path = ? OR substr(path, 1, ?) = ?", [path, len(path) + 1, f"{path}/"]
        )
        return {row[0]: row[1] for row in rows}

    def paths_listed(self, url: str) -> dict[str, str]:
        """Return the paths of the articles of a page, or of all pages that a list and those below it name, by id."""
        rows = self._database.rows(f"{LISTED_UNDER} SELECT id, path FROM articles WHERE path IN listed_under", [url])
        return {row[0]: row[1] for row in rows}

    def file_stamp(self, path: str) -> tuple[int, int] | None:
        """Return the size in bytes and the time in ns of a file that was read whole; None for any other."""
        rows = self._database.rows("SELECT size_bytes, mtime_ns FROM files WHERE path = ?", [path])
        return (rows[0][0], rows[0][1]) if rows else None

    def forget_file(self, path: str) -> None:
        """Let the next run read a file anew."""
        self._database.write("DELETE FROM files WHERE path = ?", [(path,)])

    def put_file(self, path: str, source: str, stamp: tuple[int, int]) -> None:
        """Record that a file was read whole."""
        self._database.write("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", [(path, source, *stamp)])

    def forget_files(self) -> None:
        """Let the next run read every file anew."""
        self._database.write("DELETE FROM files")
