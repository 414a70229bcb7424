"""Asks questions whose answers are known: each of its own context, or of all contexts indexed together."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from haystack import Document

from index.answering.reader import OnnxReader
from index.embedding.encoder import word_test
from index.engine import Engine
from index.errors import QueryProblem, SourceProblem
from index.evaluation.context_words import read_of
from index.evaluation.figures import Prediction
from index.evaluation.question_sets import Question
from index.language.questions.queries import checked_query
from index.results import Certainty


def read_only(
    questions: Sequence[Question],
    *,
    threads: int = 0,
    min_confidence: float | None = None,
    progress: Callable[[int], None] | None = None,
) -> list[Prediction]:
    """Read every question against its own context, as the bot would read it over an archive of that alone."""
    reader = OnnxReader(None, threads)
    reader.warm_up()
    is_word = word_test(None)
    weights = reader.weights(retrieved=False)
    predictions = []
    for number, row in enumerate(questions, 1):
        began = time.perf_counter()
        query = read_of(row.question, row.context, is_word)
        answers = reader.run(query=query, documents=[Document(content=row.context)], top_k=1)["answers"]
        text, confidence = (answers[0].data, answers[0].score) if answers else ("", 0.0)
        latency_ms = (time.perf_counter() - began) * 1000
        certainty = weights.certainty(confidence, min_confidence) if answers else Certainty.NONE
        predictions.append(Prediction(text, confidence, certainty, latency_ms))
        if progress:
            progress(number)
    return predictions


@contextmanager
def indexed_contexts(
    questions: Sequence[Question], *, models_folder: str | None = None, threads: int = 0
) -> Iterator[tuple[Engine, dict[str, str]]]:
    """Index all contexts together in a temporary folder.

    Yields:
        The engine over them, and the article id of each context.
    """
    with tempfile.TemporaryDirectory(prefix="tanya-eval-") as name:
        folder = Path(name)
        languages = {row.context: row.language for row in questions}
        with (folder / "contexts.jsonl").open("w", encoding="utf-8") as file:
            for context, language in languages.items():
                file.write(json.dumps({"id": context, "text": context, "language": language}) + "\n")
        engine = Engine(folder, models_folder=models_folder, threads=threads)
        try:
            engine.index([folder / "contexts.jsonl"])
            yield engine, {article.text: article.id for article in engine.articles()}
        finally:
            engine.close()


def ask_open(
    questions: Sequence[Question],
    engine: Engine,
    article_ids: dict[str, str],
    *,
    min_confidence: float | None = None,
    progress: Callable[[int], None] | None = None,
) -> list[Prediction]:
    """Ask every question against all contexts; a hit is a passage of its own context that holds an answer."""
    predictions = []
    for number, row in enumerate(questions, 1):
        began = time.perf_counter()
        try:
            reply = engine.ask(checked_query(row.question), min_confidence=min_confidence)
        except QueryProblem as problem:
            raise SourceProblem(f"row {row.id}: {problem}") from None
        latency_ms = (time.perf_counter() - began) * 1000
        rank = next(
            (
                at
                for at, passage in enumerate(reply.passages, 1)
                if passage.article.id == article_ids.get(row.context)
                and any(each in passage.text for each in row.answers)
            ),
            0,
        )
        text = reply.answers[0].text if reply.answers else ""
        predictions.append(Prediction(text, reply.confidence, reply.certainty, latency_ms, rank))
        if progress:
            progress(number)
    return predictions


def ask_served(
    questions: Sequence[Question],
    engine: Engine,
    *,
    min_confidence: float | None = None,
    progress: Callable[[int], None] | None = None,
) -> list[Prediction]:
    """Ask the index that is served; where the answers stand is not known, so that nothing is a hit or none.

    Raises:
        SourceProblem: a question cannot be asked.
        IndexMissing, SnapshotCorrupt, SnapshotMismatch: the index cannot be used.
    """
    engine.warm_up()
    predictions = []
    for number, row in enumerate(questions, 1):
        began = time.perf_counter()
        try:
            reply = engine.ask(row.question, min_confidence=min_confidence)
        except QueryProblem as problem:
            raise SourceProblem(f"row {row.id}: {problem}") from None
        latency_ms = (time.perf_counter() - began) * 1000
        text = reply.answers[0].text if reply.answers else ""
        predictions.append(Prediction(text, reply.confidence, reply.certainty, latency_ms))
        if progress:
            progress(number)
    return predictions
