"""Reads passages and extracts answers: the Haystack component over our fine-tuned ONNX reader.

A question is read against every passage in overlapping windows, its article's title before it; spans of tokens become
spans of characters, whole words without stray punctuation. An answer is always a verbatim span. How spans of several
passages become answers with probabilities is in `index.answering.evidence`; whether to answer, in `index.engine`.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from haystack import Document, ExtractedAnswer, component

from index.answering.calibration import Calibration, Weights, load_calibration, span_logits
from index.answering.candidates.cells import in_named_cells
from index.answering.candidates.clauses import asked_clause
from index.answering.candidates.day_ranges import whole_range
from index.answering.candidates.definitions import asks_for_definition, past_names, whole_definition
from index.answering.candidates.features import with_side_by_side
from index.answering.candidates.holders import in_office_now
from index.answering.candidates.lists import in_named_lines, whole_list
from index.answering.candidates.outdated import is_of_one_weekday
from index.answering.candidates.side_by_side import COMPARED_LINES, side_by_side
from index.answering.candidates.spans import Candidate, best_spans, is_in_one_piece, is_in_one_sentence, margin_of, trim
from index.answering.candidates.text_questions import past_questions
from index.answering.equivalence import merged
from index.answering.evidence import Evidence, WeighedAnswer, gather, weigh
from index.answering.news import supersede
from index.embedding.embedder import QUERY_PREFIX, encode, shared_encoder
from index.embedding.encoder import BOS, EMBEDDER_FILE, EOS, READER_FILE, default_models_folder
from index.embedding.tokens import Tokenizer, ids_of, tokens_in, tokens_of
from index.language.detection import detect_query_language
from index.language.questions.kinds import asked_kind
from index.language.questions.requests import asks_for_list
from index.language.written_form import as_written

QUERY_TOKENS = 64
LEAD_TOKENS = 32
_SPANS_PER_PASSAGE = 3


@dataclass(frozen=True)
class _Window:
    """One model input: `ids`; the passage's tokens stand at `text_from`:`text_to`, the first is its token `offset`."""

    document: int
    ids: list[int]
    text_from: int
    text_to: int
    offset: int


