"""Spans that name one day of a range or a list, and all its days."""

from __future__ import annotations

import pytest

from index.answering.candidates.day_ranges import whole_range


def widened(question: str, text: str, span: str, language: str = "id") -> str:
    start = text.index(span)
    first, last = whole_range(question, text, start, start + len(span), language)
    return text[first:last]


@pytest.mark.parametrize(
    ("language", "text", "span", "expected"),
    [
        ("id", "Lomba diadakan pada 8, 9, dan 10 Juni 2024 di balai.", "10 Juni 2024", "8, 9, dan 10 Juni 2024"),
        ("id", "Lomba mural 1 s/d tgl 3 Juni 2024 di pasar.", "3 Juni 2024", "1 s/d tgl 3 Juni 2024"),
        ("id", "Sunatan massal diadakan 5 serta 7 Juni di puskesmas.", "7 Juni", "5 serta 7 Juni"),
        ("id", "Sunatan pada 5 serta 7 Juni di puskesmas.", "7 Juni di puskesmas", "5 serta 7 Juni di puskesmas"),
        ("id", "Buka 5 Juni 2024-8 Juni 2024 di kantor.", "5 Juni 2024", "5 Juni 2024-8 Juni 2024"),
        ("id", "Buka 30 Mei s.d. 2 Juni 2024 di kantor.", "2 Juni 2024", "30 Mei s.d. 2 Juni 2024"),
        ("id", "Pada Sabtu 1 dan Minggu 2 Juni di aula.", "Minggu 2 Juni", "Sabtu 1 dan Minggu 2 Juni"),
        ("en", "It closes June 8, 9 and 10 for works.", "June 8", "June 8, 9 and 10"),
        ("en", "It runs from 1 June to 3 July in town.", "1 June", "1 June to 3 July"),
    ],
)
def test_one_day_becomes_all(language: str, text: str, span: str, expected: str) -> None:
    """Whichever of them the span names."""
    assert widened("Kapan?", text, span, language) == expected


@pytest.mark.parametrize(
    ("question", "span"),
    [
        ("Sampai kapan pameran?", "3 Juni 2024"),
        ("Kapan hari terakhir?", "3 Juni 2024"),
        ("Kapan hari kedua?", "3 Juni 2024"),
        ("Kapan pameran mulai?", "3 Juni 2024"),
        ("When does it end?", "3 Juni 2024"),
        ("Bulan apa?", "Juni 2024"),
        ("Kapan?", "4 Juni 2024"),
        ("Di mana?", "alun-alun"),
        ("Kapan?", "1 sd 3 Juni 2024"),
        ("Kapan?", "Pameran 1 sd 3 Juni 2024"),
    ],
)
def test_other_spans_stay(question: str, span: str) -> None:
    """Where one end or one of the days is asked for, or the span names no day of several."""
    assert widened(question, "Pameran 1 sd 3 Juni 2024 di alun-alun. Senam 4 Juni 2024.", span) == span


def test_range_of_two_sentences_is_none() -> None:
    """An answer does not run from one into another."""
    text = "Rapat ditunda dari 5 Juni. Dan 7 Juni libur."
    assert widened("Kapan?", text, "7 Juni") == "7 Juni"
