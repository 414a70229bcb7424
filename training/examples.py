"""Turns question-answer rows into examples: passages as the index cuts them, with unanswerables as it finds them.

A row's context is cut into passages by the project's own splitter. The passage that holds the answer is the positive;
a neighbour that does not hold it, and passages that the embedder retrieves for the question from other contexts, are
unanswerable examples. Rows: {"question", "context", "answers": [{"text", "start"}], "lang_q", "lang_c"}.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, groupby
from pathlib import Path

import numpy as np
from haystack import Document

from index.answering.candidates.side_by_side import side_by_side
from index.answering.candidates.spans import Candidate
from index.answering.reader import LEAD_TOKENS, QUERY_TOKENS
from index.embedding.embedder import PASSAGE_PREFIX, QUERY_PREFIX, encode
from index.embedding.encoder import BOS, EMBEDDER_FILE, EOS, OnnxEncoder
from index.embedding.splitter import passage_spans
from index.embedding.tokens import tokens_in
from index.language.questions.coverage import covered_text, line_of, subject_words
from index.passages import PassageSettings
from training.news_rows import Row, news_rows
from training.recipes import Recipe
from training.swapping import Swapper
from training.typing_noise import typed
from training.written.by_hand import rows_by_hand
from training.written.rows import written_rows

EXAMPLES_FILE = "examples.json"
_RETRIEVED = 12
# Embedding is slow on a CPU: a few rows look for a wrong passage among fewer.
_CORPUS = 6_000
_PASSAGES_A_ROW = 6
# Side by side: how many lines besides the right one, how much chance counts beside a word of the question that a line
# holds, and the shares of examples without the right line and with titles.
_LINES, _BY_CHANCE, _WITHOUT_ANSWER, _TITLED = (2, 5), 1.5, 0.33, 0.6
# The share of passages whose article's title is known that are read with it.
_TITLE_KNOWN = 0.85
# Of questions that were written by hand, many are typed as in a chat already: fewer are re-typed, by this factor.
_TYPED_BY_HAND = 0.3


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
    title: str = ""

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
    written = [*news_rows(recipe.news_rows, chance), *written_rows(recipe.written_rows, chance)]
    for _, asked in groupby(rows_by_hand() if recipe.by_hand else (), lambda row: row["context"]):
        rows = list(asked)
        written += chance.sample(rows, min(recipe.by_hand, len(rows)))
    for row in maker.numbered(written):
        maker.add_own_passages(row)
        if recipe.written_retrieved and chance.random() < recipe.written_retrieved:
            wanting.append((row, row["lang_c"]))
    for language in sorted({language for _, language in wanting}):
        maker.add_retrieved([row for row, wanted in wanting if wanted == language], language)
        print(f"retrieved in {language}: {len(maker.examples)} examples so far", flush=True)
    if recipe.side_by_side:
        maker.add_side_by_side()
        print(f"side by side: {len(maker.examples)} examples", flush=True)
    chance.shuffle(maker.examples)
    return maker.examples


@dataclass(frozen=True)
class _Read:
    """A passage that a row's question is read against, and where its answer stands in the context."""

    row: Row
    passage: _Passage
    answer: tuple[int, int] | None


