"""Tells whom or what a question was about, so that another one can be completed with it. By rule, and pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from index.language.question_words import (
    ANYTHINGS,
    ASKING_FOR_PEOPLE,
    ATTRIBUTES,
    ENGLISH_VERBS,
    IT,
    JOINING_NAMES,
    KINDS_WITH_NAMES,
    OF_PEOPLE,
    OFFICES,
    PEOPLE,
    POSSESSIVE,
    languages_asked_in,
)
from index.language.questions.other_days import without_days
from index.language.questions.swapping import END, named_part
from index.language.reading.roots import is_indonesian
from index.language.subjects import (
    WORD,
    has_suffix,
    is_english_verb,
    is_function,
    is_name,
    is_relational,
    is_verb,
    noun_phrases,
    predicate,
    words_of,
)
from index.language.things import Thing, thing_of, without_attributes

_LONGEST_NAME = 6
_MOST_OF_A_PLACE = 6
_ONE_OF_A_KIND = frozenset({Thing.GATHERING, Thing.VOTE, Thing.DISASTER, Thing.LAND})
_SEVERAL = frozenset({"dan", "and", "serta"})
_THEM = frozenset({"mereka", "they", "them", "their"})
_TWO = 2
_SHE_OR_HE = frozenset({"she", "he", "him", "her"})
_SHE, _HE = frozenset({"she", "her"}), frozenset({"he", "him", "his"})
# Whom "she" or "he" can mean; what they are to somebody, and how they are called.
_HER_KIN = "wife|mother|mum|daughter|sister|grandmother|granddaughter|aunt|niece|girlfriend|widow"
_HIS_KIN = "husband|father|dad|son|brother|grandfather|grandson|uncle|nephew|boyfriend|widower"
_HERS, _HIS = (
    re.compile(r"(?:mrs|ms|miss|mdm|madam|lady|dame)\b", re.IGNORECASE),
    re.compile(r"(?:mr|sir|lord)\b", re.IGNORECASE),
)
# "Mrs Lim" of "Mrs Lim's husband", "the headmaster" of "the wife of the headmaster".
_OF_KIN = re.compile(
    rf"(?P<owner>[\w.’'-]+(?: [\w.’'-]+){{0,4}}?)['’]s (?:[a-z]+ )?(?P<kin>{_HER_KIN}|{_HIS_KIN})\b"
    rf"|\b(?P<kin_of>{_HER_KIN}|{_HIS_KIN}) of (?P<of>(?:the )?[\w.’'-]+(?: [A-Z][\w.’'-]+)*)",
    re.IGNORECASE,
)
# "Replaces Mrs Tan" of "who replaces Mrs Tan"; not whom somebody did something to.
_WHO_DOES_SO = re.compile(r"who (?!(?:is|was|are|were|do|does|did)\b)([a-z]+ .+)", re.IGNORECASE)
_BETWEEN_NAMES = frozenset({"and", "to", "of"})
_PAID = frozenset({"pay", "paid", "due", "refund", "refunded", "refundable"})
# What somebody does something with or for: "a uniform" of "where can I get a uniform".
_DONE_BY_WHO_ASKS = re.compile(
    r"\b(?:can|could|may|might|must|should|shall|do|did|will|would) (?:i|we|you|they|people)"
    r"(?: (?:have|need|want) to)? [a-z]+(?: for)? (?:(an?|the|my|our) )?([a-z][a-z-]+(?: [a-z]+)?)$",
    re.IGNORECASE,
)
# What stands between two who do something together.
_BETWEEN_TWO = re.compile(
    r"^ (?:dan|and|serta|dengan|sama|with|meet|met|bertemu|ketemu|lawan)(?: (?:dengan|sama|with))? $"
)
_HOW_TO = "cara"
# "Buka kantor Kelurahan jam berapa", but "buka puasa".
_WHEN_IT_OPENS = re.compile(r"^(?:buka|tutup) (?!puasa|bersama)")
_MANY = re.compile(r"[a-z]{2,}[a-rt-z]s")
_NOT_MANY = ("us", "is", "news", "always", "perhaps")
_HOLDER_OF = re.compile(r"^[a-z]+ of the ")
# What an English question ends in besides.
_AT_THE_END = re.compile(r"(?: (?:again|yet|now|today|tonight|tomorrow|usually|normally|please|each day|every day))+$")
# "The reef survey" of "how many divers took part in the reef survey".
_THING_AT_THE_END = re.compile(r"\bthe (?:[a-z]+ )?[a-z]+$")
# And of "how long does the pumpkin soup take".
_THING_THAT_DOES = re.compile(r"\b(?:do|does|did) (the (?:[a-z]+ ){0,3}[a-z]+) [a-z]+$")
# "The pool" of "is the pool open".
_THING_THAT_IS_SO = re.compile(r"^(?:is|are) ((?:the )?(?:[a-z]+ )?[a-z]+) [a-z]+$", re.IGNORECASE)
# "Storytime" of "what time does storytime start".
_NOUN_THAT_DOES = re.compile(r"\b(?:do|does|did) ((?:[a-z]+ ){0,2}[a-z]+) ([a-z]+)$")
_THERE = re.compile(r"(?<!\bis)(?<!\bare)(?<!\bwas)(?<!\bwere) there$", re.IGNORECASE)
# Where a sentence or a row of a table begins, a capital tells nothing.
_BEGINNING = re.compile(r"(?:^|[.!?:|–\n“]\s*)([A-Z])(?=[a-z])")
# "How much is the boat exhibition for adults".
_THING_THAT_IS = re.compile(r"\b(?:is|are|was|were) (the (?:[a-z]+ ){0,2}[a-z]+) (?:for|at|in|on) [a-z]+$")
# "How fast is it", "what was on board": of the ship that reached a town.
_ASKED_OF_A_DOER = frozenset({"it", "board"})
# What is asked of people alone: "hilangnya di mana".
BEFALLS_PEOPLE = frozenset({"hilang", "meninggal", "wafat", "tewas", "lahir", "menikah", "pensiun", "kuliah"})
_WINNERS = frozenset({"juara", "pemenang", "winner", "champion"})
# What happened, as "Gunung Sirimba meletus": a verb that takes no object.
_HAPPENED = re.compile(r"(?!di)[a-z]+", re.IGNORECASE)
# And of "when did the relief ship reach Sagu".
_THING_THAT_DOES_TO = re.compile(r"\b(?:do|does|did) (the (?:[A-Za-z]+ ){0,2}[a-z]+) ([a-z]+) [A-Z]")


class Listed(NamedTuple):
    """An article of a list that was shown."""

    id: str
    title: str


@dataclass(frozen=True)
class Exchange:
    """A question as `Reply.asked` has it, complete, and its answer; None where the articles did not say.

    `context` is the text around the answer, or that came nearest; `about` what the question was completed with.
    `is_known` is whether the articles have anything of it; where they have not, `earlier` is the latest that they had.
    `listed` are the articles that were shown instead of an answer, `others` how many answers were shown beside one.
    """

    question: str
    answer: str | None = None
    context: str = ""
    about: str = ""
    is_known: bool = True
    earlier: Exchange | None = None
    listed: tuple[Listed, ...] = ()
    others: int = 0

    @property
    def phrases(self) -> list[str]:
        """What it was about: what it had been completed with, or else its names with what belongs to them."""
        if self.about:
            return [self.about]
        # On Saturday or not, a pool is the same.
        undated = without_days(self.question)
        names_another = any(not (is_function(each) or is_relational(each)) for each in words_of(undated))
        return [_without_what_is_of_it(each) for each in noun_phrases(undated if names_another else self.question)]

    @property
    def said(self) -> str:
        """All that it says but for what it asks; what it had been completed with, where it tells of no deed."""
        said = predicate(self.question)
        way, _, rest = said.partition(" ")
        said = rest if way == _HOW_TO and rest else said
        return said if not self.about or tells_of_a_deed(said) else self.about


def tells_of_a_deed(said: str) -> bool:
    """Return whether something is done or happens in what a question says."""
    words = said.split(" ")
    return "yang" in words or any(is_verb(each) for each in words if each.islower())


def _without_what_is_of_it(phrase: str) -> str:
    """Return a phrase without what may be asked of anything: "museum Ternate" of "tiket museum Ternate"."""
    first, _, rest = _WHEN_IT_OPENS.sub("", phrase).partition(" ")
    is_of_it = first in ANYTHINGS | ATTRIBUTES and rest and not is_function(rest.partition(" ")[0])
    return rest if is_of_it else f"{first} {rest}".rstrip()


def focus(words: Sequence[str], before: Exchange) -> str:
    """Return the person that was the answer, where a person is meant; else the names of the question before."""
    stems = {each.lower().removesuffix("nya") for each in words}
    what_befell = {each.lower().removesuffix("nya") for each in words if has_suffix(each)} & BEFALLS_PEOPLE
    means_person = bool(stems & (PEOPLE | OF_PEOPLE) or what_befell)
    phrases = before.phrases
    if owner := _other_of_two(stems, before.question):
        return owner
    may_be_answer = not _is_of_the_other_sex(stems, before.answer or "")
    # One of several is not meant, but whom these were asked about: "dia sendiri".
    are_several = not _SEVERAL.isdisjoint(words_of((before.answer or "").lower())) and not stems & _THEM
    if stems & _THEM - POSSESSIVE and not are_several and (many := _several_in(before.question)):
        return many
    if stems & _THEM - POSSESSIVE and (both := _two_in(before)):
        return both
    if means_person and not are_several and _asks_who_holds_a_place(before.question, phrases):
        if stems & _THEM and phrases:
            return _HOLDER_OF.sub("", phrases[0])
        named = (before.answer or "").partition(",")[0]
        if may_be_answer and _is_a_name(named):
            return named
        said, does = predicate(before.question), _WHO_DOES_SO.match(before.question)
        is_short = len(said.split(" ")) <= _MOST_OF_A_PLACE and "yang" not in said.split(" ")
        if stems & (OF_PEOPLE | _SHE_OR_HE) and (phrases or does) and is_short and (may_be_answer or not does):
            return f"whoever {does[1].rstrip(END)}" if does else said
    if not means_person and before.answer and _is_a_name(before.answer) and _asks_which_thing(before.question):
        return before.answer
    if not phrases and (thing := thing_in(before.question)):
        return thing
    doer = None if stems.isdisjoint(_ASKED_OF_A_DOER) else _THING_THAT_DOES_TO.search(before.question)
    if doer and (_without_a_verb_behind(doer[1]) != doer[1] or not is_function(doer[2])):
        return _without_a_verb_behind(doer[1])
    if stems & IT and not stems.isdisjoint(_PAID) and phrases and (due := _due_in(before.question, phrases[0])):
        return due
    if stems & OF_PEOPLE and phrases and (holder := _holder_in(before.question, phrases[0])):
        return holder
    if means_person and phrases:
        return _person_in(phrases[0])
    # "In there" is no cat that one may bring.
    is_a_place = _THERE.search(" ".join(words)) is not None
    object_of_it = "" if is_a_place else without_attributes(_object_in(before.question), stems)
    return in_their_words(phrases, before.question) or object_of_it


def _other_of_two(stems: set[str], question: str) -> str:
    """Return whose husband was asked about, where "she" is; empty where the one may be meant, or nobody's is."""
    found = _OF_KIN.search(question)
    if found is None:
        return ""
    is_hers = re.fullmatch(_HER_KIN, found["kin"] or found["kin_of"], re.IGNORECASE) is not None
    if stems.isdisjoint(_HE if is_hers else _SHE):
        return ""
    owner = words_of(found["owner"] or found["of"])
    start = max((at + 1 for at, each in enumerate(owner) if is_function(each) and each.lower() != "the"), default=0)
    return " ".join(owner[start:])


