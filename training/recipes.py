"""What a training run learns from: which rows of which files, and how their contexts are cut.

`broad` teaches the task on everything that there is. `near` comes last: what people wrote in Indonesian and English
about the things that readers ask for, mostly in whole contexts. `across` comes beside it, to be averaged with it:
mostly questions in one language about passages in the other, what news does, and questions about somebody else.
`everything` is for more than one pass: all that there is in full, long passages at a proper share, a third of all
questions as they are typed in a chat. `everyday` is for a short run after it: two fifths are rows that training writes
itself, about notices, tables, prices and people. `last` is for a short run that ends all others: what people wrote in
whole contexts, as in `near`, and enough of the rest that nothing is forgotten. `among` teaches to tell the right
passage from those that are retrieved beside it (`training.train --among`). `lines` adds the likeliest lines of a
question's passages, which are read side by side when answers are compared. `by_hand` goes over all articles that were
written for training, with as much of the rest as keeps what was learned.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


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
        written_rows: how many rows of `training.written`.
        typed: the share of all questions that are re-typed as in a chat (`training.typing_noise`).
        by_hand: how many questions of each article of `training.written.by_hand` at most.
        written_retrieved: the share of written rows that also get retrieved unanswerable passages.
        wrong_passages: how many retrieved passages such a row gets at most.
        neighbours: the share of answerable rows that also get a passage of the same context without the answer.
        side_by_side: the share of questions that are also read against the likeliest lines of their passages.
    """

    mixes: tuple[Mix, ...]
    news_rows: int
    passage_sizes: tuple[int, ...]
    typed: float = 0.0
    written_rows: int = 0
    by_hand: int = 0
    written_retrieved: float = 0.0
    wrong_passages: int = 1
    neighbours: float = 0.35
    side_by_side: float = 0.0

    def part(self, share: float) -> Recipe:
        """Return the recipe with this share of its rows, (0, 1]."""
        mixes = tuple(replace(mix, rows=round(mix.rows * share)) for mix in self.mixes)
        return replace(
            self,
            mixes=mixes,
            news_rows=round(self.news_rows * share),
            written_rows=round(self.written_rows * share),
        )

    def without_retrieved(self) -> Recipe:
        """Return the recipe without retrieved passages, for which a corpus is embedded."""
        mixes = tuple(replace(mix, retrieved=0.0) for mix in self.mixes)
        return replace(self, mixes=mixes, written_retrieved=0.0)


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
_EVERYTHING = Recipe(
    mixes=(
        Mix("idk_mrc", 10_000, 0.2, swapped=0.08),
        Mix("facqa", 2_000, 0.4, swapped=0.15),
        Mix("facqa", 2_000, 0.0),
        Mix("xl_en_question_id_passage", 9_000, 0.08, swapped=0.05),
        Mix("xl_id_question_en_passage", 9_000, 0.08, swapped=0.05),
        Mix("tydiqa_en", 4_000, 0.2, swapped=0.05),
        Mix("tydiqa_en", 4_000, 0.0),
        Mix("squad_en", 20_000, 0.05),
        Mix("squad2_en", 10_200, 0.03),
        Mix("squad_id_mt", 7_400, 0.05),
        Mix("squad2_id_mt", 9_800, 0.03),
        Mix("squadshifts_wiki_en", 7_800, 0.0),
        Mix("squadshifts_reddit_en", 3_000, 0.0),
        Mix("squadshifts_amazon_en", 2_000, 0.0),
        Mix("qamr_en", 2_000, 0.0),
        Mix("covidqa_en", 700, 0.0),
        Mix("tydiqa_sw", 1_500, 0.0),
        Mix("tydiqa_ko", 1_000, 0.0),
    ),
    news_rows=3_000,
    passage_sizes=(110, 160, 160, 240, 300, 300),
    typed=0.33,
    written_rows=45_000,
)
_EVERYDAY = Recipe(
    mixes=(
        Mix("idk_mrc", 3_000, 0.1, swapped=0.1),
        Mix("facqa", 1_600, 0.1, swapped=0.1),
        Mix("xl_en_question_id_passage", 2_000, 0.05, swapped=0.05),
        Mix("xl_id_question_en_passage", 1_500, 0.05, swapped=0.05),
        Mix("tydiqa_en", 2_400, 0.1, swapped=0.05),
        Mix("squad_en", 1_200, 0.0),
        Mix("squad_id_mt", 600, 0.0),
        Mix("squad2_id_mt", 500, 0.0),
        Mix("squadshifts_wiki_en", 400, 0.0),
        Mix("squadshifts_reddit_en", 200, 0.0),
        Mix("tydiqa_sw", 150, 0.0),
    ),
    news_rows=500,
    passage_sizes=(110, 160, 160, 240, 300, 300),
    typed=0.35,
    written_rows=8_000,
)
_LAST = Recipe(
    mixes=(
        Mix("idk_mrc", 10_000, 0.15, swapped=0.05),
        Mix("facqa", 2_000, 0.3, swapped=0.1),
        Mix("tydiqa_en", 4_000, 0.15, swapped=0.05),
        Mix("xl_en_question_id_passage", 2_500, 0.05),
        Mix("xl_id_question_en_passage", 2_000, 0.05),
        Mix("squad2_en", 1_000, 0.0),
    ),
    news_rows=500,
    passage_sizes=(110, 160, 240, 300, 360),
    typed=0.25,
    written_rows=7_000,
)
_AMONG = Recipe(
    mixes=(
        Mix("idk_mrc", 9_000, 0.5, swapped=0.05),
        Mix("facqa", 2_000, 0.9, swapped=0.1),
        Mix("tydiqa_en", 4_000, 0.6, swapped=0.05),
        Mix("xl_en_question_id_passage", 3_500, 0.3, swapped=0.05),
        Mix("xl_id_question_en_passage", 3_000, 0.3, swapped=0.05),
        Mix("squad_en", 3_000, 0.5),
        Mix("squad_id_mt", 1_500, 0.4),
        Mix("squad2_en", 1_500, 0.2),
        Mix("squadshifts_wiki_en", 1_000, 0.3),
        Mix("squadshifts_reddit_en", 500, 0.3),
    ),
    news_rows=600,
    passage_sizes=(110, 160, 160, 240, 300),
    typed=0.35,
    written_rows=9_000,
    written_retrieved=0.6,
    wrong_passages=2,
    neighbours=0.6,
)
_LINES = replace(
    _AMONG,
    mixes=(
        *_AMONG.mixes,
        Mix("xl_en_question_id_passage", 3_500, 0.3, swapped=0.05),
        Mix("xl_id_question_en_passage", 3_000, 0.3, swapped=0.05),
    ),
    written_rows=12_000,
    side_by_side=0.9,
)
_BY_HAND = Recipe(
    mixes=(
        Mix("idk_mrc", 2_400, 0.1, swapped=0.05),
        Mix("facqa", 1_000, 0.1, swapped=0.05),
        Mix("tydiqa_en", 1_200, 0.05, swapped=0.05),
        Mix("xl_en_question_id_passage", 900, 0.05, swapped=0.05),
        Mix("xl_id_question_en_passage", 700, 0.05, swapped=0.05),
        Mix("squad2_en", 300, 0.0),
        Mix("squad_en", 300, 0.0),
    ),
    news_rows=100,
    passage_sizes=(110, 110, 110, 160, 160, 240, 300),
    typed=0.3,
    written_rows=300,
    by_hand=8,
    written_retrieved=0.15,
    neighbours=0.35,
)
RECIPES = {
    "everything": _EVERYTHING,
    "everyday": _EVERYDAY,
    "broad": _BROAD,
    "near": _NEAR,
    "across": _ACROSS,
    "last": _LAST,
    "among": _AMONG,
    "lines": _LINES,
    "by_hand": _BY_HAND,
}
