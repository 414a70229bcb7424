"""The token stays out of everything that is logged or printed."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from bot import build_application
from bot.monitoring.redaction import Redactor, passwords_in, redacted_logs
from tests.bot.conftest import StartBot, bot_settings
from tests.bot.samples import SmallEngine, a_message
from tests.bot.telegram_server import TOKEN, TelegramServer

SECRET = TOKEN.partition(":")[2]
LOG = logging.getLogger("some.library")


@pytest.fixture
def output() -> Iterator[io.StringIO]:
    """What a handler prints that was added by somebody else."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    LOG.addHandler(handler)
    LOG.setLevel(logging.DEBUG)
    with redacted_logs(TOKEN):
        yield stream
    LOG.removeHandler(handler)


class Teller:
    def __repr__(self) -> str:
        return f"Teller({TOKEN})"


def test_message_and_arguments(output: io.StringIO) -> None:
    """The token is replaced in the format string, in text and in objects, also without its bot id or encoded."""
    LOG.info("GET /bot%s/getMe", TOKEN)
    LOG.info(f"direct {TOKEN}")
    LOG.info("object %r", Teller())
    LOG.info("secret %s", SECRET)
    LOG.info("encoded %s", quote(TOKEN, safe=""))
    LOG.info("mapping %(a)s", {"a": TOKEN})
    assert output.getvalue().splitlines() == [
        "GET /bot<token>/getMe",
        "direct <token>",
        "object Teller(<token>)",
        "secret <token>",
        "encoded <token>",
        "mapping <token>",
    ]


def test_traceback_and_stack(output: io.StringIO) -> None:
    """The token is replaced in tracebacks, through causes, and in stacks."""

    def fail() -> None:
        try:
            int(TOKEN)
        except ValueError as error:
            raise RuntimeError("outer") from error

    try:
        fail()
    except RuntimeError:
        LOG.exception("failed")
    LOG.handle(LOG.makeRecord("n", logging.INFO, "file.py", 1, "here", (), None, sinfo=f"connect({TOKEN!r})"))
    text = output.getvalue()
    assert "invalid literal for int() with base 10: '<token>'" in text
    assert "RuntimeError: outer" in text
    assert "connect('<token>')" in text
    assert SECRET not in text


def test_record_that_does_not_format(output: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong format string cannot leak the token through logging's complaint."""
    LOG.info("%d", TOKEN)
    assert SECRET not in output.getvalue() + capsys.readouterr().err
    assert "%d ('<token>',)" in output.getvalue()


def test_other_records_are_untouched(caplog: pytest.LogCaptureFixture) -> None:
    """Records without the token keep their arguments and their exception."""
    with redacted_logs(TOKEN):
        try:
            int("x")
        except ValueError:
            LOG.exception("%s", "harmless")
    (record,) = caplog.records
    assert record.args == ("harmless",)
    assert record.exc_info is not None


def test_everything_is_put_back() -> None:
    """Afterwards, logging is as it was."""
    before = logging.getLogRecordFactory(), logging.getLogger("httpx").level
    with redacted_logs(TOKEN):
        assert logging.getLogger("httpx").level == logging.WARNING
    assert (logging.getLogRecordFactory(), logging.getLogger("httpx").level) == before


def test_short_secret() -> None:
    """Of a made-up short token only the whole is replaced, so that logs stay readable."""
    assert Redactor("1:a")("banana 1:a") == "banana <token>"


def test_printed_client() -> None:
    """Printing the client, which python-telegram-bot does in its own messages, does not show the token."""
    assert SECRET not in repr(build_application(bot_settings("https://example.org"), SmallEngine()).application.bot)


async def test_whole_run_at_debug(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot, caplog: pytest.LogCaptureFixture
) -> None:
    """A run with questions, failures and a conflict, everything logged at DEBUG: the token is nowhere."""
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    engine.replies["Gagal?"] = RuntimeError(f"cannot open {server.root}/bot{TOKEN}/x")
    async with start_bot():
        server.fail("getUpdates", "Conflict: terminated by other getUpdates request", 409)
        server.fail("sendMessage", f"Bad Request: {TOKEN}")
        await server.receive(a_message("Kapan?"))
        await server.exchange(a_message("Gagal?"))
        logging.getLogger("some.library").debug("the bot is %r", Teller())
    logging.getLogger("httpx").setLevel(logging.NOTSET)
    logging.getLogger("httpcore").setLevel(logging.NOTSET)
    assert "while handling an update" in caplog.text
    assert "Teller(<token>)" in caplog.text
    assert SECRET not in caplog.text
    for record in caplog.records:
        assert SECRET not in f"{record.getMessage()} {record.args!r} {record.exc_info!r} {record.exc_text}"


def test_passwords_in_the_address_of_a_database() -> None:
    """In every form that an error may show; what is as short as a word is left, since it would make logs unreadable."""
    address = "postgresql://tanya:p%40ss-word%2F1@db.example.org:5432/tanya?sslmode=require&sslpassword=key-word"
    assert passwords_in(address) == ["key-word", "p%40ss-word%2F1", "p@ss-word/1"]
    assert passwords_in("postgresql://tanya:abc@/tanya") == passwords_in("postgresql:///tanya") == []
