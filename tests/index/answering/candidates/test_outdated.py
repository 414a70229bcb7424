"""What a text itself takes back, the day on which it was written, and what is of another day or year."""

from __future__ import annotations

import pytest

from index.answering.candidates.outdated import (
    asked_time,
    asked_years_ago,
    held_before,
    is_of_another_year,
    is_of_one_weekday,
    is_written_on,
    outdatedness,
)
from index.language.questions.kinds import AnswerKind


def place(text: str, span: str) -> tuple[int, int]:
    start = text.index(span)
    return start, start + len(span)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("The fete is on Sunday. Last week we said that the dog show begins at noon on 24 May.", "noon"),
        ("The talk was first announced for 4 April, which is Easter Saturday.", "4 April"),
        ("The match was to have been played on Friday evening; it was moved.", "Friday evening"),
        ("The fete will be on 12 July, not on 5 July as printed in the calendar.", "5 July"),
        ("Entry for each class is £3, not £5 as we printed.", "£5"),
        ("The judge is Alan, and not his brother Adrian.", "brother Adrian"),
        ("It originally opened at nine.", "nine"),
        ("Semula direncanakan Minggu, 16 Maret, acara itu diundur.", "16 Maret"),
        ("Sebelumnya kami umumkan tanggal 26.", "26"),
        ("Sebelumnya RW 07 dilayani hari Senin dan Jumat.", "Senin dan Jumat"),
        ("Donor darah yang sedianya tanggal 4 Oktober dimundurkan ke 11 Oktober.", "4 Oktober"),
        ("Ongkosnya Rp 6.000. Sebelum jembatan ditutup, ongkosnya Rp 5.000.", "Rp 5.000"),
        ("The trip, first planned for 19 October, has been moved to 26 October.", "19 October"),
        ("Kelas itu tadinya hari Selasa, tetapi pindah.", "Selasa"),
        ("Acaranya Sabtu, bukan hari Jumat.", "Jumat"),
    ],
)
def test_what_held_before_is_told(text: str, span: str) -> None:
    assert held_before(text, place(text, span)[0])


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Last week we said that it begins at noon. It begins at 2 pm.", "2 pm"),
        ("The match was to have been played on Friday; it was moved to Sunday.", "Sunday"),
        ("It originally opened at nine but opens at ten.", "ten"),
        ("We used to give brandy butter, but we have not, on account of the licence.", "on account of the licence"),
        ("Semula direncanakan Minggu, 16 Maret, acara diundur menjadi Minggu, 23 Maret.", "23 Maret"),
        ("Originally a barn.\n\nEntry is £3.", "£3"),
        ("The first plan costs £9.", "£9"),
        ("Donor darah yang sedianya tanggal 4 Oktober dimundurkan ke 11 Oktober.", "11 Oktober"),
        ("Sebelumnya, Moon dan Kim bertemu di Tongilgak.", "Tongilgak"),
        ("The trip, first planned for 19 October, has been moved to 26 October.", "26 October"),
    ],
)
def test_what_holds_is_not(text: str, span: str) -> None:
    assert not held_before(text, place(text, span)[0])


def test_who_asks_for_what_held_before_is_told_it() -> None:
    """Then it is no fault."""
    assert asked_time("When was the talk originally?").before
    assert asked_time("Semula kapan acaranya?").before
    assert not asked_time("When is the talk?").before


_FARE = "The fare goes from £1.20 to £1.60 in May."
_TARIFF = "Tarif naik dari Rp 2.000 menjadi Rp 3.000."
_WAY = "Waktu tempuh yang semula 50 menit kini 10 menit."


