"""An archive in a database of its own, for what only PostgreSQL's store does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest

from index.articles import Article
from index.embedding.encoder import DIMENSION
from index.passages import PassageSettings
from index.store.postgres.snapshots.archive import PostgresArchive
from tests.conftest import MODEL, fill

Publish = Callable[..., str]


@pytest.fixture
def archive(postgres_url: str) -> Iterator[PostgresArchive]:
    """An archive in which nothing has been published yet."""
    made = PostgresArchive(postgres_url, dimension=DIMENSION, keep=3)
    yield made
    made.close()


@pytest.fixture
def publish(archive: PostgresArchive) -> Publish:
    """What publishes the served snapshot with articles more and articles less; returns the name."""

    def published(*articles: Article, without: Sequence[Article] = (), full: bool = False) -> str:
        with archive.build(MODEL, PassageSettings(), full=full) as build:
            build.store.remove_articles([each.id for each in without])
            fill(build.store, list(articles))
            return build.publish()

    return published
