"""Reads days and years in words as figures: "dua belas Juni", "the twelfth of June", "dua ribu delapan belas".

Articles write days and years in figures, and other numbers either way; so only these are read. Years are 1000 to 2099.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.language.question_words import MONTH_NAMES
from index.language.reading.tokens import Token, replaced, tokens_of
from index.language.text import ENGLISH_NUMBERS, ENGLISH_TENS, NUMBERS, in_order

_UNITS = {word: number for number, word in enumerate(NUMBERS)}
_ENGLISH_UNITS = {word: number for number, word in enumerate(ENGLISH_NUMBERS)}
_ENGLISH_TENS = {word: 10 * number for number, word in enumerate(ENGLISH_TENS, 2)}
_ORDINALS = {
    word: number
    for number, word in enumerate(
        in_order(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        1,
    )
} | {"thirtieth": 30}
_DAY_FOLLOWS = frozenset({"tanggal"})
_LAST_DAY = 31
_YEARS = range(1000, 2100)
_SURE_YEARS = range(1900, 2100)
_YEAR_FOLLOWS = MONTH_NAMES | {"tahun", "in", "since", "year", "sejak", "pada"}
# What a number in words can begin with.
BEGINNINGS = {*_UNITS, *_ENGLISH_UNITS, *_ENGLISH_TENS, *_ORDINALS, "seribu", "the"}
# A number that goes on with one of these is no year: "dua ribu lima juta".
_GOING_ON = {*_UNITS, "belas", "puluh", "ratus", "ribu", "juta", "miliar", "triliun", "thousand", "million"}
_Read = tuple[int, int]


def read_numbers(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Return a question with its days and years in figures, and (typed, read) for each."""
    tokens = tokens_of(text)
    spans: list[tuple[int, int, str]] = []
    at = 0
    while at < len(tokens):
        # Most words begin no number, which is told at once.
        found = None if tokens[at].lower.partition("-")[0] not in BEGINNINGS else _day(tokens, at) or _year(tokens, at)
        if found:
            end, number = found
            spans.append((tokens[at].start, tokens[end - 1].end, str(number)))
            at = end
        else:
            at += 1
    return replaced(text, spans), [(text[start:end], read) for start, end, read in spans]


def _day(tokens: Sequence[Token], at: int) -> _Read | None:
    """Return where the day ends that begins here, and its number."""
    before = tokens[at - 1].lower if at else ""
    for length in (4, 3, 2, 1):
        words = [token.lower for token in tokens[at : at + length]]
        number = _indonesian(words) if len(words) == length else None
        if number and number <= _LAST_DAY and (before in _DAY_FOLLOWS or _word(tokens, at + length) in MONTH_NAMES):
            return at + length, number
    start = at + (tokens[at].lower == "the")
    for length in (2, 1):
        if start + length > len(tokens):
            continue
        words = [part for token in tokens[start : start + length] for part in token.lower.split("-")]
        ordinal = _ordinal(words)
        if ordinal and ordinal <= _LAST_DAY:
            end = start + length
            if before in MONTH_NAMES or _word(tokens, end) in MONTH_NAMES:
                return end, ordinal
            if _word(tokens, end) == "of" and _word(tokens, end + 1) in MONTH_NAMES:
                return end + 1, ordinal
    return None


def _year(tokens: Sequence[Token], at: int) -> _Read | None:
    """Return where the year ends that begins here, and its number."""
    before = tokens[at - 1].lower if at else ""
    for length in (7, 6, 5, 4, 3, 2):
        words = [part for token in tokens[at : at + length] for part in token.lower.split("-")]
        number = (
            (_spoken_year(words) or _indonesian(words) or _english_year(words)) if len(tokens) >= at + length else None
        )
        if number and (number in _SURE_YEARS or (number in _YEARS and before in _YEAR_FOLLOWS)):
            # "dua ribu orang" counts people, "dua ribu" after "tahun" is a year.
            is_round = number % 100 == 0
            if before in _YEAR_FOLLOWS or not is_round:
                return None if _word(tokens, at + length) in _GOING_ON else (at + length, number)
    return None


def _spoken_year(words: Sequence[str]) -> int | None:
    """Return the year whose last two figures are said one by one: "dua ribu dua empat" is 2024; None for others."""
    figures = [_UNITS.get(each, 10) for each in words[-2:]]
    century = _indonesian(words[:-2]) if len(words) > len(figures) and max(figures) < 10 else None
    if words[:-2] == ["sembilan", "belas"]:
        century = 1900
    return century + 10 * figures[0] + figures[1] if century in (1900, 2000) and century else None


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lower if at < len(tokens) else ""


def _indonesian(words: Sequence[str]) -> int | None:
    """Return the number that Indonesian words are, up to 9,999; None for other words."""
    for scale, value, one in (("ribu", 1000, "seribu"), ("ratus", 100, "seratus"), ("puluh", 10, None)):
        for at, word in enumerate(words):
            if word in (scale, one):
                before = [] if word == one else words[:at]
                factor = 1 if word == one and at == 0 else _UNITS.get(before[0]) if len(before) == 1 else None
                rest = _indonesian(words[at + 1 :]) if words[at + 1 :] else 0
                return factor * value + rest if factor and rest is not None and rest < value else None
    if len(words) == 2 and words[1] == "belas" and 1 < _UNITS.get(words[0], 0) < 10:
        return 10 + _UNITS[words[0]]
    return _UNITS.get(words[0]) if len(words) == 1 else None


def _english(words: Sequence[str], units: Mapping[str, int] = _ENGLISH_UNITS) -> int | None:
    """Return the number below a hundred that English words are; None for other words."""
    if len(words) == 2 and words[0] in _ENGLISH_TENS and 0 < units.get(words[1], 0) < 10:
        return _ENGLISH_TENS[words[0]] + units[words[1]]
    if len(words) == 1:
        return units.get(words[0], _ENGLISH_TENS.get(words[0]) if units is _ENGLISH_UNITS else None)
    return None


def _ordinal(words: Sequence[str]) -> int | None:
    return _english(words, _ORDINALS)


def _english_year(words: Sequence[str]) -> int | None:
    """Return the year that words are: "twenty eighteen", "nineteen ninety-nine", "two thousand and eighteen"."""
    if words[1:2] == ["thousand"]:
        rest = [each for each in words[2:] if each != "and"]
        thousands, below = _ENGLISH_UNITS.get(words[0]), _english(rest) if rest else 0
        return thousands * 1000 + below if thousands and below is not None else None
    for at in (1, 2):
        century, below = _english(words[:at]), _english(words[at:])
        if century in (19, 20) and below is not None and below >= 10:
            return century * 100 + below
    return None