@component
class OnnxReader:
    """Extracts answers from passages."""

    def __init__(
        self,
        models_folder: str | None = None,
        threads: int = 0,
        top_k: int = 5,
        max_answer_tokens: int = 30,
        window_tokens: int = 384,
        stride_tokens: int = 96,
    ) -> None:
        """Set up; the model is loaded on first use.

        Args:
            models_folder: where the weights are; the bundled ones when None.
            threads: how many passages are read at once; all usable cores when 0.
            top_k: answers to return when `run` does not say.
            max_answer_tokens: the longest answer.
            window_tokens: the longest model input, question and special tokens included.
            stride_tokens: by how many tokens two windows of a long passage overlap.
        """
        self.models_folder, self.threads, self.top_k = models_folder, threads, top_k
        self.max_answer_tokens = max_answer_tokens
        self.window_tokens, self.stride_tokens = window_tokens, stride_tokens

    def warm_up(self) -> None:
        """Load the model."""
        shared_encoder(self.models_folder, READER_FILE, self.threads)

    def weights(self, *, retrieved: bool) -> Weights:
        """Return the calibration for retrieved passages, or for a passage that was given."""
        calibration = self._calibration()
        return calibration.retrieved if retrieved else calibration.passage

    def _calibration(self) -> Calibration:
        return load_calibration(Path(self.models_folder) if self.models_folder else default_models_folder())

    @component.output_types(answers=list[ExtractedAnswer], elapsed_ms=float)
    def run(self, query: str, documents: list[Document], top_k: int | None = None) -> dict[str, Any]:
        """Return `answers`, the most probable first.

        Args:
            query: the question.
            documents: passages; `meta` may hold `title`, `start` (offset of the passage in its article), `article_id`,
                `published`, `published_guessed` and `language`, and from the retriever `similarity`.
            top_k: how many answers at the most.

        Returns:
            `answers`: `score` is the probability; `document_offset` counts the passage's characters; `meta` has `start`
            and `end` in the article, `margin` (logits over the null), `date` (ISO) where the answer names a day,
            `date_guessed` where that counts from a day that is a guess, `superseded`, `doubtful` where it may be right
            at the most, and `also_in`: the passages of other articles that say the same.
        """
        began = time.perf_counter()
        answers = self._answers(query, documents)[: top_k or self.top_k]
        return {"answers": answers, "elapsed_ms": (time.perf_counter() - began) * 1000}

    def _answers(self, query: str, documents: list[Document]) -> list[ExtractedAnswer]:
        language = detect_query_language(query, ())
        evidence = self.evidence(query, documents, language)
        weights = self.weights(retrieved=_are_retrieved(documents))
        weighed = weigh(evidence, weights, language=language, same=self._same)
        return [_answer(query, each, documents) for each in supersede(weighed, documents, query)]

    def evidence(self, query: str, documents: Sequence[Document], language: str = "") -> list[Evidence]:
        """Return the best spans of every passage with all that their probabilities depend on.

        The passages are as `run` takes them; `language` is the question's, where it is known.
        """
        asked = as_written(query, (document.content or "" for document in documents))
        found = gather(asked, self._candidates(asked, documents), documents, language=language)
        return self._compared(asked, documents, found) if _are_retrieved(documents) else found

    def _compared(self, asked: str, documents: Sequence[Document], found: Sequence[Evidence]) -> list[Evidence]:
        """Return the spans with what the reader says of the likeliest when their lines stand side by side."""
        if not found:
            return []
        encoder = shared_encoder(self.models_folder, READER_FILE, self.threads)
        logits = span_logits(self._calibration().first_look, np.array([each.features for each in found], np.float64))
        compared = np.argsort(-logits, kind="stable")[:COMPARED_LINES].tolist()
        lines = side_by_side(documents, [found[at].candidate for at in compared])
        text, offsets = tokens_of(encoder.tokenizer, lines.text)
        [window, *_] = self._windows(0, ids_of(encoder.tokenizer, asked, QUERY_TOKENS), [], text)
        starts, ends = encoder.run(window.ids)
        margins: dict[str, list[float]] = {}
        for at, (start, end) in zip(compared, lines.places, strict=True):
            shift = start - found[at].candidate.start
            taken_for = ((first + shift, last + shift) for first, last in found[at].candidate.taken_for)
            for first, last in ((start, end), *taken_for):
                tokens = tokens_in(offsets, first, last)
                if tokens and tokens[-1] < window.text_to - window.text_from:
                    margin = margin_of(starts, ends, window.text_from + tokens[0], window.text_from + tokens[-1])
                    margins.setdefault(found[at].group, []).append(margin)
        known = list(found)
        # The reader marks one place, and so lowers others that say the same.
        for at in compared:
            if said := margins.get(found[at].group):
                known[at] = replace(found[at], features=with_side_by_side(found[at].features, max(said)))
        return known

    def _same(self, texts: Sequence[str]) -> list[int]:
        """Return for each answer the position of the first one that means the same; by the embedder, as questions."""
        encoder = shared_encoder(self.models_folder, EMBEDDER_FILE, self.threads)
        return merged(texts, lambda compared: encode(encoder, [QUERY_PREFIX + each for each in compared]))

    def candidates(self, query: str, documents: Sequence[Document]) -> list[Candidate]:
        """Return the best spans of every passage, without those that overlap a better one of the same passage."""
        return self._candidates(as_written(query, (document.content or "" for document in documents)), documents)

    def _candidates(self, asked: str, documents: Sequence[Document]) -> list[Candidate]:
        """Return them for a question in its case."""
        encoder = shared_encoder(self.models_folder, READER_FILE, self.threads)
        tokenizer = encoder.tokenizer
        query_ids = ids_of(tokenizer, asked, QUERY_TOKENS)
        wants_all, wants_definition, kind = asks_for_list(asked), asks_for_definition(asked), asked_kind(asked)
        windows: list[_Window] = []
        offsets: list[list[tuple[int, int]]] = []
        for index, document in enumerate(documents):
            ids, places = tokens_of(tokenizer, document.content or "")
            offsets.append(places)
            windows += self._windows(index, query_ids, _lead(tokenizer, document), ids)
        found: list[Candidate] = []
        for position, (starts, ends) in encoder.run_each([window.ids for window in windows]):
            window = windows[position]
            text = documents[window.document].content or ""
            for span in best_spans(
                starts,
                ends,
                text_from=window.text_from,
                text_to=window.text_to,
                max_tokens=self.max_answer_tokens,
                top=4 * _SPANS_PER_PASSAGE,
            ):
                shift = window.offset - window.text_from
                places = offsets[window.document]
                start, end = trim(text, places[span.first + shift][0], places[span.last + shift][1])
                if wants_all:
                    start, end = trim(text, *whole_list(text, start, end))
                else:
                    start, end = trim(text, *asked_clause(asked, kind, text, start, end))
                if start == end or not is_in_one_piece(text, start, end):
                    continue
                language = documents[window.document].meta.get("language") or ""
                marked = start, end
                start, end = whole_range(asked, text, start, end, language)
                if wants_definition:
                    start, end = trim(text, *whole_definition(asked, text, start, end, language))
                if wants_all or is_in_one_sentence(text, start, end, language):
                    taken_for = (marked,) if wants_definition and marked != (start, end) else ()
                    found.append(Candidate(window.document, start, end, span.margin, taken_for))
        found = past_names(asked, documents, past_questions(kind, documents, found))
        found = in_office_now(asked, kind, documents, in_named_lines(asked, documents, found))
        return in_named_cells(asked, documents, _without_overlaps(found))

    def _windows(self, document: int, query: list[int], lead: list[int], text: list[int]) -> list[_Window]:
        before = [BOS, *query, EOS, EOS, *lead]
        room = self.window_tokens - len(before) - 1
        windows = []
        for offset in range(0, max(1, len(text) - self.stride_tokens), room - self.stride_tokens):
            part = text[offset : offset + room]
            windows.append(_Window(document, [*before, *part, EOS], len(before), len(before) + len(part), offset))
        return windows


