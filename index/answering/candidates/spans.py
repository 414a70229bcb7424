"""Finds the best answer spans in a reader's start and end logits: pure arithmetic, no model.

Scores follow BERT's SQuAD 2.0 head (Devlin et al., 2019): a span's score is start + end, the null score stands at
position 0, and what counts is the margin of the span over the null of its own window.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.articles import CELL_BREAK, MAX_LABEL_CHARS
from index.language.sentences.spans import sentence_around

Float32 = NDArray[np.float32]
_BREAK = "\n\n"
_BEFORE_A_LABEL = ("\n", CELL_BREAK)
_LABEL = re.compile(rf"[^\W\d][^|:\n]{{0,{MAX_LABEL_CHARS - 1}}}: +(?=\S)")
_BLANK = re.compile(r"\s")
_PERHAPS_ENDS = re.compile(r"[.!?…]\s")
# An address of e-mail or the web is one word, whatever marks it has.
_ADDRESS = re.compile(
    r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)[^\s|<>()]+"
    r"|(?<![\w.-])(?:[\w-]+\.)++(?:com|org|net|edu|gov|info|io|id|uk|au|nz|ie|sg|my|eu|us|ca|example|test)\b(?:/[^\s|<>()]*)?",
    re.IGNORECASE,
)
# Lines of a list are no longer than that.
_LIST_WORDS = 12
# Characters; a line that was wrapped is no shorter.
_SHORT_LINE = 60


@dataclass(frozen=True)
class TokenSpan:
    """A span of tokens, both ends inclusive; `margin` is its score over the window's null score, in logits."""

    first: int
    last: int
    margin: float


@dataclass(frozen=True)
class Candidate:
    """A span that the reader found.

    Attributes:
        document: the number of its passage.
        start: a character of the passage's text.
        end: one past its last character.
        margin: over the null, in logits.
        taken_for: other places that the reader marked for it; see the modules `cells` and `definitions`.
        named: whether the question names its row of a table, or its line.
    """

    document: int
    start: int
    end: int
    margin: float
    taken_for: tuple[tuple[int, int], ...] = ()
    named: bool = False


