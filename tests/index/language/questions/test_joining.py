"""A question and what it is about, put together in the order in which people ask."""

from __future__ import annotations

import pytest

from index.language.questions.joining import joined


@pytest.mark.parametrize(
    ("asked", "about", "query"),
    [
        ("tutup hari apa", "museum rempah", "museum rempah tutup hari apa"),
        ("kenapa naik", "harga beras", "kenapa harga beras naik"),
        ("kapan normal lagi", "harga beras di Demak", "kapan harga beras di Demak normal lagi"),
        ("kapan bagi rapor", "SD Tunas Cemara", "kapan bagi rapor SD Tunas Cemara"),
        ("boleh pinjam berapa buku", "denda buku di Randupura", "boleh pinjam berapa buku di Randupura"),
        ("what is the entry fee", "Kerisik hatchery, 2023", "what is the entry fee of the Kerisik hatchery"),
        ("how much are tickets", "County Cup final", "how much are tickets for the County Cup final"),
        ("how do i apply", "the cook job", "how do i apply for the cook job"),
        ("are dogs allowed", "bus 14", "are dogs allowed on bus 14"),
        ("who led", "the reef survey", "who led the reef survey"),
    ],
)
def test_the_order_in_which_people_ask(asked: str, about: str, query: str) -> None:
    """Indonesian has its subject first, or behind why and when; English says "of", "for", "at" and "on"."""
    assert joined(asked, about) == query
