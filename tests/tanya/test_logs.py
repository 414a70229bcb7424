"""What a line of the log holds, as text and as JSON, written by whatever logger."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
from structlog.contextvars import bound_contextvars

from bot.monitoring.redaction import redacted_logs
from tanya.logs import formatter
from tanya.settings import LogFormat

TOKEN = "7000000001:AAE-synthetic_token_of_the_tests_0123"
LOG = logging.getLogger("some.part")


@pytest.fixture(params=list(LogFormat))
def output(request: pytest.FixtureRequest) -> Iterator[tuple[LogFormat, io.StringIO]]:
    """What is printed in each format."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter(request.param))
    LOG.addHandler(handler)
    LOG.setLevel(logging.DEBUG)
    yield request.param, stream
    LOG.removeHandler(handler)


def test_a_line_has_its_request_and_figures(output: tuple[LogFormat, io.StringIO]) -> None:
    """And nothing else that a library adds."""
    log_format, stream = output
    with bound_contextvars(request=812):
        LOG.info("question %s", "answered", extra={"waited_ms": 12, "secret": "x"})
    line = stream.getvalue()
    assert line.endswith("\n")
    assert line.count("\n") == 1
    if log_format is LogFormat.JSON:
        fields = json.loads(line)
        assert fields.pop("timestamp").endswith("Z")
        assert fields == {
            "message": "question answered",
            "level": "info",
            "logger": "some.part",
            "request": 812,
            "waited_ms": 12,
        }
    else:
        assert all(part in line for part in ("question answered", "[info]", "some.part", "request=812", "waited_ms=12"))
        assert "secret" not in line


def test_a_traceback_is_printed_without_the_token(output: tuple[LogFormat, io.StringIO]) -> None:
    """The cleaned one, though the formatter would make its own of the exception; and one without a secret as it is."""
    log_format, stream = output
    with redacted_logs(TOKEN):
        for secret in (TOKEN, "nothing"):
            try:
                int(secret)
            except ValueError:
                LOG.exception("failed")
    text = stream.getvalue()
    assert TOKEN.partition(":")[2] not in text
    assert "with base 10: '<token>'" in text
    assert "with base 10: 'nothing'" in text
    assert "Traceback (most recent call last)" in text
    if log_format is LogFormat.JSON:
        assert [json.loads(line)["level"] for line in text.splitlines()] == ["error", "error"]
