"""The archive of snapshots in a data folder: what an engine asks, and how a build begins and ends.

index/         the snapshots; see `index.snapshots.snapshots`
building.json  how far a build is; see `index.snapshots.progress_file`
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from index.durable_files import copy_file
from index.errors import IndexMissing, OtherFormat, SnapshotCorrupt, SnapshotMismatch
from index.passages import PassageSettings
from index.progress import Progress, ProgressCallback
from index.results import KeptSnapshot, Trouble
from index.snapshots.consistency import problems_of_current
from index.snapshots.hashes import check
from index.snapshots.kept import kept_snapshots, remove_snapshots, roll_back
from index.snapshots.ledger import Ledger, note_in_ledger
from index.snapshots.progress_file import running_build, shown_progress
from index.snapshots.repair import Start, removed_since, start_after, take_over
from index.snapshots.snapshots import CURRENT_FILE, JOURNAL_FILE, KEEP, Snapshot, Snapshots
from index.store.local.document_store import PASSAGES_FILE, VECTORS_FILE, FaissDocumentStore
from index.store.local.embedding_journal import EmbeddingJournal
from index.store.local.salvage import recorded_in
from index.store.protocols import Archive, Float32, Offered, Tell
from index.store.records import Recorded

INDEX_FOLDER = "index"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class FolderBuild:
    """A snapshot that is being built in a folder of its own; see `index.store.protocols.Build`."""

    snapshots: Snapshots
    folder: Path
    store: FaissDocumentStore
    model: str
    settings: PassageSettings
    start: Start

    @property
    def is_repair(self) -> bool:
        """Whether it began elsewhere than at the snapshot to serve."""
        return self.start.is_repair

    @property
    def doubts(self) -> Sequence[str]:
        """What may be missing, in words."""
        return self.start.doubts

    def publish(self, questions: Callable[[], Float32] | None = None, tell: Tell = lambda done, total: None) -> str:
        """Make it the served snapshot, whole and durable, and return its name; see `Snapshots.publish`."""
        recorded = Recorded(self.store.sources.recorded(), self.store.articles.excluded())
        for unread in self.start.unread:
            _log.warning("%s is kept as %s", unread, self.snapshots.put_aside(unread))
        name = self.snapshots.publish(self.folder, self.store, self.model, self.settings, questions, tell)
        note_in_ledger(self.snapshots.root, Ledger(name, *recorded))
        return name

    def offer(self, article_ids: Sequence[str]) -> None:
        """Offer nothing: a folder is one machine's."""

    def take_back(self, article_ids: Sequence[str]) -> None:
        """Do nothing: nothing was offered."""

    def forget_embeddings(self) -> None:
        """Remove the journal: all that it held is in a snapshot, or in no article any more."""
        # The build is done all the same where that fails.
        with suppress(OSError):
            EmbeddingJournal(self.snapshots.root / JOURNAL_FILE, self.store.dimension).forget()


