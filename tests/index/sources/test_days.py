"""The day of an article: how it is written, where a text says it, and whose word goes first."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.sources.days.datelines import dateline_day
from index.sources.days.trust import DayFrom, Given, day_of
from index.sources.days.written import DayOrder, day_first, order_of, read_day

LAST = date(2030, 1, 1)
TEXT = "Pasar dibuka bupati pagi ini."


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Sel, 12 Jun 2018", "2018-06-12"),
        ("Rabu, 03 Okt 2018 10:00:00 WIB", "2018-10-03"),
        ("25/12/2018 09:15", "2018-12-25"),
        ("05/08/2018 09:15", "2018-08-05"),
        ("12.06.2018", "2018-06-12"),
        ("12/25/2018", "2018-12-25"),
        ("2019-09-28WIB19:17:34+07:00", "2019-09-28"),
        ("6 Nop 2019", "2019-11-06"),
        ("1 Ags 2018", "2018-08-01"),
        ("Senin, 4 Djuni 1956", "1956-06-04"),
        ("Jumat, 01 Juni 2018 pukul 10.15 WIB", "2018-06-01"),
        ("June 1, 2018 at 5:30 pm EST", "2018-06-01"),
        ("Wed Oct 10 05:19:24 +0700 2018", "2018-10-10"),
        ("Fri Jun 01 2018 10:00:00 GMT+0700 (Western Indonesia Time)", "2018-06-01"),
        ("Fri, 01 Jun 18 10:00 GMT", "2018-06-01"),
        ("D:20180511093000+07'00'", "2018-05-11"),
        ("20180601", "2018-06-01"),
        ("20180601100000", "2018-06-01"),
        (20180601, "2018-06-01"),
        (1_528_101_000, "2018-06-04"),
        ("1528101000", "2018-06-04"),
        (1_528_101_000_123, "2018-06-04"),
        ("2018/6/1", "2018-06-01"),
        ("2018:06:01 10:00:00", "2018-06-01"),
        ("2018-06-01T10:00:00.000+0700", "2018-06-01"),
        (datetime(2018, 6, 1, 5, tzinfo=UTC), "2018-06-01"),
        ("Juli 6, 2019 10:00 WIB", "2019-07-06"),
        ("6 / 11 / 2019", "2019-11-06"),
        ("2019–11–06", "2019-11-06"),
        *((f"12{mark}06{mark}2018", "2018-06-12") for mark in (" · ", "•", " | ", "_", " – ", "‑")),
        *((f"12{mark}Juni{mark}2018", "2018-06-12") for mark in (" · ", "•", " | ", "_", ".", "–")),
        ("/Date(1573009200000+0700)/", "2019-11-06"),
        ("06-Nop-19", "2019-11-06"),
        ("06-Nov-99", "1999-11-06"),
        ("6 Agust 2019", "2019-08-06"),
        ("12/Jun/2018:10:00:00 +0700", "2018-06-12"),
        ("12Juni2018", "2018-06-12"),
        ("Selasa,12 Juni 2018", "2018-06-12"),
        ("12 06 2018", "2018-06-12"),
        ("201806121000", "2018-06-12"),
        ("1528776000000000", "2018-06-12"),
        ("17/08/98", "1998-08-17"),
        ("12/6/45", "1945-06-12"),
        ("01/02/65", "1965-02-01"),
        ("05/03/24", "2024-03-05"),
        ("3/5/24 10:00", "2024-05-03"),
        ("05/03/24 10.15", "2024-03-05"),
        ("Selasa, 05/03/24, 10.15 WIB", "2024-03-05"),
        ("05/03/24 - 10:15", "2024-03-05"),
        ("05/03/98 pukul 10.15 WIB", "1998-03-05"),
        ("5-3-24", "2024-03-05"),
        ("05.03.24", "2024-03-05"),
        ("05.03.98 10:15:30", "1998-03-05"),
        ("3/25/98 5:30 PM", "1998-03-25"),
        ("12 Juni '18", "2018-06-12"),
        ("12 Juni ’98 10.00 WIB", "1998-06-12"),
        ("Jun 12, '98", "1998-06-12"),
    ],
    ids=str,
)
def test_written_day(written: object, expected: str) -> None:
    """As programs and people write it, day before month."""
    found = read_day(written)
    assert found is not None
    assert found.day("id").isoformat() == expected


@pytest.mark.parametrize(
    "written",
    [
        *(
            "2018-13-45",
            "Juni 2018",
            "kemarin",
            True,
            1.5,
            "",
            "31/12/2018 - 2/1/2019",
            "24–26 Agustus 2018",
            "05/03/24 - 06/03/24",
            "5 sd 7 Maret 2024",
            "5, 6 dan 7 Maret 2024",
            "5 s/d 7-3-2024",
            "5 Maret 2024-7 Maret 2024",
            "5-3-24-6",
            "31.02.24",
            "3-1",
            "10:15:24",
            "x" * 200,
        ),
        *(1, "Wed, 30 Nov -0001 00:00:00 +0000", "Kapal 6, 2019"),
    ],
)
def test_what_is_no_day(written: object) -> None:
    """Neither a month nor a range."""
    assert read_day(written) is None


@pytest.mark.parametrize(
    ("written", "indonesian", "english"),
    [
        ("Wed, 01 Aug 2018 18:30:00 GMT", 2, 1),
        ("2018-08-01T17:00:00Z", 2, 1),
        ("2018-08-01T16:59:00Z", 1, 1),
        ("2018-08-01T23:30:00+07:00", 1, 1),
        ("2018-08-01T00:30:00+09:00", 1, 1),
        ("2018-08-01", 1, 1),
    ],
)
def test_moment_in_utc_is_the_day_where_it_is_read(written: str, indonesian: int, english: int) -> None:
    """Programs write UTC; the reader of an Indonesian article lives by Jakarta's clocks."""
    found = read_day(written)
    assert found is not None
    assert (found.day("id").day, found.day("en").day) == (indonesian, english)


