"""Asks of another day or time: "kalau Sabtu?" after "hari Jumat jam berapa", "and last year?" after "now". Pure."""

from __future__ import annotations

import re

from index.language.question_words import languages_asked_in
from index.language.subjects import words_of

# "Minggu" is a week as well.
_WEEKDAY = re.compile(
    r"\b(?:senin|selasa|rabu|kamis|jum[’']?at|sabtu|ahad|(?<=hari )minggu|minggu(?= (?:pagi|siang|sore|malam)\b)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b",
    re.IGNORECASE,
)
_SUNDAY_OR_WEEK = "minggu"
# Where it is no week: of what has weekdays or hours.
_HAS_DAYS = re.compile(
    rf"{_WEEKDAY.pattern}|\b(?:hari ini|besok|lusa|jam berapa|pukul berapa|buka|tutup)\b", re.IGNORECASE
)
_MONTH = re.compile(
    r"(?:january|february|march|april|june|july|august|september|october|november|december)", re.IGNORECASE
)
_EITHER_MONTH = rf"{_MONTH.pattern}|januari|februari|maret|mei|juni|juli|agustus|oktober|desember"
# "In January", "bulan Januari 2018"; a "may" that nothing leads to is none.
_A_MONTH = re.compile(
    rf"(?P<leading>(?:(?:in|during|pada|di|untuk|bulan) )*)(?P<month>{_EITHER_MONTH}|(?<=in )may)(?P<year> \d{{4}})?",
    re.IGNORECASE,
)
_MONTH_OF_A_QUESTION = re.compile(rf"\b(?P<month>{_EITHER_MONTH}|(?<=in )may)\b(?P<year> \d{{4}})?", re.IGNORECASE)
_PART_OF_DAY = re.compile(r"\b(?:pagi|siang|sore|malam)\b", re.IGNORECASE)
_PART_IN_ENGLISH = re.compile(
    r"\b(?:in the (?:morning|afternoon|evening)|at (?:night|noon|lunchtime))\b", re.IGNORECASE
)
_WEEKDAY_OR_ITS_PART = re.compile(rf"{_WEEKDAY.pattern}(?: {_PART_OF_DAY.pattern})?", re.IGNORECASE)
_ASKS_FOR_A_DAY = re.compile(r"\b(?:hari apa|kapan|(?:what|which) days?)\b", re.IGNORECASE)
_NOW = r"now|today|tonight|tomorrow|yesterday|sekarang|kemarin|besok|lusa|(?:hari|saat) ini"
# Not "the weekend market".
_NO_NOUN = r"(?! (?!(?:for|in|at|on|to|from)\b)[a-z])"
_A_DAY = (
    rf"(?:last|next|this) (?:weekend|{_WEEKDAY.pattern})|{_WEEKDAY.pattern} (?:depan|lalu|ini)"
    rf"|week(?:end|day)s?{_NO_NOUN}|\d{{1,2}}(?:st|nd|rd|th){_NO_NOUN}|akhir pekan|hari kerja|tanggal \d{{1,2}}"
)
_LONGER = (
    r"(?:last|next|this|previous) (?:week|month|year|term|season|semester)|(?:week|month|year|term|season) before"
    r"|(?:minggu|pekan|bulan|tahun|semester|musim) (?:lalu|depan|ini|kemarin|berikutnya)"
)
_LED = r"\b(?P<leading>(?:(?:on|at|in|over|during|pada) )?)(?P<article>(?:the |a )?)"
_TIME = re.compile(rf"{_LED}(?P<time>{_A_DAY}|(?P<longer>{_LONGER}))", re.IGNORECASE)
_DAY_OF_A_QUESTION = re.compile(rf"{_LED}(?:{_NOW}|{_A_DAY}|(?:hari )?{_WEEKDAY.pattern})(?!\w)", re.IGNORECASE)
_LONGER_OF_A_QUESTION = re.compile(rf"{_LED}(?:{_NOW}|{_LONGER}|(?:tahun )?(?:1[89]|20)\d\d)(?!\w)", re.IGNORECASE)
_LED_TO_A_DAY = re.compile(r"^(?:(?:on|at|in|di|pada|yang|untuk|for|the|hari) )+")
# What leads to an English time that is typed without: "at the weekend", "on the 25th".
_LEADING = (
    (re.compile(r"weekend"), "at the "),
    (re.compile(r"weekends"), "at "),
    (re.compile(r"weekday"), "on a "),
    (re.compile(r"weekdays"), "on "),
    (re.compile(r"\d.*"), "on the "),
    (re.compile(r".* before"), "the "),
)
# A weekday or month of any year that something was asked of: "on Saturday", "in December", "hari Minggu".
_OF_A_DAY = re.compile(
    rf"\s(?:(?:on|every|hari|setiap) ){{0,2}}{_WEEKDAY.pattern}(?!\w)"
    rf"|\s(?:(?:in|during) (?:{_MONTH.pattern}|may)|(?:pada )?bulan (?!ini|lalu|depan|apa|berapa)[a-z]+)(?!\w)(?! ?\d)",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"\s(?:on )?(?:\d{{1,2}} (?:{_MONTH.pattern}|may)|(?:{_MONTH.pattern}|may) \d{{1,2}})(?!\w)(?! ?\d)", re.IGNORECASE
)
_LONG_AGO = re.compile(r"\b(?:was|were|did|had|[a-z]{3,}ed|won)\b", re.IGNORECASE)


