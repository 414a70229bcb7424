"""Runs blocking work in threads, so that the event loop never waits; and waits for an event, but not for ever.

The threads are daemons: a question or a build that hangs cannot keep the process from ending.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar
from weakref import WeakSet

T = TypeVar("T")

_begun: WeakSet[threading.Thread] = WeakSet()


def begin(work: Callable[..., None], *args: Any, name: str) -> None:
    """Run a function in a daemon thread of its own, which `ended_within` waits for.

    Raises:
        RuntimeError: the system has no more threads.
    """
    thread = threading.Thread(target=work, args=args, name=name, daemon=True)
    thread.start()
    _begun.add(thread)


def ended_within(timeout_s: float) -> bool:
    """Wait for all threads that were begun here, once nothing more is to be begun; False if one goes on after that."""
    end = time.monotonic() + timeout_s
    for thread in list(_begun):
        thread.join(max(0.0, end - time.monotonic()))
    return not any(thread.is_alive() for thread in _begun)


def execute(future: Future[Any], function: Callable[[], Any]) -> None:
    """Give a future the result of a function, or its error."""
    try:
        future.set_result(function())
    except BaseException as error:
        future.set_exception(error)
        # The error keeps this frame: with it, the future would keep itself, and all that the function had opened.
        del future


def in_thread(function: Callable[[], T], *, name: str) -> asyncio.Future[T]:
    """Start a function in a thread of its own and return what will be its result, or why no thread could be started."""
    future: Future[T] = Future()
    future.set_running_or_notify_cancel()
    try:
        begin(execute, future, function, name=name)
    except RuntimeError as error:
        future.set_exception(error)
    return asyncio.wrap_future(future)


class Threads:
    """A few threads at once for what anybody may ask for at any time; who comes when all are busy waits."""

    def __init__(self, count: int) -> None:
        self._free = asyncio.Semaphore(count)

    async def run(self, function: Callable[[], T], *, name: str) -> T:
        """Call a function in a thread, and return its result."""
        await self._free.acquire()
        result = in_thread(function, name=name)
        # Not when the caller gives up: the thread goes on.
        result.add_done_callback(self._ended)
        return await asyncio.shield(result)

    def _ended(self, result: asyncio.Future[Any]) -> None:
        if not result.cancelled():
            result.exception()
        self._free.release()


async def is_set_within(event: asyncio.Event, seconds: float) -> bool:
    """Wait for an event for so many seconds; return whether it came."""
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True
