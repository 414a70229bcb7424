"""Tells the row of a table or the item of a list that a question is about from those beside it. Pure.

By the words of the question that some rows have and others lack: "kurir" of "gaji kurir", not "gaji".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.language.questions.coverage import CoveredText

# Cells, or an item with its number: items with a mark, and lines with a label, may be one thing's together.
_ROW = re.compile(r"[^\n]* \| |\s*\d{1,2}[.)]\s")


class Row(NamedTuple):
    """A row of a passage: where it begins and ends, in characters, and the words of the question that tell it apart."""

    start: int
    end: int
    words: frozenset[int]


def rows_of(text: CoveredText) -> tuple[Row, ...]:
    """Return the rows of a passage with those words of the question that not all of them have."""
    found, start = [], 0
    for line in text.text.split("\n"):
        if _ROW.match(line):
            found.append(Row(start, start + len(line), text.words(start, start + len(line))))
        start += len(line) + 1
    everywhere = frozenset.intersection(*(each.words for each in found)) if found else frozenset()
    return tuple(each._replace(words=each.words - everywhere) for each in found)


def is_of_another_row(rows: Sequence[Row], start: int) -> bool:
    """Return whether a span stands in a row that no word of the question tells apart, while one does another row."""
    own = next((each for each in rows if each.start <= start < each.end), None)
    return own is not None and not own.words and any(each.words for each in rows)
