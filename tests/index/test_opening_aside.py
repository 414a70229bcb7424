"""Questions go on while a new snapshot is opened and verified, however long that takes."""

from __future__ import annotations

import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index import Engine
from tests.conftest import write_article


def test_questions_do_not_wait_for_a_new_snapshot(
    engine: Engine, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are answered from the one before until the new one is ready; then from that."""
    old = engine.index([archive]).snapshot
    engine.warm_up()
    write_article(archive / "baru.md", "Ibu kota Wanara bernama Sagu Lama.", title="Wanara", language="id")
    with closing(Engine(engine.data_dir)) as another:
        new = another.index([archive]).snapshot
    may_open, open_current = threading.Event(), engine.archive.open_current

    def slowly(model: str) -> Any:
        assert may_open.wait(60)
        return open_current(model)

    monkeypatch.setattr(engine.archive, "open_current", slowly)
    asked = [engine.ask("Siapa nakhoda kapal Mutiara?").snapshot for _ in range(3)]
    may_open.set()
    engine.refresh()

    assert asked == [old] * 3
    assert engine.ask("Apa nama ibu kota Wanara?").snapshot == new


def test_who_built_it_is_answered_from_it(engine: Engine, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long it takes to open: the build is not done before."""
    engine.index([archive])
    engine.warm_up()
    write_article(archive / "baru.md", "Ibu kota Wanara bernama Sagu Lama.", title="Wanara", language="id")
    open_current = engine.archive.open_current

    def slowly(model: str) -> Any:
        time.sleep(1.5)
        return open_current(model)

    monkeypatch.setattr(engine.archive, "open_current", slowly)
    new = engine.index([archive]).snapshot

    assert engine.ask("Apa nama ibu kota Wanara?").snapshot == new


def test_snapshot_that_is_opened_when_the_engine_is_closed(
    engine: Engine, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is let go."""
    engine.index([archive])
    engine.warm_up()
    with closing(Engine(engine.data_dir)) as another:
        another.reindex(full=True)
    open_current = engine.archive.open_current

    def while_closing(model: str) -> Any:
        engine.close()
        return open_current(model)

    monkeypatch.setattr(engine.archive, "open_current", while_closing)
    assert engine.refresh() is False
    monkeypatch.undo()
    assert engine.ask("Siapa nakhoda kapal Mutiara?").answered
