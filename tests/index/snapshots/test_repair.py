"""Repairs lose nothing: what lies there is used, removals stay removed, and what may be missing is said."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from index import Engine, SnapshotCorrupt
from index.snapshots import snapshots as snapshots_module
from index.snapshots.ledger import ledger_file
from index.snapshots.manifest import MANIFEST_FILE
from index.snapshots.snapshots import CURRENT_FILE
from index.store.local.document_store import PASSAGES_FILE, VECTORS_FILE
from tests.conftest import snapshots_of
from tests.index.builds import put, texts, titled

Harm = Callable[[Path], object]


def newest(engine: Engine) -> Path:
    root = snapshots_of(engine).root
    return root / snapshots_of(engine).names()[0]


def whole(engine: Engine) -> set[str]:
    return {each.name for each in snapshots_of(engine).root.glob("s-*")}


def cut(file: str) -> Harm:
    """Leave half of a file."""
    return lambda folder: (folder / file).write_bytes(
        (folder / file).read_bytes()[: (folder / file).stat().st_size // 2]
    )


def spoil(file: str) -> Harm:
    """Leave nothing of a file that can be read."""
    return lambda folder: (folder / file).write_bytes(b"?" * 5_000)


def fresh(engine: Engine) -> Engine:
    """Another process' engine over the same folder."""
    engine.close()
    return Engine(engine.data_dir)


@pytest.fixture
def two_sources(built: Engine, tmp_path: Path) -> Engine:
    """A newest snapshot that alone knows the second source, and that an article of the first was removed."""
    put(tmp_path / "b", "tiga.md", "Badak makan rumput.")
    built.index([tmp_path / "b"])
    built.remove([titled(built, "satu").id])
    return built


@pytest.mark.parametrize(
    "harm", [spoil(PASSAGES_FILE), cut(PASSAGES_FILE), spoil(VECTORS_FILE), spoil(MANIFEST_FILE), shutil.rmtree]
)
@pytest.mark.parametrize("ledger", [True, False])
def test_full_reindex_keeps_sources_and_removals(two_sources: Engine, harm: Harm, ledger: bool) -> None:
    """Whatever of the newest snapshot is damaged; without the ledger they are said to be in doubt."""
    name = newest(two_sources).name
    harm(newest(two_sources))
    if not ledger:
        ledger_file(snapshots_of(two_sources).root).unlink()
    engine = fresh(two_sources)
    report = engine.reindex(full=True)

    if ledger or not report.doubts:
        assert set(texts(engine)) == {"dua", "tiga"}
        assert len(engine.sources()) == 2
        assert {each.title for each in engine.articles()} == {"dua", "tiga"}
    else:
        assert any("missing" in each and name in each for each in report.doubts)
    engine.close()


def test_what_may_be_missing_is_named_and_kept(two_sources: Engine) -> None:
    """The damaged snapshot stays beside the others, under a name that no build removes."""
    damaged = newest(two_sources)
    spoil(PASSAGES_FILE)(damaged)
    report = fresh(two_sources).reindex(full=True)
    fresh(two_sources).reindex(full=True)

    assert [damaged.name in each for each in report.doubts] == [True]
    assert (damaged.parent / f"damaged-{damaged.name}" / MANIFEST_FILE).exists()


def test_damaged_vectors_leave_no_doubt(two_sources: Engine) -> None:
    """They are computed again."""
    spoil(VECTORS_FILE)(newest(two_sources))
    report = fresh(two_sources).reindex(full=True)

    assert report.doubts == []
    assert report.articles == 2


def test_the_only_snapshot_is_repaired(built: Engine) -> None:
    """From its articles, if they are whole."""
    for harm in (spoil(VECTORS_FILE), spoil(MANIFEST_FILE)):
        root = snapshots_of(built).root
        for name in snapshots_of(built).names()[1:]:
            shutil.rmtree(root / name)
        harm(newest(built))
        built = fresh(built)
        assert built.reindex(full=True).doubts == []
        assert set(texts(built)) == {"satu", "dua"}
    built.close()


def test_removed_article_is_not_served_from_an_older_snapshot(built: Engine) -> None:
    """Neither by an engine that opens it nor by one that has it open."""
    running = Engine(built.data_dir)
    assert "satu" in {each.article.title for each in running.ask("Di mana harimau tidur?").passages}
    built.remove([titled(built, "satu").id])
    spoil(VECTORS_FILE)(newest(built))
    opened = fresh(built)

    for engine in (opened, running):
        engine.refresh()
        reply = engine.ask("Di mana harimau tidur?")
        assert "satu" not in {each.article.title for each in reply.passages}
        assert "satu" not in {each.title for each in engine.articles()}
        assert "satu" not in {each.title for each in engine.newest(10)}
        engine.close()


