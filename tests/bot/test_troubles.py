"""What a person gets when the engine fails, the queue is full, or Telegram takes no message."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from index import IndexMissing, QueryProblem
from tests.bot.conftest import Running, StartBot
from tests.bot.samples import (
    SmallEngine,
    a_message,
    a_press,
    a_reply,
    an_answer,
    in_group,
)
from tests.bot.telegram_server import TelegramServer


async def test_failing_engine(
    server: TelegramServer, engine: SmallEngine, bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """The person gets one sentence and a code; the log has the traceback under that code; the bot goes on."""
    engine.replies["Kapan KTT?"] = RuntimeError("disk on fire at /srv/secret")
    (apology, answer) = await server.exchange(a_message("Kapan KTT?", language="en"), a_message("Di mana KTT?"))
    code = apology.text.rsplit(" ", 1)[1]
    assert apology.text.startswith("Sorry, something went wrong")
    assert "disk" not in apology.text
    (record,) = [record for record in caplog.records if code in record.getMessage()]
    assert record.exc_info is not None
    assert "disk on fire" in str(record.exc_info[1])
    assert answer.text.startswith("12 Juni")


@pytest.mark.parametrize(
    ("error", "says"),
    [(IndexMissing("no snapshot"), "no articles for me to read yet"), (QueryProblem("?"), "question in words")],
)
async def test_what_the_engine_refuses(
    server: TelegramServer, engine: SmallEngine, bot: Running, error: Exception, says: str
) -> None:
    """Refusals that a person can understand are put in their language, without a code."""
    engine.replies["Kapan KTT?"] = error
    (answer,) = await server.exchange(a_message("Kapan KTT?", language="en"))
    assert says in answer.text


async def test_slow_question(server: TelegramServer, engine: SmallEngine, start_bot: StartBot) -> None:
    """A question that takes too long is given up with a sentence."""
    engine.holds["Kapan KTT?"] = threading.Event()
    async with start_bot(question_timeout_s=0.1):
        (answer,) = await server.exchange(a_message("Kapan KTT?", language="en"))
    assert answer.text.startswith("That took too long")


async def test_full_queue(server: TelegramServer, engine: SmallEngine, start_bot: StartBot) -> None:
    """With as many questions waiting as may wait, the next one is told so at once, and the others are answered."""
    engine.holds["Kapan KTT?"] = threading.Event()
    async with start_bot(question_queue=1):
        for user in range(1, 4):
            await server.receive(a_message("Kapan KTT?", user))
        await server.until(lambda: len(server.named("sendChatAction")) >= 3)
        (busy,) = await server.exchange(a_message("Di mana KTT?", 4, language="en"))
        assert busy.text.startswith("I’m getting a lot of questions")
        engine.holds["Kapan KTT?"].set()
        await server.until(lambda: len(server.sent) == 4)
    assert {call.fields["chat_id"] for call in server.sent[1:]} == {"1", "2", "3"}


async def test_button_link_that_telegram_refuses(server: TelegramServer, bot: Running) -> None:
    """An answer whose link Telegram does not take in a button is sent without that button, and so are its pages."""
    server.fail("sendMessage", "Bad Request: inline keyboard button URL is invalid: Wrong HTTP URL")
    (answer,) = await server.exchange(in_group("/ask Kapan KTT?"))
    assert [button["text"] for button in answer.buttons] == ["Kutipan lain", "👍", "👎"]


async def test_only_link_is_one_that_telegram_refuses(
    server: TelegramServer, engine: SmallEngine, bot: Running
) -> None:
    """Without its only link, the answer can still be rated."""
    engine.replies["Kapan KTT?"] = a_reply(an_answer(), passages=[])
    server.fail("sendMessage", "Bad Request: wrong HTTP URL specified")
    (answer,) = await server.exchange(in_group("/ask Kapan KTT?"))
    assert [button["text"] for button in answer.buttons] == ["👍", "👎"]


async def test_told_to_wait(server: TelegramServer, bot: Running) -> None:
    """Told to wait by Telegram, the bot waits and sends again."""
    server.fail("sendMessage", "Too Many Requests: retry after 1", 429, {"retry_after": 1})
    (answer,) = await server.exchange(a_message("/start"))
    assert answer.text.startswith("Halo")


async def test_told_to_wait_for_typing(server: TelegramServer, bot: Running) -> None:
    """A typing action is not worth a wait: the answer comes without it."""
    server.fail("sendChatAction", "Too Many Requests: retry after 30", 429, {"retry_after": 30})
    (answer,) = await server.exchange(a_message("Kapan KTT?"))
    assert answer.text.startswith("12 Juni")


@pytest.mark.parametrize(
    ("description", "status", "level"),
    [
        ("Forbidden: bot was blocked by the user", 403, "INFO"),
        ("Bad Request: message is too strange", 400, "ERROR"),
    ],
)
async def test_message_that_cannot_be_sent(
    server: TelegramServer,
    bot: Running,
    caplog: pytest.LogCaptureFixture,
    description: str,
    status: int,
    level: str,
) -> None:
    """A message that cannot be sent is logged as what it is, and the bot goes on."""
    caplog.set_level("INFO")
    for _ in range(2 if level == "ERROR" else 1):  # the apology fails too
        server.fail("sendMessage", description, status)
    await server.receive(a_message("/start"))
    await server.until(lambda: not server.faults["sendMessage"])
    await server.exchange(a_message("/help"))
    logged = [
        record.levelname
        for record in caplog.records
        if record.name in ("bot.conversation.failure_report", "bot.monitoring.failure_codes")
    ]
    assert logged == ([level, "WARNING"] if level == "ERROR" else [level])


async def test_server_that_fails(server: TelegramServer, bot: Running) -> None:
    """What the server could not take is sent again."""
    for status in (500, 502):
        server.fail("sendMessage", "Internal Server Error", status)
    (answer,) = await server.exchange(a_message("/start"))
    assert answer.text.startswith("Halo")


async def test_nothing_can_be_kept(server: TelegramServer, tmp_path: Path, start_bot: StartBot) -> None:
    """A file for questions and ratings that cannot be used costs no answer."""
    (tmp_path / "bot.sqlite").mkdir()
    async with start_bot():
        (answer,) = await server.exchange(a_message("Kapan KTT?"))
    assert answer.text.startswith("12 Juni")


@pytest.mark.parametrize("is_acknowledged", [False, True])
async def test_who_presses_a_button_that_fails_is_told(
    server: TelegramServer, engine: SmallEngine, bot: Running, monkeypatch: pytest.MonkeyPatch, is_acknowledged: bool
) -> None:
    """On the button, or in a message when the press was answered already; the log has the same code."""
    (answer,) = await server.exchange(a_message("Kapan KTT?", language="en"))
    if is_acknowledged:
        server.fail("editMessageText", "Bad Request: something is odd")
    else:
        monkeypatch.setattr("bot.messages.callback_data.Press.decode", lambda _data: 1 // 0)
    await server.receive(a_press(answer.buttons[0]["callback_data"], 50, language="en"))
    if is_acknowledged:
        await server.until(lambda: len(server.sent) == 2)
        assert server.sent[-1].text.startswith("Sorry, something went wrong")
    else:
        await server.until(lambda: bool(server.named("answerCallbackQuery")))
        (told,) = server.named("answerCallbackQuery")
        assert told.text.startswith("Sorry, something went wrong")
        assert len(told.text) <= 200


@pytest.mark.parametrize("with_words", [1, 2, 3, None])
async def test_an_album_gets_one_reply(
    server: TelegramServer, engine: SmallEngine, bot: Running, with_words: int | None
) -> None:
    """Whichever of its pictures has the words, and also when none has."""
    photo = [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}]
    for number in (1, 2, 3):
        update = a_message("", language="en", photo=photo, media_group_id="album")
        update["message"] |= {"caption": "Kapan KTT?"} if number == with_words else {}
        del update["message"]["text"]
        await server.receive(update)
    await server.until(lambda: bool(server.sent))
    await asyncio.sleep(1.2)
    (reply,) = server.sent
    assert reply.text.startswith("12 Jun") if with_words else "only read text" in reply.text
