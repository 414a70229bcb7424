"""Whole lists, worked by hand."""

from __future__ import annotations

import pytest
from haystack import Document

from index.answering.candidates.lists import in_named_lines, whole_list
from index.answering.candidates.spans import Candidate
from index.language.questions.requests import asks_for_list

RECIPE = "Cukup untuk enam orang.\n\nBahan\n\n3 buah terong\n\n1 papan tempe\n\n2 lembar daun salam\n\nCara membuat"
NEEDED = "Yang perlu dibawa:\n- kartu berobat,\n- buku KIA.\n- Datanglah pagi"
NAMES = "Pemenang:\n\nAyu Pramesti\n\nBudi Santoso\n\nTerima kasih kepada semua yang ikut."
HEADED = "Lomba\n\nLayang-layang\n\nBalap karung\n\nHadiah\n\nJuara: Rp 100.000 | Kedua: Rp 50.000"
PROSE = (
    "Grandma's loaf\n\nCream 100 g butter with 175 g plain flour. Add two large eggs, 1 tsp salt and a splash of milk. "
    "Bake at 180°C for 40 minutes."
)
PROSE_AMOUNTS = "100 g butter with 175 g plain flour. Add two large eggs, 1 tsp salt and a splash of milk."
TUMIS = "Tumis 3 siung bawang putih dan 1 ruas jahe. Masukkan 2 butir telur dan 200 ml santan. Masak 20 menit."


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        (RECIPE, "1 papan tempe", "3 buah terong\n\n1 papan tempe\n\n2 lembar daun salam"),
        (RECIPE, "papan tempe\n\n2 lembar", "3 buah terong\n\n1 papan tempe\n\n2 lembar daun salam"),
        (RECIPE, "enam orang", "enam orang"),
        (NEEDED, "kartu berobat", "- kartu berobat,\n- buku KIA."),
        (NAMES, "Budi Santoso", "Ayu Pramesti\n\nBudi Santoso"),
        (HEADED, "Balap karung", "Balap karung"),
        (HEADED, "Rp 50.000", "Rp 50.000"),
        (PROSE, "two large eggs", PROSE_AMOUNTS),
        (PROSE, "175 g plain flour", PROSE_AMOUNTS),
        (PROSE, "40 minutes", "40 minutes"),
        (TUMIS, "2 butir telur", "3 siung bawang putih dan 1 ruas jahe. Masukkan 2 butir telur dan 200 ml santan."),
        ("Tim A membawa bola, tim B membawa jaring.", "bola", "bola"),
        ("1 satu\n2 " + "dua " * 11 + "\n3 tiga\n" * 99, "1 satu", "1 satu"),
    ],
)
def test_whole_list(text: str, found: str, expected: str) -> None:
    """Lines that begin alike, up to a full stop; the span itself where it is not known where they begin."""
    start = text.index(found)
    first, last = whole_list(text, start, start + len(found))

    assert text[first:last] == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("bahan lodeh apa saja", True),
        ("Siapa saja pemenangnya?", True),
        ("What are the ingredients?", True),
        ("What is the price?", False),
        ("what do i need for the lemon loaf", True),
        ("What should we bring to the picnic?", True),
        ("who's in the cast", True),
        ("butuh apa buat bikin klepon", True),
        ("apa bahannya", True),
        ("what do i need to do", False),
        ("who is in the house", False),
        ("terbuat dari bahan apa", False),
        ("kapan saja boleh datang", True),
        ("list the winners of the show", True),
        ("daftar peserta lomba", True),
        ("daftar ulang kapan", False),
        ("cara daftar lomba", False),
        ("berapa harga tempe saja", False),
    ],
)
def test_questions_for_lists(question: str, expected: bool) -> None:
    assert asks_for_list(question) is expected


