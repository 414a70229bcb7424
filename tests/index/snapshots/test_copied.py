"""How much of the served snapshot a build copies: nothing when there is nothing new, and never into what is served."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index import Engine
from index.durable_files import sha256_of
from index.embedding.embedder import embedder_fingerprint
from index.passages import PassageSettings
from index.snapshots.archive import FolderArchive
from index.store.local.document_store import PASSAGES_FILE, VECTORS_FILE
from tests.conftest import BRIDGE, MANGO, SHIP, snapshots_of, write_article
from tests.index.building.test_web_intake import article, feed
from tests.websites import Site


def test_build_begins_with_links_and_makes_its_own_before_it_writes(engine: Engine, archive: Path) -> None:
    """The published file stays as it was, to the last bit."""
    engine.index([archive])
    published = snapshots_of(engine).root / snapshots_of(engine).current_name()
    before = {name: sha256_of(published / name) for name in (PASSAGES_FILE, VECTORS_FILE)}
    builder = FolderArchive(snapshots_of(engine).root.parent, dimension=384)
    with builder.build(embedder_fingerprint(None), PassageSettings()) as build:
        assert all((build.folder / name).samefile(published / name) for name in before)
        build.store.sources.record([str(archive)], prune=build.store.sources.recorded()[str(archive)])
        assert (build.folder / PASSAGES_FILE).samefile(published / PASSAGES_FILE)
        build.store.sources.record(["/elsewhere"], prune=False)
        assert not (build.folder / PASSAGES_FILE).samefile(published / PASSAGES_FILE)
        assert "/elsewhere" in build.store.sources.recorded()
    assert {name: sha256_of(published / name) for name in before} == before


@pytest.fixture
def no_copying(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise AssertionError(f"copied {arguments}")

    monkeypatch.setattr(shutil, "copyfile", refuse)


def test_reindex_of_unchanged_files_copies_nothing(
    engine: Engine, archive: Path, request: pytest.FixtureRequest
) -> None:
    """Not even where there are drafts, empty files and copies, which are read each time."""
    write_article(archive / "konsep.md", BRIDGE, draft="true")
    write_article(archive / "kosong.md", " ")
    write_article(archive / "salinan.md", SHIP)
    engine.index([archive])
    engine.reindex()
    request.getfixturevalue("no_copying")

    assert not engine.reindex().published


def test_reindex_of_an_unchanged_feed_copies_nothing(
    web_engine: Engine, site: Site, request: pytest.FixtureRequest
) -> None:
    """Neither where a page has no article in it."""
    site.pages |= {
        "/kapal": article("Kapal", SHIP),
        "/mangga": article("Mangga", MANGO),
        "/feed": feed("/kapal", "/mangga"),
    }
    web_engine.index([f"{site.url}/feed"])
    web_engine.reindex()
    request.getfixturevalue("no_copying")

    assert not web_engine.reindex().published
