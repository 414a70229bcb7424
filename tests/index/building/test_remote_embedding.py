"""A build whose embedding another machine helps with; the database is real, and so are the models."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import psycopg
import pytest

from index import DIMENSION, Engine, PostgresArchive
from index.embedding.embedder import embedder_fingerprint
from index.progress import Progress, Stage
from tests.conftest import write_article

ARTICLES = 60


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """More articles than a build embeds at once."""
    for number in range(ARTICLES):
        write_article(tmp_path / "archive" / f"{number}.md", f"Kapal nomor {number} bernama Mutiara {number}.")
    return tmp_path / "archive"


@pytest.fixture
def engines(postgres_url: str, tmp_path: Path) -> Iterator[tuple[Engine, Engine]]:
    """Two machines' engines over one database."""
    made = [
        Engine(tmp_path / str(number), archive=PostgresArchive(postgres_url, dimension=DIMENSION))
        for number in range(2)
    ]
    yield made[0], made[1]
    for each in made:
        each.close()


class Held:
    """Holds a build up at its first passages, until it may go on."""

    def __init__(self) -> None:
        self.began, self.may_go_on = threading.Event(), threading.Event()

    def __call__(self, now: Progress) -> None:
        if now.stage is Stage.EMBEDDING and not self.began.is_set():
            self.began.set()
            self.may_go_on.wait(60)


def test_another_machine_embeds_from_the_last_on(engines: tuple[Engine, Engine], sources: Path) -> None:
    """Each passage is embedded once, here or there; what is being embedded elsewhere keeps nobody waiting."""
    builder, helper = engines
    held, reports = Held(), []
    building = threading.Thread(target=lambda: reports.append(builder.index([sources], progress=held)))
    building.start()
    assert held.began.wait(60)
    helped: list[tuple[int, int]] = []

    def tell(articles: int, passages: int) -> None:
        helped.append((articles, passages))
        # All but the first articles, which the build has taken back.
        if articles == ARTICLES - 32:
            held.may_go_on.set()

    done = helper.help_build(tell)
    building.join(60)
    assert done == (ARTICLES - 32, ARTICLES - 32)
    assert reports[0].embedded_passages == 32
    assert builder.status().passages == ARTICLES
    assert helper.ask("kapal nomor 57 bernama").answers[0].text.endswith("57")
    assert helper.help_build() is None


class Killed(Exception):
    """Ends a build, or what helps one, wherever it is."""


def test_a_killed_helper_loses_nothing(engines: tuple[Engine, Engine], sources: Path, postgres_url: str) -> None:
    """What it had taken is offered again, and nobody else had it; a build that has ended offers nothing any more."""
    builder, helper = engines
    held, model = Held(), embedder_fingerprint(None)

    def stop(now: Progress) -> None:
        held(now)
        if held.may_go_on.is_set():
            raise Killed

    def build() -> None:
        with suppress(Killed):
            builder.index([sources], progress=stop)

    def help_and_die(third: PostgresArchive) -> None:
        with helper.archive.offered(model, 8) as offered:
            assert offered is not None
            with third.offered(model, ARTICLES) as rest:
                assert rest is not None
                assert len(offered.articles) + len(rest.articles) == ARTICLES - 32
            raise Killed

    building = threading.Thread(target=build)
    building.start()
    assert held.began.wait(60)
    with (
        closing(PostgresArchive(postgres_url, dimension=DIMENSION)) as third,
        psycopg.connect(postgres_url, autocommit=True) as other,
    ):
        with pytest.raises(Killed):
            help_and_die(third)
        offered = "SELECT count(*) FROM tanya_index.to_embed"
        assert other.execute(offered).fetchone() == (8,)
        held.may_go_on.set()
        building.join(60)
        assert other.execute(offered).fetchone() == (0,)
