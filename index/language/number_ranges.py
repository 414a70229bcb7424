"""Ranges of numbers that a text says different things of, and which of them a number of a question is in. Pure.

"Anak 3–6 tahun Rp5.000, di atas 12 tahun Rp15.000": a reader sees prices for children, and does not count. Ages in
months and in years are compared; so are days and weeks.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from index.language.text import in_words, listed

# By what may be graded: the unit that it is compared in, and how many of that it is.
_UNITS = {
    **dict.fromkeys(listed("tahun thn th year years yr yrs"), ("month", 12)),
    **dict.fromkeys(listed("bulan bln month months"), ("month", 1)),
    **dict.fromkeys(listed("minggu pekan week weeks"), ("day", 7)),
    **dict.fromkeys(listed("hari day days"), ("day", 1)),
    **dict.fromkeys(listed("jam hour hours"), ("minute", 60)),
    **dict.fromkeys(listed("menit minute minutes"), ("minute", 1)),
    **dict.fromkeys(listed("orang people persons"), ("person", 1)),
    **dict.fromkeys(listed("kg kilo kilogram kilograms"), ("kilogram", 1)),
    **dict.fromkeys(listed("km kilometer kilometers kilometre kilometres"), ("kilometre", 1)),
    **dict.fromkeys(("kubik", "meter kubik", "m3", "m³"), ("cubic metre", 1)),
}
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_WORDS = {word: number for number in range(100) for word in in_words(number)}
_NUMBER = rf"\d{{1,4}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))}"
# Not a part of a sum, an hour, a date or a range.
_ALONE = r"(?<![^\W_])(?<!\d[.,:/–-])"
_OF_A_UNIT = rf"({_NUMBER})[ -]?({_UNIT})(?![^\W_])"
_ASKED = re.compile(
    rf"{_ALONE}(?<!\d [–-] ){_OF_A_UNIT}(?! (?:yang |yg )?(?:lalu|lagi|silam|terakhir|ago|later)\b)", re.IGNORECASE
)
_ASKED_AGE = re.compile(rf"\b(?:umur|usia|aged?) (\d{{1,2}})(?![\w.,:/–-])(?! ?(?:{_UNIT})\b)", re.IGNORECASE)
_RANGE = re.compile(
    rf"{_ALONE}({_NUMBER})(?: ?({_UNIT}))?"
    rf"(?: ?[–-] ?| (?:sampai|hingga|s\.?d\.?|to|dan|and) ){_OF_A_UNIT}",
    re.IGNORECASE,
)
_ABOVE = r"di ?atas|lebih dari|lewat dari|melebihi|over|above|more than|older than"
_FROM = r"minimal|minimum|sekurang-kurangnya|setidaknya|paling sedikit|paling muda|at least"
_BELOW = r"di ?bawah|kurang dari|belum|under|below|less than|younger than"
_UP_TO = r"maksimal|maksimum|paling banyak|paling tua|at most|up to"
_LIMIT = re.compile(
    rf"\b(?:({_ABOVE})|({_FROM})|({_BELOW})|({_UP_TO})) (?:(?:umur|usia|berumur|berusia|age) )?{_OF_A_UNIT}",
    re.IGNORECASE,
)
_LIMIT_BEHIND = re.compile(
    rf"{_ALONE}{_OF_A_UNIT} (?:(ke atas|(?:and|or) (?:over|older|above|more)|atau lebih)"
    r"|(ke bawah|(?:and|or) (?:under|younger|below|less)))\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"[,.;!?](?=\s|$)|\n|\b(?:dan|sedangkan|sementara|serta|tetapi|tapi|and|but|while|whereas)\b", re.IGNORECASE
)
_ROW = re.compile(r"[^\n]+")
_CELLS = " | "


class AskedNumber(NamedTuple):
    """A number or a range of a question: its digits, none of a range, what it is compared in, its least and most."""

    digits: str
    unit: str
    least: float
    most: float


class NumberRange(NamedTuple):
    """A range in a text: its place, half-open, what it is compared in, and the least and the most that it holds."""

    start: int
    end: int
    unit: str
    least: float
    most: float


def asked_numbers(question: str) -> list[AskedNumber]:
    """Return the numbers and ranges of a question that a text may have ranges for; "3 days ago" is none."""
    ranges = number_ranges(question)
    found = [(each[1], each[2].lower()) for each in _ASKED.finditer(question) if not _stands_in(each, ranges)]
    found += [(each[1], "tahun") for each in _ASKED_AGE.finditer(question)]
    numbers = [AskedNumber(digits, *_between(digits, unit)) for digits, unit in found]
    return numbers + [AskedNumber("", each.unit, each.least, each.most) for each in ranges]


def number_ranges(text: str) -> list[NumberRange]:
    """Return the ranges of numbers in a text, in its order: "3–6 tahun", "under eight years", "65 years and over"."""
    found = []
    for each in _RANGE.finditer(text):
        unit, least, _ = _between(each[1], (each[2] or each[4]).lower())
        other, _, most = _between(each[3], each[4].lower())
        if unit == other and least < most:
            found.append(NumberRange(*each.span(), unit, least, most))
    for each in _LIMIT.finditer(text):
        unit, least, most = _between(each[5], each[6].lower())
        if each[1] or each[2]:
            found.append(NumberRange(*each.span(), unit, most + 1 if each[1] else least, math.inf))
        else:
            found.append(NumberRange(*each.span(), unit, 0, least - 1 if each[3] else most))
    for each in _LIMIT_BEHIND.finditer(text):
        unit, least, most = _between(each[1], each[2].lower())
        found.append(NumberRange(*each.span(), unit, *((least, math.inf) if each[3] else (0, most))))
    return sorted(found)


def is_in_one(asked: AskedNumber, ranges: Sequence[NumberRange]) -> bool:
    """Return whether a number is in one of some ranges."""
    return any(_is_in(asked, each) for each in ranges)


def is_of_another_range(
    asked: Sequence[AskedNumber], text: str, ranges: Sequence[NumberRange], start: int, end: int
) -> bool:
    """Return whether a span is said of a range that a number is not in; a span that tells the range itself is not.

    A range is of its clause, or of its row: the last one before the span, or else the first one behind it.
    """
    for number in asked:
        alike = [each for each in ranges if each.unit == number.unit]
        if any(each.start < end and start < each.end for each in alike):
            continue
        own = _of_the_clause(text, alike, start, end)
        if own and not _is_in(number, own):
            return True
    return False


def _of_the_clause(text: str, ranges: Sequence[NumberRange], start: int, end: int) -> NumberRange | None:
    row = text[text.rfind("\n", 0, start) + 1 :].partition("\n")[0]
    breaks = [] if _CELLS in row else [each for each in _CLAUSE_END.finditer(text) if not _stands_in(each, ranges)]
    lines = [each for each in _ROW.finditer(text) if each.start() <= start < each.end()]
    first = max([each.end() for each in breaks if each.end() <= start], default=0)
    last = min([each.start() for each in breaks if each.start() >= end], default=len(text))
    first, last = max([first, *(each.start() for each in lines)]), min([last, *(each.end() for each in lines)])
    before = [each for each in ranges if first <= each.start and each.end <= start]
    behind = [each for each in ranges if end <= each.start and each.end <= last]
    return before[-1] if before else behind[0] if behind else None


def _stands_in(found: re.Match[str], ranges: Sequence[NumberRange]) -> bool:
    return any(each.start <= found.start() < each.end for each in ranges)


def _is_in(asked: AskedNumber, own: NumberRange) -> bool:
    return asked.unit == own.unit and asked.most >= own.least and asked.least <= own.most


def _between(number: str, unit: str) -> tuple[str, int, int]:
    compared_in, each = _UNITS[unit]
    least = (int(number) if number.isdigit() else _WORDS[number.lower()]) * each
    return compared_in, least, least + each - 1
