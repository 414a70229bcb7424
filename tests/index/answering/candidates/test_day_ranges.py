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
    ("question", "text", "span", "expected"),
    [
        ("Lombanya kapan?", "Lomba 4–6 Juli di balai.", "Juli", "4–6 Juli"),
        ("Lombanya tanggal berapa?", "Lomba 12 Maret di balai.", "Maret", "12 Maret"),
        ("Lombanya bulan apa?", "Lomba 4–6 Juli di balai.", "Juli", "Juli"),
        ("Lombanya kapan?", "Lomba diadakan Juli di balai.", "Juli", "Juli"),
    ],
)
def test_a_month_alone_is_told_with_its_days(question: str, text: str, span: str, expected: str) -> None:
    """Unless a month is asked for."""
    assert widened(question, text, span) == expected


@pytest.mark.parametrize(
    ("question", "text", "span", "expected"),
    [
        ("jam berapa sampai jam berapa", "Tes pukul 09.15 sampai 11.30 di aula.", "09.15", "09.15 sampai 11.30"),
        ("dari jam berapa hingga berapa", "Loket dibuka pukul 08.00 dan ditutup pukul 14.00.", "14.00",
         "pukul 08.00 dan ditutup pukul 14.00"),
        ("jam berapa sampai jam berapa", "Air mati Rabu pukul 21.00 hingga Kamis pukul 05.00.", "05.00",
         "pukul 21.00 hingga Kamis pukul 05.00"),
        ("jam berapa sampai jam berapa", "Pengajian pukul 19.30 s.d. selesai.", "19.30", "pukul 19.30 s.d. selesai"),
        ("from what time until when is it open?", "It is open 9am to 5.30pm daily.", "5.30pm", "9am to 5.30pm"),
        ("what time does it start and finish?", "It runs from 10.00 until 12.30.", "10.00", "10.00 until 12.30"),
        ("jam berapa sampai jam berapa", "Senam pukul 06.00. Pasar 07.00–09.00.", "06.00", "06.00"),
        ("sampai jam berapa", "Tes pukul 09.15 sampai 11.30 di aula.", "11.30", "11.30"),
        ("mulai jam berapa", "Tes pukul 09.15 sampai 11.30 di aula.", "09.15", "09.15"),
    ],
)  # fmt: skip
def test_both_hours_where_both_are_asked_for(question: str, text: str, span: str, expected: str) -> None:
    """And the one where the one is."""
    found = widened(question, text, span)
    assert found.removeprefix("pukul ") == expected.removeprefix("pukul ")


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


@pytest.mark.parametrize(
    ("language", "text", "span", "expected"),
    [
        ("en", "The regatta has been put back from Saturday 4 May to Saturday 11 May.", "11 May", "11 May"),
        ("en", "The regatta has been put back from Saturday 4 May to Saturday 11 May.", "4 May", "4 May"),
        ("en", "Moved from 8 to 9 June owing to rain.", "9 June", "9 June"),
        ("en", "Postponed from Fri 7 June until Fri 14 June.", "Fri 7 June until Fri 14 June", "Fri 14 June"),
        ("en", "The show was moved from 3–5 May to 10–12 May.", "12 May", "10–12 May"),
        ("en", "The dinner is switched from Tuesday to Thursday.", "Tuesday to Thursday", "Thursday"),
        ("id", "Senam dipindahkan dari Sabtu 3 Agustus ke Sabtu 10 Agustus.", "10 Agustus", "10 Agustus"),
        ("id", "Bazar diundur dari 3 Mei hingga 10 Mei.", "3 Mei hingga 10 Mei", "10 Mei"),
    ],
)
def test_what_is_moved_is_on_neither_day_between(language: str, text: str, span: str, expected: str) -> None:
    """From one day to another is no range, where something is moved."""
    assert widened("When?", text, span, language) == expected


def test_who_asks_for_the_day_before_the_change_gets_it() -> None:
    text = "The dinner is switched from Tuesday to Thursday."
    assert widened("When was the dinner originally?", text, "Tuesday to Thursday", "en") == "Tuesday"


@pytest.mark.parametrize(
    ("language", "text", "span", "expected"),
    [
        ("en", "The camp, moved to the school, runs from 14 to 16 May.", "16 May", "14 to 16 May"),
        ("en", "The show was moved to 10–12 May.", "12 May", "10–12 May"),
        ("en", "The shop moves on Monday. It is shut from 3 May to 10 May.", "3 May", "3 May to 10 May"),
        ("id", "Pameran dipindah ke balai dan berlangsung dari 3 Mei sampai 10 Mei.", "3 Mei", "3 Mei sampai 10 Mei"),
    ],
)
def test_ranges_of_what_is_moved_are_whole(language: str, text: str, span: str, expected: str) -> None:
    assert widened("When?", text, span, language) == expected


def test_widened_span_ends_without_a_full_stop() -> None:
    """That of a weekday in short is another's."""
    text = "The pool is shut from Monday 22 July to Friday 9 August."
    assert widened("When is it shut?", text, "Monday 22 July", "en") == "Monday 22 July to Friday 9 August"
