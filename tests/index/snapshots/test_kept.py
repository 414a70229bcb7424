"""Kept snapshots: listed, gone back to, removed; never the one that is served."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import (
    IndexBusy,
    IndexMissing,
    SnapshotCorrupt,
    SnapshotInUse,
    SnapshotMismatch,
    SnapshotUnknown,
)
from index.results import KeptSnapshot
from index.snapshots.kept import kept_snapshots, remove_snapshots, roll_back
from index.snapshots.manifest import MANIFEST_FILE
from index.snapshots.snapshots import CURRENT_FILE, Snapshots
from index.store.local.document_store import VECTORS_FILE
from tests.conftest import MODEL, MakeArticle, publish


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder of snapshots that does not exist yet."""
    return tmp_path / "index"


@pytest.fixture
def three(root: Path, make_article: MakeArticle) -> list[str]:
    """The names of three snapshots of one, two and three articles, the oldest first."""
    return [publish(root, [make_article(str(n)) for n in range(count)]) for count in (1, 2, 3)]


def damage(root: Path, name: str) -> None:
    (root / name / VECTORS_FILE).write_bytes(b"")


def test_nothing_to_list_go_back_to_or_remove(root: Path) -> None:
    """And nothing is made by asking."""
    for call in (
        lambda: kept_snapshots(Snapshots(root)),
        lambda: roll_back(Snapshots(root), None, MODEL),
        lambda: remove_snapshots(Snapshots(root), ["s-1"]),
    ):
        with pytest.raises(IndexMissing, match="tanya index"):
            call()
    assert not root.exists()


def test_list_tells_what_each_holds(root: Path, three: list[str]) -> None:
    """The newest first; one that cannot be described says why."""
    (root / three[0] / MANIFEST_FILE).write_bytes(b"{}")
    found = kept_snapshots(Snapshots(root))

    assert [(each.name, each.current, each.articles, each.passages) for each in found] == [
        (three[2], True, 3, 3),
        (three[1], False, 2, 2),
        (three[0], False, None, None),
    ]
    size = sum(file.stat().st_size for file in (root / three[2]).iterdir() if file.name != MANIFEST_FILE)
    assert found[0].size_bytes == size
    assert "manifest.json cannot be read" in str(found[2].problem)
    assert found[2] == KeptSnapshot(three[0], current=False, problem=found[2].problem)


def test_going_back_takes_the_newest_whole_one_before(root: Path, three: list[str]) -> None:
    """A damaged one is passed over; the newer ones stay."""
    damage(root, three[1])

    assert roll_back(Snapshots(root), None, MODEL) == three[0]
    assert Snapshots(root).current_name() == three[0]
    assert Snapshots(root).names() == three[::-1]
    with pytest.raises(SnapshotUnknown, match="there is no older whole snapshot"):
        roll_back(Snapshots(root), None, MODEL)
    assert roll_back(Snapshots(root), three[2], MODEL) == three[2]


def test_what_was_gone_back_from_goes_with_the_next_build(
    root: Path, three: list[str], make_article: MakeArticle
) -> None:
    """It is the one that was served before the build which is kept to go back to."""
    roll_back(Snapshots(root), three[1], MODEL)
    newest = publish(root, [make_article("4")])

    assert three[1] in Snapshots(root).names()
    assert three[2] not in Snapshots(root).names()
    assert roll_back(Snapshots(root), None, MODEL) == three[1] != newest


def test_damaged_current_file_is_mended_by_going_back(root: Path, three: list[str]) -> None:
    """To the newest whole snapshot."""
    (root / CURRENT_FILE).write_bytes(b"?")
    damage(root, three[2])

    assert [each.current for each in kept_snapshots(Snapshots(root))] == [False] * 3
    assert roll_back(Snapshots(root), None, MODEL) == three[1]
    assert Snapshots(root).current_name() == three[1]


def test_snapshot_that_cannot_be_served_is_not_gone_back_to(root: Path, three: list[str]) -> None:
    """Damaged, of another model, unknown, or outside: what is served stays."""
    damage(root, three[0])
    with pytest.raises(SnapshotCorrupt, match=three[0]):
        roll_back(Snapshots(root), three[0], MODEL)
    with pytest.raises(SnapshotMismatch, match="this program has fedc"):
        roll_back(Snapshots(root), three[1], "fedc")
    for name in ("s-1", "..", "", "LOCK"):
        with pytest.raises(SnapshotUnknown, match="see: tanya snapshots list"):
            roll_back(Snapshots(root), name, MODEL)

    assert Snapshots(root).current_name() == three[2]


def test_removing(root: Path, three: list[str]) -> None:
    """All that were named, or none if one of them cannot be; a reader keeps what it has open."""
    reader = Snapshots(root).open_current(MODEL)
    roll_back(Snapshots(root), three[0], MODEL)
    for names, error in (([three[2], three[0]], SnapshotInUse), ([three[2], "s-1"], SnapshotUnknown)):
        with pytest.raises(error):
            remove_snapshots(Snapshots(root), names)
        assert len(Snapshots(root).names()) == 3
    remove_snapshots(Snapshots(root), [three[2], three[1], three[2]])

    assert Snapshots(root).names() == [three[0]]
    assert not list(root.glob("building-*"))
    assert len(reader.store.filter_documents()) == 3
    reader.store.close()


def test_neither_while_a_build_runs(root: Path, three: list[str]) -> None:
    """There is one writer."""
    with Snapshots(root).writer():
        with pytest.raises(IndexBusy):
            roll_back(Snapshots(root), None, MODEL)
        with pytest.raises(IndexBusy):
            remove_snapshots(Snapshots(root), three[:1])
