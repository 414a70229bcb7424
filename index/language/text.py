"""When two texts say the same: their words without case and marks, and the numbers that they name. Pure."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
# "1.150" in Indonesian and "1,150" in English are one number; "1,5" and "1.5" are another.
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_WORD = re.compile(r"[^\W\d_]+")


def listed(words: str) -> tuple[str, ...]:
    """Return the words of a list that is written as one string."""
    return tuple(words.split())


_INDONESIAN = listed("nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas")
_ENGLISH = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ENGLISH_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_SPELT = {word: str(number) for words in (_INDONESIAN, _ENGLISH[:13]) for number, word in enumerate(words)}
_ROMAN = {
    word: str(number)
    for number, word in enumerate(listed("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX"), 1)
}
_HUNDRED = 100
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


def in_words(number: int) -> tuple[str, ...]:
    """Return a number in Indonesian and in English words; none from a hundred on."""
    if not 0 <= number < _HUNDRED:
        return ()
    tens, units = divmod(number, 10)
    if number < len(_INDONESIAN):
        return _INDONESIAN[number], _ENGLISH[number]
    if number < len(_ENGLISH):
        return f"{_INDONESIAN[units]} belas", _ENGLISH[number]
    ten = _ENGLISH_TENS[tens - 2]
    if not units:
        return f"{_INDONESIAN[tens]} puluh", ten
    return f"{_INDONESIAN[tens]} puluh {_INDONESIAN[units]}", f"{ten}-{_ENGLISH[units]}", f"{ten} {_ENGLISH[units]}"


def roman_number(word: str) -> str | None:
    """Return the digits of a Roman number in capitals, up to twenty: "8" of "VIII"; None of other words."""
    return _ROMAN.get(word)
