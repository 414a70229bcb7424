"""Spans of several clauses, and the one that says what is asked."""

from __future__ import annotations

import pytest

from index.answering.candidates.clauses import asked_clause
from index.language.questions.kinds import asked_kind


def cut(question: str, text: str) -> str:
    start, end = asked_clause(question, asked_kind(question), text, 0, len(text))
    return text[start:end].strip()


@pytest.mark.parametrize(
    ("question", "text", "part"),
    [
        ("hadiah kalpataru dibelikan apa", "Rp 15 juta, dibelikan mesin pencacah", "mesin pencacah"),
        ("Berapa zakat dengan uang, bayar berapa?", "2,5 kilogram beras atau uang Rp 37.500", "Rp 37.500"),
        (
            "Berapa karung yang boleh dibeli?",
            "Rp 12.000 per kilogram, paling banyak dua karung",
            "paling banyak dua karung",
        ),
        ("how much is entry for children", "Rp 40.000 dewasa; Rp 25.000 anak", "Rp 25.000 anak"),
        ("Berapa tarif masuk anak-anak?", "Rp 40.000 dewasa; Rp 25.000 anak", "Rp 25.000 anak"),
        ("Berapa tiket dewasa?", "dewasa Rp 40 ribu, anak Rp 25 ribu, dan balita gratis", "dewasa Rp 40 ribu"),
        ("Berapa tiket balita?", "dewasa Rp 40 ribu, anak Rp 25 ribu, dan balita gratis", "balita gratis"),
        ("berapa parkir motor", "Rp 5.000 untuk mobil dan Rp 2.000 untuk motor", "Rp 2.000 untuk motor"),
        ("How much do adults pay?", "£4 for adults, £2.50 for children", "£4 for adults"),
        ("How much is it on weekends?", "£2 on weekdays and £9 on weekends", "£9 on weekends"),
    ],
)
def test_clause_that_answers_is_left(question: str, text: str, part: str) -> None:
    """Behind the verb that is asked with, or the sum, or with what is counted, or whose price it is."""
    assert cut(question, text) == part


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("hadiahnya dibelikan apa saja", "Rp 15 juta, dibelikan mesin pencacah"),
        ("Kenapa hadiahnya dibelikan mesin?", "Rp 15 juta, dibelikan mesin pencacah"),
        ("Berapa tarif parkir?", "Rp 2.000 atau Rp 4.000"),
        ("Berapa harga beras?", "Rp 12.500 atau lebih"),
        ("Berapa karung yang boleh dibeli?", "dua karung lima kilogram"),
        ("Berapa karung yang boleh dibeli?", "12.000, dua"),
        ("Siapa yang datang?", "Ani, Budi"),
        ("Berapa biaya cabut gigi?", "Rp 40.000 dewasa; Rp 25.000 anak"),
        ("Berapa tiket dewasa dan anak?", "Rp 40.000 dewasa; Rp 25.000 anak"),
        ("Berapa harga beras yang naik?", "beras medium Rp 30.000, naik menjadi Rp 32.000"),
        ("Berapa harga beras yang naik?", "Rp 30.000, naik dari Rp 20.000"),
        ("Berapa tarif anak?", "Rp 40.000, termasuk anak"),
        ("Berapa tiket anak?", "Rp 25.000"),
        ("Siapa anak yang membayar?", "Rp 40.000 dewasa; Rp 25.000 anak"),
    ],
)
def test_other_spans_stay_whole(question: str, text: str) -> None:
    """Where no part answers alone."""
    assert cut(question, text) == text
