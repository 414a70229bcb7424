"""What one bot among several takes, keeps in order, and lets go."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.errors import ChatHandedOn, RecordsAway
from bot.receiving.shared_inbox import SharedInbox
from bot.storage.opening import Storage, open_storage
from bot.storage.postgres.journal import SharedJournal
from tanya.settings import Settings
from tests.bot.samples import a_message
from tests.postgres import PostgresServer


@pytest.fixture
def journals(postgres_url: str, opened: list[Storage]) -> list[SharedJournal]:
    return [a_journal(postgres_url, opened) for _ in range(2)]


def a_journal(url: str, opened: list[Storage]) -> SharedJournal:
    opened.append(open_storage(Settings.model_validate({"database_url": url})))
    journal = opened[-1].shared
    assert journal is not None
    return journal


@asynccontextmanager
async def taking(inbox: SharedInbox) -> AsyncIterator[list[int]]:
    """Let an inbox take what waits; yields the numbers of what it hands on."""
    handed_on = list[int]()

    async def hand_on(raw: dict[str, Any]) -> None:
        handed_on.append(raw["update_id"])

    task = asyncio.create_task(inbox.take(hand_on))
    try:
        yield handed_on
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 - nobody could set an event
            await asyncio.sleep(0.01)


def an_inbox(journal: SharedJournal, opened: list[Storage], waiting: int = 0) -> SharedInbox:
    return SharedInbox(journal, opened[0].presence, waiting=lambda: waiting)


def numbered(number: int, chat: int) -> dict[str, Any]:
    return {"update_id": number} | a_message(f"nomor {number}", chat)


async def test_what_is_received_is_taken_with_its_notice(journals: list[SharedJournal], opened: list[Storage]) -> None:
    """Received, it is a number alone, so that Telegram can be told; taken, it comes in order, and once."""
    inbox = an_inbox(journals[0], opened)
    updates = [numbered(1, 11), numbered(2, 11), numbered(3, 12), {"update_id": 4, "message": {"message_id": "x"}}]
    assert await inbox.receive(updates) == [{"update_id": n} for n in (1, 2, 3, 4)]
    journals[0].database.run("UPDATE updates SET notice = 77 WHERE update_id = 3")
    async with taking(inbox) as handed_on:
        await until(lambda: len(handed_on) == 3)
        assert inbox.ticket(3).notice == 77
        assert await inbox.receive([numbered(5, 11)]) == [{"update_id": 5}]
        inbox.wake()
        await until(lambda: len(handed_on) == 4)
        inbox.wake()
        await asyncio.sleep(0.1)
    assert handed_on == [1, 2, 3, 5]


async def test_a_bot_with_enough_to_do_takes_no_chat_more(journals: list[SharedJournal], opened: list[Storage]) -> None:
    """But it goes on with those that are its own."""
    inbox = an_inbox(journals[0], opened, waiting=8)
    await inbox.receive([numbered(1, 11), numbered(2, 12)])
    journals[0].claim(1)
    await inbox.receive([numbered(3, 11)])
    async with taking(inbox) as handed_on:
        await until(lambda: handed_on == [1, 3])
        await asyncio.sleep(0.1)
    assert handed_on == [1, 3]


async def test_of_a_chat_that_was_lost_nothing_more_is_begun(
    journals: list[SharedJournal], opened: list[Storage]
) -> None:
    """The first message that must not be sent tells; when what was begun has ended, the chat may be had again."""
    inbox = an_inbox(journals[0], opened)
    await inbox.receive([numbered(1, 11), numbered(2, 11), numbered(3, 12)])
    async with taking(inbox) as handed_on:
        await until(lambda: len(handed_on) == 3)
        journals[0].database.run("UPDATE lanes SET holder = ? WHERE lane = 11", journals[1].bot)
        check = inbox.ticket(1).before_sending
        assert check is not None
        with pytest.raises(ChatHandedOn):
            await check()
        assert [inbox.is_dropped(each) for each in (1, 2, 3)] == [True, True, False]
        journals[1].give_up(idle=False)
        inbox.wake()
        await asyncio.sleep(0.1)
        assert len(handed_on) == 3
        inbox.let_go(1)
        inbox.let_go(2)
        inbox.wake()
        await until(lambda: len(handed_on) == 5)
    assert handed_on == [1, 2, 3, 1, 2]
    assert not inbox.is_dropped(1)


async def test_what_goes_on_in_the_background_is_not_taken_again(
    journals: list[SharedJournal], opened: list[Storage]
) -> None:
    """Until it is finished, its update waits."""
    inbox = an_inbox(journals[0], opened)
    await inbox.receive([numbered(1, 11)])
    async with taking(inbox) as handed_on:
        await until(lambda: handed_on == [1])
        inbox.let_go(1)
        inbox.wake()
        await asyncio.sleep(0.1)
    assert handed_on == [1]
    await inbox.finish(1)
    assert journals[0].waiting() == []


async def test_what_a_crashed_server_forgot_was_answered_is_finished_once_more(
    journals: list[SharedJournal], opened: list[Storage]
) -> None:
    """Finishing waits for no disk; what is left of it is an update that seems to wait, in a chat of this bot."""
    inbox = an_inbox(journals[0], opened)
    await inbox.receive([numbered(1, 11)])
    database = journals[0].database
    before = database.rows("SELECT state, raw FROM updates")[0]
    async with taking(inbox) as handed_on:
        await until(lambda: handed_on == [1])
        await inbox.finish(1)
        inbox.let_go(1)
        database.run("UPDATE updates SET state = ?, raw = ?", *before)
        await inbox.receive([numbered(2, 11)])
        inbox.wake()
        await until(lambda: len(handed_on) == 2)
    assert handed_on == [1, 2]
    assert [each["update_id"] for each in journals[0].waiting()] == [2]


async def test_what_others_have_finished_is_not_begun(journals: list[SharedJournal], opened: list[Storage]) -> None:
    inbox = an_inbox(journals[0], opened)
    await inbox.receive([numbered(1, 11), numbered(2, 12)])
    async with taking(inbox) as handed_on:
        await until(lambda: len(handed_on) == 2)
        journals[1].forget_person(11)
        inbox.drop_erased()
        await until(lambda: inbox.is_dropped(1))
    assert not inbox.is_dropped(2)


async def test_without_a_database_nothing_is_received(unused_tcp_port: int, opened: list[Storage]) -> None:
    """Telegram has to keep it: written down nowhere, it would be lost."""
    inbox = an_inbox(a_journal(f"postgresql://nobody@127.0.0.1:{unused_tcp_port}/x", opened), opened)
    with pytest.raises(RecordsAway):
        await inbox.receive([numbered(1, 11)])


@pytest.mark.slow
async def test_what_was_answered_is_noted_as_soon_as_that_can_be(opened: list[Storage]) -> None:
    """Otherwise it would be answered again; and no message leaves before it is sure who may send it."""
    server = PostgresServer(is_durable=True)
    try:
        journal = a_journal(server.database(), opened)
        inbox = an_inbox(journal, opened)
        await inbox.receive([numbered(1, 11), numbered(2, 12)])
        journal.claim(2)
        # What is received reaches the disk, and with it whose the chats are.
        await inbox.receive([numbered(3, 13)])
        server.kill()
        check = inbox.ticket(2).before_sending
        assert check is not None
        tasks = {asyncio.create_task(inbox.finish(1)), asyncio.ensure_future(check())}
        assert not (await asyncio.wait(tasks, timeout=1))[0]
        await asyncio.to_thread(server.start)
        await asyncio.wait_for(asyncio.gather(*tasks), 30)
        assert [each["update_id"] for each in journal.waiting()] == [2, 3]
    finally:
        server.stop()
