"""What the bot does by the clock: goes through the sources again, and looks whether the newest snapshot is served.

Silent as long as nothing is wrong; what is wrong administrators are told once.
"""

from __future__ import annotations

import logging
from collections.abc import Coroutine, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from bot.answering import Answering
from bot.clock import every
from bot.commands.admin.alerts import Alerts
from bot.commands.admin.building.builds import Builds
from bot.commands.admin.building.texts import REASON_UNITS, add_kinds, reason_of
from bot.concurrency import in_thread
from bot.errors import BuildRunning, BuildStopped
from bot.messages.catalogue import Phrases
from bot.messages.composing import Composed, Composer, excerpt
from bot.monitoring.failure_codes import log_failure
from bot.storage.protocols import Presence
from index import BuildReport, IndexBusy, IndexMissing, ProgressCallback, Skipped, TanyaIndexError

_LOG = logging.getLogger(__name__)
_LONGEST_FIRST_WAIT = timedelta(minutes=1)
_FIRST_LOOK_S, _LOOK_EVERY_S = 1.0, 15.0


class Upkeep:
    """A refresh soon after the start, and then every so many hours, none when they are 0; and a look at the index."""

    def __init__(
        self, engine: Answering, builds: Builds, alerts: Alerts, presence: Presence, *, refresh_hours: float
    ) -> None:
        self.engine = engine
        self.builds = builds
        self.alerts = alerts
        self.presence = presence
        self.refresh_every = timedelta(hours=refresh_hours)

    def by_the_clock(self) -> list[Coroutine[Any, Any, None]]:
        """Return what is to run as long as the bot does."""
        jobs = [every(_LOOK_EVERY_S, self.look, first_s=_FIRST_LOOK_S)]
        if self.refresh_every:
            first = min(self.refresh_every, _LONGEST_FIRST_WAIT)
            jobs.append(every(self.refresh_every.total_seconds(), self.refresh, first_s=first.total_seconds()))
        return jobs

    async def look(self) -> None:
        """Tell when an older snapshot is served, because the newest cannot be; of several bots, one tells."""
        if not self.presence.leads:
            return
        try:
            trouble = await in_thread(self.engine.trouble, name="look")
        except IndexMissing:
            return
        except TanyaIndexError as error:
            problem, served = str(error), ""
        else:
            problem, served = (trouble.problem, trouble.served) if trouble else ("", "")
        await self.alerts.tell("the index", [problem] if problem else [], partial(_render_trouble, served))

    async def refresh(self) -> None:
        """Go through the sources, unless somebody builds already; of several bots, one does."""
        if not self.presence.leads:
            return
        try:
            _, building = self.builds.start(self._reindex)
            report = await building
        except (BuildRunning, BuildStopped, IndexBusy) as error:
            _LOG.info("no scheduled refresh now: %s", error)
        except TanyaIndexError as error:
            await self.alerts.tell("a refresh failed", [str(error)], partial(_render_failure, error))
        except Exception as error:
            code = log_failure(error, "refreshing the index")
            await self.alerts.tell("a refresh failed", [type(error).__name__], partial(_render_error, code))
        else:
            _LOG.info(
                "scheduled refresh: %s; added %d, changed %d, removed %d, left out %d",
                *("new index" if report.published else "nothing new", report.added, report.changed, report.removed),
                len(report.skipped),
            )
            await self.alerts.tell("a refresh failed", [], partial(_render_error, ""))
            skipped = {each.where: each for each in report.skipped}
            await self.alerts.tell("a refresh left out", list(skipped), partial(_render_skipped, skipped))

    def _reindex(self, note: ProgressCallback) -> BuildReport:
        return self.engine.reindex(progress=note)


def _render_trouble(served: str, news: Sequence[str], phrases: Phrases) -> Composed:
    reason = excerpt(news[0], REASON_UNITS)
    return Composed(
        phrases("alert-older-snapshot", name=served, reason=reason)
        if served
        else phrases("alert-no-snapshot", reason=reason)
    )


def _render_failure(error: TanyaIndexError, _news: Sequence[str], phrases: Phrases) -> Composed:
    return Composed(phrases("alert-refresh-failed-because", reason=reason_of(error, phrases)))


def _render_error(code: str, _news: Sequence[str], phrases: Phrases) -> Composed:
    return Composed(phrases("alert-refresh-failed", error=code))


def _render_skipped(skipped: Mapping[str, Skipped], news: Sequence[str], phrases: Phrases) -> Composed:
    composer = Composer().add(phrases("alert-refresh-skipped", count=len(news)))
    add_kinds(composer, [skipped[each] for each in news], phrases)
    return composer.compose()
