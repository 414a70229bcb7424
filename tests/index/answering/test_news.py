"""Answers of different days: the newer one supersedes the older, where both articles speak of what was asked."""

from __future__ import annotations

from typing import Any

import pytest
from haystack import Document

from index.answering.calibration import Weights
from index.answering.candidates.spans import Candidate
from index.answering.evidence import WeighedAnswer, gather, weigh
from index.answering.news import supersede

WEIGHTS = Weights({"margin": 1.0}, perhaps=0.5, sure=0.8)
QUERY = "Berapa lama masa berlaku kartu perpustakaan?"
OLD = "Masa berlaku kartu perpustakaan ialah 6 bulan."
NEW = "Mulai Mei, masa berlaku kartu perpustakaan menjadi 12 bulan."


def passage(text: str, article: str, published: str | None, **meta: Any) -> Document:
    known = {"article_id": article, "language": "id", "published": published, "title": "Masa kartu diubah"}
    return Document(content=text, meta=known | meta)


def found(query: str, *given: tuple[Document, str, float]) -> list[tuple[str, bool]]:
    """Return the texts of the answers in their order, each with whether it is superseded."""
    return [(each.best.text, each.superseded) for each in answers(query, *given)]


def answers(query: str, *given: tuple[Document, str, float]) -> list[WeighedAnswer]:
    documents = [document for document, _, _ in given]
    candidates = []
    for number, (document, text, margin) in enumerate(given):
        start = (document.content or "").index(text)
        candidates.append(Candidate(number, start, start + len(text), margin))
    return supersede(weigh(gather(query, candidates, documents), WEIGHTS), documents, query)


def test_newer_stands_first() -> None:
    """Also where the older one is read more surely."""
    older, newer = passage(OLD, "a", "2019-02-01"), passage(NEW, "b", "2021-05-03")

    assert found(QUERY, (older, "6 bulan", 3.0), (newer, "12 bulan", 1.0)) == [("12 bulan", False), ("6 bulan", True)]


def test_newer_is_as_sure_as_both() -> None:
    """What competes with it was right once."""
    documents = [passage(OLD, "a", "2019-02-01"), passage(NEW, "b", "2021-05-03")]
    candidates = [Candidate(0, 38, 45, 1.0), Candidate(1, 51, 59, 1.0)]
    weighed = weigh(gather(QUERY, candidates, documents), WEIGHTS)
    first, _ = supersede(weighed, documents, QUERY)

    assert first.probability == pytest.approx(sum(each.probability for each in weighed))


@pytest.mark.parametrize(
    ("other", "text", "published", "margin"),
    [
        (NEW, "12 bulan", "2019-02-01", 1.0),
        (NEW, "12 bulan", None, 1.0),
        (NEW, "12 bulan", "2021-05-03", -1.0),
        ("Masa berlaku kartu parkir menjadi 12 bulan.", "12 bulan", "2021-05-03", 1.0),
        ("Masa berlaku kartu perpustakaan diubah kepala perpustakaan.", "kepala perpustakaan", "2021-05-03", 1.0),
    ],
    ids=["same day", "no day", "weak", "about something else", "another kind"],
)
def test_what_is_no_news(other: str, text: str, published: str | None, margin: float) -> None:
    """The answers stay as they were."""
    older, newer = passage(OLD, "a", "2019-02-01"), passage(other, "b", published)

    assert found(QUERY, (older, "6 bulan", 3.0), (newer, text, margin)) == [("6 bulan", False), (text, False)]


def test_what_says_more_of_the_same_is_no_news() -> None:
    """Who learns of the hotel was not told another town before."""
    town = passage("KTT digelar di Singapura.", "a", "2018-05-11")
    hotel = passage("KTT digelar di Hotel Capella, Singapura.", "b", "2018-06-06")
    palace = passage("KTT digelar di Istana Merdeka.", "c", "2018-06-07")
    query, town_first = "KTT digelar di mana?", (town, "Singapura", 3.0)

    more = found(query, town_first, (hotel, "Hotel Capella, Singapura", 2.0))
    assert more == [("Singapura", False), ("Hotel Capella, Singapura", False)]
    assert found(query, town_first, (palace, "Istana Merdeka", 2.0)) == [("Istana Merdeka", False), ("Singapura", True)]


