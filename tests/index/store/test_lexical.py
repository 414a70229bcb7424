"""Which words are searched for: the rarest that a budget of passages allows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.store.lexical import ChosenWords, chosen_words, folded, match_expression, with_forms, words_of

COUNTS = {"yang": 600_000, "di": 500_000, "presiden": 15_000, "korea": 4_000, "tiba": 8_000}


def expression(query: str, budget: int = 20_000) -> str:
    def passages_with(words: Sequence[str]) -> dict[str, int]:
        return {word: COUNTS[word] for word in words if word in COUNTS}

    return match_expression(chosen_words(words_of(query), passages_with, 1_000_000, budget))


def test_words_that_many_passages_share_are_left_out() -> None:
    """Rarest first: 0 + 4,000 + 8,000 fit 20,000, and 15,000 more do not."""
    assert expression("Presiden Korea yang tiba di Pyongyang") == '"pyongyang" OR "korea" OR "tiba"'


def test_everything_is_searched_for_when_it_fits() -> None:
    """Small archives lose nothing."""
    assert expression("yang di presiden", 2_000_000) == '"presiden" OR "di" OR "yang"'


def test_words_that_are_all_too_common_must_stand_together() -> None:
    """600,000 × 500,000 / 1,000,000 passages still are too many; but there are no more words."""
    assert expression("yang di") == '"di" AND "yang"'
    assert expression("presiden yang", 10_000) == '"presiden" AND "yang"'
    assert expression("yang") == '"yang"'


def test_forms_are_added_as_far_as_the_budget_goes() -> None:
    """The most frequent first, each once, and none where a passage must have several words."""
    chosen = ChosenWords(["rapornya"], True, 10)

    assert with_forms(chosen, {"rapor": 90, "raporku": 2}, 200, 9).words == ["rapornya", "rapor", "raporku"]
    assert with_forms(chosen, {"rapor": 90, "raporku": 2}, 50, 9).words == ["rapornya", "raporku"]
    assert with_forms(chosen, {"rapor": 90, "raporku": 2, "rapornya": 5}, 200, 1).words == ["rapornya", "rapor"]
    assert with_forms(ChosenWords(["di", "yang"], False, 9), {"rapor": 1}, 200, 9).words == ["di", "yang"]


def test_nothing_to_search_for() -> None:
    """A question of signs."""
    assert expression("?!") == ""


@pytest.mark.parametrize(("word", "kept"), [("Café", "cafe"), ("REYKJAVÍK", "reykjavik"), ("Pyongyang", "pyongyang")])
def test_words_are_counted_as_the_index_keeps_them(word: str, kept: str) -> None:
    """Without case and diacritics."""
    assert folded(word) == kept


@given(
    counts=st.dictionaries(st.text("abc", min_size=1, max_size=4), st.integers(0, 1_000), min_size=1, max_size=60),
    budget=st.integers(0, 3_000),
)
def test_the_rarest_word_is_always_there_and_the_budget_holds(counts: dict[str, int], budget: int) -> None:
    """Whatever the words; one beyond the budget only where there is none within it."""
    words = words_of(" ".join(counts))
    found = match_expression(chosen_words(words, lambda each: {word: counts[word] for word in each}, 1_000, budget))
    joined = " AND " if " AND " in found else " OR "
    taken = [each.strip('"') for each in found.split(joined)]
    least = min(counts[word] for word in words)

    assert counts[taken[0]] == least
    if joined == " OR " and len(taken) > 1:
        assert sum(counts[word] for word in taken) <= budget
