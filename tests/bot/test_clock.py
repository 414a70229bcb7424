"""What happens by the clock."""

from __future__ import annotations

import asyncio

import pytest

from bot.clock import Seldom, every


async def test_what_fails_is_logged_and_done_again(caplog: pytest.LogCaptureFixture) -> None:
    times, enough = 0, asyncio.Event()

    async def act() -> None:
        nonlocal times
        times += 1
        if times == 1:
            raise RuntimeError("the first time")
        if times == 3:
            enough.set()

    task = asyncio.create_task(every(0.0, act))
    await asyncio.wait_for(enough.wait(), 20)
    task.cancel()
    assert [record.exc_info is not None for record in caplog.records] == [True]


async def test_it_ends_for_what_is_fatal() -> None:
    async def act() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        await every(0.0, act, unless=(KeyError,))


async def test_it_is_never_done_twice_at_once() -> None:
    under_way = most = times = 0

    async def act() -> None:
        nonlocal under_way, most, times
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.01)
        under_way -= 1
        times += 1

    task = asyncio.create_task(every(0.0, act))
    while times < 3:  # noqa: ASYNC110 - nobody could set an event
        await asyncio.sleep(0.01)
    task.cancel()
    assert most == 1


def test_each_subject_has_its_own_time() -> None:
    seldom = Seldom(3600.0)
    assert [seldom.is_due("a"), seldom.is_due("b"), seldom.is_due("a")] == [True, True, False]
    assert Seldom(0.0).is_due()
