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

from index.answering.candidates.amounts import amount_misfit, asked_amount, counts_another
from index.answering.candidates.definitions import asks_for_definition
from index.answering.candidates.outdated import (
    COUNTED_FROM,
    asked_time,
    asked_years_ago,
    is_of_another_year,
    is_written_on,
    outdatedness,
)
from index.answering.candidates.spans import Candidate
from index.language.number_ranges import (
    AskedNumber,
    NumberRange,
    asked_numbers,
    is_in_one,
    is_of_another_range,
    number_ranges,
)
from index.language.questions.coverage import (
    CoveredText,
    covered_text,
    sentence_around,
    subject_words,
)
from index.language.questions.kinds import AnswerKind, asked_kind, excess, misfit
from index.language.questions.numbered_names import NumberedName, is_of_other_years, is_of_others, numbered_names
from index.language.subjects import is_relational
from index.language.text import in_words, roman_number

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
# What has no form of these is surely another thing: a telephone number is no e-mail address, hours are no day.
_OF_ONE_FORM = frozenset({AnswerKind.PHONE, AnswerKind.EMAIL, AnswerKind.WEBSITE, AnswerKind.RESUMPTION})
_LESS_SIDE_BY_SIDE = 3.0
_FIGURE = re.compile(r"\d+(?:[.,:/]\d+)*")
_CAPITALS = re.compile(r"\b[IVX]+\b")


@dataclass(frozen=True)
class _Passage:
    """What all candidates of a passage share: where the question's words stand, and what it lacks."""

    text: CoveredText
    in_title: frozenset[int]
    words: frozenset[int]
    numbers_missing: float
    of_another_number: float
    other_language: float
    ranges: list[NumberRange]
    published: int


def features(question: str, documents: Sequence[Document], spans: Sequence[Candidate], language: str = "") -> Float64:
    """Return the features of candidates, (spans, FEATURES).

    Args:
        question: in its case.
        documents: passages, the best first; `meta` may hold `title`, `published`, `language` and `similarity`.
        spans: the candidates.
        language: of the question; empty where it is not known.
    """
    words = subject_words(question)
    kind, wants_definition = asked_kind(question), asks_for_definition(question)
    figures, names, numbers = _FIGURE.findall(question), numbered_names(question), asked_numbers(question)
    articles = texts_by_article(documents)
    passages = [
        _passage(each, words, figures, names, numbers, language, articles[article_of(each)]) for each in documents
    ]
    holding = [sum(at in each.words for each in passages) for at in range(len(words))]
    weights = [math.log(1 + len(passages) / (each + 0.5)) for each in holding]

    def covered(held: frozenset[int]) -> float:
        return sum(weights[at] for at in held) / sum(weights) if words else 1.0

    # Whether one may is answered by the ranges that one is not in.
    compared = [] if kind is AnswerKind.YES_OR_NO else numbers
    amount, time = asked_amount(question, kind), asked_time(question)
    years_ago, newest = asked_years_ago(question), _newest_year(words, passages)
    counted = frozenset(at for at, word in enumerate(words) if word == amount.counted)
    rows = []
    for span in spans:
        passage = passages[span.document]
        text, other = passage.text, passage.other_language
        before, ends = sentence_around(text.text, span.start, span.end)
        answer = text.text[span.start : span.end]
        near = text.words(before, ends) | passage.in_title
        # What stands elsewhere for what the reader marked is told there.
        near |= {at for place in span.taken_for for at in text.words(*sentence_around(text.text, *place))}
        is_counted = bool(other) or counted <= near
        # What a thing is stands where it is named.
        is_unnamed = wants_definition and bool(words) and not near
        cannot_be = misfit(kind, answer)
        # What held before is as little the answer as what is said of another of the name, or of another thing.
        old = max(
            outdatedness(time, text.text, span.start, span.end),
            float(is_written_on(kind, text.text, span.start, span.end)),
            float(is_of_others(names, text.text[before:ends])),
            float(is_of_another_range(compared, text.text, passage.ranges, span.start, span.end)),
            float(is_unnamed),
            float(kind in _OF_ONE_FORM and cannot_be == 1.0),
            float(counts_another(amount, text.text, span.start, span.end)),
            float(
                years_ago is not None
                and bool(newest and passage.published)
                and is_of_another_year(years_ago, newest, passage.published, text.text, span.start, span.end)
            ),
        )
        row = {
            "bias": 1.0,
            "margin": span.margin,
            "similarity": documents[span.document].meta.get("similarity", 0.0),
            "rank": span.document / _PASSAGES,
            "covered": covered(passage.words),
            "covered_nearby": covered(near),
            "cannot_be": max(
                cannot_be,
                amount_misfit(amount, text.text, span.start, span.end, is_counted=is_counted),
            ),
            "too_long": excess(kind, answer),
            "numbers_missing": passage.numbers_missing,
            "of_another_number": max(passage.of_another_number, old),
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


def texts_by_article(documents: Sequence[Document]) -> dict[str, str]:
    """Return the passages of each article, by `article_of`, as one text."""
    texts: dict[str, str] = {}
    for each in documents:
        texts[article_of(each)] = f"{texts.get(article_of(each), '')}\n{each.content or ''}"
    return texts


def _passage(
    document: Document,
    words: Sequence[str],
    figures: Sequence[str],
    names: Sequence[NumberedName],
    numbers: Sequence[AskedNumber],
    language: str,
    article: str,
) -> _Passage:
    meta, text = document.meta, covered_text(document.content or "", words)
    title = meta.get("title") or ""
    in_title = covered_text(title, words).words()
    # Of an article's day the year counts, which texts leave out; 16 may be any other's.
    known = f"{title} {text.text} {(meta.get('published') or '')[:4]}"
    ranges = number_ranges(text.text) if numbers else []
    in_ranges = {each.digits for each in numbers if is_in_one(each, ranges)}
    missing = sum(each not in in_ranges and not _names_number(known, each) for each in figures) / max(1, len(figures))
    other = float(bool(language) and (meta.get("language") or language) != language)
    another = 0.5 if is_of_other_years(figures, known) else 0.0
    if is_of_others(names, known):
        # Another passage of its article may be about the one, and say of whom this one goes on.
        another = 1.0 if is_of_others(names, article) else 0.5
    published = int((meta.get("published") or "0")[:4])
    return _Passage(text, in_title, in_title | text.words(), missing, another, other, ranges, published)


def _newest_year(words: Sequence[str], passages: Sequence[_Passage]) -> int:
    """Return the year of the newest article that speaks of what a question names, as far as any does; 0 for none."""
    naming = {at for at, word in enumerate(words) if not (is_relational(word) or word in COUNTED_FROM)}
    most = max((len(each.words & naming) for each in passages), default=0)
    return max((each.published for each in passages if len(each.words & naming) == most), default=0)


def _names_number(text: str, figure: str) -> bool:
    """Return whether a text has a number, in digits or, where it is small, in words: "17", "tujuh belas", "XVII".

    16 is not in 2016; but a single digit tells too little: "the 1st boat" is the first one.
    """
    if figure in text if len(figure) == 1 else re.search(rf"(?<!\d){re.escape(figure)}(?!\d)", text):
        return True
    if not figure.isdigit():
        return False
    number = int(figure)
    if any(roman_number(each) == str(number) for each in _CAPITALS.findall(text)):
        return True
    spelt = (str(number), *in_words(number))
    return any(re.search(rf"(?<![^\W_]){each}(?![^\W_])", text, re.IGNORECASE) for each in spelt)
