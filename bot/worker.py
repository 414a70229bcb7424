"""Runs blocking work in threads, so that the event loop never waits.

The threads are daemons: a question or a build that hangs cannot keep the process from ending.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from bot.errors import QueueFull, TookTooLong

T = TypeVar("T")
_Job = tuple["Future[Any]", Callable[[], Any]]


def _execute(future: Future[Any], function: Callable[[], Any]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(function())
    except BaseException as error:
        future.set_exception(error)


def in_thread(function: Callable[[], T], *, name: str) -> asyncio.Future[T]:
    """Start a function in a thread of its own and return what will be its result."""
    future: Future[T] = Future()
    threading.Thread(target=_execute, args=(future, function), name=name, daemon=True).start()
    return asyncio.wrap_future(future)


class Worker:
    """A few threads and a bounded queue in front of them; first come, first served."""

    def __init__(self, *, queue_limit: int, timeout_s: float, threads: int = 2) -> None:
        """Start the threads.

        Args:
            queue_limit: how many may wait besides those that run.
            timeout_s: seconds from submission, waiting included, after which the caller gives up.
            threads: how many run at once.
        """
        self.queue_limit = queue_limit
        self.timeout_s = timeout_s
        self.threads = threads
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._unfinished: set[Future[Any]] = set()
        for number in range(threads):
            threading.Thread(target=self._work, name=f"question-{number}", daemon=True).start()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            _execute(*job)
            del job

    async def run(self, function: Callable[[], T]) -> T:
        """Run a function in a thread and return its result.

        A function that has not begun when its time is over never runs; one that has begun goes on, and its thread
        takes nothing else until it ends.

        Raises:
            QueueFull: too many wait already.
            TookTooLong: there was no result within `timeout_s`.
        """
        if len(self._unfinished) >= self.threads + self.queue_limit:
            raise QueueFull(f"{self.queue_limit} questions wait already")
        future: Future[T] = Future()
        self._unfinished.add(future)
        future.add_done_callback(self._unfinished.discard)
        self._jobs.put((future, function))
        waiting = asyncio.wrap_future(future)
        try:
            done, _ = await asyncio.wait({waiting}, timeout=self.timeout_s)
            if not done:
                raise TookTooLong(f"no answer within {self.timeout_s:g} s")
            return waiting.result()
        finally:
            waiting.cancel()

    def waiting(self) -> int:
        """Return how many wait."""
        return max(0, len(self._unfinished) - self.threads)

    def close(self) -> None:
        """Let the threads end after what they are doing; what waits is not run."""
        for future in list(self._unfinished):
            future.cancel()
        for _ in range(self.threads):
            self._jobs.put(None)
