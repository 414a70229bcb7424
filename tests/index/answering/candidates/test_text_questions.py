"""Candidates that stand in a question of their text."""

from __future__ import annotations

import pytest
from haystack import Document

from index.answering.candidates.spans import Candidate
from index.answering.candidates.text_questions import past_questions
from index.language.questions.kinds import AnswerKind

FAQ = (
    "Can I bring my dog?\n\nAssistance dogs only. They stay on a lead.\n\nIs there a cloakroom?\n\n"
    "No. There are lockers."
)
CHAT = "Tanya: Boleh bawa sepeda?\nJawab: Sepeda lipat saja.\nTanya: Ada toilet?\n\nApakah ada kantin?"


def found(
    kind: AnswerKind, text: str, *marked: str, margins: tuple[float, ...] = (2.0, 1.0)
) -> list[tuple[str, float]]:
    spans = [
        Candidate(0, text.index(each), text.index(each) + len(each), margin)
        for each, margin in zip(marked, margins, strict=False)
    ]
    document = Document(content=text, meta={"language": "en"})
    return [(text[each.start : each.end], each.margin) for each in past_questions(kind, [document], spans)]


@pytest.mark.parametrize(
    ("text", "marked", "answer"),
    [
        (FAQ, "bring my dog", "Assistance dogs only"),
        (FAQ, "Is there a cloakroom", "No. There are lockers"),
        (CHAT, "Boleh bawa sepeda", "Sepeda lipat saja"),
        ("Is it free? Yes, for children.", "Is it free", "Yes, for children"),
    ],
)
def test_answer_stands_behind_the_question(text: str, marked: str, answer: str) -> None:
    """In the next line or sentence; "no" takes what follows."""
    assert found(AnswerKind.YES_OR_NO, text, marked) == [(answer, 2.0)]


@pytest.mark.parametrize("marked", ["Ada toilet", "Apakah ada kantin"])
def test_question_that_nothing_answers(marked: str) -> None:
    """Before another one, and last."""
    assert found(AnswerKind.YES_OR_NO, CHAT, marked) == []


def test_what_was_marked_in_the_answer_stays_shorter() -> None:
    """And is as sure as the question's own place."""
    text = "How do people pay?\n\nAt the desk they pay by card or with coins."
    assert found(AnswerKind.MANNER, text, "people pay", "by card or with coins") == [("by card or with coins", 2.0)]


def test_question_may_tell_a_fact() -> None:
    """By the way, in figures."""
    text = "Did you know that the bridge opened in 1998? Ten people came."
    assert found(AnswerKind.YEAR, text, "1998") == [("1998", 2.0)]
    assert found(AnswerKind.PLACE, text, "the bridge") == [("Ten people came", 2.0)]


def test_other_candidates_stay() -> None:
    """Outside of questions."""
    assert found(AnswerKind.OTHER, FAQ, "a lead", "lockers") == [("a lead", 2.0), ("lockers", 1.0)]
