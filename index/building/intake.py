"""Takes articles into a build's store: what is new, changed, unchanged, moved, a duplicate, or gone.

Nothing is lost by a guess: an article counts as gone only when its file is, or was read again without it. Reads files
itself; what comes from the web comes through `index.building.web_intake`. Does not cut or embed: see
`index.building.builder`.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.articles import Article
from index.building.identities import Identities
from index.errors import SourceProblem
from index.progress import (
    BrokenOff,
    BuildReport,
    Hidden,
    LookAgain,
    Noted,
    Progress,
    ProgressCallback,
    Skipped,
    Stage,
    UnderWay,
)
from index.reasons import Reason
from index.sources import FoundFile, find_files, is_url, read_articles
from index.sources.decoding import printable
from index.sources.documents import titled
from index.store.protocols import BuildStore, PassageStore

_LOG = logging.getLogger(__name__)
_ITEMS_BETWEEN_TELLS = 100
_PROBLEMS_KEPT = 100


@dataclass
class Taken:
    """What the articles of one file or page came to.

    Attributes:
        problems: what was passed over.
        found: whether there was an article at all, taken or not.
        hidden: whether one is not for the public, or not yet.
        changes_by_itself: whether the passing of time alone changes what it holds.
    """

    problems: list[Skipped] = field(default_factory=list)
    found: bool = False
    hidden: bool = False
    changes_by_itself: bool = False

    @property
    def has_failed(self) -> bool:
        """Whether nothing could be read."""
        return not self.found and any(not each.code.is_hidden for each in self.problems)


class Intake:
    """One run through sources; a source is an absolute path or a web address.

    Attributes:
        named: sources that somebody named; a file among them is read even if it looks unchanged, and what was removed
            by hand comes back with it.
        seen: ids of the articles in the sources.
        changed: ids of those whose passages have to be made again.
        sources: what could be looked into.
        failed: paths and addresses that are there and could not be read.
        refused_pages: why the article of an address was not taken.
    """

    def __init__(
        self,
        store: BuildStore,
        report: BuildReport,
        named: Sequence[str],
        tell: ProgressCallback,
        *,
        read_noindex: bool = False,
    ) -> None:
        """Set up; with `read_noindex` local files are taken, too, that ask search engines to pass them over."""
        self._read_noindex = read_noindex
        self.store, self.report, self.named = store, report, frozenset(named)
        self._identities = Identities(store, self._is_elsewhere)
        self.seen = self._identities.seen
        self.changed: list[str] = []
        self.sources: list[str] = []
        self.failed: set[str] = set()
        self._read: set[str] = set()
        self._doubtful: list[tuple[Article, str]] = []
        self._tell, self._now = tell, Progress(Stage.READING, 0, None)
        self.refused_pages: dict[str, Skipped] = {}
        self._withdrawn: set[str] = set()
        self._hiding: set[str] = set()

    def tell(self, now: Progress) -> None:
        """Tell how far the reading is."""
        self._now = now
        self._tell(now)

    def leave(self, paths: Iterable[str]) -> None:
        """Take it that nothing stands at these paths any more, so that what is elsewhere may take its place."""
        self._read.update(paths)

    def read_files(self, sources: Iterable[str]) -> None:
        """Read the files of sources; a source that cannot be looked into is reported, and keeps its articles."""
        found: dict[str, tuple[str, FoundFile]] = {}
        for source in sources:
            try:
                files, skipped = find_files(Path(source))
            except SourceProblem as error:
                self.skip(source, f"{error} (its articles are kept)", Reason.KEPT)
                continue
            for each in skipped:
                self.report.skip(each)
            self.failed.update(each.where for each in skipped)
            self.sources.append(source)
            for file in files:
                found.setdefault(printable(file.path), (source, file))
        self._read.update(found)
        for done, (path, (source, file)) in enumerate(found.items()):
            self.tell(Progress(Stage.READING, done, len(found)))
            self._read_file(path, source, file)
        if found:
            self.tell(Progress(Stage.READING, len(found), len(found)))

    def settle_doubts(self) -> None:
        """Decide about texts that are in the store under another id, now that everything has been read."""
        for article, path in self._doubtful:
            self._take(article, path)

    def record_sources(self, *, prune: bool) -> bool:
        """Record the sources that hold articles; return whether that is news.

        A source remembers whether it was named with `prune`, which matters on the web.
        """
        known = self.store.sources.recorded()
        new = [each for each in self.sources if self._holds(each)]
        self.store.sources.record(new, prune=prune)
        return any(known.get(each) != prune for each in new)

    def replaced(self) -> set[str]:
        """Return the ids of the articles whose text has moved to another."""
        return self._identities.replaced - self.seen

    def withdrawn(self) -> set[str]:
        """Return the ids of the articles that are in the index and are not for the public any more."""
        return self._withdrawn - self.seen

    def gone_from_files(self) -> set[str]:
        """Return the ids of the articles whose files are gone, or were read without them.

        A source that nobody named and that has lost all its articles at once keeps them, and is reported.
        """
        found: set[str] = set()
        for source in self.sources:
            if is_url(source):
                continue
            paths = self.ids_under(source)
            kept = self.seen | self._withdrawn
            gone = [each for each, path in paths.items() if each not in kept and not self.has_failed(path)]
            if gone and source not in self.named and self.seen.isdisjoint(paths):
                self.skip(
                    source,
                    f"has lost all its {len(gone)} articles, which are kept; "
                    f"to remove them: tanya index {source} --prune",
                    Reason.KEPT,
                )
            else:
                found.update(gone)
        return found - self.seen

    def ids_under(self, source: str) -> dict[str, str]:
        """Return the paths of the articles of a source, by article id."""
        return articles_under(self.store, source)

    def take_all(self, items: Iterable[Article | Skipped], path: str, *, named: bool) -> Taken:
        """Take the articles of one file or page, and let go of those that it does not show the public any more.

        `path` is the file's, or the page's address; where it was `named`, what was removed by hand comes back.
        """
        taken = Taken()
        before = set(self.store.articles.at(path))
        # A build that is stopped ends what still parses the file.
        with closing(_all_of(items, path)) as found:
            for number, item in enumerate(found):
                # Within a file of many articles, so that a build can be stopped there, too.
                if number % _ITEMS_BETWEEN_TELLS == 0:
                    self._tell(self._now)
                del taken.problems[_PROBLEMS_KEPT:]
                match item:
                    case Article():
                        taken.found = True
                        if problem := self._consider(item, path, named=named):
                            taken.problems.append(problem)
                    case UnderWay():
                        self._tell(replace(self._now, where=path, page=item.page))
                    case LookAgain():
                        taken.changes_by_itself = True
                    case Noted():
                        self.report.noted.append(item)
                    case _:
                        taken.problems.append(item)
                        self.report.skip(item)
                        if isinstance(item, Hidden):
                            taken.hidden = True
                            self._withdrawn.update(before.intersection(item.article_ids) or item.article_ids[:1])
                        elif isinstance(item, BrokenOff):
                            self.failed.add(path)
        self._read.add(path)
        if taken.hidden:
            self._hiding.add(path)
            taken.changes_by_itself = True
            if not taken.found:
                self._withdrawn.update(self.store.articles.at(path))
        self._withdrawn = {each for each in self._withdrawn if self.store.articles.content_hash(each)}
        return taken

    def note_unchanged(self, ids: Iterable[str]) -> None:
        """Note that these articles are as they were."""
        new = set(ids) - self.seen
        self.report.unchanged += len(new)
        self.seen.update(new)

    def look_again(self, ids: Iterable[str]) -> None:
        """Take it that articles which were noted as unchanged are not: what holds them is read after all."""
        noted = self.seen.intersection(ids)
        self.report.unchanged -= len(noted)
        self.seen.difference_update(noted)

    def has_failed(self, path: str) -> bool:
        """Tell whether a file, or a folder above it, is there and could not be read."""
        above = () if is_url(path) else map(str, Path(path).parents)
        return not self.failed.isdisjoint({path, *above})

    def skip(self, where: str, reason: str, code: Reason = Reason.UNREADABLE) -> Skipped:
        """Report what is passed over."""
        skipped = Skipped(where, reason, code)
        self.report.skip(skipped)
        return skipped

    def _holds(self, source: str) -> bool:
        """Tell whether a source holds articles, be it ones that wait for their day."""
        below = source + "/"
        return bool(self.seen.intersection(self.ids_under(source))) or any(
            path == source or path.startswith(below) for path in self._hiding
        )

    def _read_file(self, path: str, source: str, file: FoundFile) -> None:
        stamp = (file.size_bytes, file.mtime_ns)
        named = path in self.named
        if self.store.sources.file_stamp(path) == stamp and not named:
            self.note_unchanged(self.store.articles.at(path))
            return
        articles = read_articles(file.path, complete=titled(file.path), read_noindex=self._read_noindex)
        taken = self.take_all(articles, path, named=named)
        if not taken.problems and not taken.changes_by_itself:
            self.store.sources.put_file(path, source, stamp)
        else:
            # An earlier version of it may have been read whole; from now on it is read each time.
            self.store.sources.forget_file(path)
        if taken.has_failed:
            self.failed.add(path)

    def _consider(self, article: Article, path: str, *, named: bool) -> Skipped | None:
        """Take an article unless it is here already or was removed by hand; return why it was not taken."""
        identified = self._identities.identified(article, path)
        if identified is None:
            return self._refuse(article, _TWICE, Reason.DUPLICATE)
        article = identified
        if removals := self._identities.removals(article):
            if not named:
                self._identities.keep_out(article)
                removed = "removed by hand before; to bring it back, index this very file"
                return self._refuse(article, removed, Reason.REMOVED_BY_HAND)
            self._identities.readmit(removals)
        if self._identities.twins(article):
            # Whether the other one is still in its file is known when everything is read.
            self._doubtful.append((article, path))
            return Skipped(article.origin, "duplicate: perhaps", Reason.DUPLICATE)
        self._put(article, path)
        return None

    def _take(self, article: Article, path: str) -> None:
        """Take an article in another's place if that one is gone; else report a duplicate."""
        identified = self._identities.identified(article, path)
        if identified is None:
            self._refuse(article, _TWICE, Reason.DUPLICATE)
            return
        article = identified
        twins = self._identities.twins(article)
        for twin, (origin, other) in twins.items():
            if twin in self.seen or self._is_elsewhere(other):
                self._refuse(article, f"duplicate: the same text as {origin}", Reason.DUPLICATE)
                return
        self._identities.replaced.update(twins)
        self._put(article, path)

    def _is_elsewhere(self, path: str) -> bool:
        """Tell whether a file or page is there, and is not read in this run."""
        return self.has_failed(path) or (path not in self._read and (is_url(path) or os.path.lexists(path)))

    def _refuse(self, article: Article, reason: str, code: Reason) -> Skipped:
        refused = self.skip(article.origin, reason, code)
        if is_url(article.origin):
            self.refused_pages[article.origin] = refused
        return refused

    def _put(self, article: Article, path: str) -> None:
        content_hash = self.store.articles.content_hash(article.id)
        self.store.articles.put([article], path, [article.copy_hash])
        self.seen.add(article.id)
        if content_hash is None:
            self.report.count_added(article.title)
        elif content_hash == article.content_hash:
            self.report.unchanged += 1
        else:
            self.report.count_changed(article.title)
            self.changed.append(article.id)


def articles_under(store: PassageStore, source: str) -> dict[str, str]:
    """Return the paths of the articles of a source, by article id."""
    return store.sources.paths_listed(source) if is_url(source) else store.sources.paths_below(source)


_TWICE = "duplicate: another article of this run has the same id, URL or place"


def _all_of(items: Iterable[Article | Skipped], path: str) -> Generator[Article | Skipped]:
    """Yield what is read of a file or page, and where that fails as nobody thought of, that it does."""
    try:
        yield from items
    except Exception as error:
        # The other files go on.
        _LOG.exception("%s cannot be read", path)
        yield BrokenOff(path, f"cannot be read ({type(error).__name__}); it may be damaged")
