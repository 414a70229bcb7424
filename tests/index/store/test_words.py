"""What every store tells of single words: how many passages have one, which stand together, how one is spelt."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.articles import Article
from index.store.protocols import PassageStore
from index.store.spelling import spelling_in

TEXTS = (
    *("Harimau Sumatera tidur.", "Harimau itu bangun di São Paulo.", "Gajah ke-2 mandi: x9x9 dan gajah-gajah."),
    *("Di sana Kopi Toraja dijual.", "SINGAPURA – Orang minum kopi Toraja."),
)


@pytest.fixture(scope="module")
def store(store_of: Callable[[list[Article]], PassageStore]) -> PassageStore:
    """A passage of each text, and sixty more with one word."""
    texts = [*TEXTS, *(["teh"] * 60)]
    return store_of(
        [Article(f"{at:016x}", "Kepala", text, None, None, "id", None, "/a") for at, text in enumerate(texts)]
    )


def test_any_word_is_counted_whatever_its_case(store: PassageStore) -> None:
    """To fifty; a title's count, too."""
    words = ("HARIMAU", "são", "sao", "itu", "gajah-gajah", "singa", "", '"', "teh", "kepala")
    assert [store.words.passages_with_word(each) for each in words] == [2, 1, 1, 1, 1, 0, 0, 0, 50, 50]


def test_frequent_words_are_told_by_their_letter(store: PassageStore) -> None:
    """In small letters, without diacritics; of four letters and more, and of letters alone."""
    assert list(store.words.words_beginning_with("h")) == [("harimau", 2)]
    assert list(store.words.words_beginning_with("p")) == [("paulo", 1)]
    assert list(store.words.words_beginning_with("x")) == []
    assert list(store.words.words_beginning_with("i")) == []


def test_words_are_looked_for_together(store: PassageStore) -> None:
    """In any order, or as they stand; never from a title into its text."""
    together = store.words.has_words

    assert together(["harimau", "bangun"], adjacent=False)
    assert not together(["harimau", "bangun"], adjacent=True)
    assert together(["harimau", "itu"], adjacent=True)
    assert not together(["harimau", "gajah"], adjacent=False)
    assert not together(["harimau", "?"], adjacent=False)
    assert not together(["kepala", "harimau"], adjacent=True)


def test_a_word_is_spelt_as_within_sentences(store: PassageStore) -> None:
    """Not as a sentence or a dateline begins."""
    words = ("toraja", "harimau", "sumatera", "singapura", "kepala", "unknown", "?")
    assert [store.words.spelling_of(each) for each in words] == ["Toraja", None, "Sumatera", None, None, None, None]
    assert store.words.spelling_of("itu bangun") == "itu bangun"
    assert store.words.spelling_of("bangun itu") is None


def test_a_cell_of_a_table_begins_like_a_sentence() -> None:
    """Its capital tells no name, as that of "Women" over a column."""
    texts = ["Year: 1921 | Women: 64 | Men: 71", "Day: Monday | Quay: closed | Of: Ann Quay"]
    assert [spelling_in(texts, each) for each in ("women", "men", "quay", "ann quay")] == [
        None,
        None,
        "Quay",
        "Ann Quay",
    ]


def test_a_name_of_titles_alone_is_spelt_as_there(store_of: Callable[[list[Article]], PassageStore]) -> None:
    """Unless titles have capitals throughout, as headlines have; what a text says counts for more."""
    titles = ("How Salt Road won a prize", "Harga Cabai Naik di Demak", "Ask Mill Lane about mangoes")
    words = store_of(
        [Article(f"{at:016x}", title, "A mill lane.", None, None, "en", None, "/a") for at, title in enumerate(titles)]
    ).words
    assert [words.spelling_of(each) for each in ("salt road", "prize", "harga cabai", "demak", "mill lane")] == [
        *("Salt Road", "prize", None, None, "mill lane")
    ]
