"""Tells amounts of one kind from those of another: "£12.60 an hour" is no price a day, "700 seedlings" no price at all.

Of a question, what it wants to be told in; of an answer, the units that it has, or that stand right behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.language.question_words import KINDS_WITH_NAMES
from index.language.questions.kinds import AnswerKind
from index.language.subjects import is_function, is_relational
from index.language.text import listed

# By what there may be so much: an hour and "jam" are one.
_EACH = {
    **dict.fromkeys(("hour", "hr", "jam"), "hour"),
    **dict.fromkeys(("day", "hari"), "day"),
    **dict.fromkeys(("night", "malam"), "night"),
    **dict.fromkeys(("week", "minggu"), "week"),
    **dict.fromkeys(("month", "bulan"), "month"),
    **dict.fromkeys(("year", "tahun"), "year"),
    **dict.fromkeys(("person", "orang", "jiwa"), "person"),
    **dict.fromkeys(("kilogram", "kilo", "kg"), "kilogram"),
    **dict.fromkeys(("meter", "metre"), "metre"),
    **dict.fromkeys(("liter", "litre"), "litre"),
    **dict.fromkeys(("ekor", "lembar", "porsi", "bungkus", "botol", "gelas"), "piece"),
}
_RATE = re.compile(rf"(?:\b(?:per|an?|each|every|tiap|setiap|se)\s?|/\s?)({'|'.join(_EACH)})\b", re.IGNORECASE)
_UNITS = {
    "length": (
        "m cm mm km meter metre metres meters kilometer kilometre kilometres kilometers centimeter sentimeter mile "
        "miles feet foot ft inch inches mdpl"
    ),
    "mass": "kg kilo kilogram kilograms gram grams ton tons tonne tonnes kuintal",
    "volume": "liter litre litres liters ml mililiter",
    "area": "hektare hektar hectare hectares ha acre acres",
    "temperature": "° derajat celsius degree degrees",
    "share": "% persen percent",
    "money": "rupiah dollar dollars euro euros",
}
_QUANTITY_OF = {unit: quantity for quantity, units in _UNITS.items() for unit in units.split()}
_UNIT = re.compile(r"\d\s?([^\W\d_]+|[%°])")
# What is told in pieces is no measure and no sum.
_PIECES = listed(
    "karung kantong bungkus botol kotak dus ikat ekor buah biji lembar batang butir siung porsi piring gelas kali"
)
_CURRENCY = re.compile(r"\brp(?![^\W\d_])|[£$€]|\b(?:rupiah|dollars?|euros?)\b", re.IGNORECASE)
_ASKED_UNIT = re.compile(r"\b(?:berapa|how many) (\w+)", re.IGNORECASE)
_MAGNITUDE = "magnitude"
_OF_QUAKES = re.compile(
    r"(?i:magnitud[oe]) \d[\d.,]*|\bM ?\d[\d.,]*|\d[\d.,]* (?:SR|(?i:skala richter|on the richter))\b"
)
# What may be high, deep or far may be a sum or a share as well.
_ASKED_QUANTITIES = (
    (
        re.compile(r"\b(?:berat|bobot)(?:nya)?\b|\bhow heavy\b|\bweigh", re.IGNORECASE),
        frozenset({"length", "volume", "area", "temperature", "money"}),
    ),
    (
        re.compile(
            r"\b(?:tinggi|panjang|jarak|lebar|kedalaman)(?:nya)?\b|\bberapa dalam\b"
            r"|\bhow (?:tall|high|deep|far|wide)\b",
            re.IGNORECASE,
        ),
        frozenset({"mass", "volume", "area", _MAGNITUDE}),
    ),
    (re.compile(r"\bluas(?:nya)?\b", re.IGNORECASE), frozenset({"mass", "volume", "temperature", "money"})),
    (
        re.compile(r"\bsuhu(?:nya)?\b|\btemperature\b", re.IGNORECASE),
        frozenset({"length", "mass", "volume", "area", "money"}),
    ),
)
_COUNTED = re.compile(r"\b(?:how many|berapa(?: banyak)?) ([^\W\d_][\w-]*)", re.IGNORECASE)
# Of whatever is counted.
_OF_ALL = listed(
    "unit units type types kind kinds time times people person persons orang jiwa buah ekor biji kali jenis macam "
    "jumlah other more different persen percent persentase"
)
_PEOPLE = re.compile(r"\b(?:berapa(?: banyak)? (?:orang|jiwa|warga)|how many (?:people|persons))\b", re.IGNORECASE)
# Where a number is asked for so, it is of who does what is said: "berapa yang hadir".
_WHO_DO = re.compile(r"\bberapa(?: banyak)? yang\b|\bberapa\W*$", re.IGNORECASE)
_THINGS = listed(
    "kasus rumah bangunan mobil motor kendaraan desa karung ekor buah unit case cases house houses home homes building "
    "buildings car cars vehicle vehicles village villages"
)
# What is no person, and what people belong to.
_NO_PEOPLE = _THINGS | listed(
    "keluarga kk rt rw dusun kelurahan kecamatan kelas sekolah kelompok tim family families household households "
    "school schools class classes group groups team teams"
)
_IN_PEOPLE = re.compile(r"\b(?:orang|jiwa|warga|people|persons?|residents)\b", re.IGNORECASE)
# What has a number for a name: "RW 04", "bus 14".
_KINDS_WITH_NUMBERS = KINDS_WITH_NAMES | listed(
    "lantai loket jalur gang blok kloter route room platform floor class grade ward gate"
)
_NUMBER_OF_ONE = re.compile(r"(?:([^\W\d_]+)[ .]{1,2})?(\d+)\W*")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[ .]{1,2}$")
_IN_ALL = re.compile(r"\b(?:jumlah|total|banyaknya|ada|sebanyak)\s+[^\W\d_]+[ .]{1,2}\d*$", re.IGNORECASE)
_PAID_BY_ONE = re.compile(
    r"\b(?:tiket|tickets?|fares?|ongkos|ongkir|iuran|tarif|parkir|parking)(?:nya)?\b", re.IGNORECASE
)
_BY_STATES = re.compile(r"\b(?:miliar|milyar|triliun|billion|trillion)\b", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"\s*\d[\d.,]*\s*")
_NEXT_WORD = re.compile(r" ?([^\W\d_A-Z]+)")
_NO_MORE_OF_IT = re.compile(r"[|;:,.!?\n]")
_OF_SUMS = listed("rupiah ribu juta miliar triliun thousand million billion pence euro euros dollar dollars")
_BEFORE, _BEHIND = 12, 25
_BARE_HOUR = re.compile(r"\W*\d{1,2}\W*")
_HOUR_FOLLOWS = re.compile(
    r"\b(?:jam|pukul|pkl|at|by|from|to|until|between|dari|sampai|hingga)\W{0,3}$|[–-] ?$", re.IGNORECASE
)
_MEASURED_BY_TIME = frozenset({AnswerKind.PRICE, AnswerKind.NUMBER, AnswerKind.DURATION})


@dataclass(frozen=True)
class AskedAmount:
    """What a question wants to be told in.

    Attributes:
        kind: of answer.
        rates: by what: "day" of "per day"; empty where it does not say.
        unfit: quantities that the answer cannot be of.
        counted: the noun of "how many sharks" in small letters; empty where it says nothing or may be said otherwise.
        is_paid_by_one: it asks for a sum that one person pays.
        is_of_people: it counts people, whatever they are called.
    """

    kind: AnswerKind
    rates: frozenset[str]
    unfit: frozenset[str]
    counted: str
    is_paid_by_one: bool
    is_of_people: bool


def asked_amount(question: str, kind: AnswerKind) -> AskedAmount:
    """Return what a question of a kind wants to be told in."""
    rates = _rates(question) if kind in _MEASURED_BY_TIME else frozenset()
    noun = _COUNTED.search(question) if kind in {AnswerKind.COUNT, AnswerKind.NUMBER} else None
    counted = noun[1].lower() if noun else ""
    return AskedAmount(
        kind,
        rates,
        _unfit(question),
        "" if counted in _OF_ALL or is_function(counted) else counted,
        kind is AnswerKind.PRICE and (bool(rates) or _PAID_BY_ONE.search(question) is not None),
        _PEOPLE.search(question) is not None or (kind is AnswerKind.COUNT and _WHO_DO.search(question) is not None),
    )


def amount_misfit(asked: AskedAmount, text: str, start: int, end: int, *, is_counted: bool) -> float:
    """Return how surely an amount is one of something else: 1 where it or what stands right behind it says so.

    It is .5 where what is counted is not spoken of, as "eleven turtles" for "how many sharks", and of a number that
    nothing says is an hour; `is_counted` tells that what the question counts stands near the answer.
    """
    if _is_told_in_another(asked, text, start, end) or counts_another(asked, text, start, end):
        return 1.0
    is_hour = (
        asked.kind is not AnswerKind.TIME
        or not _BARE_HOUR.fullmatch(text[start:end])
        or _HOUR_FOLLOWS.search(text[max(0, start - _BEFORE) : start])
    )
    return 0.0 if is_counted and is_hour else 0.5


def counts_another(asked: AskedAmount, text: str, start: int, end: int) -> bool:
    """Return whether a number is of money, or of people where things are asked for, or is a name's: "RW 04"."""
    if asked.is_of_people and _CURRENCY.search(text, start, end):
        return True
    if not asked.counted:
        return False
    answer, next_word = text[start:end], _NEXT_WORD.match(text, end)
    unit = next_word[1] if next_word else ""
    if asked.counted in _NO_PEOPLE and asked.counted not in answer.lower():
        told_in = f"{answer} {unit}" if _BARE_NUMBER.fullmatch(answer) else answer
        if _IN_PEOPLE.search(told_in) or _CURRENCY.search(answer):
            return True
    return unit not in _OF_ALL and _is_a_name(asked.counted, text, start, end)


