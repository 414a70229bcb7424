"""Candidates of a definition, told whole: who asks "apa itu energi potensial?" is told more than "energi".

The reader marks the shortest words that answer; what a thing is stands in all of its sentence after "is" or "adalah".
Pure.
"""

from __future__ import annotations

import re

from index.language.sentences.spans import sentence_around
from index.language.subjects import words_of

_ASKS = re.compile(
    r"^\W*(?!.*\b(?:dikenal|disebut)\b)(?:apa(?:kah)?\s+(?:sih\s+)?itu\b(?!\s+(?:benar|betul|boleh|bisa))"
    r"|apa(?:kah)?\s+(?:yang\s*)?(?:di)?(?:maksud|definisi|pengertian)\w*\b(?!\s+(?:dari\s+)?(?:kata|nama|istilah)\b)"
    r"|(?:what\s+(?:is|are|was)|what[’']s)\s+(?:meant\s+by\b|the\s+definition\s+of\b|an?\s+(?:[\w’'-]+\s*){1,3}\W*$"
    r"|[\w’'-]+\W*$))"
    r"|\bitu\s+apa(?:an)?\W*$",
    re.IGNORECASE,
)
_VERB = r"(?:adalah|ialah|merupakan|yaitu|yakni|artinya|berarti|means?|refers?\s+to)"
_IS = r"(?:is|are|was|were)"
_ARTICLE = r"(?:(?:an?|the|sebuah|suatu|seorang|seekor|salah\s+satu)\s+)?"
_SAYS = re.compile(rf"(?<!\w)(?:{_VERB}\s+(?=\w)|{_IS}\s+(?=(?:an?|one\s+of)\s))", re.IGNORECASE)
_LEADING = re.compile(rf"(?<!\w)(?:{_VERB}|{_IS})\s+{_ARTICLE}$", re.IGNORECASE)
# An encyclopaedia's mark of a source is no word of the sentence, which ends before it.
_SOURCED_END = re.compile(r"[.!?]?(?:\[[^\]\n]{1,20}\])+(?=\s+[^\W\d_a-z]|\s*$)")
_MOST_WORDS = 60
_SHORTEST_NAME = 4
_OPENING, _CLOSING = "([“‘«", ")]”’»"


def asks_for_definition(question: str) -> bool:
    """Return whether a question asks what something is: "apa itu posyandu", "what is a lido"."""
    return _ASKS.search(question) is not None


def whole_definition(question: str, text: str, start: int, end: int, language: str) -> tuple[int, int]:
    """Return the span of the definition that a span is of or names; the span itself where it is of none.

    For questions that `asks_for_definition`.
    """
    begin, stop = sentence_around(text, start, end, language)
    if sourced := _SOURCED_END.search(text, end, stop):
        stop = sourced.start()
    first = _where_defined(question, text, begin, start, end, stop)
    if first is None:
        return start, end
    whole = text[first:stop]
    return (first, stop) if "\n" not in whole and len(whole.split()) <= _MOST_WORDS else (start, end)


def _where_defined(question: str, text: str, begin: int, start: int, end: int, stop: int) -> int | None:
    """Return where the words begin that say what is asked for, in the sentence of a span."""
    asked = {each for each in words_of(question.lower()) if len(each) >= _SHORTEST_NAME}
    for verb in _SAYS.finditer(text, begin, stop):
        is_outside = not _is_within_brackets(text[begin : verb.start()])
        if is_outside and not asked.isdisjoint(words_of(text[begin : verb.start()].lower())):
            return verb.end() if verb.end() <= start or verb.start() >= end else None
    is_led = _LEADING.search(text, begin, start) and not _is_within_brackets(text[begin:start])
    return start if is_led else None


def _is_within_brackets(before: str) -> bool:
    """Return whether a bracket or a quotation is open behind these words of a sentence."""
    return sum(map(before.count, _OPENING)) > sum(map(before.count, _CLOSING)) or before.count('"') % 2 == 1
