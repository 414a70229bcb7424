"""Answers that are a list: who asks "apa saja bahannya?" is told all lines of the list that the reader found one of.

Texts of articles have lost what marked their lists; its lines are short, end without a full stop, and begin alike.
"""

from __future__ import annotations

import re

from index.articles import CELL_BREAK

_LINE = re.compile(r"[^\n]+")
_MOST_WORDS = 12
_MOST_CHARS = 600
_LARGE = "large"


def whole_list(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the whole list that a span stands in; the span itself where it stands in none."""
    lines = [each for each in _LINE.finditer(text) if not each[0].isspace()]
    held = [at for at, each in enumerate(lines) if each.start() < end and each.end() > start]
    if not held or not all(_is_item(lines[at][0]) for at in held):
        return start, end
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
