"""Candidates that a text itself takes back: the hour that was announced at first, the price before it was raised.

"The talk was first announced for 4 April", "not on 5 July as printed", "semula hari Selasa": a reader sees a day of the
right event, and does not doubt. The day that a notice was written on, "Wrenmouth, 8 Desember 2025", is no day of what
it announces either. By rule, in the sentence of the candidate alone; pure.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from index.language.questions.coverage import sentence_start
from index.language.questions.kinds import AnswerKind

_SOMETHING = r"(?:announced|planned|printed|said|wrote|written|thought|set|scheduled|told|stated|reported|published)"
# What tells that all behind it in its clause held before, or was wrong.
_BEFORE = re.compile(
    rf"\b(?:originally|formerly|previously|at first|(?:first|wrongly) {_SOMETHING}|(?:was|were) to have\b|"
    rf"last (?:week|month|year|time|issue) we {_SOMETHING}|"
    r"first planned for|had been (?:announced|planned|scheduled) for|instead of|rather than|semula|mula-mula|tadinya|"
    r"awalnya|sedianya|sebelumnya(?!,)|rencana awal(?:nya)?)(?!\w)|\bsebelum (?!pukul|jam)[^,.;\n]{1,60}+,",
    re.IGNORECASE,
)
# Right in front of a candidate, or with a preposition between.
_NOT = re.compile(
    r"(?:(?:[,;(–—] ?|\band |\bbut )(?:not|bukan(?:lah| lagi)?)|\bno longer)"
    r"(?: (?:on|at|in|for|to|by|from|the|his|her|pada|di|hari|tanggal|pukul))* [“\"(]?$",
    re.IGNORECASE,
)
# Where what holds now begins.
_NOW = re.compile(
    r";|\b(?:but|however|now|moved to|put off to|postponed to|changed to|brought forward to|instead(?! of)|tetapi|tapi|"
    r"namun|kini|sekarang|akhirnya|menjadi|jadi|diganti|"
    r"(?:diundur|dimundurkan|dimajukan|digeser|dipindah\w*) ke)(?!\w)",
    re.IGNORECASE,
)
_ASKS_OF_BEFORE = re.compile(
    r"\b(?:originally|formerly|previously|first|before|used to|at first|old|initially|earlier|semula|tadinya|dulu\w*|"
    r"sebelum\w*|awal\w*|lama|dahulu|mula-mula|pertama)\b",
    re.IGNORECASE,
)
_ASKS_WHERE_FROM = re.compile(r"\b(?:was|did|from|dari|asal\w*)\b", re.IGNORECASE)
_ASKS_OF_NOW = re.compile(r"\b(?:sekarang|kini|baru|terbaru|jadinya|jadi|now|new|current(?:ly)?)\b", re.IGNORECASE)
# "From 50 to 10", where the first is the older one; of distances it is no more than the first.
_FROM = re.compile(r"\b(?:dari|from) (?:sekitar |about |pukul |hari |jam )?$", re.IGNORECASE)
_TO = re.compile(r"[^.!?\n|]{0,25}?\b(?:menjadi|jadi|ke|to)\b", re.IGNORECASE)
_BESIDE = 60
_DAYS = frozenset({AnswerKind.DATE, AnswerKind.DAY})
# "Wrenmouth, 8 Desember 2025", all of a line.
_WRITTEN_ON = re.compile(
    r"(?:[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3},|(?i:published|issued|posted|updated|diterbitkan|terbit)\b:?)\s+"
    r"(?:[A-Za-z]+,? )?\d{1,2} [A-Za-z]+ \d{4}\.?",
)
_FIRST_LINES = 3


class AskedTime(NamedTuple):
    """Whether a question asks for what holds now, for what held before, or for where something begins, or may."""

    now: bool
    before: bool
    beginning: bool


def asked_time(question: str) -> AskedTime:
    """Return what time a question asks of."""
    patterns = (_ASKS_OF_NOW, _ASKS_OF_BEFORE, _ASKS_WHERE_FROM)
    return AskedTime(*(each.search(question) is not None for each in patterns))


def outdatedness(asked: AskedTime, text: str, start: int, end: int) -> float:
    """Return how surely a span tells what held before where that is not asked for.

    It is 1 where its sentence says so, and .5 of the first of "from 50 to 10" where "now" is not asked for.
    """
    if asked.before:
        return 0.0
    if held_before(text, start):
        return 1.0
    if asked.beginning or not _FROM.search(text[max(0, start - _BESIDE) : start]):
        return 0.0
    return (1.0 if asked.now else 0.5) if _TO.match(text[end : end + _BESIDE]) else 0.0


def held_before(text: str, start: int) -> bool:
    """Return whether the sentence of a span says that it held before, or is wrong: "was to have been on Friday"."""
    before = text[sentence_start(text, start) : start]
    if _NOT.search(before):
        return True
    told = list(_BEFORE.finditer(before))
    return bool(told) and _NOW.search(before, told[-1].end()) is None


def is_written_on(kind: AnswerKind, text: str, start: int, end: int) -> bool:
    """Return whether a span that is to be a day is the one that a text was written on, as its head says."""
    if kind not in _DAYS or text[:start].count("\n\n") >= _FIRST_LINES:
        return False
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[first : len(text) if last < 0 else last].strip()
    return _WRITTEN_ON.fullmatch(line) is not None
