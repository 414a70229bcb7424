"""The table: well formed, in standard words, and none of its forms a standard word itself."""

from __future__ import annotations

from importlib.resources import files

import pytest

from index.language.reading.chat_spelling import When, chat_spelling

LINES = files("index.language.reading").joinpath("chat_spelling.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES if line and not line.startswith("#")]


def test_it_holds_what_people_type_in_both_languages() -> None:
    assert len({row[0] for row in ROWS}) > 1500
    assert sum(row[2] == "id" for row in ROWS) > 1000
    assert sum(row[2] == "en" for row in ROWS) > 350


def test_every_row_is_well_formed() -> None:
    """A form, its standard words and a language, and what may follow."""
    for row in ROWS:
        assert 3 <= len(row) <= 5, row
        assert row[0] == row[0].strip().lower(), row
        assert " " not in row[0], row
        assert row[1] == row[1].strip(), row
        assert row[0] != row[1]
        assert row[2] in {"id", "en"}, row
        assert When([*row, "", ""][3]) in When


def test_no_form_is_listed_twice_in_a_language() -> None:
    keys = [(row[0], row[2]) for row in ROWS]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


def test_no_form_is_a_standard_word_of_its_language() -> None:
    """Or what was read would be read again, as something else."""
    table = chat_spelling()
    assert [row[0] for row in ROWS if row[0] in table.standard[row[2]]] == []


def test_standard_words_hold_no_form() -> None:
    table = chat_spelling()
    words = {(word, row[2]) for row in ROWS for word in row[1].split()}
    assert [each for each in words if any(form.language == each[1] for form in table.forms.get(each[0], ()))] == []


def test_the_sources_are_named() -> None:
    head = "\n".join(line for line in LINES[:12] if line.startswith("#"))
    assert "Colloquial Indonesian Lexicon" in head
    assert "IndoCollex" in head


@pytest.mark.parametrize("word", ["kapan", "presiden", "when", "the", "apa", "jam"])
def test_a_standard_word_is_told(word: str) -> None:
    assert chat_spelling().is_standard(word)


@pytest.mark.parametrize("word", ["kpn", "yg", "tgl", "pramesti", ""])
def test_a_form_is_not_a_standard_word(word: str) -> None:
    """Also where the lists of words for taking questions apart hold it."""
    assert not chat_spelling().is_standard(word)
