"""Asks the question before of something else: "kalau 2018?" after "Berapa pengunjung tahun 2017?". By rule; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.language.question_words import (
    FATES,
    KINDS_WITH_NAMES,
    OFFICES,
    OPPOSITES,
    REGIONS,
    TIMES,
    languages_asked_in,
)
from index.language.questions.numbered_names import YEAR
from index.language.questions.other_days import another_time, is_a_day_or_month
from index.language.reading.roots import is_indonesian
from index.language.subjects import WORD, is_function, noun_phrases, words_of
from index.language.text import listed
from index.language.things import (
    FOR,
    HELD_FOR_THEM,
    QUALITIES,
    asked_for_others,
    kind_asked_of,
    noun_like,
    tells_a_circumstance,
    thing_asked_of,
    thing_of,
)

END = " \t\n?!.…"
# Words of "wakil bupati", of "tahun 2019".
_MOST_OF_AN_OFFICE, _MOST_OF_A_YEAR = 2, 2
_WHO_DOES = re.compile(r"who (?!is\b|was\b|are\b|were\b)[a-z]+ ", re.IGNORECASE)
_MORE_OFFICES = frozenset({"architect", "keeper", "treasurer", "clerk", "editor", "teacher", "headteacher", "nurse"})
HELD = OFFICES | _MORE_OFFICES | listed("bendahara sekretaris kades kadus kapolsek kepsek librarian")
_ASKING_BEHIND = re.compile(r" (?:itu )?(?:siapa|siapakah)(?: sekarang)?$", re.IGNORECASE)
# In front of what is swapped, and not within it: "di" ends "Budi", "at" ends "Rahmat".
_PREPOSITION = re.compile(r"(in|on|at|to|di|ke|dari|pada|yang|untuk|buat|bagi|from|for|the)\s+", re.IGNORECASE)
# "In the market", which is no thing but a place, and "by lorry", a way.
_WAY = re.compile(r"(by|with|without|dengan|tanpa|naik|pakai|lewat)\s", re.IGNORECASE)
LED = re.compile(rf"(?:in|on|at|di|ke|dari|pada|from|untuk|for|buat|to|{_WAY.pattern[:-2]})\s", re.IGNORECASE)
_ADDED = frozenset({"untuk", "buat", "bagi", "for"})
# What an English question asks of: "a replacement card", "paying by card".
_WHAT_IT_COSTS = re.compile(
    r"\bhow much (?:is|are|was|were|for) ((?:an? |[a-z]+ing )(?:[a-z-]+ )*?[a-z-]+)"
    r"(?= (?:at|in|on|for|from|of|to|this|last|next)\b|\W*$)",
    re.IGNORECASE,
)
# And of goods: "how much is brown sugar at".
_WHAT_GOODS_COST = re.compile(
    r"\bhow much (?:is|are|was|were) (?!an? |the |it\b|they\b|this\b|that\b|there\b|for\b)"
    r"((?:[a-z]+ )??[a-z]+)(?= (?:at|in|from|now|today)\b|$)",
)
# "How many men worked there", of women.
_COUNTED = re.compile(r"\bhow many ([a-z]+)(?= [a-z])", re.IGNORECASE)
_MANY = re.compile(r"[a-z]{2,}[a-rt-z]s|(?:wo)?men|people|children")
_DOING = re.compile(r"[a-z]{3,}ing\b")
# "A large pudding", of which there is a small one.
_OF_A_SORT = re.compile(r"\ban? (?=[a-z])([a-z-]+)(?= [a-z]{3,})")
# What an English question asks of: "the nursery cook job", "the victoria sponge at".
_THE_FIRST = re.compile(r"\bthe ((?:[a-z]+ ){0,2}?[a-z]+)(?= (?:at|in|on|for|from|by)\b| [a-z]+\W*$)")
_AFTER_A_VERB = frozenset({"at", "in", "on", "for", "from", "by"})
_DOES = re.compile(r"\b(?:do|does|did) $", re.IGNORECASE)
_OF_PLACES = frozenset({"in", "on", "at", "to", "di", "ke", "dari", "pada", "from"})
# "At Market Street".
_NAMED_PLACE = r"(?:the )?[A-Z][\w’'&-]*(?: (?:of )?[A-Z][\w’'&-]*)*"
# How many of what: "tonnes of rice".
_OF_WHAT = re.compile(r" of [a-z]+(?= [a-z]+ )")
# One of a kind: "an adult", "a child's".
_ONE = re.compile(r"\ban? [a-z]+(?:['’]s)?")
# "From September", which is not now.
_FROM_THEN = re.compile(
    r" (?:from|since|until|in|mulai|sejak|sampai|pada|bulan)(?: bulan)?"
    r" (?:jan|feb|mar|apr|may|mei|jun|jul|aug|agu|sep|o[ck]t|nov|de[cs])[a-z]*\b(?: (?:19|20)\d\d)?",
    re.IGNORECASE,
)
# "Di Demak".
_PLACED = re.compile(r"\bdi (?=[A-Z])")
# And of one that is typed small.
_LED_PLACE = re.compile(r"\b(?:di|ke|dari) ([a-z]+)")
# "The premium one".
_ONE_OF_THEM = re.compile(r" ones?$", re.IGNORECASE)
# "Angkot 05": not an hour, and not the day of a month, which no function word need lead to.
_NUMBERED = re.compile(r"\b([^\W\d_]{2,40}) (\d{1,3})(?![\w.,:/-]*\d)(?! [^\W\d_]{3,9} (?:19|20)\d\d)")
_BEFORE_PLACES = "di|ke|kelurahan|kecamatan|desa|dusun|kota|kabupaten|puskesmas|kantor|warga"
# "Yang kedua" for the first.
_ORDINAL = re.compile(
    r"\b(?:pertama|kedua|ketiga|keempat|kelima|terakhir|ke-\d|first|second|third|fourth|fifth|last|\d(?:st|nd|rd|th))\b",
    re.IGNORECASE,
)
_RANK = re.compile(r"\b(?:juara|pemenang)\b(?! umum)", re.IGNORECASE)
_TWO = 2
_LONGEST_ACRONYM = 4


def swapped(rest: str, before: str, *, only_in_place: bool = False, context: str = "") -> str | None:
    """Return the question before, asked of something else; None where nothing is named.

    A year replaces a year, "beras medium" replaces "beras premium", a name replaces the first name, "di Ambon" what
    stood behind "di". What fits nowhere is added, or nothing is asked where it may only stand `only_in_place`.
    """
    found = _PREPOSITION.match(rest)
    preposition = found[1].lower() if found else ""
    new, question = _ONE_OF_THEM.sub("", rest[found.end() if found else 0 :].rstrip(END)), before.rstrip(END)
    words = words_of(new)
    if asked_for := asked_for_others(new, preposition, question):
        return asked_for
    if fate := new.lower() in FATES and next((each for each in words_of(question) if each.lower() in FATES), ""):
        return _with(new, fate, question)
    if preposition == "yang" and words and _is_a_place(words) and _PLACED.search(question):
        preposition = "di"
    if numbered := _another_number(new, question):
        return numbered
    if _ORDINAL.fullmatch(new) and (place := _ORDINAL.search(question) or _RANK.search(question)):
        ranked = f"{place[0]} {new}" if _RANK.match(place[0]) else new
        return question[: place.start()] + ranked + question[place.end() :]
    if not words or (only_in_place and _is_of_another_kind(words, question)):
        return None
    if timed := another_time(rest.rstrip(END), question):
        return timed
    if (way := _WAY.match(rest)) and not _place_of(way[1], question):
        return f"{question} {rest.rstrip(END)}"
    if office := _with_another_office(words, new, question):
        return office
    year, place = YEAR.search(new), YEAR.search(question)
    same = re.search(rf"\b{re.escape(words[0])}\b", question, re.IGNORECASE)
    phrases, is_english = noun_phrases(question), "en" in languages_asked_in(words_of(question))
    if year and place:
        asked = question[: place.start()] + year.group() + question[place.end() :]
    elif year and year.group() in {new, words[-1]} and len(words) <= _MOST_OF_A_YEAR:
        asked = f"{question} {rest.rstrip(END)}"
    elif same and new.lower() not in question.lower():
        replaced = _replaced_by(words, list(WORD.finditer(question, same.start())))
        end = _OF_WHAT.match(question, replaced[-1].end())
        asked = question[: same.start()] + new + question[end.end() if end else replaced[-1].end() :]
    elif new.islower() and len(words) == 1 and _MANY.fullmatch(new) and (counted := _COUNTED.search(question)):
        asked = question[: counted.start(1)] + new + question[counted.end(1) :]
    elif other := _what_costs_that(new, rest, question, phrases):
        asked = question[: other.start(1)] + new + question[other.end(1) :]
    elif (one := _ONE.match(new)) and (other := _ONE.search(question)):
        asked = question[: other.start()] + one[0] + question[other.end() :]
    elif len(words) == 1 and new.islower() and _ONE_OF_THEM.search(rest.rstrip(END)) and (sort := _sort_in(question)):
        asked = question[: sort.start(1)] + new + question[sort.end(1) :]
    elif preposition in _OF_PLACES:
        places = (each.rpartition(f" {preposition} ")[2] for each in phrases)
        at = next((each for each in places if _place_of(f"{preposition} {each}", question)), None)
        at = at or next(iter(re.findall(rf"\b{preposition} ({_NAMED_PLACE})", question)), None)
        asked = (
            _with(f"{preposition} {new}", f"{preposition} {at}", question) if at else f"{question} {preposition} {new}"
        )
    elif (office := _office_in(question)) and _names_an_office(rest, words):
        asked = _with(new, office, question)
    elif not office and phrases and _WHO_DOES.match(question) and words[-1] in OFFICES | _MORE_OFFICES:
        article = "the " if f"the {phrases[0]}" in question else ""
        asked = f"who is the {new} of {article}{phrases[0]}"
    elif (others := FOR.search(question)) and (preposition in _ADDED or not any(map(may_be_a_name, words))):
        asked = question[: others.start(2)] + new + question[others.end(2) :]
    elif preposition in _ADDED:
        asked = f"{question} {preposition} {new}"
    elif _is_a_thing(new, preposition, question) and not office and (one := _THE_FIRST.search(question)):
        thing = _without_what_it_does(one, question)
        kind, _, noun = thing.rpartition(" ")
        named = f"{new} {noun}" if kind and _ONE_OF_THEM.search(rest.rstrip(END)) else new
        asked = question[: one.start(1)] + named + question[one.start(1) + len(thing) :]
    elif preposition == "yang" and words[0].islower() and (kind := kind_asked_of(question)):
        # What kind it is stands last: "beras premium".
        asked = _with(f"{kind.rpartition(' ')[0] or kind} {new}", kind, question)
    elif preposition == "yang" and all(map(str.islower, words)):
        asked = f"{question} yang {new}"
    elif tells_a_circumstance(words) and not is_english:
        asked = "" if only_in_place else f"{question} {new}"
    elif (alike := noun_like(words, question)) and alike in kind_asked_of(question).split(" ")[1:]:
        # "Parkir motor" after "parkir mobil".
        asked = _with(new, alike, question)
    elif (kind := _asked_of_as_well(words, question, phrases)) and kind != question:
        first, _, rest = kind.partition(" ")
        is_held = first in HELD_FOR_THEM and words[0] not in KINDS_WITH_NAMES and bool(rest)
        of_kind = first if is_held else kind.rpartition(" ")[0] if new.lower() in QUALITIES else ""
        asked = _with(f"{of_kind} {new}".lstrip(), kind, question)
    elif alike:
        asked = _with(new, alike, question)
    elif place_named := _place_like(new, question, phrases, context):
        asked = _with(new, place_named, question)
    elif phrases and _place_of(phrases[0], question):
        # A name takes the place of a name: "gol Yance" becomes "gol Rahmat".
        asked = _with(new, _part_to_swap(_phrase_to_swap(phrases, words), words), question)
    elif only_in_place:
        return None
    else:
        asked = f"{question} {new}"
    return asked or None


def _asked_of_as_well(words: Sequence[str], question: str, phrases: Sequence[str]) -> str:
    """Return what another thing takes the place of, "gula pasir"; nothing for an RT or a village.

    An unknown word that is short is a thing, "tpa"; a longer one may be the place where the same is asked.
    """
    kind, is_english = kind_asked_of(question), "en" in languages_asked_in(words_of(question))
    if (words[0] in KINDS_WITH_NAMES and len(words) > 1) or not "".join(words).replace("-", "").isalpha():
        return ""
    are_names = any(may_be_a_name(each) and each not in KINDS_WITH_NAMES and not thing_of([each]) for each in words)
    if phrases or any(map(may_be_a_name, _LED_PLACE.findall(question))):
        is_told = bool(kind) or thing_of(words) is not None
        return "" if are_names or not is_told else kind if is_english else thing_asked_of(question)
    is_short = len(words) == 1 and len(words[0]) <= _LONGEST_ACRONYM
    return "" if is_english or (are_names and not is_short) else thing_asked_of(question)


def _with_another_office(words: Sequence[str], new: str, question: str) -> str:
    """Return a question asked of who holds another office, there or elsewhere: "ketua RT 05" for "bupati Ciwangi"."""
    at = next((at for at, each in enumerate(words) if each.lower() not in HELD), len(words))
    found = next((each for each in WORD.finditer(question) if each[0].lower() in HELD), None)
    if not at or found is None:
        return ""
    if at == len(words):
        end = found.end()
        while (following := WORD.match(question, end + 1)) and following[0].lower() in HELD:
            end = following.end()
        return question[: found.start()] + new + question[end:]
    asking = _ASKING_BEHIND.search(question, found.end())
    return question[: found.start()] + new + (asking[0] if asking else "")


def _what_costs_that(new: str, rest: str, question: str, phrases: Sequence[str]) -> re.Match[str] | None:
    """Return where a question says what costs something, if it is asked of another thing: "a family ticket", "rice"."""
    one = _ONE.match(new)
    names_all_of_it = _DOING.match(new) is not None or (one is not None and bool(new[one.end() :].strip()))
    if names_all_of_it and (other := _WHAT_IT_COSTS.search(question)):
        return other
    # "Sennick" of "entry at Rovers" may be another club.
    is_of_goods = (
        new.islower() and (not phrases or thing_of(words_of(new))) and not _ONE_OF_THEM.search(rest.rstrip(END))
    )
    return _WHAT_GOODS_COST.search(question) if is_of_goods else None


def _sort_in(question: str) -> re.Match[str] | None:
    """Return where an English question says of what sort a thing is, "large" of "a large pudding"; else None."""
    return _OF_A_SORT.search(question) if "en" in languages_asked_in(words_of(question)) else None


def _without_what_it_does(found: re.Match[str], question: str) -> str:
    """Return a thing without its verb, "red route" of "does the red route go in a flood"."""
    thing = found[1]
    kind, _, last = thing.rpartition(" ")
    is_led = question[found.end() :].startswith(" ") and _DOES.search(question[: found.start()])
    does = is_led and bool(kind) and question[found.end() :].lstrip().partition(" ")[0].lower() in _AFTER_A_VERB
    return kind if does and last else thing


def _phrase_to_swap(phrases: Sequence[str], words: Sequence[str]) -> str:
    """Return the name that another one takes the place of: no weekday or month, "Saturday hours of Market Street"."""
    if any(is_a_day_or_month(each) for each in words):
        return phrases[0]
    return next((each for each in phrases if not is_a_day_or_month(named_part(each))), phrases[0])


def _another_number(new: str, question: str) -> str:
    """Return a question asked of another number than before: "angkot 03" for "angkot 05"; empty where none is."""
    if not new.isdigit() or YEAR.fullmatch(new):
        return ""
    numbered = (each for each in _NUMBERED.finditer(question) if not is_function(each[1]))
    found = next(numbered, None)
    return question[: found.start(2)] + new + question[found.end(2) :] if found else ""


def _place_like(new: str, question: str, phrases: Sequence[str], context: str) -> str:
    """Return the place of a question with another name in front, where a new one is a place in the text, too."""
    if not may_be_a_name(new) or len(phrases) < _TWO:
        return ""
    place = phrases[-1]
    said = re.escape(new)
    is_place = re.search(rf"\b(?:{_BEFORE_PLACES}) {said}\b", context, re.IGNORECASE) or (
        re.search(rf"^{said}:", context, re.IGNORECASE | re.MULTILINE)
        and re.search(rf"^{re.escape(place)}:", context, re.IGNORECASE | re.MULTILINE)
    )
    return place if is_place and _place_of(f"di {place}", question) else ""


def _is_a_place(words: Sequence[str]) -> bool:
    """Return whether words begin as the name of a region does: "jawa tengah", or with a capital, "Demak"."""
    return words[0].lower() in REGIONS or words[0][0].isupper()


def opposite_asked(words: Sequence[str], question: str) -> str | None:
    """Return the question before, asked of the other of two, or of another time; None where that is not asked for.

    "Dibukanya?" after "portal ditutup jam berapa", "sebelumnya?" after "harga cabai sekarang".
    """
    wanted = [each.lower() for each in words if each.lower() not in {"yang", "the", "and", "one"}]
    if len(wanted) != 1:
        return None
    word = wanted[0] if wanted[0] in TIMES else wanted[0].removesuffix("nya")
    if word in TIMES:
        others = [*sorted(TIMES - {word}), "hari ini", "saat ini"]
    else:
        others = [pair[1 - at] for pair in OPPOSITES for at in (0, 1) if pair[at] == word]
    place = next(filter(None, (_place_of(each, question) for each in others)), None)
    if place:
        return question[: place.start()] + word + question[place.end() :].rstrip(END)
    return f"{_FROM_THEN.sub('', question.rstrip(END))} {word}" if word in TIMES else None


def _replaced_by(words: Sequence[str], places: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return as many words as there are new ones, but for a name behind them: "Poli umum" of "Poli umum Puskesmas"."""
    ends = (
        at
        for at, (new, old) in enumerate(zip(words, places, strict=False))
        if at > 1 and new.islower() and old[0][0].isupper()
    )
    return places[: next(ends, len(words))]


