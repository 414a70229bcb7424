"""/add and /remove: what is done is what was confirmed, once."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.sending import outbox
from index import NothingToIndex, Progress, SourceProblem, Stage
from tests.bot.conftest import StartBot
from tests.bot.samples import (
    ADMIN,
    ARTICLE,
    OTHER,
    SmallEngine,
    a_message,
    a_passage,
    a_press,
    a_reply,
    a_whole_article,
    an_answer,
    an_article,
)
from tests.bot.telegram_server import Call, TelegramServer

Task = asyncio.Task[None]
FEED = "https://example.org/feed.xml"


def texts(server: TelegramServer) -> list[str]:
    return [call.text for call in server.edited]


async def until_built(server: TelegramServer) -> None:
    await server.until(lambda: any(text.startswith("The new index") for text in texts(server)))


async def ask_to_remove(server: TelegramServer, what: str) -> Call:
    (question,) = await server.exchange(a_message(f"/remove {what}", ADMIN, "en"))
    return question


async def press(server: TelegramServer, data: str, user_id: int = ADMIN) -> str:
    """Press a button and return what its answer says."""
    before = len(server.named("answerCallbackQuery"))
    await server.receive(a_press(data, 1, user_id, "en"))
    await server.until(lambda: len(server.named("answerCallbackQuery")) > before)
    return server.named("answerCallbackQuery")[-1].text


@pytest.mark.parametrize("source", [FEED, "/berita", "/berita kita/dua  spasi", "artikel.md"])
async def test_add(server: TelegramServer, engine: SmallEngine, bot: Task, source: str) -> None:
    """Address or path reach the index as they were written; the report ends the message."""
    (board,) = await server.exchange(a_message(f"/add {source}", ADMIN, "en"))
    assert board.text.startswith(f"Adding {' '.join(source.split())}.")
    await until_built(server)
    assert engine.changes == [("index", source)]


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (SourceProblem("/nirgends does not exist; give a file"), "/nirgends does not exist; give a file"),
        (NothingToIndex("no article found in /berita"), "no article found in /berita"),
    ],
)
async def test_add_that_fails(
    server: TelegramServer, engine: SmallEngine, bot: Task, error: Exception, says: str
) -> None:
    """The reason is told, and that the old index is served."""
    engine.build = error
    await server.exchange(a_message("/add /nirgends", ADMIN, "en"))
    await server.until(lambda: any(says in text for text in texts(server)))
    assert "nothing changed" in texts(server)[-1]


async def test_add_nothing(server: TelegramServer, engine: SmallEngine, bot: Task) -> None:
    """The bare command explains itself."""
    (usage,) = await server.exchange(a_message("/add", ADMIN, "id"))
    assert usage.text.startswith("Kirim /add dengan apa yang mau diindeks")
    assert engine.changes == []


@pytest.mark.parametrize(
    ("named", "bold", "change"),
    [
        (FEED, FEED, ("remove source", FEED)),
        ("/berita/", "/berita", ("remove source", "/berita")),
        (ARTICLE.id, ARTICLE.title, ("remove", ARTICLE.id)),
        (str(ARTICLE.url), ARTICLE.title, ("remove", ARTICLE.id)),
        (f"{ARTICLE.url}#:~:text=12%20Juni", ARTICLE.title, ("remove", ARTICLE.id)),
    ],
)
async def test_remove_after_confirmation(
    server: TelegramServer, engine: SmallEngine, bot: Task, named: str, bold: str, change: tuple[str, str]
) -> None:
    """Nothing goes before the button is pressed, and the button works once."""
    question = await ask_to_remove(server, named)
    assert question.marked("bold") == [bold]
    assert ("12 articles" in question.text) == (change[0] == "remove source")
    yes, no = question.buttons
    assert engine.changes == []
    assert await press(server, yes["callback_data"]) == ""
    await until_built(server)
    assert engine.changes == [change]
    for each in (yes, no):
        assert "no longer works" in await press(server, each["callback_data"])
    assert engine.changes == [change]


async def test_a_press_that_telegram_refuses_to_answer(
    server: TelegramServer, engine: SmallEngine, bot: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The button is as good as before."""
    monkeypatch.setattr(outbox, "_SHORT_PATIENCE_S", 0.0)
    yes, _ = (await ask_to_remove(server, ARTICLE.id)).buttons
    server.fail("answerCallbackQuery", "Bad Gateway", 502)
    await server.receive(a_press(yes["callback_data"], 1, ADMIN, "en"))
    await server.until(lambda: not server.faults["answerCallbackQuery"])
    assert await press(server, yes["callback_data"]) == ""
    await until_built(server)
    assert engine.changes == [("remove", ARTICLE.id)]


