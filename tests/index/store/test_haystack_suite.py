"""Haystack's own tests of document stores, over every store of ours, while a build writes to it.

Our stores keep passages of articles, with fields of their own, and not any document. So each document of these tests is
made a passage of one, its fields go by names of ours, and what comes back is compared by id and content.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from haystack import Document
from haystack.document_stores.errors import DuplicateDocumentError
from haystack.document_stores.types import DocumentStore, DuplicatePolicy
from haystack.testing.document_store import DocumentStoreBaseTests, create_filterable_docs

from index.articles import Article
from index.passages import PassageSettings
from index.store.protocols import Archive, BuildStore
from tests.conftest import MODEL, unit_vectors
from tests.index.store.conftest import NewArchive

# By the names of these tests: a number, a day that may be missing, a text that may be, and two that are always there.
FIELDS = {"number": "start", "date": "published", "page": "source", "chapter": "language", "name": "title"}
VECTOR = unit_vectors(1)[0].tolist()


class Passages:
    """A store that takes documents of these tests."""

    def __init__(self, store: BuildStore) -> None:
        self.store = store

    def count_documents(self) -> int:
        return self.store.count_documents()

    def delete_documents(self, document_ids: list[str]) -> None:
        self.store.delete_documents(document_ids)

    def filter_documents(self, filters: dict[str, Any] | None = None) -> list[Document]:
        return self.store.filter_documents(renamed(filters))

    def write_documents(self, documents: Any, policy: DuplicatePolicy = DuplicatePolicy.NONE) -> int:
        are_documents = isinstance(documents, list) and all(isinstance(each, Document) for each in documents)
        return self.store.write_documents(
            [self._passage(each) for each in documents] if are_documents else documents, policy
        )

    def _passage(self, document: Document) -> Document:
        """Put an article under a document's id; return the document as its passage."""
        meta, text = document.meta, document.content or ""
        language, title = meta.get("chapter", "id"), meta.get("name", "")
        article = Article(document.id, title, text, None, None, language, meta.get("page"), "/a")
        self.store.articles.put([article], "/a", [article.content_hash])
        place = {"article_id": document.id, "ordinal": 0, "start": meta.get("number", 0), "end": 1}
        shown = {"title": title, "published": meta.get("date"), "source": meta.get("page"), "language": language}
        return replace(document, embedding=VECTOR, meta={**place, **shown, "embedding_key": "00"})


def renamed(filters: Any) -> Any:
    """Return filters with our names of fields."""
    found = copy.deepcopy(filters)
    for node in [found, *(found or {}).get("conditions", [])]:
        if node and "conditions" in node:
            node["conditions"] = [renamed(each) for each in node["conditions"]]
        elif node and "field" in node:
            prefix, _, name = node["field"].rpartition(".")
            node["field"] = f"{prefix}.{FIELDS.get(name, name)}"
    return found


@pytest.fixture(scope="module")
def kept(new_archive: NewArchive, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """One archive for all of them: what is not published leaves nothing."""
    return new_archive(tmp_path_factory.mktemp("suite"))


class TestHaystackSuite(DocumentStoreBaseTests):
    """What Haystack asks of every store."""

    @pytest.fixture
    def document_store(self, kept: Archive) -> Iterator[Passages]:
        """An empty store."""
        with kept.build(MODEL, PassageSettings()) as build:
            yield Passages(build.store)

    @pytest.fixture
    def filterable_docs(self) -> list[Document]:
        """A passage always has a number and a language."""
        return [replace(each, meta={"number": 0, "chapter": "none"} | each.meta) for each in create_filterable_docs()]

    @staticmethod
    def assert_documents_are_equal(received: list[Document], expected: list[Document]) -> None:
        """What is found, whatever its order."""
        found, wanted = ({each.id: each.content for each in several} for several in (received, expected))
        assert found == wanted
        assert len(received) == len(expected)

    def test_write_documents(self, document_store: DocumentStore) -> None:
        """Unless told otherwise a store refuses what is there."""
        document = Document(content="test doc")
        assert document_store.write_documents([document]) == 1
        with pytest.raises(DuplicateDocumentError):
            document_store.write_documents([document])
