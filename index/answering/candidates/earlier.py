"""Candidates that a text says were so before: "Semula ke museum, diganti ke kebun teh", "Previously Monday".

Who asks without a word for the past wants what holds now. What was so before is left out where the article has another
candidate that can be an answer and is not much weaker; by words, and pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from haystack import Document

from index.answering.candidates.features import Candidate, article_of
from index.language.questions.kinds import AnswerKind, asked_kind, misfit

_SENTENCE_END = re.compile(r"(?<=[.!?”])\s+|\n+")
_BEFORE = re.compile(
    r"\b(?:semula|sebelumnya(?!,)|awalnya|mulanya|tadinya|sedianya|dulunya)\b"
    r"|\b(?:previously(?!,)|formerly|originally|at first)\b"
    r"|\bhad been (?:announced|planned|scheduled) for\b|\bfirst planned for\b",
    re.IGNORECASE,
)
_IN_ANOTHER_YEAR = re.compile(
    r"(?<!sejak )(?<!since )\b(?:tahun lalu|last year)\b|\bsebelum (?!pukul|jam)[^,.;\n]{1,60}+,", re.IGNORECASE
)
_NOW = re.compile(
    r"\b(?:di(?:ganti|ubah|pindah|tunda|undur|mundur|maju|geser|alih|naik|turun)\w*|men(?:jadi|unda)\w*|jadi|berubah|pindah|"
    r"kini|sekarang|tetapi|tapi|namun|akhirnya|now|but|moved|changed|postponed|replaced|became|instead)\b|[;:]",
    re.IGNORECASE,
)
_ASKED_FOR_BEFORE = re.compile(
    r"\b(?:semula|sebelum\w*|awal\w*|mula-?mula\w*|tadi\w*|sedianya|dulu\w*|dahulu|lama|pernah|batal|lalu|last|previous\w*|before|"
    r"former\w*|original\w*|first|used to|was|were|did|had)\b",
    re.IGNORECASE,
)
_NUMBERS = frozenset({AnswerKind.PRICE, AnswerKind.COUNT, AnswerKind.NUMBER, AnswerKind.MEASURE})
# Whom somebody met before, or for how long, he still has.
_OF_THE_PRESENT = _NUMBERS | {AnswerKind.DAY, AnswerKind.DATE, AnswerKind.TIME, AnswerKind.PLACE}
# How much weaker (logits) what holds now may be.
_WEAKER = 6.0


def without_earlier(question: str, documents: Sequence[Document], candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates without what held before, where another of the article can be what is asked for.

    Args:
        question: as it was read.
        documents: the passages.
        candidates: spans of them.
    """
    kind = asked_kind(question)
    if kind not in _OF_THE_PRESENT or _ASKED_FOR_BEFORE.search(question):
        return list(candidates)
    texts = [each.content or "" for each in documents]
    marks = [_BEFORE, _IN_ANOTHER_YEAR] if kind in _NUMBERS else [_BEFORE]
    earlier = [any(_held_before(texts[each.document], each.start, mark) for mark in marks) for each in candidates]
    if not any(earlier):
        return list(candidates)
    now = [
        each
        for each, was in zip(candidates, earlier, strict=True)
        if not was and misfit(kind, texts[each.document][each.start : each.end]) == 0
    ]

    def is_replaced(span: Candidate) -> bool:
        article = article_of(documents[span.document])
        alike = (each for each in now if article_of(documents[each.document]) == article)
        return any(each.margin >= span.margin - _WEAKER for each in alike)

    return [each for each, was in zip(candidates, earlier, strict=True) if not (was and is_replaced(each))]


def _held_before(text: str, start: int, mark: re.Pattern[str]) -> bool:
    """Return whether a mark in front of a place, in its sentence, says that what follows was so before."""
    begins = max((each.end() for each in _SENTENCE_END.finditer(text, 0, start)), default=0)
    last = max((each.end() for each in mark.finditer(text, begins, start)), default=-1)
    return last >= 0 and _NOW.search(text, last, start) is None
