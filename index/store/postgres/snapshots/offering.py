"""Spreads the embedding of a build over machines: a table of articles, taken with SKIP LOCKED from the last on.

The build itself goes from the first on, until both meet. Whoever takes articles holds their rows in a transaction, so
that they are offered again when it is killed; what it made comes with that transaction's end, in the order of the keys,
as a build keeps its own, so that neither waits for the other in a circle.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.passages import PassageSettings
from index.postgres.database import Connection, PostgresDatabase
from index.store.postgres.document_store import PostgresDocumentStore
from index.store.postgres.view import View
from index.store.protocols import Offered

Float32 = NDArray[np.float32]
_TAKE = """
    WITH last AS MATERIALIZED (
        SELECT number FROM to_embed WHERE model = %s AND building = (SELECT building FROM archive)
        ORDER BY number DESC LIMIT %s FOR UPDATE SKIP LOCKED
    )
    DELETE FROM to_embed WHERE number IN (SELECT number FROM last) RETURNING article, building, floor, settings
"""
_TAKE_BACK = """
    DELETE FROM to_embed WHERE number IN (
        SELECT number FROM to_embed WHERE %s OR article = ANY(%s) FOR UPDATE SKIP LOCKED
    )
"""


class Vectors:
    """Vectors that are kept when all are made; see `index.store.protocols.EmbeddingStore`."""

    def __init__(self, store: PostgresDocumentStore) -> None:
        """Take the store of the build, as others see it."""
        self._store = store
        self.made: dict[str, Float32] = {}

    def to_dict(self) -> dict[str, Any]:
        """Return what opens the build's store."""
        return self._store.to_dict()

    def embeddings_by_key(self, keys: Sequence[str]) -> dict[str, Float32]:
        """Return the vectors that are known."""
        return self._store.embeddings_by_key(keys)

    def keep_embeddings(self, keys: Sequence[str], vectors: Float32) -> None:
        """Remember vectors until all are made."""
        self.made |= dict(zip(keys, vectors, strict=True))

    def keep_all(self) -> None:
        """Keep what was made for the build."""
        if self.made:
            self._store.keep_embeddings(list(self.made), np.stack(list(self.made.values())))


def offer(connection: Connection, view: View, model: str, settings: PassageSettings, articles: Sequence[str]) -> None:
    """Let others embed articles of a build."""
    connection.execute(
        "INSERT INTO to_embed (article, building, floor, model, settings) "
        "SELECT article, %s, %s, %s, %s FROM unnest(%s::text[]) WITH ORDINALITY AS one (article, at) ORDER BY at",
        [view.number, view.floor, model, json.dumps(asdict(settings)), list(articles)],
    )


def take_back(connection: Connection, articles: Sequence[str] | None = None) -> None:
    """Offer articles no more, all of them when None, but for those that somebody is at."""
    connection.execute(_TAKE_BACK, [articles is None, list(articles or ())])


@contextmanager
def offered(database: PostgresDatabase, model: str, count: int) -> Iterator[Offered | None]:
    """Take articles that a build offers; see `index.store.protocols.Archive.offered`."""
    with database.session() as connection, connection.transaction():
        rows = connection.execute(_TAKE, [model, count]).fetchall()
        if not rows:
            yield None
            return
        _, building, floor, settings = rows[0]
        store = PostgresDocumentStore(View(database, building, floor, connection))
        vectors = Vectors(store)
        yield Offered(store.articles.get([row[0] for row in rows]), PassageSettings(**settings), vectors)
        vectors.keep_all()
