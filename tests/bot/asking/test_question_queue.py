"""Whose turn it is."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator

import pytest

import bot.asking.question_queue
import bot.asking.queue_notice
from bot.asking.question_queue import Job, JobQueue, Place
from bot.asking.rate_limit import Pace
from bot.asking.worker import Worker
from tests.bot.asking.test_worker import start_all
from tests.bot.conftest import StartBot
from tests.bot.samples import SmallEngine, a_message
from tests.bot.telegram_server import TelegramServer


def a_job(owner: str, *, spare: bool = False) -> Job:
    return Job(lambda: owner, owner, spare)


def test_everybody_has_their_turn() -> None:
    """One question each, in the order of arrival; positions are what then happens."""
    waiting, jobs = JobQueue(), [a_job(owner) for owner in "aaabbc"]
    for job in jobs:
        assert waiting.put(job, 10)
    positions = {waiting.position(job): job for job in jobs}
    taken = [waiting.take() for _ in jobs]
    assert [job.owner for job in taken if job] == ["a", "b", "c", "a", "b", "a"]
    assert [positions[n] for n in range(1, 7)] == taken
    assert waiting.position(jobs[0]) is None


def test_spare_work_waits_for_everybody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """It runs when nobody else wants anything, and after its longest wait in any case."""
    waiting, spare = JobQueue(), a_job("flood", spare=True)
    waiting.put(spare, 10)
    waiting.put(a_job("a"), 10)
    assert waiting.position(spare) == 2
    usual = waiting.take()
    assert usual is not None
    assert usual.owner == "a"
    waiting.put(a_job("b"), 10)
    monkeypatch.setattr(bot.asking.question_queue, "_SPARE_WAITS_S", 0.0)
    time.sleep(0.001)
    assert waiting.take() is spare


def test_spare_work_runs_seldom_while_others_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = JobQueue()
    for _ in range(2):
        waiting.put(a_job("flood", spare=True), 10)
    waiting.put(a_job("a"), 10)
    usual = waiting.take()
    assert usual is not None
    waiting.finish(usual)
    first = waiting.take()
    assert first is not None
    waiting.finish(first)
    assert not waiting._spare_may_run(time.monotonic())
    assert waiting._spare_may_run(time.monotonic() + 6)


def test_a_full_queue_takes_nothing() -> None:
    waiting = JobQueue()
    assert [waiting.put(a_job("a"), 2) for _ in range(3)] == [True, True, False]
    assert waiting.waiting() == 2


def test_the_pace_by_hand() -> None:
    """12 a minute: 6 at once, then one every 5 s; a group has a rate of its own."""
    now = [0.0]
    pace = Pace(12, 4, clock=lambda: now[0])
    assert [pace.keeps(1, 1) for _ in range(7)] == [True] * 6 + [False]
    now[0] = 5.0
    assert [pace.keeps(1, 1) for _ in range(2)] == [True, False]
    assert [pace.keeps(person, -9) for person in (2, 3, 4)] == [True, True, False]


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
        (notice,) = await server.exchange(a_message("Kapan?", 3, language="en"))
        engine.holds["lama?"].set()
        await server.until(lambda: bool(server.edited))
    assert notice.text == "Your question is next. The answer will appear right here."
    assert server.edited[-1].text.startswith("12 Jun")
    assert {call.fields["chat_id"] for call in server.sent[1:]} == {"1", "2"}


async def test_what_is_too_much_for_a_chat_is_left_out_and_told_once(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot
) -> None:
    engine.holds["lama?"] = threading.Event()
    async with start_bot(waiting_per_chat=2):
        await server.receive(a_message("lama?"))
        for n in range(6):
            await server.receive(a_message(f"nomor {n}?", language="en"))
        await server.until(lambda: any("leave out" in call.text for call in server.sent))
        engine.holds["lama?"].set()
        await server.until(lambda: len(server.sent) == 4)
    assert engine.asked == ["lama?", "nomor 0?", "nomor 1?"]