@pytest.mark.parametrize(
    ("written", "order", "said"),
    [
        ("3/5/2024", DayOrder.EITHER, "5/3/2024"),
        ("Tue, 03-05-24 10:15", DayOrder.EITHER, "Tue, 05-03-24 10:15"),
        ("3/13/2024 10:15", DayOrder.MONTH_FIRST, "13/3/2024 10:15"),
        ("25/3/2024", DayOrder.DAY_FIRST, "25/3/2024"),
        *(
            (written, None, written)
            for written in (
                "5/5/2024",
                "0/13/2024",
                "3/32/2024",
                "2024-03-05",
                "3/5",
                "3-5/2024",
                "1.2.3.4",
                "",
                5,
                None,
            )
        ),
    ],
)
def test_order_of_figures(written: object, order: DayOrder | None, said: object) -> None:
    """Of day and month, where they are written in figures and are not the same."""
    assert (order_of(written), day_first(written)) == (order, said)


@pytest.mark.parametrize("written", ["31/12/{}", "31-12-{}", "31-Des-{}", "31 Desember '{}"])
def test_year_of_two_figures_may_come(written: str) -> None:
    """What ends an article does so in years to come; what began it was at most a year ahead."""
    later = datetime.now(UTC).year + 5
    short = written.format(f"{later % 100:02}")
    ended, began = read_day(short, to_come=True), read_day(short)
    assert ended
    assert began
    assert (ended.at.year, began.at.year) == (later, later - 100)


