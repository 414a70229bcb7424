"""The bot as it runs, against a Bot API server on loopback."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, Protocol

import pytest

from bot import serve
from bot.commands.menu import Menu
from bot.sending.budgets import Budgets
from bot.storage.opening import Storage
from tanya.settings import Settings
from tests.bot.samples import ADMIN, SmallEngine
from tests.bot.stores import Files, SharedStore, Store
from tests.bot.telegram_server import TOKEN, TelegramServer, telegram_server

# The tests' server lets everything through, so that they need not wait.
UNLIMITED = Budgets(chat_period_s=0.0, group_messages=10_000, group_period_s=0.0, messages=10_000)

Running = asyncio.Task[None]


async def _published_nowhere(_menu: Menu, _admin_ids: Collection[int]) -> None:
    """Stand for `Menu.publish`."""


class StartBot(Protocol):
    def __call__(
        self, own_engine: SmallEngine | None = None, **settings: Any
    ) -> AbstractAsyncContextManager[Running]: ...


@pytest.fixture
def opened() -> Iterator[list[Storage]]:
    """What was opened, to be closed."""
    made: list[Storage] = []
    yield made
    for each in made:
        each.records.close()
        each.journal.close()


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with telegram_server() as running:
        yield running


@pytest.fixture
def engine() -> SmallEngine:
    return SmallEngine()


def bot_settings(root: str, **changes: Any) -> Settings:
    """Return settings for a server, without a part of any .env file."""
    values: dict[str, Any] = {"_env_file": None, "TELEGRAM_BOT_TOKEN": TOKEN, "telegram_base_url": root}
    values["data_dir"] = Path(tempfile.mkdtemp(prefix="tanya-bot-"))
    return Settings(**(values | {"admin_ids": frozenset({ADMIN})} | changes))


@pytest.fixture
def published_menu() -> None:
    """Let the bot publish its menu when it starts, with two dozen requests that most tests do not look at."""


@pytest.fixture
def start_bot(
    server: TelegramServer,
    engine: SmallEngine,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> StartBot:
    """Return what starts the bot with changed settings over one data folder, and stops it at the end of the block."""
    if "published_menu" not in request.fixturenames:
        monkeypatch.setattr("bot.commands.menu.Menu.publish", _published_nowhere)

    @asynccontextmanager
    async def start(own_engine: SmallEngine | None = None, **changes: Any) -> AsyncIterator[Running]:
        stop, asked = asyncio.Event(), own_engine or engine
        task = asyncio.create_task(
            serve(
                bot_settings(server.root, **({"data_dir": tmp_path} | changes)),
                asked,
                stop,
                edit_every_s=0.05,
                budgets=UNLIMITED,
            )
        )
        try:
            yield task
        finally:
            stop.set()
            asked.build_may_end.set()
            asked.index_may_end.set()
            for hold in asked.holds.values():
                hold.set()
            await asyncio.wait({task})
        await task

    return start


@pytest.fixture
async def bot(start_bot: StartBot) -> AsyncIterator[Running]:
    """A running bot with the default settings."""
    async with start_bot() as task:
        yield task


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """What a bot keeps, in each kind of database."""
    made = Files(tmp_path) if request.param == "sqlite" else SharedStore(request.getfixturevalue("postgres_url"))
    yield made
    made.close()
