"""Blocking work in threads, so many at once."""

from __future__ import annotations

import asyncio
import gc
import threading
from concurrent.futures import Future
from weakref import WeakSet, ref

import pytest

from bot.concurrency import Threads, ended_within, execute
from tests.conftest import no_thread


async def test_who_comes_when_all_threads_are_busy_waits() -> None:
    """However many ask; all are served in the end."""
    threads, may_end, lock = Threads(2), threading.Event(), threading.Lock()
    running = most = 0

    def look() -> int:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        may_end.wait(20)
        with lock:
            running -= 1
        return 1

    tasks = [asyncio.create_task(threads.run(look, name="look")) for _ in range(20)]
    await asyncio.sleep(0.1)
    may_end.set()
    assert await asyncio.gather(*tasks) == [1] * 20
    assert most == 2


async def test_a_thread_whose_caller_gave_up_still_counts() -> None:
    threads, may_end = Threads(1), threading.Event()
    given_up = asyncio.create_task(threads.run(may_end.wait, name="look"))
    await asyncio.sleep(0.05)
    given_up.cancel()
    later = asyncio.create_task(threads.run(lambda: "later", name="look"))
    await asyncio.sleep(0.05)
    assert not later.done()
    may_end.set()
    assert await asyncio.wait_for(later, 10) == "later"


async def test_an_error_reaches_who_asked_and_the_thread_is_free_again() -> None:
    threads = Threads(1)
    with pytest.raises(ZeroDivisionError):
        await threads.run(lambda: 1 // 0, name="look")
    assert await threads.run(lambda: 1, name="look") == 1


async def test_a_thread_that_cannot_be_started_is_told_and_takes_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes later runs, and the end does not wait for it."""
    threads = Threads(1)
    monkeypatch.setattr("bot.concurrency._begun", WeakSet())
    with monkeypatch.context() as patched:
        patched.setattr(threading.Thread, "start", no_thread)
        for _ in range(2):
            with pytest.raises(RuntimeError, match="no more threads"):
                await threads.run(lambda: 1, name="look")

    assert await threads.run(lambda: "later", name="look") == "later"
    assert ended_within(5)


def test_what_a_function_opened_goes_with_its_error() -> None:
    """At once, without the garbage collector, which may come at a bad time."""
    opened: list[ref[threading.Event]] = []

    def fail() -> None:
        event = threading.Event()
        opened.append(ref(event))
        raise ZeroDivisionError

    gc.disable()
    try:
        future: Future[None] = Future()
        thread = threading.Thread(target=execute, args=(future, fail))
        thread.start()
        thread.join()
        assert isinstance(future.exception(), ZeroDivisionError)
        assert opened[0]() is not None
        del future
        assert opened[0]() is None
    finally:
        gc.enable()
