"""Looks through a whole snapshot in PostgreSQL: that its tables speak of the same passages, and can all be read."""

from __future__ import annotations

from dataclasses import asdict, astuple

import psycopg

from index.postgres.database import PostgresDatabase
from index.store.postgres.document_store import PostgresDocumentStore
from index.store.postgres.snapshots.listed import Listed

# Damaged pages, and damaged indexes.
_DAMAGED = ("XX001", "XX002")


def inconsistencies(found: Listed, database: PostgresDatabase) -> list[str]:
    """Return a sentence for each way in which a snapshot is not what the list says, or does not agree with itself.

    Raises:
        DatabaseAway: the server cannot be reached.
    """
    view = found.view(database)
    store = PostgresDocumentStore(view)
    here = view.of_passages
    checks = {
        "passages have no vector": (
            f"FROM passages AS p WHERE {here('p')} AND NOT EXISTS "
            f"(SELECT 1 FROM vectors AS v WHERE v.id = p.id AND {here('v')} AND v.article = p.article)"
        ),
        "vectors have no passage": (
            f"FROM vectors AS v WHERE {here('v')} AND NOT EXISTS "
            f"(SELECT 1 FROM passages AS p WHERE v.id = p.id AND {here('p')})"
        ),
        "vectors are not of length 1": f"FROM vectors AS v WHERE {here('v')} AND abs(l2_norm(half) - 1) > 0.01",
        "passages belong to no article": (
            f"FROM passages AS p WHERE {here('p')} AND NOT EXISTS "
            f"(SELECT 1 FROM articles AS a WHERE a.id = p.article AND {view.of('a')})"
        ),
        "passages do not stand where they claim in their article": (
            f"FROM passages AS p JOIN articles AS a ON a.id = p.article WHERE {here('p')} AND {view.of('a')} "
            "AND substr(a.text, p.starts + 1, p.ends - p.starts) <> p.text"
        ),
        "indexes are not valid": (
            "FROM pg_index JOIN pg_class ON pg_class.oid = indrelid "
            f"WHERE relnamespace = '{database.schema}'::regnamespace AND NOT indisvalid"
        ),
    }
    try:
        problems = [
            f"{database.address}: {counted} {name}, the list of snapshots says {expected}"
            for (name, expected), counted in zip(asdict(found.counts).items(), astuple(store.counts()), strict=True)
            if counted != expected
        ]
        for what, source in checks.items():
            if count := view.scalar(f"SELECT count(*) {source}"):
                problems.append(f"{database.address}: {count} {what}")
    except psycopg.Error as error:
        if error.sqlstate not in _DAMAGED:
            raise
        problems = [f"{database.address}: {error}; restore a backup of the server"]
    return problems
