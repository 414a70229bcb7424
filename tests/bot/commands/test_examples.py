"""Example questions: made from articles, kept when they are answered, asked when they are pressed."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.asking.example_questions import questions_about
from bot.asking.worker import Worker
from bot.commands.examples import answered_examples
from index import Certainty, IndexMissing
from tests.bot.conftest import Running, StartBot
from tests.bot.samples import (
    OTHER,
    READER,
    UNKNOWN,
    SmallEngine,
    a_message,
    a_press,
    a_reply,
    a_whole_article,
    an_answer,
    an_article,
    in_group,
)
from tests.bot.telegram_server import TelegramServer

TEXT = "Kemarin Lavrov tiba. Ia disambut oleh Ri Yong Ho dan tinggal di Wisma Paekhwawon. Lavrov temui banyak orang."
TITLE = "Lavrov Temui Kim Jong-un di Pyongyang"
ARTICLES = [a_whole_article(f"{TEXT} Kim Jong-un di Pyongyang. {n}", TITLE) for n in range(2)]
QUESTION = "Kapan Lavrov temui Kim Jong-un di Pyongyang?"


def test_questions_from_an_article() -> None:
    """A headline with the capitals of the text, a person after `oleh`, a place after `di`."""
    assert list(questions_about(ARTICLES[0], "id")) == [QUESTION, "Siapa Ri Yong Ho?", "Di mana Wisma Paekhwawon?"]
    assert list(questions_about(ARTICLES[0], "en")) == ["Who is Ri Yong Ho?", "Where is Wisma Paekhwawon?"]
    assert list(questions_about(ARTICLES[0], "xx")) == []


@pytest.mark.parametrize("title", ["5 Fakta Kopi", "Kim: “Kami Siap”", "Banjir Hambat Pasokan", "Lavrov " * 12])
def test_headlines_that_make_no_question(title: str) -> None:
    """Quotations, numbers, headlines without a name and long ones are left alone."""
    assert list(questions_about(a_whole_article("banjir hambat pasokan Lavrov", title), "id")) == []


def test_first_clause_of_a_headline() -> None:
    """What follows a comma is left out."""
    article = a_whole_article("Di gunung Sirimba ada api yang meletus.", "Gunung Sirimba Meletus, Warga Mengungsi")
    assert list(questions_about(article, "id")) == ["Kapan gunung Sirimba meletus?"]


def test_a_name_keeps_its_capitals() -> None:
    """Also where one of its words is an everyday one elsewhere."""
    article = a_whole_article(
        "Endang menjadi Kepala Desa Sukamekar. Balai desa penuh, kata Endang.", "Endang Jadi Kepala Desa Sukamekar"
    )
    assert "Kapan Endang jadi Kepala Desa Sukamekar?" in questions_about(article, "id")


@pytest.mark.parametrize(
    ("title", "text", "question"),
    [
        ("Kasus Melonjak, Warga Cemas", "Kasus terbanyak di Tambakrejo.", None),
        ("Kasus DBD Melonjak", "Kasus DBD bertambah. Setiap kasus dicatat.", "Kapan kasus DBD melonjak?"),
        ("Hujan Guncang Tambakrejo", "TAMBAKREJO – Hujan turun. Warga Tambakrejo cemas.", None),
        ("Surya Menang di Tambakrejo", "Surya menang di Tambakrejo.", None),
        ("Surya Menang di Tambakrejo", "Surya menang di Tambakrejo, kata Surya.", "Kapan Surya menang di Tambakrejo?"),
        ("BANJIR LANDA TAMBAKREJO", "Di Tambakrejo banjir melanda.", "Kapan banjir landa Tambakrejo?"),
        ("Pindah ke Stadion, Festival Ramai", "Festival di Stadion Giri Kencana.", None),
        (
            "Jembatan Kali Wangi Diresmikan",
            "Jembatan Kali Wangi ramai. Panjang jembatan 90 meter.",
            "Kapan Jembatan Kali Wangi diresmikan?",
        ),
        ("Warga Sambut Presiden Zorbo", "Seluruh warga menyambut presiden.", None),
        ("Warga sambut Zorbo di rumah", "Seluruh warga menyambut presiden.", "Kapan warga sambut Zorbo di rumah?"),
    ],
)
def test_capitals_of_a_headline(title: str, text: str, question: str | None) -> None:
    """A capital that begins a sentence or stands in a longer name tells nothing; where in doubt nothing is asked."""
    asked = [each for each in questions_about(a_whole_article(text, title), "id") if each.startswith("Kapan")]
    assert asked == ([question] if question else [])


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("Spice museum opens in an old warehouse in Ternate", "When did the spice museum open?"),
        ("Wae Toko footbridge reopens after two years", "When did the Wae Toko footbridge reopen?"),
        ("The new museum opens", "When did the new museum open?"),
        ("Salt museum opens", None),
        ("Buses museum opens", None),
        ("A museum closes, then another", "When did the museum close?"),
        ("Wae starts on Friday", "When did Wae start?"),
        ("Wae begins to rebuild", None),
        ("Minister opens spice museum", None),
    ],
)
def test_an_english_headline(title: str, question: str | None) -> None:
    """What opens or the like is asked for; a name that only stands with others, and a shop, are not."""
    text = "The spice trade, with Salt Road, reached Wae Toko. They bought it in Pasar Induk. Buses ran."
    asked = list(questions_about(replace(a_whole_article(text, title), language="en"), "en"))
    assert asked == ([question] if question else [])


@pytest.fixture
async def worker() -> AsyncIterator[Worker]:
    """One thread."""
    single = Worker(queue_limit=9, timeout_s=20, threads=1)
    yield single
    single.close()


async def test_only_answered_ones(engine: SmallEngine, worker: Worker) -> None:
    """A question that is refused, answered in doubt, or from another article is no example.

    There is one for each article, each of another kind.
    """
    engine.newest_articles = ARTICLES
    found = await answered_examples(engine, worker, "id", min_confidence=None, spare=True)
    assert found == {QUESTION: ARTICLES[0].id, "Siapa Ri Yong Ho?": ARTICLES[1].id}
    three = [replace(ARTICLES[0], text=f"{TEXT} {n}", title=f"{TITLE}{', Lagi' * n}") for n in range(3)]
    three[0] = replace(three[0], text="Lavrov dan Kim Jong-un di Pyongyang.")
    engine.newest_articles = three
    found = await answered_examples(engine, worker, "id", min_confidence=None, spare=True)
    assert [each.split()[0] for each in found] == ["Kapan", "Siapa", "Di"]
    engine.newest_articles = ARTICLES
    engine.replies["Siapa Ri Yong Ho?"] = engine.replies["Di mana Wisma Paekhwawon?"] = UNKNOWN
    for reply in (
        UNKNOWN,
        a_reply(an_answer(), certainty=Certainty.PERHAPS),
        a_reply(an_answer(article=an_article())),
        a_reply(),
    ):
        engine.replies[QUESTION] = reply
        assert await answered_examples(engine, worker, "id", min_confidence=None, spare=True) == {}


@pytest.mark.parametrize("spare", [True, False])
async def test_people_come_before_examples(
    engine: SmallEngine, worker: Worker, spare: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While somebody's question is answered, and others wait, no example is asked."""
    monkeypatch.setattr("bot.asking.question_queue._QUIET_AFTER_S", 0.05)
    engine.newest_articles = ARTICLES[:1]
    may_end = threading.Event()
    people = [asyncio.create_task(worker.run(may_end.wait, owner=n)) for n in range(2)]
    await asyncio.sleep(0)
    looking = asyncio.create_task(answered_examples(engine, worker, "id", min_confidence=None, spare=spare))
    await asyncio.sleep(0.1)
    assert engine.asked == []
    may_end.set()
    await asyncio.gather(*people)
    assert list(await looking) == [QUESTION]


