"""Candidates in tables: the row and the column that a question names."""

from __future__ import annotations

import pytest
from haystack import Document

from index.answering.candidates.cells import in_named_cells
from index.answering.candidates.spans import Candidate

PRICES = (
    "Barang: Daging sapi (kg) | Pasar Induk Waringin: Rp 145.000 | Pasar Sukasari: Rp 150.000\n\n"
    "Barang: Daging ayam (kg) | Pasar Induk Waringin: Rp 39.000 | Pasar Sukasari: Rp 37.500\n\n"
    "Harga beras tetap Rp 13.500."
)
PRAYERS = (
    "Tempat: Masjid Agung | Mulai: 06.45 | Imam: Ustaz Hafiz | Khatib: KH Syatori\n\n"
    "Tempat: Lapangan Sawo | Mulai: 06.30 | Imam: Ustaz Deden | Khatib: Prof. Nanang"
)
PARKING = (
    "Kendaraan: Sepeda motor | Tarif lama: Rp 1.000 | Tarif baru: Rp 2.000\n\n"
    "Kendaraan: Mobil | Tarif lama: Rp 2.500 | Tarif baru: Rp 4.000"
)
DUES = (
    "Iuran: Sampah | Sampai Juni 2025: Rp 15.000 | Mulai Juli 2025: Rp 20.000\n\n"
    "Iuran: Keamanan | Sampai Juni 2025: Rp 25.000 | Mulai Juli 2025: Rp 30.000"
)
CLASSES = (
    "Hari: Senin | Kelas VII: Matematika | Kelas VIII: IPA\n\nHari: Selasa | Kelas VII: Seni | Kelas VIII: IPS\n\n"
    "Hari: Rabu | Kelas VII: Olahraga | Kelas VIII: PPKn"
)
DATES = (
    "Hari: Senin, 2 Juni | Kelas VII: Seni | Kelas VIII: IPA\n\n"
    "Hari: Selasa, 3 Juni | Kelas VII: Olahraga | Kelas VIII: IPS"
)
FARES = "Trayek: 03 (hijau) | Tarif: Rp 6.000\n\nTrayek: 05 (biru) | Tarif: Rp 7.000"
TENDERS = (
    "Paket 1: Pasar Sukasari\nPagu : Rp 2.850.000.000\nPemenang : CV Lestari\n\n"
    "Paket 2: Puskesmas Kebonlega\nPagu : Rp 1.240.000.000\nPemenang : PT Mandala"
)


def candidate(text: str, words: str, margin: float = 1.0, document: int = 0) -> Candidate:
    start = text.index(words)
    return Candidate(document, start, start + len(words), margin)


@pytest.mark.parametrize(
    ("question", "text", "found", "named"),
    [
        ("Berapa harga daging sapi di Pasar Sukasari?", PRICES, "Rp 145.000", "Rp 150.000"),
        ("Berapa harga daging ayam di Pasar Sukasari?", PRICES, "Rp 150.000", "Rp 37.500"),
        ("Siapa khatib di Lapangan Sawo?", PRAYERS, "Ustaz Deden", "Prof. Nanang"),
        ("Salat di Masjid Agung jam berapa?", PRAYERS, "06.30", "06.45"),
        ("parkir motor sekarang berapa", PARKING, "Rp 1.000", "Rp 2.000"),
        ("parkir mobil dulu berapa", PARKING, "Rp 4.000", "Rp 2.500"),
        ("iuran keamanan berapa sekarang", DUES, "Rp 25.000", "Rp 30.000"),
        ("iuran keamanan berapa sebelumnya", DUES, "Rp 30.000", "Rp 25.000"),
        ("pelajaran kelas 8 hari Selasa apa", CLASSES, "Seni", "IPS"),
        ("pelajaran kelas 8 hari Selasa di SMPN 2 apa", DATES, "IPA", "IPS"),
        ("parkir motor berapa", PARKING, "Rp 1.000", "Rp 2.000"),
        ("ongkos angkot 05 berapa", FARES, "Rp 6.000", "Rp 7.000"),
        ("Siapa pemenang tender Pasar Sukasari?", TENDERS, "PT Mandala", "CV Lestari"),
    ],
)
def test_candidate_goes_to_the_cell_that_is_named(question: str, text: str, found: str, named: str) -> None:
    """By words of its row and of its column, or as the only one that the question's kind of answer can stand in."""
    moved = in_named_cells(question, [Document(content=text)], [candidate(text, found)])

    assert [text[each.start : each.end] for each in moved] == [named]


