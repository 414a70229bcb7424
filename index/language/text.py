"""When two texts say the same."""

from __future__ import annotations

import unicodedata


def normalise(text: str) -> str:
    """Return lower case, punctuation as spaces, white space folded: two texts that agree in this are equal."""
    spaced = "".join(" " if unicodedata.category(each)[0] in "PS" else each for each in text.lower())
    return " ".join(spaced.split())
