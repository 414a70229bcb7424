"""The two Haystack pipelines: what they do, and that they survive being written to YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from haystack import Pipeline

from index import Engine
from index.embedding.encoder import DIMENSION
from index.passages import PassageSettings
from index.pipelines import PassageSplitter, indexing_pipeline, query_pipeline
from index.store.local.document_store import FaissDocumentStore
from tests.conftest import BRIDGE, MANGO, SHIP, MakeArticle

QUESTION = "Siapa nama nakhoda Kapal Mutiara?"


def answers_of(pipeline: Pipeline) -> list[tuple[str | None, float]]:
    outputs: dict[str, Any] = pipeline.run(
        {"embedder": {"query": QUESTION}, "retriever": {"query": QUESTION}, "reader": {"query": QUESTION}}
    )
    return [(answer.data, round(answer.score, 4)) for answer in outputs["reader"]["answers"]]


def store_of(pipeline: Pipeline, name: str) -> FaissDocumentStore:
    """Return the store that a component of a loaded pipeline opened."""
    component: Any = pipeline.get_component(name)
    store: FaissDocumentStore = component.document_store
    return store


def test_query_pipeline_survives_yaml(archive_engine: Engine) -> None:
    """Written and loaded, it opens the same snapshot and gives the same answers."""
    pipeline = query_pipeline(archive_engine.store())
    written = pipeline.dumps()
    loaded = Pipeline.loads(written, allowed_modules=["index"])
    expected = answers_of(pipeline)

    assert expected[0][0] == "Hasan Basri"
    assert answers_of(loaded) == expected
    assert loaded.dumps() == written
    store_of(loaded, "retriever").close()


def test_written_pipeline_names_its_components(archive_engine: Engine) -> None:
    """So that another can take a component's place by hand."""
    written = yaml.safe_load(query_pipeline(archive_engine.store()).dumps())

    assert {name: each["type"] for name, each in written["components"].items()} == {
        "embedder": "index.embedding.embedder.QueryEmbedder",
        "retriever": "index.retrieval.retriever.HybridRetriever",
        "reader": "index.answering.reader.OnnxReader",
    }
    assert written["connections"] == [
        {"sender": "embedder.embedding", "receiver": "retriever.embedding"},
        {"sender": "retriever.documents", "receiver": "reader.documents"},
    ]


def index_with(pipeline: Pipeline, store: FaissDocumentStore, make_article: MakeArticle) -> list[str]:
    articles = [make_article(text, title="T") for text in (SHIP, BRIDGE, MANGO)]
    store.articles.put(articles, "/a", [each.id for each in articles])
    outputs = pipeline.run({"splitter": {"articles": articles}})
    assert outputs["writer"]["documents_written"] == len(store.vectors)
    return sorted(document.content or "" for document in store.filter_documents())


def test_indexing_pipeline_survives_yaml(tmp_path: Path, make_article: MakeArticle) -> None:
    """Both cut, embed and write the same passages; the settings travel along."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    first = FaissDocumentStore(str(tmp_path / "a"), dimension=DIMENSION, writable=True)
    pipeline = indexing_pipeline(first, PassageSettings(target_tokens=20, overlap_sentences=0))
    written = pipeline.dumps().replace(str(tmp_path / "a"), str(tmp_path / "b"))
    loaded = Pipeline.loads(written, allowed_modules=["index"])
    second = store_of(loaded, "writer")
    expected = index_with(pipeline, first, make_article)

    assert len(expected) > 3
    assert index_with(loaded, second, make_article) == expected
    for store in (first, second, store_of(loaded, "embedder")):
        store.close()


def test_known_passages_are_not_embedded_again(tmp_path: Path, make_article: MakeArticle) -> None:
    """Their vectors come from the store, by title, text and model."""
    store = FaissDocumentStore(str(tmp_path), dimension=DIMENSION, writable=True)
    pipeline = indexing_pipeline(store, PassageSettings())
    article = make_article(SHIP)
    store.articles.put([article], "/a", ["x"])
    embedded = [
        pipeline.run({"splitter": {"articles": [each]}}, include_outputs_from={"embedder"})["embedder"]["embedded"]
        for each in (article, article, make_article(SHIP, name=SHIP, title="Lain"))
    ]

    assert embedded == [1, 0, 1]
    assert store.count_documents() == len(store.vectors) == 1
    store.close()


def test_splitter_gives_documents_with_offsets(make_article: MakeArticle) -> None:
    """In the order of the text, with all that later stages need."""
    article = make_article(f"{SHIP}\n\n{SHIP}", url="https://example.org/a")
    documents = PassageSplitter(settings={"target_tokens": 30}).run(articles=[article])["documents"]

    assert [document.meta["ordinal"] for document in documents] == list(range(len(documents)))
    for document in documents:
        assert article.text[document.meta["start"] : document.meta["end"]] == document.content
        assert document.meta["published"] == "2020-03-04"
        assert document.embedding is None