@pytest.mark.parametrize(
    ("question", "text", "found"),
    [
        # No row has fish, and two are of meat.
        ("Berapa harga ikan di pasar?", PRICES, "Rp 145.000"),
        ("Berapa harga daging?", PRICES, "Rp 145.000"),
        # Two columns are named.
        ("Siapa imam dan khatib di Lapangan Sawo?", PRAYERS, "Ustaz Deden"),
        # Not in the table.
        ("Berapa harga beras di Pasar Sukasari?", PRICES, "Rp 13.500"),
    ],
)
def test_candidate_stays_where_the_question_names_nothing_plainly(question: str, text: str, found: str) -> None:
    """It is as it was found."""
    one = candidate(text, found)

    assert in_named_cells(question, [Document(content=text)], [one]) == [one]


def test_part_of_the_named_cell_stays_and_is_surer() -> None:
    """The reader may have left out a title; that row and column are named tells more than it does."""
    one = candidate(PRAYERS, "Nanang")

    (found,) = in_named_cells("Siapa khatib di Lapangan Sawo?", [Document(content=PRAYERS)], [one])

    assert (found.start, found.end, found.margin) == (one.start, one.end, one.margin + 3.0)


def test_of_a_cell_the_strongest_is_left_and_remembers_what_was_taken_for_it() -> None:
    """Only places of its row are comparable: of those the reader sees all in one line."""
    found = [
        candidate(PRICES, "Rp 150.000", 1.0),
        candidate(PRICES, "Rp 145.000", 3.0),
        candidate(PRICES, "Rp 39.000", 2.0),
    ]

    (best,) = in_named_cells("Berapa harga daging sapi di Pasar Sukasari?", [Document(content=PRICES)], found)

    assert (PRICES[best.start : best.end], best.margin) == ("Rp 150.000", 6.0)
    assert [PRICES[start:end] for start, end in best.taken_for] == ["Rp 145.000"]


def test_row_may_stand_in_another_passage_of_the_article() -> None:
    """Long tables are cut; tables of other articles stay apart."""
    first, second = PRICES.split("\n\n")[:2]
    meta = {"article_id": "a"}
    documents = [Document(content=first, meta=meta), Document(content=second, meta=meta)]
    found = [candidate(first, "Rp 145.000")]
    question = "Berapa harga daging ayam di Pasar Sukasari?"

    (moved,) = in_named_cells(question, documents, found)
    apart = in_named_cells(question, [documents[0], Document(content=second, meta={"article_id": "b"})], found)

    assert (moved.document, second[moved.start : moved.end]) == (1, "Rp 37.500")
    assert [each.document for each in apart] == [0]


AGES = (
    "Age group: Rugby Tots (3–5) | Training: Friday 4.30pm | Fee: $95\n\n"
    "Age group: Under 10 | Training: Tuesday 4.30pm | Fee: $120\n\n"
    "Age group: U-12 | Training: Wednesday 5pm | Fee: $140"
)


