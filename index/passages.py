"""Cuts an article into overlapping passages that begin and end at sentences, with exact character offsets.

Sentence boundaries come from Wikimedia's `sentencex`, which knows some 250 languages and falls back sensibly for the
others; a sentence that is too long for a passage is cut between tokens. Does not embed.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import sentencex
from tokenizers import Tokenizer

Span = tuple[int, int]

# Abbreviations of Indonesian newspapers after which sentencex ends a sentence.
_NO_SENTENCE_END = ("rp.", "moh.", "muh.", "abd.", "jl.", "no.", "kab.", "kec.", "tgl.", "hlm.", "a.n.", "s.d.")


@dataclass(frozen=True)
class PassageSettings:
    """How articles are cut; recorded in every snapshot's manifest.

    Attributes:
        target_tokens: a passage takes sentences until it would exceed this many tokens.
        overlap_sentences: how many sentences two neighbouring passages share.
    """

    target_tokens: int = 110
    overlap_sentences: int = 1


def sentence_spans(text: str, language: str) -> list[Span]:
    """Return the half-open character spans of the sentences, without surrounding white space, in order."""
    spans: list[Span] = []
    joined = False
    for boundary in sentencex.get_sentence_boundaries(language, text):
        start, end = _strip(text, boundary["start_index"], boundary["end_index"])
        if start == end:
            joined = False
            continue
        if joined:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        joined = text[start:end].lower().endswith(_NO_SENTENCE_END) and _is_abbreviation(text, start, end)
    return spans


def passage_spans(text: str, language: str, tokenizer: Tokenizer, settings: PassageSettings) -> list[Span]:
    """Return the half-open character spans of the passages.

    Every character that is not white space lies in at least one passage.
    """
    token_starts = [start for start, _ in tokenizer.encode(text, add_special_tokens=False).offsets]

    def tokens(start: int, end: int) -> int:
        return bisect_left(token_starts, end) - bisect_left(token_starts, start)

    pieces: list[tuple[int, int, int]] = []
    for start, end in sentence_spans(text, language):
        cut = _cut(text, start, end, token_starts, settings.target_tokens)
        pieces += [(*piece, tokens(*piece)) for piece in cut]
    spans: list[Span] = []
    first = 0
    while first < len(pieces):
        after = first
        total = 0
        while after < len(pieces) and (after == first or total + pieces[after][2] <= settings.target_tokens):
            total += pieces[after][2]
            after += 1
        spans.append((pieces[first][0], pieces[after - 1][1]))
        if after == len(pieces):
            break
        first = max(first + 1, after - settings.overlap_sentences)
        # Less overlap where the next sentence does not fit beside it: a passage within another would say nothing new.
        while first < after and sum(piece[2] for piece in pieces[first : after + 1]) > settings.target_tokens:
            first += 1
    return spans


def sentence_around(text: str, start: int, end: int, language: str) -> Span:
    """Return the span of the sentence, or of the sentences, that hold `text[start:end]`."""
    paragraph_start = text.rfind("\n\n", 0, start)
    paragraph_start = 0 if paragraph_start < 0 else paragraph_start + 2
    paragraph_end = text.find("\n\n", end)
    paragraph_end = len(text) if paragraph_end < 0 else paragraph_end
    paragraph = text[paragraph_start:paragraph_end]
    held = [
        (paragraph_start + first, paragraph_start + last)
        for first, last in sentence_spans(paragraph, language)
        if paragraph_start + first < end and paragraph_start + last > start
    ]
    return (min(start, held[0][0]), max(end, held[-1][1])) if held else (start, end)


def _strip(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    """Tell whether the last word up to `end` is one of the abbreviations, and not merely ends like one."""
    last_word = text[start:end].lower().rsplit(maxsplit=1)[-1]
    return last_word.lstrip("(\"'“‘") in _NO_SENTENCE_END


def _cut(text: str, start: int, end: int, token_starts: list[int], target_tokens: int) -> list[Span]:
    """Cut a long sentence between tokens, at white space where there is some near the limit."""
    spans: list[Span] = []
    while True:
        first = bisect_left(token_starts, start)
        if bisect_left(token_starts, end) - first <= target_tokens:
            break
        limit = token_starts[first + target_tokens]
        space = text.rfind(" ", start + (limit - start) // 2, limit)
        cut = space if space > start else limit
        if cut <= start:
            break
        spans.append(_strip(text, start, cut))
        start = _strip(text, cut, end)[0]
    spans.append((start, end))
    return [span for span in spans if span[0] < span[1]]
