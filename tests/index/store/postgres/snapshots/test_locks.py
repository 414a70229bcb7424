"""Who reads which snapshot: let go from anywhere, also by the garbage collector, without waiting for anybody."""

from __future__ import annotations

import gc
import threading

import pytest

from index.postgres.database import Connection
from index.store.postgres.document_store import PostgresDocumentStore
from index.store.postgres.snapshots.archive import PostgresArchive
from index.store.postgres.snapshots.locks import Readers, numbers_read
from tests.conftest import MODEL, MakeArticle
from tests.index.store.postgres.conftest import Publish

_PATIENCE_S = 20.0


def read(archive: PostgresArchive) -> set[int]:
    """Return the numbers of the snapshots that somebody has open."""
    with archive.database.connection() as connection:
        return numbers_read(connection)


def forget(store: PostgresDocumentStore) -> None:
    """Make a store part of a cycle, so that whoever forgets it leaves it to the garbage collector."""
    vars(store)["itself"] = store


def open_in_thread(archive: PostgresArchive) -> tuple[threading.Thread, list[PostgresDocumentStore]]:
    """Begin to open the served snapshot; a thread that waits for ever ends no test."""
    opened: list[PostgresDocumentStore] = []
    thread = threading.Thread(target=lambda: opened.append(archive.open_current(MODEL).store), daemon=True)
    thread.start()
    return thread, opened


def test_a_snapshot_collected_while_another_is_opened(
    archive: PostgresArchive, publish: Publish, make_article: MakeArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The collector may run at any time, also in the thread that has the lock."""
    publish(make_article("kapal"))
    take = Readers._take

    def collecting(readers: Readers, connection: Connection, number: int) -> None:
        gc.collect()
        take(readers, connection, number)

    gc.disable()
    try:
        forget(archive.open_current(MODEL).store)
        publish(make_article("padi"))
        monkeypatch.setattr(Readers, "_take", collecting)
        thread, opened = open_in_thread(archive)
        thread.join(_PATIENCE_S)
        assert not thread.is_alive()
        assert read(archive) == {2}
    finally:
        gc.enable()
    opened[0].close()
    assert read(archive) == set()


def test_a_snapshot_let_go_while_another_thread_opens_one(
    archive: PostgresArchive, publish: Publish, make_article: MakeArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits; the other thread lets go of it when it is done."""
    publish(make_article("kapal"))
    older = archive.open_current(MODEL).store
    publish(make_article("padi"))
    reached, may_go_on, take = threading.Event(), threading.Event(), Readers._take

    def slow(readers: Readers, connection: Connection, number: int) -> None:
        reached.set()
        may_go_on.wait(_PATIENCE_S)
        take(readers, connection, number)

    monkeypatch.setattr(Readers, "_take", slow)
    thread, opened = open_in_thread(archive)
    assert reached.wait(_PATIENCE_S)
    closing = threading.Thread(target=older.close, daemon=True)
    closing.start()
    closing.join(_PATIENCE_S / 4)
    has_waited = closing.is_alive()
    assert read(archive) == {1}
    may_go_on.set()
    thread.join(_PATIENCE_S)

    assert not has_waited
    assert read(archive) == {2}
    opened[0].close()
    assert read(archive) == set()
