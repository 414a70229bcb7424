"""Answers to questions about today and this week: what holds on one weekday may be of another one."""

from __future__ import annotations

import pytest

from index.answering.candidates.today import is_of_one_weekday

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
