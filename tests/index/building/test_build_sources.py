"""Sources of a build: files that cannot be read, folders that vanish, overlap or are links."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Engine
from index.building import source_run
from index.errors import (
    IndexMissing,
    NothingToIndex,
    SourceProblem,
)
from index.sources.apart import pool
from index.sources.drafts import Draft
from index.sources.formats.registry import READERS
from tests.conftest import snapshots_of
from tests.index.builds import counts, put, reasons, texts


def test_file_that_breaks_off_keeps_what_is_behind(engine: Engine, tmp_path: Path) -> None:
    """One damaged member of an archive is not one that was taken out of it."""
    archive = tmp_path / "a" / "berita.zip"
    archive.parent.mkdir()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as packed:
        for text in ("Harimau tidur di kandang.", "Gajah mandi di sungai."):
            packed.writestr(f"{text[:5]}.txt", text)
    engine.index([archive.parent])
    archive.write_bytes(archive.read_bytes().replace(b"Gajah mandi", b"Gajah makan"))
    report = engine.reindex()
    assert report.removed == 0
    assert "damaged" in report.skipped[0].reason
    assert len(engine.articles()) == 2


def test_a_build_ends_what_it_parses_with(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bot that has built keeps no process for the next build, which may be days away."""
    page = tmp_path / "a.html"
    page.write_text(f"<p>Kapal Kunang-1 tiba di Merak pada 14 Juni 2018.</p><!--{'<' * 2_000}-->")
    ran = []

    def end() -> None:
        ran.append(pool._shared._at_rest)
        pool.end_parsing()

    monkeypatch.setattr(source_run, "end_parsing", end)
    engine.index([page])
    assert [each is not None for each in ran] == [True]
    assert pool._shared._at_rest is None


def test_source_without_a_name_is_not_this_folder(engine: Engine) -> None:
    """As a shell gives it for a variable that is not set."""
    with pytest.raises(SourceProblem, match="without a name"):
        engine.index([""])


def test_path_that_is_too_long_does_not_stop_the_others(engine: Engine, folder: Path) -> None:
    deep = os.open(folder, os.O_RDONLY)
    for _ in range(20):
        os.mkdir("x" * 250, dir_fd=deep)
        below = os.open("x" * 250, os.O_RDONLY, dir_fd=deep)
        os.close(deep)
        deep = below
    os.close(deep)
    report = engine.index([folder])
    assert report.added == 2
    assert "cannot be reached" in report.skipped[0].reason


def test_bad_file_does_not_stop_the_others(engine: Engine, folder: Path) -> None:
    """It is reported with its reason."""
    (folder / "kosong.md").write_text("")
    (folder / "gambar.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\r")
    (folder / "rows.jsonl").write_text('{"id": 1, "title": "J", "text": "Badak makan rumput."}\n{nonsense\n')
    report = engine.index([folder])

    assert report.added == 3
    assert {Path(each.where.partition("#")[0]).name for each in report.skipped} == {
        "kosong.md",
        "gambar.txt",
        "rows.jsonl",
    }


