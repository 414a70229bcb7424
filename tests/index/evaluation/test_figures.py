"""Figures worked by hand, against their definitions, and what is made of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.evaluation.figures import (
    Prediction,
    breakdown,
    coverage,
    exact,
    expected_calibration_error,
    f1,
    figures,
    is_right,
    reliability,
    rightness,
    worst,
)
from index.evaluation.question_sets import Question
from index.results import Certainty

WORDS = st.lists(st.sampled_from("abc"), min_size=1, max_size=5).map(" ".join)


def question(*answers: str) -> Question:
    return Question("1", "q", " ".join(answers), answers, tuple(range(len(answers))))


def prediction(
    text: str,
    confidence: float,
    certainty: Certainty = Certainty.PERHAPS,
    *,
    latency_ms: float = 1,
    rank: int | None = None,
) -> Prediction:
    return Prediction(text, confidence, certainty, latency_ms, rank)


def test_exact_match_after_normalisation() -> None:
    """Case and marks do not count, articles do."""
    assert exact("kim jong un!", ["Trump", "Kim Jong-un"]) == 1
    assert exact("the bridge", ["bridge"]) == 0
    assert exact("", []) == 0


def test_f1_worked_by_hand() -> None:
    """One of two words right, one of three found: 2·1/(2+3); the best gold answer counts."""
    assert f1("Hasan Ali", ["Kapten Hasan Basri"]) == pytest.approx(0.4)
    assert f1("Hasan Ali", ["Kapten Hasan Basri", "Hasan Ali"]) == 1
    assert f1("a a b", ["a b b"]) == pytest.approx(2 / 3)
    assert f1("...", ["Hasan"]) == 0
    assert f1("x", []) == 0


@pytest.mark.parametrize(
    ("given", "accepted", "right"),
    [
        ("rp 3.700", ["Rp 3.700"], True),
        ("Rp 3.200", ["Rp 3.700"], False),
        ("Rp 3.700 per meter kubik", ["Rp 3.700"], True),
        ("Rp 3.700 untuk setiap meter kubik pertama", ["Rp 3.700"], False),
        ("sebesar Rp 3.700", ["Rp 3.700"], True),
        ("12 Juni", ["12 Juni 2018"], True),
        ("13 Juni 2018", ["12 Juni 2018"], False),
        ("1.870 jiwa", ["1.870"], True),
        ("20.000", ["20"], False),
        ("Cahya Ningrum", ["Ningrum Cahya Dewi", "drg. Cahya Ningrum"], True),
        ("Bimo Prasetyo", ["Cahya Ningrum"], False),
        ("Bimo Prasetyo dan Cahya Ningrum", ["Cahya Ningrum"], False),
        ("Presiden Hasan Basri", ["Hasan Basri"], True),
        ("5 Juni 2018", ["12 Juni 2018"], False),
        ("Hasan", ["Kapten Hasan Basri"], False),
        ("", ["Cahya Ningrum"], False),
        ("Cahya Ningrum", [], False),
    ],
)
def test_what_is_a_right_answer(given: str, accepted: list[str], right: bool) -> None:
    """Equal, alike, or holding it and not twice as long; and of the same numbers."""
    assert is_right(given, accepted) is right


@given(WORDS, WORDS)
def test_f1_is_the_harmonic_mean_of_precision_and_recall(one: str, other: str) -> None:
    """Reference: SQuAD's definition, over bags of words."""
    left, right = one.split(), other.split()
    shared = sum(min(left.count(word), right.count(word)) for word in set(left))
    precision, recall = shared / len(left), shared / len(right)
    expected = 2 * precision * recall / (precision + recall) if shared else 0

    assert f1(one, [other]) == pytest.approx(expected) == f1(other, [one])
    assert exact(one, [other]) <= f1(one, [other]) <= 1


def test_calibration_error_worked_by_hand() -> None:
    """Bin 9 holds .95 and 1.0, of which one is right: |.975 - .5|·2; bin 2 holds .25, right: .75; over three."""
    assert expected_calibration_error([0.95, 1.0, 0.25], [1, 0, 1]) == pytest.approx((0.475 * 2 + 0.75) / 3)
    assert expected_calibration_error([], []) == 0