@given(st.one_of(st.text(max_size=120), st.integers(), st.floats(), st.datetimes()))
@example(10**400)
@example(-(16**5_000))
def test_no_value_raises(written: object) -> None:
    """Whatever a file says."""
    found = read_day(written)
    if found:
        found.day("id")
        found.is_after(datetime.now(UTC))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Candi Ditutup\n\nYogyakarta, 3 Februari 2015 - Candi ditutup mulai 20 Desember 2016.", "2015-02-03"),
        ("JAKARTA (12/6/2018) — Menteri datang.", "2018-06-12"),
        ("Judul\n\nJAKARTA, KOMPAS.com - Menteri datang ke Bogor, Selasa (12/6/2018).", "2018-06-12"),
        ("Menteri datang. Ia disambut. Hal itu dikatakan pada Jumat (10/1/2020) siang.", "2020-01-10"),
        ("Kebun Tutup\nKompas.com - 12/06/2018, 10:15 WIB\nKebun ditutup.", "2018-06-12"),
        ("Kebun Tutup\nOleh Siti Aminah - 12 Juni 2018\nKebun ditutup.", "2018-06-12"),
        ("Kebun Tutup\nRabu, 6 Nop 2019 - 10:00 WIB\nKebun ditutup.", "2019-11-06"),
        ("Park closes\nPosted on 6/1/2018\nThe book sale is on 6/25/2018.", "2018-06-01"),
        ("LONDON, June 1, 2018 (Reuters) - The park is closed.", "2018-06-01"),
        ("Park closes\nPublished: June 1, 2018\nThe park is closed.", "2018-06-01"),
        ("DINAS PERTANIAN\nNomor: 12/A/2015\nLembah, 3 Februari 2015\nKepada warga", "2015-02-03"),
        ("BANDUNG, Jawa Barat, 12 Juni 2018 (ANTARA) - Gubernur datang.", "2018-06-12"),
        ("Jakarta, Selasa 12 Juni 2018: Wali kota membuka pasar.", "2018-06-12"),
        ("Pasar\nPosted on June 12, 2018 by admin\nPasar dibuka.", "2018-06-12"),
        ("Suara.id, Sleman - Pasar dibuka. Senin, (2/2/2015), bupati hadir.", "2015-02-02"),
        ("Surabaya, Selasa 12 Juni 2018 – Wali kota membuka pasar.", "2018-06-12"),
        ("[Jakarta, 7 Juni 2018] Harga naik.", "2018-06-07"),
        ("BANDUNG, (3/2/2015). Pasar dibuka.", "2015-02-03"),
        ("Lembah, 3 · 2 · 2015 – Pasar dibuka.", "2015-02-03"),
        ("Warta.id - Jakarta, Kamis, 07 Jun 2018 10:00 WIB\n\nHarga naik.", "2018-06-07"),
        ("BANDUNG,12 Juni 2018 - Gubernur datang.", "2018-06-12"),
        ("Pasar Dibuka\nSelasa,12 Juni 2018 — Wali kota membuka pasar.", "2018-06-12"),
        ("Pasar Dibuka\nTanggal:12 Juni 2018\nPasar dibuka.", "2018-06-12"),
        ("Pasar Dibuka\nHari/tanggal: Selasa/12 Juni 2018\nPasar dibuka.", "2018-06-12"),
        ("Jakarta, 17 Agust 2018 - Bendera dikibarkan.", "2018-08-17"),
        ("Jakarta,17 Agts. 2018 - Bendera dikibarkan.", "2018-08-17"),
        ("SUARA.ID, Jakarta - Harga naik, kata Menteri Budi, Selasa, 12 Juni 2018. Ia yakin.", "2018-06-12"),
    ],
)
def test_dateline(text: str, expected: str) -> None:
    """A place and a day before a dash, a line with the day, or the day of a report."""
    assert str(dateline_day(text, LAST)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Budi Hartono, lahir di Solo pada 12 April 1961, dikenal sebagai pembuat gamelan.",
        "Budi Hartono\nTempat, tanggal lahir: Solo, 12 April 1961\nIa pembuat gamelan.",
        "Solo (12 April 1961 – 3 Mei 2010) adalah kota.",
        "Hari Pahlawan, 10 November 1945\n\nPertempuran itu hebat.",
        "Peristiwa 17 Agustus 1945 - Sejarah\nNaskah dibaca.",
        "Pada tanggal 3 Februari 2015 - hari itu hujan",
        "Festival akan digelar Selasa (12/6/2018) di alun-alun.",
        "Pendaftaran dibuka hingga Selasa (12/6/2018).",
        "Jadwal\n12 Juni 2018 - Pembukaan\n13 Juni 2018 - Penutupan",
        "Renovasi selesai pada 1 Maret 2019. Festival dibuka.",
        "Ketua hadir. Wakilnya tidak. Rapat lama sekali. Hasilnya dibacakan Selasa (12/6/2018).",
        f"Pasar dibuka\n{'Bupati membuka pasar. ' * 5}\n5 Mei 2021\nBerita lain",
        "Jakarta, 3 Februari 2999 - Berita dari masa depan.",
        "Proklamasi dibacakan pada Jumat, 17 Agustus 1945. Hari itu cerah.",
        "(12 April 1961) hari lahirnya.",
    ],
)
def test_other_days_of_a_text_are_no_dateline(text: str) -> None:
    """Births, plans, anniversaries and timetables."""
    assert dateline_day(text, LAST) is None