@pytest.mark.parametrize(
    ("question", "found", "named"),
    [
        ("when do under 10s rugby train", "Friday 4.30pm", "Tuesday 4.30pm"),
        ("fee for u12s rugby", "$95", "$140"),
        ("how much is rugby for under-12s", "$120", "$140"),
        ("how much is it for U-10", "$140", "$120"),
        ("how much are rugby tots", "$120", "$95"),
        ("how much is rugby", "$120", "$120"),
    ],
)
def test_words_of_the_title_name_no_row(question: str, found: str, named: str) -> None:
    """But for all of a cell; a group by age is named in whatever form."""
    document = Document(content=AGES, meta={"title": "Quarry Hill Rugby Club"})
    [moved] = in_named_cells(question, [document], [candidate(AGES, found)])

    assert AGES[moved.start : moved.end] == named


def test_a_row_that_is_called_like_its_title_is_named() -> None:
    text = "Sport: Netball | Day: Tuesday | Fee: $30\n\nSport: Hockey | Day: Friday | Fee: $40"
    document = Document(content=text, meta={"title": "Netball and hockey club"})
    [moved] = in_named_cells("what day is netball", [document], [candidate(text, "Friday")])

    assert text[moved.start : moved.end] == "Tuesday"


RELAY = (
    "Lomba: Estafet | Tanggal: Sabtu, 3 Mei | Arena dan tempat: Alun-alun | Wasit: Wasit Darmono\n\n"
    "Lomba: Egrang | Tanggal: Minggu, 4 Mei | Arena dan tempat: SD Negeri 4 | Wasit: Bu Rina"
)
LESSONS = (
    "Day: Monday 6 May | Class: Pottery | Room: Attic | Tutor: Tutor May Webb | Starts: 7pm\n\n"
    "Day: Friday 10 May | Class: Drawing | Room: Class room 2 | Tutor: Ian Holt | Starts: 6pm"
)
PRIZES = (
    "Hadiah: Kambing | Pemenang: Slamet | Penyerahan: Senin\n\nHadiah: Sepeda | Pemenang: Yanti | Penyerahan: Selasa"
)
COURSES = (
    "Kursus: Menjahit | Pendaftaran: 1–5 Juli | Tanggal tes: 9 Juli | Alamat: Jalan Dahlia\n\n"
    "Kursus: Komputer | Pendaftaran: 6–8 Juli | Tanggal tes: 12 Juli | Alamat: Gang Kemuning"
)


@pytest.mark.parametrize(
    ("question", "text", "found", "named"),
    [
        ("lomba tanggal 4 Mei di mana", RELAY, "Egrang", "SD Negeri 4"),
        ("lomba tanggal 3 Mei di mana", RELAY, "Estafet", "Alun-alun"),
        ("siapa wasit lomba estafet", RELAY, "Bu Rina", "Wasit Darmono"),
        ("wasit egrang siapa", RELAY, "Egrang", "Bu Rina"),
        ("siapa wasit lomba tanggal 4 Mei", RELAY, "Egrang", "Bu Rina"),
        ("lomba egrang kapan", RELAY, "Egrang", "Minggu, 4 Mei"),
        ("where is the class on 10 May", LESSONS, "Drawing", "Class room 2"),
        ("where is pottery on Monday", LESSONS, "Pottery", "Attic"),
        ("who is the tutor for pottery", LESSONS, "Ian Holt", "Tutor May Webb"),
        ("what time is drawing", LESSONS, "Attic", "6pm"),
        ("pendaftaran kursus komputer kapan", COURSES, "12 Juli", "6–8 Juli"),
        ("kapan tes komputer", COURSES, "6–8 Juli", "12 Juli"),
        ("kursus komputer di mana", COURSES, "Komputer", "Gang Kemuning"),
        # What names the row is no answer.
        ("siapa pemenang hadiah kambing", PRIZES, "Yanti", "Slamet"),
        ("siapa pemenang sepeda", PRIZES, "Sepeda", "Yanti"),
    ],
)
def test_column_is_called_by_where_when_and_who(question: str, text: str, found: str, named: str) -> None:
    """Whichever column the question names besides, and whatever the cell says again of its column's name."""
    [moved] = in_named_cells(question, [Document(content=text)], [candidate(text, found)])

    assert text[moved.start : moved.end] == named
