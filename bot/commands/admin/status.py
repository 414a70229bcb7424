"""`/status`: what is served, from where, and how the bot is doing."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram import Message

from bot.answering import Answering
from bot.asking.worker import Worker
from bot.commands.admin.building.builds import Build, Builds
from bot.commands.admin.building.texts import render_progress
from bot.concurrency import in_thread
from bot.messages.catalogue import Phrases
from bot.messages.composing import Composed, Composer, excerpt
from bot.sending.replying import reply
from bot.storage.protocols import Presence
from index import IndexMissing, Status

_SOURCES = 20
_SOURCE_UNITS = 120


@dataclass(frozen=True)
class Running:
    """How the bot is doing.

    Attributes:
        uptime_s: seconds since it was put together.
        waiting: questions that wait; for several bots, those that are being answered, too.
        build: the running build, if there is one.
        refresh_every: how often the sources are gone through; 0 for never.
        bots: how many bots share the inbox.
    """

    uptime_s: float
    waiting: int
    build: Build | None
    refresh_every: timedelta
    bots: int = 1


class StatusCommand:
    """The command."""

    def __init__(
        self,
        engine: Answering,
        worker: Worker,
        builds: Builds,
        *,
        refresh_hours: float,
        presence: Presence,
        unfinished: Callable[[], Awaitable[int]],
    ) -> None:
        """Take what it describes; `unfinished` tells how many updates no bot has finished."""
        self.engine = engine
        self.presence, self.unfinished = presence, unfinished
        self.worker = worker
        self.builds = builds
        self.refresh_every = timedelta(hours=refresh_hours)
        self._began_s = time.monotonic()

    async def command(self, message: Message, _argument: str, phrases: Phrases) -> None:
        """Describe index and bot."""
        bots = self.presence.living
        # This command is one of what is not finished.
        waiting = self.worker.waiting() if bots == 1 else max(0, await self.unfinished() - 1)
        uptime_s = time.monotonic() - self._began_s
        running = Running(uptime_s, waiting, self.builds.current, self.refresh_every, bots)
        try:
            status, sources = await in_thread(self._look, name="status")
        except IndexMissing:
            await reply(message, phrases("not-ready"))
        else:
            await reply(message, render_status(status, sources, running, phrases))

    def _look(self) -> tuple[Status, list[str]]:
        return self.engine.status(), self.engine.sources()


def render_status(status: Status, sources: Sequence[str], running: Running, phrases: Phrases) -> Composed:
    """Return one line for each thing, then the sources."""
    composer = Composer().add(phrases("status-index"), "bold")
    built = phrases.moment(datetime.fromisoformat(status.built))
    composer.add("\n" + phrases("reindex-contents", articles=status.articles, passages=status.passages))
    composer.add("\n" + phrases("status-size", size=phrases.size(status.size_bytes)))
    composer.add("\n" + phrases("status-built", time=built))
    composer.add("\n" + phrases("status-snapshot", name=status.snapshot))
    composer.add("\n" + phrases("status-model", name=status.model))
    composer.add("\n\n").add(phrases("status-bot"), "bold")
    composer.add("\n" + phrases("status-uptime", time=phrases.duration(running.uptime_s)))
    if running.bots > 1:
        composer.add("\n" + phrases("status-bots", count=running.bots))
    composer.add("\n" + phrases("status-queue", count=running.waiting))
    if running.refresh_every:
        every = phrases.duration(running.refresh_every.total_seconds())
        composer.add("\n" + phrases("status-refresh", time=every))
    else:
        composer.add("\n" + phrases("status-no-refresh"))
    if running.build is not None:
        composer.add("\n\n").add(phrases("status-building"), "bold")
        if running.build.latest is not None:
            composer.add("\n" + render_progress(running.build.latest, running.build.pace(), phrases))
    composer.add("\n\n").add(phrases("status-sources", count=len(sources)), "bold")
    for source in sources[:_SOURCES]:
        composer.add("\n• " + (excerpt(source, _SOURCE_UNITS) or "…"))
    if len(sources) > _SOURCES:
        composer.add("\n" + phrases("sources-more", count=len(sources) - _SOURCES))
    return composer.compose()
