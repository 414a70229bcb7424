"""The Haystack `DocumentStore` on PostgreSQL with pgvector: one snapshot, published or being built.

Why not `pgvector-haystack`: it writes rows one by one, searches words in English alone and all of them at once, and
loses neighbours behind middling filters; `benchmarks.postgres` measures it.
"""

from __future__ import annotations

import os
import weakref
from collections.abc import Callable, Sequence
from typing import Any, Self

import numpy as np
from haystack import Document, default_to_dict
from haystack.document_stores.errors import DocumentStoreError
from haystack.document_stores.types import DuplicatePolicy
from numpy.typing import NDArray
from pgvector import HalfVector
from pgvector.psycopg.halfvec import register_halfvec_info
from psycopg.types import TypeInfo

from index.errors import SnapshotCorrupt
from index.passages import PassageFacts
from index.postgres.address import is_address, without_password
from index.postgres.database import Connection, PostgresDatabase
from index.results import Counts
from index.store.documents import documents_to_write, passage_values, to_document
from index.store.postgres.article_records import ArticleRecords
from index.store.postgres.family_records import FamilyRecords
from index.store.postgres.portable import PostgresRows
from index.store.postgres.schema import PASSAGES, SCHEMA, VECTORS
from index.store.postgres.searching import Searching, joined_condition
from index.store.postgres.source_records import PageRecords, SourceRecords
from index.store.postgres.view import View
from index.store.postgres.word_records import WordRecords
from index.store.postgres.wording import to_tsvector
from index.store.protocols import Filters, Scored

Float32 = NDArray[np.float32]
_FIELDS = """
    p.id, p.name, p.ordinal, p.starts, p.ends, p.text, a.id, a.title, a.url, a.published, a.published_guessed,
    a.page_starts, a.language, a.source, a.origin
    FROM passages AS p JOIN articles AS a ON a.id = p.article
"""
_NAMES = (
    *("row_id", "name", "ordinal", "start", "end", "text", "article_id", "title", "url", "published"),
    *("published_guessed", "page_starts", "language", "source", "origin"),
)
_VARIABLE = "TANYA_DATABASE_URL"


def database_at(url: str) -> PostgresDatabase:
    """Return the database of an index, with what its sessions need to search; nothing is connected yet."""
    settings = {
        "hnsw.iterative_scan": "relaxed_order",
        # What is best for one filter is bad for another.
        "plan_cache_mode": "force_custom_plan",
        # What a search by the vector index keeps while it goes on looking.
        "work_mem": "64MB",
    }
    return PostgresDatabase(url, SCHEMA, settings=settings, on_connect=_register)


def _register(connection: Connection) -> None:
    """Teach a connection pgvector's type, where the database has it."""
    if info := TypeInfo.fetch(connection, "halfvec"):
        register_halfvec_info(connection, info)


