"""Several bots over one PostgreSQL database: each update is answered once, whichever of them received it."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from functools import partial

import aiohttp
import pytest

from bot import serve
from bot.errors import DataFolderUnusable
from bot.storage.opening import Storage, open_storage
from bot.storage.postgres import presence
from bot.storage.postgres.journal import SharedJournal
from tanya.settings import Settings
from tests.bot.conftest import UNLIMITED, StartBot, bot_settings
from tests.bot.receiving.test_webhook import SmallTelegram, hook_settings, small_telegram
from tests.bot.samples import ADMIN, OTHER, READER, SmallEngine, a_message, a_press, in_group
from tests.bot.telegram_server import TelegramServer


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sign of life every tenth of a second."""
    monkeypatch.setattr(presence, "BEAT_S", 0.1)


@pytest.fixture
def start_shared(start_bot: StartBot, postgres_url: str) -> StartBot:
    """Return what starts a bot over the test's database."""
    return partial(start_bot, database_url=postgres_url)


@pytest.fixture
def beside(postgres_url: str) -> Iterator[Storage]:
    """What another bot keeps there, that does nothing by itself."""
    opened = open_storage(Settings.model_validate({"database_url": postgres_url}))
    yield opened
    opened.records.close()
    opened.journal.close()


@pytest.fixture
def other_journal(beside: Storage) -> SharedJournal:
    assert beside.shared is not None
    return beside.shared


async def until(condition: Callable[[], bool]) -> None:
    """Wait for what no request announces."""
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 - nobody could set an event
            await asyncio.sleep(0.01)


def chats(server: TelegramServer) -> list[int]:
    return [int(each.fields["chat_id"]) for each in server.sent]


@pytest.mark.usefixtures("published_menu")
async def test_two_bots_answer_each_question_once(server: TelegramServer, start_shared: StartBot) -> None:
    """Both of them answer some, where neither answers before the other is asked; one polls, and sets the menu."""
    engines = SmallEngine(), SmallEngine()
    asked = threading.Event(), threading.Event()

    def wait_for_the_other(number: int, _query: str) -> None:
        asked[number].set()
        asked[1 - number].wait(20)

    for number, engine in enumerate(engines):
        engine.on_ask = partial(wait_for_the_other, number)
    async with start_shared(engines[0]), start_shared(engines[1]):
        updates = [a_message(f"Kapan KTT nomor {n}?", 2000 + n) for n in range(40)]
        await server.exchange(*updates)
        assert len(server.named("deleteWebhook")) == 1
        await server.until(lambda: len(server.named("setMyCommands")) == 16)
    assert Counter(chats(server)) == Counter(range(2000, 2040))
    assert all(engine.asked for engine in engines)


async def test_a_bot_that_stops_hands_its_chats_on(
    server: TelegramServer, start_shared: StartBot, caplog: pytest.LogCaptureFixture
) -> None:
    """With what waits in them; who remains fetches the updates, and leads."""
    first, second = SmallEngine(), SmallEngine()
    async with start_shared(second):
        async with start_shared(first):
            await server.exchange(*(a_message("Kapan KTT?", 2000 + n) for n in range(10)))
        answers = await server.exchange(*(a_message("Di mana KTT?", 2000 + n) for n in range(10)))
    assert len(answers) == 10
    assert second.asked.count("Di mana KTT?") == 10
    assert len(server.sent) == 20
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_a_follow_up_is_understood_by_the_bot_that_answered_before(
    server: TelegramServer, start_shared: StartBot
) -> None:
    """Since it holds the chat: however many bots there are, none is asked what another was told."""
    engines = [SmallEngine() for _ in range(2)]
    async with start_shared(engines[0]), start_shared(engines[1]):
        await server.exchange(a_message("Kapan KTT?"))
        for n in range(5):
            await server.exchange(a_message("Di mana KTT?"), a_message("Siapa ketua KTT?", OTHER + n))
    assert sorted(len([each for each in engine.asked if each != "Siapa ketua KTT?"]) for engine in engines) == [0, 6]


async def test_what_another_bot_has_by_now_is_not_answered_twice(
    server: TelegramServer, start_shared: StartBot, other_journal: SharedJournal
) -> None:
    """A bot that was taken for dead while it computed sends nothing; it goes on when the chat is its own again."""
    engine = SmallEngine()
    engine.holds["Kapan KTT?"] = threading.Event()
    async with start_shared(engine):
        await server.receive(a_message("Kapan KTT?"))
        await until(lambda: engine.asked == ["Kapan KTT?"])
        # Not to be freed as a dead bot's at once.
        other_journal.database.run("INSERT INTO bots VALUES (?, now() + interval '1 hour', '')", other_journal.bot)
        other_journal.database.run("UPDATE lanes SET holder = ?", other_journal.bot)
        engine.holds["Kapan KTT?"].set()
        await server.exchange(a_message("Siapa?", OTHER))
        assert chats(server) == [OTHER]
        other_journal.give_up(idle=False)
        await server.until(lambda: len(server.sent) == 2)
    assert chats(server) == [OTHER, READER]
    assert other_journal.waiting() == []


