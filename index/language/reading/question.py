"""A question as it was typed and as it is read: in standard words, without what asks nothing, as the archive spells it.

Each step takes a text and gives one: chat spelling, fillers, numbers, misspelt words. The steps are repeated until
nothing changes, so that reading what was read changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise

from index.language.question_words import MEASURES, OFFICES, RELATIONAL
from index.language.reading.corrections import correct, correct_asking
from index.language.reading.expansion import expand
from index.language.reading.fillers import leave_out_fillers
from index.language.reading.number_words import read_numbers
from index.language.reading.tokens import Token, is_shouted, replaced, swap_words, tokens_of, without_signs
from index.language.reading.vocabulary import Vocabulary
from index.language.subjects import is_function, words_of
from index.language.text import listed

# The longest text that is read; a question that may be asked is shorter.
LONGEST_CHARACTERS = 1_000
_MOST_ROUNDS = 4
# What is no name by itself, though an archive may have it in names alone: "New Year", "Tahun Baru".
_NAMING_WITH_OTHERS = listed(
    "new old great little big small high upper lower long north south east west northern southern eastern western "
    "central main national royal public grand free green red black white blue young junior senior next baru lama besar "
    "kecil tinggi panjang tua muda utara selatan timur barat tengah pusat nasional umum merah putih hijau hitam biru"
)
# "Murid nya" is one word.
_NYA_APART = re.compile(r"(?<=[^\W\d_]{3}) +(?=n(?:ya|y)\b)", re.IGNORECASE)


class ChangeKind(StrEnum):
    """What was done to a word."""

    SPELLING = "spelling"
    LEFT_OUT = "left out"
    NUMBER = "number"
    CORRECTION = "correction"


@dataclass(frozen=True)
class Change:
    """A word that was read otherwise; `read` is empty where it was left out."""

    typed: str
    read: str
    kind: ChangeKind


@dataclass(frozen=True)
class QuestionReading:
    """How a question was understood.

    Attributes:
        text: what to retrieve and read by.
        typed: what was typed.
        spelt: the text, with the capitals that the archive gives its names where none were typed; what to embed.
        changes: what is read otherwise.
        surprising: whether whoever asked may not expect it: a name was changed, or a word two letters away.
    """

    text: str
    typed: str
    spelt: str
    changes: tuple[Change, ...] = ()
    surprising: bool = False

    @property
    def read_as(self) -> str | None:
        """The question as it was understood; None where it differs in case and spaces alone."""
        return None if _plain(self.text) == _plain(self.typed) else self.spelt


def read_question(typed: str, vocabulary: Vocabulary | None = None, *, corrected: bool = True) -> QuestionReading:
    """Read a question as it was typed; one that is longer than any question may be stays as it is.

    Args:
        typed: the question.
        vocabulary: the words of the archive that it is asked of; asking words alone are corrected when None.
        corrected: whether words that the archive does not know are read as ones that it does.
    """
    if len(typed) > LONGEST_CHARACTERS:
        return QuestionReading(typed, typed, typed)
    known, mended = (vocabulary, correct) if vocabulary else (_no_archive(), correct_asking)
    text = _NYA_APART.sub("", without_signs(typed.lower() if is_shouted(typed) else typed))
    changes: list[Change] = []
    surprising = False
    for _ in range(_MOST_ROUNDS):
        before = text
        text, spelt = expand(text, known)
        changes += (Change(*each, ChangeKind.SPELLING) for each in spelt)
        text, left_out = leave_out_fillers(text, known)
        changes += (Change(*each, ChangeKind.LEFT_OUT) for each in left_out)
        text, numbers = read_numbers(text)
        changes += (Change(*each, ChangeKind.NUMBER) for each in numbers)
        text, corrections = mended(text, known) if corrected else (text, [])
        changes += (Change(each.typed, each.read, ChangeKind.CORRECTION) for each in corrections)
        surprising = surprising or any(each.surprising for each in corrections)
        if text == before or len(text) > LONGEST_CHARACTERS:
            break
    if len(text) > LONGEST_CHARACTERS or not any(map(str.isalnum, text)):
        return QuestionReading(typed, typed, typed)
    return QuestionReading(text, typed, _with_names(text, known), tuple(changes), surprising)


def well_spelt(typed: str, vocabulary: Vocabulary) -> str:
    """Return a message with its misspelt words as an archive spells them; everything else stays as it was typed."""
    changes = read_question(typed, vocabulary).changes
    read = {each.typed.lower(): each.read for each in changes if each.kind is ChangeKind.CORRECTION}

    def reading(words: Sequence[Token], at: int) -> str | None:
        word = words[at].text
        found = read.get(word.lower())
        return found.upper() if found and word.isupper() else found

    return swap_words(typed, reading)[0] if read else typed


def names_in(typed: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the words of a message that are names in an archive, in small letters, however they were typed."""
    words = words_of(read_question(typed, vocabulary).spelt)
    capital = (at for at, each in enumerate(words) if each[0].isupper())
    # The first one has a capital in any case.
    return frozenset(words[at].lower() for at in capital if at or vocabulary.is_name(words[at].lower()))


