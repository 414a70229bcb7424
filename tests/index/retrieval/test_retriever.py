"""Hybrid retrieval over vectors by chance: which passages become candidates, and how they are ranked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from haystack import Pipeline
from haystack.core.serialization import component_to_dict

from index.articles import Article
from index.embedding.encoder import DIMENSION
from index.retrieval.retriever import HybridRetriever
from index.store.local.document_store import FaissDocumentStore
from tests.conftest import fill, unit_vectors

QUESTION = "Siapa presiden yang tiba di Solo?"


def make_store(folder: Path, texts: list[tuple[str, str]]) -> FaissDocumentStore:
    """Return a store of these texts with their languages; the nth has the nth vector by chance."""
    store = FaissDocumentStore(str(folder), dimension=DIMENSION, writable=True)
    fill(
        store,
        [Article(f"{n:016x}", "J", text, None, None, language, None, "/a") for n, (text, language) in enumerate(texts)],
    )
    return store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[FaissDocumentStore]:
    """200 passages without a word of the question, half of them English, and one with a word at the end."""
    texts = [(f"teks {n}", "id" if n % 2 else "en") for n in range(200)]
    made = make_store(tmp_path, [*texts, ("Wali kota Solo", "id")])
    yield made
    made.close()


def test_passage_found_by_words_alone_is_a_candidate(store: FaissDocumentStore) -> None:
    """Its vector is the farthest of all; without the word it is not among 150 nearest."""
    query = -unit_vectors(201)[200]
    retriever = HybridRetriever(store, top_k=150)
    (found,) = (
        document
        for document in retriever.run(query=QUESTION, embedding=query.tolist())["documents"]
        if document.content == "Wali kota Solo"
    )

    assert found.meta["similarity"] == pytest.approx(-1, abs=1e-4)
    others = retriever.run(query="Siapa yang tiba?", embedding=query.tolist())["documents"]
    assert "Wali kota Solo" not in {document.content for document in others}


def test_words_never_gate_what_vectors_find(store: FaissDocumentStore) -> None:
    """A passage in another language shares no word and is found by its vector."""
    query = unit_vectors(201)[40]
    found = HybridRetriever(store).run(query=QUESTION, embedding=query.tolist(), top_k=3)["documents"]

    assert found[0].content == "teks 40"
    assert found[0].meta["language"] == "en"
    assert found[0].meta["similarity"] == pytest.approx(1, abs=1e-4)


def test_scores_fall_and_are_as_many_as_asked(store: FaissDocumentStore) -> None:
    """`top_k` of the call goes before that of the component."""
    retriever = HybridRetriever(store, top_k=4)
    embedding = unit_vectors(1, 7)[0].tolist()
    scores = [document.score or 0 for document in retriever.run(query=QUESTION, embedding=embedding)["documents"]]

    assert len(scores) == 4
    assert scores == sorted(scores, reverse=True)
    assert len(retriever.run(query=QUESTION, embedding=embedding, top_k=9)["documents"]) == 9


def test_filters_hold_in_both_searches(store: FaissDocumentStore) -> None:
    """The word and the vector of passages that are filtered out do not count."""
    english = {"field": "meta.language", "operator": "==", "value": "en"}
    embedding = unit_vectors(201)[41].tolist()
    found = HybridRetriever(store).run(query=QUESTION, embedding=embedding, top_k=200, filters=english)["documents"]

    assert {document.meta["language"] for document in found} == {"en"}
    nothing = {"field": "meta.language", "operator": "==", "value": "fr"}
    assert HybridRetriever(store).run(query=QUESTION, embedding=embedding, filters=nothing)["documents"] == []


def test_score_worked_by_hand(tmp_path: Path) -> None:
    """Two passages in the question's language and one word: z-scores of two values are 1 and -1, weights .7 and .3."""
    store = make_store(tmp_path, [("Solo ramai", "id"), ("padi tumbuh", "id")])
    embedding = unit_vectors(2)[1].tolist()
    found = HybridRetriever(store).run(query=QUESTION, embedding=embedding)["documents"]

    assert [(document.content, document.score) for document in found] == [
        ("padi tumbuh", pytest.approx(0.4)),
        ("Solo ramai", pytest.approx(-0.4)),
    ]
    store.close()


