"""The path of an article: sources → articles → passages → embeddings → a new snapshot.

A build starts from the served snapshot, so that unchanged articles cost nothing, or with `full` from nothing.
It reads every file first and embeds afterwards, and publishes only what it finished; what it embedded before it was
stopped, the next one takes up. One bad article is reported and never stops the rest.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.building.families import find_near_duplicates
from index.building.identities import removals_of
from index.building.intake import articles_under
from index.building.shared_documents import share_documents
from index.building.source_run import Reading
from index.embedding.embedder import QUERY_PREFIX, embedder_fingerprint, encode, shared_encoder
from index.embedding.encoder import EMBEDDER_FILE
from index.errors import IndexMissing, NothingToIndex, SourceProblem
from index.passages import PassageSettings
from index.pipelines import indexing_pipeline, run_pipeline
from index.progress import NAMED, BuildReport, Progress, ProgressCallback, Skipped, Stage
from index.sources import SUPPORTED_SUFFIXES, FetchSettings, is_url
from index.sources.decoding import printable
from index.sources.web.addresses import checked_url
from index.store.protocols import Archive, Build, BuildStore

_ARTICLES_AT_ONCE = 32
_LIKELY_QUESTIONS = 256


class Builder:
    """Builds and publishes snapshots of one archive."""

    def __init__(
        self,
        archive: Archive,
        workspace: Path,
        *,
        models_folder: str | None = None,
        threads: int = 0,
        settings: PassageSettings | None = None,
        fetch: FetchSettings | None = None,
        documents: Path | None = None,
    ) -> None:
        """Set up; nothing is loaded or locked before a build.

        Args:
            archive: where snapshots are published.
            workspace: a folder where what was fetched is kept until it is in a snapshot.
            models_folder: where the weights are; the bundled ones when None.
            threads: how many passages are embedded at once; all usable cores when 0.
            settings: how articles are cut; the defaults when None.
            fetch: how web sources are asked; the defaults when None.
            documents: the folder of documents that were handed over one by one, which other machines are to have, too.
        """
        self.archive, self.documents = archive, documents
        self.models_folder, self.threads = models_folder, threads
        self.settings = settings or PassageSettings()
        self._reading = Reading(workspace, fetch or FetchSettings())

    def index(
        self,
        sources: Sequence[Path | str],
        *,
        prune: bool = False,
        afresh: Sequence[Path] = (),
        progress: ProgressCallback | None = None,
    ) -> BuildReport:
        """Add or update the articles of these sources, and record them.

        Args:
            sources: files, folders, and addresses of pages, feeds and sitemaps; see `is_url`.
            prune: also remove articles of these sources whose files, rows or entries are gone; of a feed or a sitemap,
                from now on.
            afresh: files in these sources that are read for sure, also when they were removed by hand before.
            progress: called as the build goes on.

        Raises:
            SourceProblem: a source does not exist, or is an address that cannot be asked.
            NothingToIndex: there is no article in the sources.
            IndexBusy: another process is building.
            SnapshotCorrupt: the served snapshot is damaged.
            CannotWrite: the disk is full or fails.
        """
        named, files = ([_absolute(each) for each in several] for several in (sources, afresh))
        return self._build(named, prune=prune, full=False, afresh=files, progress=progress)

    def reindex(self, *, full: bool = False, progress: ProgressCallback | None = None) -> BuildReport:
        """Go through the recorded sources again: add, update, and remove what is gone from them.

        A source that cannot be found, or that has lost all its articles at once, keeps its articles: a drive may be
        unmounted. `index` with `prune` removes those of an empty source. A file that is there and cannot be read keeps
        its articles, too. With `full` everything is cut and embedded anew.

        Raises:
            IndexMissing: nothing has been indexed yet.
            NothingToIndex, IndexBusy, SnapshotCorrupt, CannotWrite: see `index`.
        """
        return self._build(None, prune=True, full=full, progress=progress)

    def remove(self, article_ids: Sequence[str], *, progress: ProgressCallback | None = None) -> BuildReport:
        """Remove articles for good: `reindex` leaves them out; indexing their very file brings them back.

        Raises:
            NothingToIndex: none of them is in the index.
            IndexMissing, IndexBusy, SnapshotCorrupt, CannotWrite: see `index`.
        """
        began = time.monotonic()
        with self._begun(full=False) as build:
            known = {each.id for each in build.store.articles.get(article_ids)}
            found = [each for each in dict.fromkeys(article_ids) if each in known]
            if not found:
                raise NothingToIndex(f"no article has the id {', '.join(article_ids)}; see: tanya articles list")
            build.store.articles.exclude(removals_of(build.store, found))
            return self._publish_without(build, found, began, progress, BuildReport(snapshot=""))

    def remove_source(self, source: str, *, progress: ProgressCallback | None = None) -> BuildReport:
        """Forget a source, as it is recorded, and remove its articles except those that another source holds too.

        Naming it again brings everything back. What the report tells as removed, changed and unchanged is all that was
        listed under it.

        Raises:
            SourceProblem: it is not recorded.
            IndexMissing, IndexBusy, SnapshotCorrupt, CannotWrite: see `index`.
        """
        began = time.monotonic()
        with self._begun(full=False) as build:
            store = build.store
            sources = store.sources.recorded()
            if source not in sources:
                raise SourceProblem(f"{source} is not among the recorded sources; see: tanya status")
            others = [each for each in sources if each != source]
            held = {key for each in others for key in articles_under(store, each)}
            listed = articles_under(store, source)
            lost = {key: path for key, path in listed.items() if key not in held}
            report = BuildReport(snapshot="")
            left = self._reading.hand_over(store, report, others, lost, progress or (lambda _: None))
            report.unchanged = len(listed.keys() - left.gone - set(left.changed))
            store.sources.forget(source)
            return self._publish_without(build, sorted(left.gone), began, progress, report, left.changed)

    def _build(
        self,
        named: list[str] | None,
        *,
        prune: bool,
        full: bool,
        afresh: Sequence[str] = (),
        progress: ProgressCallback | None,
    ) -> BuildReport:
        began = time.monotonic()
        tell = progress or (lambda _: None)
        with self._begun(full=full, unread=afresh) as build:
            store = build.store
            if named is None and not (store.sources.count() or store.articles.count()):
                raise IndexMissing("nothing has been indexed yet; run: tanya index FOLDER-OF-ARTICLES")
            report = BuildReport(snapshot="", doubts=list(build.doubts))
            read = self._reading.read(store, report, named, tell, prune=prune, afresh=afresh)
            gone = read.gone
            if named is not None and not (read.seen or gone):
                # What was fetched in vain is asked for anew next time: it may have been mended.
                self._reading.done()
                raise NothingToIndex(_nothing(named, report.skipped), report.skipped)
            # An index of nothing is better than one that answers from drafts.
            if store.articles.count() == len(gone) and not read.withdrawn:
                self._reading.done()
                message = "no article would be left in the index, so that it stays as it is"
                raise NothingToIndex(message, report.skipped, is_last=True)
            # Before it is published: another machine's build would take the article of a file that it lacks for gone.
            if afresh:
                self._share([each for each in afresh if read.seen.isdisjoint(store.articles.at(each))])
            pending = [each for each in _pending(store, read.changed) if each not in gone]
            self._embed(build, pending, report, tell)
            # Only now, so that an article that moved finds its vectors.
            _remove(store, sorted(gone), report)
            if not (pending or gone or read.recorded or full or build.is_repair):
                report.snapshot, report.published = self.archive.current_name(), False
                self._finish(store, report, began)
                build.forget_embeddings()
            else:
                self._publish(build, report, began, tell)
            self._reading.done()
            return report

    @contextmanager
    def _begun(self, *, full: bool, unread: Sequence[str] = ()) -> Iterator[Build]:
        with self.archive.build(embedder_fingerprint(self.models_folder), self.settings, full=full) as build:
            self._share(unread)
            yield build

    def _share(self, unread: Sequence[str]) -> None:
        """Share documents with other machines, where there are any, but those that perhaps cannot be read."""
        if self.documents and (shared := self.archive.documents()) is not None:
            share_documents(shared, self.documents, unread)

    def _embed(self, build: Build, pending: list[str], report: BuildReport, tell: ProgressCallback) -> None:
        store = build.store
        if len(pending) > _ARTICLES_AT_ONCE:
            build.offer(pending)
        pipeline = indexing_pipeline(store, self.settings, models_folder=self.models_folder, threads=self.threads)
        for start in range(0, len(pending), _ARTICLES_AT_ONCE):
            ids = pending[start : start + _ARTICLES_AT_ONCE]
            build.take_back(ids)
            tell_batch = _batch_progress(tell, start, len(ids), len(pending), report.embedded_passages)
            tell_batch(0, 1)
            articles = store.articles.get(ids)
            stale = set(store.passage_names(ids))
            inputs = {"splitter": {"articles": articles}, "embedder": {"progress": tell_batch}}
            outputs = run_pipeline(pipeline, inputs, {"splitter", "embedder"})
            report.embedded_passages += outputs["embedder"]["embedded"]
            written = {document.id for document in outputs["splitter"]["documents"]}
            store.delete_documents(sorted(stale - written))
        if pending:
            tell(Progress(Stage.EMBEDDING, len(pending), len(pending), report.embedded_passages))

    def _publish_without(
        self,
        build: Build,
        gone: Sequence[str],
        began: float,
        progress: ProgressCallback | None,
        report: BuildReport,
        changed: Sequence[str] = (),
    ) -> BuildReport:
        """Publish what is left when these articles are removed, and others have changed with it."""
        tell = progress or (lambda _: None)
        going = set(gone)
        self._embed(build, [each for each in _pending(build.store, changed) if each not in going], report, tell)
        # Only now, so that what stays elsewhere finds its vectors.
        _remove(build.store, gone, report)
        return self._publish(build, report, began, tell)

    def _publish(self, build: Build, report: BuildReport, began: float, tell: ProgressCallback) -> BuildReport:
        tell(Progress(Stage.WRITING, 0, None, report.embedded_passages))
        find_near_duplicates(build.store)
        self._finish(build.store, report, began)
        report.snapshot = build.publish(
            lambda: self._likely_questions(build.store),
            lambda done, total: tell(Progress(Stage.WRITING, done, total, report.embedded_passages)),
        )
        build.forget_embeddings()
        report.seconds = time.monotonic() - began
        return report

    def _likely_questions(self, store: BuildStore) -> NDArray[np.float32]:
        """Return vectors of questions to measure vector search with: titles tell what articles are asked about."""
        encoder = shared_encoder(self.models_folder, EMBEDDER_FILE, self.threads)
        return encode(encoder, [QUERY_PREFIX + title for title in store.articles.titles(_LIKELY_QUESTIONS)])

    def _finish(self, store: BuildStore, report: BuildReport, began: float) -> BuildReport:
        report.articles = store.articles.count()
        report.passages = store.count_documents()
        report.seconds = time.monotonic() - began
        return report


def _remove(store: BuildStore, gone: Sequence[str], report: BuildReport) -> None:
    report.count_removed(len(gone), (each.title for each in store.articles.get(gone[:NAMED])))
    store.remove_articles(gone)


def _pending(store: BuildStore, changed: Sequence[str]) -> list[str]:
    """Return the ids of the articles to embed: the changed ones and those without passages."""
    return list(dict.fromkeys([*changed, *store.articles.without_passages()]))


def _batch_progress(
    tell: ProgressCallback, done: int, count: int, total: int, passages: int
) -> Callable[[int, int], None]:
    """Return what tells of a batch of `count` articles how far its passages are, after `done` articles and `passages`.

    Passages are embedded by length, so that the articles that are done in between are an estimate.
    """

    def tell_batch(embedded: int, of: int) -> None:
        tell(Progress(Stage.EMBEDDING, done + count * embedded // of, total, passages + embedded))

    return tell_batch


def _absolute(source: Path | str) -> str:
    """Return a source as it is recorded: an address, or an absolute path that exists."""
    if is_url(str(source)):
        return checked_url(str(source))
    if source == "":
        raise SourceProblem("a source without a name; give a file, a folder, or an address that begins with https://")
    path = printable(Path(source))
    if not os.access(path, os.F_OK):
        raise SourceProblem(f"{path} does not exist; give a file, a folder, or an address that begins with https://")
    return path


def _nothing(sources: Sequence[str], skipped: Sequence[Skipped]) -> str:
    reasons = "; ".join(f"{each.where}: {each.reason}" for each in skipped[:3])
    known = ", ".join(sorted(SUPPORTED_SUFFIXES))
    return f"no article found in {', '.join(sources)}" + (f" ({reasons})" if reasons else f"; it may hold {known}")
