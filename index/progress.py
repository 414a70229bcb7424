"""What a build tells while it runs and when it is done."""

from __future__ import annotations

import math
import os
import re
import select
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from enum import StrEnum

from index.reasons import Reason


class Stage(StrEnum):
    """The stages of a build, in order."""

    READING = "reading"
    EMBEDDING = "embedding"
    WRITING = "writing"


@dataclass(frozen=True)
class Progress:
    """How far a build is.

    Attributes:
        stage: what it is doing.
        done: files or pages while reading, articles while embedding.
        total: how many there are; None while that is not known.
        passages: how many were embedded so far.
        where: the address that is asked next, or the file that is read.
        page: which of its pages is read, and how many it has, where reading it takes long.
    """

    stage: Stage
    done: int
    total: int | None
    passages: int = 0
    where: str | None = None
    page: tuple[int, int] | None = None

    @property
    def percent(self) -> int:
        """How much of the whole build is done, 0 to 99; it is not done before it is published.

        Embedding takes nearly all of the time, so that the other stages count for nothing.
        """
        if self.stage is Stage.READING:
            return 0
        share = self.done / self.total if self.stage is Stage.EMBEDDING and self.total else 1.0
        return min(int(100 * share), 99)


ProgressCallback = Callable[[Progress], None]
_waiting: ContextVar[Callable[[], None]] = ContextVar("waiting", default=lambda: None)
# How often a build that waits for something is heard of.
HEARD_OF_EVERY_S = 1.0
_PIECE_BYTES = 1 << 16


@contextmanager
def heard_of(tell: ProgressCallback) -> Iterator[ProgressCallback]:
    """Give a callback whose latest step is told again while the build in this block waits, which may stop it."""
    latest: list[Progress] = []

    def told(step: Progress) -> None:
        latest[:] = [step]
        tell(step)

    def again() -> None:
        for step in latest:
            tell(step)

    token = _waiting.set(again)
    try:
        yield told
    finally:
        _waiting.reset(token)


def still_waiting() -> None:
    """Tell that a build, if one runs in this thread, waits; to be called as often as `HEARD_OF_EVERY_S` says.

    Raises whatever ends the build.
    """
    _waiting.get()()


