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
    ],
)
def test_clause_that_answers_is_left(question: str, text: str, part: str) -> None:
    """Behind the verb that is asked with, or the sum, or with what is counted."""
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
    ],
)
def test_other_spans_stay_whole(question: str, text: str) -> None:
    """Where no part answers alone."""
    assert cut(question, text) == text