def test_article_of_a_forgotten_source_does_not_come_back(two_sources: Engine, tmp_path: Path) -> None:
    """Also when the snapshot that forgot it is damaged."""
    two_sources.remove_source(str(tmp_path / "b"))
    spoil(PASSAGES_FILE)(newest(two_sources))
    engine = fresh(two_sources)

    assert {each.title for each in engine.articles()} == {"dua"}
    engine.reindex(full=True)
    assert set(texts(engine)) == {"dua"}
    assert engine.sources() == [str(tmp_path / "a")]
    engine.close()


@pytest.mark.parametrize("content", [None, "", "?", "flipped"])
def test_lost_current_file_is_no_lost_index(two_sources: Engine, content: str | None, tmp_path: Path) -> None:
    """The newest whole snapshot is served and built upon, with or without a change, and none is deleted."""
    root = snapshots_of(two_sources).root
    before, name = whole(two_sources), newest(two_sources).name
    if content is None:
        (root / CURRENT_FILE).unlink()
    else:
        flipped = f"{name.replace('s-2', 's-1')}\n"
        (root / CURRENT_FILE).write_text(flipped if content == "flipped" else content)
    engine = fresh(two_sources)

    assert {each.title for each in engine.articles()} == {"dua", "tiga"}
    trouble = engine.trouble()
    assert trouble is not None
    assert trouble.served == name
    put(tmp_path / "a", "empat.md", "Rusa berlari di padang.")
    report = engine.index([tmp_path / "a"])
    assert set(texts(engine)) == {"dua", "tiga", "empat"}
    assert report.doubts == []
    assert name in whole(engine)
    assert len(before) == 2
    engine.close()


def test_lost_current_file_is_written_anew_when_nothing_changed(built: Engine) -> None:
    """By any build."""
    (snapshots_of(built).root / CURRENT_FILE).unlink()
    engine = fresh(built)
    engine.reindex()

    assert snapshots_of(engine).current_name() == snapshots_of(engine).names()[0]
    engine.close()


def test_damaged_snapshot_beside_a_lost_current_file_is_not_passed_over_in_silence(two_sources: Engine) -> None:
    """A build that would lose what it held is refused; a full one says what may be missing."""
    spoil(PASSAGES_FILE)(newest(two_sources))
    (snapshots_of(two_sources).root / CURRENT_FILE).unlink()
    engine = fresh(two_sources)

    with pytest.raises(SnapshotCorrupt):
        engine.reindex()
    assert engine.reindex(full=True).doubts
    assert set(texts(engine)) == {"dua", "tiga"}
    engine.close()


@pytest.mark.parametrize("days", [300, -300])
def test_clock_that_steps_hides_no_snapshot(
    built: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    """The order of snapshots is that of their builds."""
    first = newest(built).name

    class Stepped(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(UTC) + timedelta(days=days)

    put(folder, "tiga.md", "Badak makan rumput.")
    monkeypatch.setattr(snapshots_module, "datetime", Stepped)
    second = built.reindex().snapshot
    monkeypatch.undo()
    put(folder, "empat.md", "Rusa berlari di padang.")
    third = built.reindex().snapshot

    assert [first, second, third] == sorted([first, second, third])
    spoil(VECTORS_FILE)(newest(built))
    engine = fresh(built)
    assert engine.status().snapshot == second
    engine.close()


def test_removals_survive_the_loss_of_all_snapshots(two_sources: Engine, tmp_path: Path) -> None:
    """What was removed by hand is not taken in again by naming its folder."""
    root = snapshots_of(two_sources).root
    for each in (*root.glob("s-*"), root / CURRENT_FILE):
        shutil.rmtree(each) if each.is_dir() else each.unlink()
    engine = fresh(two_sources)
    engine.index([tmp_path / "a"])

    assert set(texts(engine)) == {"dua"}
    engine.close()


def test_going_back_brings_back_what_was_removed_since(two_sources: Engine) -> None:
    """A person has decided so: the ledger follows."""
    two_sources.roll_back()
    spoil(VECTORS_FILE)(snapshots_of(two_sources).root / snapshots_of(two_sources).current_name())
    engine = fresh(two_sources)
    engine.reindex(full=True)

    assert set(texts(engine)) == {"satu", "dua", "tiga"}
    engine.close()