def in_standard_words(typed: str) -> str:
    """Return a message in standard words, "tau dr mana" as "tahu dari mana": of no archive, and nothing is left out."""
    text = typed
    for _ in range(_MOST_ROUNDS if len(typed) <= LONGEST_CHARACTERS else 0):
        before, text = text, expand(text, _no_archive())[0]
        if text == before:
            break
    return text


@cache
def _no_archive() -> Vocabulary:
    return Vocabulary()


def _with_names(text: str, vocabulary: Vocabulary) -> str:
    """Return a question with the capitals that the archive gives to its words, where none or only some were typed."""

    def spelling(words: Sequence[Token], at: int) -> str | None:
        word = words[at].text
        # Headings give these a capital, too.
        says_no_name = is_function(word) or word.lower() in RELATIONAL
        if says_no_name:
            return None
        if word in _NAMING_WITH_OTHERS:
            return spelling_with_another(words, at)
        owner, mark, _ = word.partition("'") if "'" in word else word.partition("’")
        is_of_somebody = mark and word[len(owner) + 1 :] == "s" and vocabulary.is_name(owner.lower())
        return f"{vocabulary.spelling(owner.lower())}{mark}s" if is_of_somebody else vocabulary.spelling(word)

    def spelling_with_another(words: Sequence[Token], at: int) -> str | None:
        """Words that are a name only with the one before or behind: "New Year", but "new principal"."""
        for start, own in ((at, 0), (at - 1, 1)):
            pair = [each.lower for each in words[max(start, 0) : start + 2]]
            if len(pair) > 1 and not (spelt := vocabulary.spelling_within(*pair)[own]).islower():
                return spelt
        return None

    def spelling_beside(words: Sequence[Token], at: int) -> str | None:
        """Words that are a name beside a name: "Kali" of "Kali Wangi", "Cemara" of "SD Tunas Cemara"."""
        word = words[at].text
        # "Kali" may be one, "di" never; whoever types capitals leaves them out of "siapa ketua RT 08" on purpose.
        is_common = is_function(word) and word not in MEASURES | {"may"}
        if is_common or not word.islower() or (has_capitals and word in RELATIONAL | OFFICES | MEASURES):
            return None
        for start, own in ((at, 0), (at - 1, 1)):
            pair = [each.text for each in words[max(start, 0) : start + 2]]
            if len(pair) > 1 and not pair[1 - own].islower():
                spelt = vocabulary.spelling_within(*map(str.lower, pair))[own]
                if not spelt.islower():
                    return spelt
        return None

    has_capitals = not text[1:].islower()
    named = text if has_capitals else swap_words(text, spelling)[0]
    # What became a name makes one of what stands beside it.
    while (longer := swap_words(named, spelling_beside)[0]) != named:
        named = longer
    return _with_hyphens(named, vocabulary)


def _with_hyphens(text: str, vocabulary: Vocabulary) -> str:
    """Return a question with the hyphens that the archive has in its names: "Kim Jong-un" for "Kim Jong un"."""
    tokens = tokens_of(text)
    spans = []
    for first, second in pairwise(tokens):
        is_half = first.text.istitle() and second.text.islower() and not is_function(second.text)
        if is_half and text[first.end : second.start] == " ":
            spelt = vocabulary.hyphenated(first.lower, second.lower)
            spans += [(first.start, second.end, spelt)] if spelt else []
    return replaced(text, spans)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
