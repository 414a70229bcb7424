"""Tells whether articles speak of one thing, or of that which is asked of: by a question's words and by their titles.

There is a chairman of each committee and a Monday in each timetable: that both texts hold a question's words says
little where it names nothing. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from index.language.question_words import ANYTHINGS, ATTRIBUTES, KINDS_WITH_NAMES, OFFICES
from index.language.questions.coverage import covered_text, is_form_of, subject_words
from index.language.questions.numbered_names import is_of_others, numbered_names
from index.language.questions.other_days import is_a_day_or_month
from index.language.subjects import is_relational, noun_phrases

# Titles of one pattern share so much of all their words, and so many words.
_OF_ONE_PATTERN, _FEWEST_SHARED = 0.5, 2
_DIGITS_OF_A_YEAR = 4
# Where something is does not say what it is.
_PLACE = re.compile(r"\b(?:di|ke|dari|pada|in|at|on|from)\s+[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*")
# Not at the beginning of a sentence, where every word has a capital.
_CAPITAL_WITHIN = re.compile(r"(?:(?<=[^\W_] )|(?<=[^\W_], ))[A-Z][^\W\d_]+")
_SMALL = re.compile(r"\b[a-z]+\b")


class Topic(NamedTuple):
    """What an article is about: its title, and what is known of its text."""

    title: str
    text: str


def are_of_one_thing(query: str, one: Topic, other: Topic) -> bool:
    """Return whether two articles that both hold a question's words mean the same thing by them."""
    if noun_phrases(_PLACE.sub("", query)):
        return True
    mine, theirs = subject_words(one.title), subject_words(other.title)
    shared = [each for each in mine if any(is_form_of(word, each) for word in theirs)]
    if len(shared) < _FEWEST_SHARED or _are_told_apart(one, other):
        return False
    if len(shared) >= _OF_ONE_PATTERN * (len(mine) + len(theirs) - len(shared)):
        return True
    things = [each for each in shared if not (is_relational(each) or each in OFFICES)]
    return any(is_form_of(each, word) for word in subject_words(query) for each in things)


def is_of_another(query: str, topic: Topic, titles: Iterable[str]) -> bool:
    """Return whether a question has a word that an article never has, and that stands in the title of another one.

    So it asks of the other's club or village. What may be asked or said of anything does not count.

    Args:
        query: the question, in the article's language.
        topic: the article that answers it.
        titles: of the articles that were found.
    """
    words = [each for each in subject_words(query) if _names_something(each)]
    held = covered_text(f"{topic.title}\n{topic.text}", words).words()
    missing = [word for at, word in enumerate(words) if at not in held]
    return any(covered_text(each, missing).places for each in titles if each != topic.title)


def _names_something(word: str) -> bool:
    may_be_of_anything = is_relational(word) or word in ANYTHINGS | ATTRIBUTES or is_a_day_or_month(word)
    return len(word) > 1 and not word.isdigit() and not may_be_of_anything


def _are_told_apart(one: Topic, other: Topic) -> bool:
    """Return whether each has a name or a number of its own: Posyandu Melati and Mawar, RT 02 and RT 05."""
    numbered = [
        each
        for each in numbered_names(f"{one.title}\n{one.text}")
        if each.word in KINDS_WITH_NAMES and len(each.number) < _DIGITS_OF_A_YEAR
    ]
    return is_of_others(numbered, f"{other.title}\n{other.text}") or bool(
        _names_of_its_own(one, other) and _names_of_its_own(other, one)
    )


def _names_of_its_own(one: Topic, other: Topic) -> set[str]:
    """Return the names in the title of one article that the other never has; in titles each word may have a capital."""
    # Loads dateparser, for which commands that ask nothing need not wait.
    from index.language.date_patterns import month_names

    names = {each.lower() for each in _CAPITAL_WITHIN.findall(one.text)} - set(_SMALL.findall(one.text))
    held = set(subject_words(f"{other.title} {other.text}"))
    own = {each for each in subject_words(one.title) if each in names and each not in held}
    return {each for each in own if not (each in month_names() or is_a_day_or_month(each))}
