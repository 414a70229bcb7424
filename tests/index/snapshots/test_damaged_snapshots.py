"""Damaged snapshots are never read: damage is told, and the whole one before is served."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import SnapshotCorrupt, SnapshotMismatch
from index.snapshots.manifest import MANIFEST_FILE, Manifest
from index.snapshots.snapshots import CURRENT_FILE, Snapshots
from index.store.local.document_store import PASSAGES_FILE, VECTORS_FILE
from tests.conftest import MODEL, MakeArticle, publish
from tests.index.served_snapshots import HARMS, damage_manifest, damage_vectors, root, served, texts

__all__ = ["root", "served"]


@pytest.mark.parametrize("file", [PASSAGES_FILE, VECTORS_FILE, MANIFEST_FILE])
@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.99])
def test_cut_file_is_corrupt(root: Path, served: str, file: str, share: float) -> None:
    """At the beginning, anywhere, and near the end."""
    path = root / served / file
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])

    with pytest.raises(SnapshotCorrupt, match=file):
        Snapshots(root).open_current(MODEL)


@pytest.mark.parametrize("file", [PASSAGES_FILE, VECTORS_FILE, MANIFEST_FILE])
def test_flipped_bit_anywhere_is_corrupt(root: Path, served: str, file: str) -> None:
    """A sample of 40 places in every file."""
    path = root / served / file
    data = path.read_bytes()
    for number in range(40):
        at = number * len(data) // 40
        path.write_bytes(data[:at] + bytes([data[at] ^ (1 << number % 8)]) + data[at + 1 :])
        with pytest.raises(SnapshotCorrupt, match=file):
            texts(root)
    path.write_bytes(data)

    assert texts(root) == ["lama"]


@pytest.mark.parametrize("file", [PASSAGES_FILE, VECTORS_FILE, MANIFEST_FILE])
def test_missing_file_is_corrupt(root: Path, served: str, file: str) -> None:
    """With its name."""
    (root / served / file).unlink()
    with pytest.raises(SnapshotCorrupt, match=file):
        Snapshots(root).open_current(MODEL)


def test_other_dimension_is_a_mismatch(root: Path, served: str) -> None:
    """The manifest says one thing, the vectors another."""
    folder = root / served
    replace(Manifest.read(folder), dimension=768).write(folder)

    with pytest.raises(SnapshotMismatch, match="has 384 dimensions, expected 768"):
        Snapshots(root).open_current(MODEL)


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"\xff\xfe", b"../../etc", b"s-/../x", b"building-1\n", b"s-\0\n", b"\0" * 30, b"x" * 100]
)
def test_garbage_in_current_is_corrupt(root: Path, served: str, content: bytes) -> None:
    """Nothing outside the folder is ever opened."""
    (root / CURRENT_FILE).write_bytes(content)
    with pytest.raises(SnapshotCorrupt, match=r"CURRENT (does not name a snapshot|cannot be read)"):
        Snapshots(root).open_current(MODEL)


@pytest.mark.parametrize("content", [b"s-20180612T000000000000Z-00000000\n"])
def test_current_that_names_nothing_is_corrupt(root: Path, served: str, content: bytes) -> None:
    """The snapshot was removed by hand."""
    (root / CURRENT_FILE).write_bytes(content)
    with pytest.raises(SnapshotCorrupt, match="which is not there"):
        Snapshots(root).open_current(MODEL)


def test_current_that_is_a_folder_is_corrupt(root: Path) -> None:
    """It cannot be read as a file."""
    (root / CURRENT_FILE).mkdir(parents=True)
    with pytest.raises(SnapshotCorrupt, match="IsADirectoryError"):
        Snapshots(root).current_name()


@pytest.mark.parametrize("harm", HARMS)
def test_whole_snapshot_before_a_damaged_one_is_served(
    root: Path, make_article: MakeArticle, harm: Callable[[Path], None]
) -> None:
    """With what is wrong with the newest; `open_current` goes on refusing."""
    snapshots = Snapshots(root)
    old, new = (publish(root, [make_article(text)]) for text in ("lama", "baru"))
    opened, trouble = snapshots.open_served(MODEL)
    opened.store.close()
    assert (opened.name, trouble) == (new, None)
    harm(root / new)
    opened, trouble = snapshots.open_served(MODEL)

    assert opened.name == old
    assert [document.content for document in opened.store.filter_documents()] == ["lama"]
    assert trouble is not None
    assert trouble.served == old
    assert new in trouble.problem
    assert str(trouble).endswith(f"; meanwhile snapshot {old} is served")
    with pytest.raises(SnapshotCorrupt):
        snapshots.open_current(MODEL)
    opened.store.close()


def test_damaged_current_file_is_passed_over_too(root: Path, make_article: MakeArticle) -> None:
    """Then the newest whole snapshot is served."""
    names = [publish(root, [make_article(text)]) for text in ("lama", "baru")]
    (root / CURRENT_FILE).write_bytes(b"?")
    for harmed in (False, True):
        if harmed:
            damage_vectors(root / names[1])
        opened, trouble = Snapshots(root).open_served(MODEL)
        opened.store.close()
        assert opened.name == names[0 if harmed else 1]
        assert trouble is not None
        assert "CURRENT does not name a snapshot" in trouble.problem


@pytest.mark.parametrize("harm", [damage_manifest, damage_vectors])
def test_nothing_whole_is_before_a_damaged_one(
    root: Path, make_article: MakeArticle, harm: Callable[[Path], None]
) -> None:
    """The damage is told; one that somebody went back from is not served again, nor one of another model."""
    published = [
        publish(root, [make_article(text)], model="abcd" if text == "a" else MODEL) for text in ("a", "b", "c")
    ]
    snapshots = Snapshots(root, keep=3)
    with snapshots.writer():
        snapshots.point_at(published[1])
    harm(root / published[1])
    with pytest.raises(SnapshotCorrupt, match=published[1]):
        snapshots.open_served(MODEL)


def test_other_model_is_not_passed_over(root: Path, make_article: MakeArticle) -> None:
    """Which of the two is wanted is for a person to decide."""
    publish(root, [make_article("lama")])
    publish(root, [make_article("baru")], model="fedc")
    with pytest.raises(SnapshotMismatch, match=f"embedder fedc, this program has {MODEL}"):
        Snapshots(root).open_served(MODEL)
