"""Reads Indonesian verbs as they are spoken, "ngajak", "diresmiin", "didapet", as they are written."""

from __future__ import annotations

import re

from index.language.reading.vocabulary import Vocabulary

_SPOKEN = re.compile(r"(?:nge|ny|n(?!g)|m)[^\W\d_]{3,}|ng[^\W\d_]{4,}|[^\W\d_]{3,}in|[^\W\d_]{3,}e[b-df-hj-np-tv-z]")
_VOWEL = re.compile(r"e([b-df-hj-np-tv-z])$")
_VERB = re.compile(r"di|me[mnlrwy]|ter")


def written_verb(word: str, vocabulary: Vocabulary) -> str | None:
    """Return a spoken verb as it is written, by the archive's words first; None for any other word."""
    if not _SPOKEN.fullmatch(word):
        return None
    formal = [each for verb in _verbs(word) for each in (_VOWEL.sub(r"a\1", verb), *_with_formal_ending(verb))]
    formal = [each for each in formal if each != word]
    best = max(formal, key=vocabulary.passages_with, default=word)
    if vocabulary.knows(best):
        return best
    # Where the archive does not tell: a verb by its prefix, and not a name such as Arifin.
    return next((each for each in formal if _VERB.match(each) and vocabulary.is_a_word(each)), None)


def _verbs(word: str) -> list[str]:
    """Return a verb, and with the "me" that it may have lost: "ngajak" was "mengajak", "nyari" "mencari"."""
    verbs = [word]
    if word.startswith("nge"):
        verbs += [f"{prefix}{word[3:]}" for prefix in ("men", "me", "mem")]
    if word.startswith(("n", "m")):
        verbs.append(f"me{word}")
    if word.startswith("ny"):
        verbs += [f"men{letter}{word[2:]}" for letter in "cj"]
    return verbs


def _with_formal_ending(verb: str) -> list[str]:
    """Return what a verb in -in is in writing: "diresmiin" is "diresmikan", "ditemenin" "ditemani"."""
    if verb.endswith("ein"):
        return [f"{verb[:-3]}aikan"]
    return [f"{verb[:-2]}kan", f"{verb[:-2]}i"] if verb.endswith("in") else [verb]