def _are_retrieved(documents: Sequence[Document]) -> bool:
    return all("similarity" in document.meta for document in documents)


def _lead(tokenizer: Tokenizer, document: Document) -> list[int]:
    title = document.meta.get("title")
    if not title:
        return []
    return ids_of(tokenizer, title, LEAD_TOKENS)


def _without_overlaps(candidates: list[Candidate]) -> list[Candidate]:
    kept: dict[int, list[Candidate]] = {}
    for each in sorted(candidates, key=lambda candidate: (-candidate.margin, candidate.document, candidate.start)):
        others = kept.setdefault(each.document, [])
        if len(others) < _SPANS_PER_PASSAGE and all(each.end <= one.start or one.end <= each.start for one in others):
            others.append(each)
    return [each for document in sorted(kept) for each in kept[document]]


def _answer(query: str, weighed: WeighedAnswer, documents: Sequence[Document]) -> ExtractedAnswer:
    candidate = weighed.best.candidate
    document = documents[candidate.document]
    text = document.content or ""
    shift = document.meta.get("start", 0)
    return ExtractedAnswer(
        query=query,
        score=weighed.probability,
        data=weighed.best.text,
        document=document,
        document_offset=ExtractedAnswer.Span(candidate.start, candidate.end),
        meta={
            "start": shift + candidate.start,
            "end": shift + candidate.end,
            "margin": candidate.margin,
            "date": weighed.best.day.isoformat() if weighed.best.day else None,
            "date_guessed": weighed.best.day_guessed,
            "superseded": weighed.superseded,
            "doubtful": weighed.doubtful or is_of_one_weekday(query, text, candidate.start, candidate.end),
            "also_in": [documents[each.candidate.document] for each in weighed.others],
        },
    )
