"""Blocking work in threads: order, limit and time."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Coroutine
from typing import Any
from weakref import WeakSet

import pytest

import bot.concurrency
from bot.asking.question_queue import Place
from bot.asking.worker import Worker
from bot.concurrency import ended_within, in_thread
from bot.errors import BotStopping, QuestionDropped, QueueFull, TookTooLong
from tests.conftest import no_thread


@pytest.fixture
async def single() -> AsyncIterator[Worker]:
    """One thread, two places to wait."""
    worker = Worker(queue_limit=2, timeout_s=20, threads=1)
    yield worker
    worker.close()


async def start_all(*coroutines: Coroutine[Any, Any, Any]) -> list[asyncio.Task[Any]]:
    tasks = [asyncio.create_task(coroutine) for coroutine in coroutines]
    await asyncio.sleep(0)
    return tasks


async def test_result_and_error(single: Worker) -> None:
    """What the function returns or raises reaches the caller, and the worker goes on."""
    assert await single.run(lambda: 1 + 1) == 2
    with pytest.raises(ZeroDivisionError):
        await single.run(lambda: 1 // 0)
    assert await single.run(lambda: "still") == "still"


async def test_first_come_first_served(single: Worker) -> None:
    """What waits is run in the order it came, off the event loop's thread."""
    hold, done = threading.Event(), []
    tasks = await start_all(
        single.run(hold.wait), single.run(lambda: done.append("a")), single.run(lambda: done.append("b"))
    )
    hold.set()
    await asyncio.gather(*tasks)
    assert done == ["a", "b"]
    assert await single.run(threading.get_ident) != threading.get_ident()


async def test_queue_limit(single: Worker) -> None:
    """One runs, two wait, the next is refused; when they are done, there is room again."""
    hold = threading.Event()
    tasks = await start_all(*(single.run(hold.wait) for _ in range(3)))
    with pytest.raises(QueueFull, match="2 questions"):
        await single.run(lambda: None)
    hold.set()
    await asyncio.gather(*tasks)
    assert await single.run(lambda: "room") == "room"


async def test_too_long() -> None:
    """A caller gives up after the time limit; what had not begun never runs; the thread goes on with the next."""
    worker = Worker(queue_limit=2, timeout_s=0.05, threads=1, longest_wait_s=0.05)
    hold, ran = threading.Event(), threading.Event()
    running, waiting = await start_all(worker.run(hold.wait), worker.run(ran.set))
    for task in (running, waiting):
        with pytest.raises(TookTooLong, match=r"0\.05 s"):
            await task
    worker.timeout_s = worker.longest_wait_s = 20
    hold.set()
    assert await worker.run(lambda: "next") == "next"
    assert not ran.is_set()
    worker.close()


async def test_close_drops_what_waits() -> None:
    """Closing ends the threads; callers of what never ran are told, and so is whoever comes later."""
    worker, hold = Worker(queue_limit=2, timeout_s=20, threads=1), threading.Event()
    started = threading.Event()

    def run() -> str:
        started.set()
        hold.wait(20)
        return "done"

    running, waiting = await start_all(worker.run(run), worker.run(lambda: "never"))
    await in_thread(started.wait, name="wait")
    worker.close()
    hold.set()
    assert await running == "done"
    with pytest.raises(BotStopping):
        await waiting
    with pytest.raises(BotStopping):
        await worker.run(lambda: "too late")


async def test_what_is_dropped_never_runs(single: Worker) -> None:
    """Its caller is told, and the others move up; what runs is not stopped."""
    hold, ran, places = threading.Event(), [], [Place(), Place(), Place()]
    tasks = await start_all(
        single.run(hold.wait, place=places[0]),
        single.run(lambda: ran.append("dropped"), place=places[1]),
        single.run(lambda: ran.append("wanted"), place=places[2]),
    )
    assert [each.position() for each in places] == [None, 1, 2]
    for place in places[:2]:
        place.drop()
    assert places[2].position() == 1
    with pytest.raises(QuestionDropped):
        await tasks[1]
    hold.set()
    assert await tasks[0] is True
    await tasks[2]
    assert ran == ["wanted"]


async def test_spare_work_begins_by_itself(single: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once it is quiet, without anything else that happens."""
    monkeypatch.setattr("bot.asking.question_queue._QUIET_AFTER_S", 0.05)
    await single.run(lambda: None)
    await single.run(lambda: None, spare=True)
    assert await asyncio.wait_for(single.run(lambda: "spare", spare=True), 10) == "spare"


async def test_whether_all_threads_have_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of a closed worker have; one that goes on is waited for, but not longer than it is said."""
    monkeypatch.setattr(bot.concurrency, "_begun", WeakSet())
    worker = Worker(queue_limit=2, timeout_s=20, threads=1)
    assert await worker.run(lambda: 1) == 1
    worker.close()
    assert ended_within(10)
    may_end = threading.Event()
    hanging = in_thread(may_end.wait, name="hanging")
    assert not ended_within(0.05)
    may_end.set()
    assert ended_within(10)
    assert await hanging


async def test_a_thread_that_cannot_be_started_costs_one_question(
    single: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its caller is told, and its place is free again."""
    with monkeypatch.context() as patched:
        patched.setattr(threading.Thread, "start", no_thread)
        for _ in range(2):
            with pytest.raises(RuntimeError, match="no more threads"):
                await single.run(lambda: 1)

    assert await single.run(lambda: "later") == "later"
