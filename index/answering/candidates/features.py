"""What tells a right candidate from a wrong one besides the reader's margin: its words, and those of its passage.

An age where an office is asked for, the figures of another year, the row of a table beside the right one: the reader
does not doubt there, and the words say so. A word of the question weighs the more the fewer of the passages hold it.
The features' weights are fitted by `training.calibrate`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from haystack import Document
from numpy.typing import NDArray

from index.answering.candidates.outdated import asks_of_before, held_before, is_written_on
from index.language.questions.coverage import (
    CoveredText,
    covered_text,
    sentence_around,
    subject_words,
)
from index.language.questions.kinds import asked_kind, excess, misfit
from index.language.questions.numbered_names import NumberedName, is_of_others, numbered_names

Float64 = NDArray[np.float64]
# Of each candidate, in this order. What is covered is the share of the question's words that stand in the passage and
# its title; nearby in the title, the sentence and the one before it, less the best one's. The last is what the reader
# says of it beside the other candidates' lines (see the module `side_by_side`), or a guess where it was not asked.
FEATURES = (
    "bias",
    "margin",
    "similarity",
    "rank",
    "covered",
    "covered_nearby",
    "cannot_be",
    "too_long",
    "numbers_missing",
    "of_another_number",
    "other_language",
    "margin_in_other_language",
    "margin_side_by_side",
)
_NEARBY = FEATURES.index("covered_nearby")
_SIDE_BY_SIDE = FEATURES.index("margin_side_by_side")
_PASSAGES = 8
_LESS_SIDE_BY_SIDE = 3.0
_FIGURE = re.compile(r"\d+(?:[.,:/]\d+)*")


@dataclass(frozen=True)
class Candidate:
    """A span that the reader found: character offsets into a passage's text, and its margin over the null (logits)."""

    document: int
    start: int
    end: int
    margin: float


@dataclass(frozen=True)
class _Passage:
    """What all candidates of a passage share: where the question's words stand, and what it lacks."""

    text: CoveredText
    in_title: frozenset[int]
    words: frozenset[int]
    numbers_missing: float
    of_another_number: float
    other_language: float


def features(question: str, documents: Sequence[Document], spans: Sequence[Candidate], language: str = "") -> Float64:
    """Return the features of candidates, (spans, FEATURES).

    Args:
        question: in its case.
        documents: passages, the best first; `meta` may hold `title`, `published`, `language` and `similarity`.
        spans: the candidates.
        language: of the question; empty where it is not known.
    """
    words = subject_words(question)
    figures, names = _FIGURE.findall(question), numbered_names(question)
    articles: dict[str, str] = {}
    for each in documents:
        articles[article_of(each)] = f"{articles.get(article_of(each), '')}\n{each.content}"
    passages = [_passage(each, words, figures, names, language, articles[article_of(each)]) for each in documents]
    holding = [sum(at in each.words for each in passages) for at in range(len(words))]
    weights = [math.log(1 + len(passages) / (each + 0.5)) for each in holding]

    def covered(held: frozenset[int]) -> float:
        return sum(weights[at] for at in held) / sum(weights) if words else 1.0

    kind, of_before = asked_kind(question), asks_of_before(question)
    rows = []
    for span in spans:
        passage = passages[span.document]
        text, other = passage.text, passage.other_language
        before, ends = sentence_around(text.text, span.start, span.end)
        answer = text.text[span.start : span.end]
        # What held before is as little the answer as what is said of another of the name.
        is_old = not of_before and held_before(text.text, span.start, span.end)
        is_old = is_old or is_written_on(kind, text.text, span.start, span.end)
        row = {
            "bias": 1.0,
            "margin": span.margin,
            "similarity": documents[span.document].meta.get("similarity", 0.0),
            "rank": span.document / _PASSAGES,
            "covered": covered(passage.words),
            "covered_nearby": covered(text.words(before, ends) | passage.in_title),
            "cannot_be": misfit(kind, answer),
            "too_long": excess(kind, answer),
            "numbers_missing": passage.numbers_missing,
            "of_another_number": max(passage.of_another_number, float(is_old)),
            "other_language": other,
            "margin_in_other_language": other * span.margin,
            "margin_side_by_side": span.margin - _LESS_SIDE_BY_SIDE,
        }
        rows.append([row[name] for name in FEATURES])
    found = np.array(rows, np.float64).reshape(-1, len(FEATURES))
    found[:, _NEARBY] -= found[:, _NEARBY].max(initial=-np.inf)
    return found


def with_side_by_side(known: tuple[float, ...], margin: float) -> tuple[float, ...]:
    """Return the features of a candidate with what the reader says of it beside the others' lines, in logits."""
    return *known[:_SIDE_BY_SIDE], margin, *known[_SIDE_BY_SIDE + 1 :]


def article_of(document: Document) -> str:
    """Return the id of a passage's article; a passage that names none is one of its own."""
    return str(document.meta.get("article_id") or document.id)


def _passage(
    document: Document,
    words: Sequence[str],
    figures: Sequence[str],
    names: Sequence[NumberedName],
    language: str,
    article: str,
) -> _Passage:
    meta, text = document.meta, covered_text(document.content or "", words)
    title = meta.get("title") or ""
    in_title = covered_text(title, words).words()
    # Of an article's day the year counts, which texts leave out; 16 may be any other's.
    known = f"{title} {text.text} {(meta.get('published') or '')[:4]}"
    missing = sum(not _has_figure(known, each) for each in figures) / max(1, len(figures))
    other = float(bool(language) and (meta.get("language") or language) != language)
    another = 0.0
    if is_of_others(names, known):
        # Another passage of its article may be about the one, and say of whom this one goes on.
        another = 1.0 if is_of_others(names, article) else 0.5
    return _Passage(text, in_title, in_title | text.words(), missing, another, other)


def _has_figure(text: str, figure: str) -> bool:
    """Return whether a text has a figure, and not as a part of another: 16 is not in 2016.

    A single digit tells too little: "the 1st boat" is the first one.
    """
    if len(figure) == 1:
        return figure in text
    return re.search(rf"(?<!\d){re.escape(figure)}(?!\d)", text) is not None
