"""Prefers newer articles, mildly, when a question asks for what is newest.

Only a few words ask for it plainly; "baru" alone also means merely "new", and a new bridge may be an old one by now.
The preference halves with age, counted from the newest article, so that a resting archive is treated like a living one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

# Added to the fused score, which is in standard deviations over the candidates, for an article of the newest day.
RECENCY_WEIGHT = 0.5
HALF_LIFE_DAYS = 90
# fmt: off
_ASKING_FOR_THE_NEWEST = re.compile(
    r"\b(terbaru|terkini|terakhir|teranyar|paling baru|sekarang|saat ini|hari ini|belakangan ini|"
    r"latest|newest|most recent|currently|nowadays|right now|today|breaking)\b",
    re.IGNORECASE,
)
# fmt: on


def asks_for_the_newest(query: str) -> bool:
    """Tell whether a question in Indonesian or English asks for the newest there is."""
    return _ASKING_FOR_THE_NEWEST.search(query) is not None


def boosts(published: Sequence[str | None], newest: str | None, weight: float) -> NDArray[np.float64]:
    """Return what to add to each score, float64, (n,): `weight` for the newest day, half of it a half-life before.

    Args:
        published: days in ISO 8601; None gets nothing.
        newest: the newest day of all articles; None adds nothing at all.
        weight: of an article of the newest day, 0 or more.
    """
    if newest is None:
        return np.zeros(len(published))
    last = date.fromisoformat(newest)
    ages = [(last - date.fromisoformat(each)).days if each else np.inf for each in published]
    return weight * 0.5 ** (np.maximum(np.array(ages, np.float64), 0) / HALF_LIFE_DAYS)