@pytest.mark.parametrize("what", [ARTICLE.id, FEED])
async def test_what_somebody_else_has_removed(
    server: TelegramServer, engine: SmallEngine, bot: Task, what: str
) -> None:
    """Is told as that; nothing is built."""
    question = await ask_to_remove(server, what)
    engine.removed.add(ARTICLE.id)
    engine.recorded_sources.remove(FEED)
    await press(server, question.buttons[0]["callback_data"])
    await server.until(lambda: bool(server.edited))
    assert texts(server) == [f"{question.marked('bold')[0]} is no longer in the index. There’s nothing to remove."]
    assert engine.changes == []


async def test_keep(server: TelegramServer, engine: SmallEngine, bot: Task) -> None:
    """The other button ends it; afterwards the first one is no good either."""
    yes, no = (await ask_to_remove(server, FEED)).buttons
    await press(server, no["callback_data"])
    await server.until(lambda: bool(server.edited))
    assert texts(server) == [f"{FEED} stays."]
    assert "no longer works" in await press(server, yes["callback_data"])
    assert engine.changes == []


async def test_others_cannot_confirm(server: TelegramServer, engine: SmallEngine, bot: Task) -> None:
    """And their press does not use the button up."""
    yes, _ = (await ask_to_remove(server, FEED)).buttons
    assert await press(server, yes["callback_data"], OTHER) == "Only administrators can use this button."
    assert engine.changes == []
    await press(server, yes["callback_data"])
    await until_built(server)
    assert engine.changes == [("remove source", FEED)]


async def test_offered_sources(server: TelegramServer, engine: SmallEngine, bot: Task) -> None:
    """The bare command offers the first ten; pressing one asks in place whether to remove it."""
    engine.recorded_sources = [f"/berita/{n}" + "x" * 100 for n in range(15)]
    (offer,) = await server.exchange(a_message("/remove", ADMIN, "en"))
    assert len(offer.buttons) == 10
    assert offer.text.endswith("and 5 more")
    await press(server, offer.buttons[3]["callback_data"])
    await server.until(lambda: bool(server.edited))
    assert server.edited[-1].marked("bold") == [engine.recorded_sources[3]]
    yes, _ = server.edited[-1].buttons
    await press(server, yes["callback_data"])
    await until_built(server)
    assert engine.changes == [("remove source", engine.recorded_sources[3])]


async def test_remove_what_is_unknown(server: TelegramServer, engine: SmallEngine, bot: Task) -> None:
    """Says so, with where to look."""
    answer = await ask_to_remove(server, "/nirgends")
    assert "no source or article called “/nirgends”" in answer.text
    assert answer.buttons == []


async def in_reply(server: TelegramServer, answer: Call, language: str = "en") -> Call:
    """Reply to one of the bot's messages with /remove, and return what comes."""
    replied = a_press("x", 1, ADMIN)["callback_query"]["message"] | {"text": answer.text}
    replied["reply_markup"] = answer.fields["reply_markup"]
    (said,) = await server.exchange(a_message("/remove", ADMIN, language, reply_to_message=replied))
    return said


