"""Whole lists, worked by hand."""

from __future__ import annotations

import pytest

from index.answering.candidates.lists import whole_list
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
