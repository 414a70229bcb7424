"""The tokenizer of both encoders, SentencePiece, and texts cut by it a window at a time: none of its calls may last.

Tokens and their places are those that the models were trained with, which Hugging Face's `tokenizers` made of the same
pieces: it takes a run of white space for one, and lets no token be empty. Windows begin at white space, so that the
tokens are those of the whole text. Only a run without any that is longer than a word of any language is cut by length:
of unknown characters such a run would be one token, however long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from sentencepiece import SentencePieceProcessor

Span = tuple[int, int]

WINDOW_CHARS = 5_000
_LONGEST_WORD_CHARS = 500
_WORD = re.compile(r"\S+")
_BLANK = "▁"
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


class Tokens(NamedTuple):
    """The ids of a text's tokens, without special ones, and their half-open character spans."""

    ids: list[int]
    offsets: list[Span]


class Tokenizer:
    """A SentencePiece model that leaves white space as it is; safe to call from several threads."""

    def __init__(self, path: Path) -> None:
        """Load a model file; the caller has made sure that it is the published one."""
        self._model = SentencePieceProcessor(model_file=str(path))

    def encode(self, text: str) -> Tokens:
        """Return the tokens of a text, of a lone surrogate those of U+FFFD; long texts are left to `tokens_of`."""
        found = self._model.encode(_HALF_CHARACTER.sub("\ufffd", text), return_type="offset_mapping")
        followed = enumerate(pairwise([*found["pieces"], ""]))
        kept = [at for at, (piece, after) in followed if piece != _BLANK or not after.startswith(_BLANK)]
        spans = [found["offsets"][at] for at in kept]
        return Tokens([found["ids"][at] for at in kept], [(start, max(end, start + 1)) for start, end in spans])

    def is_word(self, word: str) -> bool:
        """Tell whether a word, at the beginning or after white space, is one token."""
        return bool(self._model.piece_to_id(_BLANK + word) != self._model.unk_id())


def tokens_in(offsets: Sequence[Span], start: int, end: int) -> list[int]:
    """Return the positions of the tokens that share a character with a half-open span."""
    return [at for at, (first, last) in enumerate(offsets) if first < end and start < last]


def ids_of(tokenizer: Tokenizer, text: str, most: int) -> list[int]:
    """Return the ids of a text's first tokens, so many at the most, without special ones."""
    ids: list[int] = []
    for start, end in windows(text):
        ids += tokenizer.encode(text[start:end]).ids
        if len(ids) >= most:
            break
    return ids[:most]


def tokens_of(tokenizer: Tokenizer, text: str, window_chars: int = WINDOW_CHARS) -> Tokens:
    """Return the tokens of a text of any length, of which one call of the tokenizer sees so many characters."""
    ids: list[int] = []
    spans: list[Span] = []
    for start, end in windows(text, window_chars):
        tokens = tokenizer.encode(text[start:end])
        ids += tokens.ids
        spans += [(start + first, start + last) for first, last in tokens.offsets] if start else tokens.offsets
    return Tokens(ids, spans)


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
