"""Builds: what is added, changed, kept and removed, and that no failure loses an article."""

from __future__ import annotations

import errno
import os
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from index import Engine
from index.build import Builder
from index.errors import (
    IndexMissing,
    NothingToIndex,
    SnapshotCorrupt,
    SourceProblem,
    TanyaIndexError,
)
from index.manifest import PASSAGES_FILE, VECTORS_FILE, Manifest
from index.passages import PassageSettings
from index.progress import BuildReport, Progress, Stage
from index.verify import problems_of_current
from tests.conftest import write_article
from tests.index.syscalls import Disk


def counts(report: BuildReport) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.unchanged, report.removed


def texts(engine: Engine) -> dict[str, str]:
    """Return what is served, by title, after checking that the snapshot is whole."""
    engine.refresh()
    assert engine.verify()[1] == []
    return {article.title: article.text.strip() for article in engine.articles()}


def reasons(report: BuildReport) -> list[str]:
    return [each.reason for each in report.skipped]


def holds(engine: Engine, word: str) -> bool:
    """Tell whether a word is found in a passage."""
    engine.refresh()
    return bool(engine.store().search_words(word, 5))


def put(folder: Path, name: str, text: str, **front: object) -> Path:
    """Write an article of a title that no text decides."""
    return write_article(folder / name, text, **{"title": Path(name).stem, "language": "id"} | front)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles."""
    put(tmp_path / "a", "satu.md", "Harimau tidur di kandang.")
    put(tmp_path / "a", "dua.md", "Gajah mandi di sungai.")
    return tmp_path / "a"


@pytest.fixture
def built(engine: Engine, folder: Path) -> Engine:
    """An engine in which they are indexed."""
    engine.index([folder])
    return engine


def test_first_build_adds_everything(engine: Engine, folder: Path) -> None:
    """And counts it."""
    report = engine.index([folder])

    assert counts(report) == (2, 0, 0, 0)
    assert (report.articles, report.passages, report.embedded_passages, report.published) == (2, 2, 2, True)
    assert report.snapshot == engine.status().snapshot
    assert engine.sources() == [str(folder)]
    assert texts(engine) == {"satu": "Harimau tidur di kandang.", "dua": "Gajah mandi di sungai."}


def test_unchanged_articles_cost_nothing(built: Engine, folder: Path) -> None:
    """Nothing is embedded, nothing published; also when a file was only touched."""
    before = built.status().snapshot
    os.utime(folder / "satu.md")
    for report in (built.reindex(), built.index([folder])):
        assert counts(report) == (0, 0, 2, 0)
        assert (report.embedded_passages, report.published, report.snapshot) == (0, False, before)
        assert (report.articles, report.passages) == (2, 2)


def test_new_article_costs_only_itself(built: Engine, folder: Path) -> None:
    """The others' vectors are copied."""
    put(folder, "tiga.md", "Badak makan rumput.")
    report = built.reindex()

    assert counts(report) == (1, 0, 2, 0)
    assert report.embedded_passages == 1
    assert len(texts(built)) == 3


def test_changed_article_replaces_its_passages(built: Engine, folder: Path) -> None:
    """Nothing of the old text is found, in neither search."""
    put(folder, "satu.md", "Buaya berjemur di pasir.")
    report = built.reindex()

    assert counts(report) == (0, 1, 1, 0)
    assert report.embedded_passages == 1
    assert holds(built, "buaya")
    assert not holds(built, "harimau")
    assert len(built.store().vectors) == built.store().count_documents() == 2


def test_changed_title_is_embedded_and_found(built: Engine, folder: Path) -> None:
    """It is part of what is embedded, and of the words."""
    put(folder, "satu.md", "Harimau tidur di kandang.", title="Kebun binatang")
    report = built.reindex()

    assert counts(report) == (0, 1, 1, 0)
    assert report.embedded_passages == 1
    assert holds(built, "binatang")
    assert not holds(built, "satu")


def test_changed_date_costs_no_embedding(built: Engine, folder: Path) -> None:
    """The vectors do not depend on it."""
    put(folder, "satu.md", "Harimau tidur di kandang.", published="2020-01-02")
    report = built.reindex()

    assert counts(report) == (0, 1, 1, 0)
    assert report.embedded_passages == 0
    built.refresh()
    assert [str(each.published) for each in built.store().database.articles("title = 'satu'")] == ["2020-01-02"]


