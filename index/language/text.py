"""When two texts say the same: their words without case and marks, and the numbers that they name. Pure."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
# "1.150" in Indonesian and "1,150" in English are one number; "1,5" and "1.5" are another.
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_WORD = re.compile(r"[^\W\d_]+")
_SPELT = {
    word: str(number)
    for words in (
        "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas",
        "zero one two three four five six seven eight nine ten eleven twelve",
    )
    for number, word in enumerate(words.split())
}
_TENS = {"puluh", "belas", "ratus", "ribu", "juta", "miliar", "hundred", "thousand", "million", "billion"}


def normalise(text: str) -> str:
    """Return lower case, punctuation as spaces, white space folded: two texts that agree in this are equal."""
    spaced = "".join(" " if unicodedata.category(each)[0] in "PS" else each for each in text.lower())
    return " ".join(spaced.split())


def numbers_in(text: str) -> frozenset[str]:
    """Return the numbers of a text as digits: "tiga orang" and "three people" both name "3".

    Words above twelve are kept as words, so that two texts that spell them alike still agree: "dua puluh" is {"2",
    "puluh"}.
    """
    digits = {
        re.sub(r"[.,]", "", each) if _GROUPED.fullmatch(each) else each.replace(",", ".")
        for each in _DIGITS.findall(text)
    }
    words = {each for each in _WORD.findall(text.lower()) if each in _SPELT or each in _TENS}
    return frozenset(digits | {_SPELT.get(each, each) for each in words})


def spelt_numbers() -> frozenset[str]:
    """Return the words that stand for numbers, in small letters."""
    return frozenset(_SPELT) | _TENS
