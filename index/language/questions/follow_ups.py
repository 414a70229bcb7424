"""Tells whether a question depends on the one before, and completes it: "di mana?" after "Kapan KTT Trump–Kim?".

By rule. A question is completed where it has no name of its own and is bare ("and where?"), points back ("siapa dia?",
"berapa panjangnya?"), goes on ("terus siapa yang menang?"), or where it swaps one thing for another ("kalau 2018?").
Pure: knows nothing of people, chats and what is indexed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.language.question_words import (
    ANYTHINGS,
    ASKED_BY,
    ASKING,
    ASKING_FOR_PEOPLE,
    IT,
    KINDS_WITH_NAMES,
    MEASURES,
    OFFICES,
    PEOPLE,
    POINTING,
    POSSESSIVE,
    SWAPPING,
    THINGS,
    TIMES,
)
from index.language.questions.focus import (
    Exchange,
    event_in,
    focus,
    in_their_words,
    is_asked_of_a_name,
    named_again,
    tells_of_a_deed,
    thing_in,
    without_first_capitals,
    without_its_office,
)
from index.language.questions.joining import (
    STATES,
    WHETHER,
    asked_of_its_subject,
    asked_why,
    asks_whether,
    attribute_of_a_name,
    is_english,
    is_said,
    joined,
    measured,
    placed,
    without_asking,
)
from index.language.questions.numbered_names import YEAR
from index.language.questions.other_days import is_a_time, without_days
from index.language.questions.pointing import (
    HOW,
    NOT_POINTING,
    asks_the_same,
    begins_anew,
    opening_of,
    points_back,
    relations,
    says_only_relations,
    says_what_is_meant,
    tells_what_is_done,
    tells_who_did,
)
from index.language.questions.queries import MAX_QUERY_CHARACTERS
from index.language.questions.swapping import END, LED, opposite_asked, swapped
from index.language.reading import read_question
from index.language.subjects import (
    asking_words,
    cased,
    has_suffix,
    is_function,
    is_name,
    words_of,
)
from index.language.things import Thing, of_another_kind, thing_of, things_asked_of

_LONGEST_CHARACTERS = 200
# Whoever says more than this says what it is about, even without a capital.
_MOST_CONTENT = 4
_MOST_OF_A_KIND = 4
# "Harganya", "harga tiketnya", which ask without a question mark.
_MOST_OF_IT = 2
_MOST_WITHOUT_THEIR_THING = 2
# "Yang Jawa Tengah bagaimana" asks it, too.
_HOW_IS_THAT_ONE = re.compile(r"((?:yang|di)\s.+?)\s+(?:bagaimana|gimana|gmn)", re.IGNORECASE)
# "How high", which asks otherwise than "how about".
_HOW_MUCH = re.compile(r"how (?!many|much)[a-z]+", re.IGNORECASE)
# What is left of an English question behind what it asks: "is the summit", "did Trump cancel the summit".
_BEHIND_ASKING = re.compile(
    r"(?:(?:in|on|at|to|from|by|until|for) )?(?:what|when|where|who|why|how|which)"
    r"(?: (?:long|many|much|old|high|deep|big|heavy|far|often|tall|wide|fast|time|day|date|year|month|week))* "
    r"((?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must|may) .+)",
    re.IGNORECASE,
)
_ASKED_OF_THAT = re.compile(r" (?:is|are|was|were)$", re.IGNORECASE)
_ARE_THERE = re.compile(r" (?:is|are|was|were) there$", re.IGNORECASE)
_PEOPLE_THERE = re.compile(
    r"(how many (?:people|fans|visitors|spectators|guests)) ((?:is|are|was|were) there)", re.IGNORECASE
)
# "Home or away?".
_EITHER = re.compile(r"[a-z]+ or [a-z]+", re.IGNORECASE)
_FORMS_OF_BE = frozenset({"is", "are", "was", "were"})
_IS = re.compile(r"(?:is|are|was|were) ", re.IGNORECASE)
# The same, should something happen: "what if it rains".
_IF = re.compile(r"(?:and |but |so )?what (if .+)", re.IGNORECASE)
# "Hm objects", shorter than "hw many"; a "hm" before anything else is thought.
_HOW_MANY = re.compile(r"\bhm (?=[a-z]{2,}[a-rt-z]s\b)", re.IGNORECASE)
_IN_A_YEAR = re.compile(r"\s(?:(?:di|pada) )?tahun ((?:1[89]|20)\d\d)\W*$", re.IGNORECASE)
# What belongs to nothing that was asked about: "gempanya kapan" is no summit's.
_OF_ITS_OWN = frozenset({Thing.DISASTER, Thing.VOTE, Thing.LAND})
# What somebody opens with who asks the same of another.
_ANOTHER = "kalau"


@dataclass(frozen=True)
class FollowUp:
    """A question that was completed.

    Attributes:
        query: what to ask.
        about: what it was completed with, to be shown.
    """

    query: str
    about: str

    @property
    def is_part(self) -> bool:
        """Whether it was completed with a part of the question before, and is not that question asked of another."""
        return self.query.rstrip("?") != self.about


def follow_up(question: str, before: Exchange, names: Collection[str] = ()) -> FollowUp | None:
    """Complete a question with what the one before was about; None when it stands alone.

    Args:
        question: as it was typed.
        before: the one before.
        names: those of its words that are names in the archive, in small letters.
    """
    completed = _completed(_read(_HOW_MANY.sub("how many ", question), names), before, names)
    if completed and completed.is_part and not before.is_known:
        # Of a lottery that no article has, nothing is asked any further.
        earlier = follow_up(question, before.earlier, names) if before.earlier else None
        return earlier if earlier and earlier.is_part else None
    if completed is None or len(completed.query) > MAX_QUERY_CHARACTERS:
        return None
    named = {each.lower() for each in words_of(completed.about)}
    # "How much is a ticket at the lido" says itself what it is about.
    return None if completed.is_part and named <= {each.lower() for each in words_of(question)} else completed


def _read(question: str, names: Collection[str]) -> str:
    """Return a question in standard words; a name that was typed small is read as none: "kl nanami okuda"."""
    small = {each for each in words_of(question) if each in names}
    return cased(read_question(cased(question, small, str.capitalize)).text, small, str.lower)


def _completed(question: str, before: Exchange, names: Collection[str]) -> FollowUp | None:
    if len(question) > _LONGEST_CHARACTERS:
        return None
    opening, rest = opening_of(question.strip())
    # "In january", "di batam".
    is_led = LED.match(rest) is not None
    if (opening or is_led or "?" in rest) and is_a_time(rest.rstrip(END), before.question):
        return _asked_of_another(rest, before)
    if NOT_POINTING.search(question.lower()):
        return None
    if found := _IF.match(question.strip().rstrip(END)):
        asked = f"{before.question.rstrip(END)} {found[1]}"
        return FollowUp(f"{asked}?", asked)
    if _EITHER.fullmatch(rest.rstrip(END)) and (behind := _BEHIND_ASKING.fullmatch(before.question.rstrip(END))):
        asked = f"{behind[1]} {rest.rstrip(END)}"
        return FollowUp(f"{asked}?", asked)
    own = {each for each in names if not (each in KINDS_WITH_NAMES | OFFICES or thing_of([each]))}
    if opening and (asked := asked_of_its_subject(rest.rstrip(END), own)):
        return FollowUp(f"{asked}?", asked)
    if like := _HOW_IS_THAT_ONE.fullmatch(rest.rstrip(END)):
        opening, rest = _ANOTHER, like[1]
    if again := named_again(rest, before):
        opening, rest = _ANOTHER, again
    # Capitals tell nothing where everything is written in them.
    words = words_of(rest.lower() if rest.isupper() else rest)
    content = [each for at, each in enumerate(words) if not is_function(each) or is_name(words, at)]
    asks = bool(asking_words(words)) or asks_whether(rest)
    is_of_a_kind = rest.lower().startswith("yang ")
    is_of_it = 0 < len(words) <= _MOST_OF_IT and has_suffix(words[-1])
    goes_on = opening or is_of_a_kind or is_of_it or (is_led and bool(content))
    if not words or len(content) > _MOST_CONTENT or not (asks or goes_on or "?" in rest):
        return None
    are_names = _are_names(words, names, own)
    may_swap = opening in SWAPPING or (are_names and is_asked_of_a_name(before.question))
    is_repeated = may_swap and asks_the_same(rest, words, content, before)
    if asks and begins_anew(rest.rstrip(END), words, before, own, is_led_to=bool(opening), asks_the_same=is_repeated):
        return None
    if are_names and (is_repeated and opening if asks else opening or "?" in rest):
        # "Trs galih wicaksana" after somebody's age; of a summit nobody is asked.
        named = cased(without_asking(rest) if asks else rest, own, str.capitalize)
        return _asked_of_another(named, before) if may_swap else None
    if not asks and (its := attribute_of_a_name(words, own)):
        attribute, owner = its
        asked = " ".join([*_asked_of([attribute], before), placed(attribute, cased(owner, own, str.capitalize), "")])
        return FollowUp(f"{asked}?", asked)
    if not asks and (opposite := opposite_asked(words, before.question)):
        return FollowUp(f"{opposite}?", opposite)
    if is_of_a_kind and not asks and tells_who_did(words, before):
        # Of the names: "gol" is no coach's.
        return _with_focus(f"siapa {rest}", ["siapa", words[0]], before)
    how_about = {each.lower() for each in asking_words(words)} <= HOW
    if (how_about or thing_of(content) in _OF_ITS_OWN) and (opening or has_suffix(words[0])) and not is_led:
        other = of_another_kind(content, before.question, before.context)
        if other is not None:
            return FollowUp(f"{other}?", other) if other and how_about else None
    if opening in SWAPPING and content and not any(map(has_suffix, content)):
        if not asks:
            # "And her coach?"
            is_of_somebody = not POSSESSIVE.isdisjoint(map(str.lower, words))
            named = placed(rest, focus(words, before), before.question) if is_of_somebody else rest
            return _asked_of_another(named, before)
        if is_repeated:
            return _asked_of_another(without_asking(rest), before)
        if says_what_is_meant(opening, words, before):
            return FollowUp(f"{rest.rstrip(END)}?", rest.rstrip(END))
    if (
        not asks
        and len(words) <= _MOST_OF_A_KIND
        and not any(map(has_suffix, words))
        and POINTING.isdisjoint(map(str.lower, words))
    ):
        is_alike = thing_of(words) in things_asked_of(before.question)
        return _asked_of_another(rest, before, only_in_place=not (is_of_a_kind or is_led or (opening and is_alike)))
    if any(is_name(words, at) or _is_a_code(words[at]) for at in range(len(words))):
        return None
    if content and (_asks_of_another_kind(rest, words, before) or _asks_of_another_year(words, content, before)):
        return _asked_of_another(without_asking(rest), before)
    lowered = {each.lower() for each in words}
    if (not content or _HOW_MUCH.fullmatch(rest.rstrip(END))) and not lowered & (PEOPLE | IT):
        return _with_predicate(words, before) if asks or lowered & POINTING else None
    if content and STATES.issuperset(map(str.lower, content)) and not lowered & POINTING:
        return _with_all_that(rest, before)
    lacks_its_thing = is_of_a_kind and asks and len(content) <= _MOST_WITHOUT_THEIR_THING
    if opening or lacks_its_thing or points_back(words, content) or says_only_relations(content):
        return _with_focus(rest, words, before)
    # To "matematika", which is no name, nothing belongs but what is its: "rapor kapan dibagi" is another matter.
    # Whether there was what the text speaks of is asked of anything: "ada tsunami tidak".
    is_named = any(not each.islower() for each in before.phrases) or (
        is_english(rest) and bool(thing_in(before.question))
    )
    return _with_what_was_said(rest, content, before) if asks and (is_named or asks_whether(rest)) else None


def _with_what_was_said(rest: str, content: Sequence[str], before: Exchange) -> FollowUp | None:
    """Complete a question about something in the text before: "kapan normal lagi?", "when is the funeral?"."""
    named = {each.lower() for each in words_of(before.question)}
    fresh = [each for each in content if each.lower() not in named]
    text = without_first_capitals(before.context)
    if not fresh and (again := asked_why(rest, before.question)):
        return FollowUp(f"{again}?", again)
    if not fresh or not all(is_said(each.lower(), text) or each.lower() in ANYTHINGS for each in fresh):
        return None
    asking = {each.lower() for each in asking_words(words_of(rest))}
    is_same = asking and asking <= {each.lower() for each in asking_words(words_of(before.question))}
    measures = any(not MEASURES.isdisjoint(each.lower().split()) for each in (rest, before.question))
    if is_same and not (measures or is_english(rest) or relations(content)):
        # "Panjat pinang siapa" after who won the race.
        return _asked_of_another(without_asking(rest), before)
    return _with_all_that(rest, before)


def _with_all_that(rest: str, before: Exchange) -> FollowUp | None:
    """Ask something of what the question before was about, "harga beras"; of its names where it told of a deed."""
    said, named = (
        without_days(before.said),
        in_their_words(before.phrases, before.question) or thing_in(before.question),
    )
    if is_english(rest) or WHETHER.match(rest):
        # A verb goes with no other question: "can I book a room" after "how do I renew a book".
        about = named
    else:
        says_more = (
            not STATES.isdisjoint(said.lower().split()) or tells_of_a_deed(said) or any(map(has_suffix, said.split()))
        )
        about = said if said and not says_more else named or said
    return FollowUp(f"{joined(rest.rstrip(END), about)}?", about) if about else None


def _are_names(words: Sequence[str], names: Collection[str], own: Collection[str]) -> bool:
    """Return whether all that words name is names: one of its `own`, and what belongs to one, "dinas kesehatan"."""
    told = [at for at, each in enumerate(words) if not is_function(each) or is_name(words, at)]
    is_named = any(words[at].lower() in own or is_name(words, at) for at in told)
    return is_named and all(words[at].lower() in names or is_name(words, at) for at in told)


def _is_a_code(word: str) -> bool:
    """Return whether a word is a name by its number: "kunang-2"."""
    return word[0].isalpha() and word[-1].isdigit()


def _asks_of_another_kind(rest: str, words: Sequence[str], before: Exchange) -> bool:
    """Return whether the same is asked of another of the kind: "yang medium berapa" after "berapa harga beras …"."""
    asking = [each.lower() for each in asking_words(words)]
    repeated = {each.lower() for each in asking_words(words_of(before.question))}
    return (
        rest.lower().startswith("yang ")
        and bool(asking)
        and (ASKING_FOR_PEOPLE.isdisjoint(asking) or not tells_what_is_done(words))
        and repeated.issuperset(asking)
        and (MEASURES & {each.lower() for each in words}) <= {each.lower() for each in words_of(before.question)}
        and len(words) <= _MOST_OF_A_KIND
    )


def _asks_of_another_year(words: Sequence[str], content: Sequence[str], before: Exchange) -> bool:
    """Return whether the same is asked of a year: "tahun 2017 siapa" after "siapa pemenang festival"."""
    asking = {each.lower() for each in asking_words(words)}
    is_a_year = len(content) == 1 and YEAR.fullmatch(content[0]) is not None
    return is_a_year and bool(asking) and asking <= {each.lower() for each in asking_words(words_of(before.question))}


def _with_predicate(words: Sequence[str], before: Exchange) -> FollowUp | None:
    """Ask a bare question of all that the question before said."""
    about = before.said
    asked = " ".join(each for each in words if each.lower() not in THINGS)
    if not about:
        return None
    is_of_that = _ASKED_OF_THAT.search(asked) if asked != " ".join(words) else None
    asked = asked[: is_of_that.start()] if is_of_that else asked
    if (behind := _BEHIND_ASKING.fullmatch(before.question.rstrip(END))) and is_english(asked):
        does_fit = _IS.match(behind[1]) or not _HOW_MUCH.match(asked)
        if does_fit and not _says_is(asked):
            return FollowUp(f"{asked} {behind[1]}?", about)
    if _says_is(asked) or {"mana", "itu"} <= {each.lower() for each in words}:
        # What is asked of a thing is not asked of what was done to it: "di mana itu?".
        about = in_their_words(before.phrases, before.question) or about
    if people := _PEOPLE_THERE.fullmatch(asked):
        return FollowUp(f"{people[1]} {people[2].partition(' ')[0]} at {about}?", about)
    if there := _ARE_THERE.search(asked):
        return FollowUp(f"{asked[: there.start()]} {about}{there[0]}?", about)
    asks_who_or_what = not {each.lower() for each in words}.isdisjoint(ASKING_FOR_PEOPLE | {"apa", "what"})
    said = about if asks_who_or_what else about.replace(" yang ", " ", 1)
    time, _, asking = asked.partition(" ")
    if time.lower() in TIMES and not is_english(asked) and asking.lower() in ASKING:
        return FollowUp(f"{asking} {said} {time.lower()}?", said)
    return FollowUp(f"{joined(asked, said)}?", said)


def _says_is(text: str) -> bool:
    return any(each.lower() in _FORMS_OF_BE for each in words_of(text))


def _with_focus(rest: str, words: Sequence[str], before: Exchange) -> FollowUp | None:
    """Put whom or what the question before was about into a question that says something itself."""
    about = focus(words, before)
    if not about:
        return None
    about = without_its_office(words, about)
    # "Ada berapa tahun 2018" asks of 2018, and for no years.
    if (year := _IN_A_YEAR.search(rest)) and not YEAR.search(about) and not is_english(rest):
        rest, about = rest[: year.start()], f"{about} {year[1]}"
    query = placed(rest.rstrip(END), about, before.question)
    if (
        query in (f"{rest.rstrip(END)} {about}", f"{about} {rest.rstrip(END)}")
        and "yang" in words
        and (event := event_in(before.question))
    ):
        query, about = f"{rest.rstrip(END)} saat {event}", event
    if not asking_words(words) and not asks_whether(rest):
        query = " ".join([*_asked_of(words, before), query])
    return FollowUp(f"{query}?", about)


def _asked_of(words: Sequence[str], before: Exchange) -> list[str]:
    """Return what asks for what words name, "berapa" for "skornya?"; else the word of the question before."""
    for stem in (each.lower().removesuffix("nya") for each in (words[0], words[-1])):
        if asking := next((asking for named, asking in ASKED_BY.items() if stem in named), ""):
            return [asking]
    asked = measured(asking_words(words_of(before.question))[:1], before.question)
    # Of things nobody asks who they are.
    return ["apa"] if asked and asked[0].lower() in ASKING_FOR_PEOPLE and has_suffix(words[0]) else asked


def _asked_of_another(rest: str, before: Exchange, *, only_in_place: bool = False) -> FollowUp | None:
    asked = swapped(rest, before.question, only_in_place=only_in_place, context=before.context)
    return FollowUp(f"{asked}?", asked) if asked else None
