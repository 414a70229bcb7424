"""Goes through the sources of a build, files and web alike, and says what is new, changed and gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.building.intake import Intake
from index.progress import BuildReport, ProgressCallback
from index.sources import FetchSettings, is_url
from index.sources.apart.pool import end_parsing
from index.sources.web.spool import Spool
from index.store.protocols import BuildStore

SPOOL_FOLDER = "fetched"


@dataclass(frozen=True)
class Read:
    """What the sources hold, by article ids.

    Attributes:
        seen: in the sources.
        changed: to be embedded again.
        gone: to be removed.
        recorded: whether a source is new.
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
        """Set up.

        Args:
            root: folder of the snapshots; what is fetched is kept beside them until it is in one.
            fetch: how the web is asked.
        """
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
        """Read these sources, or with None the recorded ones.

        Args:
            store: of the build.
            report: where to count.
            named: absolute paths and web addresses.
            tell: called as it goes on.
            prune: let go of what is gone from the sources. Of recorded sources, files are always pruned, and web
                sources if they were named with it.
            afresh: files in these sources that somebody handed over; see `Intake.named`.
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
        intake.read_files([each for each in sources if not is_url(each)])
        web = {each: recorded[each] if named is None else prune for each in sources if is_url(each)}
        gone = self._read_web(intake, web)
        new = named is not None and intake.record_sources(prune=prune)
        gone |= intake.replaced() | intake.withdrawn()
        if prune or named is None:
            gone |= intake.gone_from_files()
        return Read(intake.seen, intake.changed, gone - intake.seen, new, bool(intake.withdrawn()))

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
