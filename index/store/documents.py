"""Passages as Haystack documents: made of what a store has of them, and looked at before they are written."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from haystack import Document
from haystack.document_stores.errors import DocumentStoreError, DuplicateDocumentError
from haystack.document_stores.types import DuplicatePolicy

from index.passages import META

# What a passage's row holds in every store, in this order.
_OF_META = ("article_id", "ordinal", "start", "end", "embedding_key", "language", "published", "source", "title")


def to_document(values: Mapping[str, Any], score: float | None = None) -> Document:
    """Make a document of a passage's `name` and `text`, its article's `page_starts`, and all of `META`."""
    meta = {name: values[name] for name in META} | {"published_guessed": bool(values["published_guessed"])}
    if values["page_starts"] != "[]":
        meta["page_starts"] = json.loads(values["page_starts"])
    return Document(id=values["name"], content=values["text"], meta=meta, score=score)


def passage_values(document: Document) -> tuple[Any, ...]:
    """Return a document's id, article, ordinal, start, end, embedding key, language, day, source, title and text."""
    return (document.id, *(document.meta[name] for name in _OF_META), document.content or "")


def documents_to_write(
    documents: list[Document], policy: DuplicatePolicy, known_among: Callable[[Sequence[str]], Collection[str]]
) -> tuple[list[Document], list[str]]:
    """Return which documents are to be written, each id once, and the ids that have to be deleted before.

    Args:
        documents: to be written.
        policy: for those whose id is known, or twice among them.
        known_among: returns those of some ids that the store has.

    Raises:
        DuplicateDocumentError: there is one like that, and the policy is FAIL or NONE.
        DocumentStoreError: one that is to be written has no embedding.
        ValueError: this is no list of documents; Haystack asks for this error.
    """
    if not isinstance(documents, list) or not all(isinstance(each, Document) for each in documents):
        raise ValueError(f"documents are expected in a list; found {type(documents).__name__}: {documents!r:.60}")
    unique = {each.id: each for each in documents}
    known = known_among(list(unique))
    repeated = len(unique) < len(documents)
    if policy in (DuplicatePolicy.FAIL, DuplicatePolicy.NONE) and (known or repeated):
        raise DuplicateDocumentError(
            f"{len(known)} of {len(documents)} passages are in the store already"
            + (", some are twice among them" if repeated else "")
        )
    overwrite = policy == DuplicatePolicy.OVERWRITE
    new = [document for name, document in unique.items() if overwrite or name not in known]
    if without := [document.id for document in new if document.embedding is None]:
        raise DocumentStoreError(f"{len(without)} passages have no embedding, {without[0]} first")
    return new, list(known) if overwrite else []
