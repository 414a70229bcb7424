"""In which other forms a text may have a word of a question: "rapornya" as "rapor", "diambilkan" as "mengambil". Pure.

Inflections alone, of possession, voice and object in Indonesian, of number and tense in English: what derives another
word, as "pemain" is derived of "main", would find other things.
"""

from __future__ import annotations

from functools import lru_cache

from index.language.questions.coverage import SWALLOWED, subject_words
from index.language.reading.roots import is_indonesian, stem_of

_SHORTEST = 4
_ENCLITICS = ("nya", "kah", "lah", "ku", "mu")
_OBJECTS = ("kan", "i", "an")
# Of the verb after "me" and before its root, by the root's first letter; a swallowed one goes: "memukul" of "pukul".
_NASALS = (("pbf", "m"), ("tdcjz", "n"), ("s", "ny"), ("kghaeiou", "ng"))
_ENGLISH = ("", "s", "es", "e", "ed", "d", "ing")


def inflections(question: str) -> list[str]:
    """Return other forms of the words that carry a question's subject, in small letters, each once."""
    words = subject_words(question)
    found = dict.fromkeys(each for word in words for each in _forms(word))
    return [each for each in found if each not in words]


@lru_cache(maxsize=4_096)
def _forms(word: str) -> tuple[str, ...]:
    if len(word) < _SHORTEST or not word.isalpha():
        return ()
    bare = next((word.removesuffix(each) for each in _ENCLITICS if word.endswith(each)), word)
    if len(bare) < _SHORTEST:
        bare = word
    root = stem_of(bare)
    if not is_indonesian(bare):
        return (bare, f"{bare}nya", *(f"{root}{ending}" for ending in _ENGLISH))
    forms = [bare, f"{bare}nya", root]
    if root != bare and bare.startswith(("di", "me")):
        said = [each for each in _OBJECTS if bare.endswith(each) and not root.endswith(each)]
        for ending in dict.fromkeys([*said[:1], "", "kan", "i"]):
            forms += [f"{verb}{ending}" for verb in (f"di{root}", _active(root), root, f"ter{root}")]
        forms.append(f"ber{root}")
    return tuple(forms)


def _active(root: str) -> str:
    """Return a root with "me-": "memukul" of "pukul", "mengambil" of "ambil", "merawat" of "rawat"."""
    nasal = next((nasal for letters, nasal in _NASALS if root[0] in letters), "")
    return f"me{nasal}{root[1:] if root[0] in SWALLOWED else root}"
