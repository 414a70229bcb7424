"""Numbers of questions, and the ranges that texts say different things of."""

from __future__ import annotations

import pytest

from index.language.number_ranges import asked_numbers, is_in_one, is_of_another_range, number_ranges

POOL = (
    "Anak 3–6 tahun membayar Rp5.000, anak 7–12 tahun Rp8.000, dan pengunjung di atas 12 tahun Rp15.000. "
    "Anak di bawah tiga tahun gratis."
)
LATE = "Denda buku: terlambat 1–7 hari Rp500, 8–14 hari Rp1.000, lebih dari 14 hari Rp5.000."
CAPSULES = "Kapsul biru untuk bayi 6–11 bulan, kapsul merah untuk anak 12–59 bulan."
MUSEUM = "Visitors under eight get in free, children 8 to 15 years pay £2 and people 65 years and over pay £3."
ROWS = "Berat: 0–5 kg | Ongkos: Rp9.000\nBerat: 6–10 kg | Ongkos: Rp15.000"


@pytest.mark.parametrize(
    ("question", "text", "right", "wrong"),
    [
        ("anak 2 tahun bayar berapa", POOL, "gratis", ("Rp5.000", "Rp8.000", "Rp15.000")),
        ("anak 9 tahun bayar berapa", POOL, "Rp8.000", ("Rp5.000", "Rp15.000", "gratis")),
        ("umur 30 renang berapa", POOL, "Rp15.000", ("Rp5.000", "Rp8.000", "gratis")),
        ("berapa untuk anak di atas 12 tahun", POOL, "Rp15.000", ("Rp5.000", "Rp8.000", "gratis")),
        ("anak 18 bulan bayar berapa", POOL, "gratis", ("Rp5.000", "Rp8.000")),
        ("telat 10 hari dendanya berapa", LATE, "Rp1.000", ("Rp500", "Rp5.000")),
        ("telat 2 minggu", LATE, "Rp1.000", ("Rp500",)),
        ("telat sebulan lebih, 40 hari", LATE, "Rp5.000", ("Rp500", "Rp1.000")),
        ("what colour for babies of 8 months?", CAPSULES, "biru", ("merah",)),
        ("and for a child of 3 years?", CAPSULES, "merah", ("biru",)),
        ("and for a 3-year-old?", CAPSULES, "merah", ("biru",)),
        ("what does a woman of 70 years pay?", MUSEUM, "£3", ("£2",)),
        ("paket 7 kilo ongkosnya berapa", ROWS, "Rp15.000", ("Rp9.000",)),
        ("paket 4 kg ongkosnya berapa", ROWS, "Rp9.000", ("Rp15.000",)),
    ],
)
def test_what_is_said_of_another_range(question: str, text: str, right: str, wrong: tuple[str, ...]) -> None:
    """In digits and in words, in months for years, before the range or behind it, and in rows."""
    asked, ranges = asked_numbers(question), number_ranges(text)

    def is_of_another(answer: str) -> bool:
        start = text.index(answer)
        return is_of_another_range(asked, text, ranges, start, start + len(answer))

    assert not is_of_another(right)
    assert [each for each in wrong if not is_of_another(each)] == []
    assert is_in_one(asked[0], ranges)


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("anak 5 tahun boleh ikut lomba?", "Peserta minimal 7 tahun.", "minimal 7 tahun"),
        ("3 hari lalu siapa yang menang", "Lebih dari 4 hari di tenda, Rani menang.", "Rani"),
        ("lomba jam 5 di mana", "Lebih dari 6 jam di lapangan.", "lapangan"),
        ("anak 5 tahun bayar berapa", "Bibit 1–3 bulan Rp2.000. Anak membayar Rp4.000.", "Rp4.000"),
        ("rombongan 5 orang bayar berapa", "Anak 7–12 tahun Rp8.000.", "Rp8.000"),
        ("anak 5 tahun bayar berapa", "Pembibitan 10.000–12.000 tahun 2020 Rp8.000.", "Rp8.000"),
    ],
)
def test_what_is_not_compared(question: str, text: str, answer: str) -> None:
    """The range itself, which may be told; days ago; other clauses; other units; what is no range."""
    start = text.index(answer)
    assert not is_of_another_range(asked_numbers(question), text, number_ranges(text), start, start + len(answer))
