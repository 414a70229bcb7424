"""Tells kinds of things apart by their common nouns: when an election is says nothing of a volcano. By rule; pure.

By closed lists: a noun that is in none of them is of no kind, and may stand for anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from index.language.question_words import ASKING_FOR_PEOPLE, OF_PEOPLE, OFFICES, languages_asked_in
from index.language.subjects import has_suffix, words_of


class Thing(StrEnum):
    """A kind of thing; questions that fit one of a kind fit the others."""

    PERSON = "person"
    VOTE = "vote"
    GATHERING = "gathering"
    DISASTER = "disaster"
    LAND = "land"
    BUILDING = "building"
    VEHICLE = "vehicle"
    GOODS = "goods"


_NOUNS = {
    Thing.VOTE: "pemilu pilkada pilkades pilpres pileg pilgub pemilihan election elections vote referendum ballot",
    Thing.GATHERING: (
        "festival konser lomba turnamen pertandingan laga pameran rapat ktt pertemuan upacara karnaval pawai seminar "
        "match tournament concert fair exhibition meeting summit race competition wedding funeral parade"
    ),
    Thing.DISASTER: (
        "gempa tsunami banjir longsor kebakaran letusan badai kekeringan wabah kecelakaan "
        "quake earthquake flood floods landslide fire eruption storm drought outbreak accident crash"
    ),
    Thing.LAND: (
        "gunung pulau sungai danau pantai hutan gunungapi kawah "
        "volcano mount mountain island river lake beach forest reef reefs crater"
    ),
    Thing.BUILDING: (
        "jembatan museum hotel sekolah bandara stasiun perpustakaan pasar masjid gereja stadion pelabuhan puskesmas "
        "posyandu terminal bridge footbridge school hospital airport station library market mosque church stadium "
        "harbour harbor railway"
    ),
    Thing.VEHICLE: (
        "kereta bus kapal feri pesawat satelit mobil motor truk sepeda angkot becak "
        "train trains ferry boat ship plane satellite rocket"
    ),
    Thing.GOODS: (
        "bensin solar pertalite pertamax elpiji beras telur cabai minyak gula daging bawang tahu tempe kedelai "
        "petrol gasoline fuel diesel rice eggs chilli sugar meat onions bread milk"
    ),
}
_THING_OF = {noun: thing for thing, nouns in _NOUNS.items() for noun in nouns.split()}
_HAPPENINGS = frozenset({Thing.VOTE, Thing.GATHERING, Thing.DISASTER})
_THAT_LAST = frozenset({Thing.LAND, Thing.BUILDING, Thing.VEHICLE})
_LED_BY_PEOPLE = frozenset({Thing.BUILDING, Thing.VOTE, Thing.GATHERING})
_WHEN_OR_WHERE = frozenset({"kapan", "mana", "when", "where"})
# What is asked of all that can be seen.
_ASKED_OF_ALL = re.compile(
    r"\b(?:mana|where|panjang|lebar|tinggi|luas|berat|besar|umur|how (?:long|wide|high|tall|deep|big|heavy|old|far))\b",
    re.IGNORECASE,
)
_PRICE = re.compile(r"\b(?:harga|biaya|tarif|ongkos|price|prices|costs?|how much)\b", re.IGNORECASE)


def thing_of(words: Sequence[str]) -> Thing | None:
    """Return what kind of thing a noun phrase names, "the volcano", "gunungnya", "museum rempah"; None for no kind."""
    nouns = [each.lower().removesuffix("nya") if has_suffix(each) else each.lower() for each in words]
    return next((_THING_OF[each] for each in nouns if each in _THING_OF), None)


def things_asked_of(question: str) -> set[Thing]:
    """Return the kinds of things that a question names, of a compound's that of its head: "Festival Kopi"."""
    words = [each.lower() for each in words_of(question)]
    is_english = "en" in languages_asked_in(words)
    found = set()
    for at, word in enumerate(words):
        beside = words[at + 1 : at + 2] if is_english else words[max(at - 1, 0) : at]
        if word in _THING_OF and _THING_OF.keys().isdisjoint(beside):
            found.add(_THING_OF[word])
    if not (ASKING_FOR_PEOPLE | OF_PEOPLE | OFFICES).isdisjoint(words):
        found.add(Thing.PERSON)
    return found


def fits(thing: Thing, question: str) -> bool:
    """Return whether a question may be asked of a kind of thing as well; always where it names none."""
    asked = things_asked_of(question)
    if not asked or thing in asked:
        return True
    if thing in _LED_BY_PEOPLE and asked == {Thing.PERSON}:
        return True
    if thing is Thing.GOODS:
        return _PRICE.search(question) is not None
    return thing in _THAT_LAST and not asked.isdisjoint(_THAT_LAST) and _ASKED_OF_ALL.search(question) is not None


def when_or_where(thing: Thing, question: str) -> str:
    """Return what asks when or where in a question on one happening, of another one; else nothing."""
    asking = [each for each in words_of(question) if each.lower() in _WHEN_OR_WHERE]
    happens = thing in _HAPPENINGS and not things_asked_of(question).isdisjoint(_HAPPENINGS)
    if not (happens and asking):
        return ""
    return {"mana": "di mana", "when": "when was the", "where": "where was the"}.get(asking[0].lower(), "kapan")


def of_another_kind(nouns: Sequence[str], question: str, text: str) -> str | None:
    """Return what is asked of a thing that a question does not fit: "the volcano" after one on an election.

    Args:
        nouns: what was named, "gunungnya", "spice", "museum"; with a capital among them it is a name.
        question: the one before.
        text: around its answer; what stands there belongs to what was spoken of.

    Returns:
        Of another happening when or where it was; empty where it is a subject of its own, None where the question fits.
    """
    thing = thing_of(nouns)
    if thing is None or not all(map(str.islower, nouns)) or fits(thing, question):
        return None
    named = " ".join(each.removesuffix("nya") if has_suffix(each) else each for each in nouns)
    if re.search(rf"\b{re.escape(named.rpartition(' ')[2])}", f"{question}\n{text}", re.IGNORECASE):
        return None
    asking = when_or_where(thing, question)
    return f"{asking} {named}" if asking else ""
