"""Forms of a question's words that a text may have instead."""

from __future__ import annotations

import pytest

from index.language.questions.inflections import inflections


@pytest.mark.parametrize(
    ("question", "there"),
    [
        ("rapornya bisa diambilkan kakaknya", {"rapor", "ambil", "diambil", "mengambil", "mengambilkan", "kakak"}),
        ("berapa biaya sewa", {"biayanya", "sewanya"}),
        ("kapan jembatan diresmikan", {"meresmikan", "resmi", "jembatannya"}),
        ("siapa memukul lonceng", {"dipukul", "pukul", "terpukul"}),
        ("siapa menyewa sawah", {"disewa", "sewa", "disewakan"}),
        ("are dogs allowed", {"dog", "allow", "allows", "allowing"}),
        ("when does the market close", {"markets", "closed", "closes"}),
    ],
)
def test_forms_that_a_text_may_have(question: str, there: set[str]) -> None:
    """Of possession, voice and object, of number and tense."""
    assert there <= set(inflections(question))


@pytest.mark.parametrize(
    ("question", "not_there"),
    [
        ("siapa pemain terbaik", {"permainan", "bermain", "dimainkan"}),
        ("siapa pemain terbaik", {"pemain", "terbaik"}),
        ("di mana itu", {"dinya", "mananya", "itunya"}),
        ("umur ayu", {"ayunya", "ay"}),
        ("12 juni 2018", {"12nya", "2018nya"}),
    ],
)
def test_other_words_are_no_forms(question: str, not_there: set[str]) -> None:
    """What is derived, what is asked already, what carries no subject, what is short, and figures."""
    assert not not_there & set(inflections(question))


def test_each_form_is_told_once() -> None:
    """Though two words of a question may have it."""
    found = inflections("mengambil dan diambil rapor rapornya")

    assert len(found) == len(set(found))
    assert inflections("") == []
