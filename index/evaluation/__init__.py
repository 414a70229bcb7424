"""Measured on questions whose answers are known."""

from index.evaluation.asking import answers_as_indexed, ask_open, ask_served, indexed_contexts, read_only
from index.evaluation.expected_answers import is_table, read_table
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
    "answers_as_indexed",
    "ask_open",
    "ask_served",
    "breakdown",
    "figures",
    "indexed_contexts",
    "is_table",
    "read_only",
    "read_questions",
    "read_table",
    "reliability",
    "rightness",
    "worst",
]
