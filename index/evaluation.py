"""Measures reading and retrieval on SQuAD-like rows: exact match, F1, refusal, calibration, hits and latency.

EM and F1 follow SQuAD (Rajpurkar et al., 2016) with one normalisation for all languages: lower case, punctuation to
spaces, white space folded, no articles removed. Expected calibration error (Guo et al., 2017) uses ten equal bins.
"""

from __future__ import annotations

import gzip
import json
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from haystack import Document

from index.engine import Engine
from index.errors import QueryProblem, SourceProblem
from index.evidence import normalise
from index.queries import checked_query
from index.reader import OnnxReader

_BINS = 10


@dataclass(frozen=True)
class Question:
    """One row.

    Attributes:
        id: of the row.
        question: as it is asked.
        context: the text that answers it, or does not.
        answers: acceptable spans; none means that the context does not say.
        starts: where each of them begins in the context.
        language: of the context; detected where the row does not tell.
    """

    id: str
    question: str
    context: str
    answers: tuple[str, ...]
    starts: tuple[int, ...]
    language: str | None = None


@dataclass(frozen=True)
class Prediction:
    """What came back for one row.

    Attributes:
        text: the best span, whether it was given or not.
        confidence: its probability.
        given: whether it was confident enough to be given.
        latency_ms: of the whole question.
        rank: 1 for a hit in the first passage, and so on; 0 for none among those returned; None for reading only.
    """

    text: str
    confidence: float
    given: bool
    latency_ms: float
    rank: int | None = None


