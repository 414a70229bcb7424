"""Cuts an article into overlapping passages that begin and end at sentences, with exact character offsets.

A sentence that is too long for a passage is cut between tokens. Does not embed.
"""

from __future__ import annotations

from bisect import bisect_left

from index.embedding.tokens import Tokenizer, tokens_of
from index.language.sentences.spans import Span, sentence_spans, stripped
from index.passages import PassageSettings


def passage_spans(text: str, language: str, tokenizer: Tokenizer, settings: PassageSettings) -> list[Span]:
    """Return the half-open character spans of the passages.

    Every character that is not white space lies in at least one passage.
    """
    token_starts = [start for start, _ in tokens_of(tokenizer, text)[1]]

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
        spans.append(stripped(text, start, cut))
        start = stripped(text, cut, end)[0]
    spans.append((start, end))
    return [span for span in spans if span[0] < span[1]]
