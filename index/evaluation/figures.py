"""Sums up predictions: exact match, F1, refusal, calibration, hits and latency.

EM and F1 follow SQuAD (Rajpurkar et al., 2016) with one normalisation for all languages: lower case, punctuation to
spaces, white space folded, no articles removed. Expected calibration error (Guo et al., 2017) uses ten equal bins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

import numpy as np

from index.evaluation.question_sets import Question
from index.language.text import normalise
from index.results import Certainty

_BINS = 10
_RIGHT = 0.6
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")


@dataclass(frozen=True)
class Prediction:
    """What came back for one row.

    Attributes:
        text: the best span, whether it was given or not.
        confidence: its probability.
        certainty: how it was given, if it was.
        latency_ms: of the whole question.
        rank: 1 for a hit in the first passage, and so on; 0 for none among those returned; None for reading only.
    """

    text: str
    confidence: float
    certainty: Certainty
    latency_ms: float
    rank: int | None = None

    @property
    def given(self) -> bool:
        """Whether it was given, surely or perhaps."""
        return self.certainty is not Certainty.NONE


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
    sure: float
    right_when_sure: float | None
    latency_ms_p50: float
    latency_ms_p95: float
    retrieval: dict[str, float] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the public JSON object; `hit@1`, `hit@5` and `mrr` only with retrieval."""
        fields = {name: value for name, value in vars(self).items() if name != "retrieval"} | self.retrieval
        return {name: round(value, 4) if isinstance(value, float) else value for name, value in fields.items()}


def exact(prediction: str, golds: Sequence[str]) -> float:
    """Return 1 when the prediction equals a gold answer after normalisation, else 0."""
    return float(any(normalise(prediction) == normalise(gold) for gold in golds))


def f1(prediction: str, golds: Sequence[str]) -> float:
    """Return the best word-overlap F1 against the gold answers, 0 to 1."""
    return max((_f1(normalise(prediction).split(), normalise(gold).split()) for gold in golds), default=0.0)


def is_right(prediction: str, golds: Sequence[str]) -> bool:
    """Return whether a reader would call an answer right.

    It is when it equals a gold after normalisation, or shares an F1 of .6 with it, or holds it and is at most twice as
    long in words. Where each names a number that the other does not, they are two answers, however alike the words:
    Rp 3.200 is not Rp 3.700. "12 Juni" is right where "12 Juni 2018" is expected; "5 Juni 2018" is not.
    """
    return any(_agree(prediction, gold) for gold in golds)


def _agree(given: str, gold: str) -> bool:
    given_words, gold_words = normalise(given).split(), normalise(gold).split()
    if given_words == gold_words:
        return True
    given_numbers, gold_numbers = _numbers(given), _numbers(gold)
    if not (given_numbers <= gold_numbers or gold_numbers <= given_numbers):
        return False
    if _f1(given_words, gold_words) >= _RIGHT:
        return True
    inside = f" {' '.join(gold_words)} " in f" {' '.join(given_words)} "
    return inside and gold_numbers <= given_numbers and len(given_words) <= 2 * len(gold_words)


def _numbers(text: str) -> Counter[str]:
    return Counter(normalise(each) for each in _NUMBER.findall(text))


@dataclass(frozen=True)
class ReliabilityBin:
    """Predictions of like confidence: how many, their mean confidence, and the share of them that are right."""

    n: int
    confidence: float
    right: float


def reliability(confidences: Sequence[float], right: Sequence[float]) -> list[ReliabilityBin]:
    """Return the bins that are not empty, the least confident first; ten bins of equal width."""
    values, hits = np.asarray(confidences, np.float64), np.asarray(right, np.float64)
    bins = np.minimum((values * _BINS).astype(int), _BINS - 1)
    return [
        ReliabilityBin(int((bins == each).sum()), float(values[bins == each].mean()), float(hits[bins == each].mean()))
        for each in np.unique(bins)
    ]


def expected_calibration_error(confidences: Sequence[float], right: Sequence[float]) -> float:
    """Return the mean distance between confidence and share of right answers over ten bins, weighted by their size."""
    if not confidences:
        return 0.0
    bins = reliability(confidences, right)
    return sum(each.n * abs(each.confidence - each.right) for each in bins) / len(confidences)


def coverage(confidences: Sequence[float], right: Sequence[float], share: float) -> float:
    """Return of how many rows the most confident answers are right to this share at least, as a share of all."""
    best_first = [each for _, each in sorted(zip(confidences, right, strict=True), key=lambda row: -row[0])]
    held = [at for at, total in enumerate(accumulate(best_first), 1) if total >= share * at]
    return max(held, default=0) / max(1, len(best_first))


def rightness(questions: Sequence[Question], predictions: Sequence[Prediction]) -> list[float]:
    """Return for every row whether its best span, given or not, is exactly right: 1 or 0."""
    return [exact(each.text, question.answers) for question, each in zip(questions, predictions, strict=True)]


def breakdown(
    questions: Sequence[Question], predictions: Sequence[Prediction], key: Callable[[Question], str]
) -> dict[str, Figures]:
    """Return the figures of each group of rows that share a key, by key."""
    groups: dict[str, list[int]] = {}
    for at, question in enumerate(questions):
        groups.setdefault(key(question), []).append(at)
    return {
        name: figures([questions[at] for at in groups[name]], [predictions[at] for at in groups[name]])
        for name in sorted(groups)
    }


def worst(
    questions: Sequence[Question], predictions: Sequence[Prediction], count: int
) -> list[tuple[Question, Prediction]]:
    """Return the rows that cost most: lowest F1 first, and of those the wrong answers given most confidently first."""
    rows = zip(questions, predictions, strict=True)
    scored = [(_scored(f1, *row), -row[1].confidence if row[1].given else row[1].confidence, row) for row in rows]
    costly = sorted((each for each in scored if each[0] < 1), key=lambda each: each[:2])
    return [row for _, _, row in costly[:count]]


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
        ece=expected_calibration_error([each.confidence for each in predictions], rightness(questions, predictions)),
        sure=_mean([float(each.certainty is Certainty.SURE) for each in predictions]) or 0.0,
        right_when_sure=_mean(
            [float(is_right(each.text, row.answers)) for row, each in rows if each.certainty is Certainty.SURE]
        ),
        latency_ms_p50=float(np.percentile(latencies, 50)),
        latency_ms_p95=float(np.percentile(latencies, 95)),
        retrieval=hits(ranks) if ranks else {},
    )


def _f1(prediction: list[str], gold: list[str]) -> float:
    if not prediction or not gold:
        return float(prediction == gold)
    shared = sum((Counter(prediction) & Counter(gold)).values())
    return 2 * shared / (len(prediction) + len(gold))


def _scored(measure: Callable[[str, Sequence[str]], float], question: Question, prediction: Prediction) -> float:
    if not question.answers:
        return float(not prediction.given)
    return measure(prediction.text, question.answers) if prediction.given else 0.0


def hits(ranks: Sequence[int]) -> dict[str, float]:
    """Return hit@1, hit@5 and the mean reciprocal rank, of ranks that count from 1; 0 is no hit."""
    return {
        "hit@1": _mean([float(rank == 1) for rank in ranks]) or 0.0,
        "hit@5": _mean([float(0 < rank <= 5) for rank in ranks]) or 0.0,
        "mrr": _mean([1 / rank if rank else 0.0 for rank in ranks]) or 0.0,
    }


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
