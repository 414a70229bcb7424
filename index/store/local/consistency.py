"""Looks through a whole store: the database's own integrity, and that both files speak of the same passages."""

from __future__ import annotations

from dataclasses import asdict, astuple

import numpy as np

from index.results import Counts
from index.store.local.document_store import FaissDocumentStore


def inconsistencies(store: FaissDocumentStore, counts: Counts) -> list[str]:
    """Return a sentence for each way in which a store is not what `counts` say, or does not agree with itself.

    Raises:
        SnapshotCorrupt: the database is too damaged to be asked.
    """
    problems = []
    database = store.database
    if (found := database.scalar("PRAGMA integrity_check")) != "ok":
        problems.append(f"{database.path}: {found}")
    problems += [
        f"{database.path}: {found} {name}, the manifest says {expected}"
        for (name, expected), found in zip(asdict(counts).items(), astuple(store.counts()), strict=True)
        if found != expected
    ]
    ids = np.array(database.column("SELECT id FROM passages ORDER BY id"), np.int64)
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
