"""Finds the day that an article gives itself at its beginning: a dateline, a line with the date, "Selasa (12/6/2018)".

"Yogyakarta, 3 Februari 2015 – …", "Kompas.com - 12/06/2018, 10:15 WIB", "Published: June 1, 2018", "kata Bupati, Selasa
(12/6/2018)". What the text tells of other days (births, plans, anniversaries) is none: better no day than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from index.language.dates import full_dates, is_month_first
from index.language.detection import UNDETERMINED

_BEGINNING_CHARS = 1_500
_LINES = 8
_MAX_LINE_CHARS = 160
_MAX_PLACE_CHARS = 80
_MAX_BULLET_CHARS = 3
_REPORT_SENTENCES = 3

# fmt: off
_WEEKDAY = (
    r"(?:senin|selasa|rabu|kamis|jum[’']?at|sabtu|minggu|ahad|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|sen|sel|rab|kam|jum|sab|min|mon|tue|wed|thu|fri|sat|sun)\.?(?:\s(?:legi|pah?ing|pon|wage|kliwon)\b)?"
)
# fmt: on
_LABEL = (
    r"(?:di(?:terbitkan|publikasikan|tayangkan|unggah|posting)|tanggal\s(?:terbit|publikasi|tayang)|terbit|tayang"
    r"|(?:hari[/,]\s?)?(?:tanggal|tgl\.?)(?:(?:\sdan\s|\s?[/&]\s?|,\s)(?:waktu|jam|pukul))?|published|posted|release\sdate"
    r"|date(?:\s(?:and|&)\stime|\s?/\s?time)?|issued)(?:\s(?:on|pada|tanggal|hari))*"
)
# Atomic: where case does not count, "by" would be both kinds of names, and a line of it take as long as 2 to its words.
_CAPITALISED = r"(?>[A-ZÀ-Þ][\w.’'&-]*+|d[ei]|dan|oleh|by|of|the|and)"
# Places, agencies and by-lines: names alone, with what parts them.
_NAMES = rf"(?:[(\[]?{_CAPITALISED}[)\]]?(?:\s?[,;:/|•·–—-]\s?|\s))*"
_BEFORE = re.compile(
    rf"[\s*>(]*(?P<names>{_NAMES}?)(?P<label>{_LABEL}\s?:?\s?)?(?:\(?{_WEEKDAY}\)?[,/]?\s?[(]?\s?)?[(\[]?",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:oleh|by|penulis|reporter)\b", re.IGNORECASE)
_NAMES_ALONE = re.compile(rf"{_NAMES}?")
_PARTED = re.compile(r"[,;/|•·–—()\]-]\s?[(\[]?\s*$")
_CLOCK = (
    r"(?:[\s,|•·-]*(?:pukul\s|jam\s|at\s)?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?\s?(?:[ap]\.?m\.?)?"
    r"\s?(?:wib|wita|wit|gmt|utc)?)?"
)
_AFTER_DASH = re.compile(
    rf"{_CLOCK}[)\]]?[.,]?\s?(?:[(/][^()/\n]{{1,40}}[)/]|[A-Z][\w. ]{{1,30}})?\s{{0,2}}"
    r"(?:[-–—|](?!\s{0,2}\(?\d)|:\s|\(\w)",
    re.IGNORECASE,
)
# Of a clipping: "Kompas, 3 Februari 1997, hal. 4".
_PAGE = r"(?P<page>,?\s\(?(?:hal(?:aman)?|hlm|pp?|page)\b\.?\s?[A-Z]?\d{1,3}(?:[-–]\d{1,3})?\)?)?"
_AFTER_END = re.compile(rf"{_CLOCK}[)\]]?{_PAGE}\s{{0,2}}[.|]?(?:\s(?:by|oleh)\s[^\n.!?]{{1,60}})?\s*$", re.IGNORECASE)
# Of minutes: "Date: Thursday, 5 November 2026, 7.30pm, school library"; no range of days, and no sentence.
_AFTER_LABEL = re.compile(
    r"(?:\s?[,;|(•·–—-]\s?|\s(?=at\b|in\b|di\b|pukul\b|jam\b|from\b))(?![^\n]{0,120}\b(?:19|20)\d\d\b)"
    r"(?:[^\n.:!?]|(?<=\d)[.:](?=\d)|\.(?=\w)|(?<=\b[ap]\.m)\.|(?<=\b(?:jl|no|gg|st|rd))\.){1,100}$",
    re.IGNORECASE,
)
_TIME = re.compile(r"\d[.:]\d")
_BARE_WEEKDAY = re.compile(rf"[,;:/|•·–—()-]\s?{_WEEKDAY},?\s?[(\[]?\s*$", re.IGNORECASE)
# "…, kata Bupati, Senin, 12 Juni 2018."
_TOLD_ON = re.compile(
    r"\b(?:kata|ujar|tutur|ungkap|jelas|ucap|tegas|papar|imbuh|sebut|tambah|terang|said|told)(?:nya)?\b[^.!?\n]{0,120}?"
    rf"[,\s](?:pada\s|hari\s|on\s){{0,2}}{_WEEKDAY},\s$",
    re.IGNORECASE,
)
# "Selasa (12/6/2018)", "hari ini, Selasa 12 Juni 2018"
_REPORTED = re.compile(
    rf"\b{_WEEKDAY},?\s{{0,2}}\(\s?(?:tanggal\s)?$|\b(?:hari\sini|today),?\s\(?{_WEEKDAY},?\s\(?$", re.IGNORECASE
)
_OF_A_LIFE = re.compile(r"\b(?:lahir|kelahiran|wafat|meninggal|gugur|born|died)\b", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:akan|bakal|mendatang|depan|dijadwalkan|rencananya|direncanakan|besok|lusa|hingga|sampai|will|upcoming|next"
    r"|scheduled|until)\b",
    re.IGNORECASE,
)
# A paragraph, no title.
_TOLD = re.compile(rf"^.{{{_MAX_PLACE_CHARS},}}[.!?]”?$")
_SENTENCE_END = re.compile(r"[.!?][”\"’')]*\s+(?=[A-ZÀ-Þ“\"‘(])|\n")


def dateline_day(text: str, last_day: date) -> date | None:
    """Return the day that a text gives itself.

    Args:
        text: an article's.
        last_day: what is later cannot be it.
    """
    candidates = _candidates(text[:_BEGINNING_CHARS], month_first=is_month_first(text))
    return next((day for day in candidates if day <= last_day), None)


def _candidates(beginning: str, *, month_first: bool) -> Iterator[date]:
    lines = [line.strip() for line in beginning.split("\n") if line.strip()][:_LINES]
    dated = [full_dates(line, UNDETERMINED, month_first=month_first) for line in lines]
    # Where several lines begin with a day, they are a timetable or a chronicle.
    lists_days = sum(bool(dates) and dates[0][0] <= _MAX_BULLET_CHARS for dates in dated) > 1
    for number, (line, dates) in enumerate(zip(lines, dated, strict=True)):
        if dates and not (number and _OF_A_LIFE.search(lines[number - 1])):
            start, end, day = dates[0]
            is_listed = lists_days and start <= _MAX_BULLET_CHARS
            first, behind_text = number == 0 and len(lines) > 1, any(map(_TOLD.search, lines[:number]))
            if not is_listed and _is_dateline(line, start, end, first=first, behind_text=behind_text):
                yield day
    yield from _reported(lines, dated)


def _is_dateline(line: str, start: int, end: int, *, first: bool, behind_text: bool) -> bool:
    """Tell whether names and a day begin a line, and a dash or the line's end follows.

    Args:
        line: the line.
        start: where the day stands in it.
        end: where it ends.
        first: whether it may be a title, which tells a day of its own ("Hari Pahlawan, 10 November 1945").
        behind_text: whether the article has begun, where a bare day belongs to something else.
    """
    if start > _MAX_PLACE_CHARS:
        return False
    before = line[:start]
    match = _BEFORE.fullmatch(before)
    if match is None or _OF_A_LIFE.search(before):
        return False
    names, label = match["names"].strip(), match["label"]
    if names and not _NAMES_ALONE.fullmatch(match["names"]):  # case counts in names
        return False
    if label and names and ":" not in label:
        return False
    if names and not label and not _PARTED.search(before) and _BARE_WEEKDAY.search(before) is None:
        return False
    is_labelled = label and ":" in label and len(line) <= _MAX_LINE_CHARS
    if is_labelled and _AFTER_LABEL.match(line, end) and not _TO_COME.search(line, end):
        return True
    if _AFTER_DASH.match(line, end) or _is_in_brackets(before, line[end : end + 2]):
        return True
    ended = _AFTER_END.match(line, end) if len(line) <= _MAX_LINE_CHARS else None
    if ended is None or (behind_text and not names and not label):
        return False
    # No title tells the time of day, or a page.
    is_told = label or ended["page"] or _BYLINE.match(names)
    return not first or not names or bool(is_told) or _TIME.search(ended[0]) is not None


def _is_in_brackets(before: str, after: str) -> bool:
    """Tell whether a line begins with "[Jakarta, 7 Juni 2018] " or "BANDUNG, (3/2/2015). "."""
    if before.startswith(("(", "[")):
        return len(before) > 1 and after in (") ", "] ")
    return before.endswith((", (", ", [")) and after in (").", "].", "):", "]:")


def _reported(lines: list[str], dated: list[list[tuple[int, int, date]]]) -> Iterator[date]:
    """Yield days such as "Selasa (12/6/2018)" of the first sentences, if they are not told as still to come."""
    sentences = 0
    for line, dates in zip(lines, dated, strict=True):
        ends = [match.end() for match in _SENTENCE_END.finditer(line)]
        for start, _, day in dates:
            begin = max((each for each in ends if each <= start), default=0)
            before = line[begin:start] + line[start:].partition("(")[0][:1] * (line[start] == "(")
            if sentences + sum(each <= start for each in ends) >= _REPORT_SENTENCES:
                return
            if (
                (_REPORTED.search(before) or _TOLD_ON.search(before))
                and not _TO_COME.search(before)
                and not _OF_A_LIFE.search(before)
            ):
                yield day
        sentences += len(ends) + (1 if len(line) > _MAX_PLACE_CHARS or line.endswith((".", "!", "?", "”", '"')) else 0)
