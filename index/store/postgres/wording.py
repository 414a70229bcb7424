"""The words of passages and queries as PostgreSQL keeps them: split, folded and counted here, not by the server.

They are the words that SQLite's FTS5 sees (unicode61 without diacritics), so that both stores find the same, whatever
dictionaries the server has. A title's words carry the weight A, those of the text D.
"""

from __future__ import annotations

import re

from index.store.lexical import folded

_TOKEN = re.compile(r"[^\W_]+")
# PostgreSQL takes words of less than 2 KB, and positions up to 16,383.
_LONGEST = 400
_LAST_POSITION = 16_383
# Between title and text, so that no phrase begins in one and ends in the other.
_GAP = 2


def tokens(text: str) -> list[str]:
    """Return all words of a text in their order, folded."""
    return [each[:_LONGEST] for each in _TOKEN.findall(folded(text))]


def to_tsvector(title: str, text: str) -> tuple[str, int]:
    """Return title and text in the form in which PostgreSQL reads a tsvector, and how many words they have.

    A word that stands there twice is written twice: the server puts them together, and keeps 255 places of each.
    """
    of_title, of_text = tokens(title), tokens(text)
    placed = [f"'{word}':{at}A" for at, word in enumerate(of_title, 1)]
    placed += [f"'{word}':{at}" for at, word in enumerate(of_text, len(of_title) + _GAP)]
    length = len(placed)
    if length > _LAST_POSITION:
        placed[_LAST_POSITION:] = [f"'{word}'" for word in dict.fromkeys([*of_title, *of_text])]
    return " ".join(placed), length


def to_tsquery(phrases: list[list[str]], operator: str, weight: str = "") -> str:
    """Return the tsquery of phrases of words, from `tokens`, joined by `&` or `|`; a weight holds it to A or D."""
    marked = f":{weight}" if weight else ""
    marked_phrases = ([f"'{word}'{marked}" for word in each] for each in phrases)
    return f" {operator} ".join(f"({' <-> '.join(each)})" for each in marked_phrases)