def _is_of_another_kind(words: Sequence[str], question: str) -> bool:
    """Return whether words name what nothing of the kind was asked about: "Gunung Sirimba?", "gempa?"."""
    kind = words[0].lower()
    asked = [each.lower() for each in words_of(question)]
    if kind in asked or any(map(str.isdigit, words)):
        return False
    if kind in KINDS_WITH_NAMES:
        return True
    may_be_counted = "berapa" in asked and bool(kind_asked_of(question))
    is_name = words[0][0].isupper() or (may_be_a_name(words[0]) and "en" not in languages_asked_in(asked))
    return not (may_be_counted or is_name or kind in _OF_PLACES)


def _office_in(question: str) -> str:
    """Return what a person is whom an English question asks for: "manager" of "who is the manager of Brannock Town"."""
    found = re.search(r"\bthe ([a-z]+) (?:of|at|for|in)\b", question)
    return found[1] if found and found[1] in OFFICES | _MORE_OFFICES else ""


def _is_a_thing(new: str, preposition: str, question: str) -> bool:
    """Return whether common nouns are named to an English question: "and the jam?", "what about best in show"."""
    is_english = "en" in languages_asked_in(words_of(question))
    return new.islower() and (preposition == "the" or (not preposition and " " in new and is_english))


def _names_an_office(rest: str, words: Sequence[str]) -> bool:
    """Return whether somebody asks for another person there: "and the keeper?"."""
    is_led = re.match(r"the\s", rest, re.IGNORECASE) is not None
    return len(words) <= _MOST_OF_AN_OFFICE and all(map(str.islower, words)) and (is_led or words[-1] in OFFICES)