@pytest.mark.parametrize(("quiet_s", "yield_s"), [(0.3, 60.0), (60.0, 0.3)])
async def test_examples_wait_for_silence_but_not_for_ever(
    engine: SmallEngine, worker: Worker, monkeypatch: pytest.MonkeyPatch, quiet_s: float, yield_s: float
) -> None:
    """Later ones are not asked right after somebody's question, but once it is quiet or enough time has passed."""
    monkeypatch.setattr("bot.asking.question_queue._QUIET_AFTER_S", quiet_s)
    monkeypatch.setattr("bot.commands.examples._YIELD_S", yield_s)
    engine.newest_articles = ARTICLES[:1]
    await worker.run(lambda: None)
    looking = asyncio.create_task(answered_examples(engine, worker, "id", min_confidence=None, spare=True))
    await asyncio.sleep(0.1)
    assert engine.asked == []
    assert list(await asyncio.wait_for(looking, 10)) == [QUESTION]


async def test_first_message_offers_examples(server: TelegramServer, engine: SmallEngine, start_bot: StartBot) -> None:
    """In private, three lines and the examples, also right after the start; a press shows the question and answers it.

    A group has no buttons.
    """
    engine.newest_articles = ARTICLES[:1]
    engine.on_ask = lambda _question: time.sleep(0.2)
    async with start_bot():
        (first,) = await server.exchange(a_message("/start"))
        assert len(first.text.splitlines()) == 3
        assert [button["text"] for button in first.buttons] == [QUESTION]
        assert len(first.buttons[0]["callback_data"].encode()) <= 64
        sent = len(server.sent)
        await server.receive(a_press(first.buttons[0]["callback_data"], 50))
        await server.until(lambda: len(server.sent) == sent + 2)
        assert server.sent[-2].text == QUESTION
        assert server.sent[-1].text.startswith("12 Juni 2018\n")
        (group,) = await server.exchange(in_group("/start"))
        assert group.buttons == []
    assert len(server.named("answerCallbackQuery")) == 1


