"""Turns question-answer rows into examples: passages as the index cuts them, with unanswerables as it finds them.

A row's context is cut into passages by the project's own splitter. The passage that holds the answer is the positive;
a neighbour that does not hold it, and passages that the embedder retrieves for the question from other contexts, are
unanswerable examples. Rows: {"question", "context", "answers": [{"text", "start"}], "lang_q", "lang_c"}.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import numpy as np

from index.answering.reader import LEAD_TOKENS, QUERY_TOKENS
from index.embedding.embedder import PASSAGE_PREFIX, QUERY_PREFIX, encode
from index.embedding.encoder import BOS, EMBEDDER_FILE, EOS, OnnxEncoder
from index.embedding.splitter import passage_spans
from index.passages import PassageSettings
from training.news_rows import Row, news_rows
from training.recipes import Recipe
from training.swapping import Swapper
from training.typing_noise import typed
from training.written.rows import written_rows

EXAMPLES_FILE = "examples.json"
_RETRIEVED = 12
# Embedding is slow on a CPU: a few rows look for a wrong passage among fewer.
_CORPUS = 10_000
_PASSAGES_A_ROW = 6


@dataclass(frozen=True)
class Example:
    """One training input.

    Attributes:
        ids: token ids with special tokens.
        text_from: the passage's first token; it ends before the last token.
        first: the answer's first token; 0 when there is no answer.
        last: the answer's last token; 0 when there is no answer.
        asked: the number of the question, which several examples can share.
    """

    ids: list[int]
    text_from: int
    first: int
    last: int
    asked: int = 0


def read_examples(run: Path) -> list[Example]:
    """Read what `write_examples` has written into a run's folder."""
    return [Example(*each) for each in json.loads((run / EXAMPLES_FILE).read_text(encoding="utf-8"))]


def write_examples(run: Path, examples: Sequence[Example]) -> None:
    """Keep a run's examples, so that it can go on with the same."""
    rows = [(each.ids, each.text_from, each.first, each.last, each.asked) for each in examples]
    (run / EXAMPLES_FILE).write_text(json.dumps(rows), encoding="utf-8")


@dataclass(frozen=True)
class _Passage:
    context: str
    language: str
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.context[self.start : self.end]


