"""Asks `sentencex` where sentences end, a window of a text at a time.

sentencex looks from every quotation mark for its partner, which takes time with the square of what it is given, and it
holds Python's lock meanwhile. So it is given at most `WINDOW_CHARS` at once, cut where a paragraph or a sentence ends,
and nothing at all of what is mostly marks. It is written in Rust: pyo3 raises its panics as `PanicException`, of no
module and no `Exception`, which would end a whole build or bot, and which is told by its name. What a boundary means
is in `index.language.sentences.spans`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import sentencex

# Longer than nearly every paragraph of an article: those are seen whole.
WINDOW_CHARS = 2_000
_MANY_MARKS = WINDOW_CHARS // 10
_MAX_MARK_SHARE = 0.25
_PARAGRAPH = "\n\n"
_PANIC = "PanicException"
_SPACE = re.compile(r"\s")
_PLAIN_END = re.compile(r"(?<=[.!?…。！？])\s+")
_MARKS = dict.fromkeys(map(ord, "\"'`´“”„‟‘’‚‛«»‹›「」『』《》〈〉【】〔〕（）()[]{}<>＂＇｢｣❝❞❮❯〝〞〟"))
# It looks one byte ahead of a name's initial, and breaks inside a character where a wide blank follows.
_BLANKS = dict.fromkeys((0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000), " ")


class Piece(NamedTuple):
    """A stretch of text from one boundary to the next, half-open; all of them together are the whole text."""

    start: int
    end: int


def boundaries(text: str, language: str) -> Iterator[Piece]:
    """Yield the pieces of a text: sentences with the white space around them, and what stands between paragraphs.

    A sentence that is longer than a window is cut at white space, or, without any, anywhere.
    """
    start = 0
    while start < len(text):
        window = text[start : start + WINDOW_CHARS]
        pieces = [Piece(start + first, start + last) for first, last in _of_window(window, language)]
        if start + len(window) == len(text):
            yield from pieces
            return
        after_paragraph = window.rfind(_PARAGRAPH) + len(_PARAGRAPH)
        if after_paragraph >= len(window) // 2:
            cut = start + after_paragraph
        elif pieces[-1].start - start >= len(window) // 2:
            # What the last sentence is, only the next window tells.
            cut = pieces[-1].start
        else:
            cut = start + _blank_before_end(window)
        yield from (Piece(first, min(last, cut)) for first, last in pieces if first < cut)
        start = cut


def _of_window(window: str, language: str) -> list[tuple[int, int]]:
    if window.isspace():
        return [(0, len(window))]
    marks = len(window) - len(window.translate(_MARKS))
    if marks > max(_MANY_MARKS, _MAX_MARK_SHARE * len(window)):
        return [(0, len(window))]
    try:
        with panics_caught():
            found = sentencex.get_sentence_boundaries(language, window.translate(_BLANKS))
    except NativePanic:
        return _plainly(window)
    return [(each["start_index"], each["end_index"]) for each in found]


def _plainly(window: str) -> list[tuple[int, int]]:
    """Return the pieces that end in a full stop and the like, for what sentencex gives up on."""
    ends = [match.end() for match in _PLAIN_END.finditer(window)]
    if not ends or ends[-1] < len(window):
        ends.append(len(window))
    return list(zip([0, *ends], ends, strict=False))


def _blank_before_end(window: str) -> int:
    """Return the last place in the second half of a window where a word begins; its end when there is none."""
    half = len(window) // 2
    last = None
    for last in _SPACE.finditer(window, half):  # noqa: B007 (the last one is what is wanted)
        pass
    return last.end() if last else len(window)


class NativePanic(Exception):
    """A library written in Rust has given up on what it was given; nothing is known of the result."""


@contextmanager
def panics_caught() -> Iterator[None]:
    """Turn a panic in this block into an exception.

    Raises:
        NativePanic: there was one.
    """
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise NativePanic(str(error)) from error
