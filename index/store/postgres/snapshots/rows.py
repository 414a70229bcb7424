"""What is written of whole snapshots: leftovers cleared, an older one made the base of a build, and pruning.

All but pruning is to be called with the writer's lock.
"""

from __future__ import annotations

import threading

from index.postgres.database import Connection
from index.store.postgres.schema import NEVER, PASSAGES, VALID, VECTORS
from index.store.postgres.snapshots.locks import numbers_read
from index.store.postgres.view import View

_REMOVED_AT_ONCE = 5_000


def clear_leftovers(connection: Connection) -> None:
    """Take back what builds wrote that were never published."""
    with connection.transaction():
        found = connection.execute("SELECT last FROM archive WHERE building IS NOT NULL").fetchone()
        if found is None:
            return
        last = int(found[0])
        ended = f"died > {last} AND died < {NEVER}"
        connection.execute(f"DELETE FROM vectors WHERE id IN (SELECT id FROM passages WHERE born > {last})")
        connection.execute(f"UPDATE vectors SET died = {NEVER} WHERE id IN (SELECT id FROM passages WHERE {ended})")
        for table in ("passages", *VALID):
            connection.execute(f"DELETE FROM {table} WHERE born > {last}")
            connection.execute(f"UPDATE {table} SET died = {NEVER} WHERE {ended}")
        connection.execute("UPDATE archive SET building = NULL, resumable = NULL")


def begin_from(connection: Connection, base: View, view: View) -> None:
    """Make a build see what an older snapshot sees, and nothing of the newer ones that somebody went back from.

    What differs is ended or copied, so that every snapshot stays what it was.
    """
    newer = f"born > {base.number} AND born < {view.number} AND died = {NEVER}"
    lost = f"died < {view.number}"
    with connection.transaction():
        for table, columns in VALID.items():
            connection.execute(f"UPDATE {table} SET died = {view.number} WHERE {newer}")
            names = ", ".join(columns)
            connection.execute(
                f"INSERT INTO {table} ({names}, born) SELECT {names}, {view.number} FROM {table} AS t "
                f"WHERE {base.of('t')} AND {lost}"
            )
        if view.floor == view.number:
            # None of the passages is taken over.
            return
        connection.execute(
            f"UPDATE vectors SET died = {view.number} WHERE id IN (SELECT id FROM passages WHERE {newer})"
        )
        connection.execute(f"UPDATE passages SET died = {view.number} WHERE {newer}")
        passages, vectors = ", ".join(PASSAGES), ", ".join(VECTORS)
        connection.execute(
            "WITH copied AS MATERIALIZED (SELECT p.id AS old, nextval('passage_ids') AS new FROM passages AS p "
            f"WHERE {base.of_passages('p')} AND {lost}), put AS (INSERT INTO passages (id, {passages}, born) "
            f"SELECT c.new, {passages}, {view.number} FROM passages AS p JOIN copied AS c ON c.old = p.id) "
            f"INSERT INTO vectors (id, {vectors}, born) SELECT c.new, {vectors}, {view.number} "
            "FROM vectors AS v JOIN copied AS c ON c.old = v.id"
        )


def forget_snapshots(connection: Connection, numbers: list[int]) -> None:
    """Take snapshots out of the list, so that nobody opens them any more; their rows go with `prune`."""
    connection.execute("DELETE FROM snapshots WHERE number = ANY(%s)", [numbers])


def prune(connection: Connection, stop: threading.Event | None = None) -> None:
    """Remove rows that no snapshot in the list sees and nobody reads, a few thousand at a time, or until `stop`."""
    listed = connection.execute("SELECT number, floor FROM snapshots").fetchall()
    if not listed:
        return
    read = numbers_read(connection)
    oldest = min({row[0] for row in listed} | read)
    dead = f"died <= {oldest}"
    if read <= {row[0] for row in listed}:
        dead = f"({dead} OR born < {min(row[1] for row in listed)})"
    while True:
        with connection.transaction():
            gone = connection.execute(f"SELECT id FROM passages WHERE {dead} LIMIT {_REMOVED_AT_ONCE}").fetchall()
            keys = [row[0] for row in gone]
            for table in ("vectors", "passages"):
                connection.execute(f"DELETE FROM {table} WHERE id = ANY(%s)", [keys])
        if stop is not None and stop.is_set():
            return
        if len(keys) < _REMOVED_AT_ONCE:
            break
    for table in VALID:
        connection.execute(f"DELETE FROM {table} WHERE died <= {oldest}")