def _is_of_the_other_sex(stems: set[str], name: str) -> bool:
    """Return whether a name is nobody's whom "she" or "he" can mean: "Mr Koh" for "she"."""
    return any(not stems.isdisjoint(said) and title.match(name) for said, title in ((_SHE, _HIS), (_HE, _HERS)))


def named_again(text: str, before: Exchange) -> str:
    """Return a question that asks of another name than before, "Trump di mana" for "trumpnya di mana"; else nothing."""
    for found in WORD.finditer(text):
        stem = found[0].removesuffix("nya").rstrip("-")
        if has_suffix(found[0]) and not is_indonesian(stem.lower()):
            name = stem[:1].upper() + stem[1:]
            if re.search(rf"\b{re.escape(name)}\b", without_first_capitals(before.context)):
                return text[: found.start()] + name + text[found.end() :]
    return ""


def without_first_capitals(text: str) -> str:
    """Return a text with small letters where its sentences, lines and cells begin, so that capitals are names'."""
    return _BEGINNING.sub(lambda found: found[0].lower(), text)


def in_their_words(phrases: Sequence[str], question: str) -> str:
    """Return phrases with the one word that a question has between two of them, "trip to Bruges"; else with commas."""
    told = phrases[0] if phrases else ""
    for before, after in pairwise(phrases):
        between = re.search(rf"{re.escape(before)} ([a-z]+) {re.escape(after)}(?!\w)", question)
        told += f" {between[1]} {after}" if between and between[1] in _BETWEEN_NAMES else f", {after}"
    return told


