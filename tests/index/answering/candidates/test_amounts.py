"""Amounts that are told in something else than what is asked for."""

from __future__ import annotations

import pytest

from index.answering.candidates.amounts import amount_misfit, asked_amount
from index.language.questions.kinds import asked_kind


def misfit(question: str, text: str, answer: str, *, is_counted: bool = True) -> float:
    """Return how surely an amount in a text is one of something else."""
    start = text.index(answer)
    asked = asked_amount(question, asked_kind(question))
    return amount_misfit(asked, text, start, start + len(answer), is_counted=is_counted)


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("Berapa sewa lapangan per hari? Harganya?", "Sewa lapangan Rp 60.000 per jam.", "Rp 60.000"),
        ("How much does the crèche cost per day?", "The crèche: £7.40 an hour.", "£7.40"),
        ("Berapa harga telur sekilo?", "Telur Rp 2.500 per lembar baki.", "Rp 2.500"),
        ("How much does a helper earn a month?", "Helpers get £14/hour.", "£14"),
    ],
)
def test_by_another_unit(question: str, text: str, answer: str) -> None:
    """What is paid an hour is no price a day, in either language."""
    assert misfit(question, text, answer) == 1.0


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("Berapa biaya titip sepeda per hari?", "Titip sepeda Rp 3.000 sehari.", "Rp 3.000"),
        ("How much is a locker per day?", "Loker Rp 5.000 per hari.", "Rp 5.000"),
        ("Berapa harga tiket per orang?", "Tiket Rp 10.000.", "Rp 10.000"),
        ("Berapa tarif parkir per jam?", "Parkir: Rp 2.000 | per hari: Rp 15.000", "Rp 2.000"),
        ("Berapa harga tiket?", "Tiket Rp 10.000 per orang.", "Rp 10.000"),
    ],
)
def test_by_the_unit_that_is_asked_amount(question: str, text: str, answer: str) -> None:
    """And by none, and by one that is said of the next cell; nor where the question does not say."""
    assert misfit(question, text, answer) == 0.0


@pytest.mark.parametrize(
    ("question", "text", "answer", "is_so"),
    [
        ("Berapa kilometer jalan yang diperbaiki?", "Jalan itu menelan 40 ton aspal.", "40 ton", True),
        ("Berapa kilometer jalan yang diperbaiki?", "Sepanjang 3,2 km jalan diperbaiki.", "3,2 km", False),
        ("Berapa berat ikan itu?", "Ikan sepanjang 90 cm itu dilepas.", "90 cm", True),
        ("How heavy was the pumpkin?", "It weighed 31 kg.", "31 kg", False),
        ("How high is the fee?", "The fee is £5.", "£5", False),
        ("Berapa luas kebun itu?", "Kebun itu dijual Rp 80.000.000.", "Rp 80.000.000", True),
        ("Berapa luas kebun itu?", "Kebun itu dijual Rp80.000.000.", "Rp80.000.000", True),
        ("Boleh beli berapa karung?", "Beras dijual Rp 12.000 per kilogram.", "Rp 12.000", True),
        ("Berapa orang yang meninggal?", "Tercatat 187 kasus sejak Mei.", "187", True),
        ("Berapa orang yang meninggal?", "Tercatat 187 pasien sejak Mei.", "187", False),
        ("yang lolos seleksi berapa", "Uang saku Rp400.000 untuk yang lolos.", "Rp400.000", True),
        ("berapa yang hadir", "Yang hadir 31 keluarga.", "31", False),
        ("Berapa suhu air kolam?", "Air kolam 28 derajat.", "28 derajat", False),
        (
            "How deep was the quake?",
            "Gempa bermagnitudo 6,1 itu berpusat di kedalaman 23 kilometer.",
            "bermagnitudo 6,1",
            True,
        ),
        ("Kedalaman gempanya berapa?", "Gempa M5,8 terjadi di kedalaman 40 km.", "5,8", True),
        ("Kedalaman gempanya berapa?", "Gempa 5,8 SR, pusatnya 40 km di bawah laut.", "5,8", True),
        ("Kedalaman gempanya berapa?", "Gempa M 5,8, 40 km di bawah laut.", "40 km", False),
        ("How far away was it felt?", "A magnitude 5 quake, 90 miles away.", "90 miles", False),
    ],
)
def test_of_another_quantity(question: str, text: str, answer: str, *, is_so: bool) -> None:
    """A weight is no length; what may be high may be a sum."""
    assert misfit(question, text, answer) == float(is_so)


