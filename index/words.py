"""Chooses which words of a question full-text search looks for, so that its cost does not grow with the archive.

BM25 costs about a microsecond for each passage that it scores, and words that many passages share hardly tell them
apart (their inverse document frequency is near zero). So the rarest words are taken as long as their passages fit a
budget. In an archive of no more passages than the budget, every word is taken.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Callable, Sequence

# Passages that one search scores at the most, roughly.
BUDGET = 20_000
_MAX_WORDS = 48
# Words in fewer passages than this cost next to nothing to search for.
_COMMON_FROM = 200
# What misspelt words are compared with: words of so many letters, the most frequent so many of them.
_KNOWN_LETTERS = (4, 24)
_MOST_KNOWN = 100_000
_WORD = re.compile(r"\w+")


def words_of(query: str) -> list[str]:
    """Return the first 48 different words of a query, in lower case."""
    return list(dict.fromkeys(_WORD.findall(query.lower())))[:_MAX_WORDS]


def folded(word: str) -> str:
    """Return a word as the full-text index keeps it: in lower case, without diacritics."""
    return "".join(each for each in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(each))


def match_expression(
    words: Sequence[str],
    passages_with: Callable[[Sequence[str]], dict[str, int]],
    total: int,
    budget: int,
) -> str:
    """Return the FTS5 expression to search for: any of the words that are rare enough; empty without words.

    When even the rarest word stands in more passages than the budget allows, a passage must have several words: the
    rarest ones together, as many as it takes if they were independent.

    Args:
        words: of the query, from `words_of`.
        passages_with: gives the number of passages of each folded word that is not rare.
        total: passages in the archive.
        budget: passages that may be scored.
    """
    if not words:
        return ""
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
        return _joined(taken, " OR ")
    taken, expected = [], float(total)
    for count, _, word in ranked:
        taken.append(word)
        expected *= count / total
        if expected <= budget:
            break
    return _joined(taken, " AND ")


def _joined(words: Sequence[str], operator: str) -> str:
    return operator.join(f'"{word}"' for word in words)


def count_words(connection: sqlite3.Connection) -> None:
    """Write the tables of common and of known words, from one pass through the full-text index."""
    connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, passages_fts, row)")
    connection.execute("CREATE TEMP TABLE counted AS SELECT term, doc FROM vocabulary")
    connection.execute("DELETE FROM common_words")
    connection.execute("INSERT INTO common_words SELECT term, doc FROM counted WHERE doc >= ?", [_COMMON_FROM])
    connection.execute(
        "CREATE TABLE IF NOT EXISTS known_words (word TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID"
    )
    connection.execute("DELETE FROM known_words")
    connection.execute(
        "INSERT INTO known_words SELECT term, doc FROM counted WHERE length(term) BETWEEN ? AND ? "
        "AND NOT term GLOB '*[^a-z]*' ORDER BY doc DESC, term LIMIT ?",
        [*_KNOWN_LETTERS, _MOST_KNOWN],
    )
    connection.execute("DROP TABLE counted")
    connection.execute("DROP TABLE vocabulary")
