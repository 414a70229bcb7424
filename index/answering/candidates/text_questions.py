"""Candidates that stand in a question which the text itself asks, as a FAQ does: put where the text answers it.

The reader marks the words that are alike: of "Can I bring my dog? Assistance dogs only." the first three. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from haystack import Document

from index.answering.candidates.spans import Candidate, trim
from index.language.questions.kinds import AnswerKind, misfit
from index.language.sentences.spans import Span, sentence_spans

_BEHIND_A_MARK = "\"'”’») *_"
# "No." alone tells little.
_FEW_WORDS = 2
_MOST_WORDS = 60
# What a question may tell by the way: "Did you know that it was built in 1998?"
_MAY_BE_TOLD = frozenset(AnswerKind) - {
    *(AnswerKind.YES_OR_NO, AnswerKind.OTHER, AnswerKind.REASON, AnswerKind.MANNER, AnswerKind.LIST),
    *(AnswerKind.PERSON, AnswerKind.PLACE),
}


def past_questions(kind: AnswerKind, documents: Sequence[Document], candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates, those in a question of their text in what follows it; without those that nothing answers.

    What is of the kind that is asked for stays where it is, if a question may tell it by the way.
    """
    kept: list[Candidate] = []
    asked: list[tuple[Candidate, Span]] = []
    for each in candidates:
        text, language = documents[each.document].content or "", documents[each.document].meta.get("language") or ""
        sentences = _sentences(text, language) if "?" in text else ()
        at = next((at for at, (start, end) in enumerate(sentences) if start <= each.start < end), None)
        if at is None or not _asks(text, sentences[at]) or _is_told(kind, text[each.start : each.end]):
            kept.append(each)
        elif answer := _answer(text, sentences[at + 1 :]):
            asked.append((each, answer))
    for each, (start, end) in asked:
        place = [one for one in kept if one.document == each.document and start <= one.start and one.end <= end]
        if place:
            # The reader has marked what answers it there, too.
            own = max(place, key=lambda one: one.margin)
            kept[kept.index(own)] = replace(own, margin=max(own.margin, each.margin))
        else:
            kept.append(Candidate(each.document, start, end, each.margin, ((each.start, each.end),)))
    return kept


def _is_told(kind: AnswerKind, answer: str) -> bool:
    return kind in _MAY_BE_TOLD and not misfit(kind, answer)


def _answer(text: str, following: Sequence[Span]) -> Span | None:
    """Return what answers a question of a text: the next sentence, two where the first says as little as "no"."""
    told = list(_not_asking(text, following[:2]))
    if not told:
        return None
    start, end = told[0]
    if len(text[start:end].split()) <= _FEW_WORDS and len(told) > 1 and "\n" not in text[end : told[1][0]]:
        end = told[1][1]
    start, end = trim(text, start, end)
    return (start, end) if start < end and len(text[start:end].split()) <= _MOST_WORDS else None


def _not_asking(text: str, sentences: Sequence[Span]) -> Iterator[Span]:
    for each in sentences:
        if _asks(text, each):
            return
        yield each


def _asks(text: str, sentence: Span) -> bool:
    return text[slice(*sentence)].rstrip(_BEHIND_A_MARK).endswith("?")


@lru_cache(maxsize=64)
def _sentences(text: str, language: str) -> tuple[Span, ...]:
    """Return the sentences of a text's lines."""
    found, at = [], 0
    for line in text.split("\n"):
        found += [(at + start, at + end) for start, end in sentence_spans(line, language)]
        at += len(line) + 1
    return tuple(found)
