"""An index moves to a database and back: everything arrives, what was interrupted goes on, and nothing is replaced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from haystack import Document

from index.embedding.encoder import DIMENSION
from index.errors import IndexMissing, SnapshotCorrupt, SnapshotInUse
from index.migration.moving import move_index, sums
from index.passages import PassageSettings
from index.reasons import Reason
from index.snapshots.archive import FolderArchive
from index.store.portable import RECORDS
from index.store.postgres.document_store import PostgresDocumentStore
from index.store.postgres.snapshots.archive import PostgresArchive
from index.store.protocols import Archive
from index.store.records import PageRecord, Removal
from tests.conftest import MODEL, MakeArticle, fill

SETTINGS = PassageSettings(target_tokens=60)


@pytest.fixture
def folder(tmp_path: Path, make_article: MakeArticle) -> FolderArchive:
    """An index in a folder, with something in every table."""
    made = FolderArchive(tmp_path / "data", dimension=DIMENSION)
    articles = [make_article(f"teks {number}", page_starts=(0, 3)) for number in range(9)]
    with made.build(MODEL, SETTINGS) as build:
        store = build.store
        fill(store, articles)
        store.articles.exclude({articles[0].id: Removal(articles[0].origin, "hash")})
        store.remove_articles([articles[0].id])
        store.sources.record(["/berita", "https://example.org/feed"], prune=True)
        store.sources.put_file("/berita/a.md", "/berita", (1, 2))
        store.pages.put("https://example.org/a", PageRecord("e", "m", "s", "the same", Reason.DUPLICATE))
        store.pages.put_listed(
            "https://example.org/feed", ["https://example.org/a", "https://example.org/b"], only=True
        )
        store.families.put_keys({each.id: b"\0\xff" for each in articles[1:]})
        store.families.join([each.id for each in articles[1:3]])
        build.publish()
    return made


@pytest.fixture
def database(postgres_url: str) -> Iterator[PostgresArchive]:
    """An empty one."""
    made = PostgresArchive(postgres_url, dimension=DIMENSION)
    yield made
    made.close()


def contents(archive: Archive) -> dict[str, tuple[int, str]]:
    """Return counts and hashes of what is served."""
    store = archive.open_current(MODEL).store
    found = sums(store.portable)
    store.close()
    return found


def test_everything_arrives_and_comes_back(folder: FolderArchive, database: PostgresArchive, tmp_path: Path) -> None:
    """Every table, by counts and hashes; the settings, too."""
    moved = move_index(folder, database, MODEL)
    back = FolderArchive(tmp_path / "back", dimension=DIMENSION)
    returned = move_index(database, back, MODEL)

    assert (moved.articles, moved.passages, moved.written) == (8, 8, 16)
    assert (returned.source, returned.snapshot) == (moved.snapshot, back.current_name())
    assert contents(folder) == contents(database) == contents(back)
    assert all(count for count, _ in contents(database).values())
    assert contents(database).keys() == {*RECORDS, "articles", "passages"}
    for archive in (database, back):
        assert archive.problems() == (archive.current_name(), [])
        snapshot = archive.open_current(MODEL)
        assert snapshot.settings == SETTINGS
        assert list(snapshot.store.sources.recorded()) == ["/berita", "https://example.org/feed"]
        snapshot.store.close()


def test_an_index_is_replaced_only_if_that_is_said(
    folder: FolderArchive, database: PostgresArchive, make_article: MakeArticle
) -> None:
    """Then only what differs is written, and what is there alone goes."""
    move_index(folder, database, MODEL)
    with database.build(MODEL, SETTINGS) as build:
        fill(build.store, [make_article("sendiri")])
        build.store.remove_articles([build.store.articles.newest(1)[0].id])
        build.store.pages.put_listed("https://example.org/feed", ["https://example.org/c"], only=True)
        build.publish()
    with pytest.raises(SnapshotInUse, match="--force"):
        move_index(folder, database, MODEL)
    moved = move_index(folder, database, MODEL, replace=True)

    assert moved.written == 2
    assert contents(folder) == contents(database)


def test_what_was_interrupted_goes_on(
    folder: FolderArchive, database: PostgresArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What had arrived is not sent again; meanwhile nobody sees it."""

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("index.migration.moving._compare", fail)
    with pytest.raises(KeyboardInterrupt):
        move_index(folder, database, MODEL)
    with pytest.raises(IndexMissing):
        database.current_name()
    monkeypatch.undo()
    moved = move_index(folder, database, MODEL)

    assert moved.written == 0
    assert contents(folder) == contents(database)


def test_an_ordinary_build_clears_what_was_interrupted(
    folder: FolderArchive, database: PostgresArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It begins with nothing."""
    monkeypatch.setattr("index.migration.moving._compare", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        move_index(folder, database, MODEL)
    with database.build(MODEL, SETTINGS) as build:
        assert build.store.articles.count() == build.store.count_documents() == 0


def test_what_arrives_changed_is_not_published(
    folder: FolderArchive, database: PostgresArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text of a passage, here."""
    write = PostgresDocumentStore.write_documents

    def changed(store: PostgresDocumentStore, documents: list[Document], *policy: object) -> int:
        return write(store, [replace(documents[0], content="lain"), *documents[1:]], *policy)  # type: ignore[arg-type]

    monkeypatch.setattr(PostgresDocumentStore, "write_documents", changed)
    with pytest.raises(SnapshotCorrupt, match="passages: 8 of 8"):
        move_index(folder, database, MODEL)
    with pytest.raises(IndexMissing):
        database.current_name()


def test_there_must_be_something_to_move(database: PostgresArchive, tmp_path: Path) -> None:
    """Else the destination stays as it is."""
    with pytest.raises(IndexMissing):
        move_index(FolderArchive(tmp_path / "nothing", dimension=DIMENSION), database, MODEL)
