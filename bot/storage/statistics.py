"""Counts what was asked in the last days: pure figures, from the questions that the bot keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
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
    period = [today - timedelta(days=back) for back in reversed(range(days))]
    by_day: dict[date, list[KeptQuestion]] = {day: [] for day in period}
    for each in questions:
        by_day.get(each.asked.astimezone(zone).date(), []).append(each)
    kept = [each for several in by_day.values() for each in several]
    return Statistics(
        days=tuple(Day(day, *_split(several)) for day, several in by_day.items()),
        questions=len(kept),
        people=len({each.person for each in kept if each.person}),
        answered=sum(each.answered for each in kept),
        up=sum(each.up for each in kept),
        down=sum(each.down for each in kept),
        median_latency_ms=median(each.latency_ms for each in kept) if kept else None,
        most_asked=_most_frequent(kept, listed),
        most_unanswered=_most_frequent([each for each in kept if not each.answered], listed),
    )


def _split(questions: Sequence[KeptQuestion]) -> tuple[int, int]:
    answered = sum(each.answered for each in questions)
    return answered, len(questions) - answered


def _most_frequent(questions: Sequence[KeptQuestion], count: int) -> tuple[tuple[str, int], ...]:
    """Return questions that differ in more than capitals, spaces and final punctuation, the most frequent first."""
    first: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for each in questions:
        key = " ".join(each.question.casefold().split()).rstrip("?!. ")
        first.setdefault(key, each.question)
        counted[key] += 1
    return tuple((first[key], number) for key, number in counted.most_common(count))
