"""The Haystack `DocumentStore` on FAISS and SQLite: vectors in one file, text, metadata and BM25 in the other.

One store is one snapshot's folder. A published one is read-only; a build writes its own and publishes it. Why not
`faiss-haystack`: it filters after the search, and overwrites its files in place.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
from haystack import Document, default_from_dict, default_to_dict
from haystack.document_stores.errors import DocumentStoreError, DuplicateDocumentError
from haystack.document_stores.types import DuplicatePolicy
from numpy.typing import NDArray

from index.articles import Article
from index.snapshots.manifest import PASSAGES_FILE, VECTORS_FILE
from index.store import filters as sql_filters
from index.store.database import Database, PassageRow
from index.store.growing import GrowingVectors, Tell
from index.store.lexical import BUDGET, match_expression, words_of
from index.store.selection import Selection
from index.store.vector_file import VectorLayout
from index.store.vectors import VectorIndex

Float32 = NDArray[np.float32]
DIMENSION = 384
_FILTERS_KEPT = 16
# Passing over a passage costs a tenth of scoring it.
_PASSED_OVER_AT_MOST = 10 * BUDGET


class FaissDocumentStore:
    """Passages with their vectors; scores are higher-is-better."""

    def __init__(self, folder: str, *, writable: bool = False, dimension: int = DIMENSION) -> None:
        """Open the store in a folder, or with `writable` make one there.

        Args:
            folder: of `passages.sqlite` and `dense.faiss`.
            writable: for a build's own folder; a published snapshot is never written to.
            dimension: of the vectors.

        Raises:
            SnapshotCorrupt: a file is damaged.
            SnapshotMismatch: the vectors have another dimension.
        """
        self.folder, self.writable, self.dimension = folder, writable, dimension
        self.database = Database(Path(folder) / PASSAGES_FILE, writable=writable)
        path = Path(folder) / VECTORS_FILE
        self.vectors: VectorIndex | GrowingVectors = (
            GrowingVectors(path, dimension) if writable else VectorIndex.load(path, dimension)
        )
        self._selections: dict[str, Selection] = {}

    def close(self) -> None:
        """Close the database; the store cannot be used afterwards."""
        self.database.close()

    def to_dict(self) -> dict[str, Any]:
        """Return what `from_dict` needs to open the same folder again."""
        return default_to_dict(self, folder=self.folder, writable=self.writable, dimension=self.dimension)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Open the store that `to_dict` describes."""
        return default_from_dict(cls, data)

    def count_documents(self) -> int:
        """Return the number of passages."""
        return int(self.database.scalar("SELECT count(*) FROM passages"))

    def filter_documents(self, filters: dict[str, Any] | None = None) -> list[Document]:
        """Return the passages that match Haystack filters, in the order of their articles."""
        where, values = sql_filters.to_sql(filters) or ("1", [])
        return [to_document(row) for row in self.database.passages_where(where, values)]

    def write_documents(self, documents: list[Document], policy: DuplicatePolicy = DuplicatePolicy.NONE) -> int:
        """Write passages with their embeddings; their articles must have been put into the database before.

        Returns:
            How many were written.

        Raises:
            DuplicateDocumentError: one is there already, or twice among them, and the policy is FAIL or NONE.
            DocumentStoreError: the store is read-only, or a document has no embedding.
        """
        growing = self._growing()
        unique = {document.id: document for document in documents}
        known = self.database.ids_named(list(unique))
        repeated = len(unique) < len(documents)
        if policy in (DuplicatePolicy.FAIL, DuplicatePolicy.NONE) and (known or repeated):
            raise DuplicateDocumentError(
                f"{len(known)} of {len(documents)} passages are in the store already"
                + (", some are twice among them" if repeated else "")
            )
        overwrite = policy == DuplicatePolicy.OVERWRITE
        new = [document for name, document in unique.items() if overwrite or name not in known]
        without = [document.id for document in new if document.embedding is None]
        if without:
            raise DocumentStoreError(f"{len(without)} passages have no embedding, {without[0]} first")
        if overwrite:
            self.delete_documents(list(known))
        self.database.put_passages(_to_row(document) for document in new)
        ids = self.database.ids_named([document.id for document in new])
        if new:
            vectors = np.array([document.embedding for document in new], np.float32)
            growing.add(np.array([ids[document.id] for document in new], np.int64), vectors)
        return len(new)

    def delete_documents(self, document_ids: list[str]) -> None:
        """Delete passages; ids that are not there do not matter.

        Raises:
            DocumentStoreError: the store is read-only.
        """
        growing = self._growing()
        ids = list(self.database.ids_named(document_ids).values())
        self.database.write("DELETE FROM passages WHERE id = ?", [(each,) for each in ids])
        growing.remove(np.array(ids, np.int64))

    def save(self, queries: Float32 | None = None, tell: Tell = lambda done, total: None) -> VectorLayout:
        """Write what is still in memory; the files are then ready to be hashed and published.

        Args:
            queries: float32, (n, dimension), to measure the vector search with; see `GrowingVectors.save`.
            tell: called with how many vectors are sorted, of how many.

        Returns:
            How the vectors are searched.

        Raises:
            DocumentStoreError: the store is read-only.
        """
        growing = self._growing()
        self.database.commit_and_compact()
        return growing.save(queries, tell)

    def selection(self, filters: dict[str, Any] | None) -> Selection | None:
        """Return the passages that filters let through; None when there are no filters."""
        condition = sql_filters.to_sql(filters)
        if condition is None:
            return None
        # A published snapshot does not change, and most questions filter by nothing but language.
        key = repr(condition)
        known = None if self.writable else self._selections.get(key)
        if known is None:
            known = Selection(self.database.ids_where(*condition))
            if len(self._selections) >= _FILTERS_KEPT:
                self._selections.clear()
            self._selections[key] = known
        return known

    def search_vector(
        self, embedding: Float32, top_k: int, allowed: Selection | None = None
    ) -> list[tuple[int, float]]:
        """Return (row id, cosine) of the nearest passages, best first.

        Args:
            embedding: float32, (dimension,), L2-normalised.
            top_k: how many at the most.
            allowed: passages to search among, from `selection`.
        """
        ids, scores = self.vectors.search(embedding, top_k, allowed)
        return [(int(each), float(score)) for each, score in zip(ids, scores, strict=True)]

    def search_words(self, query: str, top_k: int, allowed: Selection | None = None) -> list[tuple[int, float]]:
        """Return (row id, BM25 score) of the best passages that share a word with the query, best first.

        Of words that too many passages have, the rarest are taken; see `index.store.lexical`.

        Args:
            query: the question.
            top_k: how many at the most.
            allowed: passages to search among, from `selection`.
        """
        total = len(self.vectors)
        budget = BUDGET
        if allowed is not None:
            budget = min(BUDGET * total // max(1, len(allowed)), _PASSED_OVER_AT_MOST)
        match = match_expression(words_of(query), self.database.passages_with, total, budget)
        if not match or (allowed is not None and not len(allowed)):
            return []
        return self.database.search_text(match, top_k, allowed.flags if allowed is not None else None)

    def documents(self, scored: Sequence[tuple[int, float]]) -> list[Document]:
        """Return the passages of these row ids with these scores, in the same order."""
        rows = self.database.passage_rows([each for each, _ in scored])
        return [to_document(rows[each], score) for each, score in scored if each in rows]

    def languages(self) -> list[str]:
        """Return the languages of the passages."""
        return self.database.languages()

    def article_text(self, article_id: str) -> str:
        """Return an article's whole text; empty when there is no such article."""
        return self.database.scalar("SELECT text FROM articles WHERE id = ?", [article_id]) or ""

    def embeddings_by_key(self, keys: Sequence[str]) -> dict[str, Float32]:
        """Return the vectors, float32, (dimension,), of those embedding keys that are in the store."""
        found = self.database.ids_embedded(keys)
        if not found:
            return {}
        vectors = self.vectors.vectors_of(np.array(list(found.values()), np.int64))
        return dict(zip(found, vectors, strict=True))

    def passage_names(self, article_ids: Iterable[str]) -> list[str]:
        """Return the names of all passages of these articles."""
        found = []
        for article_id in article_ids:
            found += self.database.rows("SELECT name FROM passages WHERE article = ?", [article_id])
        return [row[0] for row in found]

    def _growing(self) -> GrowingVectors:
        if not isinstance(self.vectors, GrowingVectors):
            raise DocumentStoreError(f"{self.folder} is a published snapshot and read-only; a build makes a new one")
        return self.vectors


def passage_document(article: Article, ordinal: int, span: tuple[int, int]) -> Document:
    """Make a Haystack document of one passage of an article; its id changes with its place and text."""
    start, end = span
    text = article.text[start:end]
    digest = hashlib.sha256(f"{start}:{end}:{text}".encode("utf-8", "surrogatepass")).hexdigest()
    meta = {
        "article_id": article.id,
        "ordinal": ordinal,
        "start": start,
        "end": end,
        "title": article.title,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "published_guessed": article.published_guessed,
        "language": article.language,
        "source": article.source,
        "origin": article.origin,
    }
    return Document(id=f"{article.id}-{digest[:8]}", content=text, meta=meta)


def to_document(row: Any, score: float | None = None) -> Document:
    """Make a Haystack document of a row of `Database.passage_rows`."""
    names = ("article_id", "ordinal", "start", "end", "title", "url", "published", "language", "source", "origin")
    meta = {name: row[name] for name in names} | {"published_guessed": bool(row["published_guessed"])}
    if row["page_starts"] != "[]":
        meta["page_starts"] = json.loads(row["page_starts"])
    return Document(id=row["name"], content=row["text"], meta=meta, score=score)


def _to_row(document: Document) -> PassageRow:
    meta = document.meta
    return PassageRow(
        name=document.id,
        article_id=meta["article_id"],
        ordinal=meta["ordinal"],
        start=meta["start"],
        end=meta["end"],
        embedding_key=meta["embedding_key"],
        language=meta["language"],
        published=meta["published"],
        source=meta["source"],
        title=meta["title"],
        text=document.content or "",
    )
