"""When two texts say the same: their words without case and marks, and the numbers that they name. Pure.

Beside that, how lists of words stand in the code and in the tables beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from importlib.resources import files

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
# "1.150" in Indonesian and "1,150" in English are one number; "1,5" and "1.5" are another.
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_WORD = re.compile(r"[^\W\d_]+")


def listed(words: str) -> frozenset[str]:
    """Return the words of a list that is written as one string."""
    return frozenset(words.split())


def in_order(words: str) -> tuple[str, ...]:
    """Return the words of such a list in their order."""
    return tuple(words.split())


def phrases(texts: str) -> frozenset[tuple[str, ...]]:
    """Return the words of each phrase of a list that has commas between them."""
    return frozenset(tuple(each.split()) for each in texts.split(","))


def table_rows(package: str, name: str) -> Iterator[list[str]]:
    """Yield the fields of each line of a `.tsv` file of a package; lines that begin with # are remarks."""
    for line in files(package).joinpath(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


# Each at its number, and the tens from twenty on.
NUMBERS = in_order("nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas")
ENGLISH_NUMBERS = in_order(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
ENGLISH_TENS = in_order("twenty thirty forty fifty sixty seventy eighty ninety")
_SPELT = {word: str(number) for words in (NUMBERS, ENGLISH_NUMBERS[:13]) for number, word in enumerate(words)}
_ROMAN = {
    word: str(number)
    for number, word in enumerate(
        in_order("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX"), 1
    )
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
    if number < len(NUMBERS):
        return NUMBERS[number], ENGLISH_NUMBERS[number]
    if number < len(ENGLISH_NUMBERS):
        return f"{NUMBERS[units]} belas", ENGLISH_NUMBERS[number]
    ten, one = ENGLISH_TENS[tens - 2], ENGLISH_NUMBERS[units]
    if not units:
        return f"{NUMBERS[tens]} puluh", ten
    return f"{NUMBERS[tens]} puluh {NUMBERS[units]}", f"{ten}-{one}", f"{ten} {one}"


def roman_number(word: str) -> str | None:
    """Return the digits of a Roman number in capitals, up to twenty: "8" of "VIII"; None of other words."""
    return _ROMAN.get(word)
