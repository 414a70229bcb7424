"""Snapshots: immutable folders that are built aside and published by one rename.

    index/
      CURRENT              names the served snapshot
      LOCK                 held by the one writer (flock: the kernel releases it when the holder dies)
      EMBEDDED             vectors of a build that is not published yet, or was stopped; taken up by the next build
      s-<utc time>-<hash>/ immutable once published; the time never goes back, whatever the clock does
      damaged-s-<…>/       what a repair could not read and somebody may want to look into; never removed by itself
      building-<random>/   a build in progress, or what a killed one left; removed by the next build

Does not know what is in a snapshot beyond its manifest and its store. Older snapshots: see `index.snapshots.kept`.
"""

from __future__ import annotations

import errno
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from index.durable_files import replace_file, sha256_of, sync_file, sync_folder
from index.errors import CannotWrite, IndexBusy, IndexMissing, SnapshotCorrupt, SnapshotMismatch
from index.file_lock import locked_file
from index.passages import PassageSettings
from index.results import Counts, Trouble
from index.snapshots.hashes import check, damage_of, looks_whole
from index.snapshots.manifest import (
    FORMAT_VERSION,
    HOW_TO_REPAIR,
    METRIC,
    FileRecord,
    Manifest,
)
from index.store.local.document_store import FILES, PASSAGES_FILE, FaissDocumentStore
from index.store.protocols import Float32, Tell

CURRENT_FILE, LOCK_FILE, JOURNAL_FILE = "CURRENT", "LOCK", "EMBEDDED"
KEEP = 2
_NAME = re.compile(rb"s-[0-9]{8}T[0-9]{12}Z-[0-9a-f]{8}")
_TIME = "s-%Y%m%dT%H%M%S%fZ"
_BUILDING, _DAMAGED = "building-", "damaged-"
# How often a reader tries again when builds publish and remove snapshots faster than it opens them.
_TRIES = 10


@dataclass(frozen=True)
class Snapshot:
    """One published snapshot, opened read-only; whoever holds it goes on using it when a newer one is published.

    Attributes:
        hidden: ids of articles that were removed since, where it is served in the place of a newer one.
    """

    name: str
    folder: Path
    manifest: Manifest
    store: FaissDocumentStore
    hidden: frozenset[str] = frozenset()

    @property
    def counts(self) -> Counts:
        """How much it holds."""
        return self.manifest.counts

    @property
    def model(self) -> str:
        """Fingerprint of the embedder that made its vectors."""
        return self.manifest.model

    @property
    def settings(self) -> PassageSettings:
        """How its articles were cut."""
        return self.manifest.passages

    @property
    def built(self) -> str:
        """UTC time in ISO 8601."""
        return self.manifest.built

    @property
    def size_bytes(self) -> int:
        """The size of its data files."""
        return sum(record.size_bytes for record in self.manifest.files.values())


