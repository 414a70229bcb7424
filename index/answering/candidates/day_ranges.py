"""Candidates that name one day of a range or a list, widened to all its days: "8, 9, dan 10 Juni" of "10 Juni"."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from index.answering.candidates.spans import is_in_one_sentence
from index.language.dates import day_ranges, resolve_date

# Whoever asks so means one of the days.
_ONE_OF_THEM = re.compile(
    r"\b(?:sampai|sampe|hingga|ter?akhir|berakhir|akhir|batas|selesai|usai|lambat|tenggat|mulai|dimulai|awal"
    r"|sejak|pertama|kedua|ketiga|keempat|lusa|until|till|end|ends|ended|last|latest|deadline|over|finish\w*|start\w*"
    r"|begin\w*|begun|began|since|first|second|third|fourth|final)\b",
    re.IGNORECASE,
)
# Of days without a year, whichever it is.
_SOME_DAY = date(2000, 1, 1)


def whole_range(question: str, text: str, start: int, end: int, language: str) -> tuple[int, int]:
    """Return a span with all days of the range or the list of which it names one.

    Where a question asks for the first day or the last, the span stays.
    """
    if _ONE_OF_THEM.search(question) or not any(map(str.isdigit, text[start:end])):
        return start, end
    if resolve_date(text[start:end], _SOME_DAY, language) is None:
        return start, end
    for first, last in _ranges(text, language):
        if first < end and start < last:
            wide = min(first, start), max(last, end)
            return wide if is_in_one_sentence(text, *wide, language) else (start, end)
    return start, end


@lru_cache(maxsize=64)
def _ranges(text: str, language: str) -> tuple[tuple[int, int], ...]:
    return tuple(day_ranges(text, language))
