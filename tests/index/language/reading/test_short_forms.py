"""Digits for words and three letters for weekdays: read where they stand for these, and nowhere else."""

from __future__ import annotations

import pytest

from index.language.reading import Vocabulary
from index.language.reading.expansion import expand

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
    ],
)
def test_three_letters_are_a_weekday_where_one_can_stand(typed: str, read: str) -> None:
    assert expand(typed, NOTHING)[0] == read


@pytest.mark.parametrize(
    "question",
    [
        "where did he sat down",
        "who sat on the bench",
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