def is_a_day_or_month(word: str) -> bool:
    """Return whether a word is the name of a weekday or, in English, of a month."""
    return _is_a_weekday(word.lower()) or _MONTH.fullmatch(word) is not None


def _is_a_weekday(name: str) -> bool:
    return name == _SUNDAY_OR_WEEK or _WEEKDAY_OR_ITS_PART.fullmatch(name) is not None


def without_days(question: str) -> str:
    """Return a question without the weekday or month that it asks of, and without the date of what is no event past."""
    without = _OF_A_DAY.sub("", question)
    return without if _LONG_AGO.search(question) else _DATE.sub("", without)


def is_a_time(text: str, question: str) -> bool:
    """Return whether a text is nothing but a day, a month, or a time that is told from now: "last year", "on Monday".

    "Minggu" is one where a question was asked of a day or an hour.
    """
    named = _LED_TO_A_DAY.sub("", text.lower())
    is_a_sunday = named == _SUNDAY_OR_WEEK and (named != text.lower() or _HAS_DAYS.search(question) is not None)
    is_a_part = _PART_OF_DAY.fullmatch(named) is not None and _PART_OF_DAY.search(question) is not None
    is_a_day = is_a_sunday or is_a_part or _WEEKDAY_OR_ITS_PART.fullmatch(named) is not None
    return is_a_day or any(each.fullmatch(text) for each in (_TIME, _A_MONTH, _PART_IN_ENGLISH))


def another_time(text: str, question: str) -> str:
    """Return a question asked of another day, year or part of the day than before; empty where a text names none.

    What is named takes the place of a time of its kind, or of "now", and is added where there is none.
    """
    new = " ".join(words_of(text)).lower()
    named = _LED_TO_A_DAY.sub("", new)
    if _PART_OF_DAY.fullmatch(named):
        return _PART_OF_DAY.sub(named, question, count=1) if _PART_OF_DAY.search(question) else ""
    if _is_a_weekday(named) and not (new == _SUNDAY_OR_WEEK and not _HAS_DAYS.search(question)):
        if _WEEKDAY.search(question):
            day = f"hari {named.capitalize()}" if named.startswith(_SUNDAY_OR_WEEK) else named.capitalize()
            return _WEEKDAY_OR_ITS_PART.sub(day, question, count=1).replace("hari hari ", "hari ")
        leading = "on" if "en" in languages_asked_in(words_of(question)) else "hari"
        return "" if _ASKS_FOR_A_DAY.search(question) else _at(f"{leading} {named}", _DAY_OF_A_QUESTION, question)
    if found := _TIME.fullmatch(new):
        leading = next((each for pattern, each in _LEADING if pattern.fullmatch(found["time"])), "")
        leading = f"{found['leading']}{found['article']}" if found["leading"] else leading
        place = _LONGER_OF_A_QUESTION if found["longer"] else _DAY_OF_A_QUESTION
        return _at(f"{leading}{found['time']}", place, question)
    if found := _A_MONTH.fullmatch(new):
        return _in_a_month(found, question)
    return _at(new, _PART_IN_ENGLISH, question) if _PART_IN_ENGLISH.fullmatch(new) else ""


def _in_a_month(found: re.Match[str], question: str) -> str:
    """Return a question asked of another month than before: of the same year, where it names none."""
    month, leading = found["month"].capitalize(), found["leading"]
    if place := _MONTH_OF_A_QUESTION.search(question):
        return f"{question[: place.start()]}{month}{found['year'] or place['year'] or ''}{question[place.end() :]}"
    leading = leading or ("in " if "en" in languages_asked_in(words_of(question)) else "bulan ")
    return f"{question} {leading}{month}{found['year'] or ''}"


def _at(time: str, place: re.Pattern[str], question: str) -> str:
    """Return a question with a time in the place of another, or at its end."""
    written = _WEEKDAY.sub(lambda found: found[0].capitalize(), time)
    found = place.search(question)
    return question[: found.start()] + written + question[found.end() :] if found else f"{question} {written}"
