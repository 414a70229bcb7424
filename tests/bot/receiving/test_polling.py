"""What is said when updates cannot be fetched."""

from __future__ import annotations

import pytest
from telegram.error import Conflict, NetworkError, TimedOut

from bot.receiving.polling import PollingComplaints


def test_complaints(caplog: pytest.LogCaptureFixture) -> None:
    """Each kind of trouble with fetching is logged once in a while, without a traceback."""
    complaints = PollingComplaints()
    for error in (NetworkError("down"), NetworkError("down"), TimedOut(), Conflict("409"), Conflict("409")):
        complaints.hear(error)
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING", "ERROR"]
    assert all(record.exc_info is None for record in caplog.records)
