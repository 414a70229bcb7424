"""Tells Indonesian words from misspelt ones: a word is one when its stem is a root of the dictionary.

The roots and the stemmer are PySastrawi's (30,000 roots; Adriani et al., "Stemming Indonesian", 2007).
"""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import Any

_LONGEST = 24
_KEPT = 4_096
_lock = Lock()


@lru_cache(maxsize=_KEPT)
def is_indonesian(word: str) -> bool:
    """Return whether a word of at most 24 small letters is Indonesian, with prefixes and suffixes or without."""
    if len(word) > _LONGEST or not (word.isascii() and word.isalpha()):
        return False
    # The stemmer keeps what it is doing in itself.
    with _lock:
        roots, stemmer = _loaded()
        return word in roots or stemmer.stem(word) in roots


@lru_cache(maxsize=1)
def _loaded() -> tuple[frozenset[str], Any]:
    from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

    factory = StemmerFactory()
    return frozenset(factory.get_words()), factory.create_stemmer(isDev=False)
