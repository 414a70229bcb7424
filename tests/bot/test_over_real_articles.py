"""The whole way: real articles, the real index and models, the real bot, a Bot API server on loopback."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import serve
from index import Engine
from tests.bot.conftest import bot_settings
from tests.bot.samples import ADMIN, a_message
from tests.bot.telegram_server import TelegramServer, telegram_server
from tests.tanya.conftest import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[TelegramServer]:
    """A server with the bot running on it over the sample archive."""
    engine = Engine(tmp_path)
    await asyncio.to_thread(engine.index, [ROOT / "articles"])
    await asyncio.to_thread(engine.warm_up)
    stop = asyncio.Event()
    async with telegram_server() as running:
        bot = asyncio.create_task(serve(bot_settings(running.root), engine, stop, edit_every_s=0.05))
        yield running
        stop.set()
        await bot
    engine.close()


async def test_guiding_question_is_answered_in_either_language(server: TelegramServer) -> None:
    """The day in bold, the sentence as a quotation, the article as a link, and a keyboard under it."""
    for text, language in (("when is the Trump–Kim summit?", "en"), ("Kapan KTT Trump–Kim?", "id")):
        [answer] = await server.exchange(a_message(text, language=language))
        assert answer.marked("bold")[0].startswith("12 Jun")
        [quotation] = answer.marked("blockquote") or answer.marked("expandable_blockquote")
        assert answer.marked("bold")[1] in quotation
        assert [entity["url"] for entity in answer.entities if entity["type"] == "text_link"]
        assert answer.buttons


async def test_what_the_articles_do_not_say_is_said_so(server: TelegramServer) -> None:
    [answer] = await server.exchange(a_message("Siapa yang melukis Mona Lisa?", language="id"))
    assert answer.text.startswith("Saya belum menemukan jawaban yang pasti")


async def test_a_full_reindex_replaces_the_snapshot_while_questions_are_answered(server: TelegramServer) -> None:
    await server.receive(a_message("/reindex full", user_id=ADMIN, language="en"))
    [_, answer] = (await server.exchange(*[a_message("Kapan KTT Trump–Kim?", language="id")] * 2))[-2:]
    assert answer.text
    await server.until(lambda: bool(server.edited) and "30 articles" in server.edited[-1].text)
    [after] = await server.exchange(a_message("Kapan KTT Trump–Kim?", language="id"))
    assert after.marked("bold")[0].startswith("12 Jun")
