"""Which snapshot the engine serves: swaps under running questions, damage, and builds of other processes."""

from __future__ import annotations

import gc
import logging
import threading
import weakref
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index import Engine, IndexMissing, SnapshotCorrupt, SnapshotMismatch
from index.errors import NothingToIndex
from index.snapshots.snapshots import CURRENT_FILE
from index.store.local.document_store import PASSAGES_FILE
from tests.conftest import local_store, publish, snapshots_of, write_article

CAPTAIN = "Siapa nama nakhoda Kapal Mutiara?"
OPENED = "Who opened the new bridge?"


def test_no_index_yet(engine: Engine) -> None:
    """Every question about it says so."""
    for call in (lambda: engine.ask(CAPTAIN), engine.refresh, engine.status, engine.articles, engine.verify):
        with pytest.raises(IndexMissing, match="tanya index"):
            call()


def test_damaged_index_is_refused_and_reported(engine: Engine, archive: Path) -> None:
    """Never read; `verify` tells which file."""
    name = engine.index([archive]).snapshot
    path = snapshots_of(engine).root / name / PASSAGES_FILE
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(SnapshotCorrupt, match=PASSAGES_FILE):
        engine.ask(CAPTAIN)

    assert engine.verify()[0] == name
    assert str(path) in engine.verify()[1][0]


def test_index_of_another_model_is_refused(engine: Engine) -> None:
    """Its vectors say nothing to this one."""
    publish(snapshots_of(engine).root, [], model="0" * 16)
    with pytest.raises(SnapshotMismatch, match="0000000000000000"):
        engine.ask(CAPTAIN)


def test_new_snapshot_of_another_process_is_served(engine: Engine, archive: Path) -> None:
    """The next question finds it by itself."""
    engine.index([archive])
    assert engine.refresh() is True
    assert engine.refresh() is False
    other = Engine(archive.parent / "data")
    write_article(archive / "baru.md", "Ibu kota Wanara bernama Sagu Lama.", title="Wanara", language="id")
    published = other.index([archive]).snapshot
    other.close()
    reply = engine.ask("Apa nama ibu kota Wanara?")

    assert reply.snapshot == published
    assert "Sagu Lama" in reply.answers[0].text
    assert engine.refresh() is False


@pytest.mark.parametrize("harm", ["damaged", "gone"])
def test_new_snapshot_that_cannot_be_read_leaves_the_old_one_served(
    engine: Engine, archive: Path, caplog: pytest.LogCaptureFixture, harm: str
) -> None:
    """It is logged once, not at every question; the next good one is served."""
    old = engine.index([archive]).snapshot
    engine.ask(CAPTAIN)
    write_article(archive / "baru.md", "Ibu kota Wanara bernama Sagu Lama.", title="Wanara", language="id")
    if harm == "gone":
        (snapshots_of(engine).root / CURRENT_FILE).unlink()
    else:
        with closing(Engine(engine.data_dir)) as another:
            (snapshots_of(engine).root / another.reindex().snapshot / PASSAGES_FILE).write_bytes(b"")
    with caplog.at_level(logging.ERROR):
        assert [engine.ask(CAPTAIN).snapshot for _ in range(3)] == [old] * 3

    assert len(caplog.records) == 1
    assert f"meanwhile snapshot {old} is served" in caplog.records[0].getMessage()
    trouble = engine.trouble()
    assert trouble is not None
    assert trouble.served == old
    if harm == "damaged":
        assert engine.ask(CAPTAIN).snapshot != engine.reindex(full=True).snapshot
        assert engine.ask("Apa nama ibu kota Wanara?").snapshot == snapshots_of(engine).current_name()
        assert engine.trouble() is None


