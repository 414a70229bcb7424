"""The two Haystack pipelines: the path of a question and the path of an article.

Both serialise to YAML (`Pipeline.dumps`), so that another store or reader can take a component's place. Haystack loads
only modules that it is told to trust: `Pipeline.loads(text, allowed_modules=["index"])`.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from haystack import Document, Pipeline, component
from haystack.components.writers import DocumentWriter
from haystack.core.errors import PipelineRuntimeError
from haystack.document_stores.types import DuplicatePolicy

from index.answering.reader import OnnxReader
from index.articles import Article
from index.embedding.embedder import PassageEmbedder, QueryEmbedder
from index.embedding.encoder import default_models_folder, load_tokenizer
from index.embedding.splitter import passage_spans
from index.passages import PassageSettings, passage_document
from index.retrieval.recency import RECENCY_WEIGHT
from index.retrieval.retriever import HybridRetriever
from index.store.protocols import BuildStore, PassageStore


@component
class PassageSplitter:
    """Cuts articles into passages; see `index.embedding.splitter`."""

    def __init__(self, models_folder: str | None = None, settings: dict[str, int] | None = None) -> None:
        """Set up; `settings` are the fields of `PassageSettings`, its defaults when None."""
        self.models_folder = models_folder
        self.settings = settings or {}

    @component.output_types(documents=list[Document])
    def run(self, articles: list[Article]) -> dict[str, Any]:
        """Return `documents`: the passages of all articles, without embeddings."""
        tokenizer = load_tokenizer(Path(self.models_folder) if self.models_folder else default_models_folder())
        settings, documents = PassageSettings(**self.settings), []
        for article in articles:
            spans = passage_spans(article.text, article.language, tokenizer, settings)
            documents += [passage_document(article, ordinal, span) for ordinal, span in enumerate(spans)]
        return {"documents": documents}


def run_pipeline(pipeline: Pipeline, inputs: dict[str, Any], include: set[str]) -> dict[str, Any]:
    """Run a pipeline and return the outputs of the components in `include`.

    What a component raises comes out as it is, not wrapped in Haystack's own error.
    """
    try:
        return pipeline.run(inputs, include_outputs_from=include)
    except PipelineRuntimeError as error:
        if error.__cause__ is None:
            raise
        raise error.__cause__ from None


def indexing_pipeline(
    store: BuildStore, settings: PassageSettings, *, models_folder: str | None = None, threads: int = 0
) -> Pipeline:
    """Return the path of an article: splitter → embedder → writer; run it with {"splitter": {"articles": […]}}.

    A callback in {"embedder": {"progress": …}} is told how it goes; see `PassageEmbedder.run`.
    """
    pipeline = Pipeline()
    pipeline.add_component("splitter", PassageSplitter(models_folder, asdict(settings)))
    pipeline.add_component("embedder", PassageEmbedder(store, models_folder, threads))
    pipeline.add_component("writer", DocumentWriter(store, DuplicatePolicy.OVERWRITE))
    pipeline.connect("splitter.documents", "embedder.documents")
    pipeline.connect("embedder.documents", "writer.documents")
    return pipeline


def query_pipeline(
    store: PassageStore,
    *,
    models_folder: str | None = None,
    threads: int = 0,
    recency_weight: float = RECENCY_WEIGHT,
) -> Pipeline:
    """Return the path of a question: embedder → retriever → reader.

    Run it with {"embedder": {"query": q}, "retriever": {"query": q}, "reader": {"query": q}}.
    """
    pipeline = Pipeline()
    pipeline.add_component("embedder", QueryEmbedder(models_folder, threads))
    pipeline.add_component("retriever", HybridRetriever(store, recency_weight=recency_weight))
    pipeline.add_component("reader", OnnxReader(models_folder, threads))
    pipeline.connect("embedder.embedding", "retriever.embedding")
    pipeline.connect("retriever.documents", "reader.documents")
    return pipeline
