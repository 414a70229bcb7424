"""Weighs spans from several passages against each other: which are the same answer, and how probable each answer is.

Two spans are the same answer when they name the same day, are equal after normalisation, days and hours of either
language alike, or mean the same (`index.answering.equivalence`). Neighbouring passages share sentences: the same
characters of an article, read twice, are one piece of evidence; another mention is another piece.
Pure; the model's part is in `index.answering.reader`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np
from haystack import Document

from index.answering.calibration import Weights, group_probabilities, span_logits
from index.answering.candidates.features import FEATURES, Float64, article_of, features, texts_by_article
from index.answering.candidates.spans import Candidate
from index.answering.equivalence import COMPARED
from index.language.calendar_words import said_in
from index.language.dates import is_month_first, resolve_date
from index.language.text import normalise

Same = Callable[[Sequence[str]], Sequence[int]]
# By how much weaker (logits) a span may be that is better worded.
_NEARLY = 3.0
# By how much weaker a span is that adds nothing: a fiftieth of the strongest.
_FAINT = 4.0
# By how much less (logits) than by itself the reader marks a span beside the other candidates' lines where it may be a
# neighbour's; whole lists it never marks so, and of what the question names, the margin is another place's.
_DOUBTED = 7.0


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
        language: of the article.
        features: see `FEATURES`.
    """

    candidate: Candidate
    text: str
    day: date | None
    group: str
    place: tuple[str, int]
    language: str
    features: tuple[float, ...]
    day_guessed: bool = False


def gather(
    question: str, candidates: Sequence[Candidate], documents: Sequence[Document], *, language: str = ""
) -> list[Evidence]:
    """Look up what the passages say about their candidates; those without a letter or digit say nothing.

    The question is in its case, the passages begin with the best, and `language` is the question's, where it is known.
    """
    month_first = {article: is_month_first(text) for article, text in texts_by_article(documents).items()}
    found = []
    for candidate, known in zip(candidates, features(question, documents, candidates, language).tolist(), strict=True):
        document = documents[candidate.document]
        meta = document.meta
        text = (document.content or "")[candidate.start : candidate.end]
        if not any(map(str.isalnum, text)):
            continue
        published, language = meta.get("published"), meta.get("language") or ""
        resolve = partial(resolve_date, text, language=language, month_first=month_first[article_of(document)])
        day = resolve(date.fromisoformat(published) if published else None)
        guessed = day is not None and bool(meta.get("published_guessed")) and resolve(None) is None
        found.append(
            Evidence(
                candidate=candidate,
                text=text,
                day=day,
                group=day.isoformat() if day else normalise(said_in("en", text, language) or text),
                place=(article_of(document), meta.get("start", 0) + candidate.start),
                language=meta.get("language") or "",
                features=tuple(known),
                day_guessed=guessed,
            )
        )
    return found


@dataclass(frozen=True)
class WeighedAnswer:
    """An answer with its probability.

    Attributes:
        best: the span that stands for it.
        probability: of its being right, 0 to 1.
        logit: of its strongest span, over "no answer".
        others: its spans in other articles, the strongest of each.
        superseded: whether a newer article answers the same question otherwise; see `index.answering.news`.
        doubtful: whether it may be right at the most, however probable it is.
    """

    best: Evidence
    probability: float
    logit: float
    others: tuple[Evidence, ...] = ()
    superseded: bool = False
    doubtful: bool = False


def weigh(
    evidence: Sequence[Evidence], weights: Weights, *, language: str = "", same: Same | None = None
) -> list[WeighedAnswer]:
    """Return the answers with their probabilities, the most probable first.

    Args:
        evidence: spans of all passages.
        weights: the calibration.
        language: of the question; of spans that are nearly as strong one in this language stands for its answer.
        same: tells of texts, best first, the position of the first one that means the same.
    """
    if not evidence:
        return []
    logits = span_logits(weights.features, np.array([each.features for each in evidence], np.float64))
    best_first = np.argsort(-logits, kind="stable").tolist()
    groups = _groups(evidence, logits, best_first, same)
    spans: dict[str, list[int]] = {}
    counted: dict[tuple[str, tuple[str, int]], int] = {}
    for at in best_first:
        spans.setdefault(groups[at], []).append(at)
        counted.setdefault((groups[at], evidence[at].place), at)
    numbers = {group: number for number, group in enumerate(spans)}
    probabilities = group_probabilities(logits[list(counted.values())], [numbers[group] for group, _ in counted])
    answers = []
    for group, held in spans.items():
        best = _best_worded(evidence, logits, held, language)
        others = {evidence[at].place[0]: evidence[at] for at in reversed(held) if logits[at] > 0}
        others.pop(evidence[best].place[0], None)
        strongest = float(logits[held[0]])
        probability = float(probabilities[numbers[group]])
        also = tuple(others.values())[::-1]
        doubtful = _is_doubted(evidence[best])
        answers.append(WeighedAnswer(evidence[best], probability, strongest, also, doubtful=doubtful))
    return sorted(answers, key=lambda answer: -answer.probability)


def _is_doubted(best: Evidence) -> bool:
    known = dict(zip(FEATURES, best.features, strict=True))
    is_exempt = best.candidate.named or "\n" in best.text
    return not is_exempt and known["margin"] - known["margin_side_by_side"] > _DOUBTED


def _groups(evidence: Sequence[Evidence], logits: Float64, best_first: Sequence[int], same: Same | None) -> list[str]:
    """Return the group of each span, those that mean the same taken together."""
    firsts: dict[str, int] = {}
    for at in best_first:
        firsts.setdefault(evidence[at].group, at)
    # Days are compared as days.
    faint = logits[best_first[0]] - _FAINT
    compared = [at for at in firsts.values() if evidence[at].day is None and logits[at] >= faint][:COMPARED]
    names = {group: group for group in firsts}
    if same and len(compared) > 1:
        for at, first in zip(compared, same([evidence[at].text for at in compared]), strict=True):
            names[evidence[at].group] = evidence[compared[first]].group
    return [names[each.group] for each in evidence]


def _best_worded(evidence: Sequence[Evidence], logits: Float64, held: Sequence[int], language: str) -> int:
    """Return the span that stands for a group: the strongest, or nearly as strong one in the question's language."""
    own = (at for at in held if evidence[at].language == language and logits[at] >= logits[held[0]] - _NEARLY)
    return next(own, held[0])