@pytest.mark.parametrize(
    ("question", "text", "span", "expected"),
    [
        ("Sekarang ditempuh berapa menit?", _WAY, "50 menit", 1.0),
        ("Sekarang ditempuh berapa menit?", _WAY, "10 menit", 0.0),
        ("Dulu ditempuh berapa menit?", _WAY, "50 menit", 0.0),
        ("Poli gigi sekarang hari apa?", "Buka setiap Rabu, bukan lagi Kamis.", "Kamis", 1.0),
        ("Poli gigi sekarang hari apa?", "Buka setiap Rabu, bukan lagi Kamis.", "Rabu", 0.0),
        ("Where is the exhibition?", "The exhibition is no longer in Hill Street.", "Hill Street", 1.0),
        ("How much is the fare now?", _FARE, "£1.20", 1.0),
        ("How much is the fare?", _FARE, "£1.20", 0.5),
        ("How much is the fare?", _FARE, "£1.60", 0.0),
        ("What was the fare before?", _FARE, "£1.20", 0.0),
        ("Berapa tarifnya?", _TARIFF, "Rp 2.000", 0.5),
        ("Naik dari berapa?", _TARIFF, "Rp 2.000", 0.0),
    ],
)
def test_what_held_before_a_change(question: str, text: str, span: str, expected: float) -> None:
    """The old value is told beside the new one; who asks for the old one gets it."""
    assert outdatedness(asked_time(question), text, *place(text, span)) == expected


_MOVED = "The regatta has been put back from Saturday 4 May to Saturday 11 May."
_DIGESER = "Gladi digeser dari Kamis 4 Juli ke Jumat 5 Juli."


@pytest.mark.parametrize(
    ("question", "text", "span", "expected"),
    [
        ("When is the regatta?", _MOVED, "4 May", 1.0),
        ("When is the regatta?", _MOVED, "11 May", 0.0),
        ("When was the regatta moved to?", _MOVED, "Saturday 4 May", 1.0),
        ("When was the regatta originally?", _MOVED, "4 May", 0.0),
        ("What day was it moved from?", _MOVED, "4 May", 0.0),
        ("Kapan gladinya?", _DIGESER, "Kamis 4 Juli", 1.0),
        ("Kapan gladinya?", _DIGESER, "5 Juli", 0.0),
        ("Gladinya digeser dari hari apa?", _DIGESER, "Kamis 4 Juli", 0.0),
        ("When is it?", "It moved to the hall and runs from 3 May to 10 May.", "3 May", 0.5),
    ],
)
def test_what_is_moved_is_not_where_it_was(question: str, text: str, span: str, expected: float) -> None:
    """Who asks where it was gets that."""
    assert outdatedness(asked_time(question), text, *place(text, span)) == expected


_UP = "A household will pay £71.42 a year, up from £68.15."
_NAIK = "Iurannya Rp60.000 sebulan, naik dari Rp50.000."
_DUE = "The hall was due to be painted in May but will be done in September."
_MEANT = "The reading room was to reopen on 5 October. As the shelves are late, it will now open on 16 October."
_DITUNDA = "Lomba dijadwalkan 3 Mei, lalu ditunda sampai 10 Mei."


