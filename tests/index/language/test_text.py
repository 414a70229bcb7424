"""Numbers in digits and in words."""

from __future__ import annotations

import pytest

from index.language.text import in_words, numbers_in, roman_number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tiga orang", {"3"}),
        ("Three people", {"3"}),
        ("1.150 kursi", {"1150"}),
        ("1,150 seats", {"1150"}),
        ("1,5 meter", {"1.5"}),
        ("12 Juni 2018", {"12", "2018"}),
        ("dua puluh", {"2", "puluh"}),
        ("Singapura", set()),
        ("", set()),
    ],
)
def test_numbers(text: str, expected: set[str]) -> None:
    """Groups of thousands are one number, a comma for a point is a point."""
    assert numbers_in(text) == expected


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (7, ("tujuh", "seven")),
        (11, ("sebelas", "eleven")),
        (17, ("tujuh belas", "seventeen")),
        (40, ("empat puluh", "forty")),
        (42, ("empat puluh dua", "forty-two", "forty two")),
        (100, ()),
        (-1, ()),
    ],
)
def test_small_numbers_in_words(number: int, words: tuple[str, ...]) -> None:
    """In both languages, below a hundred."""
    assert in_words(number) == words


def test_roman_numbers() -> None:
    """In capitals, as classes are numbered; other words are none."""
    assert [roman_number(each) for each in ("VIII", "I", "viii", "IIX", "CV")] == ["8", "1", None, None, None]
