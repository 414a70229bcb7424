"""Reads a day as programs and people write it: one reader for all formats.

Objects of a parser, ISO 8601 and what is nearly that, Unix time, RFC 2822, the forms of `asctime` and PDF, and words in
Indonesian and English (by `index.language.dates`), day before month. A moment in UTC is the day that it was where the
article was read. Does not look for days in running text: see `index.sources.days.datelines`.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from enum import StrEnum

from index.language.dates import resolve_date, year_in_full
from index.language.detection import UNDETERMINED

MAX_WRITTEN_CHARS = 100
_FIRST_NEWSPAPER_YEAR = 1600
_UNIX_SECONDS = range(100_000_000, 4_300_000_000)
_MILLISECONDS = 1_000
_ISO_DAY_CHARS = 10

_ZONES_H = {"WIB": 7, "WITA": 8, "WIT": 9, "GMT": 0, "UTC": 0, "UT": 0, "SGT": 8, "MYT": 8, "BST": 1, "CET": 1}
_ZONES_H |= {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "CEST": 2}
# Programs write UTC; who reads Indonesian lives by its clocks, most by those of Jakarta.
_CLOCKS_OF = dict.fromkeys(("id", "jv", "su"), timezone(timedelta(hours=7)))

_COMPACT = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(?:\.\d{1,9})?)?(?!\d)")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.:])(\d{1,2})\2(\d{1,2})(?!\d)")
# "Wed Oct 10 20:19:24 +0000 2018"
_ASCTIME = re.compile(r"[a-z]{3,9},?\s+([a-z]{3,9})\s+(\d{1,2})\s+(\d{1,2}:\d\d(?::\d\d)?)\s+(.{0,8}?)\s*(\d{4})", re.I)
_CLOCK = re.compile(r"(?<![\d:.])([01]?\d|2[0-3])[:.]([0-5]\d)(?:[:.]([0-5]\d)(?:[.,]\d{1,9})?)?(?![.:]?\d)")
_HALF_OF_DAY = re.compile(r"\s{0,2}([ap])\.?m\b", re.IGNORECASE)
_OFFSET = re.compile(r"(?:(?<=\d)|(?<=GMT)|(?<=UTC)|(?<=\s))([+-])(\d{1,2})(?:[:']?(\d{2}))?(?!\d)")
_ZONE = re.compile(rf"(?<![A-Za-z])({'|'.join(_ZONES_H)}|(?<=\d)Z)(?![A-Za-z])")
# Of .NET's JSON, whose moments are UTC.
_OF_DOT_NET = re.compile(r"/?Date\((\d{9,14})(?:[+-]\d{4})?\)/?")
# "Juli 6, 2019", which only programs write in Indonesian.
_MONTH_FIRST = re.compile(r"(?:[a-z’']{3,9},?\s+)?([a-z]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b", re.I)
# Larger numbers are neither a day nor a moment, and too large ones not even a text or a fraction.
_NO_MOMENT = 10**20
# What PHP makes of a day of zeros.
_BEFORE_CHRIST = re.compile(r"[a-z]{3}\s+-\d", re.IGNORECASE)
_SPELLINGS = (
    # "12Juni2018"
    (re.compile(r"(?<!\d)(\d{1,2})([a-z]{3,10})(\d{4})(?!\d)", re.IGNORECASE), r"\1 \2 \3 "),
    (re.compile(r"^(\d{1,2}) (\d{1,2}) (\d{4})(?!\d)"), r"\1-\2-\3"),
)
_YEARS_TO_COME = 20
# "05/03/24 10.15", "5-3-24"
_SHORT_NUMBERS = re.compile(r"(?:[a-z’']{3,9},?\s+)?(\d{1,2})([-/.])(\d{1,2})\2(\d{2})(?!\d|[-/.]\d)", re.IGNORECASE)
_CLOCK_ALONE = re.compile(
    r"(?:[\s,|•·T–-]{1,4}(?:(?:pukul|pkl\.?|jam|at)\s)?\d{1,2}[:.]\d\d(?![-/\d])[^-/]{0,30}(?:[+-]\d\d:?\d\d)?)?\s*",
    re.IGNORECASE,
)
# "06-Nop-19"
_SHORT_YEAR = re.compile(r"(?:[a-z’']{3,9},?\s+)?(\d{1,2})[-\s]([a-z]{3,10})[-\s][’']?(\d{2})(?![\d:.])", re.IGNORECASE)


_IN_FIGURES = re.compile(
    r"(\s*(?:[a-z’']{3,9},?\s+)?)(\d{1,2})([-/.])(\d{1,2})\3((?:\d{4}|\d{2})(?!\d|[-/.]\d))", re.IGNORECASE
)
_MONTHS = range(1, 13)
_LATER_DAYS = range(13, 32)


class DayOrder(StrEnum):
    """Which comes first where day and month are written in figures."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    EITHER = "either"