def test_removed_file_is_kept_by_index_and_removed_by_reindex(built: Engine, folder: Path) -> None:
    """Only `reindex` and `--prune` take away."""
    (folder / "satu.md").unlink()
    assert counts(built.index([folder])) == (0, 0, 1, 0)
    assert len(texts(built)) == 2
    report = built.reindex()

    assert counts(report) == (0, 0, 1, 1)
    assert texts(built) == {"dua": "Gajah mandi di sungai."}
    assert not holds(built, "harimau")


def test_prune_removes_only_from_its_sources(built: Engine, folder: Path, tmp_path: Path) -> None:
    """Articles of another source stay."""
    put(tmp_path / "b", "tiga.md", "Badak makan rumput.")
    built.index([tmp_path / "b"])
    (tmp_path / "b" / "tiga.md").unlink()
    (folder / "satu.md").unlink()
    report = built.index([folder], prune=True)

    assert report.removed == 1
    assert set(texts(built)) == {"dua", "tiga"}


def test_prune_empties_a_source_that_others_outlive(built: Engine, folder: Path, tmp_path: Path) -> None:
    """What `reindex` advises where a source has lost all its articles."""
    put(tmp_path / "b", "tiga.md", "Badak makan rumput.")
    built.index([tmp_path / "b"])
    (tmp_path / "b" / "tiga.md").unlink()
    (advice,) = reasons(built.reindex())
    assert (
        advice == f"has lost all its 1 articles, which are kept; to remove them: tanya index {tmp_path / 'b'} --prune"
    )
    assert len(texts(built)) == 3

    assert built.index([tmp_path / "b"], prune=True).removed == 1
    assert set(texts(built)) == {"satu", "dua"}


def test_duplicate_text_is_skipped(built: Engine, folder: Path) -> None:
    """With the place of the first."""
    put(folder, "zalinan.md", "Harimau tidur di kandang.")
    report = built.reindex()

    assert counts(report) == (0, 0, 2, 0)
    assert reasons(report) == [f"duplicate: the same text as {folder / 'satu.md'}"]


def test_duplicate_that_sorts_first_does_not_push_out_the_other(built: Engine, folder: Path) -> None:
    """The one that is in the index stays."""
    put(folder, "a salinan.md", "Harimau tidur di kandang.")
    report = built.reindex()

    assert counts(report) == (0, 0, 2, 0)
    assert set(texts(built)) == {"satu", "dua"}


def test_duplicate_url_is_skipped(engine: Engine, folder: Path) -> None:
    """Two files of one address: the first counts."""
    put(folder, "tiga.md", "Badak makan rumput.", url="https://example.org/x")
    put(folder, "zebra.md", "Zebra berlari cepat.", url="https://example.org/x")
    report = engine.index([folder])

    assert counts(report) == (3, 0, 0, 0)
    assert reasons(report) == ["duplicate: another article of this run has the same id, URL or place"]


def test_two_files_of_one_new_url_with_a_text_that_moved(built: Engine, folder: Path) -> None:
    """The first one takes the text over; the second is a duplicate."""
    for name in ("a.md", "b.md"):
        put(folder, name, "Harimau tidur di kandang.", url="https://example.org/x")
    put(folder, "satu.md", "Badak makan rumput.")
    report = built.reindex()

    assert len(report.skipped) == 1
    assert report.skipped[0].where == str(folder / "b.md")
    assert texts(built)["a"] == "Harimau tidur di kandang."
    assert len(texts(built)) == 3


@pytest.mark.parametrize("prune", [False, True])
def test_renamed_file_is_neither_lost_nor_doubled(built: Engine, folder: Path, prune: bool) -> None:
    """It keeps its vectors, too."""
    (folder / "satu.md").rename(folder / "lain.md")
    report = built.index([folder], prune=prune)

    assert counts(report) == (1, 0, 1, 1)
    assert report.embedded_passages == 0
    assert set(texts(built)) == {"satu", "dua"}
    assert holds(built, "harimau")


