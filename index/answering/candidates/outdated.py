"""Candidates that a text itself takes back: the hour that was announced at first, the price before it was raised.

"The talk was first announced for 4 April", "not on 5 July as printed", "semula hari Selasa": a reader sees a day of the
right event, and does not doubt. The day that a notice was written on, "Wrenmouth, 8 Desember 2025", is no day of what
it announces either.

And that are of another day or year than a question counts from now. Who asks of today gets what holds on one weekday as
no more than perhaps. Last year is the one before that of the newest article that speaks of all that was asked; what an
article tells of its own year is no answer then. By rule, in the sentence of the candidate alone; pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.language.calendar_words import NAMED_WEEKDAY
from index.language.date_patterns import month_names
from index.language.questions.coverage import sentence_around, sentence_start
from index.language.questions.kinds import AnswerKind
from index.language.subjects import words_of
from index.language.text import spelt_numbers

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
_MOVED = (
    r"moved|postponed|put (?:back|off)|brought forward|switched|changed|rescheduled|rearranged|shifted|transferred|"
    r"delayed|dipindah\w*|pindah|diundur\w*|dimundurkan|mundur|digeser|bergeser|dimajukan|diubah|berubah|diganti|ditunda|dialihkan"
)
# What is behind it held before, up to "to".
_MOVED_FROM = re.compile(
    rf"\b(?:{_MOVED})\b(?:(?!\b(?:to|ke|now|kini|runs?|lasts?|berlangsung|menjadi)\b)[^.;!?\n]){{0,60}}?"
    r"\b(?:from|dari)\b(?:(?!\b(?:to|until|till?|ke|menjadi|jadi|hingga|sampai)\b)[^.;!?\n]){0,40}$",
    re.IGNORECASE,
)
_MOVED_TO = re.compile(r"[^.!?\n|]{0,25}?\b(?:to|until|till?|ke|menjadi|jadi|hingga|sampai)\b", re.IGNORECASE)
# Right in front of a candidate: what another value is compared with.
_UP_FROM = re.compile(
    r"(?:[,;(–—] ?(?:\w+ly )?(?:up|down|naik|turun|meningkat|bertambah|berkurang) (?:\S+ )?(?:from|dari)"
    r"|\b(?:compared (?:with|to)|dibanding(?:kan)?(?: dengan)?)|\((?:it )?was"
    r"|\b(?:rose|risen|raised|increased|(?:go|went|gone|going|goes) up|fell|fallen|cut|reduced|dropped|lowered) "
    r"(?:\S+ )?to [^.;!?\n]{1,40}? from|\b(?:naik|turun|naikkan|turunkan) (?:menjadi|jadi|ke) [^.;!?\n]{1,40}? dari)"
    r"(?: (?:about|around|just|only|the|sekitar|hanya|pukul|hari|tanggal|jam))* [“\"(]?$",
    re.IGNORECASE,
)
# Right behind one: "the £61 million first announced".
_AS_AT_FIRST = re.compile(
    rf" (?:(?:that|which|as) (?:was |were )?)?(?:first|originally|initially|previously) {_SOMETHING}\b"
    r"| yang (?:semula|sebelumnya|dulu|awalnya) di\w+",
    re.IGNORECASE,
)
# What did not come about where the text goes on with a change; what is only planned, where it is moved.
_WAS_TO_BE = re.compile(
    r"\b(?:was|were|had been) (?:(?:(?:due|meant|supposed|expected|scheduled|intended|set|planned|going) )?"
    rf"to (?!have\b|become\b)\w+|(?:due|set|{_SOMETHING}) (?:for|on|in|at))\b|\bseharusnya\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:(?:planned|scheduled|announced) for|rencananya|di(?:rencana|jadwal|target)kan)\b", re.IGNORECASE
)
_CALLED_OFF = rf"cancelled|called off|{_MOVED}|batal|dibatalkan|molor|baru (?:akan|bisa|dapat|di\w+)"
_MOVED_OR_OFF = re.compile(rf"\b(?:{_CALLED_OFF})\b", re.IGNORECASE)
_CHANGED = re.compile(
    rf"\b(?:now|instead|but (?:will|is|are|has|have|had|did|was|were)|kini|sekarang|akhirnya|menjadi|{_CALLED_OFF})\b",
    re.IGNORECASE,
)
# Behind a candidate in its clause: what is no more.
_NO_MORE = (
    r"(?:ditiadakan|dibatalkan|dihapus(?:kan)?|dihentikan|tidak (?:lagi )?berlaku"
    r"|tidak (?:ada|diadakan|dibuka|melayani) lagi|cancelled|canceled|called off|discontinued|abolished|no longer)\b"
)
_ENDED = re.compile(
    r"(?:(?!\b(?:dan|tetapi|tapi|namun|kecuali|jika|bila|kalau|and|but|except|if|unless|tidak|belum|bukan|bisa"
    r"|dapat|boleh|mungkin|not|can|may|might|could)\b(?! (?:lagi )?(?:berlaku|ada|diadakan|dibuka|melayani)\b))"
    rf"[^,;.!?\n|]){{0,40}}?\b{_NO_MORE}",
    re.IGNORECASE,
)
_ASKS_OF_THE_END = re.compile(rf"{_NO_MORE}|\b(?:batal|cancel|libur|tutup)\w*", re.IGNORECASE)
_WHICH = re.compile(r"\b(?:which|that) $", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_AHEAD = 300
_ASKS_OF_BEFORE = re.compile(
    r"\b(?:original(?:ly)?|formerly|previously|first|before|used to|at first|old|initially|earlier|semula|tadinya|"
    r"dulu\w*|sebelum\w*|awal\w*|lama|dahulu|mula-mula|pertama|seharusnya|sedianya|last (?:year|season|month|week)|"
    r"(?:tahun|bulan|musim|minggu|pekan) lalu|(?:was|were) (?:\w+ ){0,5}?(?:meant|supposed|due|going|scheduled|planned|"
    rf"intended|to have|to be)|(?:{_MOVED}|up|down|raised|rise|rose|increased?|go|went|cut|fall|fell) from|"
    r"(?:naik|turun|pindah|di\w+) dari (?:berapa|kapan|mana|(?:hari|jam|tanggal|pukul) \w+))\b",
    re.IGNORECASE,
)
_ASKS_WHERE_FROM = re.compile(r"\b(?:was|did|from|dari|asal\w*)\b", re.IGNORECASE)
_ASKS_OF_NOW = re.compile(
    r"\b(?:sekarang|kini|baru|terbaru|jadinya|(?:men)?jadi|now|new|current(?:ly)?|(?:up|down|naik|turun) (?:to|ke)|"
    rf"(?:{_MOVED}) (?:to|ke))\b",
    re.IGNORECASE,
)
# "From 50 to 10", where the first is the older one; of distances it is no more than the first.
_FROM = re.compile(r"\b(?:dari|from) (?:sekitar |about |pukul |hari |jam )?$", re.IGNORECASE)
_TO = re.compile(r"[^.!?\n|]{0,25}?\b(?:menjadi|jadi|ke|to)\b", re.IGNORECASE)
_BESIDE = 60
_DAYS = frozenset({AnswerKind.DATE, AnswerKind.DAY, AnswerKind.RESUMPTION})
# "Wrenmouth, 8 Desember 2025", all of a line.
_WRITTEN_ON = re.compile(
    r"(?:[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3},|(?i:published|issued|posted|updated|diterbitkan|terbit)\b:?)\s+"
    r"(?:[A-Za-z]+,? )?\d{1,2} [A-Za-z]+ \d{4}\.?",
)
_FIRST_LINES = 3
_ASKS_OF_TODAY = re.compile(
    r"\b(?:(?:hari|pagi|siang|sore|malam) ini|nanti (?:siang|sore|malam)|besok|lusa|today|tonight|tomorrow"
    r"|this (?:morning|afternoon|evening)|(?:this|next) week(?:end)?|(?:akhir )?(?:minggu|pekan) (?:ini|depan))\b",
    re.IGNORECASE,
)
# Behind or in front of "year": how many years back it is from the one that a question, or an article, is of.
COUNTED_FROM = {"lalu": 1, "kemarin": 1, "sebelumnya": 1, "last": 1, "previous": 1, "before": 1, "ini": 0, "this": 0}
_COUNTED_YEAR = re.compile(
    r"\b(?:tahun (lalu|kemarin|sebelumnya|ini)|kali (ini)|the year (before)|(last|this|previous) year|(this) time)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_BEFORE_A_NUMBER_OF_YEARS = re.compile(r"([\w-]+)\s+$")
_PARTS = re.compile(r"[,;:–—](?=\s)| (?:tetapi|tapi|but|while|sedangkan) ")
# As far as another clause seems.
_CHARACTERS_A_PART = 40
_SENTENCE_ENDS = re.compile(r"[.!?](?=\s)|\n")


class AskedTime(NamedTuple):
    """Whether a question asks for what holds now, for what held before, or for where something begins, or may.

    `end` is whether it asks for what is no more; `named` are the months and years that it names, in small letters.
    """

    now: bool
    before: bool
    beginning: bool
    named: frozenset[str] = frozenset()
    end: bool = False


def asked_time(question: str) -> AskedTime:
    """Return what time a question asks of."""
    words = {each.lower() for each in words_of(question)}
    return AskedTime(
        now=_ASKS_OF_NOW.search(question) is not None,
        before=_ASKS_OF_BEFORE.search(question) is not None,
        beginning=_ASKS_WHERE_FROM.search(question) is not None,
        named=frozenset({*_YEAR.findall(question), *(month_names() & words)}),
        end=_ASKS_OF_THE_END.search(question) is not None,
    )


def outdatedness(asked: AskedTime, text: str, start: int, end: int) -> float:
    """Return how surely a span tells what held before where that is not asked for.

    It is 1 where its sentence says so, and .5 of the first of "from 50 to 10" where "now" is not asked for.
    """
    if asked.before:
        return 0.0
    behind = text[end : end + _BESIDE]
    if held_before(text, start) or _never_came(text, start, end) or _AS_AT_FIRST.match(behind):
        return 1.0
    if moved_from(text, start) and _MOVED_TO.match(behind):
        return 1.0
    if not asked.end and _ENDED.match(text, end):
        return 1.0
    if _UP_FROM.search(text[sentence_start(text, start) : start]) and not any(
        each in behind.lower() for each in asked.named
    ):
        return 1.0
    if asked.beginning or not _FROM.search(text[max(0, start - _BESIDE) : start]):
        return 0.0
    return (1.0 if asked.now else 0.5) if _TO.match(behind) else 0.0


def held_before(text: str, start: int) -> bool:
    """Return whether the sentence of a span says that it held before, or is wrong: "was to have been on Friday"."""
    before = text[sentence_start(text, start) : start]
    if _NOT.search(before):
        return True
    told = list(_BEFORE.finditer(before))
    return bool(told) and _NOW.search(before, told[-1].end()) is None


def moved_from(text: str, start: int) -> bool:
    """Return whether a place stands in the first half of "moved from … to …"."""
    return _MOVED_FROM.search(text[sentence_start(text, start) : start]) is not None


def _never_came(text: str, start: int, end: int) -> bool:
    """Return whether a span was planned, and it is told that it came otherwise: "was to begin on …, but is now …"."""
    first = sentence_start(text, start)
    own, *following = _SENTENCE_END.split(text[end : end + _AHEAD].partition("\n")[0])
    for pattern, changed, ahead in (
        (_WAS_TO_BE, _CHANGED, [own, *following[:1]]),
        (_PLANNED, _MOVED_OR_OFF, [own]),
    ):
        told = list(pattern.finditer(text, first, start))
        if told and _NOW.search(text, told[-1].end(), start) is None:
            is_aside = pattern is _WAS_TO_BE and _WHICH.search(text, first, told[-1].start()) is not None
            if is_aside and "," in text[told[-1].end() : start]:
                continue
            if is_aside or any(map(changed.search, ahead)):
                return True
    return False


def is_written_on(kind: AnswerKind, text: str, start: int, end: int) -> bool:
    """Return whether a span that is to be a day is the one that a text was written on, as its head says."""
    if kind not in _DAYS or text[:start].count("\n\n") >= _FIRST_LINES:
        return False
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[first : len(text) if last < 0 else last].strip()
    return _WRITTEN_ON.fullmatch(line) is not None


def asked_years_ago(question: str) -> int | None:
    """Return how many years ago a question is about, as it counts from now, 1 for last year; None where it does not."""
    return next((ago for _, ago in _counted(question, 0, len(question))), None)


def is_of_another_year(years_ago: int, newest: int, published: int, text: str, start: int, end: int) -> bool:
    """Return whether a span tells of another year than is asked of.

    Args:
        years_ago: see `asked_years_ago`.
        newest: the year of the newest article that speaks of all that was asked.
        published: the year of the span's own article.
        text: a passage's.
        start: where the span begins, in characters.
        end: where it ends.
    """
    ends = _SENTENCE_ENDS.search(text, end)
    begins, stop = sentence_start(text, start), ends.start() if ends else len(text)
    told = [(found, published - ago) for found, ago in _counted(text, begins, stop)]
    told += [(found, int(found[0])) for found in _YEAR.finditer(text, begins, stop)]

    def distance(found: re.Match[str]) -> int:
        between = text[found.end() : start] if found.end() <= start else text[end : found.start()]
        return len(between) + _CHARACTERS_A_PART * len(_PARTS.findall(between))

    nearest = min(told, key=lambda each: distance(each[0]), default=None)
    return (nearest[1] if nearest else published) != newest - years_ago


def _counted(text: str, start: int, end: int) -> Sequence[tuple[re.Match[str], int]]:
    """Return the years that are counted from the text's own, and how long ago each is; "enam tahun lalu" is none."""
    found = []
    for each in _COUNTED_YEAR.finditer(text, start, end):
        before = _BEFORE_A_NUMBER_OF_YEARS.search(text[start : each.start()])
        word = before[1].lower() if before else ""
        if not (word.isdigit() or word in spelt_numbers() or word == "beberapa"):
            said = next(filter(None, each.groups())).lower()
            found.append((each, COUNTED_FROM[said]))
    return found


def is_of_one_weekday(question: str, text: str, start: int, end: int) -> bool:
    """Return whether a question asks of today, of this week or of what is beside it, and an answer of some weekday."""
    if not _ASKS_OF_TODAY.search(question):
        return False
    begins, ends = sentence_around(text, start, end)
    return NAMED_WEEKDAY.search(text, begins, ends) is not None
