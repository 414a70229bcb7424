"""The preference for newer articles: when it is asked for, how it fades, and that it costs nothing elsewhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles import Article
from index.embedding.encoder import DIMENSION
from index.evaluation.question_sets import read_questions
from index.retrieval.recency import RECENCY_WEIGHT, asks_for_the_newest, boosts
from index.retrieval.retriever import HybridRetriever
from index.store.local.document_store import FaissDocumentStore
from tanya.settings import Settings
from tests.conftest import fill, unit_vectors

QUESTIONS = Path(__file__).parents[3] / "articles" / "questions.jsonl"


@pytest.mark.parametrize(
    "query",
    [
        "Apa berita terbaru tentang feri?",
        "kabar TERKINI gunung",
        "What is the latest on rice prices?",
        "harga sekarang",
    ],
)
def test_questions_that_ask_for_the_newest(query: str) -> None:
    """In both languages, in any case."""
    assert asks_for_the_newest(query)


@pytest.mark.parametrize("query", ["Kapan jembatan baru dibuka?", "Who opened the new bridge?", "Apa itu terbarukan?"])
def test_questions_that_do_not(query: str) -> None:
    """New is not newest, and parts of words are not words."""
    assert not asks_for_the_newest(query)


def test_boost_worked_by_hand() -> None:
    """The newest day has it all, a half-life before it half, an article without a day none."""
    found = boosts(["2020-03-31", "2020-01-01", None], "2020-03-31", 0.8)

    assert found.tolist() == [0.8, 0.4, 0.0]
    assert boosts(["2020-01-01"], None, 0.8).tolist() == [0.0]


@given(st.lists(st.dates(date(1990, 1, 1), date(2020, 12, 31)), min_size=1, max_size=20))
def test_newer_is_never_boosted_less(days: list[date]) -> None:
    """And nothing is boosted by more than the weight."""
    days.sort()
    found = boosts([each.isoformat() for each in days], "2020-12-31", 0.5)

    assert (np.diff(found) >= 0).all()
    assert found.min() >= 0
    assert found.max() <= 0.5


def test_of_two_alike_the_newer_comes_first_when_it_is_asked_for(tmp_path: Path) -> None:
    """The older one is a little nearer; without the word, or the weight, it comes first."""
    store = FaissDocumentStore(str(tmp_path), dimension=DIMENSION, writable=True)
    days = (date(2019, 1, 1), date(2021, 1, 1), date(2018, 1, 1))
    texts = ("harga beras naik", "harga beras turun", "lain")
    fill(store, [Article(f"{n:016x}", "J", texts[n], None, days[n], "id", None, "/a") for n in range(3)])
    vectors = unit_vectors(3)
    embedding = (1.05 * vectors[0] + vectors[1]) / np.linalg.norm(1.05 * vectors[0] + vectors[1])

    def first(query: str, weight: float = RECENCY_WEIGHT) -> str | None:
        retriever = HybridRetriever(store, recency_weight=weight)
        found: str | None = retriever.run(query=query, embedding=embedding.tolist())["documents"][0].content
        return found

    assert first("Berapa harga beras terbaru?") == "harga beras turun"
    assert first("Berapa harga beras terbaru?", 0) == "harga beras naik"
    assert first("Berapa harga beras?") == "harga beras naik"
    store.close()


def test_no_sample_question_with_an_answer_asks_for_the_newest() -> None:
    """So that the preference cannot cost anything there."""
    rows = [row for row in read_questions(QUESTIONS) if row.answers]

    assert len(rows) > 50
    assert [row.question for row in rows if asks_for_the_newest(row.question)] == []


def test_setting_has_the_weight_that_was_measured() -> None:
    """The settings do not import the index, which takes a second."""
    assert Settings.model_fields["recency"].default == RECENCY_WEIGHT
