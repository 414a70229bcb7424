"""The builds that the bot starts: one at a time, in a thread of its own, each with its progress and a way to stop."""

from __future__ import annotations

import asyncio
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bot.concurrency import in_thread
from bot.errors import BuildRunning, BuildStopped, StopReason
from index import BuildReport, Progress, ProgressCallback, Stage

Work = Callable[[ProgressCallback], BuildReport]


@dataclass(frozen=True)
class Pace:
    """How fast a build embeds, and when it will have; None as long as that cannot be told.

    Attributes:
        passages_per_s: passages embedded in a second.
        left_s: seconds until the last article is embedded.
    """

    passages_per_s: float | None = None
    left_s: float | None = None

    @classmethod
    def of(cls, progress: Progress, elapsed_s: float) -> Pace:
        """Return the pace of a build that came so far in the seconds since its first article."""
        if progress.stage is not Stage.EMBEDDING or elapsed_s <= 0:
            return cls()
        rate = progress.passages / elapsed_s if progress.passages else None
        if not progress.total or not progress.done:
            return cls(rate)
        return cls(rate, elapsed_s * max(progress.total - progress.done, 0) / progress.done)


class Build:
    """One build.

    Attributes:
        key: names it in a button (11 URL-safe characters).
        latest: what it told last; None before it told anything.
        stopped: why it is to stop; None while it may go on.
        shown_in: the chat in which its progress is shown; None where it is nowhere.
    """

    def __init__(self) -> None:
        self.key = secrets.token_urlsafe(8)
        self.latest: Progress | None = None
        self.stopped: StopReason | None = None
        self.shown_in: int | None = None
        self._stop = threading.Event()
        self._embedding_since_s = 0.0
        self._told_s = 0.0

    def stop(self, reason: StopReason) -> None:
        """Let the build end at its next sign of progress; the first reason counts."""
        self.stopped = self.stopped or reason
        self._stop.set()

    def pace(self) -> Pace:
        """Return how fast it is."""
        return Pace.of(self.latest, self._told_s - self._embedding_since_s) if self.latest else Pace()

    def note(self, progress: Progress) -> None:
        """Take a sign of progress, in the build's thread.

        Raises:
            BuildStopped: the build is to stop.
        """
        if self._stop.is_set() and self.stopped is not None:
            raise BuildStopped(self.stopped)
        now_s = time.monotonic()
        if self.latest is None or self.latest.stage is not progress.stage:
            self._embedding_since_s = now_s
        self.latest, self._told_s = progress, now_s


class Builds:
    """Starts builds, one at a time; questions go on meanwhile."""

    def __init__(self) -> None:
        self._current: Build | None = None
        self._closed = False

    @property
    def current(self) -> Build | None:
        """The running build, if there is one."""
        return self._current

    def start(self, work: Work) -> tuple[Build, asyncio.Future[BuildReport]]:
        """Start a build and return it with what will be its report.

        The future raises what `work` raised, and `BuildStopped` when the build was stopped.

        Raises:
            BuildRunning: one runs already.
        """
        if self._current is not None:
            raise BuildRunning("the bot is building already; wait for that build, or cancel it")
        build = self._current = Build()
        if self._closed:
            build.stop(StopReason.SHUTTING_DOWN)
        report = in_thread(partial(work, build.note), name="build")
        report.add_done_callback(self._end)
        return build, report

    def find(self, key: str) -> Build | None:
        """Return the running build, if this is its key."""
        return self._current if self._current and self._current.key == key else None

    def close(self) -> None:
        """Stop the running build, and any that is started from now on."""
        self._closed = True
        if self._current:
            self._current.stop(StopReason.SHUTTING_DOWN)

    def _end(self, _report: asyncio.Future[BuildReport]) -> None:
        self._current = None
