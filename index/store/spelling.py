"""How passages spell a word, and how much of an archive's words is looked at for that and for what is misspelt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

# What misspelt words are compared with: words of so many letters, the most frequent so many of them.
KNOWN_LETTERS = (4, 24)
MOST_KNOWN = 100_000
# Beyond so many, passages that hold a word are not counted.
COUNTED_TO = 50
PASSAGES_LOOKED_AT = 5
_LONGEST_ACRONYM = 4
_ENDS_A_SENTENCE = frozenset('.!?:"“”‘(\n')


def spelling_in(texts: Iterable[str], word: str) -> str | None:
    """Return a word as texts spell it most within a sentence; None where none has it there."""
    within: Counter[str] = Counter()
    for text in texts:
        for found in re.finditer(rf"\b{re.escape(word)}\b", text, re.IGNORECASE):
            before = text[max(0, found.start() - 3) : found.start()].rstrip(" ")[-1:]
            # The first word of a sentence has a capital in any case.
            within[found[0]] += bool(before) and before not in _ENDS_A_SENTENCE
    # A dateline in capitals, "SINGAPURA – …", says less than any other spelling.
    spellings = sorted((+within).items(), key=lambda each: (_is_of_a_dateline(each[0]), -each[1]))
    return spellings[0][0] if spellings else None


def _is_of_a_dateline(spelling: str) -> bool:
    return spelling.isupper() and len(spelling) > _LONGEST_ACRONYM
