"""A tiny archive of our own short texts, an engine over it, and what tests make articles and snapshots with."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pytest
from hypothesis import settings
from numpy.typing import NDArray

from index import Engine, FetchSettings
from index.articles import Article, new_article
from index.building import source_run
from index.embedding.encoder import DIMENSION, Float32, OnnxEncoder
from index.passages import PassageSettings, passage_document
from index.snapshots.archive import INDEX_FOLDER
from index.snapshots.snapshots import Snapshots
from index.sources.apart.pool import end_parsing
from index.store.local.database import Database
from index.store.local.document_store import FaissDocumentStore
from index.store.protocols import BuildStore
from tests.forking import fork_server
from tests.memory import memory
from tests.postgres import PostgresServer
from tests.spreading import Spread
from tests.websites import Site

# Each worker, and each of the many programs that are started, would compile the same modules anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# How long an example takes says how busy the machine is.
settings.register_profile("tanya", deadline=None)
settings.load_profile("tanya")
# What is imported and collected stays, so that looking for garbage among it finds none.
gc.disable()

MODEL = "0123456789abcdef"
SHIP = "Kapal Mutiara tenggelam di Selat Bali pada hari Selasa. Nakhoda kapal itu bernama Hasan Basri."
BRIDGE = "The new bridge was opened by Mayor Anna Smith on Monday. It is 120 metres long."
MANGO = "Harga mangga di Pasar Baru naik menjadi 30.000 rupiah per kilogram. Pedagang bernama Siti Aminah mengeluh."

NO_CHROMIUM = "Chromium is not installed"
# Tests that share what takes its time: Chromium and what it looks at; an index of the samples; all modules, parsed.
TOGETHER = (
    ("tests/e2e/",),
    ("tests/tanya/", "tests/sandbox/test_", "tests/index/answering/test_articles_about.py"),
    ("tests/test_architecture.py", "tests/test_dependencies.py", "tests/test_rooms.py"),
)


class MakeArticle(Protocol):
    def __call__(self, text: str = ..., **changes: Any) -> Article: ...


class WriteArticle(Protocol):
    def __call__(self, name: str, text: str, **front: object) -> Path: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    """Bound the attack by chance, and let it be repeated."""
    parser.addoption("--attack-seconds", default="3600", help="how long tests/reliability/test_attack.py goes on")
    parser.addoption("--processes", type=int, default=0, help="how many processes tests are spread over")
    parser.addoption("--one-by-one", action="store_true", help="spread tests of a file, too")
    parser.addoption("--in-memory", action="store_true", help="keep temporary folders in memory, where it has room")
    parser.addoption("--attack-seed", help="what its chance begins with; printed by it")


def pytest_configure(config: pytest.Config) -> None:
    """Keep temporary folders in memory, if that is asked for."""
    if config.getoption("in_memory") and (folder := memory()):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(folder))


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Leave nothing in memory but what failed in it."""
    folder = session.config._tmp_path_factory._basetemp  # type: ignore[attr-defined] # nothing public says where it is
    if session.config.getoption("in_memory") and folder and not exitstatus:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is long is slow too, so that the default suite leaves out both by one name."""
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker("slow")


def pytest_collection_finish() -> None:
    """Leave the items and all that was imported out of later collections of garbage, which slow down every test."""
    gc.freeze()
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Spread tests over processes, if that is asked for."""
    processes = session.config.getoption("processes")
    if not processes or session.config.option.collectonly:
        return None
    from tests.tanya.conftest import load

    # All processes share what it has loaded.
    load()
    gc.freeze()
    end = fork_server()
    try:
        Spread(session, one_by_one if session.config.getoption("one_by_one") else by_file).run(processes)
    finally:
        end()
    return True


def by_file(test: str) -> tuple[int, str]:
    """Tests of a file share what is made once, and likewise the browser's and the commands', which are begun first."""
    for order, together in enumerate(TOGETHER):
        if test.startswith(together):
            return order, ""
    return len(TOGETHER), test.partition("::")[0]


def one_by_one(test: str) -> tuple[int, str]:
    """Each test has a process as soon as one is free."""
    return 0, test


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say plainly that the browser tests were not run, and what to do about it.

    It stands here and not beside them: where tests are spread over processes, the one that reports loads only this.
    """
    skipped = [each for each in terminalreporter.getreports("skipped") if NO_CHROMIUM in str(each.longrepr)]
    if skipped:
        terminalreporter.section("browser tests", sep="=", red=True, bold=True)
        terminalreporter.write_line(
            f"{len(skipped)} browser tests were NOT RUN: {NO_CHROMIUM}. "
            "`make e2e` installs it where it can and runs them; on Debian and Ubuntu: apt install chromium",
            red=True,
        )


def no_thread(_thread: threading.Thread) -> None:
    """In place of `Thread.start`, as where the system has no more threads."""
    raise RuntimeError("no more threads")


def write_article(file: Path, text: str, **front: object) -> Path:
    """Write a Markdown file with front matter; returns its path."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{name}: {value}" for name, value in front.items()]
    file.write_text("\n".join(["---", *lines, "---", text, ""]) if lines else text, encoding="utf-8")
    return file