@dataclass(frozen=True)
class WrittenDay:
    """A day that was written, or a moment: `at` has a zone where one was written; without `exact` it is a whole day."""

    at: datetime
    exact: bool

    def day(self, language: str) -> date:
        """Return the calendar day; of a moment in UTC, that where this language is read."""
        clocks = _CLOCKS_OF.get(language)
        if self.exact and clocks and self.at.utcoffset() == timedelta(0):
            with suppress(OverflowError):
                return self.at.astimezone(clocks).date()
        return self.at.date()

    def is_after(self, now: datetime, clocks: tzinfo | None = None) -> bool:
        """Tell whether it is still to come; what has no zone is meant by these clocks, or where this program runs."""
        if not self.exact:
            return self.at.date() > now.astimezone(clocks).date()
        at = self.at if self.at.tzinfo else self.at.replace(tzinfo=clocks)
        try:
            return at.astimezone(UTC) > now
        except (OverflowError, ValueError, OSError):
            return self.at.year > now.year


def read_day(value: object, *, to_come: bool = False) -> WrittenDay | None:
    """Return the day that a value is, of whatever type; None when it is none, or more than one.

    Args:
        value: a string of at most 100 characters, a number, or what a parser made of one of them already.
        to_come: a year of two figures may be one of the next 20; else the next one is the last.
    """
    found = _read(value, datetime.now(UTC).year + (_YEARS_TO_COME if to_come else 1))
    return found if found and found.at.year >= _FIRST_NEWSPAPER_YEAR else None


def order_of(value: object) -> DayOrder | None:
    """Return what a day in figures tells of its order; None where nothing follows from it, or for it."""
    found = _IN_FIGURES.match(value) if isinstance(value, str) else None
    if found is None:
        return None
    first, second = int(found[2]), int(found[4])
    if first in _MONTHS and second in _MONTHS:
        return DayOrder.EITHER if first != second else None
    if first in _LATER_DAYS and second in _MONTHS:
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if first in _MONTHS and second in _LATER_DAYS else None


def day_first(value: object) -> object:
    """Return a day in figures that has its month first as one that has its day first; anything else as it is."""
    if not isinstance(value, str) or order_of(value) not in {DayOrder.EITHER, DayOrder.MONTH_FIRST}:
        return value
    return _IN_FIGURES.sub(r"\1\4\3\2\3\5", value, count=1)


def _read(value: object, last_year: int) -> WrittenDay | None:
    if isinstance(value, datetime):
        return WrittenDay(value, exact=True)
    if isinstance(value, date):
        return WrittenDay(datetime.combine(value, time()), exact=False)
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _read_number(value)
    if not isinstance(value, str):
        return None
    written = value.strip()
    if not written or len(written) > MAX_WRITTEN_CHARS:
        return None
    if written.isascii() and written.removeprefix("-").replace(".", "", 1).isdigit() and len(written) < 20:
        return _read_number(float(written) if "." in written else int(written))
    with suppress(ValueError):
        return WrittenDay(datetime.fromisoformat(written), exact=len(written) > _ISO_DAY_CHARS)
    if match := _OF_DOT_NET.fullmatch(written):
        return _read_number(int(match[1]))
    return _read_words(written, last_year)