@pytest.mark.parametrize("prune", [False, True])
def test_new_url_does_not_lose_its_article(built: Engine, folder: Path, prune: bool) -> None:
    """An article gets another id by it, in the very same file."""
    put(folder, "satu.md", "Harimau tidur di kandang.", url="https://example.org/harimau")
    report = built.index([folder], prune=prune)

    assert report.skipped == []
    assert set(texts(built)) == {"satu", "dua"}
    assert {article.url for article in built.articles()} == {None, "https://example.org/harimau"}


def test_swapped_texts_are_both_kept(built: Engine, folder: Path) -> None:
    """Each looks like a duplicate of what the other was."""
    put(folder, "satu.md", "Gajah mandi di sungai.")
    put(folder, "dua.md", "Harimau tidur di kandang.")
    built.reindex()

    assert texts(built) == {"dua": "Harimau tidur di kandang.", "satu": "Gajah mandi di sungai."}


def test_text_passed_on_to_a_file_that_sorts_first(built: Engine, folder: Path) -> None:
    """Its old file has another text now, which is a duplicate of a third for a moment."""
    put(folder, "a.md", "Harimau tidur di kandang.")
    put(folder, "satu.md", "Gajah mandi di sungai.")
    put(folder, "dua.md", "Badak makan rumput.")
    built.reindex()

    assert texts(built) == {
        "a": "Harimau tidur di kandang.",
        "satu": "Gajah mandi di sungai.",
        "dua": "Badak makan rumput.",
    }


def test_file_renamed_there_and_back_is_kept(engine: Engine, folder: Path) -> None:
    """Its size and time are those of before, its address has kept its id all along."""
    file = put(folder, "satu.md", "Harimau tidur di kandang.", url="https://example.org/satu")
    engine.index([folder])
    file.rename(folder / "lain.md")
    put(folder, "dua.md", "Gajah minum di sungai.")
    engine.reindex()
    (folder / "lain.md").rename(file)
    put(folder, "dua.md", "Gajah mandi di sungai.")
    engine.reindex()

    assert set(texts(engine)) == {"satu", "dua"}


def test_row_that_another_file_had_for_a_while_is_kept(engine: Engine, folder: Path) -> None:
    """A file that lost an article to another is read again when the other goes."""
    row = '{"id": "%s", "title": "%s", "text": "Isi nomor %s di sini.", "language": "id"}\n'
    (folder / "z.jsonl").write_text("".join(row % (n, n, n) for n in (1, 2)))
    engine.index([folder])
    (folder / "a.jsonl").write_text(row % (2, 2, 2))
    put(folder, "dua.md", "Gajah minum di sungai.")
    engine.reindex()
    (folder / "a.jsonl").unlink()
    engine.reindex()

    assert set(texts(engine)) == {"1", "2", "satu", "dua"}


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
    with pytest.raises(NothingToIndex, match=r"no article found in .*kosong; it may hold .docx, .epub"):
        built.index([tmp_path / "kosong"])
    (tmp_path / "kosong" / "a.xlsx").write_text("x")
    with pytest.raises(NothingToIndex, match=r"a.xlsx: is of an unknown type"):
        built.index([tmp_path / "kosong"])

    assert built.snapshots.current_name() == before
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


@pytest.mark.parametrize("as_file", [False, True], ids=["folder", "file"])
def test_removed_article_stays_out_until_its_file_is_named(engine: Engine, folder: Path, as_file: bool) -> None:
    """`reindex` says why, also with `full` and when the file itself is a source."""
    engine.index([folder / "satu.md", folder / "dua.md"] if as_file else [folder])
    (article,) = engine.store().database.articles("title = 'satu'")
    report = engine.remove([article.id])
    assert counts(report) == (0, 0, 0, 1)
    assert set(texts(engine)) == {"dua"}
    for full in (False, True):
        assert reasons(engine.reindex(full=full)) == ["removed by hand before; to bring it back, index this very file"]
        assert set(texts(engine)) == {"dua"}

    assert counts(engine.index([folder / "satu.md"])) == (1, 0, 0, 0)
    assert set(texts(engine)) == {"satu", "dua"}
    assert reasons(engine.reindex()) == []


