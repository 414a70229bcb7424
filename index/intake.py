"""Takes articles from files into a build's store: what is new, changed, unchanged, moved, a duplicate, or gone.

Nothing is lost by a guess: an article counts as gone only when its file is, or was read again without it. Does not cut
or embed: see `index.build`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from index.articles import Article
from index.errors import SourceProblem
from index.progress import BuildReport, Progress, ProgressCallback, Skipped, Stage
from index.sources import FoundFile, find_files, read_articles
from index.sources.opening import printable
from index.store import FaissDocumentStore


class Intake:
    """One run through sources.

    Attributes:
        seen: ids of the articles in the files.
        changed: ids of those whose passages have to be made again.
    """

    def __init__(self, store: FaissDocumentStore, report: BuildReport, named: Sequence[Path]) -> None:
        """Set up.

        Args:
            store: of the build.
            report: where to count.
            named: files and folders that somebody named; a file among them is read even if it looks unchanged, and
                comes back if it was removed by hand.
        """
        self.store, self.report, self.named = store, report, frozenset(named)
        self.seen: set[str] = set()
        self.changed: list[str] = []
        self._sources: list[Path] = []
        self._files: dict[str, tuple[Path, FoundFile]] = {}
        self._failed: set[str] = set()
        self._doubtful: list[tuple[Article, str]] = []
        self._replaced: set[str] = set()

    def read(self, sources: Sequence[Path], tell: ProgressCallback) -> None:
        """Read the files of sources; a source that cannot be looked into is reported, and keeps its articles."""
        for source in sources:
            try:
                files, skipped = find_files(source)
            except SourceProblem as error:
                self._skip(str(source), f"{error} (its articles are kept)")
                continue
            self.report.skipped += skipped
            self._failed.update(each.where for each in skipped)
            self._sources.append(source)
            for file in files:
                self._files.setdefault(printable(file.path), (source, file))
        for done, (path, (source, file)) in enumerate(self._files.items()):
            tell(Progress(Stage.READING, done, len(self._files)))
            self._read_file(path, source, file)
        tell(Progress(Stage.READING, len(self._files), len(self._files)))
        for article, path in self._doubtful:
            self._take(article, path)

    def record_sources(self) -> bool:
        """Record the sources that hold articles; return whether one of them is new."""
        known = {row[0] for row in self.store.database.rows("SELECT uri FROM sources")}
        new = [str(each) for each in self._sources if self.seen.intersection(self._paths_under(each))]
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self.store.database.write("INSERT OR IGNORE INTO sources VALUES (?, ?)", [(each, now) for each in new])
        return not known.issuperset(new)

    def gone(self, *, prune: bool) -> set[str]:
        """Return the ids of the articles whose text has moved to another, and with `prune` of those that are gone.

        A source that nobody named and that has lost all its articles at once keeps them, and is reported.
        """
        found = set(self._replaced)
        for source in self._sources if prune else ():
            paths = self._paths_under(source)
            gone = [each for each, path in paths.items() if each not in self.seen and not self._has_failed(path)]
            if gone and source not in self.named and self.seen.isdisjoint(paths):
                self._skip(
                    str(source),
                    f"has lost all its {len(gone)} articles, which are kept; "
                    f"to remove them: tanya index {source} --prune",
                )
            else:
                found.update(gone)
        return found - self.seen

    def _read_file(self, path: str, source: Path, file: FoundFile) -> None:
        database = self.store.database
        stamp = (file.size_bytes, file.mtime_ns)
        known = database.rows("SELECT size_bytes, mtime_ns FROM files WHERE path = ?", [path])
        if known and tuple(known[0]) == stamp and file.path not in self.named:
            ids = [row[0] for row in database.rows("SELECT id FROM articles WHERE path = ?", [path])]
            self.seen.update(ids)
            self.report.unchanged += len(ids)
            return
        whole, empty = True, True
        for item in read_articles(file.path):
            if isinstance(item, Article):
                empty = False
                whole &= self._consider(item, path, named=file.path in self.named)
            else:
                whole = False
                self._skip(item.where, item.reason)
        if whole:
            database.write("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", [(path, str(source), *stamp)])
        elif empty:
            self._failed.add(path)

    def _consider(self, article: Article, path: str, *, named: bool) -> bool:
        """Take an article unless it is here already or was removed by hand; return whether it was taken."""
        database = self.store.database
        if article.id in self.seen:
            self._skip(article.origin, "duplicate: another article of this run has the same id, URL or place")
            return False
        if database.scalar("SELECT 1 FROM excluded WHERE id = ?", [article.id]):
            if not named:
                self._skip(article.origin, "removed by hand before; to bring it back, index this very file")
                return False
            database.write("DELETE FROM excluded WHERE id = ?", [(article.id,)])
        if self._twins(article):
            # Whether the other one is still in its file is known when all files are read.
            self._doubtful.append((article, path))
            return False
        self._put(article, path)
        return True

    def _take(self, article: Article, path: str) -> None:
        """Take an article in another's place if that one is gone; else report a duplicate."""
        if article.id in self.seen:
            self._skip(article.origin, "duplicate: another article of this run has the same id, URL or place")
            return
        twins = self._twins(article)
        for twin, (origin, other) in twins.items():
            here = other not in self._files and os.path.lexists(other)
            if twin in self.seen or here or self._has_failed(other):
                self._skip(article.origin, f"duplicate: the same text as {origin}")
                return
        self._replaced.update(twins)
        self._put(article, path)

    def _put(self, article: Article, path: str) -> None:
        database = self.store.database
        content_hash = database.scalar("SELECT content_hash FROM articles WHERE id = ?", [article.id])
        # A file that has lost an article to another file is read again, in case the other goes away.
        database.write(
            "DELETE FROM files WHERE path = (SELECT path FROM articles WHERE id = ?) AND path <> ?",
            [(article.id, path)],
        )
        database.put_articles([article], path, [_text_hash(article)])
        self.seen.add(article.id)
        if content_hash is None:
            self.report.added += 1
        elif content_hash == article.content_hash:
            self.report.unchanged += 1
        else:
            self.report.changed += 1
            self.changed.append(article.id)

    def _twins(self, article: Article) -> dict[str, tuple[str, str]]:
        """Return origin and path of the other articles with the same text, by id."""
        rows = self.store.database.rows(
            "SELECT id, origin, path FROM articles WHERE text_hash = ? AND id <> ?", [_text_hash(article), article.id]
        )
        return {row["id"]: (row["origin"], row["path"]) for row in rows}

    def _paths_under(self, source: Path) -> dict[str, str]:
        """Return the paths of the articles of a source, by article id."""
        rows = self.store.database.rows(
            "SELECT id, path FROM articles WHERE path = ? OR substr(path, 1, ?) = ?",
            [str(source), len(str(source)) + 1, f"{source}/"],
        )
        return {row[0]: row[1] for row in rows}

    def _has_failed(self, path: str) -> bool:
        """Tell whether a file, or a folder above it, is there and could not be read."""
        return not self._failed.isdisjoint({path, *map(str, Path(path).parents)})

    def _skip(self, where: str, reason: str) -> None:
        self.report.skipped.append(Skipped(where, reason))


def _text_hash(article: Article) -> str:
    return hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
