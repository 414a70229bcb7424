"""The buttons below an answer: passages shown in its place, and presses that come too late."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.asking.reply_memory import without_removed
from bot.receiving import attempts
from bot.sending import outbox
from index import ArticleRef, Certainty, Reply
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
    a_whole_article,
    an_answer,
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


async def pressed(server: TelegramServer, data: str) -> Call:
    """Press a button, and return the answer of the press, or the message that it was edited into."""
    before, edited = len(server.named("answerCallbackQuery")), len(server.edited)
    await server.receive(a_press(data, 50))
    await server.until(lambda: len(server.named("answerCallbackQuery")) > before)
    said = server.named("answerCallbackQuery")[-1]
    if "text" not in said.fields:
        await server.until(lambda: len(server.edited) > edited)
    return said if "text" in said.fields else server.edited[-1]


def presses(call: Call) -> dict[str, str]:
    return {button["text"]: button["callback_data"] for button in call.buttons if "callback_data" in button}


@pytest.fixture
def three_articles(engine: SmallEngine) -> list[ArticleRef]:
    """An answer from the first of three articles, with passages of all; the second stands beside the third."""
    articles = [replace(an_article(f"Judul {name}"), id=name) for name in ("satu", "dua", "tiga")]
    engine.newest_articles = [a_whole_article("Isi.", each.title, each.id) for each in articles]
    passages = [
        replace(a_passage(f"Bagian {each.id}.", each, (articles[1],) * (each.id == "tiga")), id=each.id)
        for each in articles
    ]
    answers = [an_answer(article=articles[0]), an_answer("Singapura", article=articles[1])]
    engine.replies["Kapan KTT?"] = a_reply(*answers, passages=passages)
    return articles


@pytest.mark.usefixtures("three_articles")
async def test_what_was_removed_stays_removed(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """Neither another quote nor the way back shows it; what is left is paged through as if it had been all."""
    (answer,) = await server.exchange(a_message("Kapan KTT?"))
    engine.removed.add("satu")
    first = await pressed(server, presses(answer)["Kutipan lain"])
    assert (first.marked("blockquote"), first.text.splitlines()[-1]) == (["Bagian dua."], "1/2")
    second = await pressed(server, presses(first)["▶"])
    assert (second.marked("blockquote"), list(presses(second))) == (["Bagian tiga."], ["◀", "Kembali ke jawaban"])
    back = await pressed(server, presses(second)["Kembali ke jawaban"])
    assert back.fields["text"] == "Artikel asalnya sudah tidak tersedia."
    engine.removed.add("dua")
    last = await pressed(server, presses(second)["◀"])
    assert (last.marked("blockquote"), list(presses(last))) == (["Bagian tiga."], ["Kembali ke jawaban"])
    engine.removed.add("tiga")
    gone = await pressed(server, presses(answer)["Kutipan lain"])
    assert gone.fields["text"] == "Artikel asalnya sudah tidak tersedia."
    assert len(server.edited) == 3


@pytest.mark.usefixtures("three_articles")
async def test_a_page_that_has_to_be_sent_again(
    server: TelegramServer, engine: SmallEngine, bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the one that was wanted, also where articles have gone meanwhile."""
    monkeypatch.setattr(attempts, "_PAUSES_S", (0.0, 0.0))
    monkeypatch.setattr(outbox, "_PATIENCE_S", 0.0)
    (answer,) = await server.exchange(a_message("Kapan KTT?"))
    first = await pressed(server, presses(answer)["Kutipan lain"])
    engine.removed.add("satu")
    server.fail("editMessageText", "Bad Gateway", 502)
    page = await pressed(server, presses(first)["▶"])
    assert (page.marked("blockquote"), server.faults["editMessageText"]) == (["Bagian dua."], [])


@pytest.mark.usefixtures("three_articles")
async def test_an_answer_stays_whose_article_does(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """Other articles are gone from its pages; where there is no index to look in, all is as it was."""
    (answer,) = await server.exchange(a_message("Kapan KTT?"))
    engine.removed.add("dua")
    page = await pressed(server, presses(answer)["Kutipan lain"])
    assert (page.marked("blockquote"), page.text.splitlines()[-1]) == (["Bagian satu."], "1/2")
    page = await pressed(server, presses(page)["▶"])
    assert page.marked("blockquote") == ["Bagian tiga."]
    assert (await pressed(server, presses(page)["Kembali ke jawaban"])).text == answer.text


def test_a_reply_without_what_was_removed(engine: SmallEngine, three_articles: list[ArticleRef]) -> None:
    """Other papers that had the same are gone from it, too; without an index nothing is."""
    reply = engine.replies["Kapan KTT?"]
    assert isinstance(reply, Reply)
    assert without_removed(reply, engine) is reply
    engine.removed.add("dua")
    left = without_removed(reply, engine)
    assert [(each.id, each.also_in) for each in left.passages] == [("satu", ()), ("tiga", ())]
    assert [each.article.id for each in left.answers] == ["satu"]
    engine.removed.add("satu")
    assert without_removed(reply, engine).answers == ()
    refused = replace(reply, certainty=Certainty.NONE)
    engine.removed.discard("dua")
    assert [each.article.id for each in without_removed(refused, engine).answers] == ["dua"]
