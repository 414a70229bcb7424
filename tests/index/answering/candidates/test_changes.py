"""What was so before a change, where what is so now is asked for."""

from __future__ import annotations

import pytest

from index.answering.candidates.changes import asked_time, time_misfit

_OPENING = "Klinik yang semula buka hari Senin kini buka hari Rabu."
_FARE = "The fare goes from £1.20 to £1.60 in May."


@pytest.mark.parametrize(
    ("question", "text", "answer", "expected"),
    [
        ("Sekarang klinik buka hari apa?", _OPENING, "Senin", 1.0),
        ("Sekarang klinik buka hari apa?", _OPENING, "Rabu", 0.0),
        ("Sekarang ditempuh berapa menit?", "Waktu tempuh yang semula 50 menit kini 10 menit.", "50 menit", 1.0),
        ("Sekarang ditempuh berapa menit?", "Waktu tempuh yang semula 50 menit kini 10 menit.", "10 menit", 0.0),
        ("Dulu ditempuh berapa menit?", "Waktu tempuh yang semula 50 menit kini 10 menit.", "50 menit", 0.0),
        ("Ditempuh berapa menit?", "Waktu tempuh yang semula 50 menit kini 10 menit.", "50 menit", 0.0),
        ("Poli gigi sekarang hari apa?", "Buka setiap Rabu, bukan lagi Kamis.", "Kamis", 1.0),
        ("Poli gigi sekarang hari apa?", "Buka setiap Rabu, bukan lagi Kamis.", "Rabu", 0.0),
        ("Truk sampah sekarang hari apa?", "Sebelumnya RW 07 dilayani hari Senin dan Jumat.", "Senin dan Jumat", 1.0),
        ("How much is the fare now?", _FARE, "£1.20", 1.0),
        ("How much is the fare?", _FARE, "£1.20", 0.5),
        ("How much is the fare?", _FARE, "£1.60", 0.0),
        ("What was the fare before?", _FARE, "£1.20", 0.0),
        ("Berapa tarifnya?", "Tarif naik dari Rp 2.000 menjadi Rp 3.000.", "Rp 2.000", 0.5),
        ("Naik dari berapa?", "Tarif naik dari Rp 2.000 menjadi Rp 3.000.", "Rp 2.000", 0.0),
        ("Where is the exhibition now?", "The exhibition is no longer in Hill Street.", "Hill Street", 1.0),
    ],
)
def test_what_was_so_before(question: str, text: str, answer: str, expected: float) -> None:
    """The old value is told beside the new one; who asks for the old one gets it."""
    start = text.index(answer)
    assert time_misfit(asked_time(question), text, start, start + len(answer)) == expected
