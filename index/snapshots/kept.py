"""The snapshots that are kept beside the served one: listed, gone back to, and removed.

Does not decide how many are kept: see `index.snapshots.snapshots`.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.errors import SnapshotCorrupt, SnapshotInUse, SnapshotMismatch, SnapshotUnknown
from index.results import KeptSnapshot
from index.snapshots.hashes import check
from index.snapshots.manifest import Manifest
from index.snapshots.snapshots import Snapshots


def kept_snapshots(snapshots: Snapshots) -> list[KeptSnapshot]:
    """Return all snapshots, the newest first; raises IndexMissing where there is none."""
    current = _current(snapshots)
    found = []
    for name in snapshots.names():
        try:
            manifest = Manifest.read(snapshots.root / name)
        except (SnapshotCorrupt, SnapshotMismatch) as error:
            found.append(KeptSnapshot(name, name == current, problem=str(error)))
            continue
        counts = manifest.counts
        size = sum(record.size_bytes for record in manifest.files.values())
        found.append(KeptSnapshot(name, name == current, manifest.built, counts.articles, counts.passages, size))
    return found


def roll_back(snapshots: Snapshots, name: str | None, model: str) -> str:
    """Serve an older snapshot again, after checking every file of it; see `Archive.roll_back`."""
    _current(snapshots)
    with snapshots.writer():
        if name is None:
            name = snapshots.newest_whole_before_current(model)
            if name is None:
                raise SnapshotUnknown(f"there is no older whole snapshot in {snapshots.root}; {_LIST}")
        else:
            _require(snapshots, name)
            check(snapshots.root / name, model)
        snapshots.point_at(name)
    return name


def remove_snapshots(snapshots: Snapshots, names: Sequence[str]) -> None:
    """Remove snapshots; see `Archive.remove`."""
    _current(snapshots)
    with snapshots.writer():
        for name in names:
            _require(snapshots, name)
            if name == _current(snapshots):
                raise SnapshotInUse(f"{name} is being served; first serve another: tanya snapshots rollback")
        for name in dict.fromkeys(names):
            snapshots.remove(name)


_LIST = "see: tanya snapshots list"


def _require(snapshots: Snapshots, name: str) -> None:
    if name not in snapshots.names():
        raise SnapshotUnknown(f"there is no snapshot {name} in {snapshots.root}; {_LIST}")


def _current(snapshots: Snapshots) -> str:
    """Return the name of the snapshot to serve; an empty text when CURRENT itself is damaged."""
    try:
        return snapshots.current_name()
    except SnapshotCorrupt:
        if not snapshots.names():
            raise
        return ""
