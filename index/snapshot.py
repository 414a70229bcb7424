"""Snapshots: immutable folders that are built aside and published by one rename.

    index/
      CURRENT              names the served snapshot
      LOCK                 held by the one writer (flock: the kernel releases it when the holder dies)
      s-<utc time>-<hash>/ immutable once published
      building-<random>/   a build in progress, or what a killed one left; removed by the next build

Does not know what is in a snapshot beyond its manifest and its store.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from index.durable import replace_file, sha256_of, sync_file, sync_folder
from index.errors import IndexBusy, IndexMissing, SnapshotCorrupt, SnapshotMismatch, TanyaIndexError
from index.manifest import (
    FORMAT_VERSION,
    HOW_TO_REPAIR,
    METRIC,
    PASSAGES_FILE,
    VECTORS_FILE,
    Counts,
    FileRecord,
    Manifest,
    damage_of,
)
from index.passages import PassageSettings
from index.store import FaissDocumentStore

CURRENT_FILE, LOCK_FILE = "CURRENT", "LOCK"
_BUILDING = "building-"
_KEEP = 2


@dataclass(frozen=True)
class Snapshot:
    """One published snapshot, opened read-only; whoever holds it goes on using it when a newer one is published."""

    name: str
    folder: Path
    manifest: Manifest
    store: FaissDocumentStore

    @property
    def size_bytes(self) -> int:
        """The size of its data files."""
        return sum(record.size_bytes for record in self.manifest.files.values())


class Snapshots:
    """The folder of all snapshots."""

    def __init__(self, root: Path) -> None:
        """Name the folder; it need not exist yet."""
        self.root = root

    def current_name(self) -> str:
        """Return the name of the served snapshot.

        Raises:
            IndexMissing: nothing has been published yet.
            SnapshotCorrupt: CURRENT does not name a snapshot.
        """
        path = self.root / CURRENT_FILE
        try:
            name = path.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            raise IndexMissing(f"there is no index in {self.root} yet; run: tanya index FOLDER-OF-ARTICLES") from None
        except (OSError, ValueError) as error:
            raise SnapshotCorrupt(f"{path} cannot be read ({type(error).__name__}); {HOW_TO_REPAIR}") from None
        if not name.startswith("s-") or "/" in name:
            raise SnapshotCorrupt(f"{path} does not name a snapshot; {HOW_TO_REPAIR}")
        return name

    def open_current(self, model: str) -> Snapshot:
        """Verify every file of the served snapshot and open it.

        Args:
            model: fingerprint of the embedder that will ask it.

        Raises:
            IndexMissing: nothing has been published yet.
            SnapshotCorrupt: a file is missing, cut or changed.
            SnapshotMismatch: it was made with another model or format.
        """
        name = self.current_name()
        folder = self.root / name
        if not folder.is_dir():
            raise SnapshotCorrupt(f"{self.root / CURRENT_FILE} names {name}, which is not there; {HOW_TO_REPAIR}")
        manifest = Manifest.read(folder)
        if problems := damage_of(folder, manifest):
            raise SnapshotCorrupt(f"snapshot {name} is damaged: {'; '.join(problems)}; {HOW_TO_REPAIR}")
        if manifest.model != model:
            raise SnapshotMismatch(
                f"snapshot {name} was made with embedder {manifest.model}, this program has {model}; "
                "run: tanya reindex --full"
            )
        return Snapshot(name, folder, manifest, FaissDocumentStore(str(folder), dimension=manifest.dimension))

    def newest_whole(self) -> Path | None:
        """Return the folder of the newest undamaged snapshot, whatever CURRENT says; None when there is none."""
        for folder in sorted(self.root.glob("s-*"), reverse=True):
            try:
                if not damage_of(folder, Manifest.read(folder)):
                    return folder
            except (SnapshotCorrupt, SnapshotMismatch):
                continue
        return None

    @contextmanager
    def writer(self) -> Iterator[Path]:
        """Hold the writer's lock; yields an empty folder to build in, which is gone afterwards unless published.

        Raises:
            IndexBusy: another process holds the lock.
            TanyaIndexError: the disk is full or fails; the served snapshot stays.
        """
        try:
            with self._locked():
                for leftover in self.root.glob(f"{_BUILDING}*"):
                    shutil.rmtree(leftover, ignore_errors=True)
                building = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=self.root))
                try:
                    building.chmod(0o755)
                    yield building
                finally:
                    shutil.rmtree(building, ignore_errors=True)
        except OSError as error:
            raise TanyaIndexError(
                f"no new snapshot could be written to {self.root} ({error.strerror or error}); "
                "the last one that was published is served"
            ) from error

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.root.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.root / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise IndexBusy(f"another process is building the index in {self.root}; try again later") from None
            yield
        finally:
            os.close(descriptor)

    def publish(self, building: Path, store: FaissDocumentStore, model: str, passages: PassageSettings) -> str:
        """Save a build, verify what reached the disk, and make it the served snapshot.

        To be called with the writer's lock. Order: files synced → manifest synced → folder synced → renamed → parent
        synced → CURRENT replaced.

        Returns:
            The new snapshot's name.

        Raises:
            OSError, TanyaIndexError: the disk is full or fails, or what was written cannot be read back.
        """
        store.save()
        counts = Counts(*(store.database.scalar(f"SELECT count(*) FROM {each}") for each in _COUNTED))
        store.close()
        sync_file(building / PASSAGES_FILE)
        files = {
            name: FileRecord((building / name).stat().st_size, sha256_of(building / name))
            for name in (PASSAGES_FILE, VECTORS_FILE)
        }
        now = datetime.now(UTC)
        built = now.isoformat(timespec="seconds")
        Manifest(FORMAT_VERSION, model, store.dimension, METRIC, passages, counts, built, files).write(building)
        sync_folder(building)
        if problems := damage_of(building, Manifest.read(building)):
            raise SnapshotCorrupt(f"the new snapshot did not reach the disk whole: {'; '.join(problems)}")
        digest = "".join(record.sha256 for record in files.values())
        name = f"s-{now:%Y%m%dT%H%M%S}{now.microsecond:06d}Z-{digest[:4]}{digest[64:68]}"
        building.rename(self.root / name)
        try:
            sync_folder(self.root)
            replace_file(self.root / CURRENT_FILE, f"{name}\n".encode("ascii"))
        except BaseException:
            if name not in self._named():
                shutil.rmtree(self.root / name, ignore_errors=True)
            raise
        self._remove_old(name)
        return name

    def _named(self) -> str:
        """Return what CURRENT holds, whatever that is; empty when there is no such file."""
        path = self.root / CURRENT_FILE
        return path.read_text(encoding="ascii", errors="replace") if path.exists() else ""

    def _remove_old(self, current: str) -> None:
        """Keep the newest snapshots; processes that still have an old one open keep reading it."""
        names = sorted((each.name for each in self.root.glob("s-*") if each.name != current), reverse=True)
        for name in names[_KEEP - 1 :]:
            shutil.rmtree(self.root / name, ignore_errors=True)


_COUNTED = ("articles", "passages", "sources")
