"""What an archive's words tell: how often, beside which others, how spelt, and which are spelt nearly alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.reading import Vocabulary
from tests.index.language.reading.archives import vocabulary_of


def test_words_are_known_by_the_archive(sample: Vocabulary) -> None:
    assert sample.knows("pramesti")
    assert sample.knows("sirimba")
    assert not sample.knows("pramsti")
    assert not sample.knows("")
    assert not sample.knows('"')


def test_a_word_may_be_one_without_the_archive_knowing_it(sample: Vocabulary) -> None:
    """A standard word of chat spelling, or one whose stem is a root."""
    assert sample.is_a_word("rempah")
    assert sample.is_a_word("ditenggelamkannya")
    assert not sample.is_a_word("pramsti")


def test_words_stand_together_or_side_by_side(sample: Vocabulary) -> None:
    assert sample.stand_side_by_side("ayu", "pramesti")
    assert not sample.stand_side_by_side("pramesti", "ayu")
    assert sample.stand_together("pramesti", "malaysia")
    assert not sample.stand_together("pramesti", "sirimba")


def test_the_nearest_words_come_first(sample: Vocabulary) -> None:
    assert sample.similar("pramsti", 1)[0].word == "pramesti"
    assert sample.similar("kedunglarnag", 2)[0].word == "kedunglarang"
    assert sample.similar("kapna", 1)[0].word == "kapan"


@pytest.mark.parametrize("word", ["", "abc", "x" * 25, "zzzzzz", "12345", "ßßßß", "ж" * 6])
def test_what_is_like_no_word_finds_none(word: str, sample: Vocabulary) -> None:
    assert sample.similar(word, 2) == []
    assert sample.shortened_by(word) == []


def test_the_first_letter_is_right_or_was_swapped_with_the_next(sample: Vocabulary) -> None:
    assert [each.word for each in sample.similar("rpamesti", 1)] == ["pramesti"]
    assert sample.similar("tramesti", 1) == []


def test_vowels_that_were_left_out_are_found(sample: Vocabulary) -> None:
    assert [each.word for each in sample.shortened_by("jmbtn")] == ["jembatan"]
    assert sample.shortened_by("jmbtan")[0].word == "jembatan"
    assert sample.shortened_by("jimbtn") == []


def test_names_are_spelt_as_within_sentences(tmp_path: Path) -> None:
    """Not as at their beginning, nor as in a dateline."""
    texts = [
        "AMBON – Warga Ambon pulang.",
        "Hujan turun. Kata warga, hujan itu deras di Ambon.",
        "Warga eKTP dan warga KTT.",
    ]
    known = vocabulary_of(tmp_path / "passages.sqlite", texts)
    assert [known.spelling(each) for each in ("ambon", "hujan", "warga", "ktt", "zebra")] == [
        *("Ambon", "hujan", "warga", "KTT", "zebra")
    ]
    assert known.is_name("ambon")
    assert not known.is_name("hujan")


def test_without_an_archive_no_word_is_known() -> None:
    nothing = Vocabulary()
    assert not nothing.knows("kapan")
    assert nothing.is_a_word("kapan")
    assert not nothing.stand_together("a", "b")
    assert nothing.spelling("ambon") == "ambon"


@given(st.text(max_size=30))
def test_any_text_can_be_asked(text: str) -> None:
    """Quotes, operators of the full-text index and letters of any script."""
    known = SHARED[0]
    assert known.passages_with(text) >= 0
    assert not known.stand_side_by_side(text, "zzzz")
    assert known.stand_together(text, "zzzz") is False
    known.spelling(text)
    known.similar(text, 2)
    known.shortened_by(text)


SHARED: list[Vocabulary] = []


@pytest.fixture(autouse=True)
def _shared(codes: Vocabulary) -> None:
    SHARED[:] = [codes]