class Snapshots:
    """The folder of all snapshots."""

    def __init__(self, root: Path, *, keep: int = KEEP) -> None:
        """Name the folder; it need not exist yet.

        Args:
            root: the folder.
            keep: how many snapshots to keep, the served one among them; 1 or more.
        """
        self.root, self.keep = root, keep

    def names(self) -> list[str]:
        """Return the names of all snapshots, the newest first.

        A name's time is that of the clock, or just after the newest name when the clock stands before that.
        """
        return sorted((each.name for each in self.root.glob("s-*")), reverse=True)

    def current_name(self) -> str:
        """Return the name of the snapshot to serve; see `Archive.current_name`."""
        path = self.root / CURRENT_FILE
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            if self.names():
                raise SnapshotCorrupt(
                    f"{path} is missing, and there are snapshots beside it; {HOW_TO_REPAIR}"
                ) from None
            raise IndexMissing(f"there is no index in {self.root} yet; run: tanya index FOLDER-OF-ARTICLES") from None
        except OSError as error:
            raise SnapshotCorrupt(f"{path} cannot be read ({type(error).__name__}); {HOW_TO_REPAIR}") from None
        name = content.removesuffix(b"\n")
        if name == content or not _NAME.fullmatch(name):
            raise SnapshotCorrupt(f"{path} does not name a snapshot; {HOW_TO_REPAIR}")
        return name.decode("ascii")

    def open_current(self, model: str) -> Snapshot:
        """Check every file of the snapshot that CURRENT names and open it; see `Archive.open_current`."""
        for _ in range(_TRIES):
            name = self.current_name()
            try:
                return self._open(name, model)
            except (SnapshotCorrupt, SnapshotMismatch):
                # Meanwhile it may have been replaced and removed.
                if self.current_name() == name:
                    raise
        return self._open(self.current_name(), model)

    def open_served(self, model: str) -> tuple[Snapshot, Trouble | None]:
        """Open the current snapshot, or if it is damaged the newest whole one before it; see `Archive.open_served`.

        One of another model or format, or with files of others, is not passed over: that is for a person to decide.
        """
        try:
            return self.open_current(model), None
        except SnapshotCorrupt as error:
            name = self.newest_whole_before_current(model)
            if name is None:
                raise
            return self._open(name, model), Trouble(str(error), name)

    def newest_whole_before_current(self, model: str | None = None) -> str | None:
        """Return the newest undamaged snapshot older than the current one, of any age when CURRENT names none."""
        current = self.named_and_there()
        for name in self.names():
            with suppress(SnapshotCorrupt, SnapshotMismatch):
                if (current is None or name < current) and check(self.root / name, model):
                    return name
        return None

    def named_and_there(self) -> str | None:
        """Return the name in CURRENT if there is such a snapshot, whole or not; None when CURRENT is damaged."""
        try:
            name = self.current_name()
        except SnapshotCorrupt:
            return None
        return name if (self.root / name).is_dir() else None

    def _open(self, name: str, model: str) -> Snapshot:
        folder = self.root / name
        if not folder.is_dir():
            raise SnapshotCorrupt(f"{self.root / CURRENT_FILE} names {name}, which is not there; {HOW_TO_REPAIR}")
        manifest = check(folder, model)
        return Snapshot(name, folder, manifest, FaissDocumentStore(str(folder), dimension=manifest.dimension))

    @contextmanager
    def writer(self) -> Iterator[Path]:
        """Hold the writer's lock; yields an empty folder to build in, which is gone afterwards unless published.

        Raises:
            IndexBusy: another process holds the lock.
            CannotWrite: the disk is full or fails; the served snapshot stays.
        """
        try:
            with ExitStack() as stack:
                try:
                    stack.enter_context(locked_file(self.root / LOCK_FILE))
                except BlockingIOError:
                    message = f"another process is building the index in {self.root}; try again later"
                    raise IndexBusy(message) from None
                self._clear_leftovers()
                building = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=self.root))
                try:
                    yield building
                finally:
                    shutil.rmtree(building, ignore_errors=True)
        except OSError as error:
            what = f"no new snapshot could be written to {self.root} ({error.strerror or error})"
            raise CannotWrite(f"{what}{self._advice(error)}") from error

    def _advice(self, error: OSError) -> str:
        """Return what to do when a build cannot write, and what is served meanwhile."""
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        room = "; make room on its disk, in bytes or in files: df -h and df -i tell which" if full else ""
        return f"{room}; the last one that was published is served" if self.names() else room

    def publish(
        self,
        building: Path,
        store: FaissDocumentStore,
        model: str,
        passages: PassageSettings,
        questions: Callable[[], Float32] | None = None,
        tell: Tell = lambda done, total: None,
    ) -> str:
        """Save a build, verify what reached the disk, and make it the served snapshot; return its name.

        To be called with the writer's lock. Order: files synced → manifest synced → folder synced → renamed → parent
        synced → CURRENT replaced.

        Args:
            building: the folder that `writer` gave.
            store: over that folder; it is left open.
            model: fingerprint of the embedder that made its vectors.
            passages: the splitter's settings.
            questions: see `Build.publish`.
            tell: see `Build.publish`.

        Raises:
            OSError, CannotWrite: the disk is full or fails, or what was written cannot be read back.
        """
        vectors, counts = store.save(questions, tell), store.counts()
        sync_file(building / PASSAGES_FILE)
        files = {name: FileRecord((building / name).stat().st_size, sha256_of(building / name)) for name in FILES}
        now = datetime.now(UTC)
        built, now = now.isoformat(timespec="seconds"), self._after_all(now)
        name = f"{now:{_TIME}}-{''.join(each.sha256[:4] for each in files.values())}"
        fields = (model, store.dimension, METRIC, passages, counts, built, files, vectors, name)
        Manifest(FORMAT_VERSION, *fields).write(building)
        sync_folder(building)
        if problems := damage_of(building, Manifest.read(building)):
            raise SnapshotCorrupt(f"the new snapshot did not reach the disk whole: {'; '.join(problems.values())}")
        before = self._named().strip()
        building.rename(self.root / name)
        try:
            sync_folder(self.root)
            self.point_at(name)
        except BaseException:
            if name not in self._named():
                shutil.rmtree(self.root / name, ignore_errors=True)
            raise
        self._remove_old(name, before)
        return name

    def point_at(self, name: str) -> None:
        """Make a snapshot the one to serve, at once and for good. To be called with the writer's lock."""
        replace_file(self.root / CURRENT_FILE, f"{name}\n".encode("ascii"))

    def remove(self, name: str) -> None:
        """Remove a snapshot: first its name, so that nobody finds half of it; who has it open keeps reading it.

        To be called with the writer's lock.
        """
        aside = self.root / f"{_BUILDING}removed-{name}"
        (self.root / name).rename(aside)
        shutil.rmtree(aside, ignore_errors=True)

    def _named(self) -> str:
        """Return what CURRENT holds, whatever that is; empty when there is no such file."""
        path = self.root / CURRENT_FILE
        return path.read_text(encoding="ascii", errors="replace") if path.exists() else ""

    def put_aside(self, name: str) -> str:
        """Move a damaged snapshot away for somebody to look into, and return its new name; it is not removed again.

        To be called with the writer's lock.
        """
        (self.root / name).rename(self.root / f"{_DAMAGED}{name}")
        sync_folder(self.root)
        return f"{_DAMAGED}{name}"

    def _after_all(self, now: datetime) -> datetime:
        """Return the time for a new name: the clock may have been set back."""
        for name in self.names():
            with suppress(ValueError, OverflowError):
                last = datetime.strptime(name[: len("s-20180612T000000000000Z")], _TIME).replace(tzinfo=UTC)
                return max(now, last + timedelta(microseconds=1))
        return now

    def _remove_old(self, current: str, before: str) -> None:
        others = [name for name in self.names() if name != current]
        # Somebody went back from those that are newer than the one before, and does not want to come back to them.
        left = (
            [name for name in others if name > before] if before in others and looks_whole(self.root / before) else []
        )
        others = [name for name in others if name not in left]
        # Damaged ones go first, so that there is something to go back to.
        others.sort(key=lambda name: looks_whole(self.root / name), reverse=True)
        for name in [*left, *others[self.keep - 1 :]]:
            with suppress(OSError):
                self.remove(name)

    def _clear_leftovers(self) -> None:
        for leftover in self.root.glob(f"{_BUILDING}*"):
            shutil.rmtree(leftover, ignore_errors=True)
        (self.root / f"{CURRENT_FILE}.new").unlink(missing_ok=True)