def test_coverage_worked_by_hand() -> None:
    """Of five, the three most confident are right to two thirds; with the fourth they are to three quarters."""
    confidences, right = [0.2, 0.9, 0.5, 0.8, 0.7], [0, 1, 1, 0, 1]

    assert coverage(confidences, right, 0.75) == 4 / 5
    assert coverage(confidences, right, 0.9) == 1 / 5
    assert coverage([], [], 0.8) == 0


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30))
def test_calibration_error_equals_a_loop_over_bins(rows: list[tuple[float, bool]]) -> None:
    """Reference: the definition, bin by bin; always between 0 and 1."""
    total = 0.0
    for number in range(10):
        inside = [row for row in rows if min(int(row[0] * 10), 9) == number]
        if inside:
            gap = sum(confidence for confidence, _ in inside) - sum(right for _, right in inside)
            total += abs(gap)
    found = expected_calibration_error([each for each, _ in rows], [float(right) for _, right in rows])

    assert found == pytest.approx(total / len(rows))
    assert 0 <= found <= 1


def test_figures_worked_by_hand() -> None:
    """Four rows: right and given; half right and given; right but held back; rightly refused; wrongly answered."""
    questions = [question("Hasan"), question("Hasan Basri"), question("Bali"), question(), question()]
    predictions = [
        prediction("Hasan", 0.9, Certainty.SURE, latency_ms=10, rank=1),
        prediction("Hasan", 0.8, latency_ms=20, rank=2),
        prediction("Bali", 0.3, Certainty.NONE, latency_ms=30, rank=0),
        prediction("Solo", 0.2, Certainty.NONE, latency_ms=40, rank=0),
        prediction("Riau", 0.7, Certainty.SURE, latency_ms=50, rank=0),
    ]
    found = figures(questions, predictions)

    assert found.n == 5
    assert found.exact == pytest.approx((1 + 0 + 0 + 1 + 0) / 5)
    assert found.f1 == pytest.approx((1 + 2 / 3 + 0 + 1 + 0) / 5)
    assert found.has_answer_exact == pytest.approx(2 / 3)
    assert found.has_answer_f1 == pytest.approx((1 + 2 / 3 + 1) / 3)
    assert found.no_answer_accuracy == 0.5
    assert (found.sure, found.right_when_sure) == (2 / 5, 1 / 2)
    assert found.ece == pytest.approx((0.1 + 0.8 + 0.7 + 0.2 + 0.7) / 5)
    assert [found.latency_ms_p50, found.latency_ms_p95] == pytest.approx([30, 48])
    assert found.retrieval == {"hit@1": pytest.approx(1 / 3), "hit@5": pytest.approx(2 / 3), "mrr": 0.5}
    shown = found.to_dict()
    assert list(shown)[-3:] == ["hit@1", "hit@5", "mrr"]
    assert (shown["n"], shown["f1"], shown["hit@1"]) == (5, 0.5333, 0.3333)


def test_figures_without_a_kind_of_rows() -> None:
    """No unanswerable row, no retrieval: nothing is made up."""
    shown = figures([question("Hasan")], [prediction("Hasan", 1)]).to_dict()

    assert shown["no_answer_accuracy"] is None
    assert "mrr" not in shown
    assert figures([question()], [prediction("", 0, Certainty.NONE)]).has_answer_f1 is None


def test_reliability_worked_by_hand() -> None:
    """.25 and .29 share a bin; 1.0 belongs to the last one; empty bins are left out."""
    bins = reliability([1.0, 0.25, 0.29, 0.95], [1, 0, 1, 0])

    assert [(each.n, each.right) for each in bins] == [(2, 0.5), (2, 0.5)]
    assert [each.confidence for each in bins] == pytest.approx([0.27, 0.975])


def test_breakdown_groups_rows_by_key() -> None:
    """Each group's figures are those of its rows alone, in the order of the keys."""
    questions = [question("Hasan"), question(), question("Bali")]
    predictions = [prediction("Hasan", 0.9), prediction("Riau", 0.7), prediction("Solo", 0.6)]
    found = breakdown(questions, predictions, lambda each: "some" if each.answers else "none")

    assert [(name, each.n, each.exact) for name, each in found.items()] == [("none", 1, 0), ("some", 2, 0.5)]


def test_worst_rows_come_first() -> None:
    """Wrong and sure before wrong and unsure, wrong before half right; a right row is not among them."""
    questions = [question("Hasan"), question("Hasan Basri"), question("Bali"), question(), question("Solo")]
    predictions = [
        prediction("Hasan", 0.9),
        prediction("Hasan", 0.99),
        prediction("Bali", 0.1, Certainty.NONE),
        prediction("Riau", 0.8),
        prediction("Riau", 0.9),
    ]

    assert [row[1].text for row in worst(questions, predictions, 9)] == ["Riau", "Riau", "Bali", "Hasan"]
    assert worst(questions, predictions, 1) == [(questions[4], predictions[4])]
    assert rightness(questions, predictions) == [1, 0, 1, 0, 0]
