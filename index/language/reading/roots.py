"""Tells Indonesian words from misspelt ones, and finds stems: a word is one when its stem is a root of the dictionary.

The roots and the stemmer are PySastrawi's (30,000 roots; Adriani et al., "Stemming Indonesian", 2007).
"""

from __future__ import annotations

import re
from functools import lru_cache
from threading import Lock
from typing import Any

_LONGEST = 24
_KEPT = 4_096
_ENGLISH_ENDING = re.compile(r"(?<=[a-z]{3})(?:e?s|e?d|ing)$")
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


@lru_cache(maxsize=_KEPT)
def stem_of(word: str) -> str:
    """Return the root of an Indonesian word in small letters, of others what is left without an English ending."""
    if is_indonesian(word):
        with _lock:
            return str(_loaded()[1].stem(word))
    return _ENGLISH_ENDING.sub("", word)


@lru_cache(maxsize=1)
def _loaded() -> tuple[frozenset[str], Any]:
    from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

    factory = StemmerFactory()
    return frozenset(factory.get_words()), factory.create_stemmer(isDev=False)
