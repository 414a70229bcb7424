"""Tells the language of a text by `py3langid` (naive Bayes over byte n-grams; Lui and Baldwin 2012).

Its identifiers are instances of our own, one for each set of candidates, since its module-level functions share one
state. Loading the model takes half a second and 100 MB; a question with a plain question word is told without it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Collection
from functools import lru_cache
from threading import Lock
from typing import Any

from index.language.question_words import languages_asked_in

UNDETERMINED = "und"

_USUAL = frozenset({"id", "en"})
_SAMPLE_CHARS = 2_000
# Near relatives that news in the other language is taken for; the other wins if it is this likely.
_RELATIVES = {"ms": "id", "jv": "id", "su": "id", "ace": "id", "pcm": "en"}
_MIN_RELATIVE_PROBABILITY = 0.1
# Below it the text is too short to tell; it is then one of the two that archives here are in.
_MIN_PROBABILITY = 0.5
_NO_LANGUAGE = "zxx"
_WORD = re.compile(r"[^\W\d_]+")
_lock = Lock()


def detect_language(text: str, candidates: Collection[str] | None = None) -> str:
    """Return the ISO 639 code of the language of a text, judged by its first 2,000 characters.

    Args:
        text: of any length.
        candidates: the languages to choose from; all 140 that the model knows when None.

    Returns:
        The code; `UNDETERMINED` when the text has no letters or the model knows none of the candidates.
    """
    sample = text[:_SAMPLE_CHARS]
    if not _WORD.search(sample):
        return UNDETERMINED
    identifier = _identifier(None if candidates is None else frozenset(candidates))
    if identifier is None:
        return UNDETERMINED
    ranked: dict[str, float] = dict(identifier.rank(sample))
    best = next(iter(ranked))
    relative = _RELATIVES.get(best, best)
    if ranked.get(relative, 0.0) >= _MIN_RELATIVE_PROBABILITY:
        best = relative
    elif candidates is None and ranked[best] < _MIN_PROBABILITY:
        best = max(sorted(_USUAL), key=ranked.__getitem__)
    return UNDETERMINED if best == _NO_LANGUAGE else best


def detect_query_language(query: str, known: Collection[str]) -> str:
    """Return the language of a question: Indonesian, English or one of `known`; `UNDETERMINED` without letters."""
    candidates = _USUAL | (set(known) - {UNDETERMINED})
    if candidates == _USUAL:
        asked_in = languages_asked_in(_WORD.findall(query))
        if len(asked_in) == 1:
            return asked_in[0]
    return detect_language(query, candidates)


def _identifier(candidates: frozenset[str] | None) -> Any | None:
    with _lock:
        return _restricted(candidates)


@lru_cache(maxsize=32)
def _restricted(candidates: frozenset[str] | None) -> Any | None:
    full = _load()
    if candidates is None:
        return full
    usable = candidates & set(full.labels)
    if not usable:
        return None
    identifier = copy.copy(full)
    identifier.set_languages(sorted(usable))
    return identifier


@lru_cache(maxsize=1)
def _load() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
