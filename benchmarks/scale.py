"""Measures how the store's cost grows with the archive, beside other stores: `python -m benchmarks.scale --help`.

Embeddings are given, so that the store is what is measured: ours, `faiss-haystack`'s, and Haystack's in-memory store
are filled, saved, loaded and asked for the same passages. Ours is also asked by vectors and words together, with
filters, and at a million passages. Saving ours includes hashing, verifying and syncing. Every step is a process of its
own, so that its memory is its own. Results go to `benchmarks/scale.json`, where those of other sizes stay as they
were, the plot to `docs/scale.png`.

The others come with `pip install --group bench`; without them, only ours is measured.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from haystack import Document
from numpy.typing import NDArray
from rich.progress import Progress

from benchmarks.made_archive import BLOCK, RARE_EVERY, RARE_SOURCE, SINGLE_ROW, SINGLE_SOURCE, MadeArchive, embed_sample
from benchmarks.results import percentiles, results_file, write_results
from index.embedding.encoder import DIMENSION
from index.language.detection import detect_query_language
from index.passages import PassageSettings
from index.retrieval.retriever import HybridRetriever
from index.snapshots.snapshots import Snapshots
from index.store.local.document_store import FaissDocumentStore
from index.store.vectors.clusters import nearest_by_exact_search

ROOT = Path(__file__).parents[1]
PLOT = ROOT / "docs" / "scale.png"
SIZES = (20_000, 200_000, 1_000_000)
# Others keep every document as an object in memory, and are not asked to hold a million.
OTHERS_UP_TO = 200_000
QUERIES = 200
# They look at every document in Python for every query, which at 200,000 takes seconds.
OTHERS_QUERIES = {20_000: 30, 200_000: 5}
TITLES = 400
MODEL = "benchmark"
Figures = dict[str, Any]
_RARE = {"field": "meta.source", "operator": "==", "value": RARE_SOURCE}
_SINGLE = {"field": "meta.source", "operator": "==", "value": SINGLE_SOURCE}


def fill_ours(archive: MadeArchive, total: int, folder: Path) -> Figures:
    """Write all passages into a build and publish it."""
    snapshots = Snapshots(folder)
    with snapshots.writer() as building:
        store = FaissDocumentStore(str(building), dimension=DIMENSION, writable=True)
        write_s = _written(archive, total, lambda documents: store.write_documents(documents), store)
        began = time.perf_counter()
        # As an engine does, it measures the vector search with titles as questions.
        name = snapshots.publish(building, store, MODEL, PassageSettings(), lambda: archive.titles(TITLES))
        save_s = time.perf_counter() - began
    files = {file.name: file.stat().st_size for file in (folder / name).iterdir()}
    return {
        "write_s": write_s,
        "save_s": save_s,
        "bytes_per_passage": sum(files.values()) / total,
        "peak_mb": peak_mb(),
    }


def ask_ours(archive: MadeArchive, total: int, folder: Path) -> Figures:
    """Open the published snapshot, every file verified, and ask it."""
    queries = archive.queries(QUERIES)
    questions = archive.questions(QUERIES)
    detect_query_language(questions[0], {"id", "en"})  # loads its model, which has nothing to do with the store
    before_mb = resident_mb()
    began = time.perf_counter()
    snapshot = Snapshots(folder).open_current(MODEL)
    retriever = HybridRetriever(snapshot.store)
    load_s = time.perf_counter() - began
    store = snapshot.store
    first_ms = _timed([lambda: store.nearest(queries[0], 10)])[0]
    started_s = time.perf_counter() - began
    dense, found = [], []
    for query in queries:
        began = time.perf_counter()
        found.append([row for row, _ in store.nearest(query, 10)])
        dense.append((time.perf_counter() - began) * 1000)
    hybrid = [
        _timed([lambda text=text, query=query: retriever.run(query=text, embedding=query.tolist())])[0]  # type: ignore[misc]
        for text, query in zip(questions, queries, strict=True)
    ]
    words = _timed([lambda text=text: store.matching(text, 50) for text in questions])  # type: ignore[misc]
    names = [[document.id for document in store.documents([(row, 0) for row in rows])] for rows in found]
    rare = [len(store.nearest(query, 10, _RARE)) for query in queries]
    filtered = _timed([lambda query=query: store.nearest(query, 10, _RARE) for query in queries])  # type: ignore[misc]
    single = [len(store.nearest(query, 10, _SINGLE)) for query in queries]
    layout = snapshot.manifest.vectors
    figures: Figures = {
        "load_s": load_s,
        "first_search_ms": first_ms,
        "started_s": started_s,
        "resident_mb": resident_mb(),
        "resident_before_mb": before_mb,
        "dense_ms": percentiles(dense),
        "words_ms": percentiles(words),
        "hybrid_ms": percentiles(hybrid[5:]),
        "filtered_ms": percentiles(filtered),
        "rare_found": float(np.mean([count == min(10, -(-total // RARE_EVERY)) for count in rare])),
        "single_found": float(np.mean([count == (total > SINGLE_ROW) for count in single])),
        "kind": layout.kind,
        "probes": layout.probes,
        "recall_claimed": layout.recall_at_10,
        "peak_mb": peak_mb(),
    }
    store.close()
    return figures | {"recall_at_10": recall(archive, total, queries, names)}


def fill_others(name: str, archive: MadeArchive, total: int, folder: Path) -> Figures:
    """Write all passages into another store and save it."""
    store = _other(name, folder)
    write_s = _written(archive, total, store.write_documents, None)
    began = time.perf_counter()
    if name == "faiss-haystack":
        store.save(folder / "index")
    else:
        store.save_to_disk(str(folder / "index"))
    save_s = time.perf_counter() - began
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return {"write_s": write_s, "save_s": save_s, "bytes_per_passage": size / total, "peak_mb": peak_mb()}


def ask_others(name: str, archive: MadeArchive, total: int, folder: Path) -> Figures:
    """Load another store and ask it."""
    queries = archive.queries(OTHERS_QUERIES.get(total, 5))
    began = time.perf_counter()
    store = _other(name, folder, load=True)
    load_s = time.perf_counter() - began

    def search(query: NDArray[np.float32], filters: Figures | None = None) -> list[Document]:
        ask: Callable[..., list[Document]] = store.search if name == "faiss-haystack" else store.embedding_retrieval
        return ask(query.tolist(), top_k=10, filters=filters)

    first_ms = _timed([lambda: search(queries[0])])[0]
    dense, names = [], []
    for query in queries:
        began = time.perf_counter()
        names.append([document.id for document in search(query)])
        dense.append((time.perf_counter() - began) * 1000)
    rare = [len(search(query, _RARE)) for query in queries]
    wanted = min(10, -(-total // RARE_EVERY))
    return {
        "load_s": load_s,
        "first_search_ms": first_ms,
        "dense_ms": percentiles(dense),
        "rare_found": float(np.mean([count == wanted for count in rare])),
        "peak_mb": peak_mb(),
        "recall_at_10": recall(archive, total, queries, names),
    }


def _other(name: str, folder: Path, *, load: bool = False) -> Any:
    if name == "faiss-haystack":
        from haystack_integrations.document_stores.faiss import FAISSDocumentStore

        return FAISSDocumentStore(index_path=str(folder / "index") if load else None, embedding_dim=DIMENSION)
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    if load:
        return InMemoryDocumentStore.load_from_disk(str(folder / "index"))
    return InMemoryDocumentStore(embedding_similarity_function="dot_product")


def words_of_others(name: str, archive: MadeArchive, total: int) -> Figures:
    """Index the same texts in a BM25 library and ask it for the same questions."""
    texts = [f"{each.title}\n{each.text}" for articles, _ in _plain(archive, total) for each in articles]
    questions = archive.questions(OTHERS_QUERIES.get(total, 5))
    began = time.perf_counter()
    ask: Callable[[str], Any]
    if name == "rank_bm25":
        from rank_bm25 import BM25Okapi

        index = BM25Okapi([text.lower().split() for text in texts])
        ask = lambda text: np.argsort(-index.get_scores(text.lower().split()))[:50]  # noqa: E731
    else:
        import bm25s

        index = bm25s.BM25()
        index.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)
        ask = lambda text: index.retrieve(bm25s.tokenize(text, show_progress=False), k=50, show_progress=False)  # noqa: E731
    write_s = time.perf_counter() - began
    latencies = _timed([lambda text=text: ask(text) for text in questions])  # type: ignore[misc]
    return {"write_s": write_s, "words_ms": percentiles(latencies), "peak_mb": peak_mb()}


def _plain(archive: MadeArchive, total: int) -> Any:
    for block in range(-(-total // BLOCK)):
        yield archive.articles(block, min(BLOCK, total - block * BLOCK))


def _written(archive: MadeArchive, total: int, write: Callable[..., Any], store: FaissDocumentStore | None) -> float:
    """Return the seconds that writing took, without the making of what is written."""
    seconds = 0.0
    for articles, documents in archive.documents(total):
        began = time.perf_counter()
        if store:
            store.articles.put(articles, "/arsip", [each.id for each in articles])
        write(documents)
        seconds += time.perf_counter() - began
        print(json.dumps({"done": len(documents)}), flush=True)
    return seconds


def recall(archive: MadeArchive, total: int, queries: NDArray[np.float32], names: list[list[str]]) -> float:
    """Return the share of the ten nearest passages, by exact search in single precision, that were found."""

    def blocks() -> Any:
        for block in range(-(-total // BLOCK)):
            count = min(BLOCK, total - block * BLOCK)
            yield np.arange(block * BLOCK, block * BLOCK + count), archive.vectors(block, count)[0]

    expected = nearest_by_exact_search(queries, blocks(), 10)
    found = [{int(name.split("-")[0], 16) for name in each} for each in names]
    return sum(len(each & set(best.tolist())) for each, best in zip(found, expected, strict=True)) / expected.size


def _timed(calls: list[Callable[[], Any]]) -> list[float]:
    latencies = []
    for call in calls:
        began = time.perf_counter()
        call()
        latencies.append((time.perf_counter() - began) * 1000)
    return latencies


def peak_mb() -> float:
    """Return this process's largest resident memory, in megabytes (getrusage would count the parent's too)."""
    return _memory_mb("VmHWM")


def resident_mb() -> float:
    """Return this process's resident memory, mapped files included, in megabytes."""
    return _memory_mb("VmRSS")


