"""Cuts an article into overlapping passages that begin and end at sentences, with exact character offsets.

The lines of a list, the rows of a table and what introduces them stay together where they fit. A sentence that is too
long for a passage is cut between tokens. Does not embed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate

from index.embedding.tokens import Tokenizer, tokens_of
from index.language.sentences.spans import Span, sentence_spans, stripped
from index.passages import PassageSettings

# A cell, or an item's number; and what a sentence ends with, in any script.
_ROW = re.compile(r"\s\|\s|^\(?\d{1,2}[.)]\s")
# Of a passage: many more than its tokens have in any text, except where characters give no tokens, as white space does.
_MOST_CHARS = 10_000
_SENTENCE_END = re.compile(r"[.!?…。！？।؟۔][\"'”’»)\]]*$")


def passage_spans(text: str, language: str, tokenizer: Tokenizer, settings: PassageSettings) -> list[Span]:
    """Return the half-open character spans of the passages.

    Every character that is not white space lies in at least one passage.
    """
    token_starts = [start for start, _ in tokens_of(tokenizer, text)[1]]
    pieces = [
        piece
        for start, end in sentence_spans(text, language)
        for piece in _cut(text, start, end, token_starts, settings.target_tokens)
    ]
    if not pieces:
        return []
    counts = (bisect_left(token_starts, end) - bisect_left(token_starts, start) for start, end in pieces)
    before = [0, *accumulate(counts)]
    # Where a piece begins that does not belong to the one before; the end is one, too.
    free = [at for at in range(len(pieces)) if not (at and _goes_on(text, pieces[at - 1], pieces[at]))] + [len(pieces)]

    ends = [end for _, end in pieces]

    def fitting(first: int, tokens: int) -> int:
        by_tokens = bisect_right(before, before[first] + tokens) - 1
        return max(first + 1, min(by_tokens, bisect_right(ends, pieces[first][0] + _MOST_CHARS)))

    def end_of(first: int) -> int:
        """Return where a passage ends that begins with a piece."""
        end = fitting(first, settings.target_tokens)
        following = bisect_left(free, end)
        if free[following] == end:
            return end
        if free[following] <= fitting(first, settings.list_tokens):
            return free[following]
        return free[following - 1] if free[following - 1] > first else fitting(first, settings.list_tokens)

    spans: list[Span] = []
    first = 0
    while True:
        after = end_of(first)
        spans.append((pieces[first][0], pieces[after - 1][1]))
        if after == len(pieces):
            return spans
        first = max(first + 1, after - settings.overlap_sentences)
        # Less overlap where the next sentence does not fit beside it: a passage within another would say nothing new.
        while first < after and end_of(first) <= after:
            first += 1


def _goes_on(text: str, one: Span, other: Span) -> bool:
    """Return whether a list or table, or what introduces it, goes on from one piece to the next on another line."""
    if "\n" not in text[one[1] : other[0]]:
        return False
    said = text[one[0] : one[1]]
    if not _SENTENCE_END.search(said):
        return True
    begins_its_line = not text[text.rfind("\n", 0, one[0]) + 1 : one[0]].strip()
    return begins_its_line and bool(_ROW.search(said))


def _cut(text: str, start: int, end: int, token_starts: list[int], target_tokens: int) -> list[Span]:
    """Cut a long sentence between tokens, at white space where there is some near the limit."""
    spans: list[Span] = []
    while True:
        first = bisect_left(token_starts, start)
        following = token_starts[first + target_tokens : first + target_tokens + 1]
        limit = min(*following, end, start + _MOST_CHARS)
        if limit == end:
            break
        space = text.rfind(" ", start + (limit - start) // 2, limit)
        cut = space if space > start else limit
        if cut <= start:
            break
        spans.append(stripped(text, start, cut))
        start = stripped(text, cut, end)[0]
    spans.append((start, end))
    return [span for span in spans if span[0] < span[1]]
