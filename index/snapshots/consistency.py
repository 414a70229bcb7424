"""Checks a snapshot beyond its hashes: the database's own integrity, and that both files speak of the same passages."""

from __future__ import annotations

import numpy as np

from index.errors import SnapshotCorrupt, SnapshotMismatch
from index.snapshots.hashes import check
from index.snapshots.manifest import Manifest
from index.snapshots.snapshots import Snapshots
from index.store.document_store import FaissDocumentStore


def problems_of_current(snapshots: Snapshots) -> tuple[str, list[str]]:
    """Return the served snapshot's name and a sentence for each problem found.

    Raises:
        IndexMissing: nothing has been published yet.
        SnapshotCorrupt: CURRENT itself is damaged.
    """
    name = snapshots.current_name()
    folder = snapshots.root / name
    try:
        manifest = check(folder)
        store = FaissDocumentStore(str(folder), dimension=manifest.dimension)
        try:
            return name, _inconsistencies(store, manifest)
        finally:
            store.close()
    except (SnapshotCorrupt, SnapshotMismatch) as error:
        return name, [str(error)]


def _inconsistencies(store: FaissDocumentStore, manifest: Manifest) -> list[str]:
    problems = []
    database = store.database
    if (found := database.scalar("PRAGMA integrity_check")) != "ok":
        problems.append(f"{database.path}: {found}")
    counts = manifest.counts
    for table, expected in (("articles", counts.articles), ("passages", counts.passages), ("sources", counts.sources)):
        actual = database.scalar(f"SELECT count(*) FROM {table}")
        if actual != expected:
            problems.append(f"{database.path}: {actual} {table}, the manifest says {expected}")
    ids = np.array([row[0] for row in database.rows("SELECT id FROM passages ORDER BY id")], np.int64)
    if not np.array_equal(ids, np.sort(store.vectors.ids())):
        problems.append(f"{store.folder}: the vectors are not those of the passages")
    orphans = database.scalar("SELECT count(*) FROM passages WHERE article NOT IN (SELECT id FROM articles)")
    if orphans:
        problems.append(f"{database.path}: {orphans} passages belong to no article")
    wrong = database.scalar(
        "SELECT count(*) FROM passages AS p JOIN articles AS a ON a.id = p.article "
        "WHERE substr(a.text, p.start + 1, p.end - p.start) <> p.text"
    )
    if wrong:
        problems.append(f"{database.path}: {wrong} passages do not stand where they claim in their article")
    return problems
