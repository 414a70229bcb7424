"""Counts what was asked in the last days: pure figures, from the questions that the bot keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from statistics import median

from bot.storage.records import KeptQuestion


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
        most_asked: questions as first written, with how often they were asked, the most frequent first.
        most_unanswered: the same of those that the articles did not answer.
    """

    days: tuple[Day, ...]
    questions: int
    people: int
    answered: int
    up: int
    down: int
    median_latency_ms: float | None
    most_asked: tuple[tuple[str, int], ...]
    most_unanswered: tuple[tuple[str, int], ...]

    @property
    def answered_share(self) -> float | None:
        """The share of questions that were answered, 0 to 1; None without a question."""
        return self.answered / self.questions if self.questions else None

    @property
    def up_share(self) -> float | None:
        """The share of ratings that were 👍, 0 to 1; None without a rating."""
        rated = self.up + self.down
        return self.up / rated if rated else None


def statistics(
    questions: Iterable[KeptQuestion], days: int, today: date, zone: tzinfo | None, *, listed: int = 4
) -> Statistics:
    """Count the questions of the last `days` days.

    Args:
        questions: oldest first; those of other days are left out.
        days: how many, today included.
        today: the last of them.
        zone: where days begin and end; None is this machine's.
        listed: how many of the most frequent questions to name.
    """
    by_day = {today - timedelta(days=back): [0, 0] for back in reversed(range(days))}
    people: set[str] = set()
    latencies_ms: list[float] = []
    asked, unanswered = _Frequencies(), _Frequencies()
    up = down = 0
    for each in questions:
        counts = by_day.get(each.asked.astimezone(zone).date())
        if counts is None:
            continue
        counts[each.answered] += 1
        people |= {each.person} if each.person else set()
        latencies_ms.append(each.latency_ms)
        asked.add(each.question)
        if not each.answered:
            unanswered.add(each.question)
        up, down = up + each.up, down + each.down
    return Statistics(
        days=tuple(Day(day, answered, not_answered) for day, (not_answered, answered) in by_day.items()),
        questions=len(latencies_ms),
        people=len(people),
        answered=sum(answered for _, answered in by_day.values()),
        up=up,
        down=down,
        median_latency_ms=median(latencies_ms) if latencies_ms else None,
        most_asked=asked.most(listed),
        most_unanswered=unanswered.most(listed),
    )


class _Frequencies:
    """How often questions were asked that differ in no more than capitals, spaces and final punctuation."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}
        self._counted: Counter[str] = Counter()

    def add(self, question: str) -> None:
        key = " ".join(question.casefold().split()).rstrip("?!. ")
        self._first.setdefault(key, question)
        self._counted[key] += 1

    def most(self, count: int) -> tuple[tuple[str, int], ...]:
        """Return the most frequent ones, as they were first written."""
        return tuple((self._first[key], number) for key, number in self._counted.most_common(count))
