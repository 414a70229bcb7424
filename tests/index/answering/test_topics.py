"""Topics: when two articles that both hold a question's words mean one thing by them."""

from __future__ import annotations

import pytest

from index.answering.topics import Topic, are_of_one_thing, is_of_another


@pytest.mark.parametrize(
    ("query", "one", "other"),
    [
        ("siapa bupati Wonolereng", Topic("Festival kopi ditutup", ""), Topic("Jembatan diresmikan", "")),
        (
            "harga beras berapa",
            Topic("Harga Beras di Kedunglarang Naik", "Harga beras di Kedunglarang naik."),
            Topic("Harga beras di Kedunglarang turun lagi", "Harga beras di Kedunglarang turun."),
        ),
        ("ketua panitia siapa", Topic("Laporan Panitia Kurban 1446 H", ""), Topic("Laporan Panitia Kurban 1447 H", "")),
        (
            "when is the library open",
            Topic("New library hours", "The libraries keep new hours."),
            Topic("Library hours change again in May", "The libraries close early."),
        ),
        (
            "posyandu buka jam berapa",
            Topic("Jadwal Posyandu Melati September", "Di Posyandu Melati pada September."),
            Topic("Jadwal Posyandu Melati Oktober", "Di Posyandu Melati pada Oktober."),
        ),
    ],
    ids=["named", "in both titles", "one pattern", "in English", "of another month"],
)
def test_one_thing(query: str, one: Topic, other: Topic) -> None:
    """What the question names, or what it asks of where both titles have it, or titles of one pattern."""
    assert are_of_one_thing(query, one, other)
    assert are_of_one_thing(query, other, one)


@pytest.mark.parametrize(
    ("query", "one", "other"),
    [
        ("ketua panitia siapa", Topic("Pentas Seni SMP Bina Taruna", ""), Topic("Laporan Panitia Kurban", "")),
        ("ketua panitia di Karangsari siapa", Topic("Pentas Seni Digelar", ""), Topic("Laporan Panitia Kurban", "")),
        ("bendahara siapa", Topic("Panitia Kurban Masjid", ""), Topic("Iuran Sampah Disepakati", "")),
        ("ketuanya siapa", Topic("Ketua Karang Taruna Dilantik Camat", ""), Topic("Ketua Koperasi Diganti Camat", "")),
        (
            "posyandu buka jam berapa",
            Topic("Jadwal Posyandu Melati", "Di Posyandu Melati."),
            Topic("Jadwal Posyandu Mawar", "Di Posyandu Mawar."),
        ),
        (
            "kapan kerja bakti",
            Topic("Pengumuman Kerja Bakti", "Kepada warga RT 02 RW 03."),
            Topic("Pengumuman Kerja Bakti", "Kepada warga RT 05 RW 03."),
        ),
    ],
    ids=["office", "office in a place", "another office", "offices in the titles", "by name", "by number"],
)
def test_two_things(query: str, one: Topic, other: Topic) -> None:
    """Each has what is asked for; also where titles are alike, and each names one of its own."""
    assert not are_of_one_thing(query, one, other)
    assert not are_of_one_thing(query, other, one)


HARBOUR = Topic("Harbour news", "The annual general meeting of the sailing club is on 4 May in the boathouse.")
KERJA_BAKTI = Topic("Kerja bakti RW 03", "Kerja bakti di Kelurahan Sukamaju digelar Minggu, 4 Mei.")
TITLES = ["Harbour news", "Tarvin Bowls Club: opening day", "Kerja bakti RW 03", "Jadwal senam Kelurahan Mekarsari"]


@pytest.mark.parametrize(
    ("question", "topic", "expected"),
    [
        ("when is the bowls club agm", HARBOUR, True),
        ("When is the annual general meeting in Tarvin?", HARBOUR, True),
        ("kapan kerja bakti di Mekarsari", KERJA_BAKTI, True),
        ("when is the sailing club agm", HARBOUR, False),
        ("When is the annual general meeting?", HARBOUR, False),
        ("kapan kerja bakti di Sukamaju", KERJA_BAKTI, False),
        ("jadwal kerja bakti kapan", KERJA_BAKTI, False),
        ("when is the regatta", HARBOUR, False),
    ],
)
def test_question_of_anothers_club_or_village(question: str, topic: Topic, *, expected: bool) -> None:
    """Its name stands in the title of another article, and never in the one that would answer."""
    assert is_of_another(question, topic, TITLES) is expected
