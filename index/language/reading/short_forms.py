"""Tells by what stands beside what short forms stand for: "4 kids", "open sat", "nr the hall", "u12s", "dr", "fr".

"Dr", the title, is told from "dr", which is short for "dari": "dr. Sinta" and "dr gigi", but "surat dr budi"; so is
"fr" before a priest's name from "for". The names are data, in `given_names.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from index.language.question_words import ASKING
from index.language.reading.tokens import Token
from index.language.reading.vocabulary import Vocabulary
from index.language.text import listed, table_rows

# Digits that sound like a word.
_SPOKEN_DIGITS = {"2": "to", "4": "for"}
_BEHIND_EITHER = listed("the a an my your his her its our their this that these those me you him us them it")
_PEOPLE = listed(
    "kid kids child children student students pupils adult adults senior seniors pensioners oaps teen teens "
    "toddlers babies family families member members resident residents tourists beginners concessions everyone"
)
_DAYS = listed(
    "monday tuesday wednesday thursday friday saturday sunday today tonight tomorrow tmr tmrw weekend weekends "
    "weekdays xmas christmas easter"
)
_PRICED = listed(
    "much ticket tickets tix price prices fee fees cost costs fare fares rate rates charge free entry entrance "
    "admission entries deposit discount discounts open opens closed hours time times booking bookings"
)
# Behind these something is done: "where 2 park".
_ASKING_TO_DO = listed("where how what when want wanna need have going go got way place time")
_SEVERAL = listed("people men women children")
_WEEKDAYS = listed(
    "monday tuesday wednesday thursday friday saturday sunday fri tues weds thurs thur sat sun mon tue wed thu"
)
# What a weekday stands behind, and what it is followed by, if by anything.
_BEFORE_A_DAY = _WEEKDAYS | listed("on this next last every each about open opens close closes closed hours hrs")
_JOINING = listed("n and or to til till until from")
_PARTS_OF_DAY = listed("morning mornings afternoon afternoons evening evenings night nights nite")
_BEHIND_A_DAY = _WEEKDAYS | _JOINING | listed("at for pls plz please")
_OF_HOURS = listed("time hours hrs open opens opening close closes closing start starts end ends")
_PAST = listed("was were did had has")
_ARTICLES = listed("the a an my")
# What is held on weekdays: "the sat matinee"; of the sun there is light, protection and the like.
_HELD = listed(
    "matinee market markets service services session sessions class classes club lesson lessons performance "
    "concert show game games match matches training practice practise rehearsal league clinic surgery shift "
    "lunch dinner brunch roast bus buses train ferry timetable mass prayers school edition paper group walk "
    "ride run swim opening hours times slot one"
)
_SUN = "sun"
_SITTING = listed("who he she they we i you u it people that which had has have and cat dog")
_NUMBERED = listed(
    "tel telephone phone mobile mob cell fax contact ref reference hotline helpline whatsapp landline account"
)
_NUMBERS = listed("no nr num nmr number numbers nos")
_OF_A_NUMBER = listed("of for 4 is at pls plz please")
_OF_WHOM = listed("of for 4")
_HOW_MUCH = listed("much many long far often")
_NAMED_NUMBER = _NUMBERED | listed("house room bus flat plot the a what wat which")
# "U12s", "under-12s"; and a year at school.
_AGED = re.compile(r"(u|under|o|over)-?(\d{1,2})('?s)?")
_UNDER_AGES, _OVER_AGES = range(4, 26), range(18, 100)
_YEAR = re.compile(r"(y|yr|p|s|gr)-?(\d{1,2})s?")
_SCHOOL_YEARS = {"y": "year", "yr": "year", "p": "primary", "s": "secondary", "gr": "grade"}
_LAST_YEAR = 13
_NAMES = "given_names.tsv"
DOCTOR = "dr"
_DOCTORS = listed("gigi umum spesialis anak kandungan hewan mata jiwa bedah tht saraf jantung kulit jaga")
_BEFORE_A_DOCTOR = listed("profesor prof pak bu bapak ibu dokter nama praktik praktek")
# "From" leads to something: "ada dr di puskesmas", "siapa dr yang praktik".
_BEHIND_A_DOCTOR = listed("yang yg nya di d ada praktik praktek")
# "Fr Michael", behind which he is asked of and nothing is for anybody.
_FATHER = "fr"
_BEFORE_A_FATHER = listed(
    "who whos who's when whens when's where wheres where's why is was will did does has can with and by"
)
_COMES_FROM = listed(
    "surat hadiah pesan kabar kiriman kado uang bantuan sumbangan bagian anak karya buku lagu puisi telepon beli "
    "dapat terima menerima diterima pinjam datang berasal kutipan pernyataan jawaban laporan info informasi"
)


def meant_in_english(tokens: Sequence[Token], at: int, vocabulary: Vocabulary) -> str | None:
    """Return what a word stands for in an English question by its neighbours; None where they do not tell."""
    word, before, following = tokens[at].lower, _word(tokens, at - 1), _word(tokens, at + 1)
    if word == "nr":
        is_number = before in _NAMED_NUMBER or not following or following.isdigit() or following in _OF_A_NUMBER
        return "number" if is_number else "near"
    if word in {"hows", "how's"}:
        return "how" if following in _HOW_MUCH else None
    if word == "no":
        is_one = before in _NUMBERED and (not following or following in _OF_A_NUMBER)
        return "number" if is_one or (before == "the" and following in _OF_WHOM) else None
    if word == "tel":
        return "telephone" if following in _NUMBERS or (before and not following) else None
    return _spoken_digit(tokens, at) or _school_year(word, vocabulary)


def _school_year(word: str, vocabulary: Vocabulary) -> str | None:
    """Return a year at school in words, "year 6" of "y6"; others than years where the archive has them so alone."""
    found = _YEAR.fullmatch(word)
    if not found or not 0 < int(found[2]) <= _LAST_YEAR or vocabulary.knows(word):
        return None
    year = _SCHOOL_YEARS[found[1]]
    return f"{year} {found[2]}" if year == "year" or vocabulary.stand_side_by_side(year, found[2]) else None


def age_group(tokens: Sequence[Token], at: int, language: str, vocabulary: Vocabulary) -> str | None:
    """Return a group of ages as the archive writes it, "u12s" as "under 12"; in words where it has none, in English."""
    word = tokens[at].lower
    if tokens[at].is_quoted:
        return None
    if word == "u" and language == "en" and _AGED.fullmatch(f"u{_word(tokens, at + 1)}"):
        return "under"
    found = _AGED.fullmatch(word)
    if not found or int(found[2]) not in (_UNDER_AGES if found[1][0] == "u" else _OVER_AGES):
        return None
    letter, age = found[1][0], found[2]
    bound = {"u": "under", "o": "over"}[letter]
    ages = (f"{age}s", age) if found[3] else (age, f"{age}s")
    written = [(bound, each) for each in ages] + [(letter + each,) for each in ages] + [(letter, each) for each in ages]
    if vocabulary.stand_side_by_side(*word.split("-")):
        return None
    for each in written:
        if vocabulary.stand_side_by_side(*each):
            return ("-" if len(each[0]) == 1 else " ").join(each)
    is_written_so = word.startswith(f"{bound}-")
    return f"{bound} {age}" if language == "en" and not is_written_so else None


def _spoken_digit(tokens: Sequence[Token], at: int) -> str | None:
    """Return the preposition that a digit is typed for; None where it counts: "for 4 kids", "year 4 students"."""
    word = _SPOKEN_DIGITS.get(tokens[at].text)
    if word is None or at + 1 == len(tokens):
        return None
    before, following = tokens[at - 1].text.lower() if at else "", tokens[at + 1].lower
    if before.isalpha() and following in _BEHIND_EITHER:
        return word
    if word == "for":
        is_led = before in _PRICED or (not before and following in _DAYS)
        return word if is_led and following in _PEOPLE | _DAYS else None
    is_done = following.isalpha() and following not in _SEVERAL and not following.endswith("s")
    return word if before in _ASKING_TO_DO and is_done else None


def is_a_weekday(tokens: Sequence[Token], at: int) -> bool:
    """Return whether three letters are a weekday's: "open sat", "n sun?", "the sat matinee"; not "sat down"."""
    before, following = tokens[at - 1].lower if at else "", tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if before.isdigit() or following.isdigit() or following in _PARTS_OF_DAY:
        return True
    if following in _HELD and before not in _SITTING:
        return True
    # The sun is a thing also behind "on": "on sun protection".
    if before == "on" and tokens[at].lower != _SUN:
        return True
    if following and following not in _BEHIND_A_DAY:
        return False
    words = {token.lower for token in tokens}
    asks_for_hours = before not in _ARTICLES and bool(words & _OF_HOURS) and not words & _PAST
    # "The moon and sun".
    is_joined = before in _JOINING and (at == 1 or tokens[at - 2].lower in _WEEKDAYS)
    return before in _BEFORE_A_DAY or is_joined or (not following and asks_for_hours)


