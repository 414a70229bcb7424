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
# Headings give small letters to prepositions in any case.
_LONG_WORD = 5
_NAME_OF_SEVERAL = re.compile(r"[^\W\d_a-z]\w*(?:\W+[^\W\d_a-z]\w*)+")
# What follows a bar begins a cell of a table.
_ENDS_A_SENTENCE = frozenset('.!?:"“”‘(\n|')


def spelling_in(texts: Iterable[str], word: str) -> str | None:
    """Return a word, or words side by side, as texts spell them most within a sentence; None where none has them there.

    Words of which all have a capital are a name also where a sentence begins with them, if none has them elsewhere.
    """
    within: Counter[str] = Counter()
    beginning: Counter[str] = Counter()
    for text in texts:
        for found in re.finditer(rf"\b{re.escape(word)}\b", text, re.IGNORECASE):
            before = text[max(0, found.start() - 3) : found.start()].rstrip(" ")[-1:]
            # The first word of a sentence has a capital in any case.
            is_within = bool(before) and before not in _ENDS_A_SENTENCE
            within[found[0]] += is_within
            beginning[found[0]] += not is_within and _NAME_OF_SEVERAL.fullmatch(found[0]) is not None
    # A dateline in capitals, "SINGAPURA – …", says less than any other spelling.
    spellings = sorted((+within or +beginning).items(), key=lambda each: (_is_of_a_dateline(each[0]), -each[1]))
    return spellings[0][0] if spellings else None


def spelling_in_titles(titles: Iterable[str], word: str) -> str | None:
    """Return a word, or words side by side, as titles spell them; titles with capitals throughout tell nothing."""
    return spelling_in([each for each in titles if _is_written_as_a_sentence(each)], word)


def _is_written_as_a_sentence(title: str) -> bool:
    words = [each for each in title.split()[1:] if len(each) >= _LONG_WORD]
    return 2 * sum(map(str.islower, words)) >= len(words) > 0


def _is_of_a_dateline(spelling: str) -> bool:
    return spelling.isupper() and len(spelling) > _LONGEST_ACRONYM