LIBRARY = (
    "The van stops at:\n\nMonday, 9.30–10.15: Gorse Lane\n\nTuesday, 2–3.30pm: Primary school\n\n"
    "Thursday, 11.00–12.00: Chapel car park\n\nTickets are free."
)
WATER = "Giliran air:\n\n1–3 Juni: Blok Lor\n\n4–6 Juni: Blok Tengah\n\n10–12 Juni: Blok Kidul\n\nPetugas: Pak Saring."
OFFICE = (
    "Senin 08.00–14.00 kartu keluarga\nSelasa 08.00–11.00 surat pindah\nJumat 09.00–10.30 pajak bumi\n\nMinggu tutup."
)
CLEANING = "- Senin: Rani, Dodi\n\n- Selasa: Toni, Wati\n\n- Rabu: Evi, Beni"
GUARD = "Malam Senin: Pak Joko, Mas Adit\n\nMalam Rabu: Pak Tarno, Mas Bayu\n\nMalam Sabtu: Pak Gito, Mas Feri"
TEAMS = "Regu Elang: Rani, Dodi\n\nRegu Rajawali: Toni, Wati\n\nRegu Garuda: Evi, Beni"
CAKE = "3 buah pisang\n\n2 butir telur\n\n100 g tepung"


@pytest.mark.parametrize(
    ("question", "text", "found", "expected"),
    [
        ("What time is the van at the primary school?", LIBRARY, "11.00–12.00", "2–3.30pm"),
        ("Which day is the van at Gorse Lane?", LIBRARY, "Tuesday", "Monday"),
        ("Where is the van on Thursday?", LIBRARY, "Primary school", "Chapel car park"),
        ("blok tengah dapat air tanggal berapa", WATER, "10–12", "4–6 Juni"),
        ("blok tengah dapat air tanggal berapa", WATER, "4–6 Juni", "4–6 Juni"),
        ("blok kidul dapat air kapan", WATER, "4–6", "10–12 Juni"),
        ("mengurus surat pindah hari apa", OFFICE, "Jumat", "Selasa"),
        ("pajak bumi jam berapa", OFFICE, "08.00–11.00", "09.00–10.30"),
        ("hari Senin layanan apa", OFFICE, "pajak bumi", "kartu keluarga"),
        ("Pak Gito ronda malam apa", GUARD, "Malam Rabu", "Malam Sabtu"),
        # Whole lists.
        ("siapa saja yang ronda malam Rabu", GUARD, GUARD, "Pak Tarno, Mas Bayu"),
        ("yang piket Selasa siapa saja", CLEANING, CLEANING, "Toni, Wati"),
        ("anggota regu Garuda siapa saja", TEAMS, TEAMS, "Evi, Beni"),
    ],
)
def test_candidate_goes_to_the_line_that_is_named(question: str, text: str, found: str, expected: str) -> None:
    """And there to what is asked for: the day, the hours, or what is then."""
    start = text.index(found)
    [moved] = in_named_lines(question, [Document(content=text)], [Candidate(0, start, start + len(found), 1.0)])

    assert text[moved.start : moved.end] == expected


@pytest.mark.parametrize(
    ("question", "text", "found"),
    [
        ("What time is the van at the library?", LIBRARY, "11.00–12.00"),
        ("Is the van at Gorse Lane or the primary school?", LIBRARY, "Monday"),
        ("Are tickets for the chapel free?", LIBRARY, "free"),
        ("surat pindah syaratnya apa", OFFICE, "kartu keluarga"),
        # The week, and no Sunday.
        ("minggu ini ada layanan apa", OFFICE + "\nMinggu 07.00–08.00 senam", "kartu keluarga"),
        ("bahan kue pisang apa saja", CAKE, CAKE),
        ("siapa saja yang ronda", GUARD, GUARD),
        ("siapa saja yang ronda malam Senin dan malam Rabu", GUARD, GUARD),
        ("where is the van", "Monday: Gorse Lane\n\nTuesday: Chapel", "Gorse Lane"),
    ],
)
def test_candidate_stays_where_no_line_is_named(question: str, text: str, found: str) -> None:
    """Or several are, or where what is asked for stands in none."""
    start = text.index(found)
    one = Candidate(0, start, start + len(found), 1.0)

    assert in_named_lines(question, [Document(content=text)], [one]) == [one]


def test_words_of_the_title_name_no_line() -> None:
    """They are said of all lines."""
    document = Document(content=OFFICE, meta={"title": "Jam layanan pajak bumi dan surat pindah"})
    start = OFFICE.index("Senin")
    one = Candidate(0, start, start + 5, 1.0)

    assert in_named_lines("hari apa pajak bumi dilayani di kantor", [document], [one]) != [one]
    assert in_named_lines("hari apa pajak dilayani di kantor", [document], [one]) == [one]
