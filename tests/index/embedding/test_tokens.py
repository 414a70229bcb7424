"""Tokens a window at a time: those of the whole text, and none that holds up everything."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from index.embedding.encoder import default_models_folder, load_tokenizer
from index.embedding.splitter import passage_spans
from index.embedding.tokens import WINDOW_CHARS, ids_of, tokens_of, windows
from index.passages import PassageSettings

SAMPLES = sorted((Path(__file__).parents[3] / "articles").glob("*.md"))[::6]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer(default_models_folder())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_windows_change_no_token(tokenizer: Tokenizer, sample: Path) -> None:
    """Whatever their width, as long as it is more than a word."""
    text = sample.read_text(encoding="utf-8") + "\n\n  Dua   blank.\n \nAkhir."
    whole = tokenizer.encode(text, add_special_tokens=False)
    for width in (100, 333, WINDOW_CHARS):
        assert tokens_of(tokenizer, text, width) == (whole.ids, whole.offsets)
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
