"""A disk whose calls are watched."""

from __future__ import annotations

import pytest

from tests.index.syscalls import Disk


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """Watch fsync and rename from here on."""
    return Disk(monkeypatch)
