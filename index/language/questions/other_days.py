"""Asks of another day: "kalau Sabtu?" after "buka hari Jumat jam berapa". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.language.question_words import languages_asked_in
from index.language.subjects import words_of

_WEEKDAY = re.compile(
    r"\b(?:senin|selasa|rabu|kamis|jum[’']?at|sabtu|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE
)
_MONTH = re.compile(
    r"(?:january|february|march|april|june|july|august|september|october|november|december)", re.IGNORECASE
)
_PART_OF_DAY = re.compile(r"\b(?:pagi|siang|sore|malam)\b", re.IGNORECASE)
_ASKS_FOR_A_DAY = re.compile(r"\b(?:hari apa|kapan|(?:what|which) days?)\b", re.IGNORECASE)


def is_a_day_or_month(word: str) -> bool:
    """Return whether a word is the name of a weekday or, in English, of a month."""
    return _WEEKDAY.fullmatch(word) is not None or _MONTH.fullmatch(word) is not None


def another_day(words: Sequence[str], question: str) -> str:
    """Return a question asked of another weekday or part of the day than before; empty where it is asked of none."""
    new = " ".join(words).lower().removeprefix("hari ")
    if _PART_OF_DAY.fullmatch(new):
        return _PART_OF_DAY.sub(new, question, count=1) if _PART_OF_DAY.search(question) else ""
    if not _WEEKDAY.fullmatch(new):
        return ""
    if _WEEKDAY.search(question):
        return _WEEKDAY.sub(new.capitalize(), question, count=1)
    leading = "on" if "en" in languages_asked_in(words_of(question)) else "hari"
    return "" if _ASKS_FOR_A_DAY.search(question) else f"{question} {leading} {new.capitalize()}"
