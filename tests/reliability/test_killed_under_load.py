"""Builds are killed at any time while questions are asked: none fails, and the articles are exactly those expected."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index import Engine
from tests.reliability.archives import in_files, leftovers, put, served
from tests.reliability.builds import BuildServer

pytestmark = pytest.mark.slow

ALWAYS = "Ibu kota Wanara bernama Sagu Lama."
QUESTION = "Apa nama ibu kota Wanara?"


class Askers:
    """Threads that ask the same question again and again, and keep what went wrong."""

    def __init__(self, engine: Engine, count: int) -> None:
        self.answered = 0
        self.wrong: list[str] = []
        self.snapshots: set[str] = set()
        self._engine, self._stop, self._lock = engine, threading.Event(), threading.Lock()
        self._threads = [threading.Thread(target=self._ask, name=f"asker {number}") for number in range(count)]

    def _ask(self) -> None:
        while not self._stop.is_set():
            try:
                reply = self._engine.ask(QUESTION)
                right = reply.answered and "Sagu Lama" in reply.answers[0].text
                problem = "" if right else f"{reply.snapshot}: {reply.answers[:1]}"
                name = reply.snapshot
            except Exception as error:
                problem, name = repr(error), ""
            with self._lock:
                self.answered += 1
                self.snapshots.add(name)
                if problem:
                    self.wrong.append(problem)

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Ask as long as this lasts."""
        for thread in self._threads:
            thread.start()
        try:
            yield
        finally:
            self._stop.set()
            for thread in self._threads:
                thread.join()


def change(folder: Path, chance: random.Random, number: int) -> None:
    """Add, change or remove one or two of eight articles."""
    for _ in range(chance.randint(1, 2)):
        file = folder / f"berita {chance.randrange(8)}.md"
        if file.exists() and chance.random() < 0.4:
            file.unlink()
        else:
            put(
                folder, file.stem, f"Peristiwa {number} di {file.stem} terjadi pada hari ke-{chance.randrange(10_000)}."
            )


@pytest.mark.timeout(7_200)
@pytest.mark.parametrize("kills", [50, pytest.param(1_000, marks=pytest.mark.long)], ids=["short", "long"])
def test_no_question_fails_and_no_article_is_lost(tmp_path: Path, builds: BuildServer, kills: int) -> None:
    """After every kill the served articles are those of before, or of the files: none missing, made up or twice."""
    folder, data, chance = tmp_path / "archive", tmp_path / "data", random.Random(kills)
    put(folder, "Wanara", ALWAYS)
    assert builds.build(data, folder).error is None
    before = in_files(folder)
    engine = Engine(data, threads=1)
    askers = Askers(engine, 2)
    killed = finished = 0
    with askers.asking():
        longest = 1.0
        while killed < kills:
            change(folder, chance, killed)
            built = builds.build(data, kill_after_s=chance.uniform(0, longest))
            now = served(data)
            assert now in (before, in_files(folder))
            killed += built.killed
            finished += not built.killed
            # As many builds are killed late as early, on a quick machine as on a slow one.
            longest *= 0.9 if not built.killed else 1.05
            if not built.killed:
                assert built.error is None, built.message
                assert now == in_files(folder)
            before = now
        assert builds.build(data).error is None
    engine.close()

    assert askers.wrong == []
    assert askers.answered > kills // 10
    assert served(data) == in_files(folder)
    assert leftovers(data) == []
    print(
        f"{killed} builds killed, {finished} finished; {askers.answered} questions over {len(askers.snapshots)} "
        f"snapshots, {len(askers.wrong)} failed; 0 articles lost, 0 made up, 0 twice"
    )
