"""The lists of words by which questions are taken apart."""

from __future__ import annotations

import pytest

from index import QUESTION_WORD
from index.language.question_words import ASKING, ASKING_IN


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kapan KTT itu?", "Kapan"),
        ("di mana rapatnya", "di mana"),
        ("dari mana asalnya?", "dari mana"),
        ("WHO won?", "WHO"),
        ("halo kak, gmn kabarnya", "gmn"),
    ],
)
def test_question_word_is_found_with_what_leads_to_it(text: str, found: str) -> None:
    """In either case, as written and as chatted."""
    match = QUESTION_WORD.search(text)
    assert match is not None
    assert match[0] == found


@pytest.mark.parametrize("text", ["Harga beras naik.", "manakala hujan turun", "the whole show"])
def test_words_that_only_begin_like_one_are_none(text: str) -> None:
    """Whole words alone count."""
    assert QUESTION_WORD.search(text) is None


def test_no_word_asks_in_both_languages() -> None:
    """One is enough to tell the language of a question."""
    assert ASKING_IN["id"].isdisjoint(ASKING_IN["en"])
    assert ASKING_IN["id"] | ASKING_IN["en"] == ASKING
