"""Whose question is next, and who can wait. Method: round robin between owners. Used in the event loop alone."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

from bot.errors import QuestionDropped

# While others ask, spare work begins this seldom, ...
_SPARE_EVERY_S = 5.0
# ... which is the case when somebody has asked within this time; ...
_QUIET_AFTER_S = 10.0
# ... and however much they ask, it has waited long enough after this time: then it takes turns with everybody's.
_SPARE_WAITS_S = 20.0


def _future() -> asyncio.Future[Any]:
    return asyncio.get_running_loop().create_future()


@dataclass(eq=False)
class Job:
    """Something to compute; `begun` becomes what will be its result, or the reason why it never began."""

    function: Callable[[], Any]
    owner: Hashable
    spare: bool
    since: float
    begun: asyncio.Future[asyncio.Future[Any]] = field(default_factory=_future)


class _Rotation:
    """Jobs by owner; each owner in turn gives one."""

    def __init__(self) -> None:
        self.owners: OrderedDict[Hashable, deque[Job]] = OrderedDict()
        self.count = 0

    def put(self, job: Job) -> None:
        self.owners.setdefault(job.owner, deque()).append(job)
        self.count += 1

    def take(self) -> Job:
        owner, jobs = self.owners.popitem(last=False)
        job = jobs.popleft()
        if jobs:
            self.owners[owner] = jobs
        self.count -= 1
        return job

    def remove(self, job: Job) -> bool:
        jobs = self.owners.get(job.owner)
        if jobs is None or job not in jobs:
            return False
        jobs.remove(job)
        if not jobs:
            del self.owners[job.owner]
        self.count -= 1
        return True

    def before(self, job: Job) -> int | None:
        """Return how many are taken before a job; None when it does not wait here."""
        jobs = self.owners.get(job.owner)
        if jobs is None or job not in jobs:
            return None
        rounds, is_ahead, count = jobs.index(job), True, 0
        for owner, others in self.owners.items():
            if owner == job.owner:
                is_ahead = False
            else:
                count += min(len(others), rounds + is_ahead)
        return count + rounds

    def oldest(self) -> float:
        return min(jobs[0].since for jobs in self.owners.values())

    def clear(self) -> list[Job]:
        jobs = [job for several in self.owners.values() for job in several]
        self.owners.clear()
        self.count = 0
        return jobs


class FairQueue:
    """Jobs that wait and jobs that run. Times are seconds of one clock.

    Spare jobs, which go beyond somebody's rate, wait until nobody else wants anything, or else begin now and then. One
    that has waited too long begins also while others wait, but not before each of them has had a turn.
    """

    def __init__(self) -> None:
        self._usual, self._spare = _Rotation(), _Rotation()
        self._running: set[Job] = set()
        self._usual_at = self._spare_at = float("-inf")
        # How many owners have their turn before a spare job that has waited too long; None when none has.
        self._ahead: int | None = None

    def put(self, job: Job) -> None:
        """Add a job."""
        (self._spare if job.spare else self._usual).put(job)
        if not job.spare:
            self._usual_at = job.since

    def take(self, now: float) -> Job | None:
        """Return the job whose turn it is, which then counts as running; None when none is to begin now."""
        is_due = self._spare.count and (self._spare_may_run(now) or self._spare_takes_its_turn(now))
        if not is_due and not self._usual.count:
            return None
        if is_due:
            self._ahead, self._spare_at = None, now
            job = self._spare.take()
        else:
            self._ahead = self._ahead - 1 if self._ahead else self._ahead
            job = self._usual.take()
        self._running.add(job)
        return job

    def _spare_may_run(self, now: float) -> bool:
        return self.has_room() and (now >= self.quiet_from or now - self._spare_at >= _SPARE_EVERY_S)

    def _spare_takes_its_turn(self, now: float) -> bool:
        if now - self._spare.oldest() <= _SPARE_WAITS_S:
            return False
        if self._ahead is None:
            self._ahead = len(self._usual.owners)
        return self._ahead == 0 or not self._usual.count

    def has_room(self) -> bool:
        """Return whether nothing but spare work waits or runs."""
        return not self._usual.count and all(job.spare for job in self._running)

    @property
    def quiet_from(self) -> float:
        """The time from which on it is quiet, unless somebody asks before."""
        return self._usual_at + _QUIET_AFTER_S

    def due(self) -> float | None:
        """Return the time at which a spare job is to begin though nothing else happens; None when none waits."""
        if not self._spare.count:
            return None
        overdue = self._spare.oldest() + _SPARE_WAITS_S
        return min(overdue, self.quiet_from, self._spare_at + _SPARE_EVERY_S) if self.has_room() else overdue

    def finish(self, job: Job, now: float) -> None:
        """Note that a job has been computed."""
        self._running.discard(job)
        if not job.spare:
            self._usual_at = now

    def remove(self, job: Job) -> bool:
        """Take a job out that waits; False when it does not: one that runs, runs on."""
        return (self._spare if job.spare else self._usual).remove(job)

    def position(self, job: Job) -> int | None:
        """Return the place of a job that waits, 1 for the next one; None when it does not wait."""
        before = (self._spare if job.spare else self._usual).before(job)
        if before is None:
            return None
        return before + 1 + (self._usual.count if job.spare else 0)

    def waiting(self) -> int:
        """Return how many wait; the one thing that other threads may ask, too."""
        return self._usual.count + self._spare.count

    def in_turn(self) -> int:
        """Return how many wait that are not spare."""
        return self._usual.count

    def running(self) -> int:
        """Return how many run."""
        return len(self._running)

    def clear(self) -> list[Job]:
        """Take all out that wait, and return them."""
        return self._usual.clear() + self._spare.clear()


class Place:
    """Where somebody's question stands in the queue."""

    def __init__(self) -> None:
        self._bound: tuple[FairQueue, Job] | None = None

    def bind(self, queue: FairQueue, job: Job) -> None:
        """Tell it which question it is about."""
        self._bound = (queue, job)

    def position(self) -> int | None:
        """Return the place in the queue, 1 for the next one; None when it does not wait (any more)."""
        if self._bound is None:
            return None
        queue, job = self._bound
        return queue.position(job)

    def drop(self) -> None:
        """Take the question out, if it waits; it is never computed."""
        if self._bound is not None:
            queue, job = self._bound
            if queue.remove(job) and not job.begun.done():
                job.begun.set_exception(QuestionDropped("the question was dropped before its turn came"))
