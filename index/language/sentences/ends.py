"""Tells whether a sentence ends where a full stop stands: after an abbreviation, an initial, a unit, inside a name.

What is asked is a place between two words; what stands before it and what follows decide. Lists of words are in
`index.language.sentences.abbreviations`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.language.sentences.abbreviations import (
    ASKED,
    BEFORE_NAME,
    BEFORE_NUMBER,
    CONTACTS,
    DEGREE,
    DOMAINS,
    FOLLOWS_HALF_OF_DAY,
    HALVES_OF_DAY,
    INSIDE,
    KINDS,
    MAY_END,
    NAMES_BEFORE_NUMBER,
    STARTERS,
    TITLES,
    WHOM,
)

_OPENING = "\"'“‘„«‹([{*_"
_CLOSING = "\"'”’»›)]}*_"
_WORD_CHARS = 60
# Longer than any sentence that is read; what is longer is joined to nothing.
_MAX_SENTENCE_CHARS = 2_000
_WORD = re.compile(r"[^\s]+")
_FIRST_WORD = re.compile(r"[\w.’'-]+")
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.){1,5}|[A-ZÀ-Þ][a-z]{1,2}\.(?=$)(?:[A-Z]\.)")
_NUMBERED = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)]")
_ITEM = re.compile(r"[1-9]\d?\.")
_NUMBER = re.compile(r"[\d.,]*\d[°º]?")
_CODE = re.compile(r"(?:[A-Z]{1,5}[./-])*[A-Z]*[./-]?\d|[IVXLC]{1,6}\b|[A-Z]{1,4}\.[A-Z]{1,4}")
# "0857-1122-3344", "+62 857 1122 3344", "(022) 423 1567", "(215) 555-1234"; neither "07.30-09.00" nor a day.
_TELEPHONE = re.compile(r"(?:\(?\+\d{2,3}\)?|\(?0\d{2,4}\)?|\(\d{3}\))(?:[\s().-]{0,2}\d){4,12}(?!\d)")
# Behind a word that says what it is; neither a day nor a time.
_SOME_NUMBER = re.compile(r"(?!\d\d?([./-])\d\d?\1\d\d|\d\d?[.:]\d\d\b)[+(]{0,2}\d(?:[\s().-]{0,2}\d){4,14}")
_TO_NUMBER = re.compile(r"[^.!?\n]{0,50}?" + _TELEPHONE.pattern)
_PARTS = re.compile(r"[./]")
_PARTING = (",", ":", ";", "(", "-", "–", "—", "/")
# "selesai.Kemudian": a blank is missing, and a sentence ends all the same.
_SLOPPY_END = re.compile(r"[a-zà-ÿ]{3}[.!?]+$")
_SLOPPY_START = re.compile(r"[A-Z][a-zà-ÿ]+")
_POSSIBLE = re.compile(r"(?<=[\w°º)])\.[\"”’)]?\s{1,3}(?=[\"“‘(]?[A-ZÀ-Þ])")
# "detikNews.com, Jakarta - ", "kumparan.com - "
_AGENCY = re.compile(r"[\w-]{2,30}\.(?:com|co|net|id)(?:\.id)?(?:,\s[A-Z]\w{1,30})?\s[-–—]")
_LOWER_CASE_STARTS = ("dr. ", "drg. ", "dr.", "iPhone", "iPad", "eBay", "e-")


def is_end(text: str, start: int, end: int, next_start: int) -> bool:
    """Tell whether a sentence that was thought to end at `end` does.

    Args:
        text: the whole.
        start: where the sentence begins.
        end: where it ends, without white space.
        next_start: where the next one begins.
    """
    gap = text[end:next_start]
    if "\n\n" in gap or next_start >= len(text) or end - start > _MAX_SENTENCE_CHARS:
        return True
    word, before = _last_words(text, start, end)
    follows = text[next_start : next_start + _WORD_CHARS]
    if not gap:
        return _is_end_without_blank(text[max(start, end - _WORD_CHARS) : end], follows)
    if end - start < _WORD_CHARS and _NUMBERED.fullmatch(text[start:end]):
        return False
    if word[-1:] not in ".!?…" + _CLOSING:
        return True
    first = follows.lstrip(_OPENING)[:1]
    if (
        first.islower()
        and "\n" not in gap
        and not _begins_in_small_letters(follows)
        # Who writes no capitals at all ends sentences all the same.
        and _begins_with_capital(text[start : min(end, start + _WORD_CHARS)])
    ):
        return False
    bare = word.lstrip(_OPENING)
    if _counts(bare, before, text[start:end]):
        return False
    if not bare.endswith("."):
        return True
    if _gives_contact(bare, before, follows) or ("\n" not in gap and _TELEPHONE.match(follows)):
        return False
    return _is_end_after(bare, before, follows)


def _counts(word: str, before: str, sentence: str) -> bool:
    """Tell whether a number is that of an item within a sentence: "yaitu: 1. Budi, 2. Ani"."""
    if not _ITEM.fullmatch(word):
        return False
    number = int(word[:-1])
    return before.endswith(":") if number == 1 else f" {number - 1}. " in sentence


def _gives_contact(word: str, before: str, follows: str) -> bool:
    """Tell whether a word stands before a telephone number, or before whom to ask: "HP. 0857…", "Hub. Bu Sri"."""
    known = _PARTS.split(word.rstrip(".").lower())[-1]
    if known not in CONTACTS:
        return False
    if _SOME_NUMBER.match(follows) or _TO_NUMBER.match(follows):
        return True
    is_whom = _first_word(follows).rstrip(".").lower() in WHOM
    return known in ASKED and (is_whom or not before or before.endswith(_PARTING))


def further_ends(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where a sentence ends and the next begins inside what was thought to be one: "… vitamin C. Wortel …"."""
    at = start
    for match in _POSSIBLE.finditer(text, start, end):
        stop = match.start() + 1 + (0 if text[match.start() + 1].isspace() else 1)
        word, before = _last_words(text, at, match.start() + 1)
        if _ends_for_sure(word.lstrip(_OPENING), before, text[match.end() : match.end() + _WORD_CHARS]):
            yield stop, match.end()
            at = match.end()


