"""Links that ask a question."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.deep_links import payload_question
from bot.receiving import attempts
from bot.sending import outbox
from tests.bot.conftest import Running
from tests.bot.samples import SmallEngine, a_message, in_group
from tests.bot.telegram_server import TelegramServer


def payload_of(question: str) -> str:
    """Return what a link that asks a question holds."""
    return base64.urlsafe_b64encode(question.encode()).rstrip(b"=").decode("ascii")


def test_by_hand() -> None:
    """`Kapan?` in base64url is `S2FwYW4_`."""
    assert payload_of("Kapan?") == "S2FwYW4_"
    assert payload_question("S2FwYW4_") == "Kapan?"


@pytest.mark.parametrize("payload", ["", "S2FwYW4/", "_", "S2Fw" * 17, "gA", "ICAg", "S2FwYW4_ x"])
def test_not_a_question(payload: str) -> None:
    """Other characters, broken base64 or UTF-8, more than 64 characters and mere spaces are no question."""
    assert payload_question(payload) is None


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60))
def test_round_trip(question: str) -> None:
    """What fits into 64 characters is read back; what does not is no question."""
    fits = len(question.encode()) <= 48
    assert payload_question(payload_of(question)) == ((question.strip() or None) if fits else None)


async def test_link_asks_at_once(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """Opening the link shows the question and answers it, in the language of who opened it."""
    await server.receive(a_message(f"/start {payload_of('Kapan KTT?')}", language="en"))
    await server.until(lambda: len(server.sent) == 2)
    shown, answer = server.sent
    assert shown.text == "Kapan KTT?"
    assert "1 June 2018" in answer.text
    assert engine.asked == ["Kapan KTT?"]


async def test_link_with_anything_else(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """A payload that is no question gets the first message, and so does a group."""
    answers = await server.exchange(a_message("/start ///"), in_group("/start S2FwYW4_"))
    assert [answer.text.split("!")[0] for answer in answers] == ["Halo", "Halo"]
    assert engine.asked == []


async def test_link_with_a_question_that_cannot_be_seen(server: TelegramServer, bot: Running) -> None:
    """A question of control characters alone is shown as an ellipsis, and answered with what is missing."""
    await server.receive(a_message(f"/start {payload_of(chr(0x202E))}", language="en"))
    await server.until(lambda: len(server.sent) == 2)
    assert [call.text.split(".")[0] for call in server.sent] == ["…", "I need a question in words"]


async def test_the_question_of_a_link_is_shown_once(
    server: TelegramServer, engine: SmallEngine, bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often its answer has to be sent."""
    monkeypatch.setattr(attempts, "_PAUSES_S", (0.0, 0.0))
    monkeypatch.setattr(outbox, "_PATIENCE_S", 0.0)
    engine.on_ask = lambda _question: server.fail("sendMessage", "Bad Gateway", 502)
    await server.receive(a_message(f"/start {payload_of('Kapan KTT?')}", language="en"))
    await server.until(lambda: bool(server.edited))
    assert [call.text.split(",")[0] for call in server.sent] == ["Kapan KTT?", "One moment"]
    assert engine.asked == ["Kapan KTT?"]
