"""Inline mode."""

from __future__ import annotations

import threading
from typing import Any

import pytest

import bot.conversation.inline as bot_inline
from bot.conversation.deep_links import payload_question
from bot.conversation.inline import inline_results
from bot.messages.catalogue import bundled_catalogue
from index import IndexMissing
from tests.bot.conftest import Running, StartBot
from tests.bot.samples import OTHER, READER, UNKNOWN, SmallEngine, a_reply, an_answer, an_article, an_inline_query
from tests.bot.telegram_server import Call, TelegramServer

ENGLISH = bundled_catalogue().phrases("en")


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot_inline, "_SETTLE_S", 0.05)


async def ask(server: TelegramServer, update: dict[str, Any]) -> Call:
    """Let an inline query arrive and return its answer."""
    before = len(server.named("answerInlineQuery"))
    await server.receive(update)
    await server.until(lambda: len(server.named("answerInlineQuery")) > before)
    return server.named("answerInlineQuery")[-1]


async def test_answers_to_insert(server: TelegramServer, bot: Running) -> None:
    """Each answer is a result with its sentence; inserted, it is the answer's whole message with the article."""
    answer = await ask(server, an_inline_query("Kapan KTT?"))
    results = answer.fields["results"]
    assert [result["title"] for result in results] == ["12 Juni 2018", "Singapura"]
    first = results[0]
    assert first["description"].startswith("Pertemuan Trump")
    content = first["input_message_content"]
    assert content["message_text"].startswith("?\n\n12 Juni 2018\n")
    assert [entity["type"] for entity in content["entities"]] == [
        "italic",
        "bold",
        "blockquote",
        "bold",
        "text_link",
    ]
    assert first["reply_markup"]["inline_keyboard"][0][0]["url"].startswith("https://example.org/lavrov#")
    assert (answer.fields["cache_time"], answer.fields["is_personal"]) == ("300", "true")


async def test_empty_query(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """Before a word is typed that names something, be it small talk, there is a hint, which leads to the bot."""
    for text in ("", "  ", "?!", "kapan?", "and where", "siapa dia", "thanks", "halo"):
        answer = await ask(server, an_inline_query(text, language="en"))
        assert answer.fields["results"] == []
        assert answer.fields["button"]["text"] == "Type a question to search the articles"
    assert payload_question(answer.fields["button"]["start_parameter"]) is None
    assert engine.asked == []


async def test_a_greeting_in_front(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    await ask(server, an_inline_query("halo, kapan KTT?"))
    assert engine.asked == ["kapan KTT?"]


async def test_only_what_is_typed_in_the_end(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """Of a question that is being typed, only its last form is asked; another person's is not dropped for it."""
    for text in ("Kap", "Kapan p", "Kapan pertemuan Kim?"):
        await server.receive(an_inline_query(text))
    await ask(server, an_inline_query("Di mana KTT?", OTHER))
    await server.until(lambda: len(server.named("answerInlineQuery")) == 2)
    assert sorted(engine.asked) == ["Di mana KTT?", "Kapan pertemuan Kim?"]


@pytest.mark.parametrize("reply", [UNKNOWN, IndexMissing("none")])
async def test_nothing_to_insert(server: TelegramServer, engine: SmallEngine, bot: Running, reply: Any) -> None:
    """A refusal offers nothing to insert, and says why."""
    engine.replies["Siapa Kim?"] = reply
    answer = await ask(server, an_inline_query("Siapa Kim?", language="en"))
    assert answer.fields["results"] == []
    assert answer.fields["button"]["text"] == "No clear answer found"


async def test_access_list(server: TelegramServer, engine: SmallEngine, start_bot: StartBot) -> None:
    """Others get nothing but that they are not listed."""
    async with start_bot(access="allow-list", allowed_ids=frozenset({READER})):
        refused = await ask(server, an_inline_query("Kapan KTT?", OTHER, language="en"))
        answered = await ask(server, an_inline_query("Kapan KTT?"))
    assert (refused.fields["results"], refused.fields["cache_time"]) == ([], "0")
    assert "listed" in refused.fields["button"]["text"]
    assert len(answered.fields["results"]) == 2
    assert len(engine.asked) == 1


async def test_without_an_invitation(server: TelegramServer, start_bot: StartBot) -> None:
    async with start_bot(access="invitation"):
        refused = await ask(server, an_inline_query("Kapan KTT?", OTHER, language="en"))
    assert "invited" in refused.fields["button"]["text"]


async def test_too_slow(server: TelegramServer, engine: SmallEngine, start_bot: StartBot) -> None:
    """The worker's time-out holds for inline queries too, and its refusal is not cached."""
    engine.holds["Kapan KTT?"] = threading.Event()
    async with start_bot(question_timeout_s=0.1):
        answer = await ask(server, an_inline_query("Kapan KTT?", language="en"))
    assert answer.fields["cache_time"] == "0"
    assert "try again" in answer.fields["button"]["text"]


async def test_query_too_old(server: TelegramServer, bot: Running, caplog: pytest.LogCaptureFixture) -> None:
    """An answer that comes too late is not an error."""
    server.fail("answerInlineQuery", "Bad Request: query is too old and response timeout expired")
    await server.receive(an_inline_query("Kapan KTT?"))
    await server.until(lambda: not server.faults["answerInlineQuery"])
    await ask(server, an_inline_query("Di mana KTT?"))
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def test_fifty_at_the_most() -> None:
    """Each text once, in order of confidence; an article without an address has no button."""
    answers = [an_answer(f"{n // 2}", f"Pada {n // 2}.", article=an_article(url=None)) for n in range(200)]
    results = inline_results(a_reply(*answers), ENGLISH)
    assert [result.title for result in results] == [str(n) for n in range(50)]
    assert results[0].reply_markup is None


@pytest.mark.parametrize("language", bundled_catalogue().languages)
def test_hints_fit(language: str) -> None:
    """Telegram takes 64 characters above the results."""
    phrases = bundled_catalogue().phrases(language)
    for key in ("inline-hint", "inline-busy", "inline-not-answered", "inline-not-allowed"):
        assert 0 < len(phrases(key)) <= 64