async def test_remove_the_article_of_an_answer(server: TelegramServer, engine: SmallEngine, bot: Task) -> None:
    """The answer that was replied to tells which; its source is offered beside it, and asked about in place."""
    (answer,) = await server.exchange(a_message("Kapan KTT?", ADMIN, "en"))
    question = await in_reply(server, answer)
    assert question.marked("bold") == [ARTICLE.title]
    assert [each["text"] for each in question.buttons] == ["Remove", "Keep", "Its source, 12 articles: /berita"]
    assert engine.changes == []
    await press(server, question.buttons[2]["callback_data"])
    await server.until(lambda: bool(server.edited))
    assert server.edited[-1].marked("bold") == ["/berita"]
    await press(server, question.buttons[0]["callback_data"])
    await until_built(server)
    assert engine.changes == [("remove", ARTICLE.id)]


async def test_remove_the_article_of_another_quote(server: TelegramServer, engine: SmallEngine, bot: Task) -> None:
    """The one that is shown, not the answer's."""
    other = a_whole_article("Teks.", "Berita lain", "a2")
    engine.newest_articles = [other]
    second = replace(an_article(other.title), id=other.id)
    passages = [a_passage(), a_passage("Teks.", second), a_passage()]
    engine.replies["Kapan KTT?"] = a_reply(an_answer(), passages=passages)
    (answer,) = await server.exchange(a_message("Kapan KTT?", ADMIN, "en"))
    for label in ("Other quotes", "▶"):
        (more,) = [each for each in answer.buttons if each["text"] == label]
        await press(server, more["callback_data"])
        await server.until(lambda: bool(server.edited))
        answer = server.edited[-1]
        server.calls.clear()
    assert (await in_reply(server, answer)).marked("bold") == ["Berita lain"]


async def test_remove_after_a_restart(server: TelegramServer, engine: SmallEngine, start_bot: StartBot) -> None:
    """Which article an answer was from is kept with the question."""
    async with start_bot():
        (answer,) = await server.exchange(a_message("Kapan KTT?", ADMIN, "en"))
    async with start_bot():
        assert (await in_reply(server, answer)).marked("bold") == [ARTICLE.title]


@pytest.mark.parametrize(
    ("language", "gone", "forgotten"),
    [
        ("en", "no longer in the index", "no longer know which article that came from"),
        ("id", "sudah tidak ada di indeks", "tidak menyimpan asal jawaban itu"),
    ],
)
async def test_remove_what_is_gone_or_forgotten(
    server: TelegramServer, engine: SmallEngine, bot: Task, language: str, gone: str, forgotten: str
) -> None:
    """It is said which: that the answer's article is there no more, or that nothing is known of the answer."""
    (answer,) = await server.exchange(a_message("Kapan KTT?", ADMIN, language))
    (quote,) = [each for each in answer.buttons if each["callback_data"].startswith("p:")]
    await press(server, quote["callback_data"])
    await server.until(lambda: bool(server.edited))
    shown = [answer, server.edited[-1]]
    engine.removed.add(ARTICLE.id)
    assert [gone in (await in_reply(server, each, language)).text for each in shown] == [True, True]
    (question,) = await server.exchange(a_message("/forget", ADMIN, language))
    await press(server, question.buttons[0]["callback_data"])
    assert [forgotten in (await in_reply(server, each, language)).text for each in shown] == [True, True]


async def test_remove_in_reply_to_something_else(server: TelegramServer, engine: SmallEngine, bot: Task) -> None:
    """A message that shows no one article asks for a title."""
    (listed,) = await server.exchange(a_message("/latest", ADMIN, "id"))
    listed.fields.setdefault("reply_markup", {"inline_keyboard": []})
    assert (await in_reply(server, listed, "id")).text.startswith("Saya tidak tahu pesan itu dari artikel yang mana.")