@dataclass
class Figures:
    """The figures of `tanya eval`; shares, EM and F1 between 0 and 1, latencies in milliseconds."""

    n: int
    exact: float
    f1: float
    has_answer_exact: float | None
    has_answer_f1: float | None
    no_answer_accuracy: float | None
    ece: float
    latency_ms_p50: float
    latency_ms_p95: float
    retrieval: dict[str, float] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the public JSON object; `hit@1`, `hit@5` and `mrr` only with retrieval."""
        fields = {name: value for name, value in vars(self).items() if name != "retrieval"} | self.retrieval
        return {name: round(value, 4) if isinstance(value, float) else value for name, value in fields.items()}


def read_questions(path: Path) -> list[Question]:
    """Read JSONL rows or SQuAD JSON, gzipped or not.

    Raises:
        SourceProblem: the file cannot be read or a row is not of the form; the text says which.
    """
    try:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        text = data.decode("utf-8-sig")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise SourceProblem(f"{path} cannot be read as UTF-8 text, plain or gzipped ({error})") from None
    rows = list(_rows(text, path))
    if not rows:
        raise SourceProblem(f"{path} holds no questions; expected rows with id, question, context and answers")
    return rows


def exact(prediction: str, golds: Sequence[str]) -> float:
    """Return 1 when the prediction equals a gold answer after normalisation, else 0."""
    return float(any(normalise(prediction) == normalise(gold) for gold in golds))


def f1(prediction: str, golds: Sequence[str]) -> float:
    """Return the best word-overlap F1 against the gold answers, 0 to 1."""
    return max((_f1(normalise(prediction).split(), normalise(gold).split()) for gold in golds), default=0.0)


def expected_calibration_error(confidences: Sequence[float], right: Sequence[float]) -> float:
    """Return the mean distance between confidence and share of right answers over ten bins, weighted by their size."""
    if not confidences:
        return 0.0
    values, hits = np.asarray(confidences), np.asarray(right)
    bins = np.minimum((values * _BINS).astype(int), _BINS - 1)
    gaps = [abs(values[bins == each].mean() - hits[bins == each].mean()) * (bins == each).sum() for each in set(bins)]
    return float(sum(gaps) / len(values))


def figures(questions: Sequence[Question], predictions: Sequence[Prediction]) -> Figures:
    """Sum up predictions; the `has_answer_*` figures ignore whether an answer was given."""
    rows = list(zip(questions, predictions, strict=True))
    with_answer = [(question, each) for question, each in rows if question.answers]
    without = [each for question, each in rows if not question.answers]
    latencies = [each.latency_ms for each in predictions]
    ranks = [each.rank for _, each in with_answer if each.rank is not None]
    return Figures(
        n=len(rows),
        exact=_mean([_scored(exact, question, each) for question, each in rows]) or 0.0,
        f1=_mean([_scored(f1, question, each) for question, each in rows]) or 0.0,
        has_answer_exact=_mean([exact(each.text, question.answers) for question, each in with_answer]),
        has_answer_f1=_mean([f1(each.text, question.answers) for question, each in with_answer]),
        no_answer_accuracy=_mean([float(not each.given) for each in without]),
        ece=expected_calibration_error(
            [each.confidence for each in predictions],
            [exact(each.text, question.answers) if question.answers else 0.0 for question, each in rows],
        ),
        latency_ms_p50=float(np.percentile(latencies, 50)),
        latency_ms_p95=float(np.percentile(latencies, 95)),
        retrieval=_hits(ranks) if ranks else {},
    )


def read_only(
    questions: Sequence[Question],
    *,
    models_folder: str | None = None,
    threads: int = 0,
    min_confidence: float | None = None,
    progress: Callable[[int], None] | None = None,
) -> list[Prediction]:
    """Read every question against its own context."""
    reader = OnnxReader(models_folder, threads)
    reader.warm_up()
    threshold = reader.weights(retrieved=False).threshold if min_confidence is None else min_confidence
    predictions = []
    for number, row in enumerate(questions, 1):
        began = time.perf_counter()
        answers = reader.run(query=row.question, documents=[Document(content=row.context)], top_k=1)["answers"]
        text, confidence = (answers[0].data, answers[0].score) if answers else ("", 0.0)
        latency_ms = (time.perf_counter() - began) * 1000
        predictions.append(Prediction(text, confidence, bool(answers) and confidence >= threshold, latency_ms))
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
        predictions.append(Prediction(text, reply.confidence, reply.answered, latency_ms, rank))
        if progress:
            progress(number)
    return predictions


def _rows(text: str, path: Path) -> Iterator[Question]:
    try:
        whole = json.loads(text)
    except ValueError:
        whole = None
    if isinstance(whole, dict) and "data" in whole:
        try:
            yield from _squad_rows(whole["data"], path)
        except (KeyError, TypeError, AttributeError) as error:
            raise SourceProblem(f"{path}: expected SQuAD's data, paragraphs, context and qas ({error!r})") from None
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise SourceProblem(f"{path}: line {number} is not JSON ({error})") from None
            yield _question(row, f"{path}: line {number}")


def _squad_rows(articles: Any, path: Path) -> Iterator[Question]:
    for article in articles:
        for paragraph in article["paragraphs"]:
            for row in paragraph["qas"]:
                answers = [] if row.get("is_impossible") else row["answers"]
                yield _question(
                    {**row, "context": paragraph["context"], "answers": answers}, f"{path}: {row.get('id')}"
                )


def _question(row: Any, where: str) -> Question:
    try:
        answers = [(each["text"], each.get("start", each.get("answer_start"))) for each in row["answers"]]
        question = Question(
            str(row["id"]),
            row["question"],
            row["context"],
            tuple(text for text, _ in answers),
            tuple(start for _, start in answers),
            row.get("lang_c"),
        )
        for answer, start in answers:
            if question.context[start : start + len(answer)] != answer:
                raise SourceProblem(f"{where}: the answer {answer!r} does not stand at {start} of the context")
    except (KeyError, TypeError, AttributeError) as error:
        raise SourceProblem(
            f"{where}: expected id, question, context and answers with text and start ({error!r})"
        ) from None
    return question


def _f1(prediction: list[str], gold: list[str]) -> float:
    if not prediction or not gold:
        return float(prediction == gold)
    shared = sum((Counter(prediction) & Counter(gold)).values())
    return 2 * shared / (len(prediction) + len(gold))


def _scored(measure: Callable[[str, Sequence[str]], float], question: Question, prediction: Prediction) -> float:
    if not question.answers:
        return float(not prediction.given)
    return measure(prediction.text, question.answers) if prediction.given else 0.0


def _hits(ranks: Sequence[int]) -> dict[str, float]:
    return {
        "hit@1": _mean([float(rank == 1) for rank in ranks]) or 0.0,
        "hit@5": _mean([float(0 < rank <= 5) for rank in ranks]) or 0.0,
        "mrr": _mean([1 / rank if rank else 0.0 for rank in ranks]) or 0.0,
    }


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