class _Maker:
    def __init__(self, encoder: OnnxEncoder, chance: random.Random, recipe: Recipe) -> None:
        self.encoder, self.chance, self.recipe = encoder, chance, recipe
        self.examples: list[Example] = []
        self._read: dict[int, list[_Read]] = {}
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

    def add_side_by_side(self) -> None:
        """Add for a share of the questions the likeliest lines of their passages, read at once as answers compare.

        See `index.answering.candidates.side_by_side`. Of every three of them one lacks the line that answers.
        """
        for found in self._read.values():
            if self.chance.random() < self.recipe.side_by_side:
                self._add_lines(found)

    def _add_lines(self, found: Sequence[_Read]) -> None:
        row = found[0].row
        question = self._asked(row)
        words = subject_words(question)
        right: list[tuple[_Read, int, int]] = []
        others: list[tuple[float, _Read, int, int]] = []
        for each in found:
            text = each.passage.text
            within = [at - each.passage.start for at in each.answer] if each.answer else None
            if within:
                right.append((each, *line_of(text, *within)))
            for first, last in _lines(text):
                if within is None or last <= right[-1][1] or first >= right[-1][2]:
                    held = len(covered_text(text[first:last], words).words())
                    others.append((held + _BY_CHANCE * self.chance.random(), each, first, last))
        others.sort(key=lambda each: -each[0])
        lines = [each[1:] for each in others[: self.chance.randint(*_LINES)]]
        if self.chance.random() >= _WITHOUT_ANSWER:
            lines += right
        self.chance.shuffle(lines)
        titles = {
            each.passage.context: each.passage.title or _beginning(each.passage.context, self.chance)
            for each, _, _ in lines
        }
        titled = self.chance.random() < _TITLED
        documents = [
            Document(content=each.passage.text, meta={"title": titled and titles[each.passage.context]})
            for each, _, _ in lines
        ]
        together = side_by_side(
            documents, [Candidate(at, first, last, 0.0) for at, (_, first, last) in enumerate(lines)]
        )
        answer = None
        for (each, first, _), (begins, _) in zip(lines, together.places, strict=True):
            if each.answer and (each, first) == right[0][:2]:
                shift = begins - first - each.passage.start
                answer = each.answer[0] + shift, each.answer[1] + shift
        if lines:
            # Not among its passages: it holds the answer once more.
            self._encode(question, "", together.text, answer, next(self._numbers))

    def _holding(self, row: Row) -> list[_Passage]:
        start, end = _answer_span(row)
        return [passage for passage in self._passages(row) if passage.start <= start and end <= passage.end]

    def _passages(self, row: Row) -> list[_Passage]:
        context = row["context"]
        if context not in self._cut:
            settings = PassageSettings(target_tokens=self.chance.choice(self.recipe.passage_sizes))
            spans = passage_spans(context, row["lang_c"], self.encoder.tokenizer, settings)
            self._cut[context] = [_Passage(context, row["lang_c"], *span, row.get("title", "")) for span in spans]
        return self._cut[context]

    def _add(self, row: Row, passage: _Passage, answer: tuple[int, int] | None) -> None:
        """Encode as the reader does; now and then the context's beginning stands in for a title before the passage."""
        self._read.setdefault(row["asked"], []).append(_Read(row, passage, answer))
        question = self._asked(row)
        lead = ""
        if passage.title:
            lead = passage.title if self.chance.random() < _TITLE_KNOWN else ""
        elif self.chance.random() < (0.7 if passage.start else 0.25):
            lead = _beginning(passage.context, self.chance)
        within = (answer[0] - passage.start, answer[1] - passage.start) if answer else None
        self._encode(question, lead, passage.text, within, row["asked"])

    def _asked(self, row: Row) -> str:
        """Return the question of a row, sometimes re-typed."""
        question: str = row["question"]
        if self.chance.random() < self.recipe.typed * (_TYPED_BY_HAND if "title" in row else 1):
            question = typed(question, row["lang_q"], self.chance)
        return question

    def _encode(self, question: str, lead: str, passage: str, answer: tuple[int, int] | None, asked: int) -> None:
        encode = self.encoder.tokenizer.encode
        query = encode(question).ids[:QUERY_TOKENS]
        before = encode(lead).ids[:LEAD_TOKENS] if lead else []
        text = encode(passage)
        offset = len(query) + 3 + len(before)
        ids = [BOS, *query, EOS, EOS, *before, *text.ids, EOS]
        first = last = 0
        if answer:
            inside = tokens_in(text.offsets, *answer)
            if not inside:
                return
            first, last = offset + inside[0], offset + inside[-1]
        if len(ids) <= 384:
            self.examples.append(Example(ids, offset, first, last, asked))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the lines of a text begin and end, of those that are long their sentences'."""
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        first, last = line_of(text, at, at + 1)
        if any(map(str.isalnum, text[first:last])):
            yield first, last
        at = max(last, at + 1)


def _beginning(context: str, chance: random.Random) -> str:
    """Return the beginning of a context, which stands in for a title."""
    return context[: chance.randint(40, 110)].split("\n")[0].rsplit(" ", 1)[0]


def _answer_span(row: Row) -> tuple[int, int]:
    answer = row["answers"][0]
    return answer["start"], answer["start"] + len(answer["text"])


def _mentions(passage: _Passage, row: Row) -> bool:
    text = passage.text.casefold()
    return any(answer["text"].casefold() in text for answer in row["answers"])
