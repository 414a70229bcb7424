"""A build that is stopped loses no embedding that it made: the counts of the next one prove it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index import Engine, Progress, ProgressCallback, Stage
from index.snapshots.snapshots import JOURNAL_FILE
from tests.conftest import local_store
from tests.reliability.archives import in_files, put, served
from tests.reliability.builds import BuildServer

# More than a build embeds at once, so that some are finished when it is stopped.
ARTICLES = 70

pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder of short articles."""
    for number in range(ARTICLES):
        put(tmp_path / "archive", f"nomor {number}", f"Harga beras ke-{number} naik.")
    return tmp_path / "archive"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Where to index."""
    return tmp_path / "data"


class StoppedError(Exception):
    """Raised by a program that does not want to go on."""


def stop_after(articles: int) -> ProgressCallback:
    def stop(progress: Progress) -> None:
        if progress.stage == Stage.EMBEDDING and progress.done >= articles:
            raise StoppedError

    return stop


def kept(data: Path) -> int:
    """Return how many embeddings the journal holds."""
    path = data / "index" / JOURNAL_FILE
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as connection:
        found: int = connection.execute("SELECT count(*) FROM embeddings").fetchone()[0]
    return found


def test_killed_build_is_taken_up_by_the_next(data: Path, archive: Path, builds: BuildServer) -> None:
    """What it had embedded is not embedded again, nor lost; afterwards the journal is gone."""
    steps = builds.build(data.with_name("other"), archive).steps
    killed = builds.build(data, archive, die_at_step=steps - 2)
    before = kept(data)
    assert killed.killed
    assert before >= 32
    finished = builds.build(data, archive)

    assert finished.report["embedded_passages"] == ARTICLES - before
    assert served(data) == in_files(archive)
    assert kept(data) == 0
    assert not (data / "index" / JOURNAL_FILE).exists()


def test_cancelled_builds_add_up(data: Path, archive: Path) -> None:
    """Stopped twice, with an article that comes meanwhile: each text is embedded once."""
    engine = Engine(data, threads=1)
    for after in (32, 64):
        with pytest.raises(StoppedError):
            engine.index([archive], progress=stop_after(after))
    before = kept(data)
    put(archive, "baru", "Teks baru.")
    report = engine.index([archive])
    engine.close()

    assert before >= 64
    assert report.embedded_passages == ARTICLES - before + 1
    assert served(data) == in_files(archive)
    assert kept(data) == 0


def test_full_rebuild_is_taken_up_too(data: Path, archive: Path) -> None:
    """And what is served stays as it was until then."""
    engine = Engine(data, threads=1)
    engine.index([archive])
    with pytest.raises(StoppedError):
        engine.reindex(full=True, progress=stop_after(32))
    before = kept(data)
    assert served(data) == in_files(archive)
    report = engine.reindex(full=True)
    engine.close()

    assert before >= 32
    assert report.embedded_passages == ARTICLES - before
    assert kept(data) == 0


def test_damaged_journal_costs_only_what_is_damaged(data: Path, archive: Path) -> None:
    """A vector with a wrong bit is embedded again, one that is cut too."""
    engine = Engine(data, threads=1)
    with pytest.raises(StoppedError):
        engine.index([archive], progress=stop_after(64))
    before, path = kept(data), data / "index" / JOURNAL_FILE
    with closing(sqlite3.connect(path)) as connection, connection:
        first, second = connection.execute("SELECT rowid, vector FROM embeddings LIMIT 2")
        wrong = bytes([first[1][0] ^ 1]) + first[1][1:]
        statement = "UPDATE embeddings SET vector = ? WHERE rowid = ?"
        connection.executemany(statement, [(wrong, first[0]), (second[1][:-1], second[0])])
    report = engine.index([archive])
    vectors = local_store(engine).vectors
    scores = [engine.store().nearest(each, 1)[0][1] for each in vectors.vectors_of(vectors.ids())]
    engine.close()

    assert report.embedded_passages == ARTICLES - before + 2
    assert min(scores) > 0.999


def test_build_with_nothing_to_do_forgets_what_is_not_needed(data: Path, archive: Path) -> None:
    """A stopped build embedded a change that was taken back."""
    engine = Engine(data, threads=1)
    engine.index([archive])
    text = (archive / "nomor 0.md").read_text()
    put(archive, "nomor 0", "Teks baru.")
    with pytest.raises(StoppedError):
        engine.index([archive], progress=stop_after(1))
    assert kept(data) == 1
    (archive / "nomor 0.md").write_text(text)
    report = engine.reindex()
    engine.close()

    assert (report.published, report.embedded_passages, kept(data)) == (False, 0, 0)
