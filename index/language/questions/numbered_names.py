"""Tells names that end in a number, "RT 08", "SMP Negeri 4", "bus 14", from those with another one; years, too. Pure.

A passage about RT 07 has all the other words of a question about RT 08, and answers it wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.language.subjects import is_function
from index.language.text import listed, roman_number

# Not a day, an hour, a price or a decimal, and nothing that is counted.
_NUMBER = r"(\d{1,4})(?![.,:/–-]?\d)"
_COUNTED = (
    r"(?!\s*(?:%|(?:persen|percent|orang|kali|tahun|hari|jam|menit|bulan|minggu|kilo\w*|km|m|meter|people|years?|days?|hours?|"
    r"minutes?|weeks?|months?|am|pm)\b))"
)
_NUMBERED = re.compile(rf"(?<![^\W\d_])([^\W\d_]{{2,40}})[ .-]{{1,2}}{_NUMBER}{_COUNTED}")
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
# "RT 03, 05 dan 07", "kelas VII–IX".
_ONE = r"(?:\d{1,4}|[IVX]{1,5})(?![^\W_]|[.,:/]\d)"
_LISTED = (
    rf"({_ONE}(?:(?:, dan |, and |, | dan | and | & |/|[-–]| sampai | hingga | to ){_ONE}){{0,9}}+)(?![.,:/–-]?\d)"
)
_PART = re.compile(rf"([-–]| sampai | hingga | to )?({_ONE})")
_BEFORE_OTHER_NUMBERS = listed(
    "tanggal tgl pukul jam tahun thn malam pagi hari umur usia kurang lebih sekitar sebanyak sampai hingga antara "
    "sejak abad rp year age around about than over under until since after before between night"
)
_LONGEST_RANGE = 100


class NumberedName(NamedTuple):
    """The last word of a name in small letters, and its number without leading zeros."""

    word: str
    number: str


def numbered_names(question: str) -> list[NumberedName]:
    """Return the names with a number that a question asks of; days, hours and what is counted are none."""
    found = (NumberedName(each[1].lower(), _plain(each[2])) for each in _NUMBERED.finditer(question))
    return [each for each in found if not _is_of_a_day_or_sum(each.word)]


def is_of_others(names: Sequence[NumberedName], text: str) -> bool:
    """Return whether a text has one of the names with other numbers, and never with its own."""
    for name in names:
        pattern = rf"\b(?i:{re.escape(name.word)})[ .-]{{1,2}}{_LISTED}"
        numbers = {each for found in re.finditer(pattern, text) for each in _numbers(found[1])}
        if numbers and name.number not in numbers:
            return True
    return False


def is_of_other_years(figures: Sequence[str], text: str) -> bool:
    """Return whether a text has years, and none of those among the figures of a question."""
    asked = {each for each in figures if YEAR.fullmatch(each)}
    return bool(asked) and asked.isdisjoint(years := YEAR.findall(text)) and bool(years)


def _numbers(listed_numbers: str) -> set[str]:
    """Return the numbers of a list, and those between the first and the last of a range."""
    found: list[str] = []
    for each in _PART.finditer(listed_numbers):
        number = roman_number(each[2]) or (_plain(each[2]) if each[2].isdigit() else "")
        if each[1] and number and found and found[-1].isdigit():
            found += map(str, range(int(found[-1]) + 1, min(int(number), int(found[-1]) + _LONGEST_RANGE)))
        found.append(number)
    return {each for each in found if each}


def _is_of_a_day_or_sum(word: str) -> bool:
    # Loads dateparser, for which commands that ask nothing need not wait.
    from index.language.date_patterns import month_names

    return word in _BEFORE_OTHER_NUMBERS or word in month_names() or is_function(word)


def _plain(number: str) -> str:
    return number.lstrip("0") or "0"
