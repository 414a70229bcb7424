"""Answers that are a list: who asks "apa saja bahannya?" is told all lines of the list that the reader found one of.

Texts of articles have lost what marked their lists; its lines are short, end without a full stop, and begin alike.
A recipe in prose is a list, too: its sentences that have amounts.
"""

from __future__ import annotations

import re

from index.articles import CELL_BREAK

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
