"""Puts a question and what it is about together, in the order in which people ask: "kenapa harga beras naik". Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from index.language.question_words import (
    ASKING,
    IT,
    LEADING_TO_ASKING,
    PEOPLE,
    POSSESSIVE,
    THINGS,
    TIMES,
    languages_asked_in,
)
from index.language.questions.focus import BEFALLS_PEOPLE
from index.language.questions.swapping import END
from index.language.reading.roots import stem_of
from index.language.subjects import WORD, asking_words, cased, has_suffix, is_function, is_verb, predicate, words_of
from index.language.text import listed
from index.language.things import thing_of

# What somebody or something does or is: "tutup hari apa", "kapan naik".
STATES = frozenset({"tutup", "buka", "naik", "turun", "pindah", "batal", "gagal", "jadi", "libur", "gratis", "habis"})
WHETHER = re.compile(
    r"(?:is|are|was|were|do|does|did|can|could|will|would|should|must|may|has|have)\s+[a-z]", re.IGNORECASE
)
# What only is asked whether it is so: "are they allowed", "is it open".
_WHETHER_IN_INDONESIAN = re.compile(
    r"^(?:apakah|ada|bisa|boleh|masih|sudah|harus|perlu)\b|\b(?:tidak|enggak|nggak|belum)$", re.IGNORECASE
)
# "The spice museum, when did it open".
_SUBJECT_FIRST = re.compile(r"(?P<subject>[^,?!.]{3,60}),\s*(?P<then>.+)")
_ASKED_OF_IT = re.compile(r"(?:who|what) (?:is|are|was|were) the [a-z ]+", re.IGNORECASE)
_POINTING_TO_IT = frozenset({"itu", "ini"})
# How an English question goes on to what it is about.
_LEADING = {
    re.compile(r"what (?:is|are|was|were) the [a-z ]+", re.IGNORECASE): "of",
    re.compile(r"how much (?:is|are|was|were) [a-z ]+|how (?:do|can) i (?:apply|register|pay)", re.IGNORECASE): "for",
    re.compile(r"(?:is|are|was|were) [a-z ]+ (?:allowed|free|welcome)", re.IGNORECASE): "at",
    re.compile(r"(?:is|are|was|were) there [a-z ]+|how many [a-z ]+ (?:are|were) there", re.IGNORECASE): "at",
    re.compile(r"who (?:came|was|finished) (?:first|second|third|fourth|fifth|last)", re.IGNORECASE): "in",
}
# "How many hours", for the clerk.
_HOW_MANY = re.compile(r"how many [a-z]+", re.IGNORECASE)
# A thing and its place: "buku di perpustakaan Randupura".
_LED_PLACE = re.compile(r"^((?:[a-z]+ )+)((?:di|at|in) .+)")
_CARRYING = frozenset({"bus", "train", "ferry", "boat", "tram", "line"})
# "In the lane" for "there"; not in "how many are there".
_THERE = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )\b(?:(di|ke|dari) (?:sana|situ|sini)|(?:(in|at|on|from|to|near) )?there)$",
    re.IGNORECASE,
)
_POINTED_AGAIN = re.compile(r"\s+(?:dia|ia|beliau|itu|tuh)$", re.IGNORECASE)
_HER_OR_HIM = frozenset({"her", "him", "she", "he"})
_BEFORE_WHAT_IS_OWNED = frozenset({"first", "last", "old", "own", "new"})
_BEHIND_HER = listed("first last most best here there after since yesterday alone alive")
# What is done to a thing in words that leave that out: "berapa lama bangunnya".
_DONE = {"bangun": "dibangun", "buat": "dibuat", "bikin": "dibuat", "garap": "digarap", "pugar": "dipugar"}
_WHY = frozenset({"kenapa", "mengapa"})
_WHY_OR_WHEN = _WHY | {"kapan"}
_BECOMING = frozenset({"normal", "mulai", "selesai", "meninggal", "tewas", "menang", "kalah", "ramai", "sepi", "mahal"})


def joined(asked: str, about: str) -> str:
    """Put a question and what it is about together: "museum rempah tutup hari apa", "the entry fee of the hatchery"."""
    first, _, rest = asked.partition(" ")
    led, words = _LED_PLACE.search(about), set(asked.lower().split())
    if led and "mana" not in words and not words.isdisjoint(led[1].split()):
        # The question names the thing itself: "boleh pinjam berapa buku" after "denda buku di perpustakaan Randupura".
        return f"{asked} {about[led.start(2) :]}"
    if not (is_english(asked) or WHETHER.match(asked) or first.lower() in ASKING | LEADING_TO_ASKING):
        return f"{about} {asked}"
    if first.lower() in _WHY_OR_WHEN and rest and all(map(_tells_what_becomes, words_of(rest))):
        return f"{first} {about} {rest}"
    if is_english(asked) or WHETHER.match(asked):
        return f"{asked} {_led(asked, about)}"
    return f"{asked} {about}"


def is_said(word: str, text: str) -> bool:
    """Return whether a text has a word in small letters, whatever is before and behind its stem."""
    return bool(stem := stem_of(word)) and stem in text


def asked_why(text: str, before: str) -> str:
    """Return the question before with "kenapa" in place of what it asked: "kenapa air mati" after "kapan air mati".

    Empty where the text asks for no reason, or the other did already.
    """
    why = next((each for each in words_of(text.lower()) if each in _WHY), "")
    said = predicate(before)
    return f"{why} {said}" if why and said and _WHY.isdisjoint(words_of(before.lower())) else ""


def measured(asking: list[str], before: str) -> list[str]:
    """Return what asks with what a question has in front of it: "jam berapa", "di mana"."""
    found = (
        re.search(rf"\b((?:jam|pukul|tanggal|tahun|di|ke|dari) {re.escape(asking[0])})\b", before) if asking else None
    )
    return [found[1]] if found else asking


def _tells_what_becomes(word: str) -> bool:
    """Return whether a word tells what is done or happens, or nothing: "diundur", "naik", "normal lagi"."""
    return is_function(word) or is_verb(word) or word.lower() in STATES | _BECOMING


def _led(asked: str, about: str) -> str:
    """Return what an English question is about with what leads to it: "how do I apply" for the cook job."""
    # A year was of the question before.
    thing = ", ".join(each for each in about.split(", ") if not each.isdigit()) or about
    article = "the " if thing.rpartition(" ")[2].islower() and not thing.startswith("the ") else ""
    if thing.startswith("the ") and _HOW_MANY.fullmatch(asked):
        return f"for {thing}"
    for pattern, leading in _LEADING.items():
        if pattern.fullmatch(asked):
            carries = leading == "at" and thing.partition(" ")[0].lower() in _CARRYING
            return f"{'on' if carries else leading} {article}{thing}"
    return about


def asks_whether(text: str) -> bool:
    """Return whether a text asks whether something is so: "is it open", "buka tidak"."""
    return WHETHER.match(text) is not None or _WHETHER_IN_INDONESIAN.search(text.rstrip(END)) is not None


def is_english(text: str) -> bool:
    """Return whether a text asks in English."""
    return "en" in languages_asked_in(words_of(text))


def placed(text: str, about: str, before: str) -> str:
    """Put a subject where the question points back, or else at its end, led by what led to it before: "to" a town."""
    if (there := _THERE.search(text)) and PEOPLE.isdisjoint(words_of(text.lower())):
        return f"{text[: there.start()]}{there[1] or there[2] or 'in'} {about}"
    pointing = {each.lower() for each in words_of(text)} & PEOPLE
    for match in WORD.finditer(text):
        word = match.group().lower()
        if word == "they" and not pointing.isdisjoint(_HER_OR_HIM):
            # "Where did they bury her": whoever did.
            continue
        if has_suffix(word):
            # "Kerjanya apa dia" points twice.
            rest = _POINTED_AGAIN.sub("", text[match.end() :])
            stem = text[match.start() : match.end() - len("nya")]
            leading = text[: match.start()].rstrip()
            # "Juara duanya" after "juara futsal".
            again = next(
                (each for each in (stem, leading) if each and about.lower().startswith(f"{each.lower()} ")), ""
            )
            owner = about[len(again) + 1 :] if again else about
            if told := stem.lower() if stem.lower() in BEFALLS_PEOPLE else _DONE.get(stem.lower()):
                # "Hilangnya di mana" is "Karto hilang di mana".
                return f"{text[: match.start()]}{owner} {told}{rest}"
            if not rest.strip() and asking_words(words_of(leading)) and not _begins_asking(text):
                # "Habis berapa perbaikannya" tells of the repairs what they cost; "biaya perbaikannya" is one thing.
                return f"{stem} {owner} {leading}"
            return f"{text[: match.start()]}{stem} {owner}{rest}"
        if word in PEOPLE or word in THINGS:
            owner = f"the {about}" if _has_an_article(about, before) else about
            owner = f"{owner}’s" if word in POSSESSIVE and _owns(word, text[match.end() :]) else owner
            return f"{text[: match.start()]}{owner}{text[match.end() :]}"
    query = joined(text, about)
    led = re.search(rf"\b(?:in|at|to|from|on) (?:the )?(?={re.escape(about)}\b)", before)
    is_led = query == f"{text} {about}" and (is_english(text) or WHETHER.match(text) is not None)
    is_added = is_led and not is_function(text.rpartition(" ")[2])
    return f"{text} {led[0]}{about}" if led and is_added else query


def _owns(word: str, following: str) -> bool:
    """Return whether a pronoun tells whose something is: "her" of "her first job", not of "who helped her first"."""
    words = [each.lower() for each in words_of(following)]
    while words[1:] and words[0] in _BEFORE_WHAT_IS_OWNED:
        words.pop(0)
    return word != "her" or bool(words and not (is_function(words[0]) or words[0] in TIMES | _BEHIND_HER))


def _has_an_article(about: str, before: str) -> bool:
    """Return whether the question before has "the" in front of a subject; that of a lone name is another noun's."""
    return " " in about and re.search(rf"\bthe {re.escape(about)}(?!\w)", before, re.IGNORECASE) is not None