def _read_number(value: float) -> WrittenDay | None:
    """Read YYYYMMDD, YYYYMMDDhhmm, YYYYMMDDhhmmss and Unix time in seconds, milliseconds or microseconds."""
    if not abs(value) < _NO_MOMENT:
        return None
    digits = str(value)
    if isinstance(value, int) and len(digits) in {8, 14}:
        return _from_match(_COMPACT.fullmatch(digits), "")
    if len(digits) == len("YYYYMMDDhhmm") and (written := _from_match(_COMPACT.fullmatch(digits), "")):
        return written
    for seconds in (value, value / _MILLISECONDS, value / _MILLISECONDS**2):
        if _UNIX_SECONDS.start <= seconds < _UNIX_SECONDS.stop:
            return WrittenDay(datetime.fromtimestamp(seconds, UTC), exact=True)
    return None


def _read_words(written: str, last_year: int) -> WrittenDay | None:
    if match := _COMPACT.match(written):
        return _from_match(match, written[match.end() :])
    if match := _YEAR_FIRST.match(written):
        return _with_clock(_day(match[1], match[3], match[4]), written[match.end() :])
    if match := _ASCTIME.fullmatch(written):
        written = f"{match[2]} {match[1]} {match[5]} {match[3]} {match[4]}"
    for spelling, usual in _SPELLINGS:
        written = spelling.sub(usual, written)
    if (match := _SHORT_NUMBERS.match(written)) and _CLOCK_ALONE.fullmatch(written, match.end()):
        year = year_in_full(int(match[4]), last_year)
        return _with_clock(_in_words(f"{match[1]}/{match[3]}/{year}"), written[match.end() :])
    if found := _with_clock(resolve_date(written, None, UNDETERMINED, last_year=last_year), written):
        return found
    if (match := _MONTH_FIRST.match(written)) and (day := _in_words(f"{match[2]} {match[1]} {match[3]}")):
        return _with_clock(day, written[match.end() :])
    if match := _SHORT_YEAR.match(written):
        year = year_in_full(int(match[3]), last_year)
        if day := _in_words(f"{match[1]} {match[2]} {year}"):
            return _with_clock(day, written[match.end() :])
    if _BEFORE_CHRIST.search(written):
        return None
    with suppress(ValueError, TypeError, OverflowError, IndexError):
        return WrittenDay(parsedate_to_datetime(written), exact=True)
    return None


def _in_words(written: str) -> date | None:
    return resolve_date(written, None, UNDETERMINED)


def _from_match(match: re.Match[str] | None, rest: str) -> WrittenDay | None:
    if match is None or (day := _day(match[1], match[2], match[3])) is None:
        return None
    clock = f"{match[4]}:{match[5]}:{match[6] or '00'}" if match[4] else ""
    return _with_clock(day, clock + rest)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _with_clock(day: date | None, rest: str) -> WrittenDay | None:
    """Add the time and the zone that are written beside a day."""
    if day is None:
        return None
    clock = _CLOCK.search(rest)
    if clock is None:
        return WrittenDay(datetime.combine(day, time()), exact=False)
    hour = int(clock[1])
    if half := _HALF_OF_DAY.match(rest, clock.end()):
        hour = hour % 12 + (12 if half[1].lower() == "p" else 0)
    at = time(hour, int(clock[2]), int(clock[3] or 0), tzinfo=_zone(rest[clock.end() :], rest))
    return WrittenDay(datetime.combine(day, at), exact=True)


def _zone(after_clock: str, whole: str) -> timezone | None:
    if offset := _OFFSET.search(f"0{after_clock}"):
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        if minutes < 24 * 60:
            return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
    if named := _ZONE.search(whole):
        return timezone(timedelta(hours=_ZONES_H.get(named[1], 0)))
    return None
