"""Which answers mean the same though their words differ: in two languages, in digits or words, with or without a title.

Method: the cosine of the embedder's vectors of the two texts, as questions. Measured with the bundled embedder, pairs
that mean the same lie at .90 to .96 (Singapura/Singapore .946, tiga orang/three people .927, Lee Hsien Loong/Perdana
Menteri Lee Hsien Loong .919), pairs that do not at .83 to .87 (Korea Utara/South Korea .862); numbers must agree
besides, and one that merely stands inside another, as a year in a day, is the same in neither way. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.language.text import numbers_in

SAME = 0.90
# Answers beyond these are too improbable to change anything.
COMPARED = 6


def merged(texts: Sequence[str], vectors: NDArray[np.float32]) -> list[int]:
    """Return for each text the position of the first one that means the same, its own where there is none.

    Args:
        texts: answers, best first.
        vectors: float32, (len(texts), dimension), rows L2-normalised.
    """
    numbers = [numbers_in(each) for each in texts]
    cosines = vectors @ vectors.T
    first: list[int] = []
    for at, mine in enumerate(numbers):
        near = (each for each in range(at) if first[each] == each and cosines[at, each] >= SAME)
        first.append(next((each for each in near if numbers[each] == mine), at))
    return first
