"""Every implementation of the store's protocols, one after the other: what they promise is tried with each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.articles import Article
from index.embedding.encoder import DIMENSION
from index.passages import PassageSettings
from index.snapshots.archive import FolderArchive
from index.store.protocols import Archive, PassageStore
from tests.conftest import MODEL, fill

# Makes an empty archive, by the name of its kind; another store is tried by an entry here.
ARCHIVES: dict[str, Callable[[Path], Archive]] = {
    "folder": lambda data_dir: FolderArchive(data_dir, dimension=DIMENSION, keep=3)
}


@pytest.fixture(scope="package", params=ARCHIVES)
def new_archive(request: pytest.FixtureRequest) -> Callable[[Path], Archive]:
    """What makes an archive for a data folder."""
    return ARCHIVES[request.param]


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
