"""The Haystack `DocumentStore` on FAISS and SQLite: vectors in one file, text, metadata and BM25 in the other.

One store is one snapshot's folder. A published one is read-only; a build writes its own and publishes it. Why not
`faiss-haystack`: it filters after the search, and overwrites its files in place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
from haystack import Document, default_from_dict, default_to_dict
from haystack.document_stores.errors import DocumentStoreError
from haystack.document_stores.types import DuplicatePolicy
from numpy.typing import NDArray

from index.passages import PassageFacts
from index.results import Counts
from index.store.documents import documents_to_write, passage_values, to_document
from index.store.filters import Dialect, to_sql
from index.store.lexical import BUDGET, MOST_FORMS, chosen_words, match_expression, with_forms, words_of
from index.store.local.article_records import ArticleRecords
from index.store.local.database import Database
from index.store.local.embedding_journal import EmbeddingJournal
from index.store.local.family_records import FamilyRecords
from index.store.local.passage_records import PassageRecords
from index.store.local.portable import LocalRows
from index.store.local.source_records import PageRecords, SourceRecords
from index.store.local.word_records import WordRecords
from index.store.protocols import Filters, Scored, Tell
from index.store.vectors.growing import GrowingVectors
from index.store.vectors.selection import Selection
from index.store.vectors.vector_file import VectorLayout
from index.store.vectors.vector_index import VectorIndex

Float32 = NDArray[np.float32]
# What a snapshot's manifest lists, and a backup takes.
PASSAGES_FILE = "passages.sqlite"
VECTORS_FILE = "dense.faiss"
FILES = (PASSAGES_FILE, VECTORS_FILE)
_FILTERS_KEPT = 16
_OF_PASSAGE = ("ordinal", "start", "end", "title", "published", "source", "language")
_DIALECT = Dialect(
    {"id": "p.name", "content": "p.text", "article_id": "p.article", "url": "a.url", "origin": "a.origin"}
    | {name: f"p.{name}" for name in _OF_PASSAGE}
)
# Passing over a passage costs a tenth of scoring it.
_PASSED_OVER_AT_MOST = 10 * BUDGET


class FaissDocumentStore:
    """Passages with their vectors; see `index.store.protocols`: `PassageStore`, and with `writable` `BuildStore`."""

    def __init__(self, folder: str, *, dimension: int, writable: bool = False, journal: str | None = None) -> None:
        """Open the store in a folder, or with `writable` make one there.

        Args:
            folder: of the database and the vectors.
            dimension: of the vectors.
            writable: for a build's own folder; a published snapshot is never written to.
            journal: the file where a build's embeddings are kept until it is published; nowhere when None.

        Raises:
            SnapshotCorrupt: a file is damaged.
            SnapshotMismatch: the vectors have another dimension.
        """
        self.folder, self.writable, self.dimension, self.journal = folder, writable, dimension, journal
        self.database = Database(Path(folder) / PASSAGES_FILE, writable=writable)
        self.articles = ArticleRecords(self.database)
        self.sources = SourceRecords(self.database)
        self.pages = PageRecords(self.database)
        self.families = FamilyRecords(self.database)
        self.words = WordRecords(self.database)
        self._passages = PassageRecords(self.database)
        path = Path(folder) / VECTORS_FILE
        self.vectors: VectorIndex | GrowingVectors = (
            GrowingVectors(path, dimension) if writable else VectorIndex.load(path, dimension)
        )
        self.portable = LocalRows(self.database, self.vectors.vectors_of)
        self._journal = EmbeddingJournal(Path(journal), dimension) if journal else None
        self._selections: dict[str, Selection] = {}

    def close(self) -> None:
        """Close the database; the store cannot be used afterwards."""
        self.database.close()
        if self._journal:
            self._journal.close()

    def to_dict(self) -> dict[str, Any]:
        """Return what `from_dict` needs to open the same folder again."""
        names = ("folder", "dimension", "writable", "journal")
        return default_to_dict(self, **{name: getattr(self, name) for name in names})

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Open the store that `to_dict` describes."""
        return default_from_dict(cls, data)

    def count_documents(self) -> int:
        """Return the number of passages."""
        return self._passages.count()

    def counts(self) -> Counts:
        """Return how much it holds."""
        return Counts(self.articles.count(), self.count_documents(), self.sources.count())

    def filter_documents(self, filters: Filters = None) -> list[Document]:
        """Return the passages that match Haystack filters, in the order of their articles."""
        where, values = to_sql(filters, _DIALECT) or ("1", [])
        return [to_document(dict(row)) for row in self._passages.matching(where, values)]

    def write_documents(self, documents: list[Document], policy: DuplicatePolicy = DuplicatePolicy.NONE) -> int:
        """Write passages; see `BuildStore.write_documents`. Raises DocumentStoreError when read-only, too."""
        growing = self._growing()
        new, replaced = documents_to_write(documents, policy, self._passages.ids_named)
        if replaced:
            self.delete_documents(replaced)
        self._passages.put(map(passage_values, new))
        ids = self._passages.ids_named([document.id for document in new])
        if new:
            vectors = np.array([document.embedding for document in new], np.float32)
            growing.add(np.array([ids[document.id] for document in new], np.int64), vectors)
        return len(new)

    def delete_documents(self, document_ids: list[str]) -> None:
        """Delete passages; see `BuildStore.delete_documents`. Raises DocumentStoreError when read-only."""
        growing = self._growing()
        ids = list(self._passages.ids_named(document_ids).values())
        self._passages.remove(ids)
        growing.remove(np.array(ids, np.int64))

    def remove_articles(self, article_ids: Sequence[str]) -> None:
        """Remove articles; see `BuildStore.remove_articles`. Raises DocumentStoreError when read-only."""
        self.delete_documents(self.passage_names(article_ids))
        self.articles.remove(article_ids)
        if article_ids:
            self.pages.forget_duplicates()

    def clear_passages(self) -> None:
        """Remove all passages, so that every article is cut and embedded anew, and every file is read anew."""
        self._passages.clear()
        self.sources.forget_files()

    def save(
        self, questions: Callable[[], Float32] | None = None, tell: Tell = lambda done, total: None
    ) -> VectorLayout:
        """Write what is in memory, so that the files can be hashed and published; return how vectors are searched.

        For `questions` and `tell` see `Build.publish`. Raises DocumentStoreError when read-only.
        """
        growing = self._growing()
        self._passages.finish()
        self.database.compact()
        return growing.save(questions, tell)

    def nearest(self, vector: Float32, top_k: int, filters: Filters = None) -> Scored:
        """Return row ids and cosines of the nearest passages, best first; see `PassageStore.nearest`."""
        ids, scores = self.vectors.search(vector, top_k, self.selection(filters))
        return [(int(each), float(score)) for each, score in zip(ids, scores, strict=True)]

    def matching(self, query: str, top_k: int, filters: Filters = None, forms: Sequence[str] = ()) -> Scored:
        """Return row ids and BM25 scores; see `PassageStore.matching`, and of the words taken `index.store.lexical`."""
        allowed = self.selection(filters)
        total = len(self.vectors)
        budget = BUDGET
        if allowed is not None:
            budget = min(BUDGET * total // max(1, len(allowed)), _PASSED_OVER_AT_MOST)
        chosen = chosen_words(words_of(query), self._passages.common_words, total, budget)
        match = match_expression(with_forms(chosen, self.words.counts(forms), budget, MOST_FORMS))
        if not match or (allowed is not None and not len(allowed)):
            return []
        return self._passages.search(match, top_k, allowed.flags if allowed is not None else None)

    def selection(self, filters: Filters) -> Selection | None:
        """Return the passages that filters let through; None when there are no filters."""
        condition = to_sql(filters, _DIALECT)
        if condition is None:
            return None
        # A published snapshot does not change, and most questions filter by nothing but language.
        key = repr(condition)
        known = None if self.writable else self._selections.get(key)
        if known is None:
            known = Selection(self._passages.ids_matching(*condition))
            if len(self._selections) >= _FILTERS_KEPT:
                self._selections.clear()
            self._selections[key] = known
        return known

    def cosines(self, keys: Sequence[int], vector: Float32) -> list[float]:
        """Return the cosines of a vector, float32, (dimension,), and of these passages, in their order."""
        if not keys:
            return []
        found: list[float] = (self.vectors.vectors_of(np.array(keys, np.int64)) @ vector).tolist()
        return found

    def facts(self, keys: Sequence[int]) -> list[PassageFacts]:
        """Return what ranking asks about these passages; see `PassageStore.facts`."""
        return self._passages.facts(keys)

    def documents(self, scored: Sequence[tuple[int, float]]) -> list[Document]:
        """Return the passages of these row ids with these scores, in the same order; unknown ones are left out."""
        rows = self._passages.rows([each for each, _ in scored])
        return [to_document(dict(rows[each]), score) for each, score in scored if each in rows]

    def languages(self) -> list[str]:
        """Return the languages of the passages."""
        return self._passages.languages()

    def embeddings_by_key(self, keys: Sequence[str]) -> dict[str, Float32]:
        """Return the vectors, float32, (dimension,), of those embedding keys that are in the store or the journal."""
        ids = self._passages.ids_embedded(keys)
        found: dict[str, Float32] = {}
        if ids:
            found = dict(zip(ids, self.vectors.vectors_of(np.array(list(ids.values()), np.int64)), strict=True))
        return found | (self._journal.find([key for key in keys if key not in found]) if self._journal else {})

    def keep_embeddings(self, keys: Sequence[str], vectors: Float32) -> None:
        """Keep vectors in the journal, if there is one; see `EmbeddingStore.keep_embeddings`."""
        if self._journal:
            self._journal.append(keys, vectors)

    def passage_names(self, article_ids: Sequence[str]) -> list[str]:
        """Return the ids of all passages of these articles, as documents have them."""
        return self._passages.names_of(article_ids)

    def _growing(self) -> GrowingVectors:
        if not isinstance(self.vectors, GrowingVectors):
            raise DocumentStoreError(f"{self.folder} is a published snapshot and read-only; a build makes a new one")
        return self.vectors
