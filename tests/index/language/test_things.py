"""Which kind of thing a noun names, and what may be asked of which."""

from __future__ import annotations

import pytest

from index.language.things import Thing, fits, of_another_kind, thing_of, things_asked_of


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        (["gunungnya"], Thing.LAND),
        (["spice", "museum"], Thing.BUILDING),
        (["Gempa"], Thing.DISASTER),
        (["bensin"], Thing.GOODS),
        (["Suminah"], None),
        ([], None),
    ],
)
def test_a_noun_names_a_kind(words: list[str], thing: Thing | None) -> None:
    assert thing_of(words) is thing


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("kapan festival beras di Demak", {Thing.GATHERING}),
        ("when is the rice festival", {Thing.GATHERING}),
        ("harga beras di pasar Demak", {Thing.GOODS, Thing.BUILDING}),
        ("siapa bupati Ciwangi", {Thing.PERSON}),
        ("kapan Suminah membatik", set()),
    ],
)
def test_a_question_asks_of_kinds(question: str, things: set[Thing]) -> None:
    """Of a compound its head counts, which is first in Indonesian and last in English."""
    assert things_asked_of(question) == things


@pytest.mark.parametrize(
    ("thing", "question", "does_fit"),
    [
        (Thing.LAND, "kapan pemilu di Wanara", False),
        (Thing.LAND, "kapan Suminah membatik", True),
        (Thing.LAND, "berapa panjang jembatan", True),
        (Thing.LAND, "kapan jembatan diresmikan", False),
        (Thing.GOODS, "berapa harga tiket museum", True),
        (Thing.GOODS, "kapan museum buka", False),
        (Thing.BUILDING, "siapa direktur Rumah Batik", True),
        (Thing.LAND, "siapa bupati Ciwangi", False),
    ],
)
def test_what_is_asked_of_one_kind_fits_another_or_not(thing: Thing, question: str, does_fit: bool) -> None:
    assert fits(thing, question) is does_fit


def test_a_thing_of_another_kind() -> None:
    """A subject of its own, or a happening that has its own day; what the text has goes on as before."""
    assert of_another_kind(["volcano"], "when is the election?", "Votes are counted.") == ""
    assert of_another_kind(["volcano"], "when is the election?", "The volcano sleeps.") is None
    assert of_another_kind(["gempa"], "di mana pemilu?", "") == "di mana gempa"
    assert of_another_kind(["gempa"], "siapa pemenang pemilu?", "") == ""
    assert of_another_kind(["Volcano"], "when is the election?", "") is None
