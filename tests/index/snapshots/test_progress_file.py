"""How far a build is, as others see it."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest

from index import Engine, Progress, Stage
from index.snapshots.progress_file import PROGRESS_FILE, running_build, shown_progress
from tests.conftest import write_archive, write_article
from tests.forking import Fork

HALF = Progress(Stage.EMBEDDING, 12, 24)


def test_nothing_is_built(tmp_path: Path) -> None:
    """Neither where there was never a build nor after one."""
    assert running_build(tmp_path / "nowhere") is None
    with shown_progress(tmp_path, None) as show:
        show(HALF)
    assert (tmp_path / PROGRESS_FILE).exists()
    assert running_build(tmp_path) is None


def test_progress_is_seen_and_handed_on(tmp_path: Path) -> None:
    """Before it tells anything a build is at its beginning; what an earlier one said does not count."""
    told: list[Progress] = []
    for _ in range(2):
        with shown_progress(tmp_path, told.append) as show:
            assert running_build(tmp_path) == Progress(Stage.READING, 0, None)
            show(HALF)
            assert running_build(tmp_path) == HALF
    assert told == [HALF, HALF]


def test_not_every_step_is_written(tmp_path: Path) -> None:
    """Thousands of steps a second would only wear the disk down."""
    with shown_progress(tmp_path, None) as show:
        show(HALF)
        show(Progress(Stage.EMBEDDING, 13, 24))
        assert running_build(tmp_path) == HALF


def test_a_second_build_leaves_the_file_alone(tmp_path: Path) -> None:
    """It will be refused, and must not speak for the first."""
    with shown_progress(tmp_path, None) as first:
        first(HALF)
        with shown_progress(tmp_path, None) as second:
            second(Progress(Stage.READING, 1, None))
        assert running_build(tmp_path) == HALF


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"stage": "lunch", "done": 1, "total": 2}', b"\xff" * 300])
def test_damaged_content(tmp_path: Path, content: bytes) -> None:
    """The lock says that something is built; what cannot be read counts as its beginning."""
    with shown_progress(tmp_path, None):
        (tmp_path / PROGRESS_FILE).write_bytes(content)
        assert running_build(tmp_path) == Progress(Stage.READING, 0, None)


def test_it_cannot_be_written(tmp_path: Path) -> None:
    """A folder in its place costs no build."""
    (tmp_path / PROGRESS_FILE).mkdir()
    told: list[Progress] = []
    with shown_progress(tmp_path, told.append) as show:
        show(HALF)
    assert told == [HALF]
    assert running_build(tmp_path) is None


def test_another_process_and_its_death(tmp_path: Path) -> None:
    """What another process builds is seen, and is over when it is killed."""
    program = """
import sys, time
from pathlib import Path
from index import Progress, Stage
from index.snapshots.progress_file import shown_progress
with shown_progress(Path(sys.argv[1]), None) as show:
    show(Progress(Stage.EMBEDDING, 12, 24))
    print("shown", flush=True)
    time.sleep(100)
"""
    reading, writing = os.pipe()
    other = Fork(program, tmp_path, streams=(None, writing, 2))
    os.close(writing)
    with os.fdopen(reading) as said:
        assert said.readline() == "shown\n"
        assert running_build(tmp_path) == HALF
        other.send_signal(signal.SIGKILL)
        other.wait()
    assert running_build(tmp_path) is None


@pytest.mark.parametrize(
    ("progress", "percent"),
    [
        (Progress(Stage.READING, 500, 1000), 0),
        (Progress(Stage.EMBEDDING, 0, 24), 0),
        (HALF, 50),
        (Progress(Stage.EMBEDDING, 24, 24), 99),
        (Progress(Stage.WRITING, 0, None), 99),
    ],
)
def test_percent(progress: Progress, percent: int) -> None:
    """Of the whole build; never a hundred before it is published."""
    assert progress.percent == percent


def test_the_engine_tells(tmp_path: Path) -> None:
    """While it builds, for the first time and again, in a thread of this process."""
    engine = Engine(tmp_path / "data")
    archive = write_archive(tmp_path / "archive")
    seen: list[Progress | None] = []
    look = lambda _progress: seen.append(engine.building())  # noqa: E731 - a callback
    assert engine.building() is None
    thread = threading.Thread(target=engine.index, args=([archive],), kwargs={"progress": look})
    thread.start()
    thread.join()
    assert seen
    assert None not in seen
    write_article(archive / "baru.md", "Pasar malam dibuka di Solo.", title="Pasar malam")
    seen.clear()
    engine.reindex(progress=look)
    assert seen
    assert None not in seen
    assert engine.building() is None
    engine.close()
