"""Counts what was asked in the last days: pure figures, from the questions that the bot keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from heapq import nlargest
from itertools import islice

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
    """Count the questions of the last `days` days, today included, as they begin in a zone; None is this machine's.

    However many they are, no other thread waits for long: no long list is sorted, and dictionaries of texts and numbers
    are nothing that the garbage collector walks through. Questions come oldest first; those of other days are left out.
    """
    by_day = {today - timedelta(days=back): [0, 0] for back in reversed(range(days))}
    people: set[str] = set()
    # By whole milliseconds, of which there are few thousands.
    latencies: dict[int, int] = {}
    first: dict[str, str] = {}
    times: dict[str, int] = {}
    in_vain: dict[str, int] = {}
    waiting: dict[str, str] = {}
    up = down = 0
    for each in questions:
        counts = by_day.get(each.asked.astimezone(zone).date())
        if counts is None:
            continue
        counts[each.answered] += 1
        people |= {each.person} if each.person else set()
        latency = round(each.latency_ms)
        latencies[latency] = latencies.get(latency, 0) + 1
        key = folded(each.question)
        first.setdefault(key, each.question)
        times[key] = times.get(key, 0) + 1
        # Of one that is asked again the latest counts: what waits for an answer last stands last.
        waiting.pop(key, None)
        if not each.answered:
            in_vain[key] = in_vain.get(key, 0) + 1
            waiting[key] = each.question
        up, down = up + each.up, down + each.down
    often = nlargest(_LISTED, (key for key, count in times.items() if count > 1), key=times.__getitem__)
    return Statistics(
        days=tuple(Day(day, answered, not_answered) for day, (not_answered, answered) in by_day.items()),
        questions=sum(latencies.values()),
        people=len(people),
        answered=sum(answered for _, answered in by_day.values()),
        up=up,
        down=down,
        median_latency_ms=_median(latencies),
        most_asked=tuple((first[key], times[key]) for key in often),
        unanswered=tuple((last, in_vain[key]) for key, last in islice(reversed(waiting.items()), _LISTED)),
    )


def _median(counts: Mapping[int, int]) -> float | None:
    """Return the median of numbers, each given with how many times it stands there; None without one."""
    total, below = sum(counts.values()), 0
    middle: list[int] = []
    for number in sorted(counts):
        below += counts[number]
        if below >= (total + 1) // 2:
            middle.append(number)
        if below > total // 2:
            return (middle[0] + number) / 2
    return None


def folded(question: str) -> str:
    """Return what is the same for questions that differ in capitals, spaces and final punctuation alone."""
    return " ".join(question.casefold().split()).rstrip("?!. ")
