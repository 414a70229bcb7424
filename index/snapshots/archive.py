"""The archive of snapshots in a data folder: what an engine asks, and how a build begins and ends.

index/         the snapshots; see `index.snapshots.snapshots`
building.json  how far a build is; see `index.snapshots.progress_file`
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from index.errors import IndexMissing, OtherFormat, SnapshotCorrupt, SnapshotMismatch
from index.passages import PassageSettings
from index.progress import Progress, ProgressCallback
from index.results import KeptSnapshot, Trouble
from index.snapshots.consistency import problems_of_current
from index.snapshots.hashes import check
from index.snapshots.kept import kept_snapshots, remove_snapshots, roll_back
from index.snapshots.progress_file import running_build, shown_progress
from index.snapshots.snapshots import CURRENT_FILE, JOURNAL_FILE, KEEP, Snapshot, Snapshots
from index.store.local.document_store import FaissDocumentStore
from index.store.local.embedding_journal import EmbeddingJournal
from index.store.local.files import PASSAGES_FILE, VECTORS_FILE
from index.store.protocols import Float32, Tell

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

    def publish(self, questions: Callable[[], Float32] | None = None, tell: Tell = lambda done, total: None) -> str:
        """Make it the served snapshot, whole and durable, and return its name; see `Snapshots.publish`."""
        return self.snapshots.publish(self.folder, self.store, self.model, self.settings, questions, tell)

    def forget_embeddings(self) -> None:
        """Remove the journal: all that it held is in a snapshot, or in no article any more."""
        # The build is done all the same where that fails.
        with suppress(OSError):
            EmbeddingJournal(self.snapshots.root / JOURNAL_FILE, self.store.dimension).forget()


class FolderArchive:
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
        """Return what differs as soon as another snapshot is to be served."""
        try:
            status = (self.snapshots.root / CURRENT_FILE).stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return status.st_ino, status.st_mtime_ns

    def current_name(self) -> str:
        """Return the name of the snapshot to serve; see `Snapshots.current_name`."""
        return self.snapshots.current_name()

    def open_current(self, model: str) -> Snapshot:
        """Open the snapshot to serve; see `Snapshots.open_current`."""
        return self.snapshots.open_current(model)

    def open_served(self, model: str) -> tuple[Snapshot, Trouble | None]:
        """Open the snapshot to serve, or the newest whole one before it; see `Snapshots.open_served`."""
        return self.snapshots.open_served(model)

    def newest_whole_before_current(self, model: str | None = None) -> str | None:
        """Return the newest undamaged snapshot older than the current one; see `Snapshots`."""
        return self.snapshots.newest_whole_before_current(model)

    def kept(self) -> list[KeptSnapshot]:
        """Return all snapshots, the newest first; see `index.snapshots.kept.kept_snapshots`."""
        return kept_snapshots(self.snapshots)

    def roll_back(self, name: str | None, model: str) -> str:
        """Serve an older snapshot again; see `index.snapshots.kept.roll_back`."""
        return roll_back(self.snapshots, name, model)

    def remove(self, names: Sequence[str]) -> None:
        """Remove snapshots that are not served; see `index.snapshots.kept.remove_snapshots`."""
        remove_snapshots(self.snapshots, names)

    def problems(self) -> tuple[str, list[str]]:
        """Check every file of the snapshot to serve; return its name and a sentence for each problem found."""
        return problems_of_current(self.snapshots)

    @contextmanager
    def build(self, model: str, settings: PassageSettings, *, full: bool = False) -> Iterator[FolderBuild]:
        """Hold the writer's lock, and begin a snapshot from the served one; see `index.store.protocols.Archive`."""
        with self.snapshots.writer() as folder:
            base, reusable = self._base(model, settings, full=full)
            if base is not None:
                shutil.copyfile(base / PASSAGES_FILE, folder / PASSAGES_FILE)
                if reusable:
                    shutil.copyfile(base / VECTORS_FILE, folder / VECTORS_FILE)
            journal = str(self.snapshots.root / JOURNAL_FILE)
            store = FaissDocumentStore(str(folder), dimension=self.dimension, writable=True, journal=journal)
            with closing(store):
                if base is not None and not reusable:
                    store.clear_passages()
                yield FolderBuild(self.snapshots, folder, store, model, settings)

    def shown_progress(self, progress: ProgressCallback | None) -> AbstractContextManager[ProgressCallback]:
        """Give what a build is to tell its progress to; see `index.snapshots.progress_file`."""
        return shown_progress(self.data_dir, progress)

    def running_build(self) -> Progress | None:
        """Return how far the build is that runs in this process or another; None when none runs."""
        return running_build(self.data_dir)

    def _base(self, model: str, settings: PassageSettings, *, full: bool) -> tuple[Path | None, bool]:
        """Return the folder of the snapshot to start from, checked, and whether its passages can be taken over.

        That is the served one; with `full`, if its files are damaged or another's, the newest whole one before it.
        """
        root = self.snapshots.root
        try:
            base = root / self.snapshots.current_name()
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
            return root / whole, False
        if manifest.model != model:
            _log.warning("%s has vectors of %s, not of %s; everything is embedded anew", base, manifest.model, model)
        return base, not full and manifest.model == model and manifest.passages == settings
