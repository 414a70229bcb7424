"""The Haystack store on PostgreSQL in a pipeline: written down without its password, and opened again."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from haystack import Document, Pipeline
from haystack.document_stores.errors import DocumentStoreError

from index.embedding.encoder import DIMENSION
from index.pipelines import query_pipeline
from index.store.postgres.document_store import PostgresDocumentStore
from index.store.postgres.snapshots.archive import PostgresArchive
from index.store.postgres.snapshots.locks import numbers_read
from tests.conftest import MODEL, MakeArticle, unit_vectors
from tests.index.store.postgres.conftest import Publish


def test_a_pipeline_is_written_down_without_the_password(
    publish: Publish, make_article: MakeArticle, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes from the environment again, where that names the same database."""
    publish(make_article("kapal karam"))
    url = postgres_url.replace("postgres@", "postgres:canary@")
    archive = PostgresArchive(url, dimension=DIMENSION)
    store = archive.open_current(MODEL).store
    text = query_pipeline(store).dumps()
    monkeypatch.setenv("TANYA_DATABASE_URL", url)
    retriever: Any = Pipeline.loads(text, allowed_modules=["index"]).get_component("retriever")
    again: PostgresDocumentStore = retriever.document_store

    assert "canary" not in text
    assert "canary" not in repr(again.view)
    found = retriever.run(query="kapal", embedding=unit_vectors(1)[0].tolist())["documents"]
    assert [each.content for each in found] == ["kapal karam"]
    assert again.matching("kapal", 5) == store.matching("kapal", 5)
    for each in (store, again):
        each.close()
    archive.close()


def test_a_published_snapshot_is_read_only(
    archive: PostgresArchive, publish: Publish, make_article: MakeArticle
) -> None:
    """A build makes a new one."""
    publish(make_article("kapal"))
    store = archive.open_current(MODEL).store
    for write in (lambda: store.write_documents([Document(content="x")]), lambda: store.delete_documents(["x"])):
        with pytest.raises(DocumentStoreError, match="read-only"):
            write()
    store.close()


def test_more_passages_than_one_page_of_rows(
    archive: PostgresArchive, publish: Publish, make_article: MakeArticle
) -> None:
    """Looked up, read and removed at once."""
    many = [make_article(f"teks {number}") for number in range(1_200)]
    publish(*many)
    publish(without=many[1:])
    store = archive.open_current(MODEL).store

    assert [each.content for each in store.filter_documents()] == ["teks 0"]
    store.close()


def test_a_snapshot_that_nobody_holds_is_let_go(
    archive: PostgresArchive, publish: Publish, make_article: MakeArticle
) -> None:
    """Though it was never closed, so that its rows can be removed."""
    publish(make_article("kapal"))
    store, other = (archive.open_current(MODEL).store for _ in range(2))
    with archive.database.connection() as connection:
        assert numbers_read(connection) == {1}
        del store
        assert numbers_read(connection) == {1}
        other.close()
        assert numbers_read(connection) == set()


def test_readers_go_on_when_the_server_closed_all_connections(
    archive: PostgresArchive, publish: Publish, make_article: MakeArticle, postgres_url: str
) -> None:
    """Their snapshots are held again, the older one too."""
    publish(make_article("kapal"))
    older = archive.open_current(MODEL).store
    publish(make_article("padi"))
    with psycopg.connect(postgres_url) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity WHERE application_name LIKE 'tanya%'"
        )
    newer = archive.open_current(MODEL).store

    assert (older.count_documents(), len(newer.filter_documents())) == (1, 2)
    with archive.database.connection() as connection:
        assert numbers_read(connection) == {1, 2}
    for each in (older, newer):
        each.close()
