"""Digits, three letters for weekdays, numbers, ages and titles: read where they stand for these, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.language.reading import Vocabulary
from index.language.reading.expansion import expand
from tests.index.language.reading.archives import vocabulary_of

NOTHING = Vocabulary()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("wat time does pool open sat", "what time does pool open saturday"),
        ("is pool open on sun", "is pool open on sunday"),
        ("n on mon?", "and on monday?"),
        ("what about wed", "what about wednesday"),
        ("library hours tue", "library hours tuesday"),
        ("what time is the match thu", "what time is the match thursday"),
        ("open sat n sun?", "open saturday and sunday?"),
        ("what time sat morning", "what time saturday morning"),
        ("Is the pool open Sat?", "Is the pool open Saturday?"),
        ("who is in the sat matinee", "who is in the saturday matinee"),
        ("where is the wed market", "where is the wednesday market"),
        ("who is singing on sat in the hall", "who is singing on saturday in the hall"),
    ],
)
def test_three_letters_are_a_weekday_where_one_can_stand(typed: str, read: str) -> None:
    assert expand(typed, NOTHING)[0] == read


@pytest.mark.parametrize(
    "question",
    [
        "where did he sat down",
        "who sat on the bench",
        "which girl that sat classes passed",
        "tips on sun cream",
        "what time does the sun set",
        "how far is the sun",
        "what about sun protection",
        "how big are the moon and sun",
        "when did they wed",
        "who owns The Sun",
        "wed apa itu",
    ],
)
def test_three_letters_are_no_weekday_elsewhere(question: str) -> None:
    assert expand(question, NOTHING)[0] == question


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("tickets 4 students", "tickets for students"),
        ("how much 4 kids", "how much for kids"),
        ("4 tmr", "for tomorrow"),
        ("where 2 park", "where to park"),
        ("how 2 get there", "how to get there"),
        ("how much for 4 kids", "how much for 4 kids"),
        ("who teaches year 4 students", "who teaches year 4 students"),
        ("how 2 people died", "how 2 people died"),
        ("harga tiket 4 anak", "harga tiket 4 anak"),
    ],
)
def test_a_digit_is_a_word_where_it_counts_nothing(typed: str, read: str) -> None:
    assert expand(typed, NOTHING)[0] == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("parking nr the hall", "parking near the hall"),
        ("cafes nr gate b", "cafes near gate b"),
        ("what is the nr of the vet", "what is the number of the vet"),
        ("phone nr", "phone number"),
        ("library tel no", "library telephone number"),
        ("mobile no for the ranger", "mobile number for the ranger"),
        ("whats the no of the vet", "what is the number of the vet"),
        ("the phone no longer works", "the phone no longer works"),
        ("what is on this w/e", "what is on this weekend"),
        ("lunch w/eggs n chips", "lunch with eggs and chips"),
        ("come w/o kids", "come without kids"),
        ("hows much is a swim", "how much is a swim"),
        ("hows the weather", "how is the weather"),
        ("when do y4 swim", "when do year 4 swim"),
    ],
)
def test_a_short_form_is_what_its_neighbours_tell(typed: str, read: str) -> None:
    assert expand(typed, NOTHING)[0] == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("fee for u11s", "fee for under 11s"),
        ("U-11 fee", "under 11s fee"),
        ("when do u 9s play", "when do under 9s play"),
        ("under9s coach", "under 9s coach"),
        ("under-11s coach", "under-11s coach"),
        ("Who won the county under-14 title?", "Who won the county under-14 title?"),
        ("who won the o40s", "who won the over 40"),
        ("o50 league", "o50 league"),
        ("u13 fee", "u-13 fee"),
        ("timnas u13", "timnas u-13"),
        ("timnas u20 brp orang", "timnas u20 berapa orang"),
        ("when is the u2 concert", "when is the u2 concert"),
    ],
)
def test_ages_are_read_as_the_archive_writes_them(tmp_path: Path, typed: str, read: str) -> None:
    """In words where it has none of these in English, and as they were typed where it has them so."""
    texts = ["Under-11s pay $90, under-9s $70. The O50 league is on.", "Timnas U-13 menang."]

    assert expand(typed, vocabulary_of(tmp_path / "archive.sqlite", texts))[0] == read


def test_a_school_year_is_in_words_where_the_archive_has_them_so(tmp_path: Path) -> None:
    archive = vocabulary_of(tmp_path / "archive.sqlite", ["Primary 5 goes to camp. P4 stays."])

    assert expand("when is p5 camp", archive)[0] == "when is primary 5 camp"
    assert expand("when is p4 camp", archive)[0] == "when is p4 camp"
    assert expand("when is s5 camp", archive)[0] == "when is s5 camp"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("when is fr gerard leaving", "when is fr gerard leaving"),
        ("fr gerard", "fr gerard"),
        ("letter to fr dominic", "letter to fr dominic"),
        ("tickets fr dublin", "tickets for dublin"),
        ("is it free fr kids", "is it free for kids"),
        ("what is fr lunch", "what is for lunch"),
        ("ada dr di puskesmas ga", "ada dr di puskesmas tidak"),
        ("jadwal dr", "jadwal dr"),
        ("jadwal dr stasiun bandung", "jadwal dari stasiun bandung"),
    ],
)
def test_a_title_stands_before_a_name(tmp_path: Path, typed: str, read: str) -> None:
    archive = vocabulary_of(tmp_path / "archive.sqlite", ["We met Gerard in Dublin, and Fr Dominic."])

    assert expand(typed, archive)[0] == read
