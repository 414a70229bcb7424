"""Writes days, times and durations as a number format of Excel shows them.

Whole days come in ISO form, which is the same in every language, and times of the day with 24 hours. Of what a format
shows only in part, such as a month, the names depend on whoever opens the workbook: marks stand around it.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from index.sources.formats.isolated.cells.marks import MOMENT_BEGINS, MOMENT_ENDS, MOMENT_PARTS
from index.sources.formats.isolated.cells.sections import Kind, Piece, Section, sections_of

_KEPT = 10_000
_SECONDS = {"h": 3_600, "m": 60, "s": 1}
_DAYS = {1: "d", 2: "dd", 3: "EEE"}


@lru_cache(maxsize=_KEPT)
def shown_moment(value: datetime | date | time | timedelta, form: str) -> str:
    """Return a moment as a format shows it."""
    section = sections_of(form)[0]
    parts = _parts(section)
    if isinstance(value, timedelta):
        return _elapsed(value, section, parts)
    names = {"weekday" if part.startswith("ddd") else part[0] for part in parts if part}
    days = names & {"d", "M", "y"}
    if isinstance(value, time):
        return value.isoformat("minutes") if days or not names else _time(value, section, parts)
    if len(days) == len("dMy") or not names:
        shows_time = isinstance(value, datetime) and value.time() > time() and not (names and names.isdisjoint("hms"))
        return f"{value:%Y-%m-%d %H:%M}" if shows_time else f"{value:%Y-%m-%d}"
    if days or "weekday" in names or not isinstance(value, datetime):
        return _marked(value, section, parts)
    return _time(value.time(), section, parts)


def _parts(section: Section) -> list[str]:
    """Return what each piece stands for, "M" for months and "m" for minutes; empty for one that is no part."""
    found = ["" if p.kind not in (Kind.PART, Kind.ELAPSED) else p.text for p in section.pieces]
    for at, part in enumerate(found):
        before = next((each for each in reversed(found[:at]) if each), "")
        after = next((each for each in found[at + 1 :] if each), "")
        is_minutes = before[:1] == "h" or after[:1] == "s" or section.pieces[at].kind is Kind.ELAPSED
        if part[:1] == "m" and not is_minutes:
            found[at] = part.upper()
    return found


def _elapsed(value: timedelta, section: Section, parts: list[str]) -> str:
    """Return a duration: the largest unit counts on, the others are over."""
    left = round(abs(value.total_seconds()))
    shown = ""
    for piece, part in zip(section.pieces, parts, strict=True):
        unit = _SECONDS.get(part[:1])
        if unit:
            count, left = divmod(left, unit)
            shown += str(count).rjust(len(part.partition(".")[0]), "0")
        else:
            shown += _literal(piece)
    return ("-" if value < timedelta() else "") + shown.strip()


def _time(value: time, section: Section, parts: list[str]) -> str:
    """Return a time of the day; what has no hours is a duration, with its seconds."""
    names = {part[:1] for part in parts if part}
    if "h" not in names or any(char.isalpha() for piece in section.pieces for char in _literal(piece)):
        return _elapsed(timedelta(hours=value.hour, minutes=value.minute, seconds=value.second), section, parts)
    has_seconds = "s" in names and (value.second > 0 or value.hour == 0)
    return value.isoformat("seconds" if has_seconds else "minutes")


def _literal(piece: Piece) -> str:
    return piece.text if piece.kind in (Kind.LITERAL, Kind.POINT, Kind.COMMA) else ""


def _marked(value: datetime | date, section: Section, parts: list[str]) -> str:
    pattern = "".join(
        _pattern(part, is_half=Kind.HALF in section.kinds) if part else _quoted(piece)
        for piece, part in zip(section.pieces, parts, strict=True)
    )
    return f"{MOMENT_BEGINS}{value.isoformat()}{MOMENT_PARTS}{pattern}{MOMENT_PARTS}{section.locale}{MOMENT_ENDS}"


def _pattern(part: str, *, is_half: bool) -> str:
    match part[0]:
        # Years of two figures are those of any century.
        case "y":
            return "yyyy"
        case "d":
            return _DAYS.get(len(part), "EEEE")
        case "h":
            return ("h" if is_half else "H") * len(part)
        case _:
            return part.partition(".")[0]


def _quoted(piece: Piece) -> str:
    if piece.kind is Kind.HALF:
        return "a"
    text = _literal(piece).replace("'", "''")
    return f"'{text}'" if text.strip() and any(map(str.isalpha, text)) else text
