"""Sentences of any text: whole, in order, in linear time, and never a panic of the library beneath."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
import sentencex
from hypothesis import given, settings
from hypothesis import strategies as st

from index.language.sentences.boundaries import WINDOW_CHARS, NativePanic, boundaries, panics_caught
from index.language.sentences.spans import sentence_around, sentence_spans

MILLION = 1_000_000
# Many windows; what is given to the library is counted, so that a longer text would show no more.
FLOOD = 200_000
MARKS = [*"\"'`´“”„‘’‚«»‹›「」『』《》〈〉【】（）()[]{}<>", "“([\"'"]
OTHERS = [
    *"¿¡.!?…。,;:-–—*_~|\\/#@&%0aA \n\t\u00a0\u3000",
    "“ a. ",
    "a b“ ",
    "(A. ",
    "no. ",
    "\n\n",
    "a\n\n",
    "“a.” ",
    "\u3000.",
    "A\u2009.",
]
PARAGRAPH = "Kapal Kunang-1 tenggelam di Selat Sunda. “Kami selamat,” kata nakhodanya. Ia tiba pukul 07.30 di Merak! "


@pytest.fixture
def given_to_sentencex(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return how many characters sentencex is given, call by call; it is called all the same."""
    given_chars: list[int] = []
    real = sentencex.get_sentence_boundaries

    def watched(language: str, text: str) -> Any:
        given_chars.append(len(text))
        return real(language, text)

    monkeypatch.setattr(sentencex, "get_sentence_boundaries", watched)
    return given_chars


@pytest.mark.parametrize(
    ("flood", "size"), [*((each, FLOOD) for each in MARKS), *((each, FLOOD // 4) for each in OTHERS)], ids=ascii
)
def test_a_flood_is_cut_into_windows(flood: str, size: int, given_to_sentencex: list[int]) -> None:
    """Whatever the characters are, the library sees a bounded piece at once and each character twice at most."""
    text = (flood * size)[:size]
    spans = sentence_spans(text, "id")

    assert max(given_to_sentencex, default=0) <= WINDOW_CHARS
    assert sum(given_to_sentencex) <= 2 * size
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert sum(end - start for start, end in spans) >= size - sum(map(str.isspace, text))


@pytest.mark.parametrize("flood", [*MARKS, *OTHERS], ids=ascii)
def test_the_sentence_around_an_answer_looks_no_further_than_is_near(flood: str, given_to_sentencex: list[int]) -> None:
    """A paragraph of a million characters costs a question no more than a page does."""
    text = (flood * MILLION)[:MILLION]
    at = MILLION // 2
    start, end = sentence_around(text, at, at + 5, "id")

    assert start <= at
    assert at + 5 <= end
    assert sum(given_to_sentencex) <= 8 * WINDOW_CHARS


def test_a_long_paragraph_keeps_its_sentences() -> None:
    """No sentence ends where a window does."""
    spans = sentence_spans(PARAGRAPH * 200, "id")

    assert {PARAGRAPH.strip()} == {
        " ".join((PARAGRAPH * 200)[start:end] for start, end in spans[at : at + len(spans) // 200])
        for at in range(0, len(spans), len(spans) // 200)
    }


def test_the_sentence_around_is_whole_in_a_long_paragraph() -> None:
    """Also far from its beginning and its end."""
    text = PARAGRAPH * 200
    at = text.index("nakhodanya", len(text) // 2)
    start, end = sentence_around(text, at, at + len("nakhodanya"), "id")

    assert text[start:end] == "“Kami selamat,” kata nakhodanya."


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="“”\"'([)]aA.!? \n\u2009\u3000\u0085éİß1«»-", max_size=60), st.integers(1, 400))
def test_the_pieces_are_the_text(text: str, times: int) -> None:
    """Nothing is lost, doubled or out of order, whatever stands there, and no panic comes out."""
    whole = text * times
    pieces = list(boundaries(whole, "id"))

    assert "".join(whole[each.start : each.end] for each in pieces) == whole


def test_a_panic_is_an_ordinary_exception() -> None:
    """`PanicException` is none: it would pass every `except Exception` and end the process."""
    with pytest.raises(BaseException, match="char boundary") as panic:
        sentencex.get_sentence_boundaries("id", "A\u2009. B")
    assert not isinstance(panic.value, Exception)

    with pytest.raises(NativePanic, match="char boundary"), panics_caught():
        sentencex.get_sentence_boundaries("id", "A\u2009. B")


def test_what_sentencex_gives_up_on_is_cut_by_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """The text with the wide blank that makes it panic is given to it as it is."""
    monkeypatch.setattr("index.language.sentences.boundaries._BLANKS", {})
    text = "A\u2009. Biru. Kapal tiba! Selesai"

    assert [text[start:end] for start, end in sentence_spans(text, "id")] == [
        "A\u2009.",
        "Biru.",
        "Kapal tiba!",
        "Selesai",
    ]