def test_what_could_not_be_opened_once_is_tried_again(
    engine: Engine, archive: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """After a pause, without a new publication; what is wrong for a moment must not last. It is logged once."""
    old = engine.index([archive]).snapshot
    engine.warm_up()
    with closing(Engine(engine.data_dir)) as another:
        new = another.reindex(full=True).snapshot
    with monkeypatch.context() as patched:
        patched.setattr(engine.archive, "open_current", failing(SnapshotCorrupt("too many open files")))
        assert engine.refresh() is False
        assert engine.refresh() is False
        monkeypatch.setattr(engine._retry, "is_due", lambda: True)
        assert engine.refresh() is False
        assert engine.ask(CAPTAIN).snapshot == old

    assert engine.refresh() is True
    assert engine.ask(CAPTAIN).snapshot == new
    assert engine.trouble() is None
    assert len(caplog.records) == 1


def test_what_is_published_is_reported_even_if_it_cannot_be_opened(
    engine: Engine, archive: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The build is done, whatever happens afterwards."""
    engine.index([archive])
    engine.warm_up()
    monkeypatch.setattr(engine.archive, "open_current", failing(OSError(24, "Too many open files")))
    report = engine.reindex(full=True)

    assert report.snapshot == snapshots_of(engine).current_name()
    assert "will be served as soon as it can be opened" in caplog.records[0].getMessage()
    monkeypatch.undo()
    assert engine.ask(CAPTAIN).snapshot == report.snapshot


def failing(error: Exception) -> Callable[[str], Any]:
    """Return what opens nothing."""

    def fail(_model: str) -> Any:
        raise error

    return fail


def test_older_snapshot_is_served_where_the_newest_is_damaged(
    engine: Engine, archive: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """From the first question on; it is logged once, and `verify` still says what is wrong with the newest."""
    old = engine.index([archive]).snapshot
    write_article(archive / "baru.md", "Ibu kota Wanara bernama Sagu Lama.", title="Wanara", language="id")
    new = engine.reindex().snapshot
    (snapshots_of(engine).root / new / PASSAGES_FILE).write_bytes(b"")
    with caplog.at_level(logging.ERROR):
        replies = [engine.ask(CAPTAIN) for _ in range(3)]

    assert [(reply.snapshot, reply.answers[0].text) for reply in replies] == [(old, "Hasan Basri")] * 3
    trouble = engine.trouble()
    assert trouble is not None
    assert (trouble.served, new in trouble.problem) == (old, True)
    assert [record.getMessage() for record in caplog.records] == [str(trouble)]
    assert engine.status().snapshot == old
    assert engine.verify()[0] == new
    assert engine.verify()[1]
    assert engine.roll_back() == old
    assert engine.ask(CAPTAIN).snapshot == old
    assert engine.trouble() is None
    assert engine.reindex().added == 1


def test_running_engine_follows_a_rollback(engine: Engine, archive: Path) -> None:
    """With the next question; a build then starts from there, and its snapshot is the newest."""
    old = engine.index([archive]).snapshot
    write_article(archive / "baru.md", "Ibu kota Wanara bernama Sagu Lama.", title="Wanara", language="id")
    new = engine.reindex().snapshot
    assert engine.ask(CAPTAIN).snapshot == new
    other = Engine(archive.parent / "data")
    assert other.roll_back() == old
    other.close()
    assert engine.ask(CAPTAIN).snapshot == old
    assert len(engine.articles()) == 3
    report = engine.reindex()

    assert (report.added, report.unchanged) == (1, 3)
    assert engine.ask(CAPTAIN).snapshot == report.snapshot > new
    assert [each.name for each in engine.kept_snapshots()] == [report.snapshot, old]
    engine.remove_snapshots([old])
    assert [each.name for each in engine.kept_snapshots()] == [report.snapshot]


def test_status_tells_of_a_build_at_once(engine: Engine, archive: Path) -> None:
    """Whoever reads that a build is served finds it in the status too, before anybody asks."""
    engine.index([archive])
    assert engine.ask(CAPTAIN).answered
    write_article(archive / "baru.md", "Ibu kota Wanara bernama Sagu Lama.", title="Wanara", language="id")
    report = engine.reindex()
    assert (engine.status().snapshot, engine.status().articles) == (report.snapshot, report.articles)


def test_articles_and_sources_tell_of_a_build_at_once(engine: Engine, archive: Path, tmp_path: Path) -> None:
    """Whoever adds a source can remove it, or an article of it, in the next moment."""
    engine.index([archive])
    assert len(engine.sources()) == 1
    added = tmp_path / "added"
    added.mkdir()
    write_article(added / "baru.md", "Ibu kota Wanara bernama Sagu Lama.", title="Wanara", language="id")
    engine.index([added])
    assert set(engine.sources()) == {str(archive), str(added)}
    assert engine.article_count(str(added)) == 1
    (article,) = (each for each in engine.articles() if each.title == "Wanara")
    engine.remove([article.id])
    assert engine.article(article.id) is None


def test_running_question_keeps_its_snapshot(engine: Engine, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is answered from what it started with, even where that has been removed meanwhile."""
    old = engine.index([archive]).snapshot
    engine.ask(CAPTAIN)
    run = Engine._run

    def slow(self: Engine, *arguments: object) -> object:
        for number in range(3):
            write_article(archive / f"{number}.md", f"Berita baru nomor {number}.", title="Baru")
            Engine(archive.parent / "data").index([archive])
        assert self.refresh()
        return run(self, *arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Engine, "_run", slow)
        reply = engine.ask(CAPTAIN)

    assert reply.snapshot == old
    assert reply.answers[0].text == "Hasan Basri"
    assert not (snapshots_of(engine).root / old).exists()
    assert engine.ask(CAPTAIN).snapshot != old


def test_replaced_snapshot_is_let_go(engine: Engine, archive: Path) -> None:
    """Its file is closed and its memory free, so that reloads do not add up; no collection is waited for."""
    engine.index([archive])
    engine.ask(CAPTAIN)
    store = local_store(engine)
    database, connection = weakref.ref(store.database), store.database._connections[-1]
    del store
    gc.disable()
    try:
        engine.reindex(full=True)
        engine.ask(CAPTAIN)
    finally:
        gc.enable()

    assert database() is None
    with pytest.raises(Exception, match="closed database"):
        connection.execute("SELECT 1")


def test_questions_from_many_threads_while_it_is_built(engine: Engine, archive: Path) -> None:
    """Eight threads, three questions each: no error, and each reply is wholly of one of the two snapshots."""
    old = engine.index([archive]).snapshot
    stop = threading.Event()

    def ask(number: int) -> list[tuple[str, bool]]:
        found = []
        for _ in range(3):
            reply = engine.ask((CAPTAIN, OPENED)[number % 2])
            wanted = ("Hasan Basri", "Anna Smith")[number % 2]
            found.append((reply.snapshot, wanted in reply.answers[0].text and reply.answered))
        stop.set()
        return found

    with ThreadPoolExecutor(8) as pool:
        running = [pool.submit(ask, number) for number in range(8)]
        write_article(archive / "baru.md", "Ibu kota Wanara bernama Sagu Lama.", title="Wanara", language="id")
        new = engine.reindex().snapshot
        replies = [reply for future in running for reply in future.result()]

    assert len(replies) == 24
    assert all(right for _, right in replies)
    assert {snapshot for snapshot, _ in replies} <= {old, new}
    assert engine.ask(CAPTAIN).snapshot == new


def test_closed_engine_opens_again(engine: Engine, archive: Path) -> None:
    """Closing twice does not matter."""
    engine.index([archive])
    engine.ask(CAPTAIN)
    engine.close()
    engine.close()

    assert engine.ask(CAPTAIN).answered


def test_failed_build_leaves_the_answers(engine: Engine, archive: Path, tmp_path: Path) -> None:
    """Nothing of what is served is touched."""
    engine.index([archive])
    (tmp_path / "kosong").mkdir()
    with pytest.raises(NothingToIndex):
        engine.index([tmp_path / "kosong"])

    assert engine.ask(CAPTAIN).answered


def test_swap_that_another_thread_made_first(engine: Engine, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not made again."""
    engine.index([archive])
    engine.warm_up()
    with closing(Engine(engine.data_dir)) as another:
        new = another.reindex(full=True).snapshot
    stamp = engine.archive.stamp

    def overtaken() -> Hashable:
        monkeypatch.setattr(engine.archive, "stamp", stamp)
        assert engine.refresh()
        return stamp()

    monkeypatch.setattr(engine.archive, "stamp", overtaken)

    assert engine.refresh() is True
    assert engine.status().snapshot == new
