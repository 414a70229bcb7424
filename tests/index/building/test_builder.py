"""Builds: what is added and changed, what is embedded for it, and builds of everything anew."""

from __future__ import annotations

import os
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from index import Engine
from index.building.builder import Builder
from index.errors import (
    SnapshotCorrupt,
)
from index.passages import PassageSettings
from index.snapshots.archive import INDEX_FOLDER
from index.snapshots.consistency import problems_of_current
from index.snapshots.manifest import Manifest
from index.store.local.document_store import PASSAGES_FILE, VECTORS_FILE
from tests.conftest import local_store, snapshots_of
from tests.index.builds import counts, holds, put, texts, titled


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
    assert len(local_store(built).vectors) == built.store().count_documents() == 2


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
    assert str(titled(built, "satu").published) == "2020-01-02"


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
    (snapshots_of(built).root / name / VECTORS_FILE).write_bytes(b"")
    with pytest.raises(SnapshotCorrupt, match="tanya reindex --full"):
        built.reindex()
    with pytest.raises(SnapshotCorrupt, match="tanya reindex --full"):
        built.index([folder])
    report = built.reindex(full=True)

    assert report.articles == 3
    assert len(texts(built)) == 3


def test_nothing_whole_is_left_to_recover_from(built: Engine) -> None:
    """The damage is told, not "nothing has been indexed"."""
    for folder in snapshots_of(built).root.glob("s-*"):
        (folder / PASSAGES_FILE).write_bytes(b"")
    with pytest.raises(SnapshotCorrupt, match="is damaged"):
        built.reindex(full=True)


def other_settings(engine: Engine) -> Builder:
    """A builder that cuts in another way, as a later version may."""
    return Builder(engine.archive, engine.data_dir / INDEX_FOLDER, settings=PassageSettings(target_tokens=60))


def test_other_settings_cut_everything_anew(built: Engine, folder: Path) -> None:
    """Of unchanged articles, too: none is left without passages."""
    report = other_settings(built).reindex()

    assert counts(report) == (0, 0, 2, 0)
    assert (report.embedded_passages, report.passages, report.published) == (2, 2, True)
    assert holds(built, "harimau")
    assert Manifest.read(snapshots_of(built).root / report.snapshot).passages.target_tokens == 60


@pytest.mark.parametrize("how", ["model", "format"])
def test_index_of_another_model_or_format_is_embedded_anew(built: Engine, folder: Path, how: str) -> None:
    """By any build, also one that only removes: nothing else is lost by it."""
    snapshot = snapshots_of(built).root / built.status().snapshot
    manifest = Manifest.read(snapshot)
    change = {"model": "0" * 16} if how == "model" else {"format_version": 99}
    replace(manifest, **change).write(snapshot)
    report = built.remove([titled(built, "dua").id])

    assert (report.removed, report.embedded_passages, report.passages) == (1, 1, 1)
    assert texts(built) == {"satu": "Harimau tidur di kandang."}
    assert holds(built, "harimau")


def test_more_articles_than_are_embedded_at_once(engine: Engine, folder: Path) -> None:
    """They go in groups of 32."""
    rows = [f'{{"id": {n}, "title": "Nomor {n}", "text": "Baris {n}.", "language": "id"}}\n' for n in range(40)]
    (folder / "rows.jsonl").write_text("".join(rows))
    report = engine.index([folder])

    assert (report.articles, report.embedded_passages) == (42, 42)
    assert len(local_store(engine).vectors) == 42


@pytest.mark.parametrize("seed", range(5))
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
            (snapshots_of(engine).root / "building-killed").mkdir()
        engine.reindex(full=chance.random() < 0.1)
        expected = {titled_text(file) for file in folder.iterdir()}
        found = texts_of(engine)

        assert len(found) == len(set(found))
        assert set(found) == expected
        assert len(list(snapshots_of(engine).root.iterdir())) <= 4


def titled_text(file: Path) -> tuple[str, str]:
    _, front, text = file.read_text().split("---\n")
    return front.partition("title: ")[2].partition("\n")[0], text.strip()


def texts_of(engine: Engine) -> list[tuple[str, str]]:
    engine.refresh()
    assert problems_of_current(snapshots_of(engine))[1] == []
    passages = {document.meta["article_id"] for document in engine.store().filter_documents()}
    assert passages == {article.id for article in engine.articles()}
    return [(article.title, article.text.strip()) for article in engine.articles()]
