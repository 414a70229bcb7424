"""Two strong answers of articles of different days are not noise but news: the newer one supersedes the older.

A price that has risen, an event that was put off, a new chairman: both answers come back, the newer first and as sure
as both together, since what competes with it was right once. Decided by rule, and only where both articles speak of
all that the question names; see `supersede`. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from haystack import Document

from index.answering.evidence import WeighedAnswer
from index.language.subjects import is_function, words_of
from index.language.text import numbers_in, spelt_numbers

# A strong answer is more probable than "no answer" by itself.
_STRONG_LOGIT = 0.0
_LOOKED_AT = 4
_SHORTEST_WORD = 3
# Measures, which are no subject of a question.
_COUNTED = frozenset({"jam", "hari", "minggu", "bulan", "tahun", "orang", "day", "week", "month", "year", "percent"})
# No price and no number of places becomes so many times as much.
_MOST_TIMES = 100


def supersede(answers: Sequence[WeighedAnswer], documents: Sequence[Document], query: str) -> list[WeighedAnswer]:
    """Return the answers with the newer of two that compete in front, and the older marked.

    Args:
        answers: the most probable first.
        documents: the passages that they were read in.
        query: the question.
    """
    if not answers or answers[0].logit <= _STRONG_LOGIT:
        return list(answers)
    wanted = [each.lower() for each in words_of(query) if len(each) >= _SHORTEST_WORD and not is_function(each)]
    first = answers[0]
    for at, other in enumerate(answers[1:_LOOKED_AT], 1):
        if other.logit > _STRONG_LOGIT and _is_news(first, other, documents, wanted):
            newer, older = sorted((first, other), key=lambda each: _day(each, documents), reverse=True)
            rest = [each for place, each in enumerate(answers) if place not in (0, at)]
            certain = replace(newer, probability=first.probability + other.probability)
            return [certain, replace(older, superseded=True), *rest]
    return list(answers)


def _is_news(one: WeighedAnswer, other: WeighedAnswer, documents: Sequence[Document], wanted: Sequence[str]) -> bool:
    if one.best.place[0] == other.best.place[0] or _day(one, documents) == _day(other, documents):
        return False
    if date.min in (_day(one, documents), _day(other, documents)) or _kind(one) != _kind(other):
        return False
    if _kind(one) == "number" and not _are_of_one_measure(one, other):
        return False
    if _kind(one) == "words" and _is_part_of_it(one, other):
        return False
    told = [_told(each, documents, wanted) for each in (one, other)]
    return bool(wanted) and told[0] == told[1] == set(wanted)


def _kind(answer: WeighedAnswer) -> str:
    """Return what sort of thing an answer is: a day, a number of something, or words."""
    if answer.best.day is not None:
        return "day"
    return "number" if numbers_in(answer.best.text) else "words"


def _is_part_of_it(one: WeighedAnswer, other: WeighedAnswer) -> bool:
    """Return whether one of two answers says what the other does, and more: a hotel in Singapore, and Singapore."""
    fewer, more = sorted(({word.lower() for word in words_of(each.best.text)} for each in (one, other)), key=len)
    return fewer <= more


def _are_of_one_measure(one: WeighedAnswer, other: WeighedAnswer) -> bool:
    """Return whether two numbers may be of the same: not "4.250 eksemplar" and "tiga buku", nor "4.250" and "tiga"."""
    mine, theirs = _units(one.best.text), _units(other.best.text)
    if one.best.language == other.best.language and mine and theirs and mine.isdisjoint(theirs):
        return False
    sizes = [_size(each.best.text) for each in (one, other)]
    return not all(sizes) or max(sizes) <= _MOST_TIMES * min(sizes)


def _units(text: str) -> set[str]:
    """Return the words of what is counted: "bulan", "rp"."""
    said = {each.lower() for each in words_of(text)} - spelt_numbers()
    return {each for each in said if each.isalpha() and (each in _COUNTED or not is_function(each))}


def _size(text: str) -> float:
    """Return the greatest number in a text, 0 where it has none in digits."""
    return max((float(each) for each in numbers_in(text) if each.replace(".", "", 1).isdigit()), default=0.0)


def _told(answer: WeighedAnswer, documents: Sequence[Document], wanted: Sequence[str]) -> set[str]:
    """Return those of the question's words that an answer's passage or its title holds."""
    document = documents[answer.best.candidate.document]
    text = f"{document.meta.get('title') or ''} {document.content or ''}".lower()
    return {each for each in wanted if each in text}


def _day(answer: WeighedAnswer, documents: Sequence[Document]) -> date:
    published = documents[answer.best.candidate.document].meta.get("published")
    return date.fromisoformat(published) if published else date.min
