"""Verification: damage that hashes tell, and contradictions that they cannot tell."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from index.durable_files import sha256_of
from index.errors import IndexMissing, SnapshotCorrupt
from index.snapshots.consistency import problems_of_current
from index.snapshots.manifest import FileRecord, Manifest
from index.snapshots.snapshots import CURRENT_FILE, Snapshots
from index.store.local.document_store import PASSAGES_FILE, VECTORS_FILE
from tests.conftest import MakeArticle, publish


@pytest.fixture
def folder(tmp_path: Path, make_article: MakeArticle) -> Path:
    """The folder of a published snapshot of three articles."""
    return tmp_path / publish(tmp_path, [make_article(text) for text in ("satu", "dua", "tiga")])


def problems(folder: Path) -> list[str]:
    name, found = problems_of_current(Snapshots(folder.parent))
    assert name == folder.name
    return found


def edit(folder: Path, statement: str, *, rehash: bool = True) -> None:
    """Change the database behind the manifest's back, and with `rehash` make the manifest agree."""
    connection = sqlite3.connect(folder / PASSAGES_FILE)
    connection.execute("PRAGMA writable_schema = ON")
    with connection:
        connection.execute(statement)
    connection.close()
    if rehash:
        manifest = Manifest.read(folder)
        path = folder / PASSAGES_FILE
        files = manifest.files | {PASSAGES_FILE: FileRecord(path.stat().st_size, sha256_of(path))}
        replace(manifest, files=files).write(folder)


def test_whole_snapshot_has_no_problems(folder: Path) -> None:
    """Nothing to tell."""
    assert problems(folder) == []


def test_nothing_to_verify(tmp_path: Path) -> None:
    """There is no index yet, or CURRENT itself is damaged."""
    with pytest.raises(IndexMissing):
        problems_of_current(Snapshots(tmp_path))
    (tmp_path / CURRENT_FILE).write_text("?")
    with pytest.raises(SnapshotCorrupt):
        problems_of_current(Snapshots(tmp_path))


def test_changed_files_are_named(folder: Path) -> None:
    """Both of them at once."""
    edit(folder, "DELETE FROM passages WHERE ordinal = 0", rehash=False)
    (folder / VECTORS_FILE).unlink()
    (problem,) = problems(folder)

    assert f"snapshot {folder.name} is damaged: {folder / PASSAGES_FILE}: " in problem
    assert f"{folder / VECTORS_FILE}: missing" in problem


def test_missing_snapshot_is_a_problem(folder: Path) -> None:
    """CURRENT names what is not there."""
    folder.rename(folder.parent / "elsewhere")
    (problem,) = problems(folder)

    assert "manifest.json cannot be read (FileNotFoundError)" in problem


def test_file_that_is_no_database_is_a_problem(folder: Path) -> None:
    """Even where its hash is right."""
    edit(folder, "DROP TABLE articles")
    (problem,) = problems(folder)

    assert "no such table: articles" in problem


def test_broken_database_is_a_problem(folder: Path) -> None:
    """A page in the middle is overwritten, and the hash made to agree: SQLite's own check tells."""
    path = folder / PASSAGES_FILE
    data = bytearray(path.read_bytes())
    data[8_192:12_288] = bytes(4_096)
    path.write_bytes(data)
    edit(folder, "PRAGMA user_version")

    assert problems(folder)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("DELETE FROM passages WHERE text = 'dua'", "2 passages, the manifest says 3"),
        ("DELETE FROM passages WHERE text = 'dua'", "the vectors are not those of the passages"),
        ("UPDATE passages SET id = 99 WHERE text = 'dua'", "the vectors are not those of the passages"),
        ("DELETE FROM articles WHERE text = 'dua'", "1 passages belong to no article"),
        ("DELETE FROM articles WHERE text = 'dua'", "2 articles, the manifest says 3"),
        ("INSERT INTO sources (uri, added) VALUES ('/a', '2020')", "1 sources, the manifest says 0"),
        ("UPDATE articles SET text = 'dia' WHERE text = 'dua'", "1 passages do not stand where they claim"),
        (
            "UPDATE sqlite_schema SET sql = 'CREATE INDEX articles_path ON articles (id)' WHERE name = 'articles_path'",
            "missing from index articles_path",
        ),
        ("UPDATE passages SET start = 1 WHERE text = 'dua'", "1 passages do not stand where they claim"),
    ],
)
def test_contradictions_are_told(folder: Path, statement: str, expected: str) -> None:
    """Rows without vectors, orphans, wrong counts, texts that do not agree."""
    edit(folder, statement)

    assert any(expected in problem for problem in problems(folder))
