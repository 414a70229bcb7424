"""Days and years in words become figures; other numbers stay."""

from __future__ import annotations

import pytest

from index.language.reading.number_words import read_numbers


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("tanggal dua belas juni", "tanggal 12 juni"),
        ("kapan, dua puluh satu Mei?", "kapan, 21 Mei?"),
        ("tanggal sebelas ada apa", "tanggal 11 ada apa"),
        ("ada apa tahun dua ribu delapan belas", "ada apa tahun 2018"),
        ("juni dua ribu sembilan belas", "juni 2019"),
        ("tahun seribu sembilan ratus empat puluh lima", "tahun 1945"),
        ("merdeka seribu sembilan ratus empat puluh lima", "merdeka 1945"),
        ("tahun dua ribu", "tahun 2000"),
        ("dua ribu dua empat ada apa", "2024 ada apa"),
        ("antara dua ribu dua dan dua ribu nol lima", "antara 2002 dan 2005"),
        ("sejak seribu sembilan ratus sembilan delapan", "sejak 1998"),
        ("merdeka sembilan belas empat lima", "merdeka 1945"),
        ("the twelfth of june", "12 june"),
        ("on the twenty-first of May, two thousand and eighteen", "on 21 May, 2018"),
        ("june third", "june 3"),
        ("in nineteen ninety-nine", "in 1999"),
        ("in twenty eighteen", "in 2018"),
    ],
)
def test_days_and_years(typed: str, read: str) -> None:
    assert read_numbers(typed)[0] == read


@pytest.mark.parametrize(
    "question",
    [
        "siapa tiga orang yang tewas",
        "dua ribu orang",
        "gaji dua ribu dua juta",
        "jual dua ribu dua empat lima",
        "dua belas tahun",
        "tiga puluh dua mei-mei",
        "the first winner",
        "second place",
        "twenty people",
        "in two",
        "seratus dua puluh orang",
        "tujuh belas",
        "ribu ratus puluh belas juni",
        "may I ask the first question",
        "",
    ],
)
def test_other_numbers_stay(question: str) -> None:
    assert read_numbers(question) == (question, [])


def test_what_was_read_is_told() -> None:
    assert read_numbers("tanggal dua belas juni dua ribu delapan belas")[1] == [
        ("dua belas", "12"),
        ("dua ribu delapan belas", "2018"),
    ]
