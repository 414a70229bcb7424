"""Embeds queries and passages with multilingual-e5-small: two Haystack components over one encoder.

E5 was trained with the prefixes "query: " and "passage: " (Wang et al., 2024, "Multilingual E5 Text Embeddings"); mean
pooling and normalisation are inside the ONNX graph. Vectors are float32, 384 wide, L2-normalised.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from haystack import Document, component
from numpy.typing import NDArray

from index.embedding.encoder import (
    BOS,
    DIMENSION,
    EMBEDDER_FILE,
    EOS,
    MAX_TOKENS,
    OnnxEncoder,
    default_models_folder,
    fingerprint_of,
)
from index.embedding.tokens import Tokenizer, ids_of
from index.language.written_form import as_written
from index.store.protocols import EmbeddingStore

Float32 = NDArray[np.float32]
QUERY_PREFIX, PASSAGE_PREFIX = "query: ", "passage: "
# So many vectors are handed on at once: few, so that a build often has a moment to stand back.
_BATCH = 8


@lru_cache(maxsize=4)
def shared_encoder(folder: str | None, file: str, threads: int) -> OnnxEncoder:
    """Return the process's one encoder of these settings; every pipeline shares it.

    Only builds embed many texts at once: those stand back for questions, of this process and of others.
    """
    where = Path(folder) if folder else default_models_folder()
    return OnnxEncoder(where, file, threads=threads or None, background=file == EMBEDDER_FILE)


def embedder_fingerprint(folder: str | None) -> str:
    """Return the fingerprint of the embedder in a models folder, the bundled one when None, without loading it."""
    return fingerprint_of((Path(folder) if folder else default_models_folder()) / EMBEDDER_FILE)


def model_input(tokenizer: Tokenizer, text: str, most: int = MAX_TOKENS) -> list[int]:
    """Return the token ids of a text that carries its prefix already, special ones included, so many at the most."""
    return [BOS, *ids_of(tokenizer, text, most - 2), EOS]


def encode_batches(
    encoder: OnnxEncoder, texts: Sequence[str], progress: Callable[[int], None] | None = None
) -> Iterator[tuple[list[int], Float32]]:
    """Embed texts that carry their prefix already, a few at once, the longest first.

    Yields:
        The positions of some texts, and their vectors: float32, (len(positions), 384), rows L2-normalised.
    """
    done = encoder.run_each([model_input(encoder.tokenizer, text) for text in texts])
    while batch := list(islice(done, _BATCH)):
        yield [position for position, _ in batch], np.stack([vector for _, (vector,) in batch])
        if progress:
            progress(len(batch))


def encode(encoder: OnnxEncoder, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Float32:
    """Embed texts that carry their prefix already: float32, (n, 384), rows L2-normalised, in the texts' order."""
    vectors = np.zeros((len(texts), DIMENSION), np.float32)
    for positions, batch in encode_batches(encoder, texts, progress):
        vectors[positions] = batch
    return vectors


def passage_input(title: str, text: str) -> str:
    """Return what is embedded for a passage: its article's title tells what it is about."""
    return f"{PASSAGE_PREFIX}{title}\n{text}"


def embedding_key(model: str, title: str, text: str) -> str:
    """Return the name of a vector: 32 hexadecimal digits of the SHA-256 of the model and its input."""
    return hashlib.sha256(f"{model}\0{passage_input(title, text)}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


@component
class QueryEmbedder:
    """Embeds a question."""

    def __init__(self, models_folder: str | None = None, threads: int = 0) -> None:
        """Set up; the model is loaded on first use. `threads` texts are embedded at once, 0 is all usable cores."""
        self.models_folder, self.threads = models_folder, threads

    def warm_up(self) -> None:
        """Load the model."""
        shared_encoder(self.models_folder, EMBEDDER_FILE, self.threads)

    # An array, since a pipeline copies what it hands on, and a list of numbers one by one: 6 ms a question.
    @component.output_types(embedding=NDArray[np.float32], elapsed_ms=float)
    def run(self, query: str) -> dict[str, Any]:
        """Embed one question: `embedding`, float32, (384,), L2-normalised, in `elapsed_ms`."""
        began = time.perf_counter()
        encoder = shared_encoder(self.models_folder, EMBEDDER_FILE, self.threads)
        embedding = encode(encoder, [QUERY_PREFIX + as_written(query)])[0]
        return {"embedding": embedding, "elapsed_ms": (time.perf_counter() - began) * 1000}


@component
class PassageEmbedder:
    """Embeds passages, but not those whose vector a store has already."""

    def __init__(
        self,
        document_store: EmbeddingStore | None = None,
        models_folder: str | None = None,
        threads: int = 0,
    ) -> None:
        """Set up; the model is loaded on first use.

        Args:
            document_store: where known vectors are found, and new ones are kept; None embeds everything.
            models_folder: where the weights are; the bundled ones when None.
            threads: how many texts are embedded at once; all usable cores when 0.
        """
        self.document_store = document_store
        self.models_folder, self.threads = models_folder, threads

    def warm_up(self) -> None:
        """Load the model."""
        shared_encoder(self.models_folder, EMBEDDER_FILE, self.threads)

    @component.output_types(documents=list[Document], embedded=int)
    def run(self, documents: list[Document], progress: Callable[[int, int], None] | None = None) -> dict[str, Any]:
        """Return `documents` with `embedding` and `meta["embedding_key"]`; `embedded` counts the new vectors.

        `progress` is called after each batch with how many are embedded, and how many are to be; an exception from it
        ends the run.
        """
        model = embedder_fingerprint(self.models_folder)
        inputs = [(document.meta["title"], document.content or "") for document in documents]
        keys = [embedding_key(model, *each) for each in inputs]
        known = self.document_store.embeddings_by_key(keys) if self.document_store else {}
        new = {key: passage_input(*each) for key, each in zip(keys, inputs, strict=True) if key not in known}
        known |= self._embed(new, progress)
        embedded = [
            replace(document, embedding=known[key].tolist(), meta={**document.meta, "embedding_key": key})
            for document, key in zip(documents, keys, strict=True)
        ]
        return {"documents": embedded, "embedded": len(new)}

    def _embed(self, texts: dict[str, str], progress: Callable[[int, int], None] | None) -> dict[str, Float32]:
        """Embed texts by key; each batch is kept before it is told of."""
        if not texts:
            return {}
        done = 0
        vectors: dict[str, Float32] = {}

        def count(batch: int) -> None:
            nonlocal done
            done += batch
            if progress:
                progress(done, len(texts))

        encoder = shared_encoder(self.models_folder, EMBEDDER_FILE, self.threads)
        keys = list(texts)
        for positions, batch in encode_batches(encoder, list(texts.values()), count):
            names = [keys[position] for position in positions]
            if self.document_store:
                self.document_store.keep_embeddings(names, batch)
            vectors |= dict(zip(names, batch, strict=True))
        return vectors
