"""Measured on questions whose answers are known."""

from index.evaluation.asking import ask_open, indexed_contexts, read_only
from index.evaluation.figures import (
    Figures,
    Prediction,
    ReliabilityBin,
    breakdown,
    figures,
    reliability,
    rightness,
    worst,
)
from index.evaluation.question_sets import Question, read_questions

__all__ = [
    "Figures",
    "Prediction",
    "Question",
    "ReliabilityBin",
    "ask_open",
    "breakdown",
    "figures",
    "indexed_contexts",
    "read_only",
    "read_questions",
    "reliability",
    "rightness",
    "worst",
]
