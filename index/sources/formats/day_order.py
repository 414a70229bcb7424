"""Reads the days in figures of one file in one order: where one is "3/13/2024", "3/5/2024" is the fifth of March.

Rows are held back until one of them tells; where none does the day is first. Does not look into texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from index.errors import SourceProblem
from index.progress import Noted, Skipped
from index.reasons import Reason
from index.sources.days.written import DayOrder, day_first, order_of
from index.sources.drafts import Draft

_MAX_HELD, _MAX_HELD_CHARS = 1_000, 10_000_000
_MAX_SHOWN_CHARS = 40


def in_one_order(items: Iterator[Draft | Skipped]) -> Iterator[Draft | Skipped]:
    """Yield what was read, of each file of an archive by itself, with its days in figures as day, month and year."""
    for file, found in groupby(items, _file_of):
        yield from _File(file).read(found)


def _file_of(item: Draft | Skipped) -> str:
    return (item.place if isinstance(item, Draft) else item.where).partition("#")[0]


class _File:
    """What is known of the order in one file; `_seen` has the first day that shows each."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._order: DayOrder | None = None
        self._seen: dict[DayOrder, str] = {}

    def read(self, items: Iterator[Draft | Skipped]) -> Iterator[Draft | Skipped]:
        held: list[Draft | Skipped] = []
        chars = 0
        try:
            for item in items:
                self._look_at(item)
                if self._order is None and (held or DayOrder.EITHER in self._seen):
                    held.append(item)
                    chars += len(item.text) if isinstance(item, Draft) else 0
                    if len(held) < _MAX_HELD and chars < _MAX_HELD_CHARS:
                        continue
                    self._order = DayOrder.DAY_FIRST
                else:
                    held.append(item)
                yield from map(self._ordered, held)
                held = []
        except (SourceProblem, OSError):
            yield from map(self._ordered, held)
            raise
        yield from map(self._ordered, held)
        yield from self._notes()

    def _look_at(self, item: Draft | Skipped) -> None:
        for day in (item.published, item.goes_live, item.expires) if isinstance(item, Draft) else ():
            if order := order_of(day):
                self._seen.setdefault(order, str(day).strip()[:_MAX_SHOWN_CHARS])
        if {DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST} <= self._seen.keys():
            self._order = DayOrder.DAY_FIRST
        elif self._order is None:
            self._order = next((order for order in self._seen if order is not DayOrder.EITHER), None)

    def _ordered(self, item: Draft | Skipped) -> Draft | Skipped:
        if not isinstance(item, Draft) or self._order is not DayOrder.MONTH_FIRST:
            return item
        return replace(
            item,
            published=day_first(item.published),
            goes_live=day_first(item.goes_live),
            expires=day_first(item.expires),
        )

    def _notes(self) -> Iterator[Noted]:
        shown = self._seen.get(DayOrder.MONTH_FIRST)
        if shown is None or DayOrder.EITHER not in self._seen:
            return
        if other := self._seen.get(DayOrder.DAY_FIRST):
            words = f'has days with the day first ("{other}") and with the month first ("{shown}"); others may be wrong'
        elif self._order is DayOrder.MONTH_FIRST:
            words = f'writes days with the month first, as "{shown}" shows, and all of them are read so'
        else:
            words = f'has a day with the month first ("{shown}"); those before it are read with the day first'
        yield Noted(self._place, words, Reason.DOUBTFUL_DAY)