@pytest.mark.parametrize(
    ("question", "text", "span", "expected"),
    [
        ("How much is band D?", _UP, "£68.15", 1.0),
        ("How much is band D?", _UP, "£71.42", 0.0),
        ("What was band D last year?", _UP, "£68.15", 0.0),
        ("What is it up from?", _UP, "£68.15", 0.0),
        ("Iurannya berapa?", _NAIK, "Rp50.000", 1.0),
        ("Iurannya berapa?", _NAIK, "Rp60.000", 0.0),
        ("Iurannya dulu berapa?", _NAIK, "Rp50.000", 0.0),
        ("iuran naik menjadi berapa", "Iuran naik dari Rp 5.000 menjadi Rp 6.000.", "Rp 5.000", 1.0),
        ("How much is a rod licence?", "Rod licences rose to £18 from £15.", "£15", 1.0),
        ("How much is tea?", "Tea is $2.20 (was $2.00).", "$2.00", 1.0),
        ("How much is the fare?", "The fare is now £2.50, compared with £2.00 last year.", "£2.00", 1.0),
        ("How many came in 2019?", "It drew 900, compared with 700 in 2019.", "700", 0.0),
        ("How much will it cost?", "It will cost £96m, against the £61m first announced.", "£61m", 1.0),
        ("When will it be painted?", _DUE, "May", 1.0),
        ("When will it be painted?", _DUE, "September", 0.0),
        ("When was it supposed to be painted?", _DUE, "May", 0.0),
        ("When does it open?", _MEANT, "5 October", 1.0),
        ("When does it open?", _MEANT, "16 October", 0.0),
        ("When do they end?", "The works, which were to end this week, go on.", "this week", 1.0),
        ("When do they end?", "The works, which were to end this week, go on until the 19th.", "the 19th", 0.0),
        ("Kapan lombanya?", _DITUNDA, "3 Mei", 1.0),
        ("Kapan lombanya?", _DITUNDA, "10 Mei", 0.0),
        (
            "When is it?",
            "The wedding was to take place on Friday at noon. Guests are asked to be early.",
            "Friday",
            0.0,
        ),
        ("When is the concert?", "The concert is planned for 8 June, but tickets are not yet on sale.", "8 June", 0.0),
        ("Kapan lombanya?", "Lomba dijadwalkan 3 Mei, tetapi pendaftaran belum dibuka.", "3 Mei", 0.0),
        ("When did he rule?", "He was to become king in 1860. Now he lies in the abbey.", "1860", 0.0),
        ("Where did it come?", "The boat came down from Ely on Friday.", "Ely", 0.0),
    ],
)
def test_values_that_a_text_compares_or_did_not_keep(question: str, text: str, span: str, expected: float) -> None:
    """What a value rose from, and what was planned before it came otherwise; who asks for that gets it."""
    assert outdatedness(asked_time(question), text, *place(text, span)) == expected


def test_day_of_writing_is_none_of_the_events() -> None:
    """Where the head of a text is a place with a day, and nothing more; what is no day is not asked."""
    text = "Misa Natal\n\nWrenmouth, 8 Desember 2025\n\nMisa diadakan 27 Desember 2025."
    assert is_written_on(AnswerKind.DATE, text, *place(text, "8 Desember 2025"))
    assert not is_written_on(AnswerKind.DATE, text, *place(text, "27 Desember 2025"))
    assert not is_written_on(AnswerKind.PERSON, text, *place(text, "8 Desember 2025"))
    minutes = "Minutes of the general meeting, 26 March 2025\n\nPresent: 53."
    assert not is_written_on(AnswerKind.DAY, minutes, *place(minutes, "26 March 2025"))
    published = "Vacancies\n\nPublished 2 June 2025\n\nWe need a clerk."
    assert is_written_on(AnswerKind.DAY, published, *place(published, "2 June 2025"))


@pytest.mark.parametrize(
    ("question", "text", "span", "expected"),
    [
        ("misa Minggu jam berapa", "Misa Minggu sore pukul 17.00 ditiadakan sejak Agustus.", "17.00", 1.0),
        ("kelas yoga hari apa", "Kelas yoga hari Rabu tidak diadakan lagi.", "Rabu", 1.0),
        ("tarif parkir berapa", "Tarif Rp2.000 sudah tidak berlaku.", "Rp2.000", 1.0),
        ("what time is the last bus", "The 10.45pm bus no longer runs on Fridays.", "10.45pm", 1.0),
        ("when is the fair", "The fair on 3 May has been cancelled.", "3 May", 1.0),
        ("which fair was cancelled", "The fair on 3 May has been cancelled.", "3 May", 0.0),
        ("kapan lomba yang dibatalkan", "Lomba tanggal 3 Mei dibatalkan.", "3 Mei", 0.0),
        ("when is the fair", "The fair on 3 May has not been cancelled.", "3 May", 0.0),
        ("when is the fair", "The fair is on 3 May, and the dance is cancelled.", "3 May", 0.0),
        ("kapan pesan", "Pesan sebelum 3 Mei; pesanan bisa dibatalkan.", "3 Mei", 0.0),
        ("kapan pesan", "Pesanan 3 Mei bisa dibatalkan.", "3 Mei", 0.0),
        ("misa Minggu jam berapa", "Misa Minggu pukul 07.00.\nYang sore ditiadakan.", "07.00", 0.0),
    ],
)
def test_what_is_no_more_is_told_behind_it(question: str, text: str, span: str, expected: float) -> None:
    """In its clause; to who asks for what was cancelled it is the answer."""
    assert outdatedness(asked_time(question), text, *place(text, span)) == expected


