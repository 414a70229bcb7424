"""Whose turn it is."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Hashable
from pathlib import Path
from typing import Any

import pytest

import bot.asking.question_queue
import bot.asking.queue_notice
from bot.asking.question_queue import FairQueue, Job, Place
from bot.asking.rate_limit import RateLimit
from bot.asking.worker import Worker
from bot.receiving.inbox import entry_of
from bot.ticket import MAYBE_ANSWERED
from tests.bot.asking.test_worker import start_all
from tests.bot.conftest import StartBot
from tests.bot.receiving.test_inbox import numbered
from tests.bot.samples import OTHER, SmallEngine, a_message, in_group
from tests.bot.stores import Files
from tests.bot.telegram_server import USERNAME, TelegramServer


def a_job(owner: str, since: float = 0.0, *, spare: bool = False) -> Job:
    return Job(lambda: owner, owner, spare, since)


def taken(waiting: FairQueue, now: float) -> list[Hashable]:
    """Take whatever is to begin, each finished before the next is taken."""
    owners: list[Hashable] = []
    while job := waiting.take(now):
        owners.append(job.owner)
        waiting.finish(job, now)
    return owners


async def test_everybody_has_their_turn() -> None:
    """One question each, in the order of arrival; positions are what then happens."""
    waiting, jobs = FairQueue(), [a_job(owner) for owner in "aaabbc"]
    for job in jobs:
        waiting.put(job)
    assert waiting.waiting() == 6
    positions = {waiting.position(job): job.owner for job in jobs}
    assert taken(waiting, 0.0) == ["a", "b", "c", "a", "b", "a"]
    assert [positions[n] for n in range(1, 7)] == ["a", "b", "c", "a", "b", "a"]
    assert waiting.position(jobs[0]) is None
    assert (waiting.waiting(), waiting.running()) == (0, 0)


async def test_spare_work_waits_for_everybody_else() -> None:
    """It is behind all others, and begins once it is quiet."""
    waiting, spare = FairQueue(), a_job("flood", spare=True)
    waiting.put(spare)
    waiting.put(a_job("a"))
    assert waiting.position(spare) == 2
    first = waiting.take(1.0)
    assert first is not None
    assert first.owner == "a"
    assert waiting.take(1.0) is None
    assert waiting.due() == 20.0
    waiting.finish(first, 2.0)
    assert waiting.take(2.0) is spare


async def test_spare_work_runs_seldom_while_others_ask() -> None:
    waiting = FairQueue()
    for _ in range(3):
        waiting.put(a_job("flood", 100.0, spare=True))
    waiting.put(a_job("a", 100.0))
    assert taken(waiting, 101.0) == ["a", "flood"]
    assert waiting.due() == 106.0
    assert taken(waiting, 105.9) == []
    assert taken(waiting, 106.0) == ["flood"]
    # Quiet since 101: all that is left may go.
    assert taken(waiting, 111.0) == ["flood"]


async def test_a_hundred_overdue_ones_do_not_go_before_the_first_of_everybody_else() -> None:
    """However long they have waited, each of the others who wait has a turn between two of them."""
    waiting = FairQueue()
    for number in range(100):
        waiting.put(a_job(f"flood {number}", 0.0, spare=True))
    assert taken_some(waiting, 60.0, 2) == ["flood 0", "flood 1"]
    for owner in "abc":
        waiting.put(a_job(owner, 60.0))
        waiting.put(a_job(owner, 60.0))
    order = taken_some(waiting, 60.0, 8)
    assert order[:4] == ["a", "b", "c", "flood 2"]
    assert order[4:] == ["a", "b", "c", "flood 3"]


def taken_some(waiting: FairQueue, now: float, count: int) -> list[Hashable]:
    """Take so many, without finishing them: they all run."""
    return [job.owner for job in (waiting.take(now) for _ in range(count)) if job]


def test_the_pace_by_hand() -> None:
    """12 a minute: 6 at once, then one every 5 s; a group has a rate of its own, also under another number."""
    now = [0.0]
    rate_limit = RateLimit(12, 4, clock=lambda: now[0])
    assert [rate_limit.keeps(1, 1) for _ in range(7)] == [True] * 6 + [False]
    now[0] = 5.0
    assert [rate_limit.keeps(1, 1) for _ in range(2)] == [True, False]
    assert [rate_limit.keeps(person, -9) for person in (2, 3, 4)] == [True, True, False]
    rate_limit.move(-9, -100)
    assert [rate_limit.keeps(person, -100) for person in (5, 6)] == [False, False]


@pytest.fixture
async def single() -> AsyncIterator[Worker]:
    worker = Worker(queue_limit=9, timeout_s=20, threads=1)
    yield worker
    worker.close()


async def test_the_place_of_a_question(single: Worker) -> None:
    hold, places = threading.Event(), [Place() for _ in range(3)]
    tasks = await start_all(*(single.run(hold.wait, owner=n, place=each) for n, each in enumerate(places)))
    while places[0].position() is not None:  # noqa: ASYNC110 - it happens in a thread
        await asyncio.sleep(0.001)
    assert [each.position() for each in places] == [None, 1, 2]
    hold.set()
    for task in tasks:
        await task
    assert places[2].position() is None


async def test_somebody_who_waits_long_is_told_and_the_notice_becomes_the_answer(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.asking.queue_notice, "_AFTER_S", 0.2)
    monkeypatch.setattr(bot.asking.queue_notice, "_EVERY_S", 0.05)
    engine.holds["lama?"] = threading.Event()
    async with start_bot():
        for user in (1, 2):
            await server.receive(a_message("lama?", user))
        await server.until(lambda: len(server.named("sendChatAction")) >= 2)
        (notice,) = await server.exchange(a_message("Kapan KTT?", 3, language="en"))
        engine.holds["lama?"].set()
        await server.until(lambda: bool(server.edited))
    assert notice.text == "Your question is next. The answer will appear right here."
    assert server.edited[-1].text.startswith("12 Jun")
    assert {call.fields["chat_id"] for call in server.sent[1:]} == {"1", "2"}


async def test_an_answer_that_may_have_been_sent_comes_by_an_edit(
    server: TelegramServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """As after a kill in the instant of sending: a message that is edited once more is no second answer."""
    store = Files(tmp_path)
    journal = store.journal()
    journal.write_down([entry_of(numbered(1, a_message("Kapan KTT?", language="en")))])
    journal.note_notice(1, MAYBE_ANSWERED)
    store.close()
    async with start_bot():
        await server.until(lambda: bool(server.edited))
    assert [each.text for each in server.sent] == [
        "One moment, I was interrupted while answering. The answer will appear right here, perhaps for the second time."
    ]
    assert server.edited[-1].text.startswith("12 Jun")


async def test_what_is_too_much_for_a_chat_is_left_out_and_told_once(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot
) -> None:
    engine.holds["lama?"] = threading.Event()
    async with start_bot(waiting_per_chat=2):
        await server.receive(a_message("lama?"))
        for n in range(6):
            await server.receive(a_message(f"nomor {n}?", language="en"))
        await server.until(lambda: any("already waiting" in call.text for call in server.sent))
        engine.holds["lama?"].set()
        await server.until(lambda: len(server.sent) == 4)
    assert engine.asked == ["lama?", "nomor 0?", "nomor 1?"]


async def test_a_groups_talk_is_not_among_what_waits(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot
) -> None:
    """However much people say, questions find room; one that does not is told so, be it a mention or a command."""

    def asked(text: str) -> dict[str, Any]:
        mention = {"type": "mention", "offset": 0, "length": len(USERNAME) + 1}
        return in_group(f"@{USERNAME} {text}", language="en", entities=[mention])

    engine.holds["lama?"] = threading.Event()
    async with start_bot(waiting_per_chat=2):
        await server.receive(asked("lama?"))
        for n in range(4):
            await server.receive(in_group(f"obrolan {n}", OTHER))
            await server.receive(in_group(f"/main@other_bot {n}", OTHER))
            await server.receive(in_group("/main", OTHER))
        for n in range(2):
            await server.receive(asked(f"nomor {n}?"))
        await server.until(lambda: bool(server.named("sendChatAction")))
        (told,) = await server.exchange(asked("nomor 2?"))
        assert "already waiting" in told.text
        engine.holds["lama?"].set()
        await server.until(lambda: len(server.sent) == 4)
    assert engine.asked == ["lama?", "nomor 0?", "nomor 1?"]
