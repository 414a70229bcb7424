"""Candidates of more than one clause, cut to the one that says what is asked: "Rp 15 juta, dibelikan mesin pencacah".

By words that the question asks with: the verb before "apa", what is counted after "berapa", sums where it asks for a
price, and of several prices ("Rp 40.000 dewasa; Rp 25.000 anak") whose it asks for. Pure.
"""

from __future__ import annotations

import re

from index.language.questions.kinds import AnswerKind
from index.language.subjects import is_function

_VERB_OF_WHAT = re.compile(r"\b((?:di|me)\w{3,})\s+(?:dengan\s+|jadi\s+|menjadi\s+)?apa\b(?!\s+saja)", re.IGNORECASE)
_COUNTED = re.compile(r"\bberapa\s+(?:banyak\s+)?([^\W\d_]{3,})", re.IGNORECASE)
_CLAUSE = re.compile(r"(?:[^,;]|[,;](?!\s))+")
_OR = re.compile(r"\s(?:atau|or)\s(?:uang\s|dengan uang\s)?(?=(?:rp\.? ?|[£$€] ?)\d)", re.IGNORECASE)
_SUM = re.compile(r"\brp\.? ?\d|[£$€] ?\d", re.IGNORECASE)
# Prices beside one another: each begins its part, or each ends it.
_BETWEEN_PARTS = re.compile(r"[,;]\s+(?:(?:dan|serta|and)\s)?|\s(?:dan|serta|and)\s")
_PRICE = r"(?:\brp\.? ?\d|[£$€] ?\d|\b(?:gratis|free)\b)"
_BEGINS = re.compile(_PRICE, re.IGNORECASE)
_ENDS = re.compile(
    rf"{_PRICE}[\d.,]*\s?(?:ribu|rb|juta|jt|k|thousand|million)?(?:\s?(?:/|per|an?)\s?\w+)?[\s).]*$", re.IGNORECASE
)
_CHANGED = re.compile(rf"\b(?:dari|menjadi|jadi|from|to)\s{_PRICE}", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")
# Who pays, and for what, in both languages.
_PAYING = {
    word: at
    for at, words in enumerate(
        (
            ("anak", "child", "children", "kid", "kids"),
            ("dewasa", "adult", "adults"),
            ("pelajar", "siswa", "murid", "student", "students", "pupil", "pupils"),
            ("lansia", "manula", "senior", "seniors", "pensioner", "pensioners"),
            ("mobil", "car", "cars"),
            ("motor", "motorcycle", "motorcycles", "motorbike", "motorbikes"),
        )
    )
    for word in words
}


def asked_clause(question: str, kind: AnswerKind, text: str, start: int, end: int) -> tuple[int, int]:
    """Return the part of a span that says what is asked; all of it where no part does so alone."""
    if (asked := _VERB_OF_WHAT.search(question)) and kind is AnswerKind.OTHER:
        found = re.compile(rf"\b{re.escape(asked[1])}\s+(?=\w)", re.IGNORECASE).search(text, start, end)
        return (found.end(), end) if found and found.start() > start else (start, end)
    if kind in (AnswerKind.PRICE, AnswerKind.NUMBER) and (part := _asked_price(question, text, start, end)):
        return part
    if kind is AnswerKind.PRICE:
        found = _OR.search(text, start, end)
        return (found.end(), end) if found and not _SUM.search(text, start, found.start()) else (start, end)
    if counted := _COUNTED.search(question):
        noun = re.compile(rf"\b{re.escape(counted[1])}\b", re.IGNORECASE)
        clauses = list(_CLAUSE.finditer(text, start, end))
        saying = [each for each in clauses if noun.search(each[0])]
        if len(clauses) > 1 and len(saying) == 1:
            return saying[0].span()
    return start, end


def _asked_price(question: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the one of several prices that alone has a word of the question; None where none or more do."""
    edges = [start, *(edge for each in _BETWEEN_PARTS.finditer(text, start, end) for edge in each.span()), end]
    spans = list(zip(edges[::2], edges[1::2], strict=True))
    parts = [text[first:last].lstrip() for first, last in spans]
    said = [_meanings(each) for each in parts]
    is_each_a_price = all(len(_BEGINS.findall(each)) == 1 and not _CHANGED.search(each) for each in parts) and (
        all(_BEGINS.match(each) for each in parts) or all(_ENDS.search(each) for each in parts)
    )
    if len(parts) == 1 or not is_each_a_price or not all(said):
        return None
    asked = _meanings(question)
    telling = asked - set.intersection(*said)
    found = [span for span, words in zip(spans, said, strict=True) if words & telling]
    return found[0] if len(found) == 1 else None


def _meanings(text: str) -> set[object]:
    words = (each[0].casefold() for each in _WORD.finditer(text))
    return {_PAYING.get(word, word) for word in words if not is_function(word)}
