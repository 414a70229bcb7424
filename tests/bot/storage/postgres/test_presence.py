"""Which bots live, which of them leads, and what becomes of the chats of one that dies."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.receiving.inbox import entry_of
from bot.storage.opening import Storage, open_storage
from bot.storage.postgres import presence
from bot.storage.protocols import Presence
from tanya.settings import Settings
from tests.bot.samples import READER, a_message
from tests.bot.storage.postgres.conftest import OpenStorage
from tests.postgres import PostgresServer


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sign every few hundredths of a second."""
    monkeypatch.setattr(presence, "BEAT_S", 0.05)
    monkeypatch.setattr(presence, "_AGAIN_S", 0.02)


@asynccontextmanager
async def present(bot: Storage) -> AsyncIterator[Presence]:
    await bot.presence.start()
    try:
        yield bot.presence
    finally:
        await bot.presence.stop()


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 - nobody could set an event
            await asyncio.sleep(0.01)


async def test_one_leads_and_another_when_it_ends(open_bot: OpenStorage) -> None:
    async with present(open_bot()) as second:
        async with present(open_bot()) as third:
            await until(lambda: second.living == 2 == third.living)
            assert (second.leads, third.leads) == (True, False)
            await until(lambda: second.problems() == third.problems() == [])
            waiting = asyncio.create_task(third.until(leads=True))
            second.retire()
            await asyncio.wait_for(waiting, 20)
            assert not second.leads
        await until(lambda: second.living == 1)


async def test_what_is_notified_reaches_those_whom_it_concerns(open_bot: OpenStorage) -> None:
    """An update that waits wakes the bot that holds its chat; whom to forget, all of them."""
    bot, other = open_bot(), open_bot()
    assert other.shared is not None
    woken, forgotten = asyncio.Event(), list[int]()
    bot.presence.follow(woken.set, forgotten.append)
    async with present(bot):
        await until(woken.is_set)
        other.shared.tell_to_forget(READER)
        await until(lambda: forgotten == [READER])


async def test_the_chats_of_a_dead_bot_are_free(open_bot: OpenStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not those of a bot that lives; and nobody is dead to a bot that has just begun."""
    monkeypatch.setattr(presence, "DEAD_AFTER_S", 3600.0)
    dead, living, heir = open_bot(), open_bot(), open_bot()
    for bot, chat in ((dead, 11), (living, 12)):
        assert bot.shared is not None
        bot.shared.write_down([entry_of({"update_id": chat} | a_message("x", chat))])
        bot.shared.claim(1)
    assert heir.shared is not None
    async with present(living), present(heir):
        await asyncio.sleep(0.2)
        assert heir.shared.claim(5)[0] == 0
        monkeypatch.setattr(presence, "DEAD_AFTER_S", 0.5)
        await until(lambda: [each.raw["update_id"] for each in heir.shared.claim(5)[1]] == [11])  # type: ignore[union-attr] # looked at above


async def test_a_chat_in_which_nothing_happens_leaves_the_database(
    open_bot: OpenStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When its lease is over; one in which something waits stays."""
    monkeypatch.setattr(presence, "_REMOVE_EVERY_S", 0.0)
    bot = open_bot()
    assert bot.shared is not None
    for number in (11, 12):
        bot.shared.write_down([entry_of({"update_id": number} | a_message("x", number))])
    bot.shared.claim(5)
    bot.shared.finish(11)
    database = bot.shared.database
    database.run("UPDATE lanes SET until = now() - interval '1 second'")
    async with present(bot):
        await until(lambda: [tuple(row) for row in database.run("SELECT lane FROM lanes")] == [(12,)])


@pytest.mark.slow
async def test_a_server_that_goes_away_is_told_and_found_again(tmp_path: Path) -> None:
    """By itself: without it the bot neither leads nor is ready, and with it it is both."""
    server = PostgresServer(is_durable=True)
    bot = open_storage(Settings.model_validate({"database_url": server.database()}))
    try:
        async with present(bot) as here:
            server.kill()
            await until(lambda: not here.leads)
            (problem,) = here.problems()
            assert "cannot be written" in problem
            await asyncio.to_thread(server.start)
            await until(lambda: here.leads and not here.problems())
            bot.records.choose_language(READER, "id")
            assert bot.records.language_of(READER) == "id"
    finally:
        bot.records.close()
        bot.journal.close()
        server.stop()
