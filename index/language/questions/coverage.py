"""Where the words of a question stand in a text, in whatever form: "membayar" stands in "dibayar Rp 5.000". Pure.

Roots are PySastrawi's; a text's words are compared by what Indonesian prefixes and suffixes may add to a root, which is
a hundred times as fast as finding the root of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from index.language.question_words import SAID_OF_PEOPLE, languages_asked_in
from index.language.reading.roots import is_indonesian, stem_of
from index.language.subjects import asking_words, is_function, is_relational, words_of
from index.language.text import roman_number

_WORD = re.compile(r"[^\W_]+")
# "u12s", "under-12s", "o35s", "12s"
_AGES = re.compile(r"(?:(u|under)|(o|over))?-?(\d{1,2})(s?)")
_NO_AGES = frozenset({"u2", "o2"})
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_PREFIXES = frozenset({"di", "ke", "se", "ber", "ter", "per", "pe", "me", "memper", "diper", "ku", "kau"})
_NASAL = re.compile(r"(?:me|pe|peme|meme)(?:m|n|ng|ny)")
# A nasal takes the place of one of these: "memukul" of "pukul".
SWALLOWED = frozenset("ptks")
_SHORT_ROOT, _LONGEST_SUFFIX = 3, 5
# Characters; rows of tables and lines of lists are shorter.
_LONG_LINE = 240
# In front of a Roman number of one letter.
_IN_ROMAN_NUMBERS = frozenset({"kelas", "class", "semester", "golongan", "tingkat", "grade", "bab", "triwulan", "liga"})
_SUFFIXES = frozenset({"", "nya", "kan", "an", "i", "s"})


@dataclass(frozen=True)
class CoveredText:
    """A text, and where words of a question stand in it.

    Attributes:
        text: it.
        places: of each word of the question that stands there, the character where it begins and the word's number.
    """

    text: str
    places: tuple[tuple[int, int], ...]

    def words(self, start: int = 0, end: int | None = None) -> frozenset[int]:
        """Return the numbers of the words that begin in a range of characters."""
        end = len(self.text) if end is None else end
        return frozenset(word for at, word in self.places if start <= at < end)


class Nearness(StrEnum):
    """How much of what a question asks about a text speaks of: all of its words, some, or none at all."""

    ALL = "all"
    SOME = "some"
    NONE = "none"


def nearness(question: str, text: str, language: str) -> Nearness:
    """Return whether a text speaks of what a question asks about.

    Where the two are in different languages their words cannot be compared, and it is not told that there are none.

    Args:
        question: in standard words.
        text: a passage with its title.
        language: of the text.
    """
    words = subject_words(question)
    if not words:
        return Nearness.SOME
    said = covered_text(text, words).words()
    if len(said) == len(words):
        return Nearness.ALL
    asked_in = languages_asked_in(words_of(question))
    if not asked_in and all(map(is_indonesian, words)):
        asked_in = ["id"]
    return Nearness.NONE if not said and asked_in == [language] else Nearness.SOME


def is_spoken_of(question: str, texts: Iterable[str]) -> bool:
    """Return whether a text has a word of what a question asks about, but for what may be said of anything: "won".

    Who asks nothing says no more of people than that they know or want: "tahu" of "kamu kok tidak tahu" is no tofu.
    """
    words = [each for each in subject_words(question) if not is_relational(each)]
    if not asking_words(words_of(question)):
        words = [each for each in words if each not in SAID_OF_PEOPLE]
    return any(covered_text(text, words).places for text in texts)


def subject_words(question: str) -> list[str]:
    """Return the words of a question that carry its subject, in small letters, each once."""
    said = (part for each in words_of(question) for part in with_ages_in_full(each) if not is_function(part))
    return list(dict.fromkeys(part for each in said for part in _WORD.findall(each.lower())))


def with_ages_in_full(word: str) -> list[str]:
    """Return the words of a group by age, "under", "12" of "u12s" and "U-12", "12" of "12s"; any other as it is."""
    found = _AGES.fullmatch(word.lower())
    if found is None or not (found[1] or found[2] or found[4]) or found[0] in _NO_AGES:
        return [word]
    return [*(["under"] if found[1] else ["over"] if found[2] else []), found[3]]


def covered_text(text: str, words: Sequence[str]) -> CoveredText:
    """Look for the words of a question, see `subject_words`, in a text."""
    numbers: dict[str, int | None] = {}
    places = []
    before = ""
    for each in _WORD.finditer(text):
        word = each[0].lower()
        if each[0].isupper() and (len(word) > 1 or before in _IN_ROMAN_NUMBERS):
            # "Kelas VIII" is asked for as "kelas 8".
            word = roman_number(each[0]) or word
        word = with_ages_in_full(word)[-1]
        before = each[0].lower()
        if word not in numbers:
            numbers[word] = next((at for at, asked in enumerate(words) if is_form_of(word, _plain(asked))), None)
        number = numbers[word]
        if number is not None:
            places.append((each.start(), number))
    return CoveredText(text, tuple(places))


def _plain(asked: str) -> str:
    """Return the digits of a Roman number of two letters or more; other words as they are."""
    return (len(asked) > 1 and roman_number(asked.upper())) or asked


def is_form_of(word: str, asked: str) -> bool:
    """Return whether a word is another one or has its root, whatever is put to it; both in small letters."""
    root = _root(asked)
    if word in (asked, root):
        return True
    if len(root) <= _SHORT_ROOT:
        return word.startswith(root) and word[len(root) :] in _SUFFIXES
    before, found, after = word.partition(root)
    if found:
        is_prefix = not before or before in _PREFIXES or _NASAL.fullmatch(before) is not None
        return is_prefix and len(after) <= _LONGEST_SUFFIX
    before, found, after = word.partition(root[1:])
    is_nasal = bool(found) and root[0] in SWALLOWED and _NASAL.fullmatch(before) is not None
    return is_nasal and len(after) <= _LONGEST_SUFFIX


@lru_cache(maxsize=4_096)
def _root(word: str) -> str:
    return stem_of(word)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence or line before the one of a span begins, and where the span's own ends."""
    begins, before, ends = 0, 0, len(text)
    for each in _SENTENCE_END.finditer(text):
        if each.end() <= start:
            before, begins = begins, each.end()
        elif each.start() >= end:
            ends = each.start()
            break
    return before, ends


def sentence_start(text: str, start: int) -> int:
    """Return where the sentence or line of a span begins."""
    return max((each.end() for each in _SENTENCE_END.finditer(text, 0, start)), default=0)


def line_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the line of a span begins and ends; of a line that is long, its sentence."""
    begins, ends = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    ends = len(text) if ends < 0 else ends
    if ends - begins <= _LONG_LINE:
        return begins, ends
    for each in _SENTENCE_END.finditer(text, begins, ends):
        if each.end() <= start:
            begins = each.end()
        elif each.start() >= end:
            return begins, each.start()
    return begins, ends