def _is_told_in_another(asked: AskedAmount, text: str, start: int, end: int) -> bool:
    answer, behind = text[start:end], text[end : end + _BEHIND]
    if cut := _NO_MORE_OF_IT.search(behind):
        behind = behind[: cut.start()]
    said = answer + behind
    if asked.rates and (by := _rates(said)) and not by & asked.rates:
        return True
    if asked.unfit and not asked.unfit.isdisjoint(_quantities(answer) or _quantities(said)):
        return True
    if _MAGNITUDE in asked.unfit and _is_a_magnitude(text, start, end):
        return True
    next_word = _NEXT_WORD.match(behind)
    if asked.is_of_people and next_word and next_word[1] in _THINGS:
        return True
    if asked.kind is not AnswerKind.PRICE:
        return False
    if asked.is_paid_by_one and _BY_STATES.search(said):
        return True
    is_bare = _BARE_NUMBER.fullmatch(answer) is not None and not _CURRENCY.search(text[max(0, start - 4) : start])
    return is_bare and next_word is not None and _is_counted(next_word[1])


def _is_a_magnitude(text: str, start: int, end: int) -> bool:
    first = max(0, start - _BEFORE)
    around = _OF_QUAKES.finditer(text[first : end + _BEHIND])
    return any(first + each.start() < end and first + each.end() > start for each in around)


