"""Tells what was so before a change from what is so now: "semula 50 menit, kini 10", "from £1.20 to £1.60". Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

_BESIDE = 60
_NOW = re.compile(r"\b(?:sekarang|kini|baru|terbaru|jadinya|jadi|now|new|current(?:ly)?)\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:semula|sebelum(?:nya)?|dulu(?:nya)?|tadinya|awalnya|lama|dari|asal|before|original(?:ly)?|"
    r"previous(?:ly)?|used to|former(?:ly)?|old|was|did|from)\b",
    re.IGNORECASE,
)
_FEW_WORDS = r"(?:(?!(?:kini|sekarang|menjadi|jadi|now|to) )[^\W_]+ ){0,5}"
_FORMERLY = re.compile(
    r"\b(?:bukan(?: lagi)?|semula|tadinya|dulu(?:nya)?|sebelumnya|awalnya|dari (?:semula|sebelumnya)|no longer|"
    rf"instead of|rather than|original(?:ly)?|previously|formerly|once|used to be|(?:up|down) from) {_FEW_WORDS}$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:dari|from) (?:sekitar |about |pukul |hari |jam )?$", re.IGNORECASE)
_TO = re.compile(r"[^.!?\n|]{0,25}?\b(?:menjadi|jadi|ke|to)\b", re.IGNORECASE)


class AskedTime(NamedTuple):
    """Whether a question asks for what is so now, and whether for what was so, or may."""

    now: bool
    before: bool


def asked_time(question: str) -> AskedTime:
    """Return what time a question asks of."""
    return AskedTime(_NOW.search(question) is not None, _BEFORE.search(question) is not None)


def time_misfit(asked: AskedTime, text: str, start: int, end: int) -> float:
    """Return how surely an answer tells what was so where something else is asked for.

    It is 1 where "now" is asked for, and .5 of the first of "from 50 to 10" where no time is said.

    Args:
        asked: see `asked_time`.
        text: a passage's.
        start: where the answer begins, in characters.
        end: where it ends.
    """
    if asked.before:
        return 0.0
    before = text[max(0, start - _BESIDE) : start]
    is_first = _FROM.search(before) is not None and _TO.match(text[end : end + _BESIDE]) is not None
    if asked.now and (is_first or _FORMERLY.search(before)):
        return 1.0
    return 0.5 if is_first else 0.0
