"""Single letters: words where one can stand, and otherwise what they are called that have letters for names."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.language.reading import Vocabulary
from index.language.reading.expansion import expand
from tests.index.language.reading.archives import vocabulary_of

NOTHING = Vocabulary()


@pytest.mark.parametrize(
    "question",
    [
        "who captains the c team",
        "when does the b side play",
        "how did the b grade do",
        "where is platform c",
        "is there a plan b",
        "how much vitamin c is in it",
        "what is hepatitis b",
        "row n seats",
        "is gate n open",
        "where is row u",
        "who is in section r",
        "is group r full",
        "what is gen y",
        "row h 12",
        "will plan b be used",
        "will the c team win",
        "can we go to c block",
        "can c be used",
        "is the c of e school open",
        "who is r kelly",
    ],
)
def test_a_letter_is_a_name_beside_what_has_letters_for_names(question: str) -> None:
    assert expand(question, NOTHING)[0] == question


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ketua blok d siapa", "ketua blok d siapa"),
        ("golongan d bayar brp", "golongan d bayar berapa"),
        ("gang d banjir ga", "gang d banjir tidak"),
        ("kls b wali kelasnya sapa", "kelas b wali kelasnya siapa"),
        ("jalur k ditutup kpn", "jalur k ditutup kapan"),
        ("vitamin k apa gunanya", "vitamin k apa gunanya"),
        ("blok n ada brp rumah", "blok n ada berapa rumah"),
        ("saya tinggal d blok d", "saya tinggal di blok d"),
        ("gedung d", "gedung d"),
        # Prepositions that lead to a place, and what is told of two.
        ("blok d mana yg banjir", "blok di mana yang banjir"),
        ("bus k bandung jam brp", "bus ke bandung jam berapa"),
        ("lomba d lapangan jam brp", "lomba di lapangan jam berapa"),
        ("kapan k pasar", "kapan ke pasar"),
        ("tim n pelatihnya sapa", "tim dan pelatihnya siapa"),
    ],
)
def test_an_indonesian_preposition_leads_to_something(typed: str, read: str) -> None:
    assert expand(typed, NOTHING)[0] == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("will the pool b open", "will the pool be open"),
        ("is it gonna b ready", "is it going to be ready"),
        ("the room u booked", "the room you booked"),
        ("can u c the sea from there", "can you see the sea from there"),
        ("where can i c the films", "where can i see the films"),
        ("c u later", "see you later"),
        ("y is the pool shut", "why is the pool shut"),
        ("what class r u in", "what class are you in"),
        ("which team u support", "which team you support"),
        ("which shops r open", "which shops are open"),
        ("when r the rows cleaned", "when are the rows cleaned"),
        ("teams a n b", "teams a and b"),
        ("mum n baby group", "mum and baby group"),
        ("open 9 h", "open 9 hours"),
    ],
)
def test_a_letter_is_a_word_where_one_can_stand(typed: str, read: str) -> None:
    assert expand(typed, NOTHING)[0] == read


def test_a_letter_is_what_the_archive_has_as_a_capital_behind_the_same_word(tmp_path: Path) -> None:
    archive = vocabulary_of(tmp_path / "archive.sqlite", ["Tenda Panitia D ada di lapangan. The Marquee R is full."])

    assert expand("panitia d buka jam brp", archive)[0] == "panitia d buka jam berapa"
    assert expand("panitia d buka jam brp", NOTHING)[0] == "panitia di buka jam berapa"
    assert expand("what is in marquee r", archive)[0] == "what is in marquee r"
