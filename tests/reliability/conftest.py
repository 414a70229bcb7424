"""One small index for all tests of this folder; each test's bot gets a copy of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index import Engine
from tests.conftest import write_archive


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with three articles."""
    root = tmp_path_factory.mktemp("indexed")
    engine = Engine(root / "data")
    engine.index([write_archive(root / "archive")])
    engine.close()
    return root / "data"


@pytest.fixture
def data(indexed: Path, tmp_path: Path) -> Path:
    """A data folder of this test's own."""
    return Path(shutil.copytree(indexed, tmp_path / "data"))
