"""Dates: which words name a day, and which day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.language.dates import day_ranges, full_dates, is_month_first, resolve_date

PUBLISHED = date(2018, 6, 1)
INDONESIAN_MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("id", "12 Juni", date(2018, 6, 12)),
        ("id", "pada 12 Juni di Singapura", date(2018, 6, 12)),
        ("id", "12 Juni 2018, pukul 09.00", date(2018, 6, 12)),
        ("id", "31 Mei", date(2018, 5, 31)),
        ("id", "Kamis 31 Mei 2018", date(2018, 5, 31)),
        ("id", "1 Jan. 2019", date(2019, 1, 1)),
        ("id", "31/5", date(2018, 5, 31)),
        ("id", "Kamis (31/5)", date(2018, 5, 31)),
        ("id", "Jum'at, 1/6", date(2018, 6, 1)),
        ("id", "31/5/2018", date(2018, 5, 31)),
        ("id", "(31/5/18)", date(2018, 5, 31)),
        ("id", "BANDUNG,12 Juni 2018", date(2018, 6, 12)),
        ("id", "Minggu,9 Juni 2024", date(2024, 6, 9)),
        ("id", "Senin/12 Juni 2018", date(2018, 6, 12)),
        ("id", "Tanggal:12 Juni 2018", date(2018, 6, 12)),
        ("id", "tgl.12 Juni", date(2018, 6, 12)),
        ("id", "a.12 Juni 2018", date(2018, 6, 12)),
        ("id", "Selasa,12/6", date(2018, 6, 12)),
        ("id", "Tanggal:12/6/18", date(2018, 6, 12)),
        ("id", "tgl.12/6", date(2018, 6, 12)),
        *(
            ("id", f"17 {month} 2018", date(2018, 8, 17))
            for month in ("Agust", "Agust.", "Ags", "Agts", "agst", "AGUS")
        ),
        ("id", "17 Febr 2018", date(2018, 2, 17)),
        ("id", "17 Nopember 2018", date(2018, 11, 17)),
        ("id", "Selasa (12/6/2018)", date(2018, 6, 12)),
        ("id", "12 Juni tahun lalu", date(2017, 6, 12)),
        ("id", "12 Juni tahun ini", date(2018, 6, 12)),
        ("en", "12 June", date(2018, 6, 12)),
        ("en", "June 12", date(2018, 6, 12)),
        ("en", "June 12th, 2018", date(2018, 6, 12)),
        ("en", "12th of June", date(2018, 6, 12)),
        ("en", "3 June next year", date(2019, 6, 3)),
        ("en", "Tuesday, June 12, 2018, in Singapore", date(2018, 6, 12)),
        ("en", "2018-06-12", date(2018, 6, 12)),
        ("en", "3 May", date(2018, 5, 3)),
        ("en", "31/5", date(2018, 5, 31)),
        ("en", "5/31", date(2018, 5, 31)),
        ("en", "5/31/2018", date(2018, 5, 31)),
        ("fr", "12 Juni", date(2018, 6, 12)),
        ("fr", "June 12", date(2018, 6, 12)),
    ],
)
def test_day_is_resolved(language: str, text: str, expected: date) -> None:
    """Written days, with and without a year, in an article of 1 June 2018."""
    assert expected == resolve_date(text, PUBLISHED, language)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("id", "kemarin", date(2018, 5, 31)),
        ("id", "kemarin lusa", date(2018, 5, 30)),
        ("id", "Hari ini", date(2018, 6, 1)),
        ("id", "besok pagi", date(2018, 6, 2)),
        ("id", "lusa", date(2018, 6, 3)),
        ("id", "besok lusa", date(2018, 6, 3)),
        ("id", "3 hari yang lalu", date(2018, 5, 29)),
        ("en", "yesterday", date(2018, 5, 31)),
        ("en", "the day before yesterday", date(2018, 5, 30)),
        ("en", "today.", date(2018, 6, 1)),
        ("en", "tomorrow morning", date(2018, 6, 2)),
        ("en", "the day after tomorrow", date(2018, 6, 3)),
        ("en", "2 days ago", date(2018, 5, 30)),
    ],
)
def test_relative_day_counts_from_the_publication(language: str, text: str, expected: date) -> None:
    """Yesterday is the day before the article appeared, not the day before the question."""
    assert expected == resolve_date(text, PUBLISHED, language)


@pytest.mark.parametrize("language", ["id", "en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "2018",
        "tahun 2000",
        "Juni 2018",
        "June 2018",
        "12 orang",
        "Rp12.000",
        "90 menit",
        "pukul 09.00",
        "Mei Lin",
        "March",
        "May",
        "12 may decide",
        "Singapura",
        "12.500",
        "3-1",
        "1/2 sendok teh",
        "menit ke-23 dan ke-67",
        "Kamis",
        "192.168.1.2018",
        "Rp 12.500",
        "0812-3456",
        "0812-3456-2018",
        "pasal 5/2018",
        "ayat 3, 4",
        "RT 05/03",
        "versi 2.4.18",
        "2, 3 dan 4",
        "1 sd 3",
        "naik 2,5 Juni",
        "naik 2,5 Juni 2018",
        "pukul 10.12 Mei",
        "pasal 3:12 Mei 2018",
        "No. 5/12 Mei 2018",
        "Rp5.000/12 Mei 2018",
        "Sabtu: 3/4 cangkir",
        "the world today",
    ],
)
def test_what_names_no_day_gives_none(text: str, language: str) -> None:
    """Years, months, numbers, scores, times, names and weekdays are no dates."""
    assert resolve_date(text, PUBLISHED, language) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Sabtu 3 dan Minggu 4 Mei 2025"),
        ("en", "Saturday 3 and Sunday 4 May 2025"),
        ("id", "24–26 Agustus 2018"),
        ("id", "24 dan 26 Agustus"),
        ("id", "24 hingga 26 Agustus"),
        ("id", "24 Agustus hingga 26 September 2018"),
        ("id", "(12/6-13/6)"),
        ("id", "24-26/8/2018"),
        ("id", "12 Juni atau 13 Juni"),
        ("en", "June 12-14, 2018"),
        ("en", "12 to 14 June"),
        ("en", "June 12 to June 14"),
        *(
            ("id", f"1 {word} 3 Juni 2024")
            for word in (
                *("sd", "s.d", "s.d.", "sd.", "s/d", "s/d.", "S/D", "SD", "s/d tgl", "s.d. tanggal", "sampai dgn"),
                *("sampai dg", "sampai dengan tanggal", "sampe", "sampai ke", "hingga tgl.", "serta", "maupun", "~"),
                *("+", "&", "−", "‑", "dan/atau", "dan juga", "hingga Rabu,", "smp", "ke"),
            )
        ),
        ("id", "1s/d3 Juni 2024"),
        ("id", "8, 9, dan 10 Juni 2024"),
        ("id", "8, 9 dan 10 Juni 2024"),
        ("id", "8,9,10 Juni 2024"),
        ("id", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 Juni 2024"),
        ("id", "rapat 2024, 8, 9 dan 10 Juni 2024"),
        ("id", "8 dan 9, serta 10 Juni 2024"),
        ("id", "1-3, 5 Juni 2024"),
        ("id", "3–5 dan 8–10 Juni 2024"),
        ("id", "20, 21 Juni 2024"),
        ("id", "pada 20, 21 Juni 2024 di kelas"),
        ("id", "Sabtu 20, 21 Juni 2024"),
        ("id", "12, 14 Juni"),
        ("id", "12,14 Juni 2018"),
        ("id", "libur 17, 18 Agustus 2024"),
        ("id", "5 Juni 2024-8 Juni 2024"),
        ("id", "5 Juni 2024–8 Juni 2024"),
        ("id", "5 Juni 2024-8/6/2024"),
        ("id", "30 Mei 2024 – 2 Juni 2024"),
        ("id", "5 sd 8/6/2024"),
        ("id", "5, 6/10/2024"),
        ("id", "5 s/d 8-6-2024"),
        ("id", "5 - 8/6/2024"),
        ("id", "5/6 - 8/6/2024"),
        ("id", "5/6 dan 8/6/2024"),
        ("id", "(12/6 s.d. 13/6)"),
        ("id", "tanggal 5/10 dan 6/10"),
        ("id", "tanggal 5/10, 6/10"),
        ("en", "1 till 3 June 2024"),
        ("en", "1st to the 3rd of June 2024"),
        ("en", "June 1 till 3, 2024"),
        ("en", "June 1 thru 3"),
        ("en", "June 8, 9 and 10"),
        ("en", "June 8, 9, and 10, 2024"),
        ("en", "June 20, 21, 2024"),
        ("en", "June 20, 21"),
        ("en", "June 1 to the 3rd"),
        ("en", "8, 9 and 10 June"),
        ("en", "5 June 2024-8 June 2024"),
        ("und", "2024-06-05/08"),
    ],
)
def test_ranges_and_lists_give_none(language: str, text: str) -> None:
    """Two days are not one."""
    assert resolve_date(text, PUBLISHED, language) is None


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("id", "pukul 10, 12 Juni 2018", date(2018, 6, 12)),
        ("id", "RT 05, 12 Juni 2018", date(2018, 6, 12)),
        ("id", "RT 05/03, 12 Juni 2018", date(2018, 6, 12)),
        ("id", "di Gedung Mawar 3, 5 Juni 2018", date(2018, 6, 5)),
        ("id", "di lantai 3, 5 Juni 2018", date(2018, 6, 5)),
        ("id", "Jl. Melati No. 5, 12 Juni 2018", date(2018, 6, 12)),
        ("id", "halaman 45, 12 Juni 2018", date(2018, 6, 12)),
        ("id", "20, 5 Juni 2018", date(2018, 6, 5)),
        ("id", "skor 3-1, 12 Juni 2018", date(2018, 6, 12)),
        ("id", "Rp 12.500, 12 Juni 2018", date(2018, 6, 12)),
        ("id", "Rp12.500 - 12 Juni 2018", date(2018, 6, 12)),
        ("id", "siswa kelas 6 SD 12 Juni 2018", date(2018, 6, 12)),
        ("id", "pukul 10.15, 12/06/2018", date(2018, 6, 12)),
        ("id", "10:15 - 12/06/2018", date(2018, 6, 12)),
        ("id", "pukul 10, 12/06/2018", date(2018, 6, 12)),
        ("id", "RT 05/03 - 12/06/2018", date(2018, 6, 12)),
        ("id", "0812-3456, 12 Juni 2018", date(2018, 6, 12)),
        ("id", "Selasa, 12-06-2018", date(2018, 6, 12)),
        ("id", "12 Juni 2018-selesai", date(2018, 6, 12)),
        ("en", "Room 5, 12 June 2018", date(2018, 6, 12)),
        ("en", "On June 12, 14 people died", date(2018, 6, 12)),
        ("en", "June 5, 9 to 11 a.m.", date(2018, 6, 5)),
        ("en", "June 12, 2 to 4", date(2018, 6, 12)),
        ("en", "June 12, 10:00", date(2018, 6, 12)),
        ("en", "June 12, 10 am", date(2018, 6, 12)),
        ("und", "2018-06-12/10:15", date(2018, 6, 12)),
    ],
)
def test_other_numbers_beside_a_day_are_no_days(language: str, text: str, expected: date) -> None:
    """Hours, houses, rooms and scores, and what does not go up."""
    assert expected == resolve_date(text, PUBLISHED, language)


@pytest.mark.parametrize(
    "text",
    ["31 Februari", "31 Februari 2018", "29 Februari 2018", "30/2/2018", "31/13", "(0/5)", "2018-02-30", "32 Juni"],
)
def test_impossible_day_gives_none(text: str) -> None:
    """A day that the calendar does not have is not moved to one that it has."""
    assert resolve_date(text, PUBLISHED, "id") is None


@pytest.mark.parametrize("text", ["12 Juni", "31/5", "kemarin", "12 Juni tahun lalu"])
def test_without_publication_only_full_dates_count(text: str) -> None:
    """Nothing says which year is meant."""
    assert resolve_date(text, None, "id") is None


def test_full_date_needs_no_publication() -> None:
    """The year stands there."""
    assert date(2018, 6, 12) == resolve_date("12 Juni 2018", None, "id")


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("31 Desember", date(2019, 1, 2), date(2018, 12, 31)),
        ("2 Januari", date(2018, 12, 30), date(2019, 1, 2)),
        ("29 Februari", date(2018, 6, 1), date(2020, 2, 29)),
        ("29 Februari", date(1900, 1, 1), date(1896, 2, 29)),
        ("31 Desember", date(1, 1, 1), date(1, 12, 31)),
        ("1 Januari", date(9999, 12, 31), date(9999, 1, 1)),
        ("kemarin", date(1, 1, 1), None),
    ],
)
def test_year_is_the_one_nearest_to_the_publication(text: str, published: date, expected: date | None) -> None:
    """The turn of the year, leap days, and the ends of the calendar."""
    assert expected == resolve_date(text, published, "id")


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Selasa (18/8/98)", date(1998, 8, 20), date(1998, 8, 18)),
        ("tanggal 20/9/98", date(1998, 8, 20), date(1998, 9, 20)),
        ("(2/1/00)", date(1999, 12, 30), date(2000, 1, 2)),
        ("(30/12/99)", date(2000, 1, 3), date(1999, 12, 30)),
        ("(17/8/45)", date(2024, 8, 1), date(1945, 8, 17)),
        ("(1/6/30)", date(2024, 8, 1), date(2030, 6, 1)),
        ("(29/2/00)", date(2018, 6, 1), date(2000, 2, 29)),
        ("Rabu, 5-3-75", date(1975, 3, 1), date(1975, 3, 5)),
        ("tgl 05.03.24", date(2024, 3, 1), date(2024, 3, 5)),
        ("Tanggal: 05-03-24", date(2024, 3, 1), date(2024, 3, 5)),
        ("Selasa,5-3-24", date(2024, 3, 1), date(2024, 3, 5)),
        ("12 Juni '98", date(2018, 6, 1), date(1998, 6, 12)),
        ("12 Juni ’18", date(2024, 6, 1), date(2018, 6, 12)),
        ("12 Juni tahun '18", date(2024, 6, 1), date(2018, 6, 12)),
        ("June 12, '98", date(2018, 6, 1), date(1998, 6, 12)),
        ("(17/8/98)", None, date(1998, 8, 17)),
        ("12 Juni '65", None, date(1965, 6, 12)),
        ("(5/3/24)", None, date(2024, 3, 5)),
        ("(1/1/00)", None, date(2000, 1, 1)),
        ("(29/2/98)", None, None),
        ("tgl 5-3-241", date(2024, 3, 1), None),
        ("tanggal 1.2.3", date(2024, 3, 1), None),
        ("(2-1-20)", date(2020, 3, 1), None),
        ("12 Juni '18 orang", date(2024, 6, 1), date(2018, 6, 12)),
    ],
)
def test_year_of_two_figures(text: str, published: date | None, expected: date | None) -> None:
    """Of the century around the publication, at most 20 years after it; where that is not known, not to come."""
    assert expected == resolve_date(text, published, "und")


def test_year_of_two_figures_in_a_text() -> None:
    """The year 2000 is one, too."""
    assert [date(2000, 1, 2), date(1998, 8, 18)] == [
        day for *_, day in full_dates("Minggu (2/1/00), dan Selasa (18/8/98).", "id")
    ]


def test_language_restricts_the_names_of_months() -> None:
    """An Indonesian article is not read with English months."""
    assert resolve_date("12 June", PUBLISHED, "id") is None


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)), st.dates())
def test_any_written_date_resolves_to_itself(day: date, published: date) -> None:
    """Day, Indonesian month and year, whatever the publication date."""
    written = f"{day.day} {INDONESIAN_MONTHS[day.month - 1]} {day.year}"

    assert day == resolve_date(written, published, "id")


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)), st.integers(-150, 150))
def test_day_without_year_is_found_within_150_days(published: date, distance: int) -> None:
    """The nearest year is the right one for news."""
    day = date.fromordinal(published.toordinal() + distance)
    written = f"{day.day} {INDONESIAN_MONTHS[day.month - 1]}"

    resolved = resolve_date(written, published, "id")

    assert resolved is not None
    assert abs((resolved - published).days) <= 150


SCRAPS = st.sampled_from(
    [
        "12",
        " ",
        "Juni",
        "June",
        "/",
        "-",
        "–",
        "(",
        ")",
        "2018",
        "th",
        " of ",
        "kemarin",
        "31",
        "0",
        ".",
        " dan ",
        "5",
        "٣",
    ]
)


@settings(deadline=None)
@given(
    st.text() | st.lists(SCRAPS, max_size=12).map("".join), st.none() | st.dates(), st.sampled_from(["id", "en", "und"])
)
def test_no_text_raises(text: str, published: date | None, language: str) -> None:
    """Whatever an answer's words are, there is a date or none."""
    day = resolve_date(text, published, language)

    assert day is None or isinstance(day, date)


