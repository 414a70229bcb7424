"""Questions typed without regard to case and marks, and how the passages spell their names."""

from __future__ import annotations

import pytest

from index.language.written_form import as_written, marked, recased

TEXT = (
    "Menurut Kim Jong-un, KTT itu batal. Presiden Joko Widodo hadir; presiden lain tidak. “Gempa itu kuat,” kata Ayu."
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("kapan ktt kim jong-un?", "Kapan KTT Kim Jong-un?"),
        ("KAPAN KTT KIM JONG-UN?", "Kapan KTT Kim Jong-un?"),
        ("Kapan ktt kim jong-un?", "Kapan KTT Kim Jong-un?"),
        ("siapa presiden indonesia?", "Siapa presiden indonesia?"),
        ("di mana gempa itu, kata ayu?", "Di mana gempa itu, kata Ayu?"),
        ("berapa 100 m²?", "Berapa 100 m²?"),
        ("2018 ada apa?", "2018 ada apa?"),
        ("di mana KTT?", "Di mana KTT?"),
    ],
)
def test_typed_without_regard_to_case(question: str, expected: str) -> None:
    """A word has the capitals that it has within sentences; what the texts do not hold stays small."""
    assert recased(question, [TEXT]) == expected


@pytest.mark.parametrize("question", ["eKTP itu apa?", "Kapan KTT ayu?", "KTT?", "PBB", "2018?", "", "谁是总统？"])
def test_anything_else_stays_as_it_is(question: str) -> None:
    """Also a single word in capitals: it is a name."""
    assert recased(question, [TEXT]) == question


def test_a_cell_of_a_table_begins_like_a_sentence() -> None:
    assert recased("how many women in 1921", ["Year: 1921 | Women: 64 | Men: 71"]) == "How many women in 1921"


def test_without_texts_it_becomes_a_sentence() -> None:
    assert recased("SIAPA KIM JONG-UN?") == "Siapa kim jong-un?"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("kapan KTT", "kapan KTT?"),
        ("kapan KTT..", "kapan KTT?"),
        ("kapan KTT ?!", "kapan KTT ?!"),
        ("kapan KTT ?", "kapan KTT ?"),
        ("kapan KTT?", "kapan KTT?"),
        ("berapa 5 m²", "berapa 5 m²?"),
        ("谁是总统？", "谁是总统？"),
        ("siapa “Ayu”", "siapa “Ayu”?"),
        ("?", "?"),
        ("", ""),
    ],
)
def test_its_mark(question: str, expected: str) -> None:
    """What was left out is added; what is there stays as it is."""
    assert marked(question) == expected


def test_both() -> None:
    assert as_written("siapa ayu", [TEXT]) == "Siapa Ayu?"