def _begins_asking(text: str) -> bool:
    return text.partition(" ")[0].lower() in ASKING | LEADING_TO_ASKING or text.lower().startswith("yang ")


def asked_of_its_subject(text: str, names: Collection[str]) -> str:
    """Return a question that is about what stands in front of it in one piece: "when did the spice museum open".

    Of "the spice museum, when did it open"; empty where no name or thing stands there that says itself what it is, or
    the question says so, too.
    """
    found = _SUBJECT_FIRST.fullmatch(text)
    if found is None:
        return ""
    subject, then = words_of(found["subject"]), words_of(found["then"])
    is_named = any(each[0].isupper() or each.lower() in names for each in subject) or thing_of(subject) is not None
    asks = bool(asking_words(then)) and not asking_words(subject)
    if not (is_named and asks) or any(map(has_suffix, subject)):
        return ""
    named = cased(found["subject"], names, str.capitalize)
    if any(has_suffix(each) or each.lower() in PEOPLE | IT for each in then):
        return placed(found["then"], named, "")
    return f"{found['then']} of {named}" if _ASKED_OF_IT.fullmatch(found["then"]) else ""


def attribute_of_a_name(words: Sequence[str], names: Collection[str]) -> tuple[str, str] | None:
    """Return what is asked of a name and the name: "umurnya" of "bagas prakoso umurnya", "umurnya bagas"."""
    for attribute, owner in ((words[-1], words[:-1]), (words[0], words[1:])):
        are_names = all(each.lower() in names or each[0].isupper() for each in owner)
        if has_suffix(attribute) and owner and are_names:
            return attribute, " ".join(owner)
    return None


def without_asking(text: str) -> str:
    """Return a text without the words that ask at its beginning and its end, and that point to what it names."""
    while (found := WORD.match(text)) and found[0].lower() in ASKING:
        text = text[found.end() :].lstrip()
    at_the_end = ASKING | LEADING_TO_ASKING | _POINTING_TO_IT
    while (found := WORD.search(text.rstrip(END).rpartition(" ")[2])) and found[0].lower() in at_the_end:
        text = text.rstrip(END)[: -len(found[0])].rstrip(END)
    return text
