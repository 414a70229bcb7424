"""Which answers mean the same though their words differ: in two languages, in digits or words, with or without a title.

Method: the cosine of the embedder's vectors of the two texts, as questions. Measured with the bundled embedder, pairs
that mean the same lie at .90 to .96 (Singapura/Singapore .946, tiga orang/three people .927, Lee Hsien Loong/Perdana
Menteri Lee Hsien Loong .919), pairs that do not at .83 to .87 (Korea Utara/South Korea .862); numbers must agree
besides, and one that merely stands inside another, as a year in a day, is the same in neither way. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.language.text import numbers_in

# Returns the vectors of texts: float32, (n, dimension), rows L2-normalised.
# Returns the vectors of texts: float32, (n, dimension), rows L2-normalised.
# Returns the vectors of texts: float32, (n, dimension), rows L2-normalised.
# Returns the vectors of texts: float32, (n, dimension), rows L2-normalised.
Embed = Callable[[Sequence[str]], NDArray[np.float32]]
SAME = 0.90
# Answers beyond these are too improbable to change anything.
COMPARED = 6


def merged(texts: Sequence[str], embed: Embed) -> list[int]:
    """Return for each text the position of the first one that means the same, its own where there is none.

    `texts` are answers, best first; `embed` is asked for those alone whose numbers another text has, too.
    """
    numbers = [numbers_in(each) for each in texts]
    compared = [at for at, mine in enumerate(numbers) if numbers.count(mine) > 1]
    first = list(range(len(texts)))
    if not compared:
        return first
    vectors = embed([texts[at] for at in compared])
    cosines = vectors @ vectors.T
    for row, at in enumerate(compared):
        near = (each for each, cosine in zip(compared[:row], cosines[row], strict=False) if cosine >= SAME)
        first[at] = next((each for each in near if first[each] == each and numbers[each] == numbers[at]), at)
    return first
