"""Definitions, told whole where the reader marked a part of one."""

from __future__ import annotations

import pytest
from haystack import Document

from index.answering.candidates.definitions import asks_for_definition, past_names, whole_definition
from index.answering.candidates.spans import Candidate

_ENERGY = (
    "Energi banyak macamnya. Energi potensial adalah energi yang dimiliki benda karena tempatnya, misalnya air di "
    "balik bendungan.[2] Satuannya joule."
)
_LIDO = "It opened in 1936. A lido is an open-air pool where people swim, sunbathe and meet. It has two slides."


def whole(question: str, text: str, marked: str, language: str = "id") -> str:
    start = text.index(marked)
    first, last = whole_definition(question, text, start, start + len(marked), language)
    return text[first:last].rstrip(".")


@pytest.mark.parametrize(
    "question",
    [
        "Apa itu posyandu?",
        "apa sih itu posyandu",
        "posyandu itu apa",
        "Apa yang dimaksud dengan energi potensial?",
        "apakah yangdimaksud dengan gerhana",
        "Apa pengertian dari gotong royong?",
        "What is a lido?",
        "what’s photosynthesis",
        "What was apartheid?",
        "What is meant by open access?",
    ],
)
def test_questions_about_what_something_is(question: str) -> None:
    """In both languages, typed or written."""
    assert asks_for_definition(question)


@pytest.mark.parametrize(
    "question",
    [
        "Apa itu benar?",
        "Apa hadiah lomba itu?",
        "Apa itu antrozoologi juga dikenal sebagai?",
        "Apa arti kata basilika?",
        "Apa maksud dari kata basilika?",
        "What is the price of a ticket?",
        "What is the best time to visit?",
        "What time is it?",
        "Apa tujuan acara itu?",
    ],
)
def test_other_questions(question: str) -> None:
    """What a word means, a thing's price or aim, and whether something is true."""
    assert not asks_for_definition(question)


@pytest.mark.parametrize("marked", ["energi yang dimiliki benda", "benda karena tempatnya", "Energi potensial"])
def test_whole_sentence_behind_its_verb(marked: str) -> None:
    """From wherever in it was marked, without the mark of a source."""
    expected = "energi yang dimiliki benda karena tempatnya, misalnya air di balik bendungan"
    assert whole("Apa itu energi potensial?", _ENERGY, marked) == expected


@pytest.mark.parametrize("marked", ["an open-air pool", "open-air pool where people swim", "lido"])
def test_english_definition(marked: str) -> None:
    """As in Indonesian."""
    assert whole("What is a lido?", _LIDO, marked, "en") == "an open-air pool where people swim, sunbathe and meet"


@pytest.mark.parametrize(
    ("question", "text", "marked"),
    [
        ("Apa itu Kunang-1?", "Kunang-1, satelit buatan mahasiswa, sudah mengorbit.", "satelit buatan mahasiswa"),
        ("Apa itu pakeliran?", "Satuannya joule. Lampu blencong menyala.", "blencong"),
        ("Apa itu basilika?", "Basilika (artinya stoa raja) mulanya gedung umum di Roma.", "stoa raja"),
        ("What is karma?", "Karma is described by monks as a wheel of deeds and fruit.", "a wheel of deeds"),
    ],
)
def test_other_words_stay(question: str, text: str, marked: str) -> None:
    """Where no verb says what it is, or says it in brackets."""
    assert whole(question, text, marked, "id") == marked


def test_endless_sentence_stays_cut() -> None:
    """An answer is no page."""
    text = f"Posyandu adalah pos {'yang melayani ibu ' * 30}."
    assert whole("Apa itu posyandu?", text, "pos yang melayani ibu") == "pos yang melayani ibu"


_SATELLITE = (
    "A satellite no larger than a matchbox, built by students in Semarang, reached orbit on Sunday.\n\n"
    "Lebah-1, whose name comes from the Indonesian word for bee, weighs 2 kilograms."
)
_CAT = "The boat has a stove. Ushas, which means dawn in Sanskrit, is the cat that lives aboard."
_CAFE = "Kedai Mentari, yang namanya berarti matahari, buka sejak Mei. Kedai teh milik Bu Nunung itu ramai."
_SHIP = "The Grey Gannet, named after a sea bird, sails at noon."
_HALL = "Wisma Sari is a hall named after a singer."
_RICE = "Gotong royong berarti bekerja bersama-sama."


def named(question: str, text: str, marked: str, language: str = "en") -> list[str]:
    start = text.index(marked)
    document = Document(content=text, meta={"language": language})
    found = past_names(question, [document], [Candidate(0, start, start + len(marked), 3.0)])
    return [text[each.start : each.end] for each in found]


@pytest.mark.parametrize(
    ("question", "text", "marked", "thing"),
    [
        (
            "Apa itu Lebah-1?",
            _SATELLITE,
            "bee",
            "A satellite no larger than a matchbox, built by students in Semarang",
        ),
        (
            "what is lebah-1",
            _SATELLITE,
            "Lebah-1, whose name comes from the Indonesian word for bee",
            "A satellite no larger than a matchbox, built by students in Semarang",
        ),
        ("what is Ushas", _CAT, "dawn in Sanskrit", "the cat that lives aboard"),
        ("kedai mentari itu apa", _CAFE, "matahari", "Kedai teh milik Bu Nunung"),
        ("what is the Grey Gannet", _SHIP, "named after a sea bird", None),
    ],
)
def test_a_thing_is_not_what_its_name_means(question: str, text: str, marked: str, thing: str | None) -> None:
    """It is what is said behind, what the text begins with, or as what it is spoken of again; else nothing."""
    assert named(question, text, marked) == ([thing] if thing else [])


@pytest.mark.parametrize(
    ("question", "text", "marked"),
    [
        ("apa arti lebah-1", _SATELLITE, "bee"),
        ("what does Ushas mean", _CAT, "dawn"),
        ("what is the Grey Gannet named after", _SHIP, "a sea bird"),
        ("what is the name of the cat", _CAT, "Ushas"),
        ("what is Wisma Sari", _HALL, "a hall named after a singer"),
        ("apa itu gotong royong", _RICE, "bekerja bersama-sama"),
        ("how heavy is Lebah-1", _SATELLITE, "2 kilograms"),
    ],
)
def test_what_a_name_means_is_told_who_asks(question: str, text: str, marked: str) -> None:
    """And what a word that is no name means is what the thing is."""
    assert named(question, text, marked) == [marked]
