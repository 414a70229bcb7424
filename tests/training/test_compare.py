"""Comparing readers: the same questions for all, and a table of their figures."""

from __future__ import annotations

from pathlib import Path

from training.compare import WRITTEN, as_typed, figures, question_set, table

MODELS = Path(__file__).parents[2] / "models"


def test_the_same_questions_are_drawn_and_typed_for_every_reader(tmp_path: Path) -> None:
    """A third as many without an answer; typing changes the question alone."""
    questions = question_set(WRITTEN, tmp_path, 12)
    typed = as_typed(questions)

    assert questions == question_set(WRITTEN, tmp_path, 12)
    assert typed == as_typed(questions)
    assert [sum(bool(each.answers) == kind for each in questions) for kind in (True, False)] == [12, 4]
    assert [(each.context, each.answers) for each in typed] == [(each.context, each.answers) for each in questions]
    assert [each.question for each in typed] != [each.question for each in questions]


def test_a_reader_has_an_f1_and_an_auc(tmp_path: Path) -> None:
    """Both between nothing and one, and better than chance."""
    from index.answering.reader import OnnxReader

    found = figures(question_set(WRITTEN, tmp_path, 9), OnnxReader(str(MODELS), threads=1))

    assert found["rows"] == 12
    assert 0.2 < found["f1"] <= 1
    assert 0.3 < found["auc"] <= 1


def test_the_table_has_a_line_for_each_set() -> None:
    results = {"old": {"facqa": {"f1": 0.5}}, "new": {"facqa": {"f1": 0.625, "auc": 0.75}}}

    assert table(results).splitlines() == ["| set | old | new |", "|---|---|---|", "| facqa | 0.500 | 0.625 (0.750) |"]
