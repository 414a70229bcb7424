"""One small index, of which each test's bot gets a copy; a server that builds, and an archive to build."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.reliability.archives import Archive
from tests.reliability.builds import BuildServer
from tests.reliability.town import Town, town


@pytest.fixture
def data(indexed: Path, tmp_path: Path) -> Path:
    """A data folder of this test's own."""
    return Path(shutil.copytree(indexed, tmp_path / "data"))


@pytest.fixture(scope="session")
def builds() -> Iterator[BuildServer]:
    """A build server without a tracer."""
    server = BuildServer()
    yield server
    server.close()


@pytest.fixture(scope="session")
def archive_of_two_states(tmp_path_factory: pytest.TempPathFactory, builds: BuildServer) -> Archive:
    """An archive and an index that a build has something to add to, to change and to remove from."""
    return Archive(tmp_path_factory.mktemp("two states"), builds)


@pytest.fixture
async def place_with_administrator(tmp_path: Path) -> AsyncIterator[Town]:
    """A bot that is answering, with an administrator who has written nothing."""
    async with town(tmp_path) as place:
        await place.start()
        await place.polled()
        yield place
