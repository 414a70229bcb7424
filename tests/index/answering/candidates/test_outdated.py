"""What a text itself takes back, and the day on which it was written."""

from __future__ import annotations

import pytest

from index.answering.candidates.outdated import asked_time, held_before, is_written_on, outdatedness
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