def test_dateline_of_a_hostile_text_takes_no_time() -> None:
    """Counted in processor time, which others on the machine do not use up."""
    began = time.process_time()
    for text in (
        "A-" * 38 + "b 12 Juni 2018 - x",
        "A." * 39 + "b, 12 Juni 2018",
        "12 Juni 2018 " * 500,
        "Selasa (" * 2_000,
        "by " * 26 + "= 12 Juni 2018 - x",
        "\n".join(["De dan oleh the and of di " * 3 + "; 12 Juni 2018 - x"] * 8),
    ):
        dateline_day(text, LAST)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        (
            Given("2018-06-01", False, "https://a.example/2018/11/05/", Path("/a-2017-01-01.txt"), TEXT, "id"),
            DayFrom.FORMAT,
        ),
        (
            Given("entah", False, "https://a.example/2018/11/05/", Path("/a-2017-01-01.txt"), TEXT, "id"),
            DayFrom.ADDRESS,
        ),
        (Given(None, False, None, Path("/situs/2018/11/05/berita.html"), TEXT, "id"), DayFrom.ADDRESS),
        (Given("2020-01-01", True, None, Path("/a-2017-01-01.txt"), TEXT, "id"), DayFrom.NAME),
        (Given("2020-01-01", True, None, Path("/a.pdf"), f"Solo, 3 Mei 2016 - {TEXT}", "id"), DayFrom.DATELINE),
        (Given(None, False, None, Path("/scan-20200101.pdf"), f"Solo, 3 Mei 2016 - {TEXT}", "id"), DayFrom.DATELINE),
        (Given("2020-01-01", True, None, Path("/a.pdf"), TEXT, "id"), DayFrom.FILE),
        (Given(None, False, None, Path("/a.pdf"), TEXT, "id"), None),
    ],
    ids=["format", "address", "folders", "name", "dateline", "scan", "stamp", "none"],
)
def test_whose_word_goes_first(given_: Given, expected: DayFrom | None) -> None:
    """The format's, the address's, the name's, the text's, and last what a program stamped; these two are guesses."""
    found = day_of(given_)
    assert (found and found[1]) == expected
    if found:
        assert found[1].is_guess == (found[1] in {DayFrom.DATELINE, DayFrom.FILE})


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Notulen Rapat 5 Maret 2024.docx", "2024-03-05"),
        ("Notulen_Rapat_5_Maret_2024.docx", "2024-03-05"),
        ("notulen-rapat-5-maret-2024.txt", "2024-03-05"),
        ("Rapat, Selasa 5 Mar 2024 (final).pdf", "2024-03-05"),
        ("05-03-2024 rapat.txt", "2024-03-05"),
        ("rapat_05.03.2024.txt", "2024-03-05"),
        ("05-03-2024_1.docx", "2024-03-05"),
        ("5_Maret_2024_2.docx", "2024-03-05"),
        ("rapat 05-03-2024 (2).txt", "2024-03-05"),
        ("rapat 5_3_2024.txt", "2024-03-05"),
        ("Rapat 05032024.pdf", "2024-03-05"),
        ("12Juni2018 rapat.txt", "2018-06-12"),
        ("Meeting March 5, 2024.docx", "2024-03-05"),
        ("meeting-mar-5-2024.txt", "2024-03-05"),
        ("Meeting_5th_of_March_2024.txt", "2024-03-05"),
        ("2024-03-05 rapat 6 Maret 2024.txt", "2024-03-05"),
        ("Rapat 5-7 Maret 2024.docx", None),
        ("Rapat 5 dan 7 Maret 2024.docx", None),
        ("Rapat 5 Maret 2024 dan 7 April 2024.docx", None),
        ("Rapat 5 Maret 2999.docx", None),
        ("Rapat Maret 2024.docx", None),
        ("31-02-2024.txt", None),
        ("0812-3456-2018.txt", None),
        ("UU 12 2018.txt", None),
        ("versi 2.4.18.txt", None),
        ("5-3-24.txt", None),
        ("10101010.txt", None),
        ("99032024.txt", None),
        ("105032024.txt", None),
    ],
)
def test_day_in_the_name_of_a_file(name: str, expected: str | None) -> None:
    """Also the day first, as people name minutes; what a program stamped on it is a worse word."""
    found = day_of(Given("2026-11-30", True, None, Path("/arsip") / name, TEXT, "id"))
    assert found
    assert found == (date.fromisoformat(expected), DayFrom.NAME) if expected else found[1] is DayFrom.FILE


