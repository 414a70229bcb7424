"""Measures retrieval on question-answer data: `python -m benchmarks.retrieval --data FOLDER`.

Every context of `idk_mrc.*.jsonl.gz` is indexed; the answerable questions of the development set are asked. A hit is a
passage of the question's own context, whichever part of it. Dense search, full-text search and their fusion are the
project's own retriever with other weights. Results go to `benchmarks/retrieval.json`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from rich.progress import track

from benchmarks.results import results_file, write_results
from index.embedding.embedder import QueryEmbedder
from index.evaluation.asking import indexed_contexts
from index.evaluation.figures import hits
from index.evaluation.question_sets import Question, read_questions
from index.retrieval.retriever import SAME_LANGUAGE_WEIGHT, HybridRetriever

DENSE_WEIGHTS = {"dense": 1.0, "full text": 0.0, "hybrid": SAME_LANGUAGE_WEIGHT}
_TOP_K = 10


def ranks(retriever: HybridRetriever, questions: Sequence[Question], articles: dict[str, str]) -> list[int]:
    """Return the rank of the first passage of each question's own context; 0 for none among the first ten."""
    embedder = QueryEmbedder()
    found_at = []
    for question in track(questions, "asking"):
        query = question.question
        found = retriever.run(query=query, embedding=embedder.run(query=query)["embedding"], top_k=_TOP_K)["documents"]
        own = articles[question.context]
        found_at.append(next((at for at, each in enumerate(found, 1) if each.meta["article_id"] == own), 0))
    return found_at


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of idk_mrc.*.jsonl.gz")
    folder = parser.parse_args().data
    valid = read_questions(folder / "idk_mrc.valid.jsonl.gz")
    asked = [question for question in valid if question.answers]
    with indexed_contexts([*valid, *read_questions(folder / "idk_mrc.train.jsonl.gz")]) as (engine, articles):
        status, store = engine.status(), engine.store()
        ways = {}
        for way, weight in DENSE_WEIGHTS.items():
            retriever = HybridRetriever(store, same_language_weight=weight, other_language_weight=weight)
            ways[way] = hits(ranks(retriever, asked, articles))
            print(way, ways[way])
    results = {
        "contexts": status.articles,
        "passages": status.passages,
        "questions": len(asked),
        "ways": ways,
    }
    write_results(results_file("retrieval"), results)


if __name__ == "__main__":
    main()
