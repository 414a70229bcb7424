"""Updates in the order of their chats, each until it is finished."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from telegram import Update

import bot.receiving.attempts
from bot.receiving.attempts import Attempts
from bot.receiving.chat_order import ChatOrder
from bot.receiving.inbox import Inbox
from bot.storage.journal import State
from bot.storage.opening import journal_at
from bot.ticket import current_handling
from tests.bot.samples import a_message, a_press


async def start_all(*coroutines: Coroutine[Any, Any, Any]) -> list[asyncio.Task[Any]]:
    tasks = [asyncio.create_task(coroutine) for coroutine in coroutines]
    await asyncio.sleep(0)
    return tasks


async def nobody_is_told(_update: Update) -> None:
    return


def update(number: int, chat: int, *, press: bool = False) -> Update:
    data = (a_press("-", 1, chat) if press else a_message("x", chat)) | {"update_id": number}
    made = Update.de_json(data, None)
    assert made is not None
    return made


@pytest.fixture
def inbox(tmp_path: Path) -> Iterator[Inbox]:
    made = Inbox(journal_at(tmp_path / "inbox.sqlite"))
    yield made
    made.close()


async def test_chats_in_order(inbox: Inbox) -> None:
    """A chat's messages wait for each other; other chats and button presses do not; no lock is left over."""
    order, log, hold = ChatOrder(inbox, backlog=10, overflow=nobody_is_told), [], asyncio.Event()

    async def handle(name: str, gate: asyncio.Event | None = None) -> None:
        if gate:
            await gate.wait()
        log.append(name)

    tasks = await start_all(
        order.process_update(update(1, 1), handle("first", hold)),
        order.process_update(update(2, 1), handle("second")),
        order.process_update(update(3, 2), handle("other chat")),
        order.process_update(update(4, 1, press=True), handle("press")),
        order.process_update("no update", handle("unknown")),
    )
    async with asyncio.timeout(20):
        while order.chats > 1:  # noqa: ASYNC110 - nobody could set an event
            await asyncio.sleep(0.01)
    assert sorted(log) == ["other chat", "press", "unknown"]
    hold.set()
    await asyncio.gather(*tasks)
    assert log[3:] == ["first", "second"]
    assert order.chats == 0


async def test_cancelled_while_waiting(inbox: Inbox) -> None:
    """An update that is given up while it waits leaves no lock and no unawaited coroutine behind."""
    order, hold = ChatOrder(inbox, backlog=10, overflow=nobody_is_told), asyncio.Event()

    async def nothing() -> None:
        return

    first, second = await start_all(
        order.process_update(update(1, 1), hold.wait()), order.process_update(update(2, 1), nothing())
    )
    second.cancel()
    hold.set()
    await asyncio.gather(first, second, return_exceptions=True)
    assert order.chats == 0


async def test_what_finds_too_many_waiting_is_left_out_and_told(inbox: Inbox) -> None:
    told: list[int] = []

    async def tell(update: Update) -> None:
        told.append(update.update_id)

    order, hold = ChatOrder(inbox, backlog=1, overflow=tell), asyncio.Event()
    tasks = await start_all(*(order.process_update(update(n, 1), hold.wait()) for n in (1, 2, 3)))
    await asyncio.wait({tasks[2]})
    assert told == [3]
    hold.set()
    await asyncio.gather(*tasks)


async def test_a_postponed_update_is_handled_again(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until it is finished, and then it is noted once."""
    monkeypatch.setattr(bot.receiving.attempts, "_PAUSES_S", (0.0, 0.0))
    raw = a_message("x") | {"update_id": 7}
    await inbox.receive([raw])
    tried = 0

    async def process(_update: Update) -> None:
        nonlocal tried
        tried += 1
        ticket = current_handling()
        assert ticket is not None
        ticket.postponed = tried < 3

    await Attempts(inbox).handle(update(7, 1), process)
    assert tried == 3
    assert (await inbox.counts())[State.DONE] == 1


async def test_what_is_never_finished_is_set_aside(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.receiving.attempts, "_PAUSES_S", (0.0, 0.0))
    await inbox.receive([a_message("x") | {"update_id": 7}])

    async def process(_update: Update) -> None:
        ticket = current_handling()
        assert ticket is not None
        ticket.postponed = True

    await Attempts(inbox).handle(update(7, 1), process)
    assert (await inbox.counts())[State.ASIDE] == 1
