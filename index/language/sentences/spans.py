"""Finds sentences in a text, with exact character offsets.

Boundaries come from Wikimedia's `sentencex`, which knows some 250 languages and falls back sensibly for the others; it
is asked by `index.language.sentences.boundaries`. Whether one ends after an abbreviation is in
`index.language.sentences.ends`.
"""

from __future__ import annotations

from index.language.sentences.boundaries import WINDOW_CHARS, boundaries
from index.language.sentences.ends import further_ends, is_end

Span = tuple[int, int]

# Where a text begins: of a first paragraph that is longer than a title or a line of credits.
_BEGINNING, _SHORTEST_BEGINNING = 1_000, 40


def sentence_spans(text: str, language: str) -> list[Span]:
    """Return the half-open character spans of the sentences, without surrounding white space, in order."""
    spans: list[Span] = []
    for piece in boundaries(text, language):
        start, end = stripped(text, piece.start, piece.end)
        if start == end:
            continue
        ends = further_ends(text, start, end)
        if spans and not is_end(text, *spans[-1], start):
            start = spans.pop()[0]
        for stop, following in ends:
            spans.append((start, stop))
            start = following
        spans.append((start, end))
    return spans


def first_sentence(text: str, language: str) -> str:
    """Return the first sentence of a text's first paragraph, without a dateline that stands alone."""
    paragraphs = (each.strip() for each in text[:_BEGINNING].split("\n"))
    beginning = next((each for each in paragraphs if len(each) > _SHORTEST_BEGINNING), text[:_BEGINNING].strip())
    spans = sentence_spans(beginning, language)
    return beginning[spans[0][0] : spans[0][1]] if spans else beginning


def sentence_around(text: str, start: int, end: int, language: str) -> Span:
    """Return the span of the sentence, or of the sentences, that hold `text[start:end]`.

    Looks no further than its paragraph, and no further than `WINDOW_CHARS` to each side.
    """
    paragraph_start, paragraph_end = _paragraph_around(text, start, end)
    paragraph = text[paragraph_start:paragraph_end]
    held = [
        (paragraph_start + first, paragraph_start + last)
        for first, last in sentence_spans(paragraph, language)
        if paragraph_start + first < end and paragraph_start + last > start
    ]
    return (min(start, held[0][0]), max(end, held[-1][1])) if held else (start, end)


def _paragraph_around(text: str, start: int, end: int) -> Span:
    """Return the span of the paragraph around a span, or of what of it is near, cut at white space."""
    first, last = max(0, start - WINDOW_CHARS), min(len(text), end + WINDOW_CHARS)
    before, after = text[first:start], text[end:last]
    if (parted := before.rfind("\n\n")) >= 0:
        before = before[parted + 2 :]
    elif first:
        before = before[len(before) - len(before.lstrip()) :] if before[0].isspace() else before.partition(" ")[2]
    if (parted := after.find("\n\n")) >= 0:
        after = after[:parted]
    elif last < len(text) and not text[last].isspace():
        after = after.rpartition(" ")[0]
    return start - len(before), end + len(after)


def stripped(text: str, start: int, end: int) -> Span:
    """Return the span without the white space at its ends."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())