def _due_in(question: str, phrase: str) -> str:
    """Return what is to be paid with what it is for, "deposit for the Bruges trip"; empty where it is none."""
    found = re.search(rf"\b(?:is|are|was|were) the ([a-z]+(?: [a-z]+)? for (?:the )?{re.escape(phrase)})", question)
    return found[1] if found else ""


def _holder_in(question: str, phrase: str) -> str:
    """Return who holds an office that stands in front of a name: "kepala desa Sukamekar"; else nothing."""
    words = words_of(question.partition(phrase)[0])
    return f"{words[-1]} {phrase}" if words and words[-1].lower() in OFFICES else ""


def _two_in(before: Exchange) -> str:
    """Return two names that a question joins, "Kim dan Trump", "Pompeo meet Kim"; empty where it names one or more."""
    phrases = before.phrases
    if len(phrases) != _TWO:
        return ""
    is_asked_in_english = "en" in languages_asked_in(words_of(before.question))
    # "Trump talk" has what they do.
    first, second = map(named_part, phrases) if is_asked_in_english else phrases
    between = _BETWEEN_TWO.search(before.question.partition(first)[2].partition(second)[0])
    return f"{first} {'and' if is_asked_in_english else 'dan'} {second}" if between else ""


def thing_in(question: str) -> str:
    """Return the thing in small letters that an English question asks about; empty where it asks about none."""
    said = _AT_THE_END.sub("", without_days(question.rstrip(END)))
    if does := _THING_THAT_DOES.search(said):
        return does[1]
    if (is_so := _THING_THAT_IS_SO.search(said)) and is_so[1].startswith("the "):
        return is_so[1]
    if is_placed := _THING_THAT_IS.search(said):
        return is_placed[1]
    found = _THING_AT_THE_END.search(said)
    return found[0] if found else ""


