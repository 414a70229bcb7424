"""Particles, greetings, courtesies and forms of address are left out; names that hold such a word are not."""

from __future__ import annotations

import pytest

from index.language.reading import Vocabulary
from index.language.reading.fillers import leave_out_fillers

NOTHING = Vocabulary()
LONG_QUESTION = "sekolah itu kuotanya berapa"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("kapan sih ktt trump kim ya", "kapan ktt trump kim"),
        ("halo min, kapan ktt?", "kapan ktt?"),
        ("Halo kak, mau tanya dong, siapa juaranya?", "siapa juaranya?"),
        ("permisi mau tanya jembatan kali wangi panjangnya berapa", "jembatan kali wangi panjangnya berapa"),
        ("bang, siapa juara merlion", "siapa juara merlion"),
        ("kak berapa harga beras", "berapa harga beras"),
        ("berapa harga beras sekarang min", "berapa harga beras sekarang"),
        ("siapa juaranya? makasih kak", "siapa juaranya?"),
        ("ada yang tahu kapan ktt?", "kapan ktt?"),
        ("kapan ktt? ada yang tahu tidak", "kapan ktt?"),
        ("hey can you tell me who won?", "who won?"),
        ("please, who runs the museum", "who runs the museum"),
        ("who runs the museum please", "who runs the museum"),
        ("do you know when the museum opened, thanks", "when the museum opened"),
        ("hi bot, where is it", "where is it"),
        ("pagi, kapan ktt", "kapan ktt"),
        ("kapan si festivalnya yak", "kapan festivalnya"),
        ("kak aku mau bertanya soal sekolah itu kuotanya berapa soalnya anak aku daftar", LONG_QUESTION),
        (
            "bapak ibu yang terhormat, maaf mengganggu, saya mau menanyakan kira-kira untuk harga beras itu berapa"
            " terima kasih",
            "harga beras itu berapa",
        ),
        (
            "hey so i was just wondering if you could tell me what time the clinic starts thanks",
            "what time the clinic starts",
        ),
        ("pak rt, iuran sampah berapa", "iuran sampah berapa"),
        ("Pak Lurah, kapan kerja bakti", "kapan kerja bakti"),
        ("bu lurah jam buka kantor kelurahan berapa", "jam buka kantor kelurahan berapa"),
        ("bu bidan, posyandu lansia jam berapa", "posyandu lansia jam berapa"),
        ("pakde, iuran sampah berapa", "iuran sampah berapa"),
        ("iuran sampah berapa pak rt?", "iuran sampah berapa?"),
        ("kerja bakti kapan ya, pak RT", "kerja bakti kapan"),
        ("ok google siapa yang menang", "siapa yang menang"),
        ("ketua dewan siapa min", "ketua dewan siapa"),
        ("yang dibuka oleh siapa gan", "yang dibuka oleh siapa"),
    ],
)
def test_what_asks_nothing_is_left_out(typed: str, read: str) -> None:
    assert leave_out_fillers(typed, NOTHING)[0] == read


def test_what_was_said_before_stays_where_it_names_something(sample: Vocabulary) -> None:
    """It may be what the question is about."""
    question = "saya baca soal ayu pramesti dan mau bertanya siapa pelatihnya sekarang"
    assert leave_out_fillers(question, sample)[0] == question


@pytest.mark.parametrize(
    "question",
    [
        "Kak Seto itu siapa?",
        "Bang Jago siapa?",
        "siapa Min Aung Hlaing?",
        "siapa kakak ayu pramesti?",
        "harga mas",
        "siapa pak rt",
        "pak rt siapa",
        "nomor wa pak rt",
        "rumah pak rt di mana",
        "di mana pak rt",
        "kapan pak rt pulang",
        "pak rt kapan pulang",
        "bu bidan, siapa namanya",
        "siapa pakde",
        "siapa ibu ayu?",
        "pagi hari ada apa",
        "sore ini ada apa",
        "malam apa festival digelar",
        "malam berapa acaranya",
        "tahu goreng dari mana",
        "tanya siapa",
        "halo",
        "halo kak",
        "ya",
        "min",
        "Selamat Pagi Indonesia tayang kapan?",
        "tolong-menolong itu apa",
        "",
        "?!",
    ],
)
def test_names_and_bare_words_stay(question: str) -> None:
    """A greeting by itself is not a question, and is left to whoever replies to greetings."""
    assert leave_out_fillers(question, NOTHING)[0] == question


def test_a_particle_stays_in_a_name_of_the_archive(codes: Vocabulary) -> None:
    assert leave_out_fillers("kapan dong feng hadir", codes) == ("kapan dong feng hadir", [])
    assert leave_out_fillers("kapan dong hadir", codes) == ("kapan hadir", [("dong", "")])
