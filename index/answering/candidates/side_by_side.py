"""The likeliest candidates' own lines, put side by side to be read once more.

Read passage by passage, no candidate is seen beside those of other passages, and a row of a table is seen among all
others; the reader then takes a neighbour's hour for the one that is asked for. Of the few that are left it tells the
right one better. Answers of several passages in one reading: Wang et al., 2018 (arXiv 1711.05116). Pure; the model's
part is in `index.answering.reader`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from haystack import Document

from index.answering.candidates.spans import Candidate
from index.language.questions.coverage import line_of

# How many candidates are compared: the right one is among the first four of 98 in 100 questions that find it at all.
COMPARED_LINES = 4
_BREAK = "\n\n"


class Lines(NamedTuple):
    """A text made of lines of several passages, and where each candidate stands in it, half-open."""

    text: str
    places: list[tuple[int, int]]


def side_by_side(documents: Sequence[Document], candidates: Sequence[Candidate]) -> Lines:
    """Return the lines of candidates, each line once, with the title of its article before it; the likeliest first.

    Passages of an article overlap, and hold the same line twice.
    """
    text = ""
    begins: dict[str, int] = {}
    places = []
    for each in candidates:
        document = documents[each.document]
        passage, title = document.content or "", document.meta.get("title")
        first, last = line_of(passage, each.start, each.end)
        named = f"{title}: " if title else ""
        line = named + passage[first:last]
        if line not in begins:
            text += _BREAK if text else ""
            begins[line] = len(text + named)
            text += line
        shift = begins[line] - first
        places.append((each.start + shift, each.end + shift))
    return Lines(text, places)
