"""Tells kinds of things and of people apart by their common nouns: an election is no volcano. By rule; pure.

By closed lists: a noun that is in none of them is of no kind, and may stand for anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from enum import StrEnum

from index.language.question_words import (
    ANYTHINGS,
    ASKED_BY,
    ASKING_FOR_PEOPLE,
    ATTRIBUTES,
    FATES,
    KINDS_WITH_NAMES,
    OF_PEOPLE,
    OFFICES,
    TIMES,
    languages_asked_in,
)
from index.language.subjects import has_suffix, is_function, is_kind_of_work, is_relational, is_verb, words_of
from index.language.text import listed


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
# What kind of its kind a thing is: "beras medium", "kelas bisnis".
QUALITIES = listed(
    "medium premium super ekonomi eksekutif bisnis merah putih hijau hitam kuning rawit keriting besar kecil dewasa "
    "impor curah kemasan"
)
# What is told of a thing in front of it: "tiket pentas seni", "stok beras".
_TOLD_OF_IT = {"cara", "top", "panitia"}.union(
    ANYTHINGS, *(named for named, asking in ASKED_BY.items() if asking not in ASKING_FOR_PEOPLE)
)
# And behind it: "listrik mati".
_BECOMES = FATES.union(listed("pindah mati buka tutup naik turun mulai selesai libur batal gagal gratis habis"))
# What a question is asked under, and not of.
_CIRCUMSTANCES = (ANYTHINGS | _BECOMES).union(
    listed(
        "hujan telat terlambat sakit hamil macet kosong penuh pagi siang sore malam tunai transfer sendiri sendirian"
    )
)
_DONE_WITH_TICKETS = frozenset({"beli", "pesan", "jual", "bayar", "ambil", "tukar", "cetak"})
# What is told of a price or a number, and not of a thing.
_CHANGES = listed("naik turun kenaikan penurunan perubahan selisih sisa total rincian sumber rata-rata dasar")
# Groups of people that pay or come at other times: "under-16s", "non members"; not who does something.
_GROUP = re.compile(
    r"(?:the )?(?:(?:non[- ]?)?members?|adults?|child(?:ren)?|kids?|teen(?:ager)?s?|babies|toddlers|pensioners?|"
    r"seniors?|students?|pupils?|famil(?:y|ies)|concessions?|residents?|visitors?|beginners?|"
    r"(?:under|over)[- ]?\d\ds?)",
    re.IGNORECASE,
)
# "An adult ticket".
_OF_A_GROUP = re.compile(
    r"\b(?:an? )(?:adult|child|kid|senior|student|member|resident|concession|famil(?:y|ies))"
    r"(?:['’]?s['’]?)? ([a-z]{3,})\b",
    re.IGNORECASE,
)
# What may be another matter for another group.
_FOR_A_GROUP = re.compile(
    r"\b(?:how much|price|cost|fee|fare|charge|when|what (?:time|day)|opening (?:times|hours))\b", re.IGNORECASE
)
# And so in Indonesian; of what somebody pays also houses and shops.
_GROUP_IN_INDONESIAN = (
    r"anak(?:-anak)?(?: (?:kecil|sekolah|yatim))?|balita|bayi|remaja|pemuda|dewasa|(?:orang tua|ibu hamil|bumil)|"
    r"lansia|ibu-ibu|bapak-bapak|(?:non)?anggota|siswa|pelajar|mahasiswa|murid|guru|umum|warga|pendatang|rombongan|"
    r"putra|putri"
)
_PAYING = rf"{_GROUP_IN_INDONESIAN}|rumah(?: tangga)?|warung|toko|kios|ruko|kontrakan|pedagang|motor|mobil"
_PAID_BY_THEM = re.compile(r"\b(?:iuran|tiket|tarif|ongkos|biaya|bayar|retribusi|denda|sewa|htm)\b", re.IGNORECASE)
# What has kinds for them: "posyandu lansia".
HELD_FOR_THEM = frozenset({"poli", "posyandu", "kelas", "klinik", "paud"})
# Whom something is for: "tiket untuk dewasa", "a ticket for adults".
FOR = re.compile(r"\b((?:untuk|buat|bagi|for)\s+)([a-z-]++(?: [a-z-]++)?+ ?+)(?=[?!.\s]*$)")
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


def kind_asked_of(question: str) -> str:
    """Return the common nouns behind what is asked of them: "cabai merah" of "harga cabai merah di Pasar Induk"."""
    words = words_of(question)
    # "Bawang merah di Pasar Induk berapa" says of nothing what is asked of it.
    none = 0 if words and words[-1].lower() == "berapa" else len(words)
    start = next((at + 1 for at, word in enumerate(words) if is_relational(word)), none)
    return _common_nouns(words, start, lambda at: is_relational(words[at]))


def thing_asked_of(question: str) -> str:
    """Return what an Indonesian question asks of, without what it asks: "kerja bakti" of "kapan kerja bakti"."""
    words = words_of(question)
    lowered = [each.lower() for each in words]
    start = next((at for at, each in enumerate(lowered) if not (is_function(each) or _becomes(each))), len(words))
    first = start
    while start + 1 < len(words) and not is_function(words[start + 1]) and _tells_of_it(words, start, first):
        start += 1

    def names_something_else(at: int) -> bool:
        """Return whether a name begins that is typed small: "puskesmas banyulegi", not "kelurahan" of an office."""
        following = lowered[at + 1 : at + 2]
        is_name = bool(following) and not (is_function(following[0]) or _becomes(following[0]))
        return words[at] in KINDS_WITH_NAMES and is_name

    return _common_nouns(words, start, lambda at: _becomes(lowered[at]) or names_something_else(at))


def _becomes(word: str) -> bool:
    """Return whether a word tells what a thing does, becomes, or when: "dibuka", "mati", "besok"."""
    return is_verb(word) or word in _BECOMES | TIMES


def _tells_of_it(words: Sequence[str], at: int, first: int) -> bool:
    """Return whether a word in front of a thing tells of it: "harga", not "kerja" of "kerja bakti".

    Of whom something is told is asked: "pembuat roti" of "gaji pembuat roti".
    """
    tells = words[at].lower() in _TOLD_OF_IT or (at == first and is_relational(words[at]))
    return tells and not is_kind_of_work(words, at)


def _common_nouns(words: Sequence[str], start: int, ends: Callable[[int], bool]) -> str:
    """Return the words in small letters from one on, up to a function word or an end; none before a name."""
    end = start
    # A maker is asked of as well: "gaji pembuat roti".
    while end < len(words) and words[end].islower() and not is_function(words[end]):
        if end > start and ends(end):
            break
        end += 1
    is_followed_by_a_name = end < len(words) and words[end][0].isupper()
    return "" if is_followed_by_a_name else " ".join(words[start:end])


def without_attributes(said: str, asked: Collection[str]) -> str:
    """Return what a question says without what it asked of that, where something else is: "beras" of "harga beras".

    Args:
        said: by that question.
        asked: the words of the next one, without suffixes. A rise is the price's, a name the victims', and one buys
            tickets.
    """
    told = ATTRIBUTES if _CHANGES.isdisjoint(asked) else frozenset()
    asks_for_a_deed = any(is_verb(each) or each in _BECOMES for each in asked)
    if asks_for_a_deed:
        told = told & {"jumlah"}
    if not OF_PEOPLE.isdisjoint(asked):
        told = told - {"korban"}
    if not _DONE_WITH_TICKETS.isdisjoint(asked):
        told = told - {"tiket"}
    first, _, rest = said.partition(" ")
    while first in told and rest and not is_function(rest.partition(" ")[0]):
        said = rest
        first, _, rest = said.partition(" ")
    if told and not asks_for_a_deed:
        rest, _, last = said.rpartition(" ")
        said = rest if last in _BECOMES and rest and not is_function(words_of(rest)[-1]) else said
    return said


def noun_like(words: Sequence[str], question: str) -> str:
    """Return the common noun of a question that names the kind of thing of a new one: "gempa" for "banjir"."""
    thing = thing_of(words) if len(words) == 1 and words[0].islower() else None
    asked = words_of(question)
    for at, noun in enumerate(asked):
        is_named = any(each[0].isupper() for each in asked[at + 1 : at + 2])
        if thing and noun.islower() and not is_named and thing_of([noun]) is thing:
            return noun
    return ""


def asked_for_others(new: str, preposition: str, question: str) -> str:
    """Return a question asked for another group of people; empty where no group is named, or none is meant."""
    is_english = "en" in languages_asked_in(words_of(question))
    if not is_english:
        return _asked_for_a_group(new, preposition, question)
    if not (_GROUP.fullmatch(new) and preposition in {"", "for", "the"} and _FOR_A_GROUP.search(question)):
        return ""
    question = _OF_A_GROUP.sub(r"a \1", question, count=1)
    others = FOR.search(question)
    if others and _GROUP.fullmatch(others[2].strip()):
        return question[: others.start(2)] + new + question[others.end(2) :]
    return "" if _GROUP.search(question) else f"{question} for {new}"


def _asked_for_a_group(new: str, preposition: str, question: str) -> str:
    """Return the same of an Indonesian question: "tiket dewasa" of "tiket anak", or "berapa tiket untuk anak"."""
    is_paid = _PAID_BY_THEM.search(question) is not None
    group = rf"\b(?:{_PAYING if is_paid else _GROUP_IN_INDONESIAN})\b"
    if preposition not in {"", "untuk", "buat", "bagi"} or not re.fullmatch(group, new, re.IGNORECASE):
        return ""
    # "Anak" with a capital is a name's.
    if others := list(re.finditer(group, question)):
        return question[: others[-1].start()] + new + question[others[-1].end() :]
    if not is_paid and (thing := thing_asked_of(question)) and " " not in thing:
        return re.sub(rf"\b{re.escape(thing)}\b", f"{thing} {new}", question, count=1)
    return f"{question} untuk {new}" if is_paid and HELD_FOR_THEM.isdisjoint(words_of(question.lower())) else ""


def tells_a_circumstance(words: Sequence[str]) -> bool:
    """Return whether words tell under what something is asked, and not of what: "kalau hujan", "kalau bawa motor"."""
    return all(map(str.islower, words)) and any(
        is_function(each) or each in _CIRCUMSTANCES or is_verb(each) for each in words
    )
