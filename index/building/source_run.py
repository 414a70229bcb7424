"""Goes through the sources of a build, files and web alike, and says what is new, changed and gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from index.articles import Article
from index.building.intake import Intake
from index.errors import SourceProblem
from index.progress import BuildReport, ProgressCallback
from index.sources import FetchSettings, find_files, is_url, read_articles
from index.sources.apart.pool import end_parsing
from index.sources.decoding import printable
from index.sources.documents import titled
from index.sources.web.spool import Spool
from index.store.protocols import BuildStore

SPOOL_FOLDER = "fetched"
_ARTICLES_AT_ONCE = 500


@dataclass(frozen=True)
class Read:
    """What the sources hold, by article ids.

    Attributes:
        seen: in the sources.
        changed: to be embedded again.
        gone: to be removed.
        recorded: whether a source is new, or holds what another held.
        withdrawn: whether some go because they are not for the public any more, which an index does without.
    """

    seen: set[str]
    changed: list[str]
    gone: set[str]
    recorded: bool
    withdrawn: bool = False


class Reading:
    """Reads sources into a build's store."""

    def __init__(self, root: Path, fetch: FetchSettings) -> None:
        """Set up; what is fetched is kept beside the snapshots in `root` until it is in one."""
        self._fetch = fetch
        self._spool = Spool(root / SPOOL_FOLDER)

    def read(
        self,
        store: BuildStore,
        report: BuildReport,
        named: Sequence[str] | None,
        tell: ProgressCallback,
        *,
        prune: bool,
        afresh: Sequence[str] = (),
    ) -> Read:
        """Read these sources, absolute paths and web addresses, or with None the recorded ones.

        With `prune` it lets go of what is gone from the sources; of recorded ones, files are always pruned, and web
        sources if they were named with it. Files that are `afresh` were handed over by somebody; see `Intake.named`.
        """
        recorded = store.sources.recorded()
        sources = list(dict.fromkeys(recorded if named is None else named))
        intake = Intake(store, report, [*(named or ()), *afresh], tell, read_noindex=self._fetch.read_noindex)
        try:
            return self._read(intake, recorded, sources, named, prune=prune)
        finally:
            end_parsing()

    def _read(
        self,
        intake: Intake,
        recorded: Mapping[str, bool],
        sources: Sequence[str],
        named: Sequence[str] | None,
        *,
        prune: bool,
    ) -> Read:
        store = intake.store
        intake.read_files([each for each in sources if not is_url(each)])
        web = {each: recorded[each] if named is None else prune for each in sources if is_url(each)}
        gone = self._read_web(intake, web)
        new = named is not None and intake.record_sources(prune=prune)
        if prune or named is None:
            gone |= intake.gone_from_files()
        gone -= intake.replaced() | intake.withdrawn() | intake.seen
        # Of a run through all sources, what another holds has been read.
        if named is None:
            handed = Read(set(), [], gone, recorded=False)
        else:
            places = {key: path for each in sources for key, path in intake.ids_under(each).items() if key in gone}
            others = [each for each in recorded if each not in sources]
            handed = self.hand_over(store, intake.report, others, dict.fromkeys(gone, "") | places, intake.tell)
        seen, changed = intake.seen | handed.seen, [*intake.changed, *handed.changed]
        gone = (handed.gone | intake.replaced() | intake.withdrawn()) - seen
        return Read(seen, changed, gone, new or handed.recorded, bool(intake.withdrawn()))

    def hand_over(
        self,
        store: BuildStore,
        report: BuildReport,
        others: Sequence[str],
        lost: Mapping[str, str],
        tell: ProgressCallback,
    ) -> Read:
        """Let other recorded sources have what would go with its own and is in their files, too.

        An article is listed where it was read last; a file that another took one from is not recorded as read whole.
        Does not ask the web, and does not take what is new in a file otherwise. `lost` are the paths of what would go,
        by id.
        """
        files = _not_read_whole(store, others) if lost else []
        if not files:
            return Read(set(), [], set(lost), recorded=False)
        own = BuildReport(snapshot="")
        intake = Intake(store, own, (), tell, read_noindex=self._fetch.read_noindex)
        intake.leave(filter(None, lost.values()))
        texts = _texts(store, sorted(lost))
        try:
            for file in files:
                found = read_articles(file, complete=titled(file), read_noindex=self._fetch.read_noindex)
                articles = (each for each in found if isinstance(each, Article))
                held = (each for each in articles if each.id in lost or hash(each.text) in texts)
                intake.take_all(held, printable(file), named=False)
            intake.settle_doubts()
        finally:
            end_parsing()
        report.added += own.added
        report.added_titles += own.added_titles
        report.changed += own.changed
        report.changed_titles += own.changed_titles
        return Read(intake.seen, intake.changed, lost.keys() - intake.seen, bool(intake.seen))

    def done(self) -> None:
        """Forget what was fetched: it is in a snapshot, or of no use."""
        self._spool.clear()

    def _read_web(self, intake: Intake, sources: dict[str, bool]) -> set[str]:
        if not sources:
            intake.settle_doubts()
            return set()
        # Half a second of imports, which answering a question must not wait for.
        from index.building.web_intake import WebIntake
        from index.sources.web.fetcher import Fetcher

        with Fetcher(self._fetch) as fetcher:
            web = WebIntake(intake, fetcher, self._spool)
            for source, prune in sources.items():
                web.read(source, prune=prune)
        intake.settle_doubts()
        web.settle()
        return web.gone()


def _not_read_whole(store: BuildStore, sources: Sequence[str]) -> list[Path]:
    """Return the files of sources that may hold more than is recorded of them."""
    found: dict[Path, None] = {}
    for source in sources:
        if is_url(source):
            continue
        # What is not there, such as a drive, holds nothing now.
        with suppress(SourceProblem):
            for file in find_files(Path(source))[0]:
                if store.sources.file_stamp(printable(file.path)) != (file.size_bytes, file.mtime_ns):
                    found[file.path] = None
    return list(found)


def _texts(store: BuildStore, article_ids: Sequence[str]) -> set[int]:
    """Return hashes of the texts of articles, which may be too many to be held at once."""
    chunks = (article_ids[start : start + _ARTICLES_AT_ONCE] for start in range(0, len(article_ids), _ARTICLES_AT_ONCE))
    return {hash(article.text) for chunk in chunks for article in store.articles.get(chunk)}
