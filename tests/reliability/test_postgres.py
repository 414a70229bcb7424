"""Builds in PostgreSQL beside readers, killed builders, and a server that is killed: nothing mixed, nothing lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from index.articles import Article
from index.embedding.encoder import DIMENSION
from index.errors import DatabaseAway
from index.passages import PassageSettings
from index.store.postgres.snapshots.archive import PostgresArchive
from tests.conftest import MODEL, fill
from tests.postgres import PostgresServer
from tests.tanya.conftest import ROOT

pytestmark = pytest.mark.slow

COUNT, CHANGED, BUILDS = 1_000, 10, 20
# Builds a snapshot of a thousand changes, telling of each, until it is killed.
BUILDER = """
import sys
from index.articles import Article
from index.passages import PassageSettings
from index.store.postgres.snapshots.archive import PostgresArchive
from tests.conftest import MODEL, fill
with PostgresArchive(sys.argv[1], dimension=384).build(MODEL, PassageSettings()) as build:
    store = build.store
    for number in range(1000):
        store.remove_articles([f"{number:016x}"])
        fill(store, [Article(f"{number:016x}", "Judul", f"kata lain{number}", None, None, "id", None, "/a")])
        print(number, flush=True)
"""


def article(number: int, build: int) -> Article:
    """Return an article whose text names the build that wrote it."""
    return Article(f"{number:016x}", "Judul", f"kata bangun{build}", None, None, "id", None, "/a")


@pytest.fixture
def archive(postgres_url: str) -> Iterator[PostgresArchive]:
    """An archive of a thousand articles of build 0."""
    made = PostgresArchive(postgres_url, dimension=DIMENSION)
    publish(made, 0, range(COUNT))
    yield made
    made.close()


def publish(archive: PostgresArchive, build: int, numbers: range) -> None:
    with archive.build(MODEL, PassageSettings()) as begun:
        begun.store.remove_articles([f"{number:016x}" for number in numbers])
        fill(begun.store, [article(number, build) for number in numbers])
        begun.publish()


def test_readers_beside_builds_of_one_in_a_hundred(archive: PostgresArchive) -> None:
    """Each question finds what one snapshot holds: so many of each build as that wrote, by text and by words."""
    over, mixed, asked = threading.Event(), list[str](), [0]

    def read() -> None:
        while not over.is_set():
            snapshot = archive.open_current(MODEL)
            store, last = snapshot.store, int(snapshot.name[2:]) - 1
            texts = [each.content or "" for each in store.filter_documents()]
            newest = len(store.matching(f"bangun{last}", 50))
            if len(texts) != COUNT or (last and newest != CHANGED) or f"kata bangun{last + 1}" in texts:
                mixed.append(f"{snapshot.name}: {len(texts)} texts, {newest} of build {last}")
            asked[0] += 1
            store.close()

    readers = [threading.Thread(target=read) for _ in range(2)]
    for each in readers:
        each.start()
    for build in range(1, BUILDS + 1):
        publish(archive, build, range((build - 1) * CHANGED, build * CHANGED))
    over.set()
    for each in readers:
        each.join()
    # What a slow reader held until the last build goes with the next one.
    publish(archive, BUILDS + 1, range(BUILDS * CHANGED, (BUILDS + 1) * CHANGED))
    number = BUILDS + 2
    written = archive.database.scalar(f"SELECT count(*) FROM passages WHERE born = {number}")
    print(f"{BUILDS} builds, {asked[0]} answers beside them: {len(mixed)} mixed; a build writes {written} of {COUNT}")

    assert mixed == []
    assert asked[0] >= BUILDS // 2
    for table in ("articles", "passages", "vectors"):
        assert archive.database.scalar(f"SELECT count(*) FROM {table} WHERE born = {number}") == CHANGED
        assert archive.database.scalar(f"SELECT count(*) FROM {table}") <= COUNT + 2 * CHANGED


def test_killed_builders_leave_nothing(archive: PostgresArchive, postgres_url: str) -> None:
    """Wherever they were; and none of them holds the lock any more."""
    chance = random.Random(5)
    for _ in range(5):
        with subprocess.Popen(
            [sys.executable, "-c", BUILDER, postgres_url], cwd=ROOT, stdout=subprocess.PIPE, env=os.environ
        ) as builder:
            assert builder.stdout is not None
            builder.stdout.readline()
            time.sleep(chance.random())
            builder.send_signal(signal.SIGKILL)
        assert archive.problems() == ("s-0000000001", [])
    deadline = time.monotonic() + 10
    while archive.database.scalar("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    publish(archive, 1, range(CHANGED))
    store = archive.open_current(MODEL).store

    assert len(store.filter_documents()) == COUNT
    assert store.matching("lain0 lain1 lain2", 5) == []
    assert archive.problems() == ("s-0000000002", [])
    store.close()


def cut_off(archive: PostgresArchive, server: PostgresServer) -> None:
    """Kill the server while something is being built."""
    with archive.build(MODEL, PassageSettings()) as begun:
        fill(begun.store, [article(1_000, 99)])
        server.kill()
        begun.publish()


def test_a_killed_server_comes_back_with_what_was_published() -> None:
    """Each acknowledged snapshot is there, whole; what was being built is not, and the archive answers by itself."""
    server = PostgresServer(is_durable=True)
    archive = PostgresArchive(server.database(), dimension=DIMENSION)
    try:
        for build in range(3):
            publish(archive, build, range(50))
            with pytest.raises(DatabaseAway):
                cut_off(archive, server)
            server.start()
            name, problems = archive.problems()

            assert (name, problems) == (f"s-{build + 1:010}", [])
            store = archive.open_current(MODEL).store
            assert [each.content for each in store.filter_documents()] == [f"kata bangun{build}"] * 50
            store.close()
    finally:
        archive.close()
        server.stop()
