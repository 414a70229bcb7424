"""Answers that are a list: who asks "apa saja bahannya?" is told all lines of the list that the reader found one of.

Texts of articles have lost what marked their lists; its lines are short, end without a full stop, and begin alike.
A recipe in prose is a list, too: its sentences that have amounts. Of a timetable whose lines are a day or an hour and
what is then, the line that the question names is the one that answers. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from haystack import Document

from index.answering.candidates.spans import Candidate
from index.articles import CELL_BREAK, MAX_LABEL_CHARS
from index.language.calendar_words import NAMED_WEEKDAY
from index.language.date_patterns import month_names
from index.language.questions.coverage import covered_text, subject_words
from index.language.questions.kinds import AnswerKind, asked_kind, misfit

_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"\S(?:[^.!?\n]|[.!?](?!\s))*[.!?]*")
_IN_A_KITCHEN = re.compile(
    r"\b(?:\d[\d.,/½¼¾]*|[½¼¾]|an?|one|two|three|four|five|six|half(?: an?)?|se|satu|dua|tiga|empat|lima|"
    r"enam|setengah)[ -]?"
    r"(?:(?:heaped|level|large|small|good|beaten|whole) )?"
    r"(?:oz|ounces?|lbs?|pounds?|g|gr|grams?|gram|kg|ml|cl|pints?|cups?|tsps?|tbsps?|teaspoons?|tablespoons?|spoonfuls?|"
    r"splash|pinch|knob|handful|eggs?|cloves?|sticks?|sdm|sdt|sendok|siung|butir|lembar|batang|ruas|gelas|cangkir|jumput|"
    r"genggam|buah|ikat|liter)\b",
    re.IGNORECASE,
)
_FEWEST_AMOUNTS = 2
_MOST_WORDS = 12
_MOST_CHARS = 600
_LARGE = "large"
_MARK = r"(?:\d{1,2}[.)] |[-*•] ?)?"
_WEEKDAY = (
    rf"(?:(?:malam|hari|tiap|setiap|every|on) )*(?:{NAMED_WEEKDAY.pattern})"
    r"(?: (?:pagi|siang|sore|malam|kliwon|legi|pahing|pon|wage|mornings?|afternoons?|evenings?|nights?)\b)?"
)
_MONTH = rf"(?:{'|'.join(sorted(map(re.escape, month_names()), key=len, reverse=True))})\b"
_DAYS_OF_MONTH = r"\d{1,2}(?: ?[-–] ?\d{1,2}| dan \d{1,2}| and \d{1,2}| & \d{1,2})?"
_DAY = rf"(?:{_WEEKDAY}|{_DAYS_OF_MONTH} {_MONTH}(?: \d{{4}})?|{_MONTH} {_DAYS_OF_MONTH})"
_HOUR = r"\d{1,2}(?:[.:]\d\d(?: ?[ap]m\b)?| ?[ap]m\b)"
_HOURS = (
    rf"(?:\d{{1,2}}(?:[.:]\d\d)?(?: ?[ap]m)? ?(?:[-–]|s\.?d\.?|sampai|hingga|to|until) ?)?{_HOUR}"
    r"(?: (?:WIB|WITA|WIT)\b)?"
)
# "Rabu, 13.00–14.30: SMP Pancasila", "1–3 Juni: Blok Kulon", "Kamis 08.00–12.00 surat tanah"
_OF_A_TIMETABLE = re.compile(
    rf"{_MARK}(?=\S)(?P<day>{_DAY}(?:(?: ?[-–&/] ?|, | dan | and ){_DAY}){{0,3}})?"
    rf"(?:,? ?(?:\(|pukul |jam |pkl\.? |at |from )?(?P<hours>{_HOURS})\)?)?(?: ?[:,–—-]+ ?| )(?P<thing>\S.*)",
    re.IGNORECASE,
)
_LABELLED = re.compile(rf"{_MARK}(?P<day>[^|:\n]{{1,{MAX_LABEL_CHARS}}}?) ?: +(?P<thing>\S.*)(?P<hours>(?!))?")
_FEWEST_LINES = 3
_DAYS = frozenset({AnswerKind.DATE, AnswerKind.DAY, AnswerKind.RESUMPTION})
_THINGS = frozenset({AnswerKind.PERSON, AnswerKind.PLACE, AnswerKind.LIST, AnswerKind.OTHER})
_ASKS_WHEN = re.compile(r"\b(?:hari|malam|tanggal|jadwal|giliran|day|night|date|schedule)\b", re.IGNORECASE)
_SOME_WEEK = re.compile(r"\bminggu (?:ini|itu|depan|lalu|kemarin|pertama|kedua|ke-?\w+)\b", re.IGNORECASE)


def whole_list(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the whole list that a span stands in; the span itself where it stands in none."""
    lines = [each for each in _LINE.finditer(text) if not each[0].isspace()]
    held = [at for at, each in enumerate(lines) if each.start() < end and each.end() > start]
    if not held or not all(_is_item(lines[at][0]) for at in held):
        return _whole_recipe(text, start, end)
    first, last = held[0], held[-1]
    form = _form(lines[first][0])
    while first > 0 and _is_item(lines[first - 1][0]) and _form(lines[first - 1][0]) == form:
        first -= 1
    while last + 1 < len(lines) and _goes_on(lines[last][0], lines[last + 1][0], form):
        last += 1
    # A heading begins like the lines of such a list; what introduces one tells where it begins.
    is_open = form == _LARGE and not (first > 0 and lines[first - 1][0].rstrip().endswith(":"))
    whole = lines[first].start(), lines[last].end()
    return (start, end) if is_open or first == last or whole[1] - whole[0] > _MOST_CHARS else whole


