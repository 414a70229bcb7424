"""Tokens a window at a time: those of the whole text, and none that holds up everything."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedding.encoder import BOS, EOS, PAD, default_models_folder, load_tokenizer
from index.embedding.splitter import passage_spans
from index.embedding.tokens import WINDOW_CHARS, Tokenizer, ids_of, tokens_of, windows
from index.passages import PassageSettings

SAMPLES = sorted((Path(__file__).parents[3] / "articles").glob("*.md"))[::6]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer(default_models_folder())


# As Hugging Face's `tokenizers` 0.23.3 cuts them, with which the models were trained.
REFERENCE: dict[str, tuple[list[int], list[tuple[int, int]]]] = {
    "KTT Trump–Kim digelar 12 Juni 2018.": (
        [341, 13739, 5879, 1104, 605, 464, 165791, 427, 17223, 4152],
        [(0, 1), (1, 3), (3, 9), (9, 10), (10, 11), (11, 13), (13, 21), (21, 24), (24, 29), (29, 35)],
    ),
    "  Dua   blank,\n\n baris.\n ": (
        [35319, 44237, 4, 27837, 7, 5, 6],
        [(1, 5), (7, 13), (13, 14), (16, 21), (21, 22), (22, 23), (24, 25)],
    ),
    "– SINGAPURA –": (
        [46, 6, 111848, 15383, 45593, 46],
        [(0, 1), (1, 2), (2, 6), (6, 8), (8, 11), (11, 13)],
    ),
    "Café 👩\u200d👩\u200d👧 \ue000\ue001 x": (
        [61427, 6, 244785, 6, 244785, 6, 245719, 6, 244343, 243967, 1022],
        [(0, 4), (4, 5), (5, 6), (6, 7), (7, 8), (8, 9), (9, 10), (10, 11), (11, 12), (12, 13), (13, 15)],
    ),
    "Rp1.150.000/kg": ([25765, 92134, 124267, 64, 8517], [(0, 2), (2, 5), (5, 11), (11, 12), (12, 14)]),
    "": ([], []),
    "\n\t ": ([6], [(2, 3)]),
}


@pytest.mark.parametrize("text", REFERENCE)
def test_tokens_are_those_that_the_models_were_trained_with(tokenizer: Tokenizer, text: str) -> None:
    assert tokenizer.encode(text) == REFERENCE[text]


def test_half_a_character_is_an_unknown_one(tokenizer: Tokenizer) -> None:
    """It is no text in UTF-8, and holds nothing up."""
    assert tokens_of(tokenizer, "a \ud800 b") == tokens_of(tokenizer, "a \ufffd b")


def test_special_tokens_in_a_text_are_words(tokenizer: Tokenizer) -> None:
    """An article cannot end its own passage."""
    assert not {BOS, PAD, EOS} & set(tokenizer.encode("a <s> b </s> c <pad>").ids)


def test_whether_a_word_is_one_token(tokenizer: Tokenizer) -> None:
    assert [tokenizer.is_word(each) for each in ("kapal", "kpal", "<unk>")] == [True, False, False]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_windows_change_no_token(tokenizer: Tokenizer, sample: Path) -> None:
    """Whatever their width, as long as it is more than a word."""
    text = sample.read_text(encoding="utf-8") + "\n\n  Dua   blank.\n \nAkhir."
    whole = tokenizer.encode(text)
    for width in (100, 333, WINDOW_CHARS):
        assert tokens_of(tokenizer, text, width) == whole
    assert ids_of(tokenizer, text, 50) == whole.ids[:50]


@given(st.text("ab \n\u3000ﷺ", max_size=300), st.integers(1, 40))
def test_windows_are_all_of_the_text(text: str, width: int) -> None:
    """Without gaps, and no wider than asked for."""
    spans = list(windows(text, width))
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(0 < end - start <= width for start, end in spans)


@pytest.mark.parametrize("char", ["\ue000", "☃", "ﷺ"])
def test_run_without_white_space_is_cut_into_passages(tokenizer: Tokenizer, char: str) -> None:
    """Also one of characters that the tokenizer does not know, which is one token to it."""
    spans = passage_spans(char * 20_000, "id", tokenizer, PassageSettings())
    assert spans[0][0] == 0
    assert spans[-1][1] == 20_000
    assert max(end - start for start, end in spans) < 2 * WINDOW_CHARS
    assert max(end - start for _, (start, end) in zip(range(5), spans, strict=False)) <= 1_000


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("char", [*"“(\"'[«‹„a字ا☃ﷺ\u0301\ue000 ", "9", "1/1 ", "1 Mei ", "é."])
def test_a_million_characters_of_a_kind_become_passages(tokenizer: Tokenizer, char: str) -> None:
    """In a time that its length bounds: twice the text takes no more than about twice the calls."""
    count = 1_000_000 // len(char)
    spans = passage_spans(char * count, "id", tokenizer, PassageSettings())
    assert not spans or max(end - start for start, end in spans) <= 20_000
