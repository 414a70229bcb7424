"""What every archive promises: one build at a time, whole snapshots, and a way back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from index.articles import Article
from index.errors import IndexBusy, IndexMissing, SnapshotInUse, SnapshotMismatch, SnapshotUnknown
from index.passages import PassageSettings
from index.progress import Progress, Stage
from index.store.protocols import Archive
from tests.conftest import MODEL, MakeArticle, fill

SETTINGS = PassageSettings()


def publish(archive: Archive, *articles: Article) -> str:
    """Publish what was served and these articles."""
    with archive.build(MODEL, SETTINGS) as build:
        fill(build.store, list(articles))
        return build.publish()


def texts(archive: Archive) -> set[str]:
    """Return the texts of what is served."""
    store = archive.open_current(MODEL).store
    found = {each.text for each in store.articles.newest()}
    store.close()
    return found


def test_nothing_is_served_before_something_is_published(archive: Archive, make_article: MakeArticle) -> None:
    """A build that is given up leaves nothing."""
    for ask in (
        archive.current_name,
        archive.kept,
        archive.problems,
        archive.newest_whole_before_current,
        lambda: archive.open_current(MODEL),
        lambda: archive.open_served(MODEL),
        lambda: archive.roll_back(None, MODEL),
        lambda: archive.remove(["s-1"]),
    ):
        with pytest.raises(IndexMissing):
            ask()
    with archive.build(MODEL, SETTINGS) as build:
        fill(build.store, [make_article("satu")])
    with pytest.raises(IndexMissing):
        archive.current_name()
    assert archive.running_build() is None


def test_a_published_snapshot_is_served(archive: Archive, make_article: MakeArticle) -> None:
    """With its counts; and told by the stamp."""
    before = archive.stamp()
    name = publish(archive, make_article("satu"))
    snapshot, trouble = archive.open_served(MODEL)

    assert archive.stamp() != before
    assert archive.stamp() == archive.stamp()
    assert (archive.current_name(), snapshot.name, snapshot.model, trouble) == (name, name, MODEL, None)
    assert (snapshot.counts.articles, snapshot.counts.passages, snapshot.counts.sources) == (1, 1, 0)
    assert snapshot.size_bytes > 0
    assert snapshot.built.endswith("+00:00")
    assert archive.problems() == (name, [])
    snapshot.store.close()


def test_a_build_begins_with_what_is_served(archive: Archive, make_article: MakeArticle) -> None:
    """Articles and passages; whoever asks the older one goes on with it."""
    publish(archive, make_article("satu"))
    held = archive.open_current(MODEL).store
    publish(archive, make_article("dua"))

    assert texts(archive) == {"satu", "dua"}
    assert [each.text for each in held.articles.newest()] == ["satu"]
    assert held.count_documents() == 1
    held.close()


@pytest.mark.parametrize(
    ("model", "settings", "full"),
    [("0" * 16, SETTINGS, False), (MODEL, PassageSettings(target_tokens=60), False), (MODEL, SETTINGS, True)],
    ids=["model", "settings", "full"],
)
def test_passages_that_do_not_fit_are_left(
    archive: Archive, make_article: MakeArticle, model: str, settings: PassageSettings, full: bool
) -> None:
    """The articles stay, and every file is read anew."""
    article = make_article("satu")
    with archive.build(MODEL, SETTINGS) as build:
        fill(build.store, [article])
        build.store.sources.put_file("/berita/a.md", "/berita", (1, 2))
        build.publish()
    with archive.build(model, settings, full=full) as build:
        assert build.store.count_documents() == 0
        assert build.store.articles.without_passages() == [article.id]
        assert build.store.sources.file_stamp("/berita/a.md") is None


def test_a_snapshot_of_another_model_is_not_opened(archive: Archive, make_article: MakeArticle) -> None:
    """Its cosines would mean nothing."""
    publish(archive, make_article("satu"))
    with pytest.raises(SnapshotMismatch):
        archive.open_current("0" * 16)


def test_one_builds_at_a_time(archive: Archive, new_archive: Callable[[Path], Archive], tmp_path: Path) -> None:
    """Another is told at once, in this process and over the same data; afterwards it may."""
    other = new_archive(tmp_path / "data")
    with (
        archive.build(MODEL, SETTINGS),
        pytest.raises(IndexBusy),
        other.build(MODEL, SETTINGS),
    ):
        pass
    with other.build(MODEL, SETTINGS):
        pass


def test_older_snapshots_are_kept_and_served_again(archive: Archive, make_article: MakeArticle) -> None:
    """The newest first; going back leaves the newer ones until the next build."""
    names = [publish(archive, make_article(text)) for text in ("satu", "dua")]
    assert [(each.name, each.current, each.articles) for each in archive.kept()] == [
        (names[1], True, 2),
        (names[0], False, 1),
    ]
    assert archive.newest_whole_before_current() == names[0]
    assert archive.roll_back(None, MODEL) == names[0]
    assert texts(archive) == {"satu"}
    assert archive.roll_back(names[1], MODEL) == names[1]
    assert texts(archive) == {"satu", "dua"}
    with pytest.raises(SnapshotUnknown):
        archive.roll_back("s-unknown", MODEL)


def test_only_so_many_are_kept(archive: Archive, make_article: MakeArticle) -> None:
    """Three here."""
    names = [publish(archive, make_article(str(number))) for number in range(5)]
    assert [each.name for each in archive.kept()] == names[:1:-1]


def test_snapshots_are_removed_but_not_the_served_one(archive: Archive, make_article: MakeArticle) -> None:
    """All that are named, or none."""
    names = [publish(archive, make_article(str(number))) for number in range(3)]
    with pytest.raises(SnapshotInUse):
        archive.remove([names[0], names[2]])
    with pytest.raises(SnapshotUnknown):
        archive.remove([names[0], "s-unknown"])
    archive.remove(names[:2])
    assert [each.name for each in archive.kept()] == names[2:]


def test_progress_is_seen_by_others(archive: Archive, new_archive: Callable[[Path], Archive], tmp_path: Path) -> None:
    """As long as the build runs."""
    other, told = new_archive(tmp_path / "data"), list[Progress]()
    with archive.shown_progress(told.append) as show:
        show(Progress(Stage.EMBEDDING, 1, 4))
        seen = other.running_build()
    assert seen is not None
    assert (seen.stage, seen.done, seen.total) == (Stage.EMBEDDING, 1, 4)
    assert told == [Progress(Stage.EMBEDDING, 1, 4)]
    assert other.running_build() is None


def test_readers_of_any_thread_see_whole_snapshots(archive: Archive, make_article: MakeArticle) -> None:
    """While builds publish: as many passages as articles, and each found by its own words."""
    publish(archive, make_article("kata 0"))
    counts: list[tuple[int, int]] = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            store = archive.open_current(MODEL).store
            counts.append((store.articles.count(), len(store.matching("kata", 50))))
            store.close()

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(1, 6):
        publish(archive, make_article(f"kata {number}"))
    over.set()
    reader.join()

    assert counts
    assert all(articles == passages for articles, passages in counts)
