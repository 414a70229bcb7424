"""The check of a snapshot's files: damage, files of other snapshots, and who they belong to."""

from __future__ import annotations

import errno
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from index.durable_files import sha256_of
from index.errors import OtherFormat, SnapshotCorrupt, SnapshotMismatch
from index.snapshots.hashes import check, damage_of
from index.snapshots.manifest import MANIFEST_FILE, FileRecord, Manifest
from index.store.local.document_store import FILES, PASSAGES_FILE, VECTORS_FILE
from tests.conftest import MODEL, MakeArticle, publish


@pytest.fixture
def pair(tmp_path: Path, make_article: MakeArticle) -> tuple[Path, Path]:
    """The folders of two snapshots, the older first, with the same number of articles."""
    return tuple(tmp_path / publish(tmp_path, [make_article(text)], seed=len(text)) for text in ("satu", "lain saja"))  # type: ignore[return-value]


def test_whole_snapshot_passes(pair: tuple[Path, Path]) -> None:
    """Of this model, or of any."""
    for folder in pair:
        assert check(folder) == check(folder, MODEL) == Manifest.read(folder)
        assert damage_of(folder, Manifest.read(folder)) == {}


def test_damage_is_told_file_by_file(pair: tuple[Path, Path]) -> None:
    """Longer, missing, changed, not listed: one sentence each."""
    folder, _ = pair
    manifest = Manifest.read(folder)
    size = manifest.files[PASSAGES_FILE].size_bytes
    with (folder / PASSAGES_FILE).open("ab") as file:
        file.write(b"x")
    (folder / VECTORS_FILE).unlink()
    longer, missing = damage_of(folder, manifest).values()
    (folder / PASSAGES_FILE).write_bytes(bytes(size))
    changed = damage_of(folder, manifest)[PASSAGES_FILE]
    unlisted = damage_of(folder, replace(manifest, files={}))

    assert longer == f"{folder / PASSAGES_FILE}: {size + 1} bytes, expected {size}"
    assert missing == f"{folder / VECTORS_FILE}: missing"
    assert "its content has changed" in changed
    assert ["does not list it" in each for each in unlisted.values()] == [True, True]
    with pytest.raises(SnapshotCorrupt, match=f"{PASSAGES_FILE}: its content has changed.*{VECTORS_FILE}: missing"):
        check(folder)


def test_file_that_cannot_be_read_is_damage(pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk fails while it is read."""

    def failing(path: Path) -> str:
        raise OSError(errno.EIO, os.strerror(errno.EIO), path)

    monkeypatch.setattr("index.snapshots.hashes.sha256_of", failing)
    with pytest.raises(SnapshotCorrupt, match=rf"{VECTORS_FILE}: cannot be read \(Input/output error\)"):
        check(pair[0])


@pytest.mark.parametrize("file", FILES)
def test_file_of_another_snapshot_names_both(pair: tuple[Path, Path], file: str) -> None:
    """Copied over, in either direction."""
    for source, target in (pair, pair[::-1]):
        kept = (target / file).read_bytes()
        shutil.copyfile(source / file, target / file)
        with pytest.raises(SnapshotMismatch, match=f"{target.name}/{file} is {file} of snapshot {source.name}"):
            check(target)
        (target / file).write_bytes(kept)


@pytest.mark.parametrize("files", [[MANIFEST_FILE], [MANIFEST_FILE, VECTORS_FILE], [*FILES, MANIFEST_FILE]])
def test_manifest_of_another_snapshot_names_both(pair: tuple[Path, Path], files: list[str]) -> None:
    """Alone, with one file, and with all: then the folder merely has another's name."""
    old, new = pair
    for file in files:
        shutil.copyfile(old / file, new / file)
    with pytest.raises(SnapshotMismatch, match=f"{new.name} holds the manifest of snapshot {old.name}"):
        check(new)


@pytest.mark.parametrize("file", FILES)
def test_swapped_files_are_a_mismatch_on_both_sides(pair: tuple[Path, Path], file: str) -> None:
    """Each is in the other's place."""
    old, new = pair
    (old / file).rename(old / "aside")
    (new / file).rename(old / file)
    (old / "aside").rename(new / file)
    for here, there in (pair, pair[::-1]):
        with pytest.raises(SnapshotMismatch, match=f"{here.name}/{file} is {file} of snapshot {there.name}"):
            check(here)


def test_files_swapped_with_each_other(pair: tuple[Path, Path]) -> None:
    """Within one snapshot."""
    folder, _ = pair
    (folder / PASSAGES_FILE).rename(folder / "aside")
    (folder / VECTORS_FILE).rename(folder / PASSAGES_FILE)
    (folder / "aside").rename(folder / VECTORS_FILE)
    with pytest.raises(SnapshotMismatch, match=f"{VECTORS_FILE} is {PASSAGES_FILE} of snapshot {folder.name}"):
        check(folder)


def test_damage_goes_before_what_was_moved(pair: tuple[Path, Path]) -> None:
    """One file is damaged, the other is another's: nothing of it can be trusted."""
    old, new = pair
    shutil.copyfile(old / VECTORS_FILE, new / VECTORS_FILE)
    (new / PASSAGES_FILE).write_bytes(b"")
    with pytest.raises(SnapshotCorrupt, match=f"0 bytes.*is {VECTORS_FILE} of snapshot {old.name}"):
        check(new)


def test_damaged_neighbour_does_not_matter(pair: tuple[Path, Path]) -> None:
    """Its manifest cannot tell whose a file is."""
    old, new = pair
    shutil.copyfile(old / VECTORS_FILE, new / VECTORS_FILE)
    (old / MANIFEST_FILE).write_bytes(b"{}")
    with pytest.raises(SnapshotCorrupt, match=VECTORS_FILE):
        check(new)


def test_other_model_names_both(pair: tuple[Path, Path]) -> None:
    """And says what to do."""
    with pytest.raises(SnapshotMismatch, match=f"embedder {MODEL}, this program has fedc; run: tanya reindex --full"):
        check(pair[1], "fedc")


def test_other_format_names_both(pair: tuple[Path, Path]) -> None:
    """Before any file is looked at."""
    folder = pair[1]
    replace(Manifest.read(folder), format_version=99).write(folder)
    (folder / PASSAGES_FILE).unlink()
    with pytest.raises(OtherFormat, match=f"{folder.name} has format 99, this program reads"):
        check(folder)


def test_manifest_without_a_name_is_of_an_older_version(pair: tuple[Path, Path]) -> None:
    """It is taken for the folder's own, and its files' hashes decide."""
    folder = pair[1]
    path = folder / VECTORS_FILE
    files = Manifest.read(folder).files | {VECTORS_FILE: FileRecord(path.stat().st_size, sha256_of(path))}
    replace(Manifest.read(folder), snapshot="", files=files).write(folder)

    assert check(folder).snapshot == ""
