"""A folder of snapshots, what it serves, and ways to damage one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index.snapshots.manifest import MANIFEST_FILE
from index.snapshots.snapshots import Snapshots
from index.store.local.document_store import VECTORS_FILE
from tests.conftest import MODEL, MakeArticle, publish


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder of snapshots that does not exist yet."""
    return tmp_path / "data" / "index"


@pytest.fixture
def served(root: Path, make_article: MakeArticle) -> str:
    """The name of a published snapshot of one article."""
    return publish(root, [make_article("lama")])


def texts(root: Path) -> list[str | None]:
    """Return the passages of the served snapshot."""
    snapshot = Snapshots(root).open_current(MODEL)
    found = [document.content for document in snapshot.store.filter_documents()]
    snapshot.store.close()
    return found


def names(root: Path) -> set[str]:
    return {each.name for each in root.iterdir()}


def damage_manifest(folder: Path) -> None:
    (folder / MANIFEST_FILE).write_bytes(b"{}")


def damage_vectors(folder: Path) -> None:
    (folder / VECTORS_FILE).write_bytes((folder / VECTORS_FILE).read_bytes()[:-1])


def remove_manifest(folder: Path) -> None:
    (folder / MANIFEST_FILE).unlink()


HARMS: list[Callable[[Path], None]] = [damage_manifest, damage_vectors, remove_manifest, shutil.rmtree]
