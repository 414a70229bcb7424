"""Calibration: logits of spans and the probabilities of answers, by hand and as a softmax."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.answering.calibration import (
    Calibration,
    Weights,
    group_probabilities,
    load_calibration,
    span_logits,
)
from index.answering.candidates.features import FEATURES
from index.embedding.encoder import CALIBRATION_FILE, default_models_folder
from index.errors import ModelMissing
from index.results import Certainty

WEIGHTS = Weights({"bias": -1.0, "margin": 0.5, "similarity": 2.0}, perhaps=0.4, sure=0.7)


def test_span_logits_worked_by_hand() -> None:
    """Features without a weight count nothing: -1 + .5·4 + 2·.5, and -1."""
    said = [{"bias": 1.0, "margin": 4.0, "similarity": 0.5, "rank": 3.0}, {"bias": 1.0, "rank": 9.0}]
    features = np.array([[row.get(name, 0.0) for name in FEATURES] for row in said])

    assert span_logits(WEIGHTS.features, features) == pytest.approx([2.0, -1.0])


def test_group_probabilities_worked_by_hand() -> None:
    """Weights 1, 1 and 2 beside 1 for "no answer": two fifths each for the pair and the third."""
    probabilities = group_probabilities(np.array([0.0, 0.0, np.log(2)]), [0, 0, 1])

    assert probabilities == pytest.approx([0.4, 0.4])


@given(st.lists(st.floats(-800, 800), min_size=1, max_size=12), st.integers(0, 2**32 - 1))
def test_group_probabilities_are_a_softmax_with_no_answer(values: list[float], seed: int) -> None:
    """Reference: a softmax over the logits and a 0 for "no answer", in extended precision; all add up to 1."""
    logits = np.array(values)
    groups = np.random.default_rng(seed).integers(0, len(values), len(values))
    groups[0] = len(values) - 1
    wide = np.append(logits, 0).astype(np.longdouble)
    shares = np.exp(wide - wide.max())
    shares /= shares.sum()
    expected = [float(shares[:-1][groups == group].sum()) for group in range(len(values))]
    found = group_probabilities(logits, groups.tolist())

    assert found == pytest.approx(expected, abs=1e-9)
    assert 0 <= float(found.sum()) <= 1 + 1e-9
    assert float(found.sum() + shares[-1]) == pytest.approx(1)


def test_no_span_no_probability() -> None:
    """Nothing was found, so that "no answer" has it all."""
    assert group_probabilities(np.array([]), []).tolist() == []


def test_certainty_by_its_borders() -> None:
    """A setting moves the lower border; what lies above the upper one stays sure, unless it is not given at all."""
    found = [WEIGHTS.certainty(each) for each in (0.39, 0.4, 0.69, 0.7)]

    assert found == [Certainty.NONE, Certainty.PERHAPS, Certainty.PERHAPS, Certainty.SURE]
    assert WEIGHTS.certainty(0.1, least=0.05) is Certainty.PERHAPS
    assert WEIGHTS.certainty(0.8, least=0.9) is Certainty.NONE
    assert WEIGHTS.certainty(0.8, doubtful=True) is Certainty.PERHAPS


def test_round_trip(tmp_path: Path) -> None:
    """What is written is read."""
    calibration = Calibration(WEIGHTS, Weights({"margin": 1.0}, 0.5, 0.8), {"margin": 0.3})
    calibration.write(tmp_path)

    assert load_calibration(tmp_path) == calibration


@pytest.mark.parametrize("content", [None, "{", "{}", '{"passage": {}, "retrieved": {}}', "[]"])
def test_unusable_file_is_named(tmp_path: Path, content: str | None) -> None:
    """Missing, cut, or without its fields."""
    if content is not None:
        (tmp_path / CALIBRATION_FILE).write_text(content)

    with pytest.raises(ModelMissing, match=f"{tmp_path}.*(cannot be read|is missing)"):
        load_calibration(tmp_path)


def test_bundled_calibration_prefers_what_the_reader_prefers() -> None:
    """A better margin never lowers a probability, and a threshold is one."""
    calibration = load_calibration(default_models_folder())
    assert calibration.first_look["margin"] > 0
    assert set(calibration.first_look) <= set(FEATURES)
    for weights in (calibration.passage, calibration.retrieved):
        assert weights.features["margin"] > 0
        assert set(weights.features) <= set(FEATURES)
        assert 0 < weights.perhaps < 1
