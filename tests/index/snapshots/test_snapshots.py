"""Snapshots: published at once or not at all, one writer at a time."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from index.embedding.encoder import DIMENSION
from index.errors import IndexBusy, IndexMissing, SnapshotCorrupt, TanyaIndexError
from index.passages import PassageSettings
from index.snapshots.manifest import MANIFEST_FILE, Manifest
from index.snapshots.snapshots import CURRENT_FILE, LOCK_FILE, Snapshots
from index.store.local.document_store import PASSAGES_FILE, VECTORS_FILE, FaissDocumentStore
from tests.conftest import MODEL, MakeArticle, fill, publish, unit_vectors
from tests.forking import Fork
from tests.index.served_snapshots import HARMS, names, root, served, texts
from tests.index.syscalls import Disk

__all__ = ["root", "served"]


def test_nothing_published(root: Path) -> None:
    """A message that says what to do."""
    with pytest.raises(IndexMissing, match=r"there is no index in .*; run: tanya index"):
        Snapshots(root).open_current(MODEL)


def test_published_snapshot_is_served(root: Path, make_article: MakeArticle) -> None:
    """With its text, vectors, counts and sizes."""
    name = publish(root, [make_article("satu"), make_article("dua")])
    snapshot = Snapshots(root).open_current(MODEL)

    assert snapshot.name == name == Snapshots(root).current_name()
    assert len(snapshot.store.nearest(unit_vectors(1)[0], 5)) == 2
    assert (snapshot.manifest.counts.articles, snapshot.manifest.counts.passages) == (2, 2)
    files = [snapshot.folder / PASSAGES_FILE, snapshot.folder / VECTORS_FILE]
    assert snapshot.size_bytes == sum(file.stat().st_size for file in files)
    assert names(root) == {name, CURRENT_FILE, LOCK_FILE}
    assert names(root / name) == {PASSAGES_FILE, VECTORS_FILE, MANIFEST_FILE}
    snapshot.store.close()


def test_nothing_is_visible_before_it_is_published(root: Path, served: str, make_article: MakeArticle) -> None:
    """Readers go on with the old one, and a build that ends without publishing leaves nothing."""
    with Snapshots(root).writer() as folder:
        store = FaissDocumentStore(str(folder), dimension=DIMENSION, writable=True)
        fill(store, [make_article("baru")])
        store.save()
        assert texts(root) == ["lama"]
        store.close()

    assert names(root) == {served, CURRENT_FILE, LOCK_FILE}


def test_reader_keeps_the_snapshot_that_it_opened(root: Path, served: str, make_article: MakeArticle) -> None:
    """Also when it has been removed from the disk."""
    snapshot = Snapshots(root).open_current(MODEL)
    for text in ("a", "b", "c"):
        publish(root, [make_article(text)])

    assert not snapshot.folder.exists()
    assert [document.content for document in snapshot.store.filter_documents()] == ["lama"]
    assert texts(root) == ["c"]
    snapshot.store.close()


@pytest.mark.parametrize("harm", HARMS[:3])
def test_damaged_snapshot_is_not_kept_in_place_of_a_whole_one(
    root: Path, make_article: MakeArticle, harm: Callable[[Path], None]
) -> None:
    """After a repair there is something to go back to."""
    old, damaged = (publish(root, [make_article(text)]) for text in ("a", "b"))
    harm(root / damaged)
    new = publish(root, [make_article("c")], keep=2)

    assert Snapshots(root).names() == [new, old]


def test_leftovers_of_a_killed_build_are_removed(root: Path, served: str) -> None:
    """By the next build, whether it publishes or not."""
    (root / "building-abc").mkdir()
    (root / "building-abc" / PASSAGES_FILE).write_bytes(b"half")
    with Snapshots(root).writer():
        assert not (root / "building-abc").exists()

    assert names(root) == {served, CURRENT_FILE, LOCK_FILE}


def test_order_of_the_system_calls(root: Path, disk: Disk, make_article: MakeArticle) -> None:
    """Every file is synced, then its folder, before the rename that shows it; CURRENT comes last."""
    name = publish(root, [make_article("satu")])
    building = disk.calls[3][1]

    assert building.startswith("building-")
    assert disk.calls == [
        ("fsync", VECTORS_FILE),
        ("fsync", PASSAGES_FILE),
        ("fsync", MANIFEST_FILE),
        ("fsync", building),
        ("rename", building, name),
        ("fsync", "index"),
        ("fsync", "CURRENT.new"),
        ("rename", "CURRENT.new", CURRENT_FILE),
        ("fsync", "index"),
    ]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO], ids=["disk full", "disk failing"])
@pytest.mark.parametrize("at", range(9))
def test_failure_at_every_step_leaves_one_whole_snapshot(
    root: Path, served: str, disk: Disk, make_article: MakeArticle, at: int, code: int
) -> None:
    """The old one, or after the very last rename the new one; and nothing else once a build succeeds."""
    disk.fail(at, code)
    with pytest.raises(TanyaIndexError, match="no new snapshot could be written to") as caught:
        publish(root, [make_article("baru")])

    assert disk.failed
    assert os.strerror(code) in str(caught.value)
    assert texts(root) == (["lama"] if at < 8 else ["baru"])
    if at < 8:
        assert [each for each in names(root) if each.startswith(("s-", "building-"))] == [served]
    publish(root, [make_article("baru")])
    assert texts(root) == ["baru"]
    assert not [each for each in names(root) if each.startswith("building-") or each.endswith(".new")]


def test_failure_of_the_very_first_build_leaves_nothing(root: Path, disk: Disk, make_article: MakeArticle) -> None:
    """There is no index then, as before."""
    disk.fail(6)
    with pytest.raises(TanyaIndexError, match="No space left on device"):
        publish(root, [make_article("baru")])

    with pytest.raises(IndexMissing):
        Snapshots(root).current_name()
    assert not list(root.glob("s-*"))


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """The data folder is a file: our own error, not the system's."""
    (tmp_path / "data").write_text("not a folder")
    with (
        pytest.raises(TanyaIndexError, match=r"could be written to .*data/index \(Not a directory\)"),
        Snapshots(tmp_path / "data" / "index").writer(),
    ):
        pass