def test_file_that_breaks_its_parser_does_not_stop_the_others(
    built: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """In whatever way that nobody thought of; its article is kept, and what happened is in the log."""

    def read(_file: Path) -> Iterator[Draft]:
        yield Draft(title="Badak", text="Badak makan rumput.")
        raise OverflowError

    monkeypatch.setitem(READERS, ".txt", read)
    put(folder, "rusak.txt", "Apa saja.")
    put(folder, "tiga.md", "Kuda berlari.")
    report = built.index([folder])

    assert set(texts(built)) == {"satu", "dua", "Badak", "tiga"}
    (skipped,) = report.skipped
    assert skipped.reason == "cannot be read (OverflowError); it may be damaged"
    assert "OverflowError" in caplog.text


def test_file_that_became_unreadable_keeps_its_article(built: Engine, folder: Path) -> None:
    """Half written, or binary by mistake: it is there, so that its article is not gone."""
    (folder / "satu.md").write_bytes(b"\0\1\2\3" * 100)
    report = built.reindex()

    assert report.removed == 0
    assert len(report.skipped) == 1
    assert set(texts(built)) == {"satu", "dua"}
    put(folder, "satu.md", "Buaya berjemur di pasir.")
    assert counts(built.reindex()) == (0, 1, 1, 0)


def test_name_that_is_not_utf_8_does_not_stop_the_others(engine: Engine, folder: Path) -> None:
    """A file from an old system is indexed like any other."""
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text("Badak makan rumput di padang.")
    assert engine.index([folder]).added == 3

    assert counts(engine.reindex()) == (0, 0, 3, 0)
    assert any(article.origin.endswith("caf\\xe9.txt") for article in engine.articles())


def test_folder_without_articles_is_refused(built: Engine, tmp_path: Path) -> None:
    """What is served stays; the reasons are told."""
    before = built.status().snapshot
    (tmp_path / "kosong").mkdir()
    with pytest.raises(NothingToIndex, match=r"no article found in .*kosong; it may hold .*\.docx, .*\.epub"):
        built.index([tmp_path / "kosong"])
    (tmp_path / "kosong" / "a.exe").write_text("x")
    with pytest.raises(NothingToIndex, match=r"a.exe: is of an unknown type"):
        built.index([tmp_path / "kosong"])

    assert snapshots_of(built).current_name() == before
    assert len(texts(built)) == 2


def test_missing_source_is_refused(engine: Engine, tmp_path: Path) -> None:
    """Before anything is made of an index."""
    with pytest.raises(SourceProblem, match="nirgends does not exist"):
        engine.index([tmp_path / "nirgends"])
    assert not (tmp_path / "data" / "index").exists()


def test_nothing_to_reindex(engine: Engine) -> None:
    """There is no index yet."""
    with pytest.raises(IndexMissing, match="tanya index"):
        engine.reindex()


def test_vanished_source_keeps_its_articles_and_says_so(built: Engine, folder: Path) -> None:
    """A drive may be unmounted."""
    folder.rename(folder.with_name("away"))
    report = built.reindex()

    assert (report.removed, report.published) == (0, False)
    assert report.skipped[0].where == str(folder)
    assert "does not exist" in report.skipped[0].reason
    assert "(its articles are kept)" in report.skipped[0].reason
    assert len(texts(built)) == 2


def test_emptied_source_keeps_its_articles_and_says_so(built: Engine, folder: Path) -> None:
    """All at once looks like a mistake; and an index is never emptied."""
    for file in folder.iterdir():
        file.unlink()
    report = built.reindex()
    assert (report.removed, report.published) == (0, False)
    assert reasons(report)[0].startswith("has lost all its 2 articles, which are kept")
    with pytest.raises(NothingToIndex, match="no article would be left"):
        built.index([folder], prune=True)

    assert len(texts(built)) == 2


def test_sources_may_overlap(engine: Engine, folder: Path) -> None:
    """Every file is read once; every source that was named is recorded."""
    report = engine.index([folder / "satu.md", folder])

    assert counts(report) == (2, 0, 0, 0)
    assert report.skipped == []
    assert engine.sources() == sorted([str(folder), str(folder / "satu.md")])
    (folder / "satu.md").unlink()
    report = engine.reindex()
    assert report.removed == 1


def test_link_as_a_source_is_followed_anew(engine: Engine, folder: Path, tmp_path: Path) -> None:
    """It may point to another folder by the next time; articles keep their ids."""
    link = tmp_path / "current"
    link.symlink_to(folder)
    engine.index([link])
    ids = {article.id for article in engine.articles()}
    shutil.copytree(folder, tmp_path / "b")
    put(tmp_path / "b", "tiga.md", "Badak makan rumput.")
    link.unlink()
    link.symlink_to(tmp_path / "b")
    report = engine.reindex()

    assert counts(report)[0] == 1
    assert ids < {article.id for article in engine.articles()} or set(texts(engine)) == {"satu", "dua", "tiga"}
    assert engine.sources() == [str(link)]
