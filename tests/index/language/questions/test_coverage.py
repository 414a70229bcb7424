"""Coverage: where the words of a question stand in a text."""

from __future__ import annotations

import time

import pytest

from index.language.questions.coverage import (
    Nearness,
    covered_text,
    is_form_of,
    is_spoken_of,
    nearness,
    sentence_around,
    subject_words,
)

TEXT = "Loket dibuka pukul 08.00. Tiket dewasa Rp 8.000, anak-anak Rp 5.000\nParkir gratis."


def test_words_that_carry_the_subject() -> None:
    """Small, each once, without what asks; what a dash joins is two words."""
    assert subject_words("Kapan KTT Trump–Kim, KTT itu, diadakan?") == ["ktt", "trump", "kim", "diadakan"]
    assert subject_words("kapan?") == []


@pytest.mark.parametrize(
    ("word", "asked"),
    [
        ("dibayar", "membayar"),
        ("pembayaran", "bayar"),
        ("memukul", "pukul"),
        ("pukulan", "memukul"),
        ("tiketnya", "tiket"),
        ("scored", "score"),
        ("opening", "open"),
        ("rt", "rt"),
        ("kopinya", "kopi"),
    ],
)
def test_forms_of_a_word(word: str, asked: str) -> None:
    """With what Indonesian and English put before and behind it."""
    assert is_form_of(word, asked)


@pytest.mark.parametrize(
    ("word", "asked"),
    [("batas", "atas"), ("rtm", "rt"), ("portofolio", "por"), ("pengumumannyalah", "umum"), ("", "a")],
)
def test_other_words(word: str, asked: str) -> None:
    """A root inside another word is no form of it, nor is one that is followed by half a word."""
    assert not is_form_of(word, asked)


def test_places_of_words() -> None:
    """As characters of the text, with the numbers of the words."""
    covered = covered_text(TEXT, ["tiket", "anak", "buka"])

    assert [(TEXT[at:].split()[0], word) for at, word in covered.places] == [
        ("dibuka", 2),
        ("Tiket", 0),
        ("anak-anak", 1),
        ("anak", 1),
    ]
    assert covered.words() == {0, 1, 2}
    assert covered.words(0, 20) == {2}


def test_sentence_of_a_span_and_the_one_before() -> None:
    """A line is a sentence."""
    at = TEXT.index("5.000")
    before, ends = sentence_around(TEXT, at, at + 5)

    assert TEXT[before:ends] == "Loket dibuka pukul 08.00. Tiket dewasa Rp 8.000, anak-anak Rp 5.000"
    at = TEXT.index("gratis")
    before, ends = sentence_around(TEXT, at, at + 6)
    assert TEXT[before:ends] == "Tiket dewasa Rp 8.000, anak-anak Rp 5.000\nParkir gratis."


def test_time_grows_with_the_text() -> None:
    """A hundred thousand words are looked through within a second of the processor's time."""
    began = time.thread_time()
    covered_text("membayar " * 100_000, ["bayar", *(f"kata{at}" for at in range(60))])

    assert time.thread_time() - began < 1


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("berapa tiket dewasa?", Nearness.ALL),
        ("parkirnya berapa?", Nearness.ALL),
        ("berapa tiket lansia?", Nearness.SOME),
        ("siapa presiden Indonesia?", Nearness.NONE),
        ("kolam renang", Nearness.NONE),
        ("kapan?", Nearness.SOME),
        ("who painted the Mona Lisa?", Nearness.SOME),
    ],
)
def test_how_much_a_text_speaks_of(question: str, expected: Nearness) -> None:
    """All that is asked about, some or nothing; of a question in another language that cannot be told."""
    assert nearness(question, TEXT, "id") == expected


def test_nothing_in_the_same_language() -> None:
    """The words of both are English."""
    assert nearness("who painted the Mona Lisa?", "The lido opens at nine.", "en") is Nearness.NONE


def test_a_text_that_only_says_what_is_said_of_anything_speaks_of_nothing() -> None:
    """Somebody won something, and no lottery."""
    texts = ["Ayu won the cup.", "Beras dijual Rp12.900."]
    assert not is_spoken_of("who won the lottery?", texts)
    assert is_spoken_of("berapa harga beras?", texts)
    assert not is_spoken_of("who?", texts)
    assert not is_spoken_of("kamu kok tidak tahu sih", ["Warga ingin tahu harga tahu."])
    assert is_spoken_of("berapa harga tahu?", ["Warga ingin tahu harga tahu."])


@pytest.mark.parametrize(
    ("text", "asked", "stands"),
    [
        ("Ujian kelas VIII", "8", True),
        ("Ujian kelas 8", "viii", True),
        ("Kamar kelas I", "1", True),
        ("Golongan IV", "iv", True),
        ("I am first", "1", False),
        ("Mix dari CV Viii", "9", False),
    ],
)
def test_roman_numbers_stand_for_figures(text: str, asked: str, stands: bool) -> None:
    """Of one letter only where classes and the like are counted: "I" is a word, too."""
    assert bool(covered_text(text, [asked]).places) is stands