def test_build_that_did_not_reach_the_disk_is_not_published(
    root: Path, served: str, make_article: MakeArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is read back differs from what was written: a disk that lies."""
    written = Manifest.write

    def lying(manifest: Manifest, folder: Path) -> None:
        written(manifest, folder)
        with (folder / VECTORS_FILE).open("r+b") as file:
            file.write(b"\xff")

    monkeypatch.setattr(Manifest, "write", lying)
    with pytest.raises(SnapshotCorrupt, match="did not reach the disk whole"):
        publish(root, [make_article("baru")])

    assert texts(root) == ["lama"]


def test_second_writer_is_refused_at_once(root: Path) -> None:
    """In this process as in another; afterwards it may."""
    with Snapshots(root).writer():
        with pytest.raises(IndexBusy, match="another process is building the index"), Snapshots(root).writer():
            pass
        # The refused one did not take away the first one's folder.
        assert len(list(root.glob("building-*"))) == 1
    with Snapshots(root).writer() as folder:
        assert folder.is_dir()


def test_lock_dies_with_its_holder(root: Path, served: str) -> None:
    """A process that is killed in the middle of a build does not lock out the next; its folder goes."""
    program = (
        "import sys, time; from pathlib import Path; from index.snapshots.snapshots import Snapshots\n"
        "with Snapshots(Path(sys.argv[1])).writer() as folder:\n"
        "    (folder / 'half').write_text('x'); print(folder.name, flush=True); time.sleep(100)\n"
    )
    reading, writing = os.pipe()
    holder = Fork(program, root, streams=(None, writing, 2))
    os.close(writing)
    with os.fdopen(reading) as said:
        leftover = said.readline().strip()
        with pytest.raises(IndexBusy), Snapshots(root).writer():
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()

    assert (root / leftover / "half").exists()
    with Snapshots(root).writer():
        assert not (root / leftover).exists()
    assert texts(root) == ["lama"]


def test_snapshot_that_was_replaced_while_it_was_opened(
    root: Path, served: str, make_article: MakeArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folder has been removed by two builds since CURRENT was read: the reader takes the newest."""
    read = Snapshots.current_name

    def overtaken(self: Snapshots) -> str:
        name = read(self)
        monkeypatch.setattr(Snapshots, "current_name", read)
        publish(root, [make_article("b")], keep=1)
        assert not (root / served).exists()
        return name

    monkeypatch.setattr(Snapshots, "current_name", overtaken)
    assert texts(root) == ["b"]


@pytest.mark.parametrize("keep", [1, 2, 4])
def test_so_many_snapshots_are_kept(root: Path, make_article: MakeArticle, keep: int) -> None:
    """The served one and those before it; nothing is left of the others."""
    published = [publish(root, [make_article(text)], keep=keep) for text in ("a", "b", "c", "d", "e")]

    assert names(root) == {*published[-keep:], CURRENT_FILE, LOCK_FILE}


def test_settings_of_the_splitter_are_recorded(root: Path, make_article: MakeArticle) -> None:
    """So that another build knows whether it can go on from there."""
    snapshots = Snapshots(root)
    with snapshots.writer() as folder:
        store = FaissDocumentStore(str(folder), dimension=DIMENSION, writable=True)
        fill(store, [make_article("satu")])
        name = snapshots.publish(folder, store, MODEL, PassageSettings(50, 2))

    assert Manifest.read(root / name).passages == PassageSettings(50, 2)
