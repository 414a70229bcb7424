"""Tells whether a question points to what is not in it, "siapa dia?", or names something new. By rule; pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from index.language.question_words import (
    ANYTHINGS,
    ASKING,
    ASKING_FOR_PEOPLE,
    DEEDS,
    DEFINING,
    ENGLISH_VERBS,
    FATES,
    GOING_ON,
    KINDS_WITH_NAMES,
    MEANING,
    NO_SUFFIX,
    OF_PEOPLE,
    OFFICES,
    PEOPLE,
    POINTING,
    RELATIONAL,
    SAID_OF_PEOPLE,
    SWAPPING,
    THERE,
    THINGS,
    TIMES,
    WEAK,
)
from index.language.questions.focus import BEFALLS_PEOPLE, Exchange
from index.language.questions.joining import STATES, asks_whether, is_said
from index.language.reading import in_standard_words
from index.language.reading.roots import is_indonesian, stem_of
from index.language.subjects import asking_words, has_suffix, is_function, is_relational, is_verb, words_of

_MOST_RELATIONAL = 3
# Words of a subject, at the fewest, that says itself what it is.
_FEWEST_OF_A_SUBJECT = 2
# Kinds that one thing has several of: "kelas bisnis harganya" is a train's.
_OF_ONE_THING = frozenset({"kelas", "poli", "kereta", "kapal"})
_BEHIND_NAMES = frozenset({"itu", "ini"})
_LEADING_TO_PLACES = frozenset({"di", "ke", "dari", "in", "at", "to", "from", "on"})
_PRICES = frozenset({"harga", "tarif", "ongkos", "alamat"})
# "Who is tom baird", "when does the library reopen".
_IS_SOMEBODY = re.compile(r"(?:who|siapa) (?:is |was |itu )?(?!the )([a-z]+(?: [a-z]+){0,2})", re.IGNORECASE)
_DOES_SOMETHING = re.compile(r"\b(?:do|does|did) the ([a-z]+) [a-z]", re.IGNORECASE)
_PLACINGS = frozenset({"second", "third", "fourth", "fifth", "runner-up"})
_BY_LENGTH = sorted({*SWAPPING, *GOING_ON}, key=len, reverse=True)
_OPENINGS = re.compile(rf"(?:(?:{'|'.join(_BY_LENGTH)})\b[\s,.]*)+", re.IGNORECASE)
# Times that are counted from now, and "it" and "there" that stand for nothing: "is there parking", "is it true".
NOT_POINTING = re.compile(
    r"\bit (?:takes? to|true|possible|mean)\b|\bwhat time is it\b"
    r"|\b(?:hari|minggu|bulan|tahun|saat|malam|pagi|siang|sore) ini\b|\bthis (?:day|week|month|year|morning|evening)\b"
)
_EXISTING = re.compile(r"\b(?:is|are|was|were) there\b|\bthere (?:is|are|was|were)\b")
# Two questions, of which the second may point to the thing of the first: "when is the funfair and where is it".
_TWO_QUESTIONS = re.compile(
    rf"(?P<first>.+?),? (?:and|dan|serta)(?: also| juga)? "
    r"(?P<then>(?:(?:di|ke|dari|jam|pukul|at|in|to|for|from) )?"
    rf"(?:{'|'.join(sorted(ASKING))}|is|are|was|were|do|does|did|can)\b.+)",
    re.IGNORECASE,
)
_WITH_AN_ARTICLE = re.compile(r"\b(?:the|an?|my|our) [a-z]", re.IGNORECASE)
_DEFINED = re.compile(r"^(?:apa|siapa)(?:kah)? itu ", re.IGNORECASE)
# What words without a subject name all the same: "apa itu kali", "what is a year", "in May", "hari Minggu", "the US".
_NAMED = re.compile(
    r"\bapa(?:kah)? itu(?: sebuah)? (?!sih|ya|sebenarnya|semua|tadi|lagi)\w|\bwhat (?:is|are) an? \w"
    r"|\b(?:in|on|of|by|since|until|for|before|after|during|early|late|last|next|bulan) may\b|\bhari minggu\b"
)
_ACRONYM = re.compile(r"\b(?:US|IT|WHO)\b")
# Verbs beside a pronoun: "what did she say", "was it opened". Of "it" not all, since "erupt" tells what did.
_DONE_BY_PEOPLE = re.compile(
    r"\b(?:do|does|did|has|have|had|can|could|will|would|should|must) (?:he|she|they) ([a-z]+)\b"
)
_DONE_TO_THEM = re.compile(
    r"\b(?:he|she|it|they|this|that)(?: (?:is|are|was|were|be|been|being|has|had|get|got|ever|still|also|not))*"
    r" ([a-z]+(?:ed|ing))\b|\b(?:who|what|which)(?: (?:has|had))? ([a-z]+ed) (?:it|this|that|him|her|them)\b"
)
# And done to a thing: "meresmikan", "membiayai".
_DONE_TO_IT = re.compile(r"me[lmnrwy][a-z]{2,}(?:kan|[^aeiou]i|ai)")
# "Kalau Rudi Hartono gimana?" asks what was asked before.
HOW = frozenset({"bagaimana", "gimana", "gmn", "how"})
# And which measures, whatever it is.
_MEASURING = re.compile(r"how (?!about\b)[a-z]+", re.IGNORECASE)
# "Kok bisa?" asks why.
_ASKING = ASKING | {"kok"}
# "Apa maksudnya?", "how come?".
_EMPTY = (NO_SUFFIX - {"bertanya", "mempunyai"}) | {"come"}
_HERE = frozenset({"sini", "here"})


def points(words: Sequence[str]) -> bool:
    """Return whether a word points at all, to what is in the question or not."""
    return any(each.lower() in POINTING for each in words)


def points_back(words: Sequence[str], content: Sequence[str]) -> bool:
    """Return whether a word points to something that is not in the question."""
    lowered = [each.lower() for each in words]
    if _has_its_own_subject(lowered):
        return False
    if any(map(has_suffix, words)) or set(lowered) & (PEOPLE | THINGS - WEAK) or lowered[-1] in THERE:
        return True
    # Not in "siapa Lavrov itu?" and "apa itu fotosintesis?".
    defines = " ".join(lowered).startswith(DEFINING) and not says_only_relations(content)
    return bool(set(lowered) & WEAK) and not defines


def names_nothing(question: str, typed: str) -> bool:
    """Return whether a question says nothing of what it is about: "and where?", "kenapa begitu", "dia kerja apa".

    It asks or points, and what else is in it may be said of anybody or anything. False for texts that do neither.

    Args:
        question: as it was read.
        typed: as it was typed; no word that is a verb only as it was read is taken for one.
    """
    opening = _OPENINGS.match(question)
    rest = question[opening.end() :] if opening else question
    lowered = rest.lower()
    words = words_of(lowered)
    if NOT_POINTING.search(lowered) or _NAMED.search(lowered) or _ACRONYM.search(rest, 1):
        return False
    if not words:
        return opening is not None and "?" in question
    told = [each for each in words if not (is_function(each) or has_suffix(each) or each in _EMPTY)]
    if not told:
        return points(words) or any(each in _ASKING for each in (*words, *words_of(typed.lower())))
    pointing = set(words_of(_EXISTING.sub(" ", lowered))) & (POINTING - _HERE)
    verbs = _verbs_beside_pronouns(lowered) | set(filter(_is_known_verb, words_of(typed.lower())))
    of_people = not (PEOPLE | ASKING_FOR_PEOPLE).isdisjoint(words)
    return bool(pointing) and all(each in verbs or _is_said_of_any(each, of_people=of_people) for each in told)


def _is_said_of_any(word: str, *, of_people: bool) -> bool:
    """Return whether a word says something of a subject without naming it, or of somebody with `of_people`."""
    may_be_of_anything = word in RELATIONAL | ENGLISH_VERBS | STATES | TIMES | _PLACINGS
    may_be_of_people = word in OF_PEOPLE | ANYTHINGS | BEFALLS_PEOPLE | SAID_OF_PEOPLE
    return may_be_of_anything or (of_people and may_be_of_people)


def _is_known_verb(word: str) -> bool:
    """Return whether a word is an Indonesian verb; "Merbabu" and "Merkurius" only look like one."""
    return is_verb(word) and is_indonesian(word) and not word.startswith(stem_of(word))


def _verbs_beside_pronouns(lowered: str) -> set[str]:
    """Return the verbs that stand beside the pronoun of who does or undergoes them; also ones that are in no list."""
    found = [*_DONE_BY_PEOPLE.findall(lowered), *(each for pair in _DONE_TO_THEM.findall(lowered) for each in pair)]
    return set(found)


def _has_its_own_subject(lowered: Sequence[str]) -> bool:
    """Return whether a name without capitals stands before what is its: "gunung sirimba kapan meletusnya"."""
    owned = next((at for at, each in enumerate(lowered) if has_suffix(each)), 0)
    before = [each for each in lowered[:owned] if not is_function(each)]
    is_named = any(len(each) > 2 and each.isascii() and not is_indonesian(each) for each in before)
    return is_named or (len(before) > 1 and before[0] in KINDS_WITH_NAMES - OFFICES)


def says_only_relations(content: Sequence[str]) -> bool:
    """Return whether words say of a subject what may be said of any: "the winner", "opened"."""
    told = [*relations(content), *(each for each in content if each.lower() in ANYTHINGS and not is_relational(each))]
    return 0 < len(content) <= _MOST_RELATIONAL and len(told) == len(content)


def relations(content: Sequence[str]) -> list[str]:
    """Return the words that say something of a subject without being one."""
    return [each for each in content if is_relational(each) or each.lower() in STATES | _PLACINGS]


def begins_anew(
    rest: str,
    words: Sequence[str],
    before: Exchange,
    names: Collection[str] = (),
    *,
    is_led_to: bool,
    asks_the_same: bool = False,
) -> bool:
    """Return whether a question is complete, "bus 14 jam berapa", though a connective may lead to it.

    It names what was not spoken of: "jembatan kali wulung biayanya", "does the library reopen".

    Args:
        rest: of the question, behind a connective.
        words: of that.
        before: what was asked.
        names: those of the words that are names in the archive, in small letters.
        is_led_to: whether there was a connective.
        asks_the_same: whether it asks the question before of something else: "klo galih berapa" of an age.
    """
    lowered = [each.lower() for each in words]
    text = f"{before.question} {before.context}".lower()
    said = {each.lower() for each in words_of(text)}
    if _points_within(rest) or _has_an_owner_behind(lowered, names):
        return True
    # "Erupsi sirimba itu kapan" points to nothing else.
    behind_names = _BEHIND_NAMES if not said.issuperset(set(lowered).intersection(names)) else frozenset[str]()
    if POINTING & set(lowered) - behind_names:
        return False
    numbered = (pair for pair in pairwise(lowered) if pair[0] in KINDS_WITH_NAMES and pair[1].isdigit())
    if any(kind not in said and f"{kind} {number}" not in text for kind, number in numbered):
        return True
    if not is_led_to:
        return False

    def names_nothing(word: str) -> bool:
        return is_function(word) or is_relational(word) or has_suffix(word) or word in ANYTHINGS

    def is_fresh(word: str) -> bool:
        return not (names_nothing(word) or word in said or is_said(word, text))

    its = next((at for at, each in enumerate(lowered) if has_suffix(each)), 0)
    # All of what asks otherwise than before may be its subject: "erupsi sirimba kapan".
    subject = [each for each in lowered[: its or (0 if asks_the_same else len(lowered))] if not is_function(each)]
    # "Jembatan kali wulung" is another than "Jembatan Kali Wangi".
    is_named = len(subject) > 1 and subject[0] in KINDS_WITH_NAMES - _OF_ONE_THING and is_fresh(subject[-1])
    # "How fast are the trains" measures them.
    measure = lowered[lowered.index("how") + 1 :][:1] if "how" in lowered else []
    things = [each for each in subject if not (names_nothing(each) or each in measure)]
    if is_named or (len(things) >= _FEWEST_OF_A_SUBJECT and all(map(is_fresh, things))):
        return True
    fresh_names = (at for at, each in enumerate(lowered) if each in names and is_fresh(each))
    if not asks_the_same and any(not _is_led_to_a_place(lowered, at) for at in fresh_names):
        return True
    if any(first in _PRICES and first not in said and is_fresh(noun) for first, noun in pairwise(lowered)):
        return True
    if is_it := _IS_SOMEBODY.fullmatch(rest):
        who = is_it[1].lower().split(" ")
        return all(map(is_fresh, who)) and (len(who) > 1 or who[0] in names)
    does = _DOES_SOMETHING.search(rest)
    return does is not None and is_fresh(does[1].lower())


def _has_an_owner_behind(lowered: Sequence[str], names: Collection[str]) -> bool:
    """Return whether a name tells whose something is: "kipernya elang ternate siapa"."""
    return any(has_suffix(each) and following in names for each, following in pairwise(lowered))


def _is_led_to_a_place(lowered: Sequence[str], at: int) -> bool:
    """Return whether a name, or the nouns in front of it, tell where or where to: "di pasar induk"."""
    while at and not is_function(lowered[at - 1]):
        at -= 1
    return at > 0 and lowered[at - 1] in _LEADING_TO_PLACES


def says_what_is_meant(opening: str, words: Sequence[str], before: Exchange) -> bool:
    """Return whether somebody asks what had been meant, all of it: "maksudku posyandu kapan" after a price."""
    if opening not in MEANING or points(words) or words[0].lower() == "yang":
        return False
    said = {each.lower() for each in words_of(before.question)}
    lowered = [each.lower() for each in words if not is_function(each)]
    return any(not (says_only_relations([each]) or has_suffix(each) or each in said) for each in lowered)


def _points_within(rest: str) -> bool:
    """Return whether a second question points to the thing of a first: "when is the funfair and where is it"."""
    both = _TWO_QUESTIONS.fullmatch(rest)
    if both is None:
        return False
    first, then = words_of(_DEFINED.sub("", _EXISTING.sub(" ", both["first"]))), words_of(both["then"])
    does_point = any(has_suffix(each) or each.lower() in POINTING for each in then)
    if not does_point or any(has_suffix(each) or each.lower() in POINTING for each in first):
        return False
    asks = not ASKING.isdisjoint(words_of(both["first"].lower())) or asks_whether(both["first"])
    says_nothing = (is_function(each) or each.lower() in ANYTHINGS for each in first)
    named = [each for each, is_empty in zip(first, says_nothing, strict=True) if not is_empty and not relations([each])]
    return bool(named) and (asks or _WITH_AN_ARTICLE.search(both["first"]) is not None)


def opening_of(question: str) -> tuple[str, str]:
    """Return the last of the connectives that a question begins with, in lower case, and what follows it."""
    opening, rest = "", question
    while found := next((each for each in _BY_LENGTH if _begins_with(rest, each)), None):
        opening, rest = found, rest[len(found) :].lstrip(" ,.")
    return opening, rest


def without_opening(question: str) -> str:
    """Return a question that stands alone without the connectives in front: "siapa dia" for "trus, siapa dia"."""
    opening, rest = opening_of(question.strip())
    return rest if opening and (asking_words(words_of(in_standard_words(rest))) or asks_whether(rest)) else question


def _begins_with(text: str, words: str) -> bool:
    return text.lower().startswith(words) and not text[len(words) : len(words) + 1].isalnum()


def tells_who_did(words: Sequence[str], before: Exchange) -> bool:
    """Return whether "yang" leads to what somebody did: "yang cetak gol", "yang resmiin"; not "yang meninggal"."""
    deed = words[1].lower() if len(words) > 1 else ""
    stem = deed.removesuffix("in")
    is_spoken = stem != deed and not is_indonesian(deed) and is_indonesian(stem)
    if deed in DEEDS or _DONE_TO_IT.fullmatch(deed) or is_spoken:
        return True
    asked_for_somebody = not ASKING_FOR_PEOPLE.isdisjoint(each.lower() for each in words_of(before.question))
    return asked_for_somebody and deed.startswith("me") and is_verb(deed) and deed not in FATES


def tells_what_is_done(words: Sequence[str]) -> bool:
    """Return whether words say what somebody does: "punya ide", "resmiin"; not "penalti"."""
    content = [each.lower() for each in words if not is_function(each)]
    return len(content) > 1 or any(is_verb(each) or not is_indonesian(each) for each in content)


def asks_the_same(rest: str, words: Sequence[str], content: Sequence[str], before: Exchange) -> bool:
    """Return whether a question asks what the one before did, of something else: "kalau mawar kapan", "how much"."""
    repeated = {each.lower() for each in asking_words(words_of(before.question))} | HOW
    # A "how" is that of "how about", or measures what the question before did.
    found = _MEASURING.match(rest)
    measures_the_same = found is None or found[0].lower() in before.question.lower()
    says_something = relations(content) or not ANYTHINGS.isdisjoint(map(str.lower, content))
    return {each.lower() for each in asking_words(words)} <= repeated and measures_the_same and not says_something
