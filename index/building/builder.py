"""The path of an article: sources → articles → passages → embeddings → a new snapshot.

A build starts from a copy of the served snapshot, so that unchanged articles cost nothing, or with `full` from nothing.
It reads every file first and embeds afterwards, and publishes only what it finished; what it embedded before it was
stopped, the next one takes up. One bad article is reported and never stops the rest.
"""

from __future__ import annotations

import logging
import os
import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.building.families import find_near_duplicates
from index.building.intake import articles_under
from index.building.page_records import PageRecords
from index.building.source_run import Reading
from index.embedding.embedder import QUERY_PREFIX, embedder_fingerprint, encode, shared_encoder
from index.embedding.encoder import EMBEDDER_FILE
from index.embedding.splitter import PassageSettings
from index.errors import IndexMissing, NothingToIndex, OtherFormat, SnapshotCorrupt, SnapshotMismatch, SourceProblem
from index.pipelines import indexing_pipeline, run_pipeline
from index.progress import BuildReport, Progress, ProgressCallback, Skipped, Stage
from index.snapshots.hashes import check
from index.snapshots.manifest import PASSAGES_FILE, VECTORS_FILE
from index.snapshots.snapshots import JOURNAL_FILE, Snapshots
from index.sources import SUPPORTED_SUFFIXES, FetchSettings, is_url
from index.sources.decoding import printable
from index.sources.web.addresses import checked_url
from index.store.clusters import EXACT_UP_TO
from index.store.document_store import FaissDocumentStore

_ARTICLES_AT_ONCE = 32
_LIKELY_QUESTIONS = 256
_log = logging.getLogger(__name__)


