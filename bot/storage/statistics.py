"""Counts what was asked in the last days: pure figures, from the questions that the bot keeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from statistics import median

from bot.storage.records import KeptQuestion

# So many are named of the questions asked more than once, and of the unanswered.
_LISTED = 4


@dataclass(frozen=True)
class Day:
    """How many questions of one day were answered, and how many were not."""

    day: date
    answered: int
    unanswered: int


@dataclass(frozen=True)
class Statistics:
    """The figures of a period.

    Attributes:
        days: each day of it, the oldest first, also those without a question.
        questions: how many were asked.
        people: how many asked.
        answered: how many questions were answered.
        up: how many ratings were 👍.
        down: how many were 👎.
        median_latency_ms: what half of the people waited for an answer at the most; None without a question.
        most_asked: questions that were asked more than once, as first written, the most frequent first.
        unanswered: questions that were not answered when they were last asked, as last written, the newest first.
    """

    days: tuple[Day, ...]
    questions: int
    people: int
    answered: int
    up: int
    down: int
    median_latency_ms: float | None
    most_asked: tuple[tuple[str, int], ...]
    unanswered: tuple[tuple[str, int], ...]

    @property
    def answered_share(self) -> float | None:
        """The share of questions that were answered, 0 to 1; None without a question."""
        return self.answered / self.questions if self.questions else None

    @property
    def up_share(self) -> float | None:
        """The share of ratings that were 👍, 0 to 1; None without a rating."""
        rated = self.up + self.down
        return self.up / rated if rated else None


def statistics(questions: Iterable[KeptQuestion], days: int, today: date, zone: tzinfo | None) -> Statistics:
    """Count the questions of the last `days` days.

    Args:
        questions: oldest first; those of other days are left out.
        days: how many, today included.
        today: the last of them.
        zone: where days begin and end; None is this machine's.
    """
    by_day = {today - timedelta(days=back): [0, 0] for back in reversed(range(days))}
    people: set[str] = set()
    latencies_ms: list[float] = []
    asked: dict[str, _Asked] = {}
    up = down = 0
    for each in questions:
        counts = by_day.get(each.asked.astimezone(zone).date())
        if counts is None:
            continue
        counts[each.answered] += 1
        people |= {each.person} if each.person else set()
        latencies_ms.append(each.latency_ms)
        key = folded(each.question)
        # Of one that is asked again the latest counts: what waits for an answer last stands last.
        asked[key] = (asked.pop(key, None) or _Asked(each.question)).again(each)
        up, down = up + each.up, down + each.down
    often = sorted((each for each in asked.values() if each.times > 1), key=lambda each: -each.times)
    open_ones = [each for each in reversed(asked.values()) if not each.is_answered]
    return Statistics(
        days=tuple(Day(day, answered, not_answered) for day, (not_answered, answered) in by_day.items()),
        questions=len(latencies_ms),
        people=len(people),
        answered=sum(answered for _, answered in by_day.values()),
        up=up,
        down=down,
        median_latency_ms=median(latencies_ms) if latencies_ms else None,
        most_asked=tuple((each.first, each.times) for each in often[:_LISTED]),
        unanswered=tuple((each.last, each.unanswered) for each in open_ones[:_LISTED]),
    )


@dataclass
class _Asked:
    """One question: as it was first and last written, how often it was asked, and how often in vain."""

    first: str
    last: str = ""
    times: int = 0
    unanswered: int = 0
    is_answered: bool = False

    def again(self, question: KeptQuestion) -> _Asked:
        """Count it once more."""
        self.last, self.is_answered = question.question, question.answered
        self.times += 1
        self.unanswered += not question.answered
        return self


def folded(question: str) -> str:
    """Return what is the same for questions that differ in capitals, spaces and final punctuation alone."""
    return " ".join(question.casefold().split()).rstrip("?!. ")
