"""Candidates of a definition, told whole: who asks "apa itu energi potensial?" is told more than "energi".

The reader marks the shortest words that answer; what a thing is stands in all of its sentence after "is" or "adalah".
And it marks what a name means, "firefly" of a satellite; what has that name stands where its text introduces it. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from haystack import Document

from index.answering.candidates.spans import Candidate, trim
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
# Who asks what something is called, or what that means, is told of its name.
_ASKS_OF_A_NAME = re.compile(
    r"\b(?:arti\w*|makna\w*|berarti|nama\w*|dinamai|disebut|kepanjangan|singkatan|means?|meant|meaning|names?|named|called|"
    r"stands? for)\b",
    re.IGNORECASE,
)
_ASKS_WHAT_IT_IS = re.compile(
    r"^\W*(?:apa(?:kah)?(?: sih)? itu|apa|what(?:[’']s| is| are| was))\s+(?P<thing>[^?]{2,60}?)\W*$"
    r"|^\W*(?P<named>[^?]{2,60}?) (?:itu apa(?:an)?|apaan|apa sih)\W*$",
    re.IGNORECASE,
)
# What leads to the meaning of a name: "whose name comes from the word for", "yang berarti … dalam bahasa Jawa".
_LEADS_TO_MEANING = re.compile(
    r"\b(?:(?:name|nama(?:nya)?)\b[^.;:\n]{0,80}|(?:named|called) (?:after|for)\b[^.;:,\n]{0,60}|"
    r"(?:di(?:ambil|namai|namakan)|berasal) (?:dari|menurut|seperti)\b[^.;:\n]{0,60}|"
    r"(?:kata|the word|word|words) (?:[\w’'“”-]+ ){0,4}(?:untuk|bagi|for)\s|"
    r"(?:which means|meaning|means|(?:yang )?(?:berarti|artinya|bermakna))\s"
    r"(?=[^.;\n]{0,60}\b(?i:in|dalam|bahasa)\s+(?:bahasa\s+)?[A-Z]))"
)
_OF_A_NAME = frozenset({"yang", "whose", "which", "its", "the", "a", "that", "itu"})
# And to what the thing is, behind the comma that ends it.
_SAID_BEHIND = re.compile(r",\s+(?:is|are|was|were|adalah|ialah|merupakan|yaitu)\s+(?=[a-z])")
_INTRODUCED = re.compile(r"(?:An?|Sebuah|Sebatang|Seekor|Suatu|Selembar|Satu) (?=[a-z])")
_SPOKEN_OF_AGAIN = re.compile(r"(?P<thing>[A-Z][\w’'-]*(?: [\w’'-]+){0,7}?) (?:itu|tersebut|ini)\b")
_DOES = re.compile(
    r"\s(?:has|have|had|is|are|was|were|will|would|can|could|[a-z]{3,}ed|came|went|won|took|began|telah|sudah|akan|"
    r"menjadi|di[a-z]{4,}|ber[a-z]{4,}|me[mn][a-z]{4,}|ter[a-z]{4,})\s"
)
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


def past_names(question: str, documents: Sequence[Document], candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates, what a name means as what has that name; left out where the text does not say that.

    Args:
        question: as it is read.
        documents: the passages.
        candidates: spans of them.
    """
    asked = _ASKS_WHAT_IT_IS.match(question)
    if asked is None or _ASKS_OF_A_NAME.search(question):
        return list(candidates)
    thing = re.sub(r"^(?:the|an?|si|itu) ", "", asked["thing"] or asked["named"], flags=re.IGNORECASE)
    kept: dict[tuple[int, int, int], Candidate] = {}
    for each in sorted(candidates, key=lambda candidate: -candidate.margin):
        document = documents[each.document]
        text, language = document.content or "", document.meta.get("language") or ""
        begin, end = sentence_around(text, each.start, each.start + 1, language)
        named = re.search(rf"(?<!\w){re.escape(thing)}(?!\w)", text[begin : each.end], re.IGNORECASE)
        lead = _LEADS_TO_MEANING.search(text, begin + named.end(), each.end) if named else None
        # "A satellite named after the firefly" tells what it is.
        told = text[each.start : lead.start()].lower().replace(thing.lower(), "") if lead else ""
        if lead is None or not _OF_A_NAME.issuperset(words_of(told)):
            kept.setdefault((each.document, each.start, each.end), each)
        elif found := _what_has_the_name(text, begin, end, lead.end(), language):
            moved = replace(each, start=found[0], end=found[1], taken_for=((each.start, each.end),))
            kept.setdefault((each.document, *found), moved)
    return list(kept.values())


def _what_has_the_name(text: str, begin: int, end: int, meaning: int, language: str) -> tuple[int, int] | None:
    """Return what says what has a name: "the cat that lives aboard"; None where nothing does.

    It stands behind the meaning, or at the beginning of the text in front, or is spoken of again.

    Args:
        text: of the passage.
        begin: of the sentence that names it.
        end: of that.
        meaning: where the meaning begins.
        language: of the passage.
    """
    if told := _SAID_BEHIND.search(text, meaning, end):
        return trim(text, told.end(), end)
    first = sentence_around(text, 0, 1, language)
    if first[1] <= begin and _INTRODUCED.match(text, first[0]):
        return trim(text, first[0], _end_of_subject(text, *first))
    following = text[end:].lstrip()
    if again := _SPOKEN_OF_AGAIN.match(following):
        start = len(text) - len(following)
        return trim(text, start, start + again.end("thing"))
    return None


def _end_of_subject(text: str, start: int, end: int) -> int:
    """Return where what a sentence begins with ends: behind what is told of it between commas, or its end."""
    commas = [at for at in range(start, end) if text[at] == "," and not text[at + 1 : at + 2].isdigit()]
    does = _DOES.search(text, start, end)
    return commas[1] if len(commas) > 1 and (does is None or does.start() > commas[0]) else end