def read_rows(path: Path) -> list[Row]:
    """Read a JSONL file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def build_examples(folder: Path, recipe: Recipe, embedder_folder: Path, seed: int) -> list[Example]:
    """Build all examples of a training run; the same seed gives the same examples."""
    chance = random.Random(seed)
    encoder = OnnxEncoder(embedder_folder, EMBEDDER_FILE)
    maker = _Maker(encoder, chance, recipe)
    wanting: list[tuple[Row, str]] = []
    swapper, swapping = Swapper(chance), list[Row]()
    for mix in recipe.mixes:
        rows = read_rows(folder / f"{mix.file}.train.jsonl.gz")
        chance.shuffle(rows)
        for row in maker.numbered(rows[: mix.rows]):
            maker.add_own_passages(row)
            if chance.random() < mix.retrieved:
                wanting.append((row, row["lang_c"]))
            swapper.learn(row)
            if mix.swapped and chance.random() < mix.swapped:
                swapping.append(row)
        print(f"{mix.file}: {min(mix.rows, len(rows))} rows, {len(maker.examples)} examples so far", flush=True)
    for row in swapping:
        maker.add_swapped(row, swapper)
    if swapping:
        print(f"about somebody else: {len(maker.examples)} examples so far", flush=True)
    for row in maker.numbered([*news_rows(recipe.news_rows, chance), *written_rows(recipe.written_rows, chance)]):
        maker.add_own_passages(row)
        if recipe.written_retrieved and chance.random() < recipe.written_retrieved:
            wanting.append((row, row["lang_c"]))
    for language in sorted({language for _, language in wanting}):
        maker.add_retrieved([row for row, wanted in wanting if wanted == language], language)
        print(f"retrieved in {language}: {len(maker.examples)} examples so far", flush=True)
    chance.shuffle(maker.examples)
    return maker.examples


class _Maker:
    def __init__(self, encoder: OnnxEncoder, chance: random.Random, recipe: Recipe) -> None:
        self.encoder, self.chance, self.recipe = encoder, chance, recipe
        self.examples: list[Example] = []
        self._numbers = count()
        self._cut: dict[str, list[_Passage]] = {}

    def numbered(self, rows: list[Row]) -> list[Row]:
        """Return rows with the numbers of their questions."""
        return [row | {"asked": next(self._numbers)} for row in rows]

    def add_own_passages(self, row: Row) -> None:
        """Add the passage with the answer and perhaps a neighbour; for an unanswerable row, one of its passages."""
        passages = self._passages(row)
        if not row["answers"]:
            self._add(row, self.chance.choice(passages), None)
            return
        holding = self._holding(row)
        if not holding:
            return
        self._add(row, self.chance.choice(holding), _answer_span(row))
        others = [passage for passage in passages if not _mentions(passage, row)]
        if others and self.chance.random() < self.recipe.neighbours:
            self._add(row, self.chance.choice(others), None)

    def add_swapped(self, row: Row, swapper: Swapper) -> None:
        """Add a passage with the answer to a row's question, asked about somebody else."""
        if row["answers"] and (holding := self._holding(row)):
            passage = self.chance.choice(holding)
            if question := swapper.swapped(row, passage.text):
                self._add(row | {"question": question, "asked": next(self._numbers)}, passage, None)

    def add_retrieved(self, rows: list[Row], language: str) -> None:
        """Add for each row some of the best passages of other contexts that do not mention its answer."""
        corpus = [each for passages in self._cut.values() for each in passages if each.language == language]
        self.chance.shuffle(corpus)
        corpus = corpus[: min(_CORPUS, _PASSAGES_A_ROW * len(rows))]
        passages = encode(self.encoder, [PASSAGE_PREFIX + each.text for each in corpus])
        queries = encode(self.encoder, [QUERY_PREFIX + row["question"] for row in rows])
        for row, query in zip(rows, queries, strict=True):
            scores = passages @ query
            best = np.argpartition(-scores, _RETRIEVED)[:_RETRIEVED]
            wrong = [
                corpus[at] for at in best if corpus[at].context != row["context"] and not _mentions(corpus[at], row)
            ]
            for passage in self.chance.sample(wrong, min(len(wrong), self.recipe.wrong_passages)):
                self._add(row, passage, None)

    def _holding(self, row: Row) -> list[_Passage]:
        start, end = _answer_span(row)
        return [passage for passage in self._passages(row) if passage.start <= start and end <= passage.end]

    def _passages(self, row: Row) -> list[_Passage]:
        context = row["context"]
        if context not in self._cut:
            settings = PassageSettings(target_tokens=self.chance.choice(self.recipe.passage_sizes))
            spans = passage_spans(context, row["lang_c"], self.encoder.tokenizer, settings)
            self._cut[context] = [_Passage(context, row["lang_c"], *span) for span in spans]
        return self._cut[context]

    def _add(self, row: Row, passage: _Passage, answer: tuple[int, int] | None) -> None:
        """Encode as the reader does; now and then the context's beginning stands in for a title before the passage."""
        question: str = row["question"]
        if self.chance.random() < self.recipe.typed:
            question = typed(question, row["lang_q"], self.chance)
        lead = ""
        if self.chance.random() < (0.7 if passage.start else 0.25):
            lead = passage.context[: self.chance.randint(40, 110)].split("\n")[0].rsplit(" ", 1)[0]
        encode = self.encoder.tokenizer.encode
        query = encode(question).ids[:QUERY_TOKENS]
        before = encode(lead).ids[:LEAD_TOKENS] if lead else []
        text = encode(passage.text)
        offset = len(query) + 3 + len(before)
        ids = [BOS, *query, EOS, EOS, *before, *text.ids, EOS]
        first = last = 0
        if answer:
            start, end = answer[0] - passage.start, answer[1] - passage.start
            inside = [at for at, (a, b) in enumerate(text.offsets) if a < end and b > start]
            if not inside:
                return
            first, last = offset + inside[0], offset + inside[-1]
        if len(ids) <= 384:
            self.examples.append(Example(ids, offset, first, last, row["asked"]))


def _answer_span(row: Row) -> tuple[int, int]:
    answer = row["answers"][0]
    return answer["start"], answer["start"] + len(answer["text"])


def _mentions(passage: _Passage, row: Row) -> bool:
    text = passage.text.casefold()
    return any(answer["text"].casefold() in text for answer in row["answers"])
