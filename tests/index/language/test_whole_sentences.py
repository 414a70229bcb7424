"""Sentences are whole: two hundred of our own, in both languages, with all that looks like their end inside them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.language.sentences.spans import sentence_spans

SENTENCES = Path(__file__).parents[2] / "data" / "sentences.jsonl"


def split(text: str, language: str = "id") -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, language)]


def test_sentences_of_both_languages_are_whole() -> None:
    """At least 98 of 100; what is told is which were not."""
    texts = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    broken = [
        sentence
        for each in texts
        for sentence in set(each["sentences"]) - set(split(each["parted_by"].join(each["sentences"]), each["language"]))
    ]
    count = sum(len(each["sentences"]) for each in texts)

    assert count >= 200
    assert len(broken) <= 0.02 * count, broken


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ia terpilih menjadi wakil. Warga senang.", 2),
        ("Ia melatih tim. 12 pemain ikut.", 2),
        ("Pasar buka pada bulan Mei. 3 kios kosong.", 2),
        ("Warga datang.Mereka membawa obor.", 2),
        ("dia pergi. lalu pulang. besok kembali.", 3),
        ("Itu bukan seni. Sen adalah uang.", 2),
        ("Harga naik 5 persen. Rp 5.000 menjadi Rp 5.250.", 2),
        ("Ia berkata, “Saya lelah.” Lalu ia tidur.", 2),
        ("Pelaku berinisial B. Polisi mencarinya.", 2),
        ("Hadir Bupati Lembah. dr. Ratna membuka acara.", 2),
        ("Obat diberikan apt. Sinta dan drh. Wayan. Ia lalu menemui ust. Hamid.", 2),
        ("Pemenangnya: 1. Budi, 2. Ani, dan 3. Citra. Sdr. Andi, NIP. 1980, hadir utk. Persib.", 2),
        ("Ada kelas 1, 2, dan 3. Citra duduk di kelas 2.", 2),
        ("jl. merdeka no. 5 ditutup. warga memutar lewat gg. mawar.", 2),
        ("Upacara dimulai pkl. 07.30. Apt. Siti Aminah dan Ns. Rina Wati hadir.", 2),
        ("Majalah edisi No. 12/Vol. XX memuatnya di kol. 3. I.J. Kasimo dan A.M. Fatwa membacanya.", 2),
        ("Hujan turun. detikNews.com, Jakarta - Dua orang terluka.", 2),
        ("The ship sank at 5 A.M. Nobody was hurt.", 2),
    ],
)
def test_sentences_that_end_are_parted(text: str, expected: int) -> None:
    """What is an abbreviation elsewhere is a word here."""
    assert len(split(text)) == expected