class PostgresDocumentStore:
    """Passages with their vectors; see `index.store.protocols`: `PassageStore`, and in a build `BuildStore`."""

    def __init__(
        self,
        view: View,
        total: int | None = None,
        average_length: float | None = None,
        let_go: Callable[[], None] = lambda: None,
    ) -> None:
        """Set up over one snapshot.

        Args:
            view: of the snapshot.
            total: how many passages it has; None in a build, where they change.
            average_length: how many words a passage has; None in a build.
            let_go: called once, when the store is closed or nobody holds it any more.
        """
        self.view, self._total, self._average = view, total, average_length
        self._let_go = weakref.finalize(self, let_go)
        self.articles = ArticleRecords(view)
        self.sources = SourceRecords(view)
        self.pages = PageRecords(view)
        self.families = FamilyRecords(view)
        self.words = WordRecords(view)
        self.portable = PostgresRows(view)
        self._searching = Searching(view, self.words, average_length)

    def close(self) -> None:
        """Let go of the snapshot."""
        self._let_go()

    def to_dict(self) -> dict[str, Any]:
        """Return what `from_dict` needs to open the same snapshot again; never the password."""
        numbers: dict[str, Any] = {"number": self.view.number, "floor": self.view.floor}
        numbers |= {"total": self._total, "average_length": self._average}
        return default_to_dict(self, address=self.view.database.address, **numbers)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Open the store that `to_dict` describes.

        The password comes from TANYA_DATABASE_URL where that names the same database, else from where PostgreSQL's
        clients look (PGPASSWORD, ~/.pgpass).
        """
        given = data["init_parameters"]
        database = database_at(_with_password(given["address"]))
        view = View(database, given["number"], given["floor"])
        return cls(view, given["total"], given["average_length"], database.close)

    def count_documents(self) -> int:
        """Return the number of passages."""
        if self._total is not None:
            return self._total
        return int(self.view.scalar(f"SELECT count(*) FROM passages AS p WHERE {self.view.of_passages('p')}"))

    def counts(self) -> Counts:
        """Return how much it holds."""
        return Counts(self.articles.count(), self.count_documents(), self.sources.count())

    def filter_documents(self, filters: Filters = None) -> list[Document]:
        """Return the passages that match Haystack filters, by article id and ordinal."""
        condition, values = joined_condition(filters) or ("true", [])
        rows = self.view.rows(f"SELECT {_FIELDS} WHERE {self._joined} AND {condition} ORDER BY a.id, p.ordinal", values)
        return [_document(row) for row in rows]

    def languages(self) -> list[str]:
        """Return the languages of the passages."""
        return self._searching.languages()

    def nearest(self, vector: Float32, top_k: int, filters: Filters = None) -> Scored:
        """Return keys and cosines of the nearest passages, best first; see `PassageStore.nearest`."""
        return self._searching.nearest(vector, top_k, filters)

    def matching(self, query: str, top_k: int, filters: Filters = None, forms: Sequence[str] = ()) -> Scored:
        """Return keys and scores of the best passages that share a word with a query; see `Searching.matching`."""
        return self._searching.matching(query, top_k, filters, self.count_documents(), forms)

    def cosines(self, keys: Sequence[int], vector: Float32) -> list[float]:
        """Return the cosines of a vector, float32, (dimension,), and of these passages, in their order."""
        return self._searching.cosines(keys, vector)

    def facts(self, keys: Sequence[int]) -> list[PassageFacts]:
        """Return what ranking asks about these passages; see `PassageStore.facts`."""
        rows = self.view.rows("SELECT id, article, language, published FROM vectors WHERE id = ANY(%s)", [list(keys)])
        found = {row[0]: PassageFacts(*row[1:]) for row in rows}
        if missing := [each for each in keys if each not in found]:
            address = self.view.database.address
            raise SnapshotCorrupt(f"{address}: no passage {missing[0]}, which was found; run: tanya verify")
        return [found[each] for each in keys]

    def documents(self, scored: Sequence[tuple[int, float]]) -> list[Document]:
        """Return the passages of these keys with these scores, in the same order; unknown ones are left out."""
        keys = [each for each, _ in scored]
        rows = self.view.rows(f"SELECT {_FIELDS} WHERE {self._joined} AND p.id = ANY(%s)", [keys])
        found = {row[0]: row for row in rows}
        return [_document(found[each], score) for each, score in scored if each in found]

    def write_documents(self, documents: list[Document], policy: DuplicatePolicy = DuplicatePolicy.NONE) -> int:
        """Write passages; see `BuildStore.write_documents`. Raises DocumentStoreError once published, too."""
        connection = self._building()
        new, replaced = documents_to_write(documents, policy, self._keys_named)
        if replaced:
            self.delete_documents(replaced)
        if new:
            self._copy(connection, new)
        return len(new)

    def _copy(self, connection: Connection, documents: Sequence[Document]) -> None:
        born = self.view.number
        with connection.transaction(), connection.cursor() as cursor:
            cursor.execute("SELECT nextval('passage_ids') FROM generate_series(1, %s)", [len(documents)])
            keys = [row[0] for row in cursor.fetchall()]
            with cursor.copy(f"COPY passages (id, {', '.join(PASSAGES)}, born) FROM STDIN") as copy:
                for key, document in zip(keys, documents, strict=True):
                    copy.write_row((key, *_values(document), born))
            # As text, 384 numbers take longer than all else.
            statement = f"COPY vectors (id, {', '.join(VECTORS)}, born) FROM STDIN (FORMAT BINARY)"
            with cursor.copy(statement) as copy:
                copy.set_types(["int8", "text", "text", "text", "text", "halfvec", "int8"])
                for key, document in zip(keys, documents, strict=True):
                    meta, half = document.meta, HalfVector(np.array(document.embedding, np.float32))
                    owned = (meta["article_id"], meta["language"], meta["published"], meta["source"])
                    copy.write_row((key, *owned, half, born))

    def delete_documents(self, document_ids: list[str]) -> None:
        """Delete passages; see `BuildStore.delete_documents`. Raises DocumentStoreError once published."""
        self._building()
        keys = list(self._keys_named(document_ids).values())
        if keys:
            for table in ("passages", "vectors"):
                self.view.end(table, "id = ANY(%s)", [keys])

    def remove_articles(self, article_ids: Sequence[str]) -> None:
        """Remove articles; see `BuildStore.remove_articles`. Raises DocumentStoreError once published."""
        self.delete_documents(self.passage_names(article_ids))
        if article_ids:
            self.articles.remove(article_ids)
            self.pages.forget_duplicates()

    def passage_names(self, article_ids: Sequence[str]) -> list[str]:
        """Return the ids of all passages of these articles, as documents have them."""
        return self.view.column(
            f"SELECT name FROM passages AS p WHERE {self.view.of_passages('p')} AND article = ANY(%s) "
            "ORDER BY article, ordinal",
            [list(article_ids)],
        )

    def embeddings_by_key(self, keys: Sequence[str]) -> dict[str, Float32]:
        """Return the vectors, float32, (dimension,), of those embedding keys that are in the store or were kept."""
        with self.view.connection() as connection:
            rows = connection.execute(
                "SELECT DISTINCT ON (p.embedding_key) p.embedding_key, v.half FROM passages AS p "
                f"JOIN vectors AS v ON v.id = p.id WHERE p.embedding_key = ANY(%s) AND {self.view.of_passages('p')}",
                [list(keys)],
                binary=True,
            ).fetchall()
            found = {row[0]: row[1].to_numpy().astype(np.float32) for row in rows}
            others = [bytes.fromhex(key) for key in keys if key not in found and _is_hexadecimal(key)]
            kept = connection.execute("SELECT key, vector FROM embeddings WHERE key = ANY(%s)", [others]).fetchall()
        return found | {row[0].hex(): np.frombuffer(row[1], "<f4").astype(np.float32) for row in kept}

    def keep_embeddings(self, keys: Sequence[str], vectors: Float32) -> None:
        """Keep vectors, float32, (n, dimension), for the next build if this one is stopped; durable on return."""
        # In one order, as all do who keep some: none waits for another that waits for it.
        rows = sorted(
            (bytes.fromhex(key), each.tobytes())
            for key, each in zip(keys, np.ascontiguousarray(vectors, "<f4"), strict=True)
        )
        connection = self._building()
        with connection.transaction(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = on")
            cursor.executemany("INSERT INTO embeddings VALUES (%s, %s) ON CONFLICT DO NOTHING", rows)

    @property
    def _joined(self) -> str:
        return f"{self.view.of_passages('p')} AND {self.view.of('a')}"

    def _keys_named(self, names: Sequence[str]) -> dict[str, int]:
        rows = self.view.rows(
            f"SELECT name, id FROM passages AS p WHERE {self.view.of_passages('p')} AND name = ANY(%s)", [list(names)]
        )
        return dict(rows)

    def _building(self) -> Connection:
        if self.view.building is None:
            raise DocumentStoreError("a published snapshot is read-only; a build makes a new one")
        return self.view.building


def _document(row: tuple[Any, ...], score: float | None = None) -> Document:
    return to_document(dict(zip(_NAMES, row, strict=True)), score)


def _values(document: Document) -> tuple[Any, ...]:
    """Return the values of `PASSAGES`."""
    words, length = to_tsvector(document.meta["title"], document.content or "")
    return (*passage_values(document), length, words)


def _is_hexadecimal(key: str) -> bool:
    return len(key) % 2 == 0 and all(each in "0123456789abcdef" for each in key)


def _with_password(address: str) -> str:
    """Return an address as the environment has it, where it has the same one."""
    url = os.environ.get(_VARIABLE, "")
    return url if is_address(url) and without_password(url) == address else address