def test_full_dates_of_a_text() -> None:
    """In the order of the text; days without a year, ranges and impossible days are left out."""
    text = "Kamis 31 Mei 2018, lalu 12 Juni; 24–26 Agustus 2018, 31 Februari 2018, June 3, 2018 dan (1/6/2018)."

    found = full_dates(text, "und")

    assert [date(2018, 5, 31), date(2018, 6, 3), date(2018, 6, 1)] == [day for *_, day in found]
    assert [text[start:end] for start, end, _ in found] == ["31 Mei 2018", "June 3, 2018", "1/6/2018"]


def test_day_ranges_of_a_text() -> None:
    """Within a month, over months, with weekdays; what only stands beside a day is none."""
    text = (
        "Pada 1 sd 3 Juni 2024, pukul 10, 12 Juni 2024, lalu Sabtu, 15 dan Minggu, 16 Juni 2024;"
        " 30 Juni s.d. 2 Juli 2024, 5 Juli 2024-8 Juli 2024, 5, 6/10/2024 dan 12/10/2024."
    )

    assert [text[start:end] for start, end in day_ranges(text, "id")] == [
        "1 sd 3 Juni 2024",
        "Sabtu, 15 dan Minggu, 16 Juni 2024",
        "30 Juni s.d. 2 Juli 2024",
        "5 Juli 2024-8 Juli 2024",
        "5, 6/10/2024 dan 12/10/2024",
    ]