def test_two_places_of_one_article_are_no_news() -> None:
    """An article does not supersede itself."""
    one, other = passage(OLD, "a", "2019-02-01"), passage(NEW, "a", "2021-05-03", start=500)

    assert [superseded for _, superseded in found(QUERY, (one, "6 bulan", 3.0), (other, "12 bulan", 2.0))] == [
        False
    ] * 2


def test_nothing_found_stays_nothing() -> None:
    """Nor does a question without words of its own supersede anything."""
    older, newer = passage(OLD, "a", "2019-02-01"), passage(NEW, "b", "2021-05-03")

    assert supersede([], [], QUERY) == []
    assert found("Berapa?", (older, "6 bulan", 3.0), (newer, "12 bulan", 1.0))[0] == ("6 bulan", False)


@pytest.mark.parametrize(
    ("older", "newer"),
    [("6 bulan", "12 lembar"), ("tiga", "4.250"), ("6 bulan", "1.200 buku")],
)
def test_numbers_of_something_else_are_no_news(older: str, newer: str) -> None:
    """Months and sheets, or a number a thousand times as large."""
    query = "Berapa kartu perpustakaan?"
    documents = (
        passage(f"Kartu perpustakaan {older}.", "a", "2019-02-01"),
        passage(f"Kartu perpustakaan {newer}.", "b", "2021-05-03"),
    )
    assert all(not superseded for _, superseded in found(query, (documents[0], older, 3.0), (documents[1], newer, 1.0)))


SACRIFICE = (
    "Laporan Panitia Kurban Masjid Al-Ikhlas",
    "Ketua panitia: H. Sholeh. Bendahara: Mulyadi. Terkumpul 5 ekor.",
)
SHOW = ("Pentas Seni SMP Bina Taruna Pekan Depan", "Ketua panitia, Anisa Rahma. Bendahara: Endang. Dijual 96 ekor.")


@pytest.mark.parametrize(
    ("query", "older", "newer"),
    [
        ("ketua panitia siapa", "H. Sholeh", "Anisa Rahma"),
        ("bendahara siapa", "Mulyadi", "Endang"),
        ("berapa ekor", "5 ekor", "96 ekor"),
    ],
)
def test_what_each_of_two_things_has_is_no_news(query: str, older: str, newer: str) -> None:
    """There is a chairman of each committee: none takes the other's place, and which one is meant nobody knows."""
    one, other = (
        passage(text, article, day, title=title)
        for article, day, (title, text) in (("a", "2026-05-28", SACRIFICE), ("b", "2026-11-30", SHOW))
    )
    first, second, *_ = answers(query, (one, older, 3.0), (other, newer, 2.0))

    assert (first.best.text, first.doubtful, second.superseded) == (older, True, False)


@pytest.mark.parametrize(
    ("query", "texts", "titles"),
    [
        (
            "iuran sampah berapa",
            ("Iuran sampah RW 03 Rp15.000.", "Iuran sampah RW 03 naik menjadi Rp20.000."),
            ("Iuran Sampah RW 03 Disepakati Rp15.000", "Iuran Sampah RW 03 Naik Jadi Rp20.000"),
        ),
        (
            "ketua panitia siapa",
            ("Ketua panitia: Rp15.000 Sholeh.", "Ketua panitia: Rp20.000 Mulyadi."),
            ("Laporan Panitia Kurban Masjid Al-Ikhlas 1446 H", "Laporan Panitia Kurban Masjid Al-Ikhlas 1447 H"),
        ),
        (
            "berapa tiket Museum Rempah",
            ("Tiket Museum Rempah Rp15.000.", "Tiket Museum Rempah kini Rp20.000."),
            ("Wisata di Ternate", "Kenaikan mulai Mei"),
        ),
    ],
    ids=["what is asked stands in both titles", "titles of one pattern", "what is asked has a name"],
)
def test_what_one_thing_has_anew_is_news(query: str, texts: tuple[str, str], titles: tuple[str, str]) -> None:
    """The same dues, the committee of the next year, and what the question names."""
    older = passage(texts[0], "a", "2025-03-10", title=titles[0])
    newer = passage(texts[1], "b", "2026-08-15", title=titles[1])

    assert found(query, (older, "Rp15.000", 3.0), (newer, "Rp20.000", 2.0)) == [("Rp20.000", False), ("Rp15.000", True)]
