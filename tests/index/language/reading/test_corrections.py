"""Misspelt words are read as the archive's, where it is plain which; names are changed with care."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.reading import Vocabulary
from index.language.reading.corrections import correct
from tests.index.language.reading.archives import sample_passages, vocabulary_of


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("siapa ayu pramsti", "siapa ayu pramesti"),
        ("gunung sirmba meletus kapan", "gunung sirimba meletus kapan"),
        ("jembatan kali wngi", "jembatan kali wangi"),
        ("festval kopi wonolereng", "festival kopi wonolereng"),
        ("harga beras di kedunglarnag", "harga beras di kedunglarang"),
        ("kapna ktt", "kapan ktt"),
        ("jabatan rahmat latuconsna", "jabatan rahmat latuconsina"),
        ("brapaa jembtan kali wangi", "brapaa jembatan kali wangi"),
        ("who runs the musem of the spice routes", "who runs the museum of the spice routes"),
        ("Siapa Ayu Pramsti?", "Siapa Ayu Pramesti?"),
        ("umur Sirmba berapa", "umur Sirimba berapa"),
    ],
)
def test_misspelt_words_are_read_as_the_archive_has_them(typed: str, read: str, sample: Vocabulary) -> None:
    assert correct(typed, sample)[0] == read


@pytest.mark.parametrize(
    "question",
    [
        "siapa ayu pramesti",
        "siapa budi santosa",
        "siapa joko pramesta",
        "harga rempah dan rendang di pasar",
        "siapa wasit dan kiper",
        "kata PRMSTI itu singkatan apa",
        "nomor 12345 dan a1b2c3d4",
        "apa itu sgu",
        "what is photosynthesis",
        "siapa pemain yang cedera",
        "siapa hartini",
        "ppdb smpn 2 dan tarif pdam",
        "",
    ],
)
def test_other_words_stay(question: str, sample: Vocabulary) -> None:
    """What the archive knows, what is a word all the same, names beside names that it does not have together."""
    assert correct(question, sample) == (question, [])


def test_a_name_that_was_changed_may_surprise(sample: Vocabulary) -> None:
    _, (name,) = correct("siapa ayu pramsti", sample)
    _, (word,) = correct("panjang jembtan kali wangi", sample)
    assert (name.typed, name.read, name.surprising) == ("pramsti", "pramesti", True)
    assert (word.typed, word.read, word.surprising) == ("jembtan", "jembatan", False)


def test_which_of_two_is_told_by_the_word_beside(tmp_path: Path) -> None:
    """And neither is taken where nothing tells."""
    texts = ["Pasar Mawarti dibuka.", "Gedung Mawarsi ditutup."] * 3
    known = vocabulary_of(tmp_path / "passages.sqlite", texts)
    assert correct("pasar mawarxi", known)[0] == "pasar mawarti"
    assert correct("gedung mawarxi", known)[0] == "gedung mawarsi"
    assert correct("di mana mawarxi", known)[0] == "di mana mawarxi"


@pytest.mark.parametrize("question", ["did arthur penrose marry", "did penrose deny it", "when did penrose flee"])
def test_an_english_word_is_no_name(question: str, tmp_path: Path) -> None:
    """Though the archive has names that are spelt nearly like it, and not the word."""
    passages = ["Arthur Penrose met Mary, Denny and Lee.", "Arthur Penrose visited Mary and Denny with Flew, Fleet."]
    archive = vocabulary_of(tmp_path / "archive.sqlite", passages)

    assert correct(question, archive)[0] == question


@pytest.mark.parametrize("question", ["where is the new bench", "who carved the spoon"])
def test_an_everyday_thing_is_no_other(question: str, tmp_path: Path) -> None:
    archive = vocabulary_of(tmp_path / "archive.sqlite", ["The new beach opens soon, and the beach is carved."] * 5)

    assert correct(question, archive)[0] == question


def test_a_letter_is_rather_left_out_than_one_too_many(tmp_path: Path) -> None:
    """However often the archive has the shorter word."""
    texts = ["Satu lagi.", "Tinggal satu.", "Cuci karpet, satu lembar.", "Satu orang.", "Cuci karpet dan sepatu."]
    known = vocabulary_of(tmp_path / "passages.sqlite", texts)
    assert correct("cuci spatu berapa", known)[0] == "cuci sepatu berapa"


def test_a_word_of_a_single_passage_is_not_taken_without_a_word_beside(tmp_path: Path) -> None:
    known = vocabulary_of(tmp_path / "passages.sqlite", ["Desa Wonokelir sepi.", "Pasar ramai."])
    assert correct("di mana wonokelr", known)[0] == "di mana wonokelr"
    assert correct("di mana desa wonokelr", known)[0] == "di mana desa wonokelir"


def test_at_most_six_words_are_looked_up(sample: Vocabulary) -> None:
    typed = "jembtan " * 10
    assert correct(typed, sample)[0].count("jembatan") == 6


WORDS = sorted({word.lower() for text in sample_passages() for word in text.split() if word.isalpha()})
SHARED: list[Vocabulary] = []


@pytest.fixture(autouse=True)
def _shared(sample: Vocabulary) -> None:
    SHARED[:] = [sample]


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_words_that_the_archive_knows_are_never_changed(words: list[str]) -> None:
    text = " ".join(words)
    assert correct(text, SHARED[0]) == (text, [])
