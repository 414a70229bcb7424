"""What a training run learns from: which rows of which files, and how their contexts are cut.

`broad` teaches the task on everything that there is. `near` comes last: what people wrote in Indonesian and English
about the things that readers ask for, mostly in whole contexts. `across` comes beside it, to be averaged with it:
mostly questions in one language about passages in the other, what news does, and questions about somebody else.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mix:
    """How much of one file to use.

    Attributes:
        file: the file's name without `.train.jsonl.gz`.
        rows: how many rows to sample at most.
        retrieved: the share of its answerable rows that also get a retrieved unanswerable passage.
        swapped: the share of its answerable rows that are also asked about somebody else (`training.swapping`).
    """

    file: str
    rows: int
    retrieved: float
    swapped: float = 0.0


@dataclass(frozen=True)
class Recipe:
    """What to learn from.

    Attributes:
        mixes: of the files of data.
        news_rows: how many rows of `training.news_rows`.
        passage_sizes: tokens of the passages that a context is cut into, one of these by chance.
    """

    mixes: tuple[Mix, ...]
    news_rows: int
    passage_sizes: tuple[int, ...]


_BROAD = Recipe(
    mixes=(
        Mix("idk_mrc", 10_000, 0.3),
        Mix("facqa", 2_000, 0.6),
        Mix("facqa", 2_000, 0.0),
        Mix("xl_en_question_id_passage", 9_000, 0.15),
        Mix("xl_id_question_en_passage", 8_000, 0.15),
        Mix("tydiqa_en", 4_000, 0.25),
        Mix("tydiqa_en", 4_000, 0.0),
        Mix("squad_en", 8_000, 0.1),
        Mix("squad2_en", 3_000, 0.1),
        Mix("squad_id_mt", 5_000, 0.1),
        Mix("squad2_id_mt", 4_000, 0.1),
        Mix("squadshifts_wiki_en", 2_000, 0.0),
        Mix("squadshifts_reddit_en", 1_000, 0.0),
        Mix("qamr_en", 1_500, 0.0),
        Mix("tydiqa_sw", 500, 0.0),
        Mix("tydiqa_ko", 500, 0.0),
    ),
    news_rows=2_500,
    passage_sizes=(90, 110, 110, 160, 240),
)
_NEAR = Recipe(
    mixes=(
        Mix("idk_mrc", 10_000, 0.12),
        Mix("facqa", 2_000, 0.5),
        Mix("tydiqa_en", 4_000, 0.1),
        Mix("xl_en_question_id_passage", 1_000, 0.0),
        Mix("xl_id_question_en_passage", 500, 0.0),
    ),
    news_rows=300,
    passage_sizes=(110, 160, 240, 360, 360),
)
_ACROSS = Recipe(
    mixes=(
        Mix("idk_mrc", 5_000, 0.25, swapped=0.2),
        Mix("facqa", 2_000, 0.4, swapped=0.4),
        Mix("tydiqa_en", 2_000, 0.2, swapped=0.3),
        Mix("xl_en_question_id_passage", 6_000, 0.15, swapped=0.1),
        Mix("xl_id_question_en_passage", 4_000, 0.15, swapped=0.1),
        Mix("squad2_en", 1_500, 0.1, swapped=0.2),
    ),
    news_rows=2_000,
    passage_sizes=(90, 110, 160, 240, 360),
)
RECIPES = {"broad": _BROAD, "near": _NEAR, "across": _ACROSS}