def _without_a_verb_behind(thing: str) -> str:
    """Return "the ship" of "the ship get"."""
    rest, _, last = thing.rpartition(" ")
    return rest if is_english_verb(last) else thing


def _object_in(question: str) -> str:
    """Return what a question says, without what was done to it in English: "salt road" of "who directed salt road".

    And without what it does or is: "storytime" of "when does storytime start".
    """
    ended = _AT_THE_END.sub("", without_days(question.rstrip(END)))
    does = _NOUN_THAT_DOES.search(ended)
    if does and (is_english_verb(does[2]) or is_relational(does[2])) and not any(map(is_function, does[1].split(" "))):
        return does[1]
    if (is_so := _THING_THAT_IS_SO.search(ended)) and not any(map(is_function, is_so[1].split(" "))):
        return is_so[1]
    done = _DONE_BY_WHO_ASKS.search(question.rstrip(END))
    if done and not any(map(is_function, done[2].split(" "))):
        return f"the {done[2]}" if done[1] else done[2]
    said = predicate(without_days(question)) or predicate(question)
    verb, _, rest = said.partition(" ")
    is_done = "en" in languages_asked_in(words_of(question)) and (is_english_verb(verb) or is_relational(verb))
    return rest if is_done and rest and (rest.startswith("the ") or not is_function(rest.split(" ")[0])) else said


