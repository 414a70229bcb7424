"""The sentences of texts, compared by their words alone: what training writes stays apart from what is measured by."""

from __future__ import annotations

import re
from collections.abc import Iterable


def sentences(*texts: str, words: int) -> set[str]:
    """Return the sentences and lines of so many words or more, in small letters and without marks."""
    return {sentence for text in texts for sentence in _of(text) if sentence.count(" ") >= words - 1}


def _of(text: str) -> Iterable[str]:
    return (" ".join(re.findall(r"\w+", piece.lower())) for piece in re.split(r"(?<=[.!?])\s+|\n+", text))
