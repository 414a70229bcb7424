"""Turns what an answer says of a day ("12 Juni", "Kamis (31/5)", "yesterday") into a calendar date.

Regular expressions decide first whether the words name one single day at all; `dateparser` then reads the names of the
months and the relative days, in Indonesian and English. Does not understand years, months, ranges or times of day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from threading import Lock

from dateparser.date import DateDataParser

from index.language.date_patterns import (
    DAY_IN_FIGURES,
    DAY_MONTH_YEAR,
    DAY_SLASH_MONTH,
    MONTHS_IN_SHORT,
    YEAR_MONTH_DAY,
    Languages,
    between_days,
    day_then_month,
    month_then_day,
    names_others,
    relative_day,
    short_year_in_context,
    slashed_in_context,
    span_of_day,
    weekday_before,
)

_LEAP_YEAR = 2000
_MAX_WEEKDAY_CHARS = 15
_MAX_YEARS_TO_LEAP_DAY = 8  # 1896 to 1904
_CENTURY = 100
_MONTHS, _LAST_OF_MONTH = 12, 31
# Of two figures for a year, as in Java's SimpleDateFormat.
_YEARS_AFTER_PUBLICATION = 20
_BASE = datetime(_LEAP_YEAR, 6, 15)  # noqa: DTZ001 (relative days are counted from it; it is no moment in time)
_SETTINGS = {
    "DATE_ORDER": "DMY",
    "PREFER_LOCALE_DATE_ORDER": False,
    "PARSERS": ["relative-time", "absolute-time"],
    "STRICT_PARSING": True,
    "RELATIVE_BASE": _BASE,
    "TIMEZONE": "UTC",
    "RETURN_AS_TIMEZONE_AWARE": False,
}
_NOT_IN_DATEPARSER = {"lusa": "dalam 2 hari", "besok lusa": "dalam 2 hari"}
_YEAR_SHIFTS = {"lalu": -1, "last": -1, "ini": 0, "this": 0, "depan": 1, "next": 1}
_lock = Lock()


def resolve_date(
    text: str, published: date | None, language: str, *, last_year: int | None = None, month_first: bool = False
) -> date | None:
    """Return the one day that a short span of text names.

    A day without a year is taken in the year that puts it nearest to the publication.

    Args:
        text: the answer's words.
        published: when the article appeared; without it only full dates are resolved.
        language: "id" or "en" to read that language alone; any other to read both.
        last_year: the last that a year of two figures may be; without it 20 years after the publication, and where
            that is not known, the next one.
        month_first: whether figures that can be read both ways have the month first; see `is_month_first`.

    Returns:
        The day; None when the text names none, more than one, an impossible one or a range.
    """
    mentions = list(_mentions(text, language, month_first=month_first))
    if not mentions:
        return _relative(text, published, language)
    days = {mention.resolve(published, last_year) if mention else None for mention in mentions}
    return days.pop() if len(days) == 1 else None


def is_month_first(text: str) -> bool:
    """Return whether a text has days in figures that can only have the month first, "9/27/2026", and no other such."""
    days = [(each["first"] or each["one"], each["second"] or each["other"]) for each in DAY_IN_FIGURES.finditer(text)]
    # In brackets it may be a score.
    beside_weekdays = slashed_in_context(_languages("")).finditer(text)
    days += [(each["day"], each["month"]) for each in beside_weekdays if not each[0].startswith("(")]
    has_day_first = any(_LAST_OF_MONTH >= int(first) > _MONTHS >= int(second) for first, second in days)
    return not has_day_first and any(int(first) <= _MONTHS < int(second) <= _LAST_OF_MONTH for first, second in days)


def full_dates(text: str, language: str, *, month_first: bool = False) -> list[tuple[int, int, date]]:
    """Return the full dates (day, month and year) of a text, no ranges, as (start, end, day) in order of appearance."""
    found = {
        span_of_day(match): mention.resolve(None)
        for match, mention in _matched(text, language, month_first=month_first)
        if mention and mention.year is not None
    }
    return sorted((*span, day) for span, day in found.items() if day)


def year_in_full(year: int, last: int) -> int:
    """Return the last year, at most `last`, that ends in these two figures; a year of four stays."""
    return year if year >= _CENTURY else last - (last - year) % _CENTURY


def day_ranges(text: str, language: str) -> list[tuple[int, int]]:
    """Return where a text names several days as one, a range or a list, as (start, end) in order of appearance."""
    languages = _languages(language)
    days = sorted({(*span_of_day(match), mention is None) for match, mention in _matched(text, language)})
    joined: list[tuple[int, int, bool]] = []
    for start, end, is_range in days:
        if joined and start < joined[-1][1]:
            first, last, known = joined.pop()
            joined.append((first, max(last, end), known or is_range))
        elif joined and between_days(languages).fullmatch(text, joined[-1][1], start):
            joined.append((joined.pop()[0], end, True))
        else:
            joined.append((start, end, is_range))
    ranges = []
    for start, end, is_range in joined:
        if is_range:
            named = weekday_before(languages).search(text, max(0, start - _MAX_WEEKDAY_CHARS), start)
            ranges.append((named.start() if named else start, end))
    return ranges


@dataclass(frozen=True)
class _Mention:
    """A day that was named; `year` may be of two figures, `year_shift` counts from the publication's year."""

    day: int
    month: int
    year: int | None = None
    year_shift: int | None = None

    def resolve(self, published: date | None, last_year: int | None = None) -> date | None:
        if self.year is not None:
            ahead = published.year + _YEARS_AFTER_PUBLICATION if published else datetime.now(UTC).year + 1
            return self.in_year(year_in_full(self.year, last_year or ahead))
        if published is None:
            return None
        if self.year_shift is not None:
            return self.in_year(published.year + self.year_shift)
        reach = range(published.year - _MAX_YEARS_TO_LEAP_DAY, published.year + _MAX_YEARS_TO_LEAP_DAY + 1)
        candidates = (day for day in map(self.in_year, reach) if day)
        return min(candidates, key=lambda day: abs(day - published), default=None)

    def in_year(self, year: int) -> date | None:
        with suppress(ValueError):
            return date(year, self.month, self.day)
        return None


