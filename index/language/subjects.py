"""Takes questions apart, by rule and without a model: their words, what they ask, what they say, and their names."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from index.language.question_words import (
    ASKING,
    ENGLISH,
    ENGLISH_VERBS,
    FUNCTION,
    INDONESIAN,
    LEADING_TO_ASKING,
    MEASURES,
    NO_SUFFIX,
    NOUNS_IN_ING,
    NOUNS_LIKE_VERBS,
    POINTING,
    RELATIONAL,
)

WORD = re.compile(r"[^\W_](?:[\w’'.,–&/-]*[^\W_])?")
# Indonesian verbs by their prefixes.
_VERB = re.compile(r"(?:di|ter|ber|me[lmnrwy])[a-z]{4,}")
_KINDS_OF_WORK = frozenset({"bakti", "sama", "kelompok"})
_PAST_OR_PROGRESSIVE = re.compile(r"\w+(?:ed|ing)")
_DOING = frozenset({"do", "does", "did"})
# Who asks and who is asked, with the capital that "I" and "Anda" always have.
_ASKING_OR_ASKED = re.compile(r"(?:i(?:['’](?:m|ve|ll|d))?|anda)", re.IGNORECASE)
_JOINED_BY = (["of", "the"], ["of"])
_LEADING_TO_PLACES = frozenset({"di", "ke", "dari", "in", "at", "on"})
_ASKING_FOR = frozenset({"apa", "berapa", "siapa", "siapakah"})
_FEWEST_NOUNS = 2
_DIGITS_OF_A_YEAR = 4
_LONGEST_TO_A_VERB = 3
_BECAUSE = frozenset({"akibat", "karena", "gara-gara", "lantaran", "saat", "ketika", "waktu"})
# "About hens in Ottering", "the museum in Ternate".
_NAMING_A_NOUN = frozenset({"the", "about"})
_BEFORE_NAMES = {"of", "over", "behind", "in", "at"}


def words_of(text: str) -> list[str]:
    """Return the words of a text; "Trump–Kim" and "Kunang-1" are one word each."""
    return WORD.findall(text)


def cased(text: str, words: Collection[str], case: Callable[[str], str]) -> str:
    """Return a text with these words of it, given in small letters, in another case."""
    return WORD.sub(lambda found: case(found[0]) if found[0].lower() in words else found[0], text)


def is_function(word: str) -> bool:
    """Return whether a word carries no subject."""
    lowered = word.lower()
    return lowered in FUNCTION or lowered in POINTING or _ASKING_OR_ASKED.fullmatch(word) is not None


def is_relational(word: str) -> bool:
    """Return whether a word says something of a subject without being one: "korban", "dibuka", "winner"."""
    return word.lower() in RELATIONAL or is_verb(word)


def is_verb(word: str) -> bool:
    """Return whether a word is an Indonesian verb by its prefix: "meresmikan", "dibuka"."""
    return _VERB.fullmatch(word.lower()) is not None and word.lower() not in NOUNS_LIKE_VERBS


def is_kind_of_work(words: Sequence[str], at: int) -> bool:
    """Return whether a word begins the name of work that is a thing, and says nothing of one: "kerja bakti"."""
    return words[at].lower() == "kerja" and at + 1 < len(words) and words[at + 1].lower() in _KINDS_OF_WORK


def has_suffix(word: str) -> bool:
    """Return whether a word ends in the Indonesian suffix for "its", as in "biayanya"."""
    lowered = word.lower()
    return len(lowered) > 5 and lowered.endswith("nya") and lowered not in NO_SUFFIX


def asking_words(words: Sequence[str]) -> list[str]:
    """Return the question words."""
    return [each for each in words if each.lower() in ASKING]


def is_name(words: Sequence[str], at: int) -> bool:
    """Return whether a word is a name by its capital; the first one has a capital anyhow, and so has "I".

    Behind a name "I" is its number: "Charles I".
    """
    word = words[at]
    if not word[0].isupper():
        return False
    if _ASKING_OR_ASKED.fullmatch(word):
        return word == "I" and at > 0 and is_name(words, at - 1)
    return at > 0 or not (is_function(word) or is_relational(word) or has_suffix(word))


def predicate(question: str) -> str:
    """Return what a question says without what it asks: "Kapan KTT Trump–Kim?" says "KTT Trump–Kim"."""
    words = words_of(question)
    asking: set[int] = set()
    for number, word in enumerate(words):
        if word.lower() not in ASKING:
            continue
        asking.add(number)
        for step in (-1, 1):
            at = number + step
            while 0 <= at < len(words) and words[at].lower() in LEADING_TO_ASKING:
                asking.add(at)
                at += step
    said = [number for number in range(len(words)) if number not in asking]
    while said and _is_edge(words, said[0]):
        said.pop(0)
    while said and _is_edge(words, said[-1]):
        said.pop()
    return " ".join(words[number] for number in said)


def _is_edge(words: Sequence[str], at: int) -> bool:
    return is_function(words[at]) and not is_name(words, at)


def noun_phrases(question: str) -> list[str]:
    """Return the names in a question, each with the common nouns that belong to it.

    They stand before a name in Indonesian ("museum rempah Ternate") and after it in English ("Ternate spice museum").
    Years and other numbers count as names.
    """
    words, parted = _without_last_verb(words_of(question)), _behind_commas(question)
    lowered = [each.lower() for each in words]
    is_english = sum(each in ENGLISH for each in lowered) > sum(each in INDONESIAN for each in lowered)
    named = [is_name(words, at) or words[at][0].isdigit() for at in range(len(words))]
    common = [
        not (named[at] or is_function(words[at]) or (is_relational(words[at]) and not is_kind_of_work(words, at)))
        for at in range(len(words))
    ]
    found: list[str] = []
    at, before = 0, 0
    while at < len(words):
        if not named[at]:
            at += 1
            continue
        start, end = at, _end_of_name(lowered, named, at, parted)
        if is_english and start > before and common[start - 1] and _is_a_number_of_one(words[start]):
            start -= 1
        elif is_english:
            start, end = _with_english_nouns(lowered, common, start, end)
        else:
            while start > 0 and (common[start - 1] or _is_within_a_compound(words, common, start - 1)):
                start -= 1
            start += start < at and _is_asked_for(lowered, start)
        if found and start == before and start not in parted:
            # Nothing stands between: "Poli gigi" and "Puskesmas Banyulegi".
            found[-1] += " " + " ".join(words[start:end])
        else:
            found.append(" ".join([*_placed_nouns(words, common, before, start), *words[start:end]]))
        at = before = end
    return found


def _is_a_number_of_one(word: str) -> bool:
    """Return whether a number tells which one of its kind: "bus 14"; not a year."""
    return word.isdigit() and len(word) < _DIGITS_OF_A_YEAR


def _is_within_a_compound(words: Sequence[str], common: Sequence[bool], at: int) -> bool:
    """Return whether a noun in front of what belongs to it belongs itself: "pemilihan kepala desa", not "top skor"."""
    belongs = at > 0 and common[at - 1] and is_relational(words[at]) and not is_verb(words[at])
    return belongs and not _is_asked_for([each.lower() for each in words], at - 1)


def _without_last_verb(words: list[str]) -> list[str]:
    """Leave out the verb behind whom or what an English question asks about: "did the footbridge reopen"."""
    lowered = [each.lower() for each in words]
    ends_with_it = len(words) > 2 and words[-1].islower() and not any(map(is_function, words[-2:]))
    return words[:-1] if ends_with_it and not _DOING.isdisjoint(lowered[:-2]) else words


def _placed_nouns(words: Sequence[str], common: Sequence[bool], before: int, start: int) -> list[str]:
    """Return nouns that a place in front of a name belongs to, with what leads to it: "bengkel gratis di" Solo.

    A verb between them goes: "kapal cepat berangkat ke" is "kapal cepat ke". Nouns in front of `before` belong to
    another name.
    """
    if start <= before or words[start - 1].lower() not in _LEADING_TO_PLACES:
        return []
    end = start - 1
    if end > before and is_relational(words[end - 1]):
        end -= 1
    at = end
    while at > before and common[at - 1] and not is_english_verb(words[at - 1].lower()):
        at -= 1
    at += at < end and _is_asked_for(list(map(str.lower, words)), at)
    # A single noun may be what was asked for: "berapa kios di Pasar Induk"; not "kapal ke Pulau Kerisik jam berapa".
    is_named = at == 0 or words[at - 1].lower() in _BECAUSE | _NAMING_A_NOUN or is_verb(words[at - 1])
    return [*words[at:end], words[start - 1]] if end - at >= (1 if is_named else _FEWEST_NOUNS) else []


def _is_asked_for(lowered: Sequence[str], at: int) -> bool:
    """Return whether a noun is what a question asks for: "iuran" of "berapa iuran sampah RT 07"."""
    is_measured = at > 1 and lowered[at - 2] in MEASURES
    return at > 0 and lowered[at - 1] in _ASKING_FOR and not is_measured


def _behind_commas(question: str) -> set[int]:
    """Return which words of a question stand behind a comma, so that another name begins: "S1, Chinese New Year"."""
    ends = [0, *(each.end() for each in WORD.finditer(question))]
    starts = [each.start() for each in WORD.finditer(question)]
    return {at for at, start in enumerate(starts) if "," in question[ends[at] : start]}


def _end_of_name(lowered: Sequence[str], named: Sequence[bool], at: int, parted: Collection[int]) -> int:
    """Return where a name ends, which may go on after "of the"."""
    start = at
    while at < len(named) and named[at] and (at == start or at not in parted):
        at += 1
        for joint in _JOINED_BY:
            after = at + len(joint)
            if list(lowered[at:after]) == joint and after < len(named) and named[after]:
                at = after
    return at


def _with_english_nouns(lowered: Sequence[str], common: Sequence[bool], start: int, end: int) -> tuple[int, int]:
    """Take in up to two nouns after a name, and one before "of the", "over the" and the like."""
    stop = next((at for at in range(end, len(common)) if not common[at]), len(common))
    asks_what_is_done = not _DOING.isdisjoint(lowered[max(start - _LONGEST_TO_A_VERB, 0) : start])
    # What is done stands behind who does it: "did the Kerisik hatchery release in 2023".
    limit = min(end + 2, stop - (asks_what_is_done and stop < len(common)))
    while end < limit and common[end] and not is_english_verb(lowered[end]):
        end += 1
    if start > 2 and lowered[start - 1] == "the" and lowered[start - 2] in _BEFORE_NAMES and common[start - 3]:
        start -= 3
        while start > 0 and common[start - 1] and not is_english_verb(lowered[start - 1]):
            start -= 1
    return start, end


def is_english_verb(word: str) -> bool:
    """Return whether an English word in small letters tells what is done."""
    return word in ENGLISH_VERBS or (_PAST_OR_PROGRESSIVE.fullmatch(word) is not None and word not in NOUNS_IN_ING)
