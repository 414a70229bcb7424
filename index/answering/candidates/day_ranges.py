"""Candidates that name one day of a range or a list, widened to all its days: "8, 9, dan 10 Juni" of "10 Juni".

A month alone is widened to the days in front of it, and an hour to both where it is asked from when until when.

What is moved from one day to another is on neither until the other: "put back from 3 to 10 May" is no range.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from index.answering.candidates.outdated import asked_time, moved_from
from index.answering.candidates.spans import is_in_one_sentence, trim
from index.language.date_patterns import month_names
from index.language.dates import day_ranges, resolve_date

# Whoever asks so means one of the days.
_ONE_OF_THEM = re.compile(
    r"\b(?:sampai|sampe|hingga|ter?akhir|berakhir|akhir|batas|selesai|usai|lambat|tenggat|mulai|dimulai|awal"
    r"|sejak|pertama|kedua|ketiga|keempat|lusa|until|till|end|ends|ended|last|latest|deadline|over|finish\w*|start\w*"
    r"|begin\w*|begun|began|since|first|second|third|fourth|final)\b",
    re.IGNORECASE,
)
# Where one goes to from what was before.
_TO = re.compile(r"\s(?:to|until|till?|ke|menjadi|jadi|hingga|sampai)\s", re.IGNORECASE)
_ASKS_FROM_WHEN_UNTIL_WHEN = re.compile(
    r"\b(?:jam|pukul) berapa (?:(?:sampai|sampe|hingga|s/?d|ke|dan) )+(?:(?:jam|pukul) )?berapa\b"
    r"|\b(?:what time|when) (?:to|till?|until|and) (?:what time|when)\b"
    r"|\bwhat time\b.{1,60}\band (?:until|till?|end|finish|close|stop)\b",
    re.IGNORECASE,
)
_HOUR = r"(?:(?:pukul|jam|pkl\.?) )?(?:\d{1,2}[.:]\d\d(?: ?(?:am|pm|wib|wita|wit)\b)?|\d{1,2} ?(?:am|pm)\b)"
_UNTIL = (
    r"(?: ?[–-] ?| (?:sampai(?: dengan)?|hingga|s\.?d\.?|s/d|to|till?|until) "
    r"|,? (?:(?:dan|lalu|and) )?(?:di)?(?:tutup|selesai|berakhir|usai|closes|ends|finishes) (?:at )?)"
)
_HOURS = re.compile(rf"(?<!\d){_HOUR}{_UNTIL}(?:(?:[^\W\d]+,? )?{_HOUR}|selesai|habis|late)(?!\d)", re.IGNORECASE)
_ASKS_FOR_MONTH = re.compile(r"\b(?:bulan|months?)\b", re.IGNORECASE)
_DAY_IN_FRONT = re.compile(r"(?<![\d.,:])\d{1,2} $")
_DAY_CHARS = 4
# Of days without a year, whichever it is.
_SOME_DAY = date(2000, 1, 1)


def whole_range(question: str, text: str, start: int, end: int, language: str) -> tuple[int, int]:
    """Return a span with all days of the range or the list of which it names one; without what it was moved from.

    Where a question asks for the first day or the last, the span stays; where it asks for both, it has both hours.
    """
    if part := _moved(question, text, start, end):
        return part
    if _ASKS_FROM_WHEN_UNTIL_WHEN.search(question):
        both = next((each for each in _HOURS.finditer(text) if each.start() < end and start < each.end()), None)
        return trim(text, min(both.start(), start), max(both.end(), end)) if both else (start, end)
    if text[start:end].lower() in month_names() and not _ASKS_FOR_MONTH.search(question):
        start -= len(day[0]) if (day := _DAY_IN_FRONT.search(text, max(0, start - _DAY_CHARS), start)) else 0
    if _ONE_OF_THEM.search(question) or not any(map(str.isdigit, text[start:end])):
        return start, end
    if resolve_date(text[start:end], _SOME_DAY, language) is None:
        return start, end
    for first, last in _ranges(text, language):
        if first < end and start < last:
            if moved_from(text, first) and (joint := _TO.search(text, first, last)):
                first, last = (first, joint.start()) if start < joint.start() else (joint.end(), last)
                if not _ranges(text[first:last], language):
                    return start, end
            wide = trim(text, min(first, start), max(last, end))
            return wide if is_in_one_sentence(text, *wide, language) else (start, end)
    return start, end


def _moved(question: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return what a span of both sides of a change says of the one that is asked for; None for other spans."""
    joint = _TO.search(text, start, end)
    if joint is None or not moved_from(text, start):
        return None
    return trim(text, start, joint.start()) if asked_time(question).before else trim(text, joint.end(), end)


@lru_cache(maxsize=64)
def _ranges(text: str, language: str) -> tuple[tuple[int, int], ...]:
    return tuple(day_ranges(text, language))