@pytest.mark.parametrize(
    ("question", "text", "answer", "is_so"),
    [
        ("Berapa harga bibit mangga?", "Dibagikan 700 bibit mangga.", "700", True),
        ("Berapa harga bibit mangga?", "Bibit mangga 15.000 saja.", "15.000", False),
        ("Berapa harga bibit mangga?", "Bibit mangga Rp 15.000 sebatang.", "15.000", False),
        ("Berapa harga bibit mangga?", "Bibit mangga 15.000", "15.000", False),
        ("How much is the minibus?", "Ongkosnya £3 pulang-pergi.", "£3", False),
        ("Berapa harga tiket kereta?", "Proyek kereta menelan Rp 1,2 triliun.", "Rp 1,2 triliun", True),
        ("Berapa anggaran jembatan?", "Jembatan menelan Rp 1,2 triliun.", "Rp 1,2 triliun", False),
    ],
)
def test_no_price(question: str, text: str, answer: str, *, is_so: bool) -> None:
    """What is counted is none, and no ticket costs billions."""
    assert misfit(question, text, answer) == float(is_so)


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        ("Tim: Garuda | Main: 4 | Nilai: 9", "4", 0.5),
        ("Mulai jam 4 di lapangan.", "4", 0.0),
        ("Buka 8–16.", "16", 0.0),
        ("Mulai 16.00.", "16.00", 0.0),
    ],
)
def test_number_that_is_no_hour(text: str, answer: str, expected: float) -> None:
    """A number alone may be one; what stands before it says so."""
    assert misfit("Jam berapa mulainya?", text, answer) == expected


@pytest.mark.parametrize(
    ("question", "text", "answer", "is_so"),
    [
        ("Berapa rumah yang mengungsi?", "Sebanyak 212 jiwa mengungsi.", "212 jiwa", True),
        ("Berapa keluarga yang mengungsi?", "Sebanyak 212 jiwa mengungsi.", "212", True),
        (
            "Berapa keluarga yang mengungsi?",
            "Sebanyak 50 keluarga (212 jiwa) mengungsi.",
            "50 keluarga (212 jiwa)",
            False,
        ),
        ("How many houses were evacuated?", "Forty people were evacuated.", "Forty people", True),
        ("Berapa siswa yang mengungsi?", "Sebanyak 212 orang mengungsi.", "212 orang", False),
        ("Ada berapa RT?", "Kas RT kini Rp7.830.000.", "Rp7.830.000", True),
        ("Ada berapa RW di Karangsari?", "Rumah di RW 01 dan RW 04 terendam.", "04", True),
        ("Ada berapa RW di Karangsari?", "Lapangan RW 04.", "RW 04", True),
        ("How many buses are there?", "Take bus 14 from the square.", "14", True),
        ("Ada berapa RT?", "Jumlah RT 7.", "7", False),
        ("Ada berapa kelas?", "Gedung itu berisi kelas 12 unit.", "12", False),
        ("Ada berapa RT?", "Ada 7 RT di sana.", "7 RT", False),
        ("RT berapa yang juara?", "Tim RT 05 juara.", "05", False),
    ],
)
def test_count_of_another_thing(question: str, text: str, answer: str, *, is_so: bool) -> None:
    """People are no houses, money neither, and the number of one is not how many there are."""
    assert misfit(question, text, answer) == float(is_so)


def test_what_is_counted() -> None:
    """Turtles are no sharks; but whoever is asked for may be called otherwise: people are pupils as well."""
    assert misfit("How many sharks were seen?", "Eleven turtles were seen.", "Eleven", is_counted=False) == 0.5
    assert asked_amount("How many sharks were seen?", asked_kind("How many sharks were seen?")).counted == "sharks"
    for question in ("Berapa orang yang ikut?", "How many people came?", "Berapa yang ikut?", "Siapa yang ikut?"):
        assert asked_amount(question, asked_kind(question)).counted == ""
