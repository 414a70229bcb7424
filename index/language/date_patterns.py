"""The forms in which a single day is written, as regular expressions, in Indonesian and English.

The names of months and weekdays are dateparser's. Every repetition is bounded, so that matching takes linear time.
Groups: day, month, year, `shift` ("tahun lalu"), and `other`, the second day of a range or list. Does not judge whether
the day exists: see `index.language.dates`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dateparser.data.date_translation_data import en  # type: ignore[import-not-found]
from dateparser.data.date_translation_data import id as indonesian

Languages = tuple[str, ...]

_VOCABULARY = {"id": indonesian.info, "en": en.info}
# fmt: off
_MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
]
# fmt: on
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MIN_WEEKDAY_CHARS = 4

_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_ORDINAL = r"(?:st|nd|rd|th)?"
_TO = (
    r"\s{0,3}(?:[-–—/&]|s\.d\.|s/d|\b(?:dan|atau|hingga|sampai(?:\sdengan)?|and|or|to|until|through)\b)"
    r"\s{0,3}(?:tanggal\s)?"
)
_YEAR = (
    r"(?:(?:[\s,-]{1,3}|[/.–—]|(?<=\.)|\s{0,2}[|_·•‧∙・]\s{0,2})"
    r"(?:tahun\s)?(?P<year>[12][0-9]{3}|[’'‘][0-9]{2})(?![.,]?[0-9])(?!\w))?"
)
_SHIFT = r"(?:,?\s(?P<shift>tahun\s(?:lalu|ini|depan)|(?:last|this|next)\syear)\b)?"

# Twice the same, with or without blanks around it.
_MARK = r"[-./|_·•‧∙・‐‑‒–—−]"
_FIRST_MARK, _SAME_MARK = rf"\s{{0,2}}(?P<mark>{_MARK})\s{{0,2}}", r"\s{0,2}(?P=mark)\s{0,2}"
_BESIDE_MONTH = r"(?:[\s-]{1,3}|[/.–—](?=[^\W\d])|\s{0,2}[|_·•‧∙・]\s{0,2})"

YEAR_MONTH_DAY = re.compile(
    rf"(?<![0-9])(?P<year>[12][0-9]{{3}}){_FIRST_MARK}(?P<month>0?[1-9]|1[0-2]){_SAME_MARK}(?P<day>{_DAY})(?![0-9])"
)
DAY_MONTH_YEAR = re.compile(
    rf"(?<![0-9])(?<![0-9]{_MARK})(?P<day>[0-9]{{1,2}}){_FIRST_MARK}(?P<month>[0-9]{{1,2}}){_SAME_MARK}"
    rf"(?P<year>[12][0-9]{{3}})(?![0-9])(?!{_MARK}[0-9])"
)
DAY_SLASH_MONTH = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})(?:/(?P<year>[0-9]{2}))?")


@lru_cache(maxsize=1)
def month_names() -> frozenset[str]:
    """Return what months are called in both languages, also in short, in small letters."""
    return frozenset(_said(_MONTHS, tuple(_VOCABULARY)))


def _said(names: list[str], languages: Languages) -> set[str]:
    return {word.lower() for language in languages for name in names for word in _VOCABULARY[language][name]}


def _alternatives(names: list[str], languages: Languages, min_chars: int = 1) -> str:
    return "|".join(
        re.escape(word)
        for word in sorted(_said(names, languages), key=lambda word: (-len(word), word))
        if len(word) >= min_chars
    )


@lru_cache(maxsize=3)
def day_then_month(languages: Languages) -> re.Pattern[str]:
    """Return the pattern of "12 Juni", "12th of June 2018", "24–26 Agustus", "Sabtu 3 dan Minggu 4 Mei"."""
    weekdays = f"(?:{_alternatives(_WEEKDAYS, languages, _MIN_WEEKDAY_CHARS)})"
    return re.compile(
        rf"(?<![\w.,:/])(?<![0-9][-–—])(?P<other>[0-9]{{1,2}}{_ORDINAL}{_TO}(?:{weekdays},?\s)?)?(?P<day>{_DAY}){_ORDINAL}(?:\s{{1,3}}of)?"
        rf"{_BESIDE_MONTH}(?P<month>{_alternatives(_MONTHS, languages)})(?![^\W_])\.?{_YEAR}{_SHIFT}",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def month_then_day() -> re.Pattern[str]:
    """Return the pattern of "June 12", "June 12th, 2018", "June 12–14"."""
    months = _alternatives(_MONTHS, ("en",))
    return re.compile(
        rf"\b(?P<month>{months})\b\.?\s{{1,3}}(?P<day>{_DAY})(?![0-9])(?![.,:][0-9]){_ORDINAL}\b"
        rf"(?P<other>{_TO}(?:(?:{months})\.?\s)?{_DAY}(?![0-9]))?{_YEAR}{_SHIFT}",
        re.IGNORECASE,
    )


@lru_cache(maxsize=3)
def slashed_in_context(languages: Languages) -> re.Pattern[str]:
    """Return the pattern of "(31/5)", "Kamis 31/5", "tanggal 31/5/18": what alone might be a fraction."""
    weekdays = _alternatives(_WEEKDAYS, languages, _MIN_WEEKDAY_CHARS)
    return re.compile(
        rf"(?:\(|\b(?:{weekdays}|jum[’']at|tanggal|tgl\.?),?\s{{1,3}}){DAY_SLASH_MONTH.pattern}"
        r"(?![0-9/])(?!\s?[-–—]\s?[0-9])",
        re.IGNORECASE,
    )


@lru_cache(maxsize=3)
def short_year_in_context(languages: Languages) -> re.Pattern[str]:
    """Return the pattern of "Kamis, 31-5-18", "tgl 31.05.18": what alone might be a score or a number of something."""
    weekdays = _alternatives(_WEEKDAYS, languages, _MIN_WEEKDAY_CHARS)
    return re.compile(
        rf"\b(?:{weekdays}|jum[’']at|tanggal|tgl\.?),?\s{{1,3}}"
        r"(?P<day>[0-9]{1,2})(?P<mark>[-.])(?P<month>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{2})(?![0-9])(?![-./][0-9])",
        re.IGNORECASE,
    )


@lru_cache(maxsize=3)
def relative_day(languages: Languages) -> re.Pattern[str]:
    """Return the pattern of "kemarin", "besok pagi", "2 days ago"; group `words` is without the part of the day."""
    words = {
        "id": r"kemarin\slusa|kemarin|hari\sini|besok\slusa|besok|lusa|[0-9]{1,3}\shari\s(?:yang\s)?lalu",
        "en": r"(?:the\s)?day\s(?:before\syesterday|after\stomorrow)|yesterday|today|tomorrow|[0-9]{1,3}\sdays?\sago",
    }
    parts = {"id": r"dini\shari|pagi|siang|sore|petang|malam", "en": r"morning|afternoon|evening|night"}
    return re.compile(
        rf"(?P<words>{'|'.join(words[language] for language in languages)})"
        rf"(?:\s(?:{'|'.join(parts[language] for language in languages)}))?",
        re.IGNORECASE,
    )