async def test_remove_by_title(server: TelegramServer, engine: SmallEngine, bot: Task) -> None:
    """One that fits is asked about at once; of several one is chosen; who gives the whole title gets that one."""
    titles = ["Banjir di Demak", "Banjir di Demak surut", "Gempa"]
    engine.newest_articles = [a_whole_article("Teks.", title, f"n{n}") for n, title in enumerate(titles)]
    assert (await ask_to_remove(server, "gempa")).marked("bold") == ["Gempa"]
    assert (await ask_to_remove(server, "banjir  di demak")).marked("bold") == ["Banjir di Demak"]
    choice = await ask_to_remove(server, "banjir")
    assert choice.text == "Several articles fit. Which one?"
    labels = [each["text"] for each in choice.buttons]
    assert labels == ["Banjir di Demak · 1 June 2018", "Banjir di Demak surut · 1 June 2018"]
    await press(server, choice.buttons[1]["callback_data"])
    await server.until(lambda: bool(server.edited))
    yes, _ = server.edited[-1].buttons
    await press(server, yes["callback_data"])
    await until_built(server)
    assert engine.changes == [("remove", "n1")]


async def test_remove_one_of_several_at_an_address(server: TelegramServer, engine: SmallEngine, bot: Task) -> None:
    """As with titles, one is chosen."""
    engine.newest_articles = [a_whole_article("Teks.", "Gempa", "n1")]
    choice = await ask_to_remove(server, str(ARTICLE.url))
    assert choice.text == "Several articles fit. Which one?"
    assert [each["text"] for each in choice.buttons] == [f"{ARTICLE.title} · 1 June 2018", "Gempa · 1 June 2018"]


async def test_remove_by_a_part_of_many_titles(server: TelegramServer, engine: SmallEngine, bot: Task) -> None:
    """Five are offered at the most, and nothing is removed before one of them was chosen and confirmed."""
    engine.newest_articles = [a_whole_article("Teks.", f"Banjir ke-{n} di Demak", f"n{n}") for n in range(7)]
    choice = await ask_to_remove(server, "demak banjir")
    assert (
        choice.text
        == "Several articles fit. Which one?\nThere are more; add a few words of the title to narrow it down."
    )
    assert [each["text"] for each in choice.buttons] == [f"Banjir ke-{n} di Demak · 1 June 2018" for n in range(5)]
    assert engine.changes == []


@pytest.mark.parametrize("is_elsewhere", [False, True])
async def test_while_another_build_runs(
    server: TelegramServer, engine: SmallEngine, bot: Task, is_elsewhere: bool
) -> None:
    """Nothing is removed, the press says why, and the question stays: its button removes when the build is done."""
    yes, _ = (await ask_to_remove(server, FEED)).buttons
    if is_elsewhere:
        engine.elsewhere = Progress(Stage.EMBEDDING, 12, 24)
    else:
        engine.build_may_end.clear()
        await server.exchange(a_message("/reindex", ADMIN, "en"))
    edits = len(server.edited)
    for _ in range(2):
        said = await press(server, yes["callback_data"])
        assert said == "The index is being rebuilt. Please press again when it’s done."
    assert engine.changes == []
    assert not [call for call in server.edited[edits:] if not call.text.startswith("Rebuilding the index.")]
    engine.elsewhere = None
    engine.build_may_end.set()
    if not is_elsewhere:
        await until_built(server)
    await press(server, yes["callback_data"])
    await server.until(lambda: bool(engine.changes))
    assert engine.changes == [("remove source", FEED)]


async def test_no_is_taken_while_another_build_runs(server: TelegramServer, engine: SmallEngine, bot: Task) -> None:
    """It needs no index."""
    engine.elsewhere = Progress(Stage.EMBEDDING, 12, 24)
    _, no = (await ask_to_remove(server, FEED)).buttons
    await press(server, no["callback_data"])
    await server.until(lambda: texts(server) == [f"{FEED} stays."])
