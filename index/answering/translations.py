"""What key words are called in the archive's other language: "gempa" is found by "earthquake", and the other way round.

Everyday words of news, in `translations.tsv`, since cosines do not tell: by the bundled embedder earthquake/gempa lie
at .834, bridge/jembatan at .822, kapal/cangkir (ship/cup) at .868. Names need none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from index.language.text import table_rows

_FILE = "translations.tsv"
_ENDINGS = ("", "s", "es", "nya")


def translations_of(word: str) -> tuple[str, ...]:
    """Return the words of the other language that mean what a word in small letters does; none where none is known."""
    known = _translations()
    stems = (word.removesuffix(each) for each in _ENDINGS)
    return next((known[each] for each in stems if each in known), ())


def with_phrases(words: Sequence[str]) -> list[str]:
    """Return words with those that are translated together joined: "rumah sakit" is no house."""
    joined: list[str] = []
    for word in words:
        phrase = f"{joined[-1]} {word}" if joined else ""
        if phrase in _translations():
            joined[-1] = phrase
        else:
            joined.append(word)
    return joined


@cache
def _translations() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in table_rows(__package__, _FILE):
        english, indonesian = (tuple(each.split(", ")) for each in row)
        for words, others in ((english, indonesian), (indonesian, english)):
            for word in words:
                found[word] = (*found.get(word, ()), *others)
    return found
