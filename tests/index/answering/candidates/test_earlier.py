"""What a text says was so before, and what holds now."""

from __future__ import annotations

from dataclasses import replace

import pytest
from haystack import Document

from index.answering.candidates.earlier import without_earlier
from index.answering.candidates.features import Candidate

TRUCK = "RW 05: Senin dan Kamis. RW 07: Rabu dan Sabtu. Sebelumnya RW 07 dilayani hari Senin dan Jumat."
TRIP = "Karya wisata yang semula ke Museum Bumi diganti ke Kebun Teh Cisalada, karena bus terlalu mahal."
DONORS = "Donor darah yang sedianya tanggal 4 Oktober dimundurkan ke 11 Oktober."
AID = "Bantuan diberikan kepada 34 keluarga. Tahun lalu penerimanya 51 keluarga."
TRIP_TO_STARS = "The trip, first planned for 19 October, has been moved to 26 October."


FARE = "Ongkos angkot 03 Rp 6.000. Sebelum jembatan ditutup, ongkosnya Rp 5.000."
TALKS = "Sebelumnya, Moon dan Kim bertemu di Tongilgak. Mereka bertemu lagi di Singapura."
BIKES = "Sejak tahun lalu 86 sepeda diperbaiki, 15 sepeda dalam sehari."


def candidates(text: str, *words: str) -> list[Candidate]:
    return [Candidate(0, text.rindex(each), text.rindex(each) + len(each), 1.0) for each in words]


@pytest.mark.parametrize(
    ("question", "text", "words", "left"),
    [
        (
            "truk sampah RW 07 datang hari apa sekarang",
            TRUCK,
            ("Senin dan Jumat", "Rabu dan Sabtu"),
            ["Rabu dan Sabtu"],
        ),
        ("karya wisata jadinya ke mana", TRIP, ("Museum Bumi", "Kebun Teh Cisalada"), ["Kebun Teh Cisalada"]),
        ("donor darah tanggal berapa", DONORS, ("4 Oktober", "11 Oktober"), ["11 Oktober"]),
        ("berapa keluarga penerima bantuan", AID, ("34 keluarga", "51 keluarga"), ["34 keluarga"]),
        ("ongkos angkot 03 berapa", FARE, ("Rp 6.000", "Rp 5.000"), ["Rp 6.000"]),
        ("When is the trip?", TRIP_TO_STARS, ("19 October", "26 October"), ["26 October"]),
    ],
)
def test_what_was_before_is_left_out(question: str, text: str, words: tuple[str, ...], left: list[str]) -> None:
    """Where the question asks for what holds now."""
    kept = without_earlier(question, [Document(content=text)], candidates(text, *words))

    assert [text[each.start : each.end] for each in kept] == left


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("karya wisata semula ke mana", TRIP, ("Museum Bumi", "Kebun Teh Cisalada")),
        ("tahun lalu berapa keluarga penerima bantuan", AID, ("34 keluarga", "51 keluarga")),
        ("sebelumnya RW 07 hari apa", TRUCK, ("Senin dan Jumat", "Rabu dan Sabtu")),
        # Nothing else can be a day, and a reason is what it was.
        ("truk sampah RW 07 datang hari apa", TRUCK, ("Senin dan Jumat",)),
        ("donor darah tanggal berapa", DONORS, ("4 Oktober",)),
        # What only came before is no less so.
        ("Moon dan Kim bertemu di mana", TALKS, ("Tongilgak", "Singapura")),
        ("berapa sepeda diperbaiki", BIKES, ("86 sepeda", "15 sepeda")),
        ("kenapa karya wisata diganti", TRIP, ("Museum Bumi", "bus terlalu mahal")),
    ],
)
def test_what_was_before_stays(question: str, text: str, words: tuple[str, ...]) -> None:
    """Where it is asked for, or alone."""
    found = candidates(text, *words)

    assert without_earlier(question, [Document(content=text)], found) == found


def test_what_was_before_stays_where_the_other_is_much_weaker() -> None:
    """The reader may have good reason for that."""
    before, now = candidates(DONORS, "4 Oktober", "11 Oktober")
    found = [replace(before, margin=9.0), replace(now, margin=2.0)]

    assert without_earlier("donor darah tanggal berapa", [Document(content=DONORS)], found) == found