def _several_in(question: str) -> str:
    """Return what there are several of, with what follows it: "hens at Ottering"; not "who runs"."""
    words = words_of(question)
    for at in range(1, len(words)):
        if _is_many(words[at]) and words[at - 1].lower() not in ASKING_FOR_PEOPLE:
            return " ".join(words[at:])
    return ""


def _is_many(word: str) -> bool:
    """Return whether an English word names several: "hens", not "opens", "news" or "previous"."""
    stems = {word.removesuffix("s"), word.removesuffix("es")}
    is_a_verb = not stems.isdisjoint(ENGLISH_VERBS) or any(map(is_relational, stems - {word}))
    return _MANY.fullmatch(word) is not None and not (is_function(word) or is_a_verb or word.endswith(_NOT_MANY))


def _asks_which_thing(question: str) -> bool:
    """Return whether a question asks for a thing of a kind by name: "hotel mana", "which museum"."""
    words = words_of(question)
    kinds = [words[at - 1] for at in range(1, len(words)) if words[at] in {"apa", "mana"}]
    kinds += [words[at + 1] for at in range(len(words) - 1) if words[at].lower() == "which"]
    # "Status Gunung Sirimba apa" asks for no mountain.
    named = {words_of(phrase)[-1] for phrase in noun_phrases(question) if " " in phrase}
    return any(not (each in named or is_function(each) or is_relational(each)) for each in kinds)


def _person_in(phrase: str) -> str:
    """Return the person of a phrase: whom "pesaing Endang" is against; a mayor or a museum of a town stays that.

    So does whoever is somebody's: "Ayu's coach".
    """
    is_of_somebody = named_part(phrase) != phrase and named_part(phrase).endswith(("'s", "’s"))
    if is_of_somebody:
        return phrase
    return phrase if (OFFICES | KINDS_WITH_NAMES).intersection(words_of(phrase.lower())) else named_part(phrase)


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


def without_its_office(words: Sequence[str], about: str) -> str:
    """Return where somebody holds an office without it, where another one is asked for: "wali kotanya siapa"."""
    said = about.split(" ")
    lowered = [each.lower() for each in said]
    for stem in (each.lower().removesuffix("nya") for each in words if has_suffix(each)):
        if stem in lowered[:-1]:
            return " ".join(said[lowered.index(stem) + 1 :])
        if stem in OFFICES and lowered[0] in OFFICES - _WINNERS and len(said) > 1:
            return " ".join(said[1:])
    return about


def event_in(question: str) -> str:
    """Return what a question says happened, "Gunung Sirimba meletus"; empty where it says nothing like that."""
    said = predicate(question).split(" ")
    is_event = len(said) > 1 and is_name(said, 0) and is_relational(said[-1]) and _HAPPENED.fullmatch(said[-1])
    return " ".join(said) if is_event and not any(map(is_function, said)) else ""


def is_asked_of_a_name(question: str) -> bool:
    """Return whether a question is asked of a name that others may stand for: not of "KTT Trump–Kim"."""
    words = words_of(next(iter(noun_phrases(question)), ""))
    is_named = any(map(str.istitle, words)) and not any(map(str.isupper, words))
    return is_named and not any(thing_of([each]) in _ONE_OF_A_KIND for each in words)
