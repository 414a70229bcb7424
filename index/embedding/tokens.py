"""Cuts texts into tokens a window at a time: the tokenizer is native, and none of its calls may last.

Windows begin at white space, so that the tokens are those of the whole text. Only a run without any that is longer than
a word of any language is cut by length: of unknown characters such a run would be one token, however long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokenizers import Tokenizer

Span = tuple[int, int]

WINDOW_CHARS = 5_000
_LONGEST_WORD_CHARS = 500
_WORD = re.compile(r"\S+")


def ids_of(tokenizer: Tokenizer, text: str, most: int) -> list[int]:
    """Return the ids of a text's first tokens, so many at the most, without special ones."""
    ids: list[int] = []
    for start, end in windows(text):
        ids += tokenizer.encode(text[start:end], add_special_tokens=False).ids
        if len(ids) >= most:
            break
    return ids[:most]


def tokens_of(tokenizer: Tokenizer, text: str, window_chars: int = WINDOW_CHARS) -> tuple[list[int], list[Span]]:
    """Return the ids of a text's tokens, without special ones, and their half-open character spans.

    Args:
        tokenizer: without truncation.
        text: of any length.
        window_chars: how much one call of the tokenizer sees.
    """
    ids: list[int] = []
    spans: list[Span] = []
    for start, end in windows(text, window_chars):
        encoding = tokenizer.encode(text[start:end], add_special_tokens=False)
        ids += encoding.ids
        spans += [(start + first, start + last) for first, last in encoding.offsets] if start else encoding.offsets
    return ids, spans


def windows(text: str, window_chars: int = WINDOW_CHARS) -> Iterator[Span]:
    """Yield the half-open spans of a text's windows, in order and without gaps."""
    start = 0
    while start < len(text):
        end = min(start + window_chars, len(text))
        if end < len(text):
            space = max(text.rfind(" ", start + 1, end), text.rfind("\n", start + 1, end))
            # All the white space goes to the next window: of several blanks the tokenizer makes one.
            end = start + (len(text[start:space].rstrip()) or space - start) if space > start else end
        yield from _parts(text, start, end)
        start = end


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a window in parts that end behind each piece of a run without white space."""
    if end - start > _LONGEST_WORD_CHARS:
        for word in _WORD.finditer(text, start, end):
            for cut in range(word.start() + _LONGEST_WORD_CHARS, word.end(), _LONGEST_WORD_CHARS):
                yield start, cut
                start = cut
    yield start, end