def best_spans(
    start_logits: Float32, end_logits: Float32, *, text_from: int, text_to: int, max_tokens: int, top: int
) -> list[TokenSpan]:
    """Return the highest-scoring spans of one window, best first.

    Args:
        start_logits: float32, (tokens,); position 0 is the null.
        end_logits: float32, (tokens,).
        text_from: first token of the passage in the window.
        text_to: one past its last token.
        max_tokens: the longest span allowed.
        top: how many spans to return at the most.
    """
    length = text_to - text_from
    if length <= 0:
        return []
    null = float(start_logits[0] + end_logits[0])
    starts, ends = start_logits[text_from:text_to], end_logits[text_from:text_to]
    scores = starts[:, None] + ends[None, :]
    offsets = np.arange(length)[None, :] - np.arange(length)[:, None]
    scores = np.where((offsets >= 0) & (offsets < max_tokens), scores, -np.inf)
    flat = scores.ravel()
    count = min(top, int(np.isfinite(flat).sum()))
    best = np.argpartition(-flat, count - 1)[:count]
    best = best[np.argsort(-flat[best], kind="stable")]
    return [
        TokenSpan(text_from + int(at) // length, text_from + int(at) % length, float(flat[at]) - null) for at in best
    ]


def margin_of(start_logits: Float32, end_logits: Float32, first: int, last: int) -> float:
    """Return the margin of one span of tokens, both ends inclusive, over the null of its window, in logits."""
    return float(start_logits[first] + end_logits[last] - start_logits[0] - end_logits[0])


def is_in_one_piece(text: str, start: int, end: int) -> bool:
    """Tell whether a span stays within its paragraph and its table's cell, or takes in whole lines of a list.

    A headline runs into the text below it as tokens, which know no lines, and so does a cell into the next one; lines
    of a list are short and end without a full stop; what introduces them ends with a colon. Of lines without a blank
    one between it stays within one that ends early, or takes in whole ones; prose may have been wrapped.
    """
    if CELL_BREAK in text[start:end]:
        return False
    if _BREAK not in text[start:end]:
        return "\n" not in text[start:end] or _is_wrapped_or_whole(text, start, end)
    before, after = text[:start].rpartition(_BREAK)[2], text[end:].partition(_BREAK)[0]
    is_whole = not any(map(str.isalnum, before + after))
    lines = f"{before}{text[start:end]}{after}".split(_BREAK)
    return is_whole and all(
        len(each.split()) <= _LIST_WORDS and not each.rstrip().endswith((".", ":")) for each in lines
    )


def _is_wrapped_or_whole(text: str, start: int, end: int) -> bool:
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    if not any(map(str.isalnum, text[first:start] + text[end:last])):
        return True
    return not any(_begins_anew(*each) for each in pairwise(text[first:last].split("\n")))


def _begins_anew(line: str, following: str) -> bool:
    """Return whether a line says something else than the one before: it has a label, or that one ends early."""
    if _LABEL.match(following):
        return True
    ends_early = len(line) < _SHORT_LINE and not line.rstrip().endswith(",")
    return ends_early and not following.lstrip()[:1].islower()


def is_in_one_sentence(text: str, start: int, end: int, language: str) -> bool:
    """Tell whether a span begins and ends in the same sentence, or takes in several lines.

    The reader marks where answers begin and where they end by themselves: it may mark the beginning of one answer and
    the end of another.
    """
    if _BREAK in text[start:end]:
        return True
    return not _PERHAPS_ENDS.search(text, start, end) or sentence_around(text, start, start + 1, language)[1] >= end


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Shrink a character span past white space and stray punctuation, and widen it to whole words and addresses.

    A bracket or quotation mark stays where its partner stands inside the span, unless the two brackets hold all of it,
    and one that stands right beside the span comes in to its partner; `%`, `°` and currency signs stay. What a line or
    a table's cell calls its value goes: "Jam: 08.00" is "08.00".

    Returns:
        The new half-open span; empty (start == end) when nothing but punctuation was in it.
    """
    start, end = _shrink(text, start, end)
    if _STRAY.issuperset(text[start:end]):
        return start, start
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum() and _alphabetic(text, start):
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum() and _alphabetic(text, end):
        end += 1
    start, end = _with_whole_addresses(text, start, end)
    return _with_partners(text, *_shrink(text, _past_label(text, start, end), end))


def _with_whole_addresses(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span that begins or ends within an address: "broadmere" of "pool@broadmere.example"."""
    first = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
    stop = _BLANK.search(text, end)
    last = stop.start() if stop else len(text)
    if (first, last) == (start, end):
        return start, end
    for each in _ADDRESS.finditer(text, first, last):
        if each.start() < end and start < each.end():
            start, end = min(start, each.start()), max(end, each.end())
    return start, end


_OPENING = {")": "(", "]": "[", "”": "“", "’": "‘", "»": "«", '"': '"', "'": "'"}
_OPENED, _CLOSED = frozenset("(["), frozenset(")]")
_CLOSING = {opening: closing for closing, opening in _OPENING.items()}
_STRAY = frozenset(" \t\r\n\u00a0.,;:!?…-–—/\\|*_()[]{}\"'“”‘’«»")


def _shrink(text: str, start: int, end: int) -> tuple[int, int]:
    changed = True
    while changed and start < end:
        changed = False
        first, last = text[start], text[end - 1]
        if first in _STRAY and not _has_partner(text, start, end, first, _CLOSING):
            start, changed = start + 1, True
        elif last in _STRAY and not _has_partner(text, start, end, last, _OPENING):
            end, changed = end - 1, True
        elif first in "([" and text.find(_CLOSING[first], start, end) == end - 1:
            start, end, changed = start + 1, end - 1, True
    return start, end


def _with_partners(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in a bracket right beside a span that cuts a pair in two: "Ki Sastro (83" is "Ki Sastro (83)"."""
    inside, before, after = text[start:end], text[max(0, start - 1) : start], text[end : end + 1]
    if after in _CLOSED and inside.count(_OPENING[after]) > inside.count(after):
        return start, end + 1
    if before in _OPENED and inside.count(_CLOSING[before]) > inside.count(before):
        return start - 1, end
    return start, end


def _past_label(text: str, start: int, end: int) -> int:
    """Return where a value begins whose label a span begins with: in a cell, or beside other lines with labels."""
    label = _LABEL.match(text, start, end)
    begins = start == 0 or text[max(0, start - 3) : start].endswith(_BEFORE_A_LABEL)
    if not label or not begins or any(each in text[start:end] for each in _BEFORE_A_LABEL):
        return start
    line = text.rfind("\n", 0, start) + 1
    before, after = text[:line].rstrip().rpartition("\n")[2], text[end:].partition("\n")[2].lstrip()
    is_cell = CELL_BREAK in text[line:end] or text[end:].partition("\n")[0].startswith(CELL_BREAK)
    return label.end() if is_cell or _LABEL.match(before) or _LABEL.match(after) else start


def _has_partner(text: str, start: int, end: int, mark: str, partners: dict[str, str]) -> bool:
    partner = partners.get(mark)
    inside = text[start:end]
    if partner is None:
        return False
    return inside.count(mark) >= 2 if partner == mark else partner in inside


def _alphabetic(text: str, at: int) -> bool:
    """Tell whether the characters around `at` belong to a script that puts spaces between words."""
    return all(ord(character) < 0x0E00 for character in text[at - 1 : at + 1])