def _is_end_after(word: str, before: str, follows: str) -> bool:
    """Decide by a word that ends in a full stop, when a capital letter or a number follows."""
    known, next_word = word.lower(), _first_word(follows)
    # "No. 12/Vol. XX", but "s/d." is one.
    known = known if known in INSIDE else known.rpartition("/")[2]
    if _is_degree(word, before):
        return not DEGREE.fullmatch(next_word)
    if known in HALVES_OF_DAY and next_word.rstrip(".").lower() in FOLLOWS_HALF_OF_DAY:
        return False
    if known in BEFORE_NAME:
        return next_word.lower() in STARTERS
    is_name = word[0].isupper()
    counts = known in BEFORE_NUMBER or (is_name and known in NAMES_BEFORE_NUMBER)
    if known in INSIDE or (is_name and known in TITLES):
        return False
    if counts and _CODE.match(follows.lstrip(_OPENING)):
        return False
    # "A.M. Fatwa" is no time of day.
    is_hour = known not in HALVES_OF_DAY or word.islower() or _NUMBER.fullmatch(before) is not None
    if known in MAY_END and is_hour:
        return True
    if _INITIALS.fullmatch(word):
        return _ends_for_sure(word, before, follows)
    return True


def _ends_for_sure(word: str, before: str, follows: str) -> bool:
    """Tell whether a sentence ends after a letter, a unit or a degree that looks like a name's initial."""
    if _is_degree(word, before):
        return not DEGREE.fullmatch(_first_word(follows))
    if len(word) == 2 and word[0].isalpha():
        is_unit = _NUMBER.fullmatch(before) is not None
        return is_unit or before.lower().strip(_OPENING) in KINDS
    return _INITIALS.fullmatch(word) is not None and before.lower() in KINDS


def _is_degree(word: str, before: str) -> bool:
    """Tell an academic degree from a name's initials: it stands behind a comma, or behind another degree."""
    return DEGREE.fullmatch(word) is not None and (before.endswith(",") or DEGREE.fullmatch(before) is not None)


def _is_end_without_blank(ending: str, follows: str) -> bool:
    if ending[-1:] in _CLOSING + "。！？" and ending[-1:] not in "'’":
        return True
    started = _SLOPPY_START.match(follows)
    is_sentence = started is not None and started[0].lower() not in DOMAINS
    return is_sentence and _SLOPPY_END.search(ending) is not None


def _begins_in_small_letters(follows: str) -> bool:
    return follows.startswith(_LOWER_CASE_STARTS) or _AGENCY.match(follows) is not None


def _begins_with_capital(sentence: str) -> bool:
    first = next((char for char in sentence if char.isalpha()), "a")
    return not first.islower()


def _first_word(follows: str) -> str:
    match = _FIRST_WORD.match(follows.lstrip(_OPENING))
    return match[0] if match else ""


def _last_words(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the last word of a stretch, and the one before it."""
    words = _WORD.findall(text[max(start, end - 2 * _WORD_CHARS) : end])
    return (words[-1] if words else "", words[-2] if len(words) > 1 else "")
