"""The buttons below an answer: passages shown in its place, and presses that come too late."""

from __future__ import annotations

import pytest

from index import Certainty
from tests.bot.conftest import Running
from tests.bot.samples import (
    GROUP,
    OTHER,
    READER,
    SmallEngine,
    a_message,
    a_passage,
    a_press,
    a_reply,
    an_article,
    in_group,
)
from tests.bot.telegram_server import Call, TelegramServer


async def test_pages_and_back(server: TelegramServer, bot: Running) -> None:
    """The button edits the answer's own message into each passage and back to the answer."""
    (answer,) = await server.exchange(a_message("Kapan KTT?"))
    pages: list[Call] = []
    data = answer.buttons[0]["callback_data"]
    for _ in range(3):
        await server.receive(a_press(data, 50))
        await server.until(lambda: len(server.edited) > len(pages))
        pages.append(server.edited[-1])
        forward = [button for button in pages[-1].buttons if button["text"] == "▶"]
        data = forward[0]["callback_data"] if forward else ""
    assert [page.marked("blockquote") for page in pages] == [[f"Bagian nomor {n}."] for n in (1, 2, 3)]
    labels = [[button["text"] for button in page.buttons] for page in pages]
    leaving = "Kembali ke jawaban"
    assert labels == [[leaving, "▶"], ["◀", leaving, "▶"], ["◀", leaving]]
    assert [page.text.splitlines()[-1] for page in pages] == ["1/3", "2/3", "3/3"]
    assert {page.fields["message_id"] for page in pages} == {"50"}

    back = next(button for button in pages[-1].buttons if button["text"] == "Kembali ke jawaban")
    await server.receive(a_press(back["callback_data"], 50))
    await server.until(lambda: len(server.edited) == 4)
    assert (server.edited[-1].text, server.edited[-1].buttons) == (answer.text, answer.buttons)
    assert len(server.named("answerCallbackQuery")) == 4


async def test_only_who_asked_turns_the_pages_of_a_group(server: TelegramServer, bot: Running) -> None:
    """Everybody reads them; they stay in the asker's language."""
    (answer,) = await server.exchange(in_group("/ask Kapan KTT?"))
    for person in (OTHER, READER):
        press = a_press(answer.buttons[0]["callback_data"], 50, person, "en")
        press["callback_query"]["message"]["chat"] = {"id": GROUP, "type": "supergroup", "title": "Warga"}
        await server.receive(press)
    await server.until(lambda: len(server.edited) == 1)
    told = [call.fields.get("text") for call in server.named("answerCallbackQuery")]
    assert told == ["Only the person who asked can do that. You can ask me yourself with /ask.", None]
    assert "Kembali ke jawaban" in [button["text"] for button in server.edited[0].buttons]
    assert "1 Juni 2018" in server.edited[0].text


async def test_same_page_twice(server: TelegramServer, bot: Running, caplog: pytest.LogCaptureFixture) -> None:
    """Telegram's "message is not modified" after a double press is not an error."""
    (answer,) = await server.exchange(a_message("Kapan KTT?"))
    for _ in range(2):
        await server.receive(a_press(answer.buttons[0]["callback_data"], 50))
    await server.until(lambda: server.unmodified == 1)
    assert len(server.named("answerCallbackQuery")) == 2
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


@pytest.mark.parametrize("data", ["a:gone", "p:gone:0", "nonsense", "p:gone:x", "p:gone:²", "-"])
async def test_expired_button(server: TelegramServer, bot: Running, data: str) -> None:
    """A button from before a restart, or one that was made up, says that the list has expired."""
    await server.receive(a_press(data, 50))
    await server.until(lambda: bool(server.named("answerCallbackQuery")))
    assert "kedaluwarsa" in server.named("answerCallbackQuery")[0].fields["text"]
    assert server.edited == []


async def test_made_up_page(server: TelegramServer, bot: Running) -> None:
    """A page that the reply does not have counts as expired."""
    (answer,) = await server.exchange(a_message("Kapan KTT?"))
    key = answer.buttons[0]["callback_data"].split(":")[1]
    await server.receive(a_press(f"p:{key}:99", 50))
    await server.until(lambda: bool(server.named("answerCallbackQuery")))
    assert "kedaluwarsa" in server.named("answerCallbackQuery")[0].fields["text"]


async def test_message_too_old_to_edit(server: TelegramServer, bot: Running) -> None:
    """Telegram withholds very old messages; their buttons have expired."""
    (answer,) = await server.exchange(a_message("Kapan KTT?"))
    inaccessible = {"message_id": 50, "date": 0, "chat": {"id": READER, "type": "private"}}
    await server.receive(a_press(answer.buttons[0]["callback_data"], 50, message=inaccessible))
    await server.until(lambda: bool(server.named("answerCallbackQuery")))
    assert "kedaluwarsa" in server.named("answerCallbackQuery")[0].fields["text"]


async def test_press_too_old_to_acknowledge(
    server: TelegramServer, bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """ "Query is too old" is normal after a pause: the page is turned nevertheless."""
    (answer,) = await server.exchange(a_message("Kapan KTT?"))
    server.fail("answerCallbackQuery", "Bad Request: query is too old and response timeout expired")
    await server.receive(a_press(answer.buttons[0]["callback_data"], 50))
    await server.until(lambda: len(server.edited) == 1)
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_other_refusals_of_a_press_are_logged(
    server: TelegramServer, bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """What is not known to be normal reaches the log under a code."""
    server.fail("answerCallbackQuery", "Bad Request: something new")
    await server.receive(a_press("a:gone", 50))
    await server.exchange(a_message("Kapan KTT?"))
    assert any("while handling an update" in record.getMessage() for record in caplog.records)


async def test_page_without_link(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """The only page leads back, but nowhere else; not answered, to the overview."""
    passages = [a_passage(article=an_article(url=None))]
    engine.replies["Kapan KTT?"] = a_reply(passages=passages, certainty=Certainty.NONE)
    (answer,) = await server.exchange(a_message("Kapan KTT?", language="en"))
    await server.receive(a_press(answer.buttons[0]["callback_data"], 50, language="en"))
    await server.until(lambda: len(server.edited) == 1)
    assert [button["text"] for button in server.edited[0].buttons] == ["Back to the overview"]
    assert "1/1" not in server.edited[0].text


async def test_page_that_cannot_be_shown(
    server: TelegramServer, bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """An edit that Telegram refuses for an unknown reason is logged under a code."""
    (answer,) = await server.exchange(a_message("Kapan KTT?"))
    server.fail("editMessageText", "Bad Request: something new")
    await server.receive(a_press(answer.buttons[0]["callback_data"], 50))
    await server.until(lambda: not server.faults["editMessageText"])
    await server.exchange(a_message("/start"))
    assert any("while handling an update" in record.getMessage() for record in caplog.records)
