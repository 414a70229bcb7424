"""What is not for the public, not yet or no longer: never indexed, and gone when it was."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from index import Engine
from index.reasons import Reason
from tests.conftest import BRIDGE, MANGO, SHIP
from tests.index.builds import counts, holds, put, texts


def codes(report: object) -> list[Reason]:
    return [each.code for each in report.skipped]  # type: ignore[attr-defined]


def in_seconds(seconds: float) -> str:
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()


def test_draft_is_left_out_and_named(engine: Engine, tmp_path: Path) -> None:
    """The public one is indexed."""
    put(tmp_path / "a", "kapal.md", SHIP)
    put(tmp_path / "a", "mangga.md", MANGO, draft=True)

    report = engine.index([tmp_path / "a"])

    assert (counts(report), codes(report)) == ((1, 0, 0, 0), [Reason.DRAFT])
    assert list(texts(engine)) == ["kapal"]


@pytest.mark.parametrize("prune", [False, True])
def test_article_that_becomes_a_draft_goes(engine: Engine, tmp_path: Path, prune: bool) -> None:
    """However the folder is named again; its file is there and is no failure."""
    put(tmp_path / "a", "kapal.md", SHIP)
    put(tmp_path / "a", "mangga.md", MANGO)
    engine.index([tmp_path / "a"])
    put(tmp_path / "a", "mangga.md", MANGO, published="false")

    report = engine.index([tmp_path / "a"], prune=prune)

    assert counts(report)[3] == 1
    assert list(texts(engine)) == ["kapal"]
    assert not holds(engine, "mangga")


def test_last_article_goes_when_it_becomes_a_draft(engine: Engine, tmp_path: Path) -> None:
    """Nothing is left to answer from, which is better than answering from it; it comes back when it is public."""
    put(tmp_path / "a", "kapal.md", SHIP)
    engine.index([tmp_path / "a"])
    put(tmp_path / "a", "kapal.md", SHIP, status="private")

    assert counts(engine.reindex())[3] == 1
    assert texts(engine) == {}
    assert not engine.ask("Siapa nakhoda kapal?").answered

    put(tmp_path / "a", "kapal.md", SHIP)
    assert counts(engine.reindex())[0] == 1
    assert list(texts(engine)) == ["kapal"]


def test_scheduled_article_comes_when_its_time_has_come(engine: Engine, tmp_path: Path) -> None:
    """With the next reindex, though its file has not changed."""
    put(tmp_path / "a", "kapal.md", SHIP)
    put(tmp_path / "a", "mangga.md", MANGO, date="2020-01-02", publishDate=in_seconds(2))
    report = engine.index([tmp_path / "a"])
    assert (codes(report), list(texts(engine))) == ([Reason.SCHEDULED], ["kapal"])

    time.sleep(2.1)
    engine.reindex()

    assert sorted(texts(engine)) == ["kapal", "mangga"]


def test_article_goes_when_it_expires(engine: Engine, tmp_path: Path) -> None:
    """With the next reindex, though its file has not changed."""
    put(tmp_path / "a", "kapal.md", SHIP)
    put(tmp_path / "a", "mangga.md", MANGO, expiryDate=in_seconds(2))
    engine.index([tmp_path / "a"])
    assert sorted(texts(engine)) == ["kapal", "mangga"]

    time.sleep(2.1)
    report = engine.reindex()

    assert (counts(report)[3], codes(report)) == (1, [Reason.EXPIRED])
    assert list(texts(engine)) == ["kapal"]


def test_row_that_becomes_private_goes_alone(engine: Engine, tmp_path: Path) -> None:
    """The other rows of its file stay."""
    rows = [{"text": SHIP, "title": "kapal"}, {"text": MANGO, "title": "mangga"}, {"text": BRIDGE, "title": "bridge"}]
    file = tmp_path / "a.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    engine.index([file])
    rows[1]["status"] = "private"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    report = engine.index([file])

    assert (counts(report), codes(report)) == ((0, 0, 2, 1), [Reason.PRIVATE])
    assert sorted(texts(engine)) == ["bridge", "kapal"]


def test_public_copy_of_a_draft_stays(engine: Engine, tmp_path: Path) -> None:
    """A draft of what another file publishes under the same address takes nothing away."""
    put(tmp_path / "a", "kapal.md", SHIP, url="https://a.example/kapal")
    put(tmp_path / "a", "konsep.md", SHIP + " Lagi.", url="https://a.example/kapal", draft=True)

    assert counts(engine.index([tmp_path / "a"])) == (1, 0, 0, 0)
    assert counts(engine.reindex())[3] == 0
    assert list(texts(engine)) == ["kapal"]


def test_source_of_scheduled_articles_alone_is_remembered(engine: Engine, tmp_path: Path) -> None:
    """So that they come with a reindex."""
    put(tmp_path / "a", "kapal.md", SHIP)
    put(tmp_path / "b", "mangga.md", MANGO, publishDate=in_seconds(2))
    engine.index([tmp_path / "a", tmp_path / "b"])
    assert engine.sources() == [str(tmp_path / "a"), str(tmp_path / "b")]

    time.sleep(2.1)
    engine.reindex()

    assert sorted(texts(engine)) == ["kapal", "mangga"]


def test_snapshot_of_nothing_is_whole(engine: Engine, tmp_path: Path) -> None:
    """What is asked of it fails in no other way than by finding nothing."""
    put(tmp_path / "a", "kapal.md", SHIP)
    engine.index([tmp_path / "a"])
    put(tmp_path / "a", "kapal.md", SHIP, draft=True)
    engine.reindex()

    name, problems = engine.verify()
    assert (name, problems) == (engine.snapshot_name(), [])
    assert (engine.status().articles, engine.contents().newest, engine.articles()) == (0, None, [])