async def test_examples_about_articles_that_are_gone_are_not_offered(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also before others have been looked for."""
    engine.newest_articles = ARTICLES[:1]
    async with start_bot():
        (first,) = await server.exchange(a_message("/start"))
        monkeypatch.setattr(engine, "article", lambda _gone: None)
        (later,) = await server.exchange(a_message("/start"))
    assert (len(first.buttons), later.buttons) == (1, [])


async def test_first_message_does_not_wait_long_for_examples(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the first examples are still being looked for, it comes without."""
    monkeypatch.setattr("bot.commands.examples._PATIENCE_S", 0.05)
    engine.newest_articles = ARTICLES[:1]
    may_end = threading.Event()
    engine.holds[QUESTION] = may_end
    async with start_bot():
        (first,) = await server.exchange(a_message("/start"))
        may_end.set()
    assert first.buttons == []


async def test_expired_example(server: TelegramServer, bot: Running) -> None:
    """An example of an earlier index has expired, and the press is answered."""
    await server.receive(a_press("e:0123456789abcdef", 50))
    await server.until(lambda: bool(server.named("answerCallbackQuery")))
    assert "/start" in server.named("answerCallbackQuery")[0].fields["text"]


async def test_example_for_somebody_who_may_not_ask(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot
) -> None:
    """A button is no way around the access rules."""
    engine.newest_articles = ARTICLES[:1]
    async with start_bot(access="allow-list", allowed_ids=frozenset({READER})):
        (first,) = await server.exchange(a_message("/start"))
        asked = len(engine.asked)
        await server.receive(a_press(first.buttons[0]["callback_data"], 50, OTHER))
        await server.until(lambda: bool(server.named("answerCallbackQuery")))
    assert str(OTHER) in server.named("answerCallbackQuery")[0].fields["text"]
    assert len(engine.asked) == asked


@pytest.mark.parametrize("error", [IndexMissing("none"), RuntimeError("isi pertanyaan")])
async def test_no_examples(
    server: TelegramServer,
    engine: SmallEngine,
    start_bot: StartBot,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
) -> None:
    """Without an index, or when looking fails, the first message has no buttons; the log has no question."""
    engine.newest_articles = error
    async with start_bot():
        (first,) = await server.exchange(a_message("/start"))
    assert first.buttons == []
    assert "isi pertanyaan" not in caplog.text
