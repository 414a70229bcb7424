"""Chooses which words of a question full-text search looks for, so that its cost does not grow with the archive.

BM25 costs about a microsecond for each passage that it scores, and words that many passages share hardly tell them
apart (their inverse document frequency is near zero). So the rarest words are taken as long as their passages fit a
budget. In an archive of no more passages than the budget, every word is taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

# Passages that one search scores at the most, roughly.
BUDGET = 20_000
_MAX_WORDS = 48
_WORD = re.compile(r"\w+")


def words_of(query: str) -> list[str]:
    """Return the first 48 different words of a query, in lower case."""
    return list(dict.fromkeys(_WORD.findall(query.lower())))[:_MAX_WORDS]


def folded(word: str) -> str:
    """Return a word as the full-text index keeps it: in lower case, without diacritics."""
    lower = word.lower()
    if lower.isascii():
        return lower
    return "".join(each for each in unicodedata.normalize("NFD", lower) if not unicodedata.combining(each))


def match_expression(
    words: Sequence[str],
    passages_with: Callable[[Sequence[str]], dict[str, int]],
    total: int,
    budget: int,
) -> str:
    """Return the FTS5 expression to search for; empty without words. See `chosen_words`."""
    chosen = chosen_words(words, passages_with, total, budget)
    return (" OR " if chosen.is_any_enough else " AND ").join(f'"{word}"' for word in chosen.words)


class ChosenWords(NamedTuple):
    """The words to search for, the rarest first, and whether one of them is enough in a passage."""

    words: list[str]
    is_any_enough: bool


def chosen_words(
    words: Sequence[str],
    passages_with: Callable[[Sequence[str]], dict[str, int]],
    total: int,
    budget: int,
) -> ChosenWords:
    """Return those of the words that are rare enough, any of which will do.

    When even the rarest word stands in more passages than the budget allows, a passage must have several words: the
    rarest ones together, as many as it takes if they were independent.

    Args:
        words: of the query, from `words_of`.
        passages_with: gives the number of passages of each folded word that is not rare.
        total: passages in the archive.
        budget: passages that may be scored.
    """
    if not words:
        return ChosenWords([], True)
    known = passages_with([folded(word) for word in words])
    ranked = sorted(((known.get(folded(word), 0), at, word) for at, word in enumerate(words)))
    taken: list[str] = []
    cost = 0
    for count, _, word in ranked:
        if taken and cost + count > budget:
            break
        cost += count
        taken.append(word)
    if cost <= budget:
        return ChosenWords(taken, True)
    taken, expected = [], float(total)
    for count, _, word in ranked:
        taken.append(word)
        expected *= count / total
        if expected <= budget:
            break
    return ChosenWords(taken, False)


def ids_titled(words: str, titles: Iterable[tuple[str, str]], limit: int) -> list[str]:
    """Return the ids of so many titles that hold these words; those that are just these first, then in their order."""
    wanted = " ".join(words.casefold().split())
    # Here and not in SQL: `lower` knows no letters but ASCII's in SQLite, and in PostgreSQL those of its locale.
    found = [(title.casefold() != wanted, key) for key, title in titles if wanted in title.casefold()]
    return [key for _, key in sorted(found, key=lambda each: each[0])][:limit]
