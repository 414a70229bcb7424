"""The queue in front of the worker: whose turn it is, and who can wait. Method: round robin between owners."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from bot.errors import BotStopping

# While others ask, spare work begins this seldom, ...
_SPARE_EVERY_S = 5.0
# ... which is the case when somebody has asked within this time; ...
_QUIET_AFTER_S = 10.0
# ... and however much they ask, it has waited long enough after this time.
_SPARE_WAITS_S = 20.0
_LOOK_AGAIN_S = 0.25


@dataclass(eq=False)
class Job:
    """Something to run."""

    function: Callable[[], Any]
    owner: Hashable
    spare: bool
    since: float = field(default_factory=time.monotonic)
    begun: Future[None] = field(default_factory=Future)
    done: Future[Any] = field(default_factory=Future)


def refuse(job: Job) -> None:
    """End a job that will not be run."""
    if job.done.set_running_or_notify_cancel():
        job.done.set_exception(BotStopping("the bot is stopping; the question stays in the journal"))


class _Rotation:
    """Jobs by owner; each owner in turn gives one."""

    def __init__(self) -> None:
        self._owners: OrderedDict[Hashable, deque[Job]] = OrderedDict()

    def __len__(self) -> int:
        return sum(map(len, self._owners.values()))

    def put(self, job: Job) -> None:
        self._owners.setdefault(job.owner, deque()).append(job)

    def take(self) -> Job:
        owner, jobs = self._owners.popitem(last=False)
        job = jobs.popleft()
        if jobs:
            self._owners[owner] = jobs
        return job

    def remove(self, job: Job) -> bool:
        jobs = self._owners.get(job.owner)
        if jobs is None or job not in jobs:
            return False
        jobs.remove(job)
        if not jobs:
            del self._owners[job.owner]
        return True

    def before(self, job: Job) -> int | None:
        """Return how many are taken before a job; None when it does not wait here."""
        jobs = self._owners.get(job.owner)
        if jobs is None or job not in jobs:
            return None
        rounds, is_ahead, count = jobs.index(job), True, 0
        for owner, others in self._owners.items():
            if owner == job.owner:
                is_ahead = False
            else:
                count += min(len(others), rounds + is_ahead)
        return count + rounds

    def oldest(self) -> float:
        return min(jobs[0].since for jobs in self._owners.values())

    def clear(self) -> list[Job]:
        jobs = [job for several in self._owners.values() for job in several]
        self._owners.clear()
        return jobs


class JobQueue:
    """Jobs that wait for a thread; used from the event loop and from the threads."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._usual, self._spare = _Rotation(), _Rotation()
        self._running: set[Job] = set()
        self._usual_at = self._spare_at = float("-inf")
        self._is_closed = False

    def put(self, job: Job, limit: int) -> bool:
        """Add a job; False when as many wait or run as may."""
        with self._changed:
            if self._is_closed:
                refuse(job)
                return True
            if len(self._usual) + len(self._spare) + len(self._running) >= limit:
                return False
            (self._spare if job.spare else self._usual).put(job)
            if not job.spare:
                self._usual_at = time.monotonic()
            self._changed.notify()
            return True

    def take(self) -> Job | None:
        """Wait for a job whose turn it is; None once the queue is closed."""
        with self._changed:
            while not self._is_closed:
                job = self._next(time.monotonic())
                if job is not None:
                    self._running.add(job)
                    return job
                self._changed.wait(_LOOK_AGAIN_S if len(self._spare) else None)
            return None

    def _next(self, now: float) -> Job | None:
        if len(self._spare) and (self._spare_may_run(now) or now - self._spare.oldest() > _SPARE_WAITS_S):
            self._spare_at = now
            return self._spare.take()
        return self._usual.take() if len(self._usual) else None

    def _spare_may_run(self, now: float) -> bool:
        return self._has_room() and (self._is_quiet(now) or now - self._spare_at >= _SPARE_EVERY_S)

    def _has_room(self) -> bool:
        return not len(self._usual) and all(job.spare for job in self._running)

    def _is_quiet(self, now: float) -> bool:
        return now - self._usual_at > _QUIET_AFTER_S

    def is_quiet(self) -> bool:
        """Return whether only spare work was wanted for a while."""
        with self._changed:
            return self._has_room() and self._is_quiet(time.monotonic())

    def finish(self, job: Job) -> None:
        """Note that a thread is done with a job."""
        with self._changed:
            self._running.discard(job)
            if not job.spare:
                self._usual_at = time.monotonic()
            self._changed.notify()

    def remove(self, job: Job) -> None:
        """Take a job out that waits; one that runs, runs on."""
        with self._changed:
            (self._spare if job.spare else self._usual).remove(job)

    def position(self, job: Job) -> int | None:
        """Return the place of a job that waits, 1 for the next one; None when it does not wait."""
        with self._changed:
            if not job.spare:
                before = self._usual.before(job)
            else:
                before = self._spare.before(job)
                before = None if before is None else before + len(self._usual)
            return None if before is None else before + 1

    def waiting(self) -> int:
        """Return how many wait."""
        with self._changed:
            return len(self._usual) + len(self._spare)

    def close(self) -> None:
        """Let the threads end; what waits is refused."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
            for job in self._usual.clear() + self._spare.clear():
                refuse(job)


class Place:
    """Where somebody's question stands in the queue."""

    def __init__(self) -> None:
        self._bound: tuple[JobQueue, Job] | None = None

    def bind(self, queue: JobQueue, job: Job) -> None:
        """Tell it which question it is about."""
        self._bound = (queue, job)

    def position(self) -> int | None:
        """Return the place in the queue, 1 for the next one; None when it does not wait (any more)."""
        if self._bound is None:
            return None
        queue, job = self._bound
        return queue.position(job)
