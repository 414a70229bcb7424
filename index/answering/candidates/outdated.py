"""Candidates that a text itself takes back: the hour that was announced at first, the price before it was raised.

"The talk was first announced for 4 April", "not on 5 July as printed", "semula hari Selasa": a reader sees a day of the
right event, and does not doubt. The day that a notice was written on, "Wrenmouth, 8 Desember 2025", is no day of what
it announces either. By rule, in the sentence of the candidate alone; pure.
"""

from __future__ import annotations

import re

from index.language.questions.coverage import sentence_around
from index.language.questions.kinds import AnswerKind

_SOMETHING = r"(?:announced|planned|printed|said|wrote|written|thought|set|scheduled|told|stated|reported|published)"
# What tells that all behind it in its clause held before, or was wrong.
_BEFORE = re.compile(
    rf"\b(?:originally|formerly|previously|at first|(?:first|wrongly) {_SOMETHING}|(?:was|were) to have\b|"
    rf"last (?:week|month|year|time|issue) we {_SOMETHING}|"
    r"instead of|rather than|semula|mula-mula|tadinya|sebelumnya (?:kami |telah |sudah )?(?:di\w+kan|\w+kan)|"
    r"rencana awal(?:nya)?)(?!\w)",
    re.IGNORECASE,
)
# Right in front of a candidate, or with a preposition between.
_NOT = re.compile(
    r"(?:[,;(–—] ?|\band |\bbut )(?:not|bukan(?:lah)?)"
    r"(?: (?:on|at|in|for|to|by|from|the|his|her|pada|di|hari|tanggal|pukul))* [“\"(]?$",
    re.IGNORECASE,
)
# Where what holds now begins.
_NOW = re.compile(
    r";|\b(?:but|however|now|moved to|put off to|postponed to|changed to|brought forward to|instead(?! of)|tetapi|tapi|"
    r"namun|kini|sekarang|akhirnya|menjadi|diundur ke|dipindah\w* ke|diganti)(?!\w)",
    re.IGNORECASE,
)
_ASKS_OF_BEFORE = re.compile(
    r"\b(?:originally|formerly|previously|first|before|used to|at first|old|initially|earlier|semula|tadinya|dulu\w*|"
    r"sebelum\w*|awal\w*|lama|dahulu|mula-mula)\b",
    re.IGNORECASE,
)
_DAYS = frozenset({AnswerKind.DATE, AnswerKind.DAY})
# "Wrenmouth, 8 Desember 2025", all of a line.
_WRITTEN_ON = re.compile(
    r"(?:[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3},|(?i:published|issued|posted|updated|diterbitkan|terbit)\b:?)\s+"
    r"(?:[A-Za-z]+,? )?\d{1,2} [A-Za-z]+ \d{4}\.?",
)
_FIRST_LINES = 3


def asks_of_before(question: str) -> bool:
    """Return whether a question asks for what held before."""
    return _ASKS_OF_BEFORE.search(question) is not None


def held_before(text: str, start: int, end: int) -> bool:
    """Return whether the sentence of a span says that it held before, or is wrong: "was to have been on Friday"."""
    line = max(text.rfind("\n", 0, start) + 1, _sentence_begins(text, start, end))
    before = text[line:start]
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


def _sentence_begins(text: str, start: int, end: int) -> int:
    before, _ = sentence_around(text, start, end)
    found = list(re.finditer(r"(?<=[.!?])\s+|\n+", text[before:start]))
    return before + (found[-1].end() if found else 0)