def _part_to_swap(phrase: str, words: Sequence[str]) -> str:
    """Return what of a phrase a new name replaces: not what kind of thing it is, "Posyandu" of "Posyandu Melati"."""
    first, _, rest = phrase.partition(" ")
    if first.lower() in KINDS_WITH_NAMES and rest and words[0].lower() not in KINDS_WITH_NAMES:
        if not any(map(may_be_a_name, words)) and (common := _common_in_front(rest)):
            # "Gigi" of "poli gigi Puskesmas Banyulegi", for "lansia".
            return common
        # What kind of market it is stays, too, where a place's name follows: "Pasar Induk Jakarta".
        own = [at for at, word in enumerate(rest.split(" ")) if not is_indonesian(word.lower())]
        return " ".join(rest.split(" ")[own[0] :]) if own else rest
    is_placed = not _OF_PLACES.isdisjoint(phrase.split(" "))
    if not (is_placed or any(map(may_be_a_name, words))) and is_indonesian(first.lower()):
        # "Sopir" for "penjaga toko" of "penjaga toko Roti Mentari".
        return _common_in_front(phrase) or phrase
    if thing_of(words[-1:]) and not is_placed and not any(map(str.istitle, words)):
        # "The wae toko footbridge" for "Sumberwaras line".
        return phrase
    return named_part(phrase) if is_placed or any(map(may_be_a_name, words)) else phrase


def _common_in_front(phrase: str) -> str:
    """Return the common nouns that a phrase begins with, where a name of another kind follows them."""
    words = phrase.split(" ")
    end = next((at for at, word in enumerate(words) if not word.islower() or word in KINDS_WITH_NAMES), 0)
    return " ".join(words[:end])


def named_part(phrase: str) -> str:
    """Return a phrase without the common nouns around its name."""
    words = phrase.split(" ")
    named = [at for at, word in enumerate(words) if not word.islower()]
    return " ".join(words[named[0] : named[-1] + 1]) if named else phrase


def may_be_a_name(word: str) -> bool:
    """Return whether a word has a capital, or is written without and is no Indonesian one."""
    return word[0].isupper() or (len(word) > 2 and not all(map(is_indonesian, word.split("-"))))


def _place_of(phrase: str, question: str) -> re.Match[str] | None:
    """Return where a phrase stands in a question, as whole words: "Kim" is not in "Kimberly"."""
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", question, re.IGNORECASE)


def _with(new: str, old: str, question: str) -> str:
    """Return a question with one phrase in place of another."""
    found = _place_of(old, question)
    return question[: found.start()] + new + question[found.end() :] if found else question
