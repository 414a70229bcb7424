"""Every implementation of the store's protocols, one after the other: what they promise is tried with each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.articles import Article
from index.embedding.encoder import DIMENSION
from index.passages import PassageSettings
from index.snapshots.archive import FolderArchive
from index.store.postgres.snapshots.archive import PostgresArchive
from index.store.protocols import Archive, PassageStore
from tests.conftest import MODEL, fill
from tests.postgres import PostgresServer

NewArchive = Callable[[Path], Archive]


@contextmanager
def folders(_request: pytest.FixtureRequest) -> Iterator[NewArchive]:
    """Archives in data folders."""
    yield lambda data_dir: FolderArchive(data_dir, dimension=DIMENSION, keep=3)


@contextmanager
def databases(request: pytest.FixtureRequest) -> Iterator[NewArchive]:
    """Archives in databases, one for each data folder."""
    server: PostgresServer = request.getfixturevalue("postgres_server")
    urls: dict[Path, str] = {}
    made: list[PostgresArchive] = []

    def new(data_dir: Path) -> Archive:
        if data_dir not in urls:
            urls[data_dir] = server.database()
        made.append(PostgresArchive(urls[data_dir], dimension=DIMENSION, keep=3))
        return made[-1]

    yield new
    for archive in made:
        archive.close()


# What makes empty archives, by the name of their kind; another store is tried by an entry here.
ARCHIVES = {"folder": folders, "postgres": databases}


@pytest.fixture(scope="package", params=ARCHIVES)
def new_archive(request: pytest.FixtureRequest) -> Iterator[NewArchive]:
    """What makes an archive for a data folder."""
    with ARCHIVES[request.param](request) as new:
        yield new


@pytest.fixture
def archive(new_archive: Callable[[Path], Archive], tmp_path: Path) -> Archive:
    """An archive in which nothing has been published yet."""
    return new_archive(tmp_path / "data")


@pytest.fixture(scope="module")
def store_of(
    new_archive: Callable[[Path], Archive], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[list[Article]], PassageStore]]:
    """What publishes articles, with vectors by chance, and opens them as a question finds them."""
    opened: list[PassageStore] = []

    def publish(articles: list[Article]) -> PassageStore:
        made = new_archive(tmp_path_factory.mktemp("published"))
        with made.build(MODEL, PassageSettings()) as build:
            fill(build.store, articles)
            build.publish()
        opened.append(made.open_current(MODEL).store)
        return opened[-1]

    yield publish
    for store in opened:
        store.close()
