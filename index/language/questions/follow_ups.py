"""Tells whether a question depends on the one before, and completes it: "di mana?" after "Kapan KTT Trump–Kim?".

By rule. A question is completed where it has no name of its own and is bare ("and where?"), points back ("siapa dia?",
"berapa panjangnya?"), goes on ("terus siapa yang menang?"), or where it swaps one thing for another ("kalau 2018?").
Pure: knows nothing of people, chats and what is indexed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.language.question_words import (
    ASKED_BY,
    ASKING,
    ASKING_FOR_PEOPLE,
    DEFINING,
    GOING_ON,
    IT,
    JOINING_NAMES,
    KINDS_WITH_NAMES,
    LEADING_TO_ASKING,
    OF_PEOPLE,
    OFFICES,
    PEOPLE,
    POINTING,
    POSSESSIVE,
    SWAPPING,
    THERE,
    THINGS,
    WEAK,
)
from index.language.questions.queries import MAX_QUERY_CHARACTERS
from index.language.reading import read_question
from index.language.reading.roots import is_indonesian
from index.language.subjects import (
    WORD,
    asking_words,
    has_suffix,
    is_function,
    is_name,
    is_relational,
    noun_phrases,
    predicate,
    words_of,
)

_LONGEST_CHARACTERS = 200
# Whoever says more than this says what it is about, even without a capital.
_MOST_CONTENT = 4
_MOST_RELATIONAL = 3
_LONGEST_NAME = 6
_MOST_OF_A_KIND = 4
_MOST_OF_AN_OFFICE = 2
_MORE_OFFICES = frozenset({"architect", "keeper", "treasurer", "clerk", "editor", "teacher", "headteacher", "nurse"})
_OPENINGS = sorted({*SWAPPING, *GOING_ON}, key=len, reverse=True)
# "It" that stands for nothing, and days that are counted from now.
_NOT_POINTING = re.compile(
    r"\bit (?:take|true|possible|mean)\b|\bwhat time is it\b"
    r"|\b(?:hari|minggu|bulan|tahun|saat|malam|pagi|siang|sore) ini\b|\bthis (?:day|week|month|year|morning|evening)\b"
)
# In front of what is swapped, and not within it: "di" ends "Budi", "at" ends "Rahmat".
_PREPOSITION = re.compile(r"(in|on|at|di|ke|dari|pada|yang|untuk|from|for|the)\s+", re.IGNORECASE)
_OF_PLACES = frozenset({"in", "on", "at", "di", "ke", "dari", "pada", "from"})
# "Kalau Rudi Hartono gimana?" asks what was asked before.
_HOW = frozenset({"bagaimana", "gimana", "gmn", "how"})
_SEVERAL = frozenset({"dan", "and", "serta"})
_THEM = frozenset({"mereka", "they", "them", "their"})
# What only is asked whether it is so: "are they allowed", "is it open".
_WHETHER = re.compile(r"(?:is|are|was|were|do|does|did|can|could|will|has|have)\s+(?:it|he|she|they)\b", re.IGNORECASE)
# Whom something is for: "tiket untuk dewasa", "a ticket for adults".
_FOR = re.compile(r"\b((?:untuk|buat|bagi|for)\s+)((?:[a-z-]+ ?){1,2})(?=[?!.\s]*$)")
# The same, should something happen: "what if it rains".
_IF = re.compile(r"(?:and |but |so )?what (if .+)", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_POINTED_AGAIN = re.compile(r"\s+(?:dia|ia|beliau|itu|tuh)$", re.IGNORECASE)
_END = " \t\n?!.…"


@dataclass(frozen=True)
class Exchange:
    """A question as `Reply.asked` has it, complete, and the answer; None where the articles did not say."""

    question: str
    answer: str | None = None


@dataclass(frozen=True)
class FollowUp:
    """A question that was completed.

    Attributes:
        query: what to ask.
        about: what it was completed with, to be shown.
    """

    query: str
    about: str


def follow_up(question: str, before: Exchange) -> FollowUp | None:
    """Complete a question, as it was typed, with what the one before was about; None when it stands alone."""
    completed = _completed(read_question(question).text, before)
    return completed if completed and len(completed.query) <= MAX_QUERY_CHARACTERS else None


def _completed(question: str, before: Exchange) -> FollowUp | None:
    if len(question) > _LONGEST_CHARACTERS or _NOT_POINTING.search(question.lower()):
        return None
    if found := _IF.match(question.strip().rstrip(_END)):
        asked = f"{before.question.rstrip(_END)} {found[1]}"
        return FollowUp(f"{asked}?", asked)
    opening, rest = _opening(question.strip())
    # Capitals tell nothing where everything is written in them.
    words = words_of(rest.lower() if rest.isupper() else rest)
    content = [each for at, each in enumerate(words) if not is_function(each) or is_name(words, at)]
    asks = bool(asking_words(words)) or _WHETHER.match(rest) is not None
    if not words or len(content) > _MOST_CONTENT or not (asks or opening or "?" in rest):
        return None
    if opening in SWAPPING and content and not any(map(has_suffix, content)):
        repeated = {each.lower() for each in asking_words(words_of(before.question))} | _HOW
        if not asks:
            return _swapped(rest, before)
        if not _relations(content) and {each.lower() for each in asking_words(words)} <= repeated:
            return _swapped(_without_asking(rest), before)
    if any(is_name(words, at) for at in range(len(words))):
        return None
    if content and _asks_of_another_kind(rest, words, before):
        return _swapped(_without_asking(rest), before)
    lowered = {each.lower() for each in words}
    if not content and not lowered & (PEOPLE | IT):
        return _with_predicate(words, before) if asks or lowered & POINTING else None
    if opening or _points_back(words, content) or _says_only_relations(content):
        return _with_focus(rest, words, before)
    return None


def _asks_of_another_kind(rest: str, words: Sequence[str], before: Exchange) -> bool:
    """Return whether the same is asked of another of the kind: "yang medium berapa" after "berapa harga beras …"."""
    asking = [each.lower() for each in asking_words(words)]
    repeated = {each.lower() for each in asking_words(words_of(before.question))}
    return (
        rest.lower().startswith("yang ")
        and bool(asking)
        and repeated.issuperset(asking)
        and len(words) <= _MOST_OF_A_KIND
    )


def _opening(question: str) -> tuple[str, str]:
    """Return the last of the connectives that a question begins with, in lower case, and what follows it."""
    opening, rest = "", question
    while found := next((each for each in _OPENINGS if _begins_with(rest, each)), None):
        opening, rest = found, rest[len(found) :].lstrip(" ,.")
    return opening, rest


def _begins_with(text: str, words: str) -> bool:
    return text.lower().startswith(words) and not text[len(words) : len(words) + 1].isalnum()


def _points_back(words: Sequence[str], content: Sequence[str]) -> bool:
    """Return whether a word points to something that is not in the question."""
    lowered = [each.lower() for each in words]
    if any(map(has_suffix, words)) or set(lowered) & (PEOPLE | THINGS - WEAK) or lowered[-1] in THERE:
        return True
    # Not in "siapa Lavrov itu?" and "apa itu fotosintesis?".
    defines = " ".join(lowered).startswith(DEFINING) and not _says_only_relations(content)
    return bool(set(lowered) & WEAK) and not defines


def _says_only_relations(content: Sequence[str]) -> bool:
    return 0 < len(content) <= _MOST_RELATIONAL and len(_relations(content)) == len(content)


def _relations(content: Sequence[str]) -> list[str]:
    return [each for each in content if is_relational(each)]


def _without_asking(text: str) -> str:
    """Return a text without the words that ask at its beginning and its end."""
    while (found := WORD.match(text)) and found[0].lower() in ASKING:
        text = text[found.end() :].lstrip()
    while (found := WORD.search(_last_word(text))) and found[0].lower() in ASKING | LEADING_TO_ASKING:
        text = text.rstrip(_END)[: -len(found[0])].rstrip(_END)
    return text


def _last_word(text: str) -> str:
    return text.rstrip(_END).rpartition(" ")[2]


def _with_predicate(words: Sequence[str], before: Exchange) -> FollowUp | None:
    """Ask a bare question of all that the question before said."""
    about = predicate(before.question)
    asked = " ".join(each for each in words if each.lower() not in THINGS)
    return FollowUp(f"{asked} {about}?", about) if about else None


def _with_focus(rest: str, words: Sequence[str], before: Exchange) -> FollowUp | None:
    """Put whom or what the question before was about into a question that says something itself."""
    about = _focus(words, before)
    if not about:
        return None
    query = _placed(rest.rstrip(_END), about)
    if not asking_words(words) and not _WHETHER.match(rest):
        query = " ".join([*_asked_of(words, before), query])
    return FollowUp(f"{query}?", about)


def _asked_of(words: Sequence[str], before: Exchange) -> list[str]:
    """Return what asks for what words name, "berapa" for "skornya?"; else the word of the question before."""
    stem = words[0].lower().removesuffix("nya")
    for named, asking in ASKED_BY.items():
        if stem in named:
            return [asking]
    return asking_words(words_of(before.question))[:1]


def _focus(words: Sequence[str], before: Exchange) -> str:
    """Return the person that was the answer, where a person is meant; else the names of the question before."""
    stems = {each.lower().removesuffix("nya") for each in words}
    means_person = bool(stems & (PEOPLE | OF_PEOPLE))
    phrases = noun_phrases(before.question)
    # One of several is not meant, but whom these were asked about: "dia sendiri".
    are_several = not _SEVERAL.isdisjoint(words_of((before.answer or "").lower())) and not stems & _THEM
    if (
        means_person
        and not are_several
        and _asks_who_holds_a_place(before.question, phrases)
        and before.answer
        and _is_a_name(before.answer)
    ):
        return before.answer
    return ", ".join(map(_person_in, phrases[:1]) if means_person else phrases) or predicate(before.question)


def _person_in(phrase: str) -> str:
    """Return the person of a phrase: whom "pesaing Endang" is against; the mayor of a town stays its mayor."""
    return phrase if OFFICES.intersection(words_of(phrase.lower())) else _named_part(phrase)


def _asks_who_holds_a_place(question: str, phrases: Sequence[str]) -> bool:
    """Return whether a question asks for a person, and does not name the one: "siapa Bupati Ciwangi?", "siapa Ayu?"."""
    words = words_of(question)
    if not any(each.lower() in ASKING_FOR_PEOPLE for each in words):
        return False
    names_only = " ".join(each for at, each in enumerate(words) if not is_function(each) or (at and is_name(words, at)))
    return not (names_only == " ".join(phrases[:1]) and OFFICES.isdisjoint(words_of(names_only.lower())))


def _is_a_name(answer: str) -> bool:
    """Return whether an answer is a name, all of it: not "Pebulu tangkis remaja Indonesia"."""
    words = words_of(answer)
    named = (each[0].isupper() or each.lower() in JOINING_NAMES for each in words)
    return 0 < len(words) <= _LONGEST_NAME and words[0][0].isupper() and all(named)


def _placed(text: str, about: str) -> str:
    """Put a subject where the question points back, or else at its end."""
    for match in WORD.finditer(text):
        word = match.group().lower()
        if has_suffix(word):
            # "Kerjanya apa dia" points twice.
            rest = _POINTED_AGAIN.sub("", text[match.end() :])
            return f"{text[: match.end() - len('nya')]} {about}{rest}"
        if word in PEOPLE or word in THINGS:
            owner = f"{about}’s" if word in POSSESSIVE else about
            return f"{text[: match.start()]}{owner}{text[match.end() :]}"
    return f"{text} {about}"


def _swapped(rest: str, before: Exchange) -> FollowUp | None:
    """Ask the question before of something else.

    A year replaces a year, "beras medium" replaces "beras premium", a name replaces the first name, "di Ambon" what
    stood behind "di".
    """
    found = _PREPOSITION.match(rest)
    preposition = found[1].lower() if found else ""
    new, question = rest[found.end() if found else 0 :].rstrip(_END), before.question.rstrip(_END)
    words = words_of(new)
    if not words:
        return None
    year, place = _YEAR.search(new), _YEAR.search(question)
    same = re.search(rf"\b{re.escape(words[0])}\b", question, re.IGNORECASE)
    phrases = noun_phrases(question)
    if year and place:
        swapped = question[: place.start()] + year.group() + question[place.end() :]
    elif same:
        replaced = list(WORD.finditer(question, same.start()))[: len(words)]
        swapped = question[: same.start()] + new + question[replaced[-1].end() :]
    elif preposition in _OF_PLACES:
        at = next((each for each in phrases if _place_of(f"{preposition} {each}", question)), None)
        swapped = (
            _with(f"{preposition} {new}", f"{preposition} {at}", question) if at else f"{question} {preposition} {new}"
        )
    elif (office := _office_in(question)) and _names_an_office(rest, words):
        swapped = _with(new, office, question)
    elif (others := _FOR.search(question)) and not any(map(_may_be_a_name, words)):
        swapped = question[: others.start(2)] + new + question[others.end(2) :]
    elif preposition == "yang" and (kind := _kind_asked_of(question)).count(" "):
        # What kind it is stands last: "beras premium".
        swapped = _with(f"{kind.rpartition(' ')[0]} {new}", kind, question)
    elif phrases and (kind := _kind_asked_of(question)) and not any(map(_may_be_a_name, words)):
        swapped = _with(new, kind, question)
    elif phrases and _place_of(phrases[0], question):
        # A name takes the place of a name: "gol Yance" becomes "gol Rahmat".
        swapped = _with(new, _part_to_swap(phrases[0], words), question)
    else:
        swapped = f"{question} {new}"
    return FollowUp(f"{swapped}?", swapped)


def _kind_asked_of(question: str) -> str:
    """Return the common nouns behind what is asked of them: "cabai merah" of "harga cabai merah di Pasar Induk"."""
    words = words_of(question)
    start = next((at + 1 for at, word in enumerate(words) if is_relational(word)), len(words))
    end = start
    while end < len(words) and words[end].islower() and not (is_function(words[end]) or is_relational(words[end])):
        end += 1
    is_followed_by_a_name = end < len(words) and words[end][0].isupper()
    return "" if is_followed_by_a_name else " ".join(words[start:end])


def _office_in(question: str) -> str:
    """Return what a person is whom an English question asks for: "manager" of "who is the manager of Brannock Town"."""
    found = re.search(r"\bthe ([a-z]+) (?:of|at|for|in)\b", question)
    return found[1] if found and found[1] in OFFICES | _MORE_OFFICES else ""


def _names_an_office(rest: str, words: Sequence[str]) -> bool:
    """Return whether somebody asks for another person there: "and the keeper?"."""
    is_led = re.match(r"the\s", rest, re.IGNORECASE) is not None
    return len(words) <= _MOST_OF_AN_OFFICE and all(map(str.islower, words)) and (is_led or words[-1] in OFFICES)


def _part_to_swap(phrase: str, words: Sequence[str]) -> str:
    """Return what of a phrase a new name replaces: not what kind of thing it is, "Posyandu" of "Posyandu Melati"."""
    first, _, rest = phrase.partition(" ")
    if first.lower() in KINDS_WITH_NAMES and rest and words[0].lower() not in KINDS_WITH_NAMES:
        return rest
    return _named_part(phrase) if any(map(_may_be_a_name, words)) else phrase


def _named_part(phrase: str) -> str:
    """Return a phrase without the common nouns around its name."""
    words = phrase.split(" ")
    named = [at for at, word in enumerate(words) if not word.islower()]
    return " ".join(words[named[0] : named[-1] + 1]) if named else phrase


def _may_be_a_name(word: str) -> bool:
    """Return whether a word has a capital, or is written without and is no Indonesian one."""
    return word[0].isupper() or (len(word) > 2 and not all(map(is_indonesian, word.split("-"))))


def _place_of(phrase: str, question: str) -> re.Match[str] | None:
    """Return where a phrase stands in a question, as whole words: "Kim" is not in "Kimberly"."""
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", question, re.IGNORECASE)


def _with(new: str, old: str, question: str) -> str:
    """Return a question with one phrase in place of another."""
    found = _place_of(old, question)
    return question[: found.start()] + new + question[found.end() :] if found else question