async def test_all_bots_forget_a_person(
    server: TelegramServer, start_shared: StartBot, beside: Storage, other_journal: SharedJournal
) -> None:
    """Also what another bot computes for them, and what waits there, is neither kept nor answered."""
    engine = SmallEngine()
    engine.holds["Kapan KTT?"] = threading.Event()
    async with start_shared(engine):
        await server.receive(in_group("/ask Kapan KTT?", READER))
        await server.receive(in_group("/ask Di mana KTT?", READER))
        await until(lambda: engine.asked == ["Kapan KTT?"])
        await until(lambda: len(other_journal.waiting()) == 2)
        other_journal.forget_person(READER)
        other_journal.tell_to_forget(READER)
        beside.records.forget_person(READER)
        await asyncio.sleep(0.5)
        engine.holds["Kapan KTT?"].set()
        await server.exchange(a_message("Siapa ketua KTT?", OTHER))
    assert chats(server) == [OTHER]
    assert engine.asked == ["Kapan KTT?", "Siapa ketua KTT?"]
    assert len(beside.records.database.run("SELECT 1 FROM questions")) == 1


async def test_forget_is_confirmed(server: TelegramServer, start_shared: StartBot, beside: Storage) -> None:
    """Though the press that wanted it is forgotten, too."""
    async with start_shared(SmallEngine()):
        (answer,) = await server.exchange(a_message("/forget"))
        await server.receive(a_press(answer.buttons[0]["callback_data"], server.last_message_id))
        await server.until(lambda: bool(server.edited))
    assert beside.journal.waiting() == []


async def test_status_tells_of_all_bots(
    server: TelegramServer, start_shared: StartBot, other_journal: SharedJournal
) -> None:
    async with start_shared(SmallEngine()), start_shared(SmallEngine()):
        await server.exchange(a_message("/start"))
        await until(lambda: len(other_journal.database.run("SELECT 1 FROM bots")) == 2)
        await asyncio.sleep(0.3)
        (answer,) = await server.exchange(a_message("/status", ADMIN, "en"))
    assert "2 bots share the inbox" in answer.text.splitlines()
    assert "No question is waiting" in answer.text.splitlines()


async def test_a_database_that_can_only_be_read_keeps_the_bot_from_starting(
    server: TelegramServer, postgres_url: str, beside: Storage
) -> None:
    """It is told what is wrong, and where, without a password."""
    ((name,),) = beside.records.database.run("SELECT current_database()")
    beside.records.database.run(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    settings = bot_settings(server.root, database_url=postgres_url)
    with pytest.raises(DataFolderUnusable, match="read-only"):
        await serve(settings, SmallEngine(), asyncio.Event())


@pytest.fixture
async def telegram() -> AsyncIterator[SmallTelegram]:
    async with small_telegram() as running:
        yield running


@asynccontextmanager
async def hooked(telegram: SmallTelegram, url: str, *ports: int) -> AsyncIterator[None]:
    """Run a bot at each port, behind one address, which is the first one's."""
    stop, tasks = asyncio.Event(), []
    for port in ports:
        settings = hook_settings(telegram, ports[0], webhook_listen=f"127.0.0.1:{port}", database_url=url)
        tasks.append(asyncio.create_task(serve(settings, SmallEngine(), stop, webhook=True, budgets=UNLIMITED)))
    try:
        yield
    finally:
        stop.set()
        await asyncio.gather(*tasks)


async def ready(telegram: SmallTelegram, port: int) -> int:
    try:
        async with telegram.session.get(f"http://127.0.0.1:{port}/readyz") as response:
            return response.status
    except aiohttp.ClientConnectionError:
        return 0


async def until_ready(telegram: SmallTelegram, port: int, status: int = 200) -> None:
    async with asyncio.timeout(20):
        while await ready(telegram, port) != status:  # noqa: ASYNC110 - behind HTTP
            await asyncio.sleep(0.02)


def rename(storage: Storage, **tables: str) -> None:
    """Take tables away from the bots, or give them back."""
    storage.records.database.run_all([(f"ALTER TABLE {old} RENAME TO {new}", ()) for old, new in tables.items()])


async def test_behind_one_address_one_bot_registers_and_each_receives(
    telegram: SmallTelegram, postgres_url: str, unused_tcp_port_factory: Callable[[], int], beside: Storage
) -> None:
    """An update that was sent to both is answered once."""
    ports = unused_tcp_port_factory(), unused_tcp_port_factory()
    async with hooked(telegram, postgres_url, *ports):
        for port in ports:
            await until_ready(telegram, port)
        assert telegram.registered == 1
        for _ in range(4):
            update = telegram.update("Kapan KTT?")
            for port in ports:
                telegram.hook["url"] = f"http://127.0.0.1:{port}/hook"
                assert await telegram.deliver(update) == 200
        await telegram.until(lambda: len(telegram.sent) == 4)
    assert beside.journal.waiting() == []
    assert len(telegram.sent) == 4


async def test_what_cannot_be_written_down_is_not_taken_from_telegram(
    telegram: SmallTelegram, postgres_url: str, unused_tcp_port: int, beside: Storage
) -> None:
    """And the bot is not ready; both by itself until it can be."""
    async with hooked(telegram, postgres_url, unused_tcp_port):
        await telegram.until(lambda: telegram.hook)
        rename(beside, updates="away", bots="gone")
        update = telegram.update("Kapan KTT?")
        assert await telegram.deliver(update) == 503
        await until_ready(telegram, unused_tcp_port, 503)
        rename(beside, away="updates", gone="bots")
        assert await telegram.deliver(update) == 200
        await telegram.until(lambda: bool(telegram.sent))
        await until_ready(telegram, unused_tcp_port, 200)
