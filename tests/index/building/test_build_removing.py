"""What a build takes away: vanished files, pruned sources, and articles removed by hand."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from index import Engine
from index.embedding.embedder import embedder_fingerprint
from index.errors import (
    NothingToIndex,
    SourceProblem,
)
from index.passages import PassageSettings
from index.progress import Progress
from index.reasons import Reason
from index.store.local.document_store import PASSAGES_FILE
from index.store.records import Removal
from tests.conftest import snapshots_of
from tests.index.builds import counts, holds, put, reasons, texts, titled


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


@pytest.mark.parametrize("as_file", [False, True], ids=["folder", "file"])
def test_removed_article_stays_out_until_its_file_is_named(engine: Engine, folder: Path, as_file: bool) -> None:
    """`reindex` says why, also with `full` and when the file itself is a source."""
    engine.index([folder / "satu.md", folder / "dua.md"] if as_file else [folder])
    article = titled(engine, "satu")
    report = engine.remove([article.id])
    assert counts(report) == (0, 0, 0, 1)
    assert set(texts(engine)) == {"dua"}
    for full in (False, True):
        assert reasons(engine.reindex(full=full)) == ["removed by hand before; to bring it back, index this very file"]
        assert set(texts(engine)) == {"dua"}

    assert counts(engine.index([folder / "satu.md"])) == (1, 0, 0, 0)
    assert set(texts(engine)) == {"satu", "dua"}
    assert reasons(engine.reindex()) == []


ROWS = [("Satu", "Air mati di blok A."), ("Dua", "Listrik padam di blok B."), ("Tiga", "Jalan ditutup di blok C.")]


def write_table(file: Path, *rows: tuple[str, str]) -> Path:
    """Write a table of titles and texts, without ids."""
    file.write_text("\n".join(["judul,isi", *(",".join(row) for row in rows)]))
    return file


def test_removed_row_stays_out_wherever_it_stands(built: Engine, folder: Path) -> None:
    """And no other goes, whatever its number; a second one of the same number goes, too."""
    table = write_table(folder / "t.csv", *ROWS)
    built.index([folder])
    built.remove([titled(built, "Dua").id])
    write_table(table, ("Nol", "Pos ronda diperbaiki."), *ROWS)
    for full in (False, True):
        report = built.reindex(full=full)
        assert [each.where for each in report.skipped] == [f"{table}#3"]
        assert set(texts(built)) == {"satu", "dua", "Nol", "Satu", "Tiga"}

    assert built.remove([titled(built, "Satu").id]).removed == 1
    write_table(table, *ROWS)
    built.reindex()
    assert set(texts(built)) == {"satu", "dua", "Tiga"}
    built.index([table])
    assert set(texts(built)) == {"satu", "dua", "Satu", "Dua", "Tiga"}
    assert reasons(built.reindex(full=True)) == []


def test_removed_article_stays_out_under_another_name(built: Engine, folder: Path) -> None:
    """Its file is renamed or copied, or it is edited in its place; its very file brings it back."""
    (folder / "tanpa.txt").write_text("Panitia lomba layang-layang menyiapkan hadiah.")
    built.index([folder])
    built.remove([each.id for each in built.articles() if each.title != "dua"])
    (folder / "satu.md").rename(folder / "lain.md")
    (folder / "tanpa.txt").rename(folder / "bernama.txt")
    built.reindex()
    put(folder, "satu.md", "Harimau tidur di hutan.")
    report = built.reindex(full=True)
    assert set(texts(built)) == {"dua"}
    assert {each.code for each in report.skipped} == {Reason.REMOVED_BY_HAND}

    built.index([folder / "lain.md"])
    assert texts(built) == {"dua": "Gajah mandi di sungai.", "satu": "Harimau tidur di kandang."}


def test_removed_row_of_a_shared_link_takes_no_other_with_it(built: Engine, folder: Path) -> None:
    """The id that it had is the link's; another version of it is still it."""
    rows = [f'{{"title": "{title}", "text": "{text}", "url": "https://kota.example/"}}\n' for title, text in ROWS]
    (folder / "t.jsonl").write_text("".join(rows))
    built.index([folder])
    built.remove([titled(built, "Satu").id])
    (folder / "t.jsonl").write_text("".join([*rows, rows[0].replace("mati", "menyala")]))
    for full in (False, True):
        built.reindex(full=full)
        assert set(texts(built)) == {"satu", "dua", "Dua", "Tiga"}


def test_what_an_earlier_version_removed_stays_out(built: Engine, folder: Path) -> None:
    """It is known by its id alone."""
    table = write_table(folder / "t.csv", *ROWS)
    built.index([folder])
    gone = [titled(built, "Dua"), titled(built, "satu")]
    with built.archive.build(embedder_fingerprint(None), PassageSettings()) as build:
        build.store.articles.exclude({each.id: Removal(each.origin) for each in gone})
        build.store.remove_articles([each.id for each in gone])
        build.publish()
    table.touch()
    put(folder, "satu.md", "Harimau tidur di hutan.")
    built.reindex(full=True)
    assert set(texts(built)) == {"dua", "Satu", "Tiga"}


def test_removal_outlives_the_snapshot_that_knows_of_it(built: Engine, folder: Path) -> None:
    """The older one, from which everything is built anew, has the row in another place."""
    table = write_table(folder / "t.csv", *ROWS)
    built.index([folder])
    write_table(table, ("Nol", "Pos ronda diperbaiki."), *ROWS)
    built.reindex()
    built.remove([titled(built, "Dua").id])
    (snapshots_of(built).root / snapshots_of(built).current_name() / PASSAGES_FILE).write_bytes(b"")
    write_table(table, *ROWS)
    built.reindex(full=True)
    assert set(texts(built)) == {"satu", "dua", "Satu", "Tiga"}


