"""Runs questions in a few threads, in everybody's turn, with a limit to how many wait and for how long."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Hashable
from typing import TypeVar

from bot.asking.question_queue import Job, JobQueue, Place
from bot.concurrency import begin, execute
from bot.errors import QueueFull, TookTooLong

T = TypeVar("T")

_LOOK_EVERY_S = 0.25


class Worker:
    """A few threads and a bounded queue in front of them, in which everybody has their turn.

    Those who wait are served one question each, in rotation, so that nobody waits for another one's second question.
    What is asked beyond somebody's rate is spare: it runs while nobody else wants anything, or else now and then.
    """

    def __init__(self, *, queue_limit: int, timeout_s: float, threads: int = 2, longest_wait_s: float = 600.0) -> None:
        """Start the threads.

        Args:
            queue_limit: how many may wait besides those that run.
            timeout_s: seconds that one may run, after which the caller gives up.
            threads: how many run at once.
            longest_wait_s: seconds that one may wait, after which it never runs.
        """
        self.queue_limit = queue_limit
        self.timeout_s = timeout_s
        self.longest_wait_s = longest_wait_s
        self.threads = threads
        self._queue = JobQueue()
        for number in range(threads):
            begin(self._work, name=f"question-{number}")

    def _work(self) -> None:
        while (job := self._queue.take()) is not None:
            if job.done.set_running_or_notify_cancel():
                if job.begun.set_running_or_notify_cancel():
                    job.begun.set_result(None)
                execute(job.done, job.function)
            self._queue.finish(job)
            del job

    async def run(
        self, function: Callable[[], T], *, owner: Hashable = None, spare: bool = False, place: Place | None = None
    ) -> T:
        """Run a function in a thread and return its result.

        A function that has begun goes on when its time is over, and its thread takes nothing else until it ends.

        Args:
            function: what to run.
            owner: whose turn it takes.
            spare: whether it can wait until nobody else wants anything.
            place: told where in the queue it stands.

        Raises:
            QueueFull: too many wait already.
            TookTooLong: it did not begin, or did not end, in time.
            BotStopping: the worker was closed before it began.
        """
        job = Job(function, owner, spare)
        if place is not None:
            place.bind(self._queue, job)
        if not self._queue.put(job, self.threads + self.queue_limit):
            raise QueueFull(f"{self.queue_limit} questions wait already", self.queue_limit)
        begun, done = asyncio.wrap_future(job.begun), asyncio.wrap_future(job.done)
        try:
            await asyncio.wait({begun, done}, timeout=self.longest_wait_s, return_when=asyncio.FIRST_COMPLETED)
            if begun.done() and not done.done():
                await asyncio.wait({done}, timeout=self.timeout_s)
            if not done.done():
                raise TookTooLong(f"no answer within {self.timeout_s if begun.done() else self.longest_wait_s:g} s")
            return done.result()  # type: ignore[no-any-return] # the job holds what this very function returned
        finally:
            begun.cancel()
            done.cancel()
            self._queue.remove(job)

    async def until_quiet(self, longest_s: float) -> None:
        """Wait until nobody has wanted anything but spare work for a while, or until so many seconds have passed."""
        end = time.monotonic() + longest_s
        while not self._queue.is_quiet() and (left := end - time.monotonic()) > 0:  # noqa: ASYNC110 - threads end it
            await asyncio.sleep(min(_LOOK_EVERY_S, left))

    def waiting(self) -> int:
        """Return how many wait."""
        return self._queue.waiting()

    def close(self) -> None:
        """Let the threads end after what they are doing; what waits is not run."""
        self._queue.close()
