"""Computes answers: the event loop chooses what is next, threads only compute. Bounded in number, place and time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Hashable
from functools import partial
from typing import Any, TypeVar

from bot.asking.question_queue import FairQueue, Job, Place
from bot.concurrency import in_thread, is_set_within
from bot.errors import BotStopping, QueueFull, TookTooLong

T = TypeVar("T")


class Worker:
    """A few threads at once and a bounded queue in front of them, in which everybody has their turn.

    Those who wait are served one question each, in rotation, so that nobody waits for another one's second question.
    What is asked beyond somebody's rate is spare: it runs while nobody else wants anything, or else now and then.
    """

    def __init__(self, *, queue_limit: int, timeout_s: float, threads: int = 2, longest_wait_s: float = 600.0) -> None:
        """Take the limits.

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
        self._queue = FairQueue()
        self._has_room = asyncio.Event()
        self._has_room.set()
        self._timer: asyncio.TimerHandle | None = None
        self._is_closed = False

    async def run(
        self, function: Callable[[], T], *, owner: Hashable = None, spare: bool = False, place: Place | None = None
    ) -> T:
        """Run a function in a thread and return its result.

        A function that has begun goes on when its time is over, and nothing else runs in its place until it ends. It
        takes its owner's turn; what is `spare` can wait until nobody else wants anything; `place` is told where in the
        queue it stands.

        Raises:
            QueueFull: too many wait already.
            TookTooLong: it did not begin, or did not end, in time.
            QuestionDropped: it was dropped before it began.
            BotStopping: the worker was closed before it began.
        """
        if self._is_closed:
            raise _stopping()
        if self._queue.waiting() + self._queue.running() >= self.threads + self.queue_limit:
            raise QueueFull(f"{self.queue_limit} questions wait already", self.queue_limit)
        job = Job(function, owner, spare, time.monotonic())
        if place is not None:
            place.bind(self._queue, job)
        self._queue.put(job)
        self._begin_what_is_next()
        try:
            done: asyncio.Future[T] = await _within(job.begun, self.longest_wait_s)
            return await _within(done, self.timeout_s)
        finally:
            self._queue.remove(job)

    def _begin_what_is_next(self) -> None:
        now = time.monotonic()
        while self._queue.running() < self.threads and (job := self._queue.take(now)):
            done = in_thread(job.function, name="question")
            done.add_done_callback(partial(self._finished, job))
            job.begun.set_result(done)
        if self._queue.has_room():
            self._has_room.set()
        else:
            self._has_room.clear()
        self._look_again(now)

    def _look_again(self, now: float) -> None:
        """Come back when spare work is due; whatever else happens, happens by a call."""
        if self._timer is not None:
            self._timer.cancel()
        due = self._queue.due()
        is_possible = due is not None and self._queue.running() < self.threads and not self._is_closed
        wait_s = max(0.0, due - now) if due is not None else 0.0
        # A little later, so that it is due by then for certain.
        again = partial(asyncio.get_running_loop().call_later, wait_s + 0.001, self._begin_what_is_next)
        self._timer = again() if is_possible else None

    def _finished(self, job: Job, done: asyncio.Future[Any]) -> None:
        if not done.cancelled():
            # Looked at, for the caller may have given up.
            done.exception()
        self._queue.finish(job, time.monotonic())
        self._begin_what_is_next()

    async def until_quiet(self, longest_s: float) -> None:
        """Wait until nobody has wanted anything but spare work for a while, or until so many seconds have passed."""
        end = time.monotonic() + longest_s
        while (left_s := end - time.monotonic()) > 0:
            if not self._has_room.is_set():
                await is_set_within(self._has_room, left_s)
            elif (wait_s := self._queue.quiet_from - time.monotonic()) > 0:
                await asyncio.sleep(min(wait_s, left_s))
            else:
                return

    def waiting(self) -> int:
        """Return how many wait; may be asked from any thread."""
        return self._queue.waiting()

    def in_turn(self) -> int:
        """Return how many wait whose askers are not too fast."""
        return self._queue.in_turn()

    def close(self) -> None:
        """Let run on what runs; what waits is refused, and so is what comes later."""
        self._is_closed = True
        if self._timer is not None:
            self._timer.cancel()
        for job in self._queue.clear():
            if not job.begun.done():
                job.begun.set_exception(_stopping())


async def _within(future: asyncio.Future[T], seconds: float) -> T:
    """Wait for a future, which goes on when the time is over.

    Raises:
        TookTooLong: it is over.
    """
    done, _ = await asyncio.wait({future}, timeout=seconds)
    if not done:
        raise TookTooLong(f"no answer within {seconds:g} s")
    return future.result()


def _stopping() -> BotStopping:
    return BotStopping("the bot is stopping; the question stays in the journal")
