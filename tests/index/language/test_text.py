"""Numbers in digits and in words."""

from __future__ import annotations

import pytest

from index.language.text import numbers_in


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