class FolderArchive(Archive):
    """The snapshots of one data folder; see `index.store.protocols.Archive`."""

    def __init__(self, data_dir: Path, *, dimension: int, keep: int = KEEP) -> None:
        """Name the folder; it need not exist yet.

        Args:
            data_dir: holds `index/`.
            dimension: of the vectors of new snapshots.
            keep: how many snapshots a build leaves, its own among them; 1 or more.
        """
        self.data_dir, self.dimension = data_dir, dimension
        self.snapshots = Snapshots(data_dir / INDEX_FOLDER, keep=keep)

    def stamp(self) -> Hashable:
        try:
            status = (self.snapshots.root / CURRENT_FILE).stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return status.st_ino, status.st_mtime_ns

    def current_name(self) -> str:
        return self.snapshots.current_name()

    def open_current(self, model: str) -> Snapshot:
        return self.snapshots.open_current(model)

    def open_served(self, model: str) -> tuple[Snapshot, Trouble | None]:
        snapshot, trouble = self.snapshots.open_served(model)
        return (snapshot if trouble is None else self.hiding(snapshot)), trouble

    def hiding(self, snapshot: Snapshot) -> Snapshot:
        return replace(snapshot, hidden=removed_since(self.snapshots, snapshot.name, snapshot.store))

    def newest_whole_before_current(self, model: str | None = None) -> str | None:
        return self.snapshots.newest_whole_before_current(model)

    def kept(self) -> list[KeptSnapshot]:
        return kept_snapshots(self.snapshots)

    def roll_back(self, name: str | None, model: str) -> str:
        name = roll_back(self.snapshots, name, model)
        # Whoever goes back wants the sources and articles of then, also those that were removed since.
        path = self.snapshots.root / name / PASSAGES_FILE
        note_in_ledger(self.snapshots.root, Ledger(name, *recorded_in(path)))
        return name

    def remove(self, names: Sequence[str]) -> None:
        remove_snapshots(self.snapshots, names)

    def problems(self) -> tuple[str, list[str]]:
        return problems_of_current(self.snapshots)

    @contextmanager
    def build(
        self, model: str, settings: PassageSettings, *, full: bool = False, resume: str | None = None
    ) -> Iterator[FolderBuild]:
        """Hold the writer's lock, and begin a snapshot from the served one; see `index.store.protocols.Archive`.

        Nothing is resumed: what a build left is removed.
        """
        with self.snapshots.writer() as folder:
            start = self._start(full=full)
            base, reusable = start.folder, not full and self._is_reusable(start, model, settings)
            if base is not None:
                _link(base / PASSAGES_FILE, folder / PASSAGES_FILE)
                if reusable:
                    _link(base / VECTORS_FILE, folder / VECTORS_FILE)
            journal = str(self.snapshots.root / JOURNAL_FILE)
            store = FaissDocumentStore(str(folder), dimension=self.dimension, writable=True, journal=journal)
            with closing(store):
                if base is not None and not reusable:
                    store.clear_passages()
                if start.recorded is not None:
                    take_over(start.recorded, store, exact=start.exact)
                yield FolderBuild(self.snapshots, folder, store, model, settings, start)

    def shown_progress(self, progress: ProgressCallback | None) -> AbstractContextManager[ProgressCallback]:
        return shown_progress(self.data_dir, progress)

    def running_build(self) -> Progress | None:
        return running_build(self.data_dir)

    def documents(self) -> None:
        """Return None: the data folder has them."""

    def offered(self, model: str, count: int) -> AbstractContextManager[Offered | None]:
        """Take nothing: a folder is one machine's."""
        return nullcontext()

    def close(self) -> None:
        """Do nothing: a folder is opened anew each time."""

    def _start(self, *, full: bool) -> Start:
        """Return where a build begins: at the served snapshot, checked, or at the newest whole parts."""
        try:
            base = self.snapshots.root / self.snapshots.current_name()
            return Start(base, check(base))
        except IndexMissing:
            ledger = Ledger.read(self.snapshots.root)
            return Start(None, recorded=Recorded({}, ledger.removed) if ledger else None)
        except OtherFormat as error:
            _log.warning("%s; everything is embedded anew", error)
            return Start(base)
        except (SnapshotCorrupt, SnapshotMismatch) as error:
            return start_after(self.snapshots, error, full=full)

    def _is_reusable(self, start: Start, model: str, settings: PassageSettings) -> bool:
        """Tell whether the passages of a snapshot, and their vectors, can be taken over."""
        manifest = start.manifest
        if manifest is None:
            return False
        if manifest.model != model:
            found = manifest.snapshot or start.folder
            _log.warning("%s has vectors of %s, not of %s; everything is embedded anew", found, manifest.model, model)
        return manifest.model == model and manifest.passages == settings


def _link(published: Path, here: Path) -> None:
    """Give a build a published file, which it reads and never writes to: what changes goes into a file of its own."""
    try:
        here.hardlink_to(published)
    except OSError:
        copy_file(published, here)
