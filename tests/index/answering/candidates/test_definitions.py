"""Definitions, told whole where the reader marked a part of one."""

from __future__ import annotations

import pytest

from index.answering.candidates.definitions import asks_for_definition, whole_definition

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