def test_removal_can_be_stopped(built: Engine) -> None:
    """Whoever is told of its progress may raise; nothing is published then, and the index stays as it is."""
    before, (article, *_) = built.status().snapshot, built.articles()

    def stop(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        built.remove([article.id], progress=stop)
    with pytest.raises(KeyboardInterrupt):
        built.remove_source(built.sources()[0], progress=stop)
    assert built.snapshots.current_name() == before
    assert article in built.articles()


def test_unknown_article_cannot_be_removed(built: Engine) -> None:
    """Nothing is published; those that are known go."""
    before = built.status().snapshot
    with pytest.raises(NothingToIndex, match="no article has the id abc, def; see: tanya articles list"):
        built.remove(["abc", "def"])
    assert built.snapshots.current_name() == before
    known = built.articles()[0].id
    assert built.remove(["abc", known]).removed == 1


def test_all_articles_can_be_removed(built: Engine, folder: Path) -> None:
    """One by one; the index is then empty, answers nothing, and can be filled again."""
    built.remove([article.id for article in built.articles()])
    assert texts(built) == {}
    assert built.ask("Apa yang tidur?").passages == ()
    assert built.index([folder / "dua.md"]).added == 1


def test_source_is_removed_with_its_articles(built: Engine, folder: Path, tmp_path: Path) -> None:
    """Those of other sources stay, and naming it again brings all of them back."""
    put(tmp_path / "b", "tiga.md", "Badak makan rumput.")
    built.index([tmp_path / "b"])
    assert [built.article_count(each) for each in built.sources()] == [2, 1]
    report = built.remove_source(str(folder))

    assert (report.removed, report.articles, report.published) == (2, 1, True)
    assert set(texts(built)) == {"tiga"}
    assert not holds(built, "harimau")
    assert built.sources() == [str(tmp_path / "b")]
    assert built.reindex().published is False
    assert counts(built.index([folder])) == (2, 0, 0, 0)


def test_article_of_two_sources_stays_with_the_other(built: Engine, folder: Path) -> None:
    """A file that is named by itself, too."""
    built.index([folder / "satu.md"])
    assert built.remove_source(str(folder)).removed == 1
    assert set(texts(built)) == {"satu"}
    assert built.remove_source(str(folder / "satu.md")).removed == 1
    assert texts(built) == {}
    assert built.sources() == []


def test_unknown_source_cannot_be_removed(built: Engine, tmp_path: Path) -> None:
    """Nothing is published."""
    before = built.status().snapshot
    with pytest.raises(SourceProblem, match="is not among the recorded sources; see: tanya status"):
        built.remove_source(str(tmp_path / "b"))
    assert built.snapshots.current_name() == before


def test_full_reindex_embeds_everything_and_loses_nothing(built: Engine, folder: Path, tmp_path: Path) -> None:
    """Also articles of a source that is away."""
    put(tmp_path / "b", "tiga.md", "Badak makan rumput.")
    built.index([tmp_path / "b"])
    shutil.rmtree(tmp_path / "b")
    report = built.reindex(full=True)

    assert (report.embedded_passages, report.articles, report.published) == (3, 3, True)
    assert set(texts(built)) == {"satu", "dua", "tiga"}
    assert holds(built, "badak")


def test_full_reindex_recovers_from_the_other_snapshot(built: Engine, folder: Path) -> None:
    """Where the served one is damaged; everything else refuses to build on it."""
    put(folder, "tiga.md", "Badak makan rumput.")
    name = built.reindex().snapshot
    (built.snapshots.root / name / VECTORS_FILE).write_bytes(b"")
    with pytest.raises(SnapshotCorrupt, match="tanya reindex --full"):
        built.reindex()
    with pytest.raises(SnapshotCorrupt, match="tanya reindex --full"):
        built.index([folder])
    report = built.reindex(full=True)

    assert report.articles == 3
    assert len(texts(built)) == 3


def test_nothing_whole_is_left_to_recover_from(built: Engine) -> None:
    """The damage is told, not "nothing has been indexed"."""
    for folder in built.snapshots.root.glob("s-*"):
        (folder / PASSAGES_FILE).write_bytes(b"")
    with pytest.raises(SnapshotCorrupt, match="is damaged"):
        built.reindex(full=True)


def other_settings(engine: Engine) -> Builder:
    """A builder that cuts in another way, as a later version may."""
    return Builder(engine.snapshots, settings=PassageSettings(target_tokens=60))


def test_other_settings_cut_everything_anew(built: Engine, folder: Path) -> None:
    """Of unchanged articles, too: none is left without passages."""
    report = other_settings(built).reindex()

    assert counts(report) == (0, 0, 2, 0)
    assert (report.embedded_passages, report.passages, report.published) == (2, 2, True)
    assert holds(built, "harimau")
    assert Manifest.read(built.snapshots.root / report.snapshot).passages.target_tokens == 60


@pytest.mark.parametrize("how", ["model", "format"])
def test_index_of_another_model_or_format_is_embedded_anew(built: Engine, folder: Path, how: str) -> None:
    """By any build, also one that only removes: nothing else is lost by it."""
    snapshot = built.snapshots.root / built.status().snapshot
    manifest = Manifest.read(snapshot)
    change = {"model": "0" * 16} if how == "model" else {"format_version": 99}
    replace(manifest, **change).write(snapshot)
    report = built.remove([next(built.store().database.articles("title = 'dua'")).id])

    assert (report.removed, report.embedded_passages, report.passages) == (1, 1, 1)
    assert texts(built) == {"satu": "Harimau tidur di kandang."}
    assert holds(built, "harimau")


def test_progress_is_told_stage_by_stage(engine: Engine, folder: Path) -> None:
    """Files while reading, articles and passages while embedding."""
    told: list[Progress] = []
    engine.index([folder], progress=told.append)

    assert told == [
        Progress(Stage.READING, 0, 2),
        Progress(Stage.READING, 1, 2),
        Progress(Stage.READING, 2, 2),
        Progress(Stage.EMBEDDING, 0, 2),
        Progress(Stage.EMBEDDING, 2, 2, 2),
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
    assert not list(built.snapshots.root.glob("building-*"))
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


def test_more_articles_than_are_embedded_at_once(engine: Engine, folder: Path) -> None:
    """They go in groups of 32."""
    rows = [f'{{"id": {n}, "title": "Nomor {n}", "text": "Baris {n}.", "language": "id"}}\n' for n in range(40)]
    (folder / "rows.jsonl").write_text("".join(rows))
    report = engine.index([folder])

    assert (report.articles, report.embedded_passages) == (42, 42)
    assert len(engine.store().vectors) == 42


@pytest.mark.parametrize("seed", range(12))
def test_index_equals_a_dictionary(engine: Engine, tmp_path: Path, seed: int) -> None:
    """Eight random steps of adding, changing, renaming, removing and killed builds; the files are the reference."""
    chance = random.Random(seed)
    folder = tmp_path / "a"
    words = ["harimau", "gajah", "badak", "buaya", "rusa", "kuda"]
    put(folder, "tetap.md", "Ini selalu ada.")
    engine.index([folder])
    for _ in range(8):
        for _ in range(chance.randint(1, 3)):
            files = sorted(each for each in folder.iterdir() if each.name != "tetap.md")
            name = f"{chance.randint(0, 4)}.md"
            match chance.choice(["put", "put", "delete", "rename"]):
                case "put":
                    text = f"Di sini ada {' dan '.join(chance.sample(words, 2))}."
                    put(folder, name, text, **({"url": "https://example.org/x"} if chance.random() < 0.2 else {}))
                case "delete" if files:
                    chance.choice(files).unlink()
                case "rename" if files:
                    chance.choice(files).rename(folder / name)
        if chance.random() < 0.2:
            (engine.snapshots.root / "building-killed").mkdir()
        engine.reindex(full=chance.random() < 0.1)
        expected = {file.read_text().split("---\n")[2].strip() for file in folder.iterdir()}
        by_url: dict[str, list[str]] = {}
        for file in sorted(folder.iterdir()):
            if "url:" in (content := file.read_text()):
                by_url.setdefault("x", []).append(content.split("---\n")[2].strip())
        shadowed = set(by_url.get("x", [])[1:])
        found = texts_of(engine)

        assert len(found) == len(set(found))
        assert expected - shadowed <= set(found) <= expected
        assert len(list(engine.snapshots.root.iterdir())) <= 4


def texts_of(engine: Engine) -> list[str]:
    engine.refresh()
    assert problems_of_current(engine.snapshots)[1] == []
    passages = {document.meta["article_id"] for document in engine.store().filter_documents()}
    assert passages == {article.id for article in engine.articles()}
    return [article.text.strip() for article in engine.articles()]
