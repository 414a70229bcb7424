"""Rows of tables and items of lists that a question is about."""

from __future__ import annotations

import pytest

from index.answering.candidates.rows import is_of_another_row, rows_of
from index.language.questions.coverage import covered_text, subject_words

JOBS = "Dicari:\n\n1. Seorang apoteker. Gaji Rp 5,5 juta.\n\n2. Seorang kurir. Gaji Rp 2,6 juta.\n\nLamaran lewat pos."
POOL = "Kolam: Dewasa | Tiket: Rp 20.000\n\nKolam: Anak | Tiket: Rp 12.000"


@pytest.mark.parametrize(
    ("question", "text", "answer", "is_another"),
    [
        ("Berapa gaji kurir?", JOBS, "Rp 5,5 juta", True),
        ("Berapa gaji kurir?", JOBS, "Rp 2,6 juta", False),
        ("Berapa gaji sopir?", JOBS, "Rp 5,5 juta", False),
        ("Berapa gaji?", JOBS, "Rp 5,5 juta", False),
        ("Kurir melamar lewat apa?", JOBS, "pos", False),
        ("Tiket kolam anak berapa?", POOL, "Rp 20.000", True),
        ("Tiket kolam anak berapa?", POOL, "Rp 12.000", False),
        ("Tiket kolam berapa?", POOL, "Rp 20.000", False),
        ("Berapa gaji kurir?", "", "", False),
    ],
)
def test_row_that_a_question_is_about(question: str, text: str, answer: str, *, is_another: bool) -> None:
    """One that the question's words tell apart; where they tell none, every row may be it."""
    rows = rows_of(covered_text(text, subject_words(question)))
    assert is_of_another_row(rows, text.index(answer)) is is_another
