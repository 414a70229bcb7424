"""Days, weekdays and hours of one language, said in the other."""

from __future__ import annotations

from datetime import date

import pytest

from index.language.calendar_words import said_in

DAY = date(2018, 6, 12)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("27–28 Juli 2024", "27–28 July 2024"),
        ("3 s.d. 5 Mei", "3 to 5 May"),
        ("dari 3 sampai 5 Mei 2025", "from 3 to 5 May 2025"),
        ("29 April sampai 3 Mei 2025", "29 April to 3 May 2025"),
        ("Sabtu dan Minggu, 3–4 Mei 2025", "Saturday and Sunday, 3–4 May 2025"),
        ("12–14 Okt", "12–14 October"),
        ("12–14 Agust 2024", "12–14 August 2024"),
        ("12–14 Nop. 2024", "12–14 November 2024"),
        ("12–14 Pebruari", "12–14 February"),
        ("1 sd 3 Juni 2024", "1 to 3 June 2024"),
        ("1 sd. 3 Juni 2024", "1 to 3 June 2024"),
        ("1 s/d. 3 Juni 2024", "1 to 3 June 2024"),
        ("1 s/d tgl 3 Juni 2024", "1 to 3 June 2024"),
        ("1 sampai dgn 3 Juni 2024", "1 to 3 June 2024"),
        ("1 ~ 3 Juni 2024", "1 ~ 3 June 2024"),
        ("8, 9, dan 10 Juni 2024", "8, 9, and 10 June 2024"),
        ("5 serta 7 Juni", "5 and 7 June"),
        ("sampai 5 Mei", "until 5 May"),
        ("bulan Juli 2024", "July 2024"),
        ("setiap hari", "every day"),
        ("setiap hari Sabtu", "every Saturday"),
        ("Rabu malam", "Wednesday evening"),
        ("pukul 09.00–15.00", "09:00–15:00"),
        ("pukul 09.00 sd 15.00", "09:00–15:00"),
        ("pukul 09.00 s.d. 15.00", "09:00–15:00"),
        ("Senin–Jumat pukul 08.00–14.00 WIB", "Monday–Friday, 08:00–14:00 WIB"),
        ("Sabtu pukul 10.00", "Saturday at 10:00"),
        ("jam 7 sampai 9 malam", "19:00–21:00"),
        ("jam 8 pagi sampai 3 sore", "08:00–15:00"),
        ("pukul 11 siang", "11:00"),
        ("pukul 12 malam", "00:00"),
    ],
)
def test_indonesian_for_an_english_reader(text: str, said: str) -> None:
    """Days stay before months, and hours count to 24."""
    assert said_in("en", text, "id") == said
    assert said_in("id", text, "id") == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("July 27–28, 2024", "27–28 Juli 2024"),
        ("July 27 to 28, 2024", "27 sampai 28 Juli 2024"),
        ("April 29 to May 3, 2025", "29 April sampai 3 Mei 2025"),
        ("from 3 to 5 May", "dari 3 sampai 5 Mei"),
        ("3rd and 4th of May", "3 dan 4 Mei"),
        ("June 8, 9 and 10, 2024", "8, 9 dan 10 Juni 2024"),
        ("June 8, 9, and 10", "8, 9, dan 10 Juni"),
        ("June 1 till 3", "1 sampai 3 Juni"),
        ("Mondays to Fridays, 9.30 am to 4 pm", "Senin sampai Jumat, pukul 09.30–16.00"),
        ("7.30pm", "pukul 19.30"),
        ("every Saturday", "setiap Sabtu"),
        ("in March 2018", "Maret 2018"),
    ],
)
def test_english_for_an_indonesian_reader(text: str, said: str) -> None:
    """A month in front of its days goes behind them."""
    assert said_in("id", text, "en") == said


@pytest.mark.parametrize(
    ("text", "written_in", "indonesian", "english"),
    [
        ("12 Juni", "id", "12 Juni 2018", "12 June 2018"),
        ("June 12, 2018", "en", "12 Juni 2018", "12 June 2018"),
        ("Selasa (12/6)", "id", "Selasa, 12 Juni 2018", "Tuesday, 12 June 2018"),
        ("Selasa,12 Juni 2018", "id", "Selasa, 12 Juni 2018", "Tuesday, 12 June 2018"),
        ("Selasa/12 Juni", "id", "Selasa, 12 Juni 2018", "Tuesday, 12 June 2018"),
        ("2018-06-12", "en", "12 Juni 2018", "12 June 2018"),
        ("kemarin", "id", "12 Juni 2018", "12 June 2018"),
        ("12 Juni pukul 09.00", "id", "12 Juni 2018 pukul 09.00", "12 June 2018 at 09:00"),
        ("pukul 10, 12 Juni 2018", "id", "pukul 10, 12 Juni 2018", "10:00, 12 June 2018"),
        ("12 Juni '18 pukul 09.00", "id", "12 Juni 2018 pukul 09.00", "12 June 2018 at 09:00"),
    ],
)
def test_a_single_day_is_written_out(text: str, written_in: str, indonesian: str, english: str) -> None:
    """With its year, and the weekday where that is named."""
    assert said_in("id", text, written_in, DAY) == indonesian
    assert said_in("en", text, written_in, DAY) == english


@pytest.mark.parametrize(
    "text", ["12 Juni di Singapura", "dua minggu", "3 bulan", "2 tahun", "3 jam", "3 malam", "Dan"]
)
def test_what_is_not_of_the_calendar(text: str) -> None:
    """Other words beside a day, lengths of time, and names that look like a word."""
    assert said_in("en", text, "id") is None


@pytest.mark.parametrize("text", ["870", "12.50", "3–5", "10:00"])
def test_figures_alone_stay(text: str) -> None:
    """They may be prices or scores as well as hours."""
    assert said_in("en", text, "id") is None


def test_other_languages_stay() -> None:
    """Of the reader, and of the article; what an article says in another language than its own is left alone."""
    assert said_in("jv", "12 Juni 2018", "id", DAY) is None
    assert said_in("en", "12 juin 2018", "fr", DAY) is None
    assert said_in("en", "July 27 to 28, 2024", "id") is None
