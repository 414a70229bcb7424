"""Answers that mean the same: near each other, and with the same numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from index.answering.equivalence import merged
from index.embedding.embedder import QUERY_PREFIX, encode, shared_encoder
from index.embedding.encoder import EMBEDDER_FILE


def test_worked_by_hand() -> None:
    """Cosines of .96 and .8: the second is the first, the third is itself."""
    vectors = np.array([[1, 0], [0.96, 0.28], [0.8, 0.6]], np.float32)

    assert merged(["a", "b", "c"], lambda _: vectors) == [0, 0, 2]


def test_numbers_must_agree() -> None:
    """However near the words are; what no other text can agree with is not embedded."""
    asked: list[str] = []

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        asked.extend(texts)
        return np.ones((len(texts), 1), np.float32)

    assert merged(["90 menit", "80 menit", "90 minutes", "Bali"], embed) == [0, 1, 0, 3]
    assert asked == ["90 menit", "90 minutes"]
    assert merged(["2", "3"], embed) == [0, 1]
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Singapura", "Singapore", True),
        ("tiga orang", "three people", True),
        ("Amerika Serikat", "United States", True),
        ("1.150", "1,150", True),
        ("Lee Hsien Loong", "Perdana Menteri Lee Hsien Loong", True),
        ("Singapura", "Malaysia", False),
        ("tiga orang", "four people", False),
        ("Korea Utara", "South Korea", False),
        ("menteri luar negeri", "menteri pertahanan", False),
        ("90 menit", "two hours", False),
    ],
)
def test_by_the_bundled_embedder(one: str, other: str, same: bool) -> None:
    """Pairs in two languages, in figures and with a title, and pairs that only look alike."""
    encoder = shared_encoder(None, EMBEDDER_FILE, 1)
    found = merged([one, other], lambda texts: encode(encoder, [QUERY_PREFIX + each for each in texts]))

    assert found == [0, 0 if same else 1]