class Builder:
    """Builds and publishes snapshots in one folder."""

    def __init__(
        self,
        snapshots: Snapshots,
        *,
        models_folder: str | None = None,
        threads: int = 0,
        settings: PassageSettings | None = None,
        fetch: FetchSettings | None = None,
    ) -> None:
        """Set up; nothing is loaded or locked before a build."""
        self.snapshots = snapshots
        self.models_folder, self.threads = models_folder, threads
        self.settings = settings or PassageSettings()
        self._reading = Reading(snapshots.root, fetch or FetchSettings())

    def index(
        self, sources: Sequence[Path | str], *, prune: bool = False, progress: ProgressCallback | None = None
    ) -> BuildReport:
        """Add or update the articles of these sources, and record them.

        Args:
            sources: files, folders, and addresses of pages, feeds and sitemaps; see `is_url`.
            prune: also remove articles of these sources whose files, rows or entries are gone; of a feed or a sitemap,
                from now on.
            progress: called as the build goes on.

        Raises:
            SourceProblem: a source does not exist, or is an address that cannot be asked.
            NothingToIndex: there is no article in the sources.
            IndexBusy: another process is building.
            SnapshotCorrupt: the served snapshot is damaged.
            TanyaIndexError: the disk is full or fails.
        """
        return self._build([_absolute(each) for each in sources], prune=prune, full=False, progress=progress)

    def reindex(self, *, full: bool = False, progress: ProgressCallback | None = None) -> BuildReport:
        """Go through the recorded sources again: add, update, and remove what is gone from them.

        A source that cannot be found, or that has lost all its articles at once, keeps its articles: a drive may be
        unmounted. `index` with `prune` removes those of an empty source. A file that is there and cannot be read keeps
        its articles, too.

        Args:
            full: cut and embed everything anew.
            progress: called as the build goes on.

        Raises:
            IndexMissing: nothing has been indexed yet.
            NothingToIndex, IndexBusy, SnapshotCorrupt, TanyaIndexError: see `index`.
        """
        return self._build(None, prune=True, full=full, progress=progress)

    def remove(self, article_ids: Sequence[str], *, progress: ProgressCallback | None = None) -> BuildReport:
        """Remove articles for good: `reindex` leaves them out; indexing their very file brings them back.

        Args:
            article_ids: which ones.
            progress: called as the build goes on.

        Raises:
            NothingToIndex: none of them is in the index.
            IndexMissing, IndexBusy, SnapshotCorrupt, TanyaIndexError: see `index`.
        """
        began = time.monotonic()
        with self.snapshots.writer() as folder, closing(self._start(folder, full=False)) as store:
            found = [
                each for each in article_ids if store.database.scalar("SELECT 1 FROM articles WHERE id = ?", [each])
            ]
            if not found:
                raise NothingToIndex(f"no article has the id {', '.join(article_ids)}; see: tanya articles list")
            store.database.write(
                "INSERT OR REPLACE INTO excluded SELECT id, origin FROM articles WHERE id = ?",
                [(each,) for each in found],
            )
            self._drop(store, found)
            return self._publish_rest(folder, store, len(found), began, progress)

    def remove_source(self, source: str, *, progress: ProgressCallback | None = None) -> BuildReport:
        """Forget a source, and remove its articles except those that another source holds too.

        Naming it again brings everything back.

        Args:
            source: as it is recorded.
            progress: called as the build goes on.

        Raises:
            SourceProblem: it is not recorded.
            IndexMissing, IndexBusy, SnapshotCorrupt, TanyaIndexError: see `index`.
        """
        began = time.monotonic()
        with self.snapshots.writer() as folder, closing(self._start(folder, full=False)) as store:
            sources = [row[0] for row in store.database.rows("SELECT uri FROM sources")]
            if source not in sources:
                raise SourceProblem(f"{source} is not among the recorded sources; see: tanya status")
            others = {key for each in sources if each != source for key in articles_under(store.database, each)}
            gone = sorted(articles_under(store.database, source).keys() - others)
            self._drop(store, gone)
            PageRecords(store.database).forget_source(source)
            store.database.write("DELETE FROM sources WHERE uri = ?", [(source,)])
            return self._publish_rest(folder, store, len(gone), began, progress)

    def _build(
        self, named: list[str] | None, *, prune: bool, full: bool, progress: ProgressCallback | None
    ) -> BuildReport:
        began = time.monotonic()
        tell = progress or (lambda _: None)
        with self.snapshots.writer() as folder, closing(self._start(folder, full=full)) as store:
            if named is None and not store.database.scalar("SELECT 1 FROM sources UNION SELECT 1 FROM articles"):
                raise IndexMissing("nothing has been indexed yet; run: tanya index FOLDER-OF-ARTICLES")
            report = BuildReport(snapshot="")
            read = self._reading.read(store, report, named, tell, prune=prune)
            gone = read.gone
            if named is not None and not (read.seen or gone):
                raise NothingToIndex(_nothing(named, report.skipped))
            # An index of nothing is better than one that answers from drafts.
            if store.database.scalar("SELECT count(*) FROM articles") == len(gone) and not read.withdrawn:
                raise NothingToIndex("no article would be left in the index, so that it stays as it is")
            pending = [each for each in _pending(store, read.changed) if each not in gone]
            self._embed(store, pending, report, tell)
            # Only now, so that an article that moved finds its vectors.
            self._drop(store, sorted(gone))
            report.removed = len(gone)
            if not (pending or gone or read.recorded or full):
                report.snapshot, report.published = self.snapshots.current_name(), False
                self._finish(store, report, began)
                self._forget_journal()
            else:
                self._publish(folder, store, report, began, tell)
            self._reading.done()
            return report

    def _start(self, folder: Path, *, full: bool) -> FaissDocumentStore:
        """Open the build's own store: a copy of the served snapshot, or its articles without passages."""
        base, reusable = self._base(full=full)
        if base is not None:
            shutil.copyfile(base / PASSAGES_FILE, folder / PASSAGES_FILE)
            if reusable:
                shutil.copyfile(base / VECTORS_FILE, folder / VECTORS_FILE)
        store = FaissDocumentStore(str(folder), writable=True)
        if base is not None and not reusable:
            store.database.write("DELETE FROM passages", [()])
            store.database.write("DELETE FROM files", [()])
        return store

    def _base(self, *, full: bool) -> tuple[Path | None, bool]:
        """Return the folder of the snapshot to start from, checked, and whether its passages can be taken over.

        That is the served one; with `full`, if its files are damaged or another's, the newest whole one before it.
        """
        try:
            base = self.snapshots.root / self.snapshots.current_name()
            manifest = check(base)
        except IndexMissing:
            return None, False
        except OtherFormat as error:
            _log.warning("%s; everything is embedded anew", error)
            return base, False
        except (SnapshotCorrupt, SnapshotMismatch):
            whole = self.snapshots.newest_whole_before_current() if full else None
            if whole is None:
                raise
            return self.snapshots.root / whole, False
        model = embedder_fingerprint(self.models_folder)
        if manifest.model != model:
            _log.warning("%s has vectors of %s, not of %s; everything is embedded anew", base, manifest.model, model)
        return base, not full and manifest.model == model and manifest.passages == self.settings

    def _drop(self, store: FaissDocumentStore, ids: Sequence[str]) -> None:
        store.delete_documents(store.passage_names(ids))
        store.database.write(
            "DELETE FROM files WHERE path = (SELECT path FROM articles WHERE id = ?)", [(each,) for each in ids]
        )
        store.database.write(
            "DELETE FROM pages WHERE url = (SELECT path FROM articles WHERE id = ?)", [(each,) for each in ids]
        )
        store.database.write("DELETE FROM articles WHERE id = ?", [(each,) for each in ids])
        if ids:
            PageRecords(store.database).forget_duplicates()

    def _embed(
        self, store: FaissDocumentStore, pending: list[str], report: BuildReport, tell: ProgressCallback
    ) -> None:
        pipeline = indexing_pipeline(
            store,
            self.settings,
            models_folder=self.models_folder,
            threads=self.threads,
            journal=str(self.snapshots.root / JOURNAL_FILE),
        )
        for start in range(0, len(pending), _ARTICLES_AT_ONCE):
            ids = pending[start : start + _ARTICLES_AT_ONCE]
            tell_batch = _batch_progress(tell, start, len(ids), len(pending), report.embedded_passages)
            tell_batch(0, 1)
            places = ", ".join("?" * len(ids))
            articles = list(store.database.articles(f"id IN ({places})", ids))
            stale = set(store.passage_names(ids))
            inputs = {"splitter": {"articles": articles}, "embedder": {"progress": tell_batch}}
            outputs = run_pipeline(pipeline, inputs, {"splitter", "embedder"})
            report.embedded_passages += outputs["embedder"]["embedded"]
            written = {document.id for document in outputs["splitter"]["documents"]}
            store.delete_documents(sorted(stale - written))
        if pending:
            tell(Progress(Stage.EMBEDDING, len(pending), len(pending), report.embedded_passages))

    def _publish_rest(
        self, folder: Path, store: FaissDocumentStore, removed: int, began: float, progress: ProgressCallback | None
    ) -> BuildReport:
        """Publish what a removal left."""
        report, tell = BuildReport(snapshot="", removed=removed), progress or (lambda _: None)
        self._embed(store, _pending(store, []), report, tell)
        return self._publish(folder, store, report, began, tell)

    def _publish(
        self,
        folder: Path,
        store: FaissDocumentStore,
        report: BuildReport,
        began: float,
        tell: ProgressCallback,
    ) -> BuildReport:
        tell(Progress(Stage.WRITING, 0, None, report.embedded_passages))
        model = embedder_fingerprint(self.models_folder)
        find_near_duplicates(store.database)
        self._finish(store, report, began)
        report.snapshot = self.snapshots.publish(
            folder,
            store,
            model,
            self.settings,
            self._likely_questions(store) if report.passages > EXACT_UP_TO else None,
            lambda done, total: tell(Progress(Stage.WRITING, done, total, report.embedded_passages)),
        )
        self._forget_journal()
        report.seconds = time.monotonic() - began
        return report

    def _forget_journal(self) -> None:
        """Remove the journal: all that it held is in a snapshot, or in no article any more."""
        # The build is done all the same where that fails.
        with suppress(OSError):
            (self.snapshots.root / JOURNAL_FILE).unlink(missing_ok=True)

    def _likely_questions(self, store: FaissDocumentStore) -> NDArray[np.float32]:
        """Return vectors of questions to measure vector search with: titles tell what articles are asked about."""
        rows = store.database.rows("SELECT title FROM articles ORDER BY id LIMIT ?", [_LIKELY_QUESTIONS])
        encoder = shared_encoder(self.models_folder, EMBEDDER_FILE, self.threads)
        return encode(encoder, [QUERY_PREFIX + row["title"] for row in rows])

    def _finish(self, store: FaissDocumentStore, report: BuildReport, began: float) -> BuildReport:
        report.articles = store.database.scalar("SELECT count(*) FROM articles")
        report.passages = store.count_documents()
        report.seconds = time.monotonic() - began
        return report


def _pending(store: FaissDocumentStore, changed: Sequence[str]) -> list[str]:
    """Return the ids of the articles to embed: the changed ones and those without passages."""
    without = store.database.rows("SELECT id FROM articles WHERE id NOT IN (SELECT article FROM passages) ORDER BY id")
    return list(dict.fromkeys([*changed, *(row[0] for row in without)]))


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
