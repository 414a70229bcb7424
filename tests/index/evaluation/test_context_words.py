"""Questions read by the words of the context that they are asked of."""

from __future__ import annotations

import pytest

from index.embedding.encoder import word_test
from index.evaluation.context_words import ContextWords, read_of

CONTEXT = "Museum Kamayo di Bukit Lerung dibangun oleh Renée Tan. Tiketnya mahal, kata museum itu; loketnya dua."


def test_words_are_compared_without_case_and_diacritics() -> None:
    """Side by side they stand in this order and with nothing between them."""
    words = ContextWords(CONTEXT)

    assert [words.passages_with_word(each) for each in ("museum", "renee", "bukti")] == [1, 1, 0]
    assert words.has_words(["lerung", "museum"], adjacent=False)
    assert words.has_words(["bukit", "lerung"], adjacent=True)
    assert not words.has_words(["lerung", "bukit"], adjacent=True)
    assert not words.has_words(["lerung", "balai"], adjacent=False)
    assert list(words.words_beginning_with("l")) == [("lerung", 1), ("loketnya", 1)]


def test_a_word_is_spelt_as_within_a_sentence() -> None:
    """A capital at the beginning says nothing; what stands nowhere else is not told."""
    words = ContextWords(CONTEXT)

    assert words.spelling_of("museum") == "museum"
    assert words.spelling_of("bukit lerung") == "Bukit Lerung"
    assert words.spelling_of("tiketnya") is None
    assert words.spelling_of("balai") is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("siapa yg bangun musem di bukit lernug", "siapa yang bangun museum di bukit lerung"),
        ("Siapa yang membangun balai kota?", "Siapa yang membangun balai kota?"),
    ],
)
def test_a_question_is_read_by_them(typed: str, read: str) -> None:
    """What the context has not stays."""
    assert read_of(typed, CONTEXT, word_test(None)) == read