def test_bonus_lifts_other_languages(tmp_path: Path) -> None:
    """With equal cosines the passage in the other language comes first, and without the bonus it does not."""
    store = make_store(tmp_path, [("padi tumbuh", "id"), ("rice grows", "en")])
    embedding = unit_vectors(2).sum(axis=0)
    embedding /= np.linalg.norm(embedding)

    def first(**settings: float) -> str | None:
        retriever = HybridRetriever(store, **settings)  # type: ignore[arg-type]
        found: str | None = retriever.run(query=QUESTION, embedding=embedding.tolist())["documents"][0].content
        return found

    assert first() == "rice grows"
    assert first(other_language_bonus=-0.05) == "padi tumbuh"
    store.close()


def test_round_trip_of_its_settings(tmp_path: Path) -> None:
    """Every one of them, with the store, of whatever class it is."""
    store = make_store(tmp_path, [("padi", "id")])
    store.save()
    retriever = HybridRetriever(store, 3, 0.6, 0.8, 0.1, 0.25)
    pipeline = Pipeline()
    pipeline.add_component("retriever", retriever)
    again = Pipeline.loads(pipeline.dumps(), allowed_modules=["index"]).get_component("retriever")
    assert isinstance(again, HybridRetriever)

    assert component_to_dict(again, "retriever") == component_to_dict(retriever, "retriever")
    assert (again.top_k, again.same_language_weight, again.other_language_weight, again.other_language_bonus) == (
        3,
        0.6,
        0.8,
        0.1,
    )
    again.document_store.close()
    store.close()


def test_no_passage_is_searched_for_twice(store: FaissDocumentStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is nearest of all, and nearest in other languages, is put together from searches that share nothing."""
    query, nearest, found = unit_vectors(201)[40], store.nearest, list[int]()

    def seen(vector: np.ndarray, top_k: int, filters: dict[str, object] | None = None) -> list[tuple[int, float]]:
        scored = nearest(vector, top_k, filters)
        found.extend(key for key, _ in scored)
        return scored

    monkeypatch.setattr(store, "nearest", seen)
    asked = HybridRetriever(store).run(query="Siapa yang tiba?", embedding=query.tolist(), top_k=201)["documents"]

    assert len(set(found)) == len(found)
    of_all = {f"{n:016x}" for n in np.argsort(-(unit_vectors(201) @ query))[:50]}
    english = [n for n in np.argsort(-(unit_vectors(201) @ query)) if n % 2 == 0 and n < 200][:50]
    assert {each.meta["article_id"] for each in asked} == of_all | {f"{n:016x}" for n in english}


def test_the_last_place_is_for_the_only_passage_with_a_word_of_the_question(store: FaissDocumentStore) -> None:
    """Of as many passages as before; where another of them has the word as well, nothing changes."""
    query = (-unit_vectors(201)[200]).tolist()
    retriever = HybridRetriever(store, top_k=6)
    without = retriever.run(query="Siapa yang tiba?", embedding=query)["documents"]
    found = retriever.run(query="Siapa wali yang tiba?", embedding=query)["documents"]

    assert "Wali kota Solo" not in {each.content for each in without}
    assert [each.content for each in found[:-1]] == [each.content for each in without[:-1]]
    assert found[-1].content == "Wali kota Solo"
    assert found[-1].meta["similarity"] == pytest.approx(-1, abs=1e-4)
    assert [each.score for each in found] == sorted([each.score for each in found], reverse=True)
    assert len(retriever.run(query="Siapa wali yang tiba?", embedding=query, top_k=1)["documents"]) == 1
    # It has one word of four.
    asked_of_more = retriever.run(query="Siapa wali murid kelas unggulan?", embedding=query)["documents"]
    assert "Wali kota Solo" not in {each.content for each in asked_of_more}


def test_the_best_passage_by_words_takes_no_place_where_others_say_as_much(tmp_path: Path) -> None:
    """The short one is the best by words and the farthest of all; "Wali" stands in nearer ones, too."""
    store = make_store(
        tmp_path, [*((f"teks {n} tentang seorang wali lama di sana", "id") for n in range(60)), ("Wali", "id")]
    )
    query = (-unit_vectors(61)[60]).tolist()
    found = HybridRetriever(store, top_k=6).run(query="Siapa wali yang tiba?", embedding=query)["documents"]

    assert store.documents(store.matching("wali", 1))[0].content == "Wali"
    assert "Wali" not in {each.content for each in found}
    store.close()