def test_name_of_a_scan_is_a_guess() -> None:
    """It says when it was scanned."""
    found = day_of(Given(None, False, None, Path("/Scan 5 Maret 2024.pdf"), TEXT, "id"))
    assert found == (date(2024, 3, 5), DayFrom.FILE)


@pytest.mark.parametrize(
    "line",
    [
        "Kliping Kedaulatan Rakyat, Senin Pon, 3 Pebruari 1997 hal. 4",
        "Kompas, Senin, 3 Februari 1997, halaman 4",
        "Suara Merdeka, 3 Februari 1997 (hlm. B12)",
        "Tempo, 3 February 1997, pp. 12-14",
        "Yogyakarta, Senin Pahing (3/2/1997) - Pasar dibuka",
    ],
)
def test_clipping_says_where_it_was_printed(line: str) -> None:
    """With its page, and the day of the Javanese week."""
    assert dateline_day(f"{line}\n\n{TEXT}", LAST) == date(1997, 2, 3)


@pytest.mark.parametrize(
    "line",
    [
        "Date: Thursday, 6 November 1997, 7.30pm, school library",
        "Date: 6 November 1997, school library",
        "Date: 6 November 1997 at 7.30pm in the hall",
        "Date and time: Thursday, 6 November 1997, 7 p.m., hall",
        "Tanggal: Kamis, 6 November 1997, 19.30 WIB, aula",
        "Hari, tanggal: Kamis, 6 November 1997 pukul 19.30 di aula",
        "Hari/Tanggal: Kamis, 6 November 1997, Jl. Merdeka No. 5",
    ],
)
def test_minutes_tell_their_day_also_with_time_and_place(line: str) -> None:
    assert dateline_day(f"Minutes of the meeting\n\n{line}\n\n{TEXT}", LAST) == date(1997, 11, 6)


@pytest.mark.parametrize(
    "line",
    [
        "Date: 6 November 1997 – 8 November 1997, hall",
        "Date: 6 November 1997, the hall will open at seven",
        "Date: 6 November 1997, the hall burnt down. Police came.",
    ],
)
def test_what_a_labelled_line_tells_of_other_days_is_none(line: str) -> None:
    assert dateline_day(f"Minutes of the meeting\n\n{line}\n\n{TEXT}", LAST) is None
