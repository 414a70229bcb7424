"""The Haystack `DocumentStore` on FAISS and SQLite: vectors in one file, text, metadata and BM25 in the other.

One store is one snapshot's folder. A published one is read-only; a build writes its own and publishes it. Why not
`faiss-haystack`: it filters after the search, and overwrites its files in place.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
from haystack import Document, default_from_dict, default_to_dict
from haystack.document_stores.errors import DocumentStoreError, DuplicateDocumentError
from haystack.document_stores.types import DuplicatePolicy
from numpy.typing import NDArray

from index import filters as sql_filters
from index.articles import Article
from index.database import Database, PassageRow
from index.manifest import PASSAGES_FILE, VECTORS_FILE
from index.vectors import VectorIndex

Float32 = NDArray[np.float32]
DIMENSION = 384
_WORD = re.compile(r"\w+")
_MAX_QUERY_WORDS = 48
_FILTERS_KEPT = 16


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
        vectors = Path(folder) / VECTORS_FILE
        fresh = writable and not vectors.exists()
        self.vectors = VectorIndex(dimension) if fresh else VectorIndex.load(vectors, dimension)
        self._allowed: dict[str, NDArray[np.int64]] = {}

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
        self._require_writable()
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
            self.vectors.add(np.array([ids[document.id] for document in new], np.int64), vectors)
        return len(new)

    def delete_documents(self, document_ids: list[str]) -> None:
        """Delete passages; ids that are not there do not matter.

        Raises:
            DocumentStoreError: the store is read-only.
        """
        self._require_writable()
        ids = list(self.database.ids_named(document_ids).values())
        self.database.write("DELETE FROM passages WHERE id = ?", [(each,) for each in ids])
        self.vectors.remove(np.array(ids, np.int64))

    def save(self) -> None:
        """Write what is still in memory; the files are then ready to be hashed and published."""
        self.database.commit_and_compact()
        self.vectors.save(Path(self.folder) / VECTORS_FILE)

    def allowed_ids(self, filters: dict[str, Any] | None) -> NDArray[np.int64] | None:
        """Return the row ids that filters let through, int64, (n,); None when there are no filters."""
        condition = sql_filters.to_sql(filters)
        if condition is None:
            return None
        # A published snapshot does not change, and most questions filter by nothing but language.
        key = repr(condition)
        known = None if self.writable else self._allowed.get(key)
        if known is None:
            known = np.array(self.database.ids_where(*condition), np.int64)
            if len(self._allowed) >= _FILTERS_KEPT:
                self._allowed.clear()
            self._allowed[key] = known
        return known

    def search_vector(
        self, embedding: Float32, top_k: int, allowed: NDArray[np.int64] | None = None
    ) -> list[tuple[int, float]]:
        """Return (row id, cosine) of the nearest passages, best first.

        Args:
            embedding: float32, (dimension,), L2-normalised.
            top_k: how many at the most.
            allowed: row ids to search among, from `allowed_ids`.
        """
        ids, scores = self.vectors.search(embedding, top_k, allowed)
        return [(int(each), float(score)) for each, score in zip(ids, scores, strict=True)]

    def search_words(self, query: str, top_k: int, filters: dict[str, Any] | None = None) -> list[tuple[int, float]]:
        """Return (row id, BM25 score) of the best passages that share a word with the query, best first."""
        words = list(dict.fromkeys(_WORD.findall(query.lower())))[:_MAX_QUERY_WORDS]
        if not words:
            return []
        match = " OR ".join(f'"{word}"' for word in words)
        return self.database.search_text(match, top_k, *(sql_filters.to_sql(filters) or ("", [])))

    def documents(self, scored: Sequence[tuple[int, float]]) -> list[Document]:
        """Return the passages of these row ids with these scores, in the same order."""
        rows = self.database.passage_rows([each for each, _ in scored])
        return [to_document(rows[each], score) for each, score in scored if each in rows]

    def languages(self) -> list[str]:
        """Return the languages of the articles."""
        return [row[0] for row in self.database.rows("SELECT DISTINCT language FROM articles ORDER BY language")]

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

    def _require_writable(self) -> None:
        if not self.writable:
            raise DocumentStoreError(f"{self.folder} is a published snapshot and read-only; a build makes a new one")


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
        "language": article.language,
        "source": article.source,
        "origin": article.origin,
    }
    return Document(id=f"{article.id}-{digest[:8]}", content=text, meta=meta)


def to_document(row: Any, score: float | None = None) -> Document:
    """Make a Haystack document of a row of `Database.passage_rows`."""
    names = ("article_id", "ordinal", "start", "end", "title", "url", "published", "language", "source", "origin")
    return Document(id=row["name"], content=row["text"], meta={name: row[name] for name in names}, score=score)


def _to_row(document: Document) -> PassageRow:
    meta = document.meta
    return PassageRow(
        name=document.id,
        article_id=meta["article_id"],
        ordinal=meta["ordinal"],
        start=meta["start"],
        end=meta["end"],
        title=meta["title"],
        text=document.content or "",
        embedding_key=meta["embedding_key"],
    )
