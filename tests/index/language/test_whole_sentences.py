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


@pytest.mark.parametrize(
    "sentence",
    [
        "Kontak bidan: Bu Yuni, HP. 0857-1122-3344.",
        "Kontak bidan: Bu Yuni, No.HP. 0857 1122 3344.",
        "Kontak bidan: Bu Yuni, hp/wa. +62 857-1122-3344.",
        "Pesan lewat WA. 0812 3456 7890 sebelum Jumat.",
        "Daftar ulang, Hub. Bu Sri di kantor desa.",
        "Informasi lebih lanjut Hub. Ibu Sri di kantor desa.",
        "Daftar ulang hub. Pak Dedi (0812-3456-7890) sebelum Jumat.",
        "Hub. Panitia di balai desa.",
        "Pendaftaran: CP. Andi 0813-2222-1111.",
        "Kantor Telp. 423156, Fax. (022) 423 1567 pada jam kerja.",
        "Kantor Telp./Fax. 4231567 pada jam kerja.",
        "Tilp. 423156 pada jam kerja.",
        "Surat ditujukan Kpd. Yth. Bapak Camat.",
        "Rapat di Gd. Serbaguna Lt. 2 ruang 5.",
        "Transfer ke No. Rek. 1234567 BRI Cab. Bandung.",
        "Hubungi Bu Yuni. 0857-1122-3344 (jam kerja).",
        "Ring Mrs Odell, mob. 07700 900123, before noon.",
        "Call the caretaker. (215) 555-1234 is answered day and night.",
    ],
)
def test_telephone_number_stands_in_the_sentence_that_says_whose_it_is(sentence: str) -> None:
    """And an abbreviation of letters and notices before what it belongs to."""
    assert split(f"Balai desa buka. {sentence} Jangan terlambat.")[1:] == [sentence, "Jangan terlambat."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ia membeli HP. Bu Sri senang.", 2),
        ("Ia membeli HP. 3 hari kemudian rusak.", 2),
        ("Kirim lewat WA. Panitia akan membalas.", 2),
        ("The town is a transport hub. It has two stations.", 2),
        ("She works at the Innovation Hub. Visitors are welcome.", 2),
        ("Guru menyusun CP. Kepala sekolah memeriksanya.", 2),
        ("Undangan dikirim lewat WA. 05-03-2024 rapat diadakan.", 2),
        ("It was sent by fax. Nobody read it.", 2),
        ("Senam dimulai Senin. 07.30-09.00 untuk ibu-ibu.", 2),
        ("Rapat ditunda. 05-03-2024 menjadi hari libur.", 2),
        ("Warga datang. 25.000 orang hadir.", 2),
        ("Panitia siap.\n0857-1122-3344 nomor Yuni.", 2),
    ],
)
def test_words_that_stand_before_telephone_numbers_end_sentences_elsewhere(text: str, expected: int) -> None:
    """Most are words as well."""
    assert len(split(text)) == expected