def test_removal_can_be_stopped(built: Engine) -> None:
    """Whoever is told of its progress may raise; nothing is published then, and the index stays as it is."""
    before, (article, *_) = built.status().snapshot, built.articles()

    def stop(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        built.remove([article.id], progress=stop)
    with pytest.raises(KeyboardInterrupt):
        built.remove_source(built.sources()[0], progress=stop)
    assert snapshots_of(built).current_name() == before
    assert article in built.articles()


def test_unknown_article_cannot_be_removed(built: Engine) -> None:
    """Nothing is published; those that are known go."""
    before = built.status().snapshot
    with pytest.raises(NothingToIndex, match="no article has the id abc, def; see: tanya articles list"):
        built.remove(["abc", "def"])
    assert snapshots_of(built).current_name() == before
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
    report = built.remove_source(str(folder))
    assert (report.removed, report.unchanged) == (1, 1)
    assert set(texts(built)) == {"satu"}
    assert built.remove_source(str(folder / "satu.md")).removed == 1
    assert texts(built) == {}
    assert built.sources() == []


LINK = "https://example.org/harimau"


def copied(engine: Engine, folder: Path, how: str) -> Path:
    """Index a folder, and the same once more: as a copy, as a link to it, by its rows, or without addresses."""
    put(folder, "satu.md", "Harimau tidur di kandang.", **({} if how == "no url" else {"url": LINK}))
    put(folder, "dua.md", "Gajah mandi di sungai.", **({} if how == "no url" else {"id": "gajah"}))
    engine.index([folder])
    other = folder.with_name("b")
    if how == "link":
        other.symlink_to(folder)
    elif how == "rows":
        other.mkdir()
        rows = [
            {"title": "satu", "text": "Harimau tidur di kandang.", "language": "id", "url": LINK},
            {"title": "dua", "text": "Gajah mandi di sungai.", "language": "id", "id": "gajah"},
        ]
        (other / "b.jsonl").write_text("".join(json.dumps(each) + "\n" for each in rows), encoding="utf-8")
    else:
        shutil.copytree(folder, other)
    if how != "link":
        put(other, "tiga.md", "Badak makan rumput.")
    engine.index([other])
    return other


@pytest.mark.parametrize("how", ["copy", "link", "rows", "no url"])
@pytest.mark.parametrize("first", [False, True], ids=["the last", "the first"])
def test_what_another_source_holds_too_stays_when_one_is_removed(
    engine: Engine, folder: Path, how: str, first: bool
) -> None:
    """Whichever was read last; nothing is embedded anew for it, and the next run finds nothing to do."""
    other = copied(engine, folder, how)
    assert engine.sources() == [str(folder), str(other)]
    gone = str(folder if first else other)
    listed = engine.article_count(gone)
    report = engine.remove_source(gone)

    assert (report.removed + report.unchanged, report.changed) == (listed, 0)
    left = {"satu", "dua"} | ({"tiga"} if first and how != "link" else set())
    assert (set(texts(engine)), report.articles, report.embedded_passages) == (left, len(left), 0)
    assert engine.article_count(str(other if first else folder)) == len(left)
    assert holds(engine, "harimau")
    again = engine.reindex()
    assert (again.removed, again.embedded_passages, set(texts(engine))) == (0, 0, left)
    assert engine.remove_source(str(other if first else folder)).removed == len(left)


@pytest.mark.parametrize("how", ["copy", "rows", "no url"])
def test_what_another_source_holds_too_stays_when_one_is_pruned(engine: Engine, folder: Path, how: str) -> None:
    """And is that one's from then on."""
    other = copied(engine, folder, how)
    for file in other.iterdir():
        if file.name != "tiga.md":
            file.unlink()
    report = engine.index([other], prune=True)

    assert set(texts(engine)) == {"satu", "dua", "tiga"}
    assert (report.published, report.embedded_passages) == (True, 0)
    assert (engine.article_count(str(folder)), engine.article_count(str(other))) == (2, 1)


def test_another_sources_version_takes_the_place_of_what_goes(engine: Engine, folder: Path) -> None:
    """As it is there; what is new or changed there otherwise waits for its own run, and a draft is no article."""
    other = copied(engine, folder, "copy")
    put(folder, "satu.md", "Harimau bangun pagi.", url=LINK)
    put(folder, "dua.md", "Gajah mandi di sungai.", id="gajah", draft="true")
    put(folder, "empat.md", "Kera makan pisang.")
    report = engine.remove_source(str(other))

    assert texts(engine) == {"satu": "Harimau bangun pagi."}
    assert (report.changed, report.removed, report.unchanged) == (1, 2, 0)
    assert (holds(engine, "kandang"), holds(engine, "bangun")) == (False, True)
    assert engine.reindex().added == 1
    assert set(texts(engine)) == {"satu", "empat"}


def test_what_was_removed_by_hand_does_not_come_with_another_source(engine: Engine, folder: Path) -> None:
    other = copied(engine, folder, "copy")
    engine.remove([titled(engine, "satu").id])
    engine.remove_source(str(other))
    assert set(texts(engine)) == {"dua"}


def test_unknown_source_cannot_be_removed(built: Engine, tmp_path: Path) -> None:
    """Nothing is published."""
    before = built.status().snapshot
    with pytest.raises(SourceProblem, match="is not among the recorded sources; see: tanya status"):
        built.remove_source(str(tmp_path / "b"))
    assert snapshots_of(built).current_name() == before