def write_archive(folder: Path) -> Path:
    """Write three articles: two in Indonesian, one in English, of different days and publishers."""
    common = {"source": "Warta", "language": "id"}
    write_article(folder / "kapal.md", SHIP, title="Kapal tenggelam", published="2020-03-04", **common)
    write_article(folder / "mangga.md", MANGO, title="Harga mangga", published="2020-09-10", **common)
    english = {"source": "The Post", "language": "en", "url": "https://example.org/bridge"}
    write_article(folder / "bridge.md", BRIDGE, title="New bridge opened", published="2021-05-06", **english)
    return folder


@pytest.fixture(scope="session", autouse=True)
def _one_parsing_process() -> Iterator[None]:
    """Keep what parses apart from one build to the next, each of which would start it again and end it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source_run, "end_parsing", lambda: None)
        yield
    end_parsing()


_run = OnnxEncoder.run


@lru_cache(maxsize=256)
def _outputs(encoder: OnnxEncoder, row: tuple[int, ...]) -> list[Float32]:
    return _run(encoder, row)


@pytest.fixture(autouse=True)
def rows_are_run_once() -> Iterator[None]:
    """Keep what the models say of a row: most tests embed and read the same few texts, and try something else.

    Those that try the models do without.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(OnnxEncoder, "run", lambda self, row: [each.copy() for each in _outputs(self, tuple(row))])
        yield


@pytest.fixture
def make_article() -> MakeArticle:
    """Make an article of a text; whatever else matters is given by name, `name` for its identity."""

    def make(text: str = SHIP, *, name: str | None = None, **changes: Any) -> Article:
        fields: dict[str, Any] = {"title": "Judul", "url": None, "published": date(2020, 3, 4), "language": "id"}
        fields |= {"source": "Warta", "origin": "/berita/a.md", "given_id": name or text} | changes
        return new_article(text=text, **fields)

    return make


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder of three articles."""
    return write_archive(tmp_path / "archive")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An engine over an empty data folder."""
    made = Engine(tmp_path / "data")
    yield made
    made.close()


@pytest.fixture(scope="session")
def archive_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One engine over the tiny archive for all tests that only ask."""
    root = tmp_path_factory.mktemp("shared")
    made = Engine(root / "data")
    made.index([write_archive(root / "archive")])
    yield made
    made.close()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL server for all tests of this process."""
    server = PostgresServer()
    yield server
    server.stop()


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The address of a new, empty database."""
    url = postgres_server.database()
    yield url
    postgres_server.drop(url)


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an index of three articles, to be read or copied."""
    root = tmp_path_factory.mktemp("indexed")
    engine = Engine(root / "data")
    engine.index([write_archive(root / "archive")])
    engine.close()
    return root / "data"


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the sample articles are indexed, by the command itself; to be read or copied."""
    from tests.tanya.conftest import ROOT, run_tanya

    data = tmp_path_factory.mktemp("sample")
    done = run_tanya("index", ROOT / "articles", data=data)
    assert done.returncode == 0, done.stderr
    return data


def unit_vectors(count: int, seed: int = 0, dimension: int = DIMENSION) -> NDArray[np.float32]:
    """Return random vectors of length 1, float32, (count, dimension)."""
    vectors = np.random.default_rng(seed).normal(size=(count, dimension))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors.astype(np.float32)


def fill(store: BuildStore, articles: list[Article], seed: int = 0) -> None:
    """Put articles into a store as one passage each, with vectors by chance instead of by a model."""
    store.articles.put(articles, "/berita/a.md", [each.content_hash for each in articles])
    documents = []
    for article, vector in zip(articles, unit_vectors(len(articles), seed), strict=True):
        document = passage_document(article, 0, (0, len(article.text)))
        meta = {**document.meta, "embedding_key": f"key of {article.text}"}
        documents.append(replace(document, meta=meta, embedding=vector.tolist()))
    store.write_documents(documents)


def publish(root: Path, articles: list[Article], *, model: str = MODEL, seed: int = 0, keep: int = 3) -> str:
    """Publish a snapshot of these articles, without a model; returns its name."""
    snapshots = Snapshots(root, keep=keep)
    with (
        snapshots.writer() as folder,
        closing(FaissDocumentStore(str(folder), dimension=DIMENSION, writable=True)) as store,
    ):
        fill(store, articles, seed)
        return snapshots.publish(folder, store, model, PassageSettings())


def snapshots_of(engine: Engine) -> Snapshots:
    """Return the folder of an engine's snapshots."""
    return Snapshots(engine.data_dir / INDEX_FOLDER)


def local_store(engine: Engine) -> FaissDocumentStore:
    """Return an engine's store as what it is, to look into its files."""
    store = engine.store()
    assert isinstance(store, FaissDocumentStore)
    return store


def database_of(path: Path) -> Database:
    """Open a SQLite file for writing, as a build does."""
    return Database(path, writable=True)


@pytest.fixture
def site() -> Iterator[Site]:
    """A web site on loopback."""
    made = Site()
    yield made
    made.close()


@pytest.fixture
def web_engine(tmp_path: Path) -> Iterator[Engine]:
    """An engine over an empty data folder that may ask loopback, and does not wait between two requests."""
    made = Engine(tmp_path / "data", fetch=FetchSettings(allow_private_addresses=True, delay_s=0, timeout_s=5))
    yield made
    made.close()
