"""The manifest: read back as written, and refused when it is damaged or of another format."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from index.errors import SnapshotCorrupt, SnapshotMismatch
from index.passages import PassageSettings
from index.results import Counts
from index.snapshots.manifest import FORMAT_VERSION, MANIFEST_FILE, METRIC, FileRecord, Manifest
from index.store.local.document_store import PASSAGES_FILE, VECTORS_FILE
from index.store.vectors.vector_file import VectorLayout

# SHA-256 of "abc" and of nothing.
FILES = {
    PASSAGES_FILE: FileRecord(3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    VECTORS_FILE: FileRecord(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
}
MANIFEST = Manifest(
    FORMAT_VERSION,
    "abcd",
    384,
    METRIC,
    PassageSettings(),
    Counts(1, 2, 3),
    "2026-01-02T03:04:05+00:00",
    FILES,
    VectorLayout("IVF512,SQfp16", 384, 200_000, 512, 64, 0.983, 256, 200_000),
    "s-1",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with both files and the manifest."""
    (tmp_path / PASSAGES_FILE).write_bytes(b"abc")
    (tmp_path / VECTORS_FILE).write_bytes(b"")
    MANIFEST.write(tmp_path)
    return tmp_path


def test_round_trip(folder: Path) -> None:
    """What is written is read."""
    assert Manifest.read(folder) == MANIFEST


def test_it_can_be_read_by_people(folder: Path) -> None:
    """JSON with one field a line."""
    fields = json.loads((folder / MANIFEST_FILE).read_text())

    assert fields["counts"] == {"articles": 1, "passages": 2, "sources": 3}
    assert fields["passages"] == {"target_tokens": 110, "overlap_sentences": 1, "list_tokens": 220}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"7", b"\xff", b"{}", b'{"format_version": 1}'])
def test_garbage_is_corrupt(folder: Path, content: bytes) -> None:
    """Named with what to do."""
    (folder / MANIFEST_FILE).write_bytes(content)
    with pytest.raises(SnapshotCorrupt, match=r"manifest.json cannot be read.*tanya reindex --full"):
        Manifest.read(folder)


def test_missing_manifest_is_corrupt(tmp_path: Path) -> None:
    """A folder without one is no snapshot."""
    with pytest.raises(SnapshotCorrupt, match="FileNotFoundError"):
        Manifest.read(tmp_path)


@pytest.mark.parametrize("change", [{"model": "abce"}, {"built": "2026"}, {"dimension": 385}, {"format_version": 3}])
def test_changed_field_is_corrupt(folder: Path, change: dict[str, Any]) -> None:
    """The manifest carries a hash of itself."""
    fields = json.loads((folder / MANIFEST_FILE).read_text())
    (folder / MANIFEST_FILE).write_text(json.dumps(fields | change))

    with pytest.raises(SnapshotCorrupt, match="its content has changed"):
        Manifest.read(folder)


def test_any_changed_byte_is_noticed(folder: Path) -> None:
    """White space between fields, too: there is one form alone."""
    data = (folder / MANIFEST_FILE).read_bytes()
    for at in range(0, len(data), 7):
        (folder / MANIFEST_FILE).write_bytes(data[:at] + bytes([data[at] ^ (1 << at % 8)]) + data[at + 1 :])
        with pytest.raises(SnapshotCorrupt):
            Manifest.read(folder)


def test_manifest_of_an_older_version_names_no_snapshot(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read all the same."""
    monkeypatch.setattr("index.snapshots.manifest.asdict", lambda manifest: without_name(asdict(manifest)))
    MANIFEST.write(folder)

    assert Manifest.read(folder) == replace(MANIFEST, snapshot="")


def without_name(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name != "snapshot"}


def test_other_format_is_a_mismatch_that_names_both(folder: Path) -> None:
    """Written by a newer program."""
    replace(MANIFEST, format_version=99).write(folder)

    with pytest.raises(SnapshotMismatch, match=f"format 99, this program reads {FORMAT_VERSION}"):
        Manifest.read(folder)


@pytest.mark.parametrize(
    "change", [{"counts": {}}, {"counts": None}, {"passages": {"a": 1}}, {"files": []}, {"files": {"a": 1}}]
)
def test_field_of_another_shape_is_corrupt(folder: Path, change: dict[str, Any], monkeypatch: Any) -> None:
    """Even if the hash is right."""
    monkeypatch.setattr(
        "index.snapshots.manifest.asdict", lambda manifest: vars(manifest) | {"passages": {}} | SHAPES | change
    )
    MANIFEST.write(folder)

    with pytest.raises(SnapshotCorrupt, match="lacks or garbles a field"):
        Manifest.read(folder)


SHAPES = {"counts": {"articles": 1, "passages": 2, "sources": 3}, "files": {}, "vectors": asdict(MANIFEST.vectors)}
