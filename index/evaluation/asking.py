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
from index.articles import Article
from index.embedding.encoder import word_test
from index.engine import Engine
from index.errors import QueryProblem, SourceProblem
from index.evaluation.context_words import read_of
from index.evaluation.figures import Prediction
from index.evaluation.question_sets import Question
from index.language.detection import detect_language
from index.language.questions.queries import checked_query
from index.results import Certainty
from index.sources import read_articles
from index.sources.decoding import printable
from index.sources.drafts import clean_text
from index.sources.markup.html import text_within_field


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
        answers = reader.run(query=query, documents=[context_document(row)], top_k=1)["answers"]
        text, confidence = (answers[0].data, answers[0].score) if answers else ("", 0.0)
        latency_ms = (time.perf_counter() - began) * 1000
        certainty = Certainty.NONE
        if answers:
            certainty = weights.certainty(confidence, min_confidence, doubtful=answers[0].meta["doubtful"])
        predictions.append(Prediction(text, confidence, certainty, latency_ms))
        if progress:
            progress(number)
    return predictions


def context_document(row: Question) -> Document:
    """Return the context of a row as a passage that was given, in its language."""
    return Document(content=row.context, meta={"language": row.language or detect_language(row.context)})


@contextmanager
def indexed_contexts(
    questions: Sequence[Question], *, models_folder: str | None = None, threads: int = 0
) -> Iterator[tuple[Engine, dict[str, str]]]:
    """Index all contexts together in a temporary folder.

    Yields:
        The engine over them, and the article id of each context of which there is an article; contexts that are the
        same when they are read have one.
    """
    with tempfile.TemporaryDirectory(prefix="tanya-eval-") as name:
        file = Path(name) / "contexts.jsonl"
        languages = {row.context: row.language for row in questions}
        with file.open("w", encoding="utf-8") as rows:
            for number, (context, language) in enumerate(languages.items(), 1):
                rows.write(json.dumps({"id": f"context {number}", "text": context, "language": language}) + "\n")
        texts = {each.origin: each.text for each in read_articles(file) if isinstance(each, Article)}
        engine = Engine(file.parent, models_folder=models_folder, threads=threads)
        try:
            engine.index([file])
            ids = {article.text: article.id for article in engine.articles()}
            origins = {context: f"{printable(file)}#{number}" for number, context in enumerate(languages, 1)}
            yield engine, {context: ids[texts[origin]] for context, origin in origins.items() if origin in texts}
        finally:
            engine.close()


def answers_as_indexed(row: Question) -> tuple[str, ...]:
    """Return the answers of a row as reading leaves them in the article of its context, without tags and the like."""
    return tuple(clean_text(text_within_field(each, row.context)).strip() or each for each in row.answers)


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
        own, answers = article_ids.get(row.context), [_folded(each) for each in answers_as_indexed(row)]
        rank = next(
            (
                at
                for at, passage in enumerate(reply.passages, 1)
                if passage.article.id == own and any(each in _folded(passage.text) for each in answers)
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


def _folded(text: str) -> str:
    return " ".join(text.split())
