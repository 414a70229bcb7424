"""Here the reader itself is tried."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def rows_are_run_once() -> None:
    """Run every row."""
