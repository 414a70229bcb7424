"""Weighs spans from several passages against each other: which are the same answer, and how probable each answer is.

Two spans are the same answer when they name the same day or are equal after normalisation. Neighbouring passages share
sentences: the same characters of an article, read twice, are one piece of evidence; another mention is another piece.
Pure; the model's part is in `index.answering.reader`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from haystack import Document

from index.answering.calibration import Weights, group_probabilities, span_logits
from index.language.dates import resolve_date
from index.language.text import normalise


@dataclass(frozen=True)
class Candidate:
    """A span that the reader found: character offsets into a passage's text, and its margin over the null (logits)."""

    document: int
    start: int
    end: int
    margin: float


@dataclass(frozen=True)
class Evidence:
    """A candidate with all that its probability depends on.

    Attributes:
        candidate: the span.
        text: its characters.
        day: the day that it names, if it names one.
        day_guessed: whether that was counted from an article's day which is a guess.
        group: equal for spans that are the same answer.
        place: the article and the character in it; what was read there twice is one piece of evidence.
        similarity: cosine of passage and question, [-1, 1]; 0 without retrieval.
        score: the retriever's fused score; 0 without retrieval.
    """

    candidate: Candidate
    text: str
    day: date | None
    group: str
    place: tuple[str, int]
    similarity: float
    score: float
    day_guessed: bool = False


def gather(candidates: Sequence[Candidate], documents: Sequence[Document]) -> list[Evidence]:
    """Look up what the passages say about their candidates; those without a letter or digit say nothing."""
    found = []
    for candidate in candidates:
        document = documents[candidate.document]
        meta = document.meta
        text = (document.content or "")[candidate.start : candidate.end]
        if not any(map(str.isalnum, text)):
            continue
        published, language = meta.get("published"), meta.get("language") or ""
        day = resolve_date(text, date.fromisoformat(published) if published else None, language)
        guessed = day is not None and bool(meta.get("published_guessed")) and resolve_date(text, None, language) is None
        found.append(
            Evidence(
                candidate=candidate,
                text=text,
                day=day,
                group=day.isoformat() if day else normalise(text),
                place=(meta.get("article_id") or document.id, meta.get("start", 0) + candidate.start),
                similarity=meta.get("similarity", 0.0),
                score=document.score or 0.0,
                day_guessed=guessed,
            )
        )
    return found


def weigh(evidence: Sequence[Evidence], weights: Weights) -> list[tuple[Evidence, float]]:
    """Return the best span of each answer with the answer's probability, the most probable first."""
    if not evidence:
        return []
    logits = span_logits(
        weights,
        np.array([each.candidate.margin for each in evidence], np.float64),
        np.array([each.similarity for each in evidence], np.float64),
        np.array([each.score for each in evidence], np.float64),
    )
    best_first = np.argsort(-logits, kind="stable").tolist()
    best: dict[str, int] = {}
    counted: dict[tuple[str, tuple[str, int]], int] = {}
    for at in best_first:
        best.setdefault(evidence[at].group, at)
        counted.setdefault((evidence[at].group, evidence[at].place), at)
    numbers = {group: number for number, group in enumerate(best)}
    probabilities = group_probabilities(logits[list(counted.values())], [numbers[group] for group, _ in counted])
    answers = [(evidence[at], float(probabilities[numbers[group]])) for group, at in best.items()]
    return sorted(answers, key=lambda answer: -answer[1])