@pytest.mark.slow
@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1 ",
        "1/",
        "12 Juni ",
        "june 1",
        "(",
        " ",
        "tanggal ",
        "1 Mei 2018 ",
        "31/12/18 ",
        "1–",
        "tgl 1-2-",
        "1 Mei '",
        "1, ",
        "1 dan ",
    ],
)
def test_days_of_a_million_characters_take_time_by_their_number(unit: str) -> None:
    """Every repetition is bounded."""
    text = unit * (1_000_000 // len(unit))
    resolve_date(text, date(2018, 6, 1), "und")
    full_dates(text, "und")
    day_ranges(text, "und")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Book sale of 9/25–9/27/2026. Donations are accepted until 9/8/2026.", True),
        ("Posted on 11/13/2026. The hall opens on 12/9/2026.", True),
        ("Closed on Thursday 9/24. Donations until 9/8.", True),
        ("Due 9.25.26, by 9/25/26.", True),
        ("Posted on 9/25/2026, read again on 25/9/2026.", False),
        ("Open until 9/8/2026.", False),
        ("He has answered most questions (9/13).", False),
        ("The code is 10-02-9/25/2026/7, the call 24/7.", False),
        ("Jatuh tempo 25-9-2026.", False),
    ],
)
def test_order_of_figures_is_told_by_those_that_have_one(text: str, expected: bool) -> None:
    """What can only have its month first tells so of all, unless another has its day first."""
    assert is_month_first(text) is expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "9/8/2026", date(2026, 9, 8)),
        ("en", "Tuesday (9/8)", date(2018, 9, 8)),
        ("en", "25/8/2026", date(2026, 8, 25)),
        ("en", "8 September 2026", date(2026, 9, 8)),
        ("en", "9/8 - 10/2/2026", None),
        ("id", "9/8/2026", date(2026, 8, 9)),
    ],
)
def test_figures_of_a_text_with_the_month_first(language: str, text: str, expected: date | None) -> None:
    """Those that can be read both ways, in English."""
    assert resolve_date(text, PUBLISHED, language, month_first=True) == expected
