"""Chooses which words of a question full-text search looks for, so that its cost does not grow with the archive.

BM25 costs about a microsecond for each passage that it scores, and words that many passages share hardly tell them
apart (their inverse document frequency is near zero). So the rarest words are taken as long as their passages fit a
budget. In an archive of no more passages than the budget, every word is taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

# Passages that one search scores at the most, roughly.
BUDGET = 20_000
_MOST_WORDS = 48
# Each costs as much as a word, and further ones hardly change the order.
MOST_FORMS = 12
_WORD = re.compile(r"\w+")
_PUNCTUATION = ",.;:!?\"'“”‘’()[]"


def words_of(query: str) -> list[str]:
    """Return the first 48 different words of a query, in lower case."""
    return list(dict.fromkeys(_WORD.findall(query.lower())))[:_MOST_WORDS]


def folded(word: str) -> str:
    """Return a word as the full-text index keeps it: in lower case, without diacritics."""
    lower = word.lower()
    if lower.isascii():
        return lower
    return "".join(each for each in unicodedata.normalize("NFD", lower) if not unicodedata.combining(each))


def match_expression(chosen: ChosenWords) -> str:
    """Return the FTS5 expression to search for; empty without words."""
    return (" OR " if chosen.is_any_enough else " AND ").join(f'"{word}"' for word in chosen.words)


class ChosenWords(NamedTuple):
    """The words to search for.

    Attributes:
        words: the rarest first.
        is_any_enough: whether one of them is enough in a passage.
        cost: passages that are scored, roughly.
    """

    words: list[str]
    is_any_enough: bool
    cost: int


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
        return ChosenWords([], True, 0)
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
        return ChosenWords(taken, True, cost)
    taken, expected = [], float(total)
    for count, _, word in ranked:
        taken.append(word)
        expected *= count / total
        if expected <= budget:
            break
    return ChosenWords(taken, False, budget)


def with_forms(chosen: ChosenWords, forms: Mapping[str, int], budget: int, most: int) -> ChosenWords:
    """Return the words with other forms of them, the most frequent first, as far as the budget goes.

    Where a passage must have several words, none is added. `forms` are those that passages hold, each with their
    number, of which `most` are added.
    """
    if not chosen.is_any_enough:
        return chosen
    added: list[str] = []
    cost = chosen.cost
    for form, count in sorted(forms.items(), key=lambda each: (-each[1], each[0])):
        if form not in chosen.words and len(added) < most and cost + count <= budget:
            added.append(form)
            cost += count
    return ChosenWords([*chosen.words, *added], True, cost)


def ids_titled(words: str, titles: Iterable[tuple[str, str]], limit: int) -> list[str]:
    """Return the ids of so many titles that hold all these words, wherever they stand in them.

    Those that are just these come first, then those where they stand one after the other; then in their order.
    """
    said = words.casefold().split()
    wanted = " ".join(said)
    each_of_them = [each.strip(_PUNCTUATION) or each for each in said]
    # Here and not in SQL: `lower` knows no letters but ASCII's in SQLite, and in PostgreSQL those of its locale.
    found = [
        (title != wanted, wanted not in title, key)
        for title, key in ((title.casefold(), key) for key, title in titles)
        if all(each in title for each in each_of_them)
    ]
    return [key for *_, key in sorted(found, key=lambda each: each[:2])][:limit]
