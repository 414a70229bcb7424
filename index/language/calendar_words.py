"""Says days, ranges of days, weekdays and hours in Indonesian or English, whichever of the two they are written in.

Only a text that is of the calendar as a whole is said otherwise: "Sabtu dan Minggu, 3–4 Mei 2025" and "pukul
09.00–15.00 WIB" are, "12 Juni di Singapura" is not. Days stand before months in both languages, and hours count to 24.
Which day a text names, `index.language.dates` tells.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from index.language.date_patterns import (
    DAY_MONTH_YEAR,
    DAY_SLASH_MONTH,
    YEAR_MONTH_DAY,
    day_then_month,
    month_then_day,
    relative_day,
    span_of_day,
)
from index.language.question_words import MONTHS, WEEKDAYS

_LANGUAGES = ("id", "en")
# Their short and other forms, in the same order.
_MONTH_FORMS = {
    "id": [
        *(r"jan", r"febr?|pebr?(?:uari)?", r"mar", r"apr", r"mei", r"jun", r"jul", r"agu|agt|agus|agust|ags|agts|agst"),
        *(r"sept?", r"okt", r"nov|nop(?:ember)?", r"des"),
    ],
    "en": [r"jan", r"feb", r"mar", r"apr", r"may", r"jun", r"jul", r"aug", r"sept?", r"oct", r"nov", r"dec"],
}
# In small letters "minggu" is a week, unless it is said to be a day.
_WEEKDAY_FORMS = {
    "id": ["senin", "selasa", "rabu", "kamis", "jum.?at", "sabtu", "(?-i:Minggu)|(?<=hari\\s)minggu|ahad"],
    "en": [f"{name}s?" for name in WEEKDAYS["en"]],
}
_A_WEEKDAY = {language: "|".join(names) for language, names in WEEKDAYS.items()}
NAMED_WEEKDAY = re.compile(rf"\b(?:{'|'.join('|'.join(forms) for forms in _WEEKDAY_FORMS.values())})\b", re.IGNORECASE)
_WEEKDAY_BEFORE = re.compile(rf"({'|'.join(_A_WEEKDAY.values())})[,/]?\s*\(?$", re.IGNORECASE)
_TO = r"sampai(?:\s(?:dengan|dgn|dg))?|sampe|hingga|s\s?[./]{0,2}\s?d"
# Words of a language, each with how the other one says it. The first that fits is the one.
_WORDS: dict[str, dict[str, str]] = {
    "id": {
        r"(?:setiap|tiap) hari(?! (?:" + _A_WEEKDAY["id"] + "))": "every day",
        "setiap|tiap": "every",
        "hari kerja": "weekdays",
        "hari libur": "holidays",
        rf"hari(?= (?:{_A_WEEKDAY['id']}))|pada|tanggal|tgl\.?|bulan(?= [a-z])|tahun(?= [12][0-9]{{3}}\b)": "",
        rf"^(?:{_TO})": "until",
        _TO: "to",
        "kecuali": "except",
        "sejak": "since",
        "dari|mulai": "from",
        "sebelum": "before",
        "setelah|sesudah": "after",
        "antara": "between",
        "dan juga|dan|serta|maupun": "and",
        "atau": "or",
        "dini hari": "early morning",
        "pagi(?: hari)?": "morning",
        "(?:siang|sore)(?: hari)?|petang": "afternoon",
        "malam(?: hari)?": "evening",
    },
    "en": {
        "every day|daily": "setiap hari",
        "every|each": "setiap",
        "weekdays": "hari kerja",
        "holidays": "hari libur",
        rf"on(?= (?:{_A_WEEKDAY['en']}))": "hari",
        "on|of|the|in the|in": "",
        "to|until|till?|through|thru": "sampai",
        "except": "kecuali",
        "since": "sejak",
        "from": "dari",
        "starting": "mulai",
        "before": "sebelum",
        "after": "setelah",
        "between": "antara",
        "and|as well as": "dan",
        "or": "atau",
        "mornings?": "pagi",
        "afternoons?": "sore",
        "evenings?|nights?": "malam",
    },
}
# In the order of the words, by the language that says so.
_SAID = {"en": list(_WORDS["id"].values()), "id": list(_WORDS["en"].values())}
# Without one of these a text may be a name, as Dan.
_CALENDAR = re.compile(
    "|".join(["[0-9]", *(rf"\b{name}" for names in (*MONTHS.values(), *WEEKDAYS.values()) for name in names)])
    + r"|\b(?:setiap hari|every day|daily|weekdays|hari kerja|pagi|siang|sore|malam|morning|afternoon|evening|night)",
    re.IGNORECASE,
)
_SLASHED = re.compile(rf"\(?(?<![0-9/]){DAY_SLASH_MONTH.pattern}(?![0-9/])\)?")
_ORDINAL = re.compile(r"(?<=[0-9])(?:st|nd|rd|th)\b", re.IGNORECASE)
_NIGHTS = re.compile(r"[0-9]+ malam")
_NAMED_HOUR = {"id": r"(?:pukul|pkl\.?|jam)\s?", "en": r"at\s"}
_FROM_HOUR = {"id": r"(?:dari|mulai)\s", "en": r"(?:from|between)\s"}
_ZONE = r"\bWI(?:B|TA|T)\b"
_HALF = {
    "id": r"\s(?P<half{n}>pagi|siang|sore|petang|malam)(?:\shari)?\b",
    "en": r"\s?(?P<half{n}>[ap]\.?m\b\.?)",
}
_BETWEEN = {"id": rf"[-–—~]|(?:{_TO})(?![^\W\d_])\.?", "en": r"[-–—~]|to|until|till?"}
# Of what is counted, and is no day.
_COUNTED = (
    r"(?!\s?(?:hari|minggu|pekan|bulan|tahun|jam|menit|detik|abad|days?|weeks?|months?|years?|hours?|minutes?|nights?"
    r"|evenings?|mornings?|afternoons?)\b)"
)
_NOON, _LATE_MORNING, _EVENING = 12, 10, 6


def said_in(language: str, text: str, written_in: str, day: date | None = None) -> str | None:
    """Return a text of the calendar as it is said in a language.

    Args:
        language: "id" or "en"; in others nothing is said.
        text: an answer, on one line.
        written_in: its language.
        day: the only day that the text names, which is then written out: "Selasa (3/7)" is "Selasa, 3 Juli 2018".

    Returns:
        None where something else stands in the text, too, or it is written in another language than these two.
    """
    if language not in _LANGUAGES or written_in not in _LANGUAGES:
        return None
    said = text.strip().rstrip(",;")
    if day is not None:
        if relative_day(_LANGUAGES).fullmatch(said):
            return _written(day, language)
        said = _written_out(said, day, language)
        if _written(day, language) not in said:
            return None
    said = _ORDINAL.sub("", said)
    is_calendar = _whole(written_in).fullmatch(said) and _CALENDAR.search(said) and not _NIGHTS.fullmatch(said)
    if not is_calendar or not any(each.isalpha() for each in said):
        return None
    if written_in == "en":
        said = _month_first().sub(r"\g<days> \g<month>", said)
    if language == written_in:
        return said
    said = _hours(written_in).sub(lambda match: _hour_in(language, match), said)
    said = _words(written_in).sub(lambda match: _word_in(language, match), said)
    return re.sub(r"\s+([,;.)])", r"\1", " ".join(said.split())).strip(" ,;")


def _written(day: date, language: str) -> str:
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"


def _written_out(text: str, day: date, language: str) -> str:
    """Return a text with the day that it names in full, behind a comma where it names the weekday, too."""
    for pattern in (day_then_month(_LANGUAGES), month_then_day(), YEAR_MONTH_DAY, DAY_MONTH_YEAR, _SLASHED):
        if match := pattern.search(text):
            start, end = span_of_day(match)
            before, after = text[:start], text[end:]
            before = re.sub(r"\bthe\s$", "", before)
            before = _WEEKDAY_BEFORE.sub(r"\1, ", before)
            return f"{before}{_written(day, language)}{after.removeprefix(')')}"
    return text


@lru_cache(maxsize=1)
def _month_first() -> re.Pattern[str]:
    """Return "July 27–28," of "July 27–28, 2024", without its marks of order."""
    months = "|".join([*MONTHS["en"], *(rf"(?:{form})\b\.?" for form in _MONTH_FORMS["en"])])
    days = r"[0-3]?[0-9](?![0-9.:])"
    return re.compile(
        rf"\b(?P<month>{months})\s(?P<days>{days}(?:(?:,|,?\s?(?:[-–—/&~+]|to|and|or|until|till?|through|thru))\s?{days})*)"
        r"(?:,(?=\s[12][0-9]{3}))?",
        re.IGNORECASE,
    )


@lru_cache(maxsize=2)
def _words(language: str) -> re.Pattern[str]:
    """Return the words that the other language says otherwise; the group tells which of what kind it is."""
    months = [rf"{name}|(?:{form})\.?" for name, form in zip(MONTHS[language], _MONTH_FORMS[language], strict=True)]
    kinds = {"month": months, "weekday": _WEEKDAY_FORMS[language], "word": list(_WORDS[language])}
    forms = "|".join(f"(?P<{kind}{at}>{form})" for kind, forms in kinds.items() for at, form in enumerate(forms))
    return re.compile(rf"(?<![^\W_])(?:{forms})(?![^\W_])(?:(?<=[s./]d)\.)?", re.IGNORECASE)


def _word_in(language: str, match: re.Match[str]) -> str:
    kind, at = re.fullmatch(r"([a-z]+)(\d+)", match.lastgroup or "").groups()  # type: ignore[union-attr]
    if kind == "word":
        return _SAID[language][int(at)]
    return (MONTHS if kind == "month" else WEEKDAYS)[language][int(at)]


@lru_cache(maxsize=2)
def _hours(language: str) -> re.Pattern[str]:
    """Return an hour, or two from and to which something lasts; days look so, too, and have nothing of an hour."""
    named, between = _NAMED_HOUR[language], _BETWEEN[language]

    def hour(n: int) -> str:
        return (
            rf"(?P<hour{n}>[01]?[0-9]|2[0-4])(?:[.:](?P<minute{n}>[0-5][0-9]))?(?![0-9])"
            rf"(?:{_HALF[language].format(n=n)})?"
        )

    return re.compile(
        rf"(?:\b{_FROM_HOUR[language]})?(?P<named>\b{named})?(?<![0-9.:]){hour(1)}"
        rf"(?:\s?(?:{between})\s?(?:{named})?{hour(2)})?",
        re.IGNORECASE,
    )


def _hour_in(language: str, match: re.Match[str]) -> str:
    """Return the hours as a language says them, and what is no hour as it is."""
    found = match.groupdict()
    if not any(found[part] for part in ("named", "minute1", "half1", "minute2", "half2")):
        return match[0]
    second = _of_day(found["hour2"], found["minute2"], found["half2"]) if found["hour2"] else None
    is_one_half = not found["half1"] and found["half2"] and int(found["hour1"]) < int(found["hour2"])
    first = _of_day(found["hour1"], found["minute1"], found["half2"] if is_one_half else found["half1"])
    mark = ":" if language == "en" else "."
    shown = f"{first[0]:02}{mark}{first[1]:02}"
    if second:
        shown += f"–{second[0]:02}{mark}{second[1]:02}"
    follows = match.string[: match.start()].rstrip()[-1:].isalnum()
    if language == "id":
        return f"pukul {shown}"
    return shown if not follows else f", {shown}" if second else f"at {shown}"


def _of_day(hour: str, minute: str | None, half: str | None) -> tuple[int, int]:
    """Return hour and minute counted to 24: "7 malam" and "7 pm" are 19:00, "12 malam" is 0:00, "11 siang" is 11:00."""
    count, half = int(hour), (half or "").lower().replace(".", "")
    if count <= _NOON:
        is_later = (
            half in {"sore", "petang", "pm"}
            or (half == "siang" and count < _LATE_MORNING)
            or (half == "malam" and count >= _EVENING)
        )
        is_midnight = count == _NOON and half in {"malam", "am"}
        count = 0 if is_midnight else count + _NOON if is_later and count < _NOON else count
    return count, int(minute or 0)


@lru_cache(maxsize=2)
def _whole(language: str) -> re.Pattern[str]:
    """Return a text of nothing but the calendar, whose days may be of either language."""
    parts = [re.sub(r"\(\?P<[a-z]+[0-9]*>", "(?:", each(language).pattern) for each in (_hours, _words)]
    names = "|".join(name for names in (*MONTHS.values(), *WEEKDAYS.values()) for name in names)
    number = rf"[0-9]{{1,4}}(?![0-9]){_COUNTED}"
    marks = r"[\s,;&/()~+–—-]"
    return re.compile(rf"(?>{'|'.join(parts)}|{number}|(?:{names})\b|{_ZONE}|{marks})++", re.IGNORECASE)