def _mentions(text: str, language: str, *, month_first: bool) -> Iterator[_Mention | None]:
    """Yield the days that are named; None for a range and for a day that no month has."""
    return (mention for _, mention in _matched(text, language, month_first=month_first))


def _matched(text: str, language: str, *, month_first: bool = False) -> Iterator[tuple[re.Match[str], _Mention | None]]:
    """Yield what names a day, as `_mentions` does, with where it stands."""
    languages = _languages(language)
    patterns = [day_then_month(languages)]
    if "en" in languages:
        patterns.append(month_then_day())
    for pattern in patterns:
        for match in pattern.finditer(text):
            if match["month"] != "may" or match["year"]:  # the verb
                yield match, None if names_others(match) else _named(match, languages)
    numeric = [YEAR_MONTH_DAY, DAY_MONTH_YEAR, slashed_in_context(languages), short_year_in_context(languages)]
    matches = [match for pattern in numeric for match in pattern.finditer(text)]
    if whole := DAY_SLASH_MONTH.fullmatch(text.strip(" \t\n.,;()")):
        matches.append(whole)
    for match in matches:
        yield match, None if names_others(match) else _numeric(match, languages, month_first=month_first)


def _languages(language: str) -> Languages:
    return (language,) if language in {"id", "en"} else ("id", "en")


def _named(match: re.Match[str], languages: Languages) -> _Mention | None:
    month = match["month"].lower()
    day_and_month = _read(f"{match['day']} {MONTHS_IN_SHORT.get(month, month)} {_LEAP_YEAR}", languages)
    if day_and_month is None:
        return None
    year = _year(match)
    shift = next((years for word, years in _YEAR_SHIFTS.items() if word in (match["shift"] or "").lower()), None)
    return _Mention(day_and_month.day, day_and_month.month, year, shift)


def _numeric(match: re.Match[str], languages: Languages, *, month_first: bool) -> _Mention | None:
    day, month = int(match["day"]), int(match["month"])
    if (month > _MONTHS or (month_first and day <= _MONTHS)) and "en" in languages:
        day, month = month, day
    mention = _Mention(day, month, _year(match))
    return mention if mention.in_year(_LEAP_YEAR) else None


def _year(match: re.Match[str]) -> int | None:
    return int(match["year"].lstrip("’'‘")) if match["year"] else None


def _relative(text: str, published: date | None, language: str) -> date | None:
    languages = _languages(language)
    match = relative_day(languages).fullmatch(text.strip(" \t\n.,;()"))
    if match is None or published is None:
        return None
    words = " ".join(match["words"].lower().split())
    day = _read(_NOT_IN_DATEPARSER.get(words, words), languages)
    with suppress(OverflowError):
        return published + (day - _BASE.date()) if day else None
    return None


@lru_cache(maxsize=4_096)
def _read(expression: str, languages: Languages) -> date | None:
    with _lock:
        found = _parser(languages).get_date_data(expression).date_obj
    return found.date() if found else None


@lru_cache(maxsize=3)
def _parser(languages: Languages) -> DateDataParser:
    return DateDataParser(languages=list(languages), try_previous_locales=False, settings=_SETTINGS)
