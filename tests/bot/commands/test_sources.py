"""/sources and /latest."""

from __future__ import annotations

from bot.commands.sources import render_contents
from bot.messages.catalogue import bundled_catalogue
from bot.messages.composing import utf16_units
from bot.messages.lists import render_articles
from index import Contents, IndexMissing
from tests.bot.conftest import Running
from tests.bot.samples import SENTENCE, SmallEngine, a_message, a_whole_article
from tests.bot.telegram_server import TelegramServer

ENGLISH, INDONESIAN = bundled_catalogue().phrases("en"), bundled_catalogue().phrases("id")


async def test_sources(server: TelegramServer, bot: Running) -> None:
    """How much there is, of whom, and how new, in the reader's language."""
    (answer,) = await server.exchange(a_message("/sources", language="en"))
    assert answer.text.splitlines() == [
        "My answers come from 24 articles (181 passages):",
        "",
        "• Kantor Berita Contoh: 20",
        "• without a named source: 4",
        "",
        "The newest is from 13 June 2018.",
    ]


async def test_latest(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """As many of the newest as fit on a phone's screen, each linked, with publisher and day."""
    engine.newest_articles = [a_whole_article(SENTENCE, f"Judul {n}") for n in range(12)]
    (answer,) = await server.exchange(a_message("/latest"))
    assert answer.text.startswith("Artikel terbaru:\n\nJudul 0\nKantor Berita Contoh · 1 Juni 2018\n\nJudul 1\n")
    assert answer.marked("text_link") == [f"Judul {n}" for n in range(5)]


async def test_nothing_indexed(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """Before the first index, both say so."""
    engine.newest_articles = IndexMissing("none")
    answers = await server.exchange(a_message("/latest"), a_message("/sources"))
    assert all(answer.text.startswith("Belum ada artikel") for answer in answers)


def test_huge_values() -> None:
    """Many publishers with long names, and long titles, stay within a message."""
    many = Contents("s", 9000, 90000, tuple(("nama\u202e " * 500, 3) for _ in range(300)), None)
    for phrases in (ENGLISH, INDONESIAN):
        composed = render_contents(many, phrases)
        assert utf16_units(composed.text) <= 4096
        assert "280" in composed.text.splitlines()[-1]
        latest = render_articles([a_whole_article(SENTENCE, "judul \u202e" * 900)] * 10, phrases)
        assert utf16_units(latest.text) <= 4096
        assert len(latest.entities) == 10


def test_one_of_each() -> None:
    """English counts one article and one passage in the singular."""
    text = render_contents(Contents("s", 1, 1, (), None), ENGLISH).text
    assert text.startswith("My answers come from 1 article (1 passage)")
