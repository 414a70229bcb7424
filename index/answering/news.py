"""Two strong answers of articles of different days are not noise but news: the newer one supersedes the older.

A price that has risen, an event that was put off, a new chairman: both answers come back, the newer first and as sure
as both together, since what competes with it was right once. Decided by rule, and only where both articles speak of
all that the question names, and of one thing; see `index.answering.topics`. Of two things, none is sure. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from haystack import Document

from index.answering.candidates.features import article_of, texts_by_article
from index.answering.evidence import WeighedAnswer
from index.answering.topics import Topic, are_of_one_thing
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

    Where the two are of different things the answers stay as they are, and the first is doubtful. `answers` begin with
    the most probable, `documents` are the passages that they were read in.
    """
    if not answers or answers[0].logit <= _STRONG_LOGIT:
        return list(answers)
    wanted = {each.lower() for each in words_of(query) if len(each) >= _SHORTEST_WORD and not is_function(each)}
    first, *others = answers
    is_doubtful = False
    for at, other in enumerate(others[: _LOOKED_AT - 1]):
        if other.logit <= _STRONG_LOGIT or not _do_compete(first, other, documents, wanted):
            continue
        if not are_of_one_thing(query, _topic(first, documents), _topic(other, documents)):
            is_doubtful = True
        elif _are_of_different_days(first, other, documents):
            newer, older = sorted((first, other), key=lambda each: _day(each, documents), reverse=True)
            certain = replace(newer, probability=first.probability + other.probability, doubtful=is_doubtful)
            return [certain, replace(older, superseded=True), *others[:at], *others[at + 1 :]]
    return [replace(first, doubtful=is_doubtful), *others]


def _do_compete(
    one: WeighedAnswer, other: WeighedAnswer, documents: Sequence[Document], wanted: Collection[str]
) -> bool:
    """Return whether two articles that speak of all that a question names answer it otherwise, in the same way."""
    if one.best.place[0] == other.best.place[0] or _kind(one) != _kind(other):
        return False
    if _kind(one) == "number" and not _are_of_one_measure(one, other):
        return False
    if _kind(one) == "words" and _is_part_of_it(one, other):
        return False
    return bool(wanted) and all(_told(each, documents, wanted) == wanted for each in (one, other))


def _are_of_different_days(one: WeighedAnswer, other: WeighedAnswer, documents: Sequence[Document]) -> bool:
    return date.min not in (days := {_day(each, documents) for each in (one, other)}) and len(days) > 1


def _topic(answer: WeighedAnswer, documents: Sequence[Document]) -> Topic:
    """Return what is known of the article of an answer, from all its passages."""
    document = documents[answer.best.candidate.document]
    return Topic(document.meta.get("title") or "", texts_by_article(documents)[article_of(document)])


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


def _told(answer: WeighedAnswer, documents: Sequence[Document], wanted: Collection[str]) -> set[str]:
    """Return those of the question's words that an answer's passage or its title holds."""
    document = documents[answer.best.candidate.document]
    text = f"{document.meta.get('title') or ''} {document.content or ''}".lower()
    return {each for each in wanted if each in text}


def _day(answer: WeighedAnswer, documents: Sequence[Document]) -> date:
    published = documents[answer.best.candidate.document].meta.get("published")
    return date.fromisoformat(published) if published else date.min
