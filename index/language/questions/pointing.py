"""Tells whether a question points to something that is not in it: "siapa dia?", "where was it held". By rule; pure."""

from __future__ import annotations

from collections.abc import Sequence

from index.language.question_words import (
    ANYTHINGS,
    DEFINING,
    KINDS_WITH_NAMES,
    OFFICES,
    PEOPLE,
    POINTING,
    THERE,
    THINGS,
    WEAK,
)
from index.language.questions.joining import STATES
from index.language.reading.roots import is_indonesian
from index.language.subjects import has_suffix, is_function, is_relational

_MOST_RELATIONAL = 3
_PLACINGS = frozenset({"second", "third", "fourth", "fifth", "runner-up"})


def points(words: Sequence[str]) -> bool:
    """Return whether a word points at all, to what is in the question or not."""
    return any(each.lower() in POINTING for each in words)


def points_back(words: Sequence[str], content: Sequence[str]) -> bool:
    """Return whether a word points to something that is not in the question."""
    lowered = [each.lower() for each in words]
    if _has_its_own_subject(lowered):
        return False
    if any(map(has_suffix, words)) or set(lowered) & (PEOPLE | THINGS - WEAK) or lowered[-1] in THERE:
        return True
    # Not in "siapa Lavrov itu?" and "apa itu fotosintesis?".
    defines = " ".join(lowered).startswith(DEFINING) and not says_only_relations(content)
    return bool(set(lowered) & WEAK) and not defines


def _has_its_own_subject(lowered: Sequence[str]) -> bool:
    """Return whether a name without capitals stands before what is its: "gunung sirimba kapan meletusnya"."""
    owned = next((at for at, each in enumerate(lowered) if has_suffix(each)), 0)
    before = [each for each in lowered[:owned] if not is_function(each)]
    is_named = any(len(each) > 2 and each.isascii() and not is_indonesian(each) for each in before)
    return is_named or (len(before) > 1 and before[0] in KINDS_WITH_NAMES - OFFICES)


def says_only_relations(content: Sequence[str]) -> bool:
    """Return whether words say of a subject what may be said of any: "the winner", "opened"."""
    told = [*relations(content), *(each for each in content if each.lower() in ANYTHINGS and not is_relational(each))]
    return 0 < len(content) <= _MOST_RELATIONAL and len(told) == len(content)


def relations(content: Sequence[str]) -> list[str]:
    """Return the words that say something of a subject without being one."""
    return [each for each in content if is_relational(each) or each.lower() in STATES | _PLACINGS]
