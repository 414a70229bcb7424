"""Candidates of more than one clause, cut to the one that says what is asked: "Rp 15 juta, dibelikan mesin pencacah".

By words that the question asks with: the verb before "apa", what is counted after "berapa", and sums where it asks for
a price. Pure.
"""

from __future__ import annotations

import re

from index.language.questions.kinds import AnswerKind

_VERB_OF_WHAT = re.compile(r"\b((?:di|me)\w{3,})\s+(?:dengan\s+|jadi\s+|menjadi\s+)?apa\b(?!\s+saja)", re.IGNORECASE)
_COUNTED = re.compile(r"\bberapa\s+(?:banyak\s+)?([^\W\d_]{3,})", re.IGNORECASE)
_CLAUSE = re.compile(r"(?:[^,;]|[,;](?!\s))+")
_OR = re.compile(r"\s(?:atau|or)\s(?:uang\s|dengan uang\s)?(?=(?:rp\.? ?|[£$€] ?)\d)", re.IGNORECASE)
_SUM = re.compile(r"\brp\.? ?\d|[£$€] ?\d", re.IGNORECASE)


def asked_clause(question: str, kind: AnswerKind, text: str, start: int, end: int) -> tuple[int, int]:
    """Return the part of a span that says what is asked; all of it where no part does so alone.

    Args:
        question: as it was read.
        kind: of its answer.
        text: of the passage.
        start: of the span, a character.
        end: one past its last character.
    """
    if (asked := _VERB_OF_WHAT.search(question)) and kind is AnswerKind.OTHER:
        found = re.compile(rf"\b{re.escape(asked[1])}\s+(?=\w)", re.IGNORECASE).search(text, start, end)
        return (found.end(), end) if found and found.start() > start else (start, end)
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
