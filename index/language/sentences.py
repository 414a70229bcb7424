"""Finds sentences in a text, with exact character offsets.

Boundaries come from Wikimedia's `sentencex`, which knows some 250 languages and falls back sensibly for the others.
"""

from __future__ import annotations

import sentencex

Span = tuple[int, int]

# Abbreviations of Indonesian newspapers after which sentencex ends a sentence.
_NO_SENTENCE_END = ("rp.", "moh.", "muh.", "abd.", "jl.", "no.", "kab.", "kec.", "tgl.", "hlm.", "a.n.", "s.d.")

# sentencex looks one byte ahead of a name's initial, and breaks inside a character where a wide blank follows.
_BLANKS = dict.fromkeys((0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000), " ")


def sentence_spans(text: str, language: str) -> list[Span]:
    """Return the half-open character spans of the sentences, without surrounding white space, in order."""
    spans: list[Span] = []
    joined = False
    for boundary in sentencex.get_sentence_boundaries(language, text.translate(_BLANKS)):
        start, end = stripped(text, boundary["start_index"], boundary["end_index"])
        if start == end:
            joined = False
            continue
        if joined:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        joined = text[start:end].lower().endswith(_NO_SENTENCE_END) and _is_abbreviation(text, start, end)
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


def stripped(text: str, start: int, end: int) -> Span:
    """Return the span without the white space at its ends."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    """Tell whether the last word up to `end` is one of the abbreviations, and not merely ends like one."""
    last_word = text[start:end].lower().rsplit(maxsplit=1)[-1]
    return last_word.lstrip("(\"'“‘") in _NO_SENTENCE_END