def _whole_recipe(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of all amounts of a recipe whose sentences stand in one line; the span itself of other texts."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    sentences = list(_SENTENCE.finditer(text, first, len(text) if last < 0 else last))
    amounts = [[*_IN_A_KITCHEN.finditer(text, *each.span())] for each in sentences]
    held = [at for at, each in enumerate(sentences) if each.start() < end and each.end() > start]
    if not held or any(len(amounts[at]) < _FEWEST_AMOUNTS for at in held):
        return start, end
    first, last = held[0], held[-1]
    while first > 0 and len(amounts[first - 1]) >= _FEWEST_AMOUNTS:
        first -= 1
    while last + 1 < len(sentences) and len(amounts[last + 1]) >= _FEWEST_AMOUNTS:
        last += 1
    whole = min(start, amounts[first][0].start()), max(end, sentences[last].end())
    return whole if whole[1] - whole[0] <= _MOST_CHARS else (start, end)


def _goes_on(line: str, following: str, form: str) -> bool:
    """Return whether the list that a line is of goes on with the next one."""
    if line.rstrip().endswith(".") or not _is_item(following) or _form(following) != form:
        return False
    # A sentence of prose begins and ends like a last line of names.
    return form != _LARGE or not following.rstrip().endswith(".") or line.rstrip().endswith((",", ";"))


def _is_item(line: str) -> bool:
    said = line.strip()
    return CELL_BREAK not in said and len(said.split()) <= _MOST_WORDS and not said.endswith((":", "?", "!", "”"))


def _form(line: str) -> str:
    """Return how a line begins: with a number, a mark, a small letter or a large one."""
    first = line.lstrip()[0]
    if first.isdigit():
        return "number"
    if not first.isalpha():
        return first
    return "small" if first.islower() else _LARGE


@dataclass(frozen=True)
class _Line:
    """A line of a timetable: where its day or label, its hours and the rest stand in the passage; (-1, -1) for none."""

    day: tuple[int, int]
    hours: tuple[int, int]
    thing: tuple[int, int]

    @property
    def head(self) -> tuple[int, int]:
        """Where the day and the hours stand together."""
        parts = [each for each in (self.day, self.hours) if each[0] >= 0]
        return min(parts)[0], max(parts)[1]


def in_named_lines(question: str, documents: Sequence[Document], candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates, those in timetables in the line that the question names, in what it asks for there.

    A line is named by a word of the question that stands in no other one; words of the article's title name none.
    Whole lists whose lines have labels are treated likewise, where a label is named.

    Args:
        question: in its case.
        documents: the passages.
        candidates: spans of them.
    """
    asked = _Asked(question)
    moved = []
    for each in candidates:
        document = documents[each.document]
        text = document.content or ""
        is_list = "\n" in text[each.start : each.end]
        lines = next(
            (
                lines
                for lines in _blocks(text, _LABELLED if is_list else _OF_A_TIMETABLE)
                if text.rfind("\n", 0, lines[0].head[0]) < each.start and each.end <= lines[-1].thing[1]
            ),
            None,
        )
        part = asked.part(text, document.meta.get("title") or "", lines, is_list=is_list) if lines else None
        start, end = part if part and asked.takes(part, each) else (each.start, each.end)
        moved.append(replace(each, start=start, end=end, named=part is not None))
    return moved


class _Asked:
    """A question, asked of the lines of timetables."""

    def __init__(self, question: str) -> None:
        self.words, self.kind = subject_words(_SOME_WEEK.sub("", question)), asked_kind(question)
        self.wants_when = self.kind in _DAYS or _ASKS_WHEN.search(question) is not None

    def takes(self, part: tuple[int, int], candidate: Candidate) -> bool:
        """Return whether all of a part is a better answer than a candidate: of a thing some words may be enough."""
        is_within = part[0] <= candidate.start and candidate.end <= part[1]
        return not (is_within and self.kind in _THINGS)

    def part(self, text: str, title: str, lines: Sequence[_Line], *, is_list: bool) -> tuple[int, int] | None:
        """Return where the line that the question names says what is asked for; None where it names none."""
        in_title = covered_text(title, self.words).words()
        heads = [self._naming(text[slice(*each.head)], in_title) for each in lines]
        things = [self._naming(text[slice(*each.thing)], in_title) for each in lines]
        held = Counter(word for head, thing in zip(heads, things, strict=True) for word in head | thing)
        own = frozenset(word for word, times in held.items() if times == 1)
        scored = sorted(((len((heads[at] | things[at]) & own), at) for at in range(len(lines))), reverse=True)
        if scored[0][0] == 0 or scored[1][0] == scored[0][0]:
            return None
        at = scored[0][1]
        line, is_by_head, is_by_thing = lines[at], bool(heads[at] & own), bool(things[at] & own)
        if is_by_head and not is_by_thing and self.kind in _THINGS:
            return line.thing if misfit(self.kind, text[slice(*line.thing)]) == 0 else None
        if is_list:
            return None
        if self.kind is AnswerKind.TIME:
            return line.hours if line.hours[0] >= 0 else None
        if is_by_head or not self.wants_when or line.day[0] < 0:
            return None
        return line.day if self.kind in {AnswerKind.DATE, AnswerKind.OTHER} else line.head

    def _naming(self, part: str, in_title: frozenset[int]) -> frozenset[int]:
        """Return which words of the question may name a line by a part of it."""
        words = covered_text(part, self.words).words()
        return words if len(words) >= len(subject_words(part)) else words - in_title


@lru_cache(maxsize=64)
def _blocks(text: str, form: re.Pattern[str]) -> tuple[tuple[_Line, ...], ...]:
    """Return the blocks of at least three short lines of a form, with no other line between."""
    blocks: list[tuple[_Line, ...]] = []
    block: list[_Line] = []
    for each in _LINE.finditer(text):
        found = form.match(text, each.start(), each.end()) if _is_item(each[0]) else None
        if found and (found["day"] or found["hours"]):
            block.append(_Line(*(found.span(part) for part in ("day", "hours", "thing"))))
            continue
        blocks.append(tuple(block))
        block = []
    return tuple(each for each in (*blocks, tuple(block)) if len(each) >= _FEWEST_LINES)
