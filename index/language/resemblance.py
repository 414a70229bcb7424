"""How much of one text is in another: shares of runs of words (shingles), and whether the numbers agree.

Two reports of one kind, such as daily prices, share most of their words and differ in their figures; so what has a
figure that the other lacks is never "in" it. Source of shingling: Broder, On the resemblance and containment of
documents, 1997.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

SHINGLE_WORDS = 4
CONTAINED = 0.8
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Shingled:
    """A text as its runs of words, and its words that have a digit in them."""

    shingles: frozenset[str]
    figures: frozenset[str]


@lru_cache(maxsize=128)
def shingled(text: str) -> Shingled:
    """Return the runs of `SHINGLE_WORDS` words of a text, in lower case; all of it for a shorter one."""
    words = _WORD.findall(text.lower())
    runs = (" ".join(words[at : at + SHINGLE_WORDS]) for at in range(max(1, len(words) - SHINGLE_WORDS + 1)))
    return Shingled(frozenset(runs), frozenset(word for word in words if any(map(str.isdigit, word))))


def containment(one: Shingled, other: Shingled) -> float:
    """Return the share of the smaller text's shingles that the larger has, 0 to 1."""
    return len(one.shingles & other.shingles) / min(len(one.shingles), len(other.shingles))


def is_in(part: Shingled, wholes: Iterable[Shingled]) -> bool:
    """Tell whether nearly all of a text, and each of its figures, is in others taken together."""
    # Of the part alone: a whole may be a book, and putting them together would copy them all.
    shingles: set[str] = set()
    figures: set[str] = set()
    for each in wholes:
        shingles |= part.shingles & each.shingles
        figures |= part.figures & each.figures
    return len(shingles) >= CONTAINED * len(part.shingles) and len(figures) == len(part.figures)
