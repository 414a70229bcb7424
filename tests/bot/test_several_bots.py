"""Several bots over one PostgreSQL database: each update is answered once, whichever of them received it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol

import pytest

from bot import serve
from tests.bot.conftest import UNLIMITED, bot_settings
from tests.bot.samples import SmallEngine, a_message
from tests.bot.telegram_server import TelegramServer


class StartShared(Protocol):
    def __call__(self, engine: SmallEngine, **settings: Any) -> AbstractAsyncContextManager[asyncio.Task[None]]: ...


@pytest.fixture
def start_shared(server: TelegramServer, postgres_url: str) -> StartShared:
    """Return what starts a bot over the test's database, and stops it at the end of the block."""

    @asynccontextmanager
    async def start(engine: SmallEngine, **changes: Any) -> AsyncIterator[asyncio.Task[None]]:
        stop = asyncio.Event()
        settings = bot_settings(server.root, database_url=postgres_url, **changes)
        task = asyncio.create_task(serve(settings, engine, stop, edit_every_s=0.05, budgets=UNLIMITED))
        try:
            yield task
        finally:
            stop.set()
            await asyncio.wait({task})
        await task

    return start


async def test_two_bots_answer_each_question_once(server: TelegramServer, start_shared: StartShared) -> None:
    """Both of them answer some; one of them polls."""
    engines = SmallEngine(), SmallEngine()
    async with start_shared(engines[0]), start_shared(engines[1]):
        await server.until(lambda: bool(server.named("deleteWebhook")))
        updates = [a_message(f"Kapan KTT nomor {n}?", 2000 + n) for n in range(40)]
        answers = await server.exchange(*updates)
    assert Counter(int(each.fields["chat_id"]) for each in answers) == Counter(range(2000, 2040))
    assert all(engine.asked for engine in engines)
    assert len(server.sent) == 40
