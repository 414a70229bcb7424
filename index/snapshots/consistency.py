"""Checks a snapshot beyond its hashes: whether its store agrees with its manifest and with itself."""

from __future__ import annotations

from contextlib import closing

from index.errors import SnapshotCorrupt, SnapshotMismatch
from index.snapshots.hashes import check
from index.snapshots.snapshots import Snapshots
from index.store.local.consistency import inconsistencies
from index.store.local.document_store import FaissDocumentStore


def problems_of_current(snapshots: Snapshots) -> tuple[str, list[str]]:
    """Return the served snapshot's name and a sentence for each problem found; see `Archive.problems`."""
    name = snapshots.current_name()
    folder = snapshots.root / name
    try:
        manifest = check(folder)
        with closing(FaissDocumentStore(str(folder), dimension=manifest.dimension)) as store:
            return name, inconsistencies(store, manifest.counts)
    except (SnapshotCorrupt, SnapshotMismatch) as error:
        return name, [str(error)]
