"""Turns what is known of candidates into probabilities: a log-linear model over candidate spans and "no answer".

A span's weight is exp(w · features), see `index.answering.candidates.features`; "no answer" weighs 1; a probability is
a share of the sum. So competing answers lower each other's confidence, and the same answer in several articles adds up.
The weights are fitted on development data by `training.calibrate` and stand in `models/calibration.json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from index.answering.candidates.features import FEATURES, Float64
from index.embedding.checksums import require_published
from index.embedding.encoder import CALIBRATION_FILE
from index.errors import ModelMissing
from index.results import Certainty


@dataclass(frozen=True)
class Weights:
    """Weights of one way of asking.

    Attributes:
        features: a weight for each of `FEATURES`, by name; 0 where one is not named.
        perhaps: the confidence from which an answer is given as one that may be right.
        sure: the confidence from which an answer is given without reserve; not below `perhaps`.
    """

    features: Mapping[str, float]
    perhaps: float
    sure: float

    def certainty(self, confidence: float, least: float | None = None, *, doubtful: bool = False) -> Certainty:
        """Return how an answer of this confidence is given.

        Args:
            confidence: 0 to 1.
            least: nothing below is given, and nothing from it on is withheld; `perhaps` when None.
            doubtful: whether it is never given without reserve.
        """
        if confidence < (self.perhaps if least is None else least):
            return Certainty.NONE
        return Certainty.SURE if confidence >= self.sure and not doubtful else Certainty.PERHAPS


@dataclass(frozen=True)
class Calibration:
    """The weights for reading a given passage and for reading what was retrieved.

    Attributes:
        passage: for a given passage.
        retrieved: for what was retrieved.
        first_look: by name, the features' weights that choose whose lines are read side by side, of what was
            retrieved.
    """

    passage: Weights
    retrieved: Weights
    first_look: Mapping[str, float]

    def write(self, folder: Path) -> None:
        """Write `calibration.json`."""
        (folder / CALIBRATION_FILE).write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")


@lru_cache(maxsize=4)
def load_calibration(folder: Path) -> Calibration:
    """Read `calibration.json`.

    Raises:
        ModelMissing: it is missing or lacks a field.
        ModelDamaged: it is not the published one.
    """
    path = folder / CALIBRATION_FILE
    require_published(folder, [CALIBRATION_FILE])
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        first_look = {name: float(weight) for name, weight in fields["first_look"].items()}
        return Calibration(Weights(**fields["passage"]), Weights(**fields["retrieved"]), first_look)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelMissing(f"{path} cannot be read ({type(error).__name__}); restore the models folder") from None


def span_logits(weights: Mapping[str, float], features: Float64) -> Float64:
    """Return w · features of spans, (n,), for features (n, FEATURES) and their weights by name."""
    logits: Float64 = features @ np.array([weights.get(name, 0.0) for name in FEATURES])
    return logits


def group_probabilities(logits: Float64, groups: Sequence[int]) -> Float64:
    """Return the probability of each group of spans, (max(groups) + 1,); they and "no answer" add up to 1."""
    shift = max(0.0, float(logits.max(initial=0.0)))
    weights = np.exp(logits - shift)
    totals = np.bincount(np.asarray(groups, np.int64), weights=weights)
    return np.asarray(totals / (totals.sum() + np.exp(-shift)), np.float64)