def is_a_title(tokens: Sequence[Token], at: int, text: str, vocabulary: Vocabulary) -> bool:
    """Return whether a word is the title: "dr. Sinta", "dr gigi", "Profesor dr Roem", "dr budi", but "surat dr budi".

    A name that is an everyday word as well is one where nothing stands before the title that could come from it:
    "dr bagus praktik kapan", but "ilham dr wahyu".
    """
    word, before, following = tokens[at].lower, _word(tokens, at - 1), _word(tokens, at + 1)
    if word == _FATHER:
        is_asked_of = (not before or before in _BEFORE_A_FATHER) and following not in _DAYS | _PEOPLE
        is_one = text[tokens[at].end :].startswith(".") or is_asked_of
        return following.isalpha() and is_one and vocabulary.is_name(following)
    if word != DOCTOR:
        return False
    if text[tokens[at].end :].startswith(".") or before in _BEFORE_A_DOCTOR:
        return True
    if not following or following in _DOCTORS | _BEHIND_A_DOCTOR:
        return True
    if (is_a_word := _given_names().get(following)) is None:
        return False
    return (not before or before in ASKING) if is_a_word else before not in _COMES_FROM


@lru_cache(maxsize=1)
def _given_names() -> Mapping[str, bool]:
    """Return given names in small letters, each with whether it is an everyday word as well; read once."""
    return {name: bool(kind) for name, *kind in table_rows(__package__, _NAMES)}


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lower if 0 <= at < len(tokens) else ""