ROWS = "Hari: Senin | Kegiatan: Kajian Fikih | Jam: 18.15\n\nHari: Rabu | Kegiatan: Pengajian ibu-ibu | Jam: 13.00"


@pytest.mark.parametrize(
    ("question", "text", "answer", "is_so"),
    [
        ("kajian hari ini apa", ROWS, "Kajian Fikih", True),
        ("kantor besok buka jam berapa", "Kantor buka Senin–Kamis 08.00 dan Jumat 09.00.", "09.00", True),
        ("malam ini siapa yang ronda", "Malam Minggu: Budi dan Tono.", "Budi dan Tono", True),
        ("what time does it open tomorrow", "It opens at 9.00 on Mondays.", "9.00", True),
        ("what's on this weekend", "Sunday: stalls and a raffle.", "a raffle", True),
        ("is there a class next week", "It opens at 9.00 on Mondays.", "9.00", True),
        ("akhir pekan ini ada acara apa", "Sabtu: pasar kaget.", "pasar kaget", True),
        ("minggu depan siapa imamnya", "Jumat: Ustaz Deden.", "Ustaz Deden", True),
        ("what happens at weekends", "Sunday: stalls and a raffle.", "a raffle", False),
        ("kajian hari Senin apa", ROWS, "Kajian Fikih", False),
        ("what time does it open", "It opens at 9.00 on Mondays.", "9.00", False),
        ("berapa iuran hari ini", "Iuran Rp20.000 per minggu.", "Rp20.000", False),
        ("berapa harga beras hari ini", "Rapat digelar Senin. Lalu bubar. Beras Rp14.000.", "Rp14.000", False),
    ],
)
def test_answer_of_one_weekday(question: str, text: str, answer: str, *, is_so: bool) -> None:
    """As its sentence or row, or the one before, says; a week is no day."""
    start = text.index(answer)

    assert is_of_one_weekday(question, text, start, start + len(answer)) is is_so


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("who won the quiz last year", 1),
        ("last year's winner", 1),
        ("berapa pengunjung tahun lalu", 1),
        ("siapa juara tahun ini", 0),
        ("how much is it this year", 0),
        ("siapa juara enam tahun lalu", None),
        ("who won two years before", None),
        ("who won in 2023", None),
        ("siapa juara", None),
    ],
)
def test_years_that_a_question_counts_from_now(question: str, years: int | None) -> None:
    assert asked_years_ago(question) == years


REGATTA = (
    "Lomba dayung tahun ini diikuti 18 regu, naik dari 14 regu tahun lalu. Regu Elang juara. Tahun lalu juaranya "
    "Regu Pari, yang kali ini gugur. Pada 2019 ada 9 regu. Harganya tahun ini Rp 2,5 juta atau beras 50 kilogram, naik "
    "dari tahun sebelumnya."
)


@pytest.mark.parametrize(
    ("span", "year"),
    [
        ("18 regu", 2024),
        ("14 regu", 2023),
        ("Regu Elang", 2024),
        ("Regu Pari", 2023),
        ("9 regu", 2019),
        ("50 kilogram", 2024),
    ],
)
def test_of_which_year_is_told(span: str, year: int) -> None:
    """Of the one that stands nearest in the sentence, or else of the article's own."""
    start, end = place(REGATTA, span)
    for asked in (2019, 2023, 2024):
        assert is_of_another_year(2024 - asked, 2024, 2024, REGATTA, start, end) is (year != asked)


def test_last_year_is_the_one_before_the_newest_article() -> None:
    """What an article of that year tells of itself is of last year, too."""
    text = "The Red Lion won the league."
    start, end = place(text, "The Red Lion")
    assert not is_of_another_year(1, 2025, 2024, text, start, end)
    assert is_of_another_year(1, 2025, 2025, text, start, end)
    assert is_of_another_year(0, 2025, 2024, text, start, end)