def _is_a_name(counted: str, text: str, start: int, end: int) -> bool:
    """Return whether a number says which one of what is counted: the fourth of "RW 04", which are not four."""
    number = _NUMBER_OF_ONE.fullmatch(text[start:end])
    before = text[max(0, start - _BEHIND) : start]
    if number is None or _IN_ALL.search(before + text[start:end]):
        return False
    leading = number[1] or (found[1] if (found := _WORD_BEFORE.search(before)) else "")
    kind = leading.lower()
    is_of_the_kind = kind != "" and counted in {kind, f"{kind}s", f"{kind}es"}
    return is_of_the_kind and (kind in _KINDS_WITH_NUMBERS or number[2].startswith("0"))


def _rates(text: str) -> frozenset[str]:
    return frozenset(_EACH[each.lower()] for each in _RATE.findall(text))


def _unfit(question: str) -> frozenset[str]:
    unit = _ASKED_UNIT.search(question)
    if unit and unit[1].lower() in _PIECES:
        return frozenset(_UNITS)
    if unit and (quantity := _QUANTITY_OF.get(unit[1].lower())):
        return frozenset(_UNITS) - {quantity}
    return next((unfit for pattern, unfit in _ASKED_QUANTITIES if pattern.search(question)), frozenset())


def _quantities(text: str) -> frozenset[str]:
    found = {_QUANTITY_OF.get(each.lower()) for each in _UNIT.findall(text)}
    return frozenset({each for each in found if each} | ({"money"} if _CURRENCY.search(text) else set()))


def _is_counted(word: str) -> bool:
    """Return whether a word behind a number is what there are so many of."""
    return not (word in _OF_SUMS or word.startswith(("se", "per")) or is_function(word) or is_relational(word))