def _memory_mb(name: str) -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split(f"{name}:")[1].split()[0]) * 1024 / 1e6


def in_a_process(step: str, name: str, total: int, folder: Path, tell: Callable[[int], None]) -> Figures:
    """Run one step in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.scale", "--step", step, "--store", name, "--folder", str(folder)]
    with subprocess.Popen([*command, "--sizes", str(total)], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        figures: Figures = {}
        for line in process.stdout or ():
            figures = json.loads(line)
            tell(int(figures.get("done", 0)))
    if process.returncode:
        raise SystemExit(f"{step} of {name} at {total:,} failed with {process.returncode}")
    return figures


def step_of(arguments: argparse.Namespace) -> Figures:
    """Run the step that this process is for."""
    folder, name, total = arguments.folder, arguments.store, arguments.sizes[0]
    archive = MadeArchive(folder)
    data = folder / f"{name}-{total}"
    data.mkdir(exist_ok=True)
    if arguments.step == "words":
        return words_of_others(name, archive, total)
    if name == "ours":
        return (fill_ours if arguments.step == "fill" else ask_ours)(archive, total, data)
    return (fill_others if arguments.step == "fill" else ask_others)(name, archive, total, data)


def measure(sizes: list[int]) -> Figures:
    """Measure every store at every size, showing how far it is."""
    others = [name for name, module in _OTHERS.items() if importlib.util.find_spec(module)]
    stores: dict[str, dict[str, Figures]] = {}
    words: dict[str, dict[str, Figures]] = {}
    with tempfile.TemporaryDirectory(prefix="tanya-bench-") as name, Progress() as bar:
        folder = Path(name)
        embed_sample(folder)
        for total in sizes:
            for store in ["ours", *(others if total <= OTHERS_UP_TO else [])]:
                task = bar.add_task(f"{store}, {total:,}", total=total)
                kept = stores if store in ("ours", "faiss-haystack", "in-memory") else words
                steps = ("fill", "ask") if kept is stores else ("words",)
                figures: Figures = {}
                for step in steps:
                    figures |= {
                        key if key != "peak_mb" else f"{step}_peak_mb": value
                        for key, value in in_a_process(
                            step,
                            store,
                            total,
                            folder,
                            lambda done, task=task: bar.advance(task, done),  # type: ignore[misc]
                        ).items()
                    }
                kept.setdefault(store, {})[str(total)] = figures
                bar.update(task, completed=total)
                bar.console.print(store, f"{total:,}", json.dumps(figures), soft_wrap=True)
                subprocess.run(["rm", "-rf", str(folder / f"{store}-{total}")], check=True)  # noqa: S607
    return {
        "stores": stores,
        "words": words,
    }


_OTHERS = {
    "faiss-haystack": "haystack_integrations.document_stores.faiss",
    "in-memory": "haystack",
    "rank_bm25": "rank_bm25",
    "bm25s": "bm25s",
}


def _beside_other_sizes(before: Figures, now: Figures) -> Figures:
    """Return new figures together with the earlier ones of sizes that were not measured now."""
    return {
        kind: {store: before[kind].get(store, {}) | now[kind].get(store, {}) for store in before[kind] | now[kind]}
        for kind in ("stores", "words")
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="passages (20000 200000 1000000)")
    parser.add_argument(
        "--results", type=Path, default=results_file("scale"), help="file to write (benchmarks/scale.json)"
    )
    parser.add_argument("--plot", type=Path, default=PLOT, help="picture to write (docs/scale.png)")
    for name in ("--step", "--store"):
        parser.add_argument(name, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.step:
        print(json.dumps(step_of(arguments)))
        return
    results = measure(arguments.sizes)
    if arguments.results.exists():
        results = _beside_other_sizes(json.loads(arguments.results.read_text(encoding="utf-8")), results)
    write_results(arguments.results, results)
    from benchmarks.growth import plot

    plot(results, arguments.plot)
    print(f"wrote {arguments.plot}")


if __name__ == "__main__":
    main()