def rest(seconds: float) -> None:
    """Sleep for so long, in a build that can be stopped meanwhile."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        time.sleep(min(left, HEARD_OF_EVERY_S))
        still_waiting()


def pieces_of(pipe: int, deadline: float = math.inf) -> Iterator[bytes]:
    """Yield what a program writes, as it comes and until it ends, in a build that can be stopped meanwhile.

    Raises TimeoutError when the deadline, a moment of `time.monotonic`, is over.
    """
    waiting = select.poll()
    waiting.register(pipe, select.POLLIN)
    while (left := deadline - time.monotonic()) > 0:
        if not waiting.poll(1000 * min(left, HEARD_OF_EVERY_S)):
            still_waiting()
        elif piece := os.read(pipe, _PIECE_BYTES):
            yield piece
        else:
            return
    raise TimeoutError


@dataclass(frozen=True)
class Skipped:
    """Something that was not indexed, and why, in words for the administrator; `code` is for programs."""

    where: str
    reason: str
    code: Reason = field(default=Reason.UNREADABLE, compare=False)
    # How many of a kind it stands for: of a million, a few are kept as examples.
    count: int = field(default=1, compare=False)


@dataclass(frozen=True)
class BrokenOff(Skipped):
    """A file that could not be read to its end: what is missing of it is not gone."""


@dataclass(frozen=True)
class Noted(Skipped):
    """Something to know about what was indexed all the same; the file needs no second look."""


@dataclass(frozen=True)
class Hidden(Skipped):
    """An article that is not for the public, or not yet, or no longer; one that was indexed before goes."""

    article_ids: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class LookAgain(Skipped):
    """Not told: what was indexed ends on a day to come, so that the file is read again although it has not changed."""


@dataclass(frozen=True)
class UnderWay(Skipped):
    """Nothing is passed over: a file that takes long tells which of its pages is read, and how many it has."""

    page: tuple[int, int] = (0, 0)


@dataclass
class BuildReport:
    """What a build did; counts are of articles unless they say otherwise.

    Attributes:
        skipped: what was left out, with the reasons.
        added_titles: of the first that were added; `changed_titles` and `removed_titles` likewise.
        noted: what is to be known about articles that were taken.
    """

    snapshot: str
    articles: int = 0
    passages: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    embedded_passages: int = 0
    seconds: float = 0.0
    published: bool = True
    skipped: list[Skipped] = field(default_factory=list)
    _kinds: dict[tuple[str, str], list[int]] = field(default_factory=dict, repr=False, compare=False)
    noted: list[Noted] = field(default_factory=list)
    added_titles: list[str] = field(default_factory=list)
    changed_titles: list[str] = field(default_factory=list)
    removed_titles: list[str] = field(default_factory=list)
    # What may be missing because the snapshot that the build should have begun from was damaged.
    doubts: list[str] = field(default_factory=list)

    @property
    def skipped_count(self) -> int:
        """How many were passed over, those that are only counted among them."""
        return sum(each.count for each in self.skipped)

    def count_added(self, title: str) -> None:
        """Count an article that was added."""
        self.added += 1
        _note(self.added_titles, title)

    def count_changed(self, title: str) -> None:
        """Count an article that was changed."""
        self.changed += 1
        _note(self.changed_titles, title)

    def count_removed(self, count: int, titles: Iterable[str]) -> None:
        """Count articles that are removed; the titles of the first are enough."""
        self.removed += count
        for each in titles:
            _note(self.removed_titles, each)

    def skip(self, item: Skipped) -> None:
        """Report what is passed over; of many of one kind in one file, some examples and their number are kept."""
        outermost = re.split(r"#|!/", item.where, maxsplit=1)[0] if len(self._kinds) < _MAX_KINDS else ""
        kind = kind_of_reason(item.reason) if len(self._kinds) < _MAX_KINDS else ""
        places = self._kinds.setdefault((outermost, kind), [])
        if len(places) < _EXAMPLES:
            places.append(len(self.skipped))
            self.skipped.append(item)
        else:
            last = self.skipped[places[-1]]
            self.skipped[places[-1]] = replace(last, count=last.count + item.count)


NAMED = 10
_EXAMPLES = 20
_MAX_KINDS = 10_000
_MAX_KIND_CHARS = 200
# What differs between two of a kind: figures, but not those of names such as UTF-8, quoted
# values, and the place of a duplicate's first.
_OF_ONE_CASE = re.compile(r"'[^']*'|(?<![\w-])\d[\d,.]*|(?<=the same text as ).*")


def _note(titles: list[str], title: str) -> None:
    if len(titles) < NAMED:
        titles.append(title)


@dataclass(frozen=True)
class Kind:
    """What was passed over, or noted, for one reason: the reason without what differs, how many, and examples."""

    code: Reason
    reason: str
    count: int
    examples: tuple[Skipped, ...]


def by_kind(items: Sequence[Skipped]) -> list[Kind]:
    """Return items by their reasons, the most frequent first; a reason that all of a kind share stays whole."""
    kinds: dict[tuple[Reason, str], list[Skipped]] = defaultdict(list)
    for each in items:
        kinds[each.code, kind_of_reason(each.reason)].append(each)
    found = [
        Kind(
            code,
            members[0].reason if len({each.reason for each in members}) == 1 else kind,
            sum(each.count for each in members),
            tuple(members),
        )
        for (code, kind), members in kinds.items()
    ]
    return sorted(found, key=lambda each: -each.count)


def kind_of_reason(reason: str) -> str:
    """Return a reason without what differs between two of a kind."""
    return _OF_ONE_CASE.sub("…", reason[:_MAX_KIND_CHARS])
