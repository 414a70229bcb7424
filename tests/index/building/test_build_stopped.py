"""Builds that end early: progress that raises, and a full disk; what was served stays."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from index import Engine
from index.errors import (
    TanyaIndexError,
)
from index.progress import Progress, Stage
from index.sources.apart import process
from index.sources.apart.pool import end_parsing
from index.sources.formats import isolation
from tests.conftest import snapshots_of
from tests.index.builds import put, texts
from tests.index.syscalls import Disk
from tests.websites import Answer, Site


def test_progress_is_told_stage_by_stage(engine: Engine, folder: Path) -> None:
    """Files while reading, articles and passages while embedding; within a file as well, so that it can be stopped."""
    told: list[Progress] = []
    engine.index([folder], progress=told.append)

    assert list(dict.fromkeys(told)) == [
        Progress(Stage.READING, 0, 2),
        Progress(Stage.READING, 1, 2),
        Progress(Stage.READING, 2, 2),
        Progress(Stage.EMBEDDING, 0, 2),
        Progress(Stage.EMBEDDING, 2, 2, 2),
        Progress(Stage.WRITING, 0, None, 2),
    ]


def test_progress_is_told_within_a_long_article(engine: Engine, tmp_path: Path) -> None:
    """After every batch of passages, so that a build can be stopped there."""
    words = " ".join(f"Gajah nomor {number} berjalan pelan ke sungai yang lebar." for number in range(600))
    put(tmp_path, "panjang.md", words)
    told: list[Progress] = []

    def stop(progress: Progress) -> None:
        told.append(progress)
        if progress.passages:
            raise StoppedError

    with pytest.raises(StoppedError):
        engine.index([tmp_path], progress=stop)
    assert 0 < told[-1].passages < 60
    assert told[-1].done == 0


class StoppedError(Exception):
    """Raised by a program that does not want to go on."""


@pytest.mark.parametrize("waits_for", ["program", "parsing process", "site"])
def test_build_that_waits_can_be_stopped(
    web_engine: Engine, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waits_for: str
) -> None:
    """Whatever it waits for: a program that reads a file, the process that parses, a site that asks for patience."""
    hangs = "import sys, time\nprint('ready', flush=True)\nsys.stdin.readline()\ntime.sleep(60)\n"
    source: Path | str = put(tmp_path / "in", "a.pdf", "%PDF-1.4")
    match waits_for:
        case "program":
            put(tmp_path, "pdf.py", hangs)
            monkeypatch.setattr(isolation, "_PROGRAMS", tmp_path)
        case "parsing process":
            source = put(tmp_path / "in", "a.md", "kata " * 10_000)
            end_parsing()
            monkeypatch.setattr(process, "_START", hangs)
        case _:
            source = f"{site.url}/sitemap.xml"
            site.pages["/robots.txt"] = Answer("User-agent: *\nCrawl-delay: 20")
            site.pages["/sitemap.xml"] = Answer(f"<urlset><url><loc>{site.url}/a</loc></url></urlset>")
    told: list[Progress] = []

    def stop(step: Progress) -> None:
        if told[-1:] == [step]:
            raise StoppedError
        told.append(step)

    with pytest.raises(StoppedError):
        web_engine.index([source], progress=stop)
    end_parsing()


@pytest.mark.parametrize("stage", [Stage.READING, Stage.EMBEDDING, Stage.WRITING])
def test_exception_from_progress_ends_the_build(built: Engine, folder: Path, stage: Stage) -> None:
    """What was served stays, nothing is left over, and the next build may begin."""
    put(folder, "tiga.md", "Badak makan rumput.")

    def stop(progress: Progress) -> None:
        if progress.stage == stage:
            raise StoppedError

    with pytest.raises(StoppedError):
        built.reindex(progress=stop)
    assert len(texts(built)) == 2
    assert not list(snapshots_of(built).root.glob("building-*"))
    assert built.reindex().added == 1


def test_full_disk_while_publishing(built: Engine, folder: Path, disk: Disk) -> None:
    """Our own error; the old snapshot is served and the next build succeeds."""
    put(folder, "tiga.md", "Badak makan rumput.")
    disk.fail(0)
    with pytest.raises(TanyaIndexError, match="No space left on device"):
        built.reindex()

    assert disk.failed
    assert len(texts(built)) == 2
    assert built.reindex().added == 1


def test_full_disk_while_copying(built: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build starts with a copy of what is served."""

    def full(source: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), target)

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "copyfile", full)
        with pytest.raises(TanyaIndexError, match="No space left on device"):
            built.reindex(full=True)

    assert built.reindex(full=True).articles == 2
