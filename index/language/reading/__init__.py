"""What a typed question says: chat spelling, particles, numbers in words and misspelt words, read as standard words."""

from index.language.reading.question import (
    Change,
    ChangeKind,
    QuestionReading,
    in_standard_words,
    names_in,
    read_question,
    well_spelt,
)
from index.language.reading.vocabulary import Vocabulary, WordSource

__all__ = [
    "Change",
    "ChangeKind",
    "QuestionReading",
    "Vocabulary",
    "WordSource",
    "in_standard_words",
    "names_in",
    "read_question",
    "well_spelt",
]
