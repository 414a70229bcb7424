"""A disk whose calls are watched, and a folder of two articles, indexed or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Engine
from tests.index.builds import put
from tests.index.syscalls import Disk


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """Watch fsync and rename from here on."""
    return Disk(monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles."""
    put(tmp_path / "a", "satu.md", "Harimau tidur di kandang.")
    put(tmp_path / "a", "dua.md", "Gajah mandi di sungai.")
    return tmp_path / "a"


@pytest.fixture
def built(engine: Engine, folder: Path) -> Engine:
    """An engine in which they are indexed."""
    engine.index([folder])
    return engine
