"""Retrieves passages by dense and lexical search together: a Haystack component over our store.

The embedder places a question nearer to passages in its own language, right or wrong. So passages in other languages
are searched for separately, and their cosine is raised by a language bonus. Over 874 mixed Indonesian and English
contexts, the bonus with its weights took English questions to their Indonesian context at hit@1 from .43 (cosines as
they are) to .72, Indonesian questions to their English one from .21 to .62, and cost questions in one language .01.

The last place is for the best passage by words, where it has half of the question's, and one that no other has:
"where's the wake". Of the 1,056 questions with an answer of `benchmarks.everyday` 5 get another passage so, and 1,051
have the answer among six passages instead of 1,049.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from haystack import Document, component
from numpy.typing import NDArray

from index.language.detection import detect_query_language
from index.language.questions.coverage import covered_text, subject_words
from index.language.questions.inflections import inflections
from index.retrieval.fusion import fuse
from index.retrieval.recency import RECENCY_WEIGHT, asks_for_the_newest, boosts
from index.retrieval.repetitions import without_repetitions
from index.store.protocols import Filters, PassageStore

SAME_LANGUAGE_WEIGHT = 0.7
OTHER_LANGUAGE_WEIGHT = 0.9
OTHER_LANGUAGE_BONUS = 0.05
_CANDIDATES = 50
_FEWEST_TO_REPLACE = 2


@component
class HybridRetriever:
    """Finds the passages nearest to a question."""

    def __init__(
        self,
        document_store: PassageStore,
        top_k: int = 8,
        same_language_weight: float = SAME_LANGUAGE_WEIGHT,
        other_language_weight: float = OTHER_LANGUAGE_WEIGHT,
        other_language_bonus: float = OTHER_LANGUAGE_BONUS,
        recency_weight: float = RECENCY_WEIGHT,
    ) -> None:
        """Set up.

        Args:
            document_store: the snapshot's store.
            top_k: passages to return when `run` does not say.
            same_language_weight: of the dense score, 0 to 1, for passages in the question's language.
            other_language_weight: the same for passages in other languages.
            other_language_bonus: added to the cosine of passages in other languages.
            recency_weight: of the newest article, when a question asks for what is newest; 0 or more.
        """
        self.document_store, self.top_k = document_store, top_k
        self.same_language_weight, self.other_language_weight = same_language_weight, other_language_weight
        self.other_language_bonus = other_language_bonus
        self.recency_weight = recency_weight
        self._languages = frozenset(document_store.languages())
        self._newest = document_store.articles.newest_day()

    @component.output_types(documents=list[Document], elapsed_ms=float)
    def run(
        self,
        query: str,
        embedding: list[float] | NDArray[np.float32],
        top_k: int | None = None,
        filters: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Return `documents`, best first; `meta["similarity"]` is the cosine to the question, [-1, 1].

        Args:
            query: the question.
            embedding: its vector, L2-normalised.
            top_k: how many passages at the most.
            filters: Haystack filters, applied inside both searches.
        """
        began = time.perf_counter()
        documents = self._ranked(query, np.array(embedding, np.float32), top_k or self.top_k, filters)
        return {"documents": documents, "elapsed_ms": (time.perf_counter() - began) * 1000}

    def _ranked(self, query: str, vector: NDArray[np.float32], top_k: int, filters: Filters) -> list[Document]:
        store = self.document_store
        language = detect_query_language(query, self._languages)
        lexical = dict(store.matching(query, _CANDIDATES, filters, inflections(query)))
        dense = self._dense(vector, language, filters)
        only_lexical = [each for each in lexical if each not in dense]
        dense |= dict(zip(only_lexical, store.cosines(only_lexical, vector), strict=True))
        if not dense:
            return []
        known = store.facts(list(dense))
        other = np.array([each.language != language for each in known])
        scores = fuse(
            np.array(list(dense.values()), np.float64) + self.other_language_bonus * other,
            np.array([lexical.get(each, 0.0) for each in dense], np.float64),
            np.where(other, self.other_language_weight, self.same_language_weight),
        )
        if self.recency_weight and asks_for_the_newest(query):
            scores += boosts([each.published for each in known], self._newest, self.recency_weight)
        rows = list(dense)
        ranked = [rows[at] for at in np.argsort(-scores, kind="stable")]
        score_of = dict(zip(rows, scores.tolist(), strict=True))
        families = store.families.of(each.article_id for each in known)
        found = without_repetitions(self._documents(ranked, score_of, dense, top_k), families, top_k)
        best = next(iter(lexical), None)
        if best is None or best in ranked[:top_k] or len(found) < _FEWEST_TO_REPLACE:
            return found
        (named,) = self._documents([best], score_of, dense, 1)
        return [*found[:-1], named] if _says_more(named, found, query) else found

    def _documents(
        self, ranked: Sequence[int], scores: Mapping[int, float], cosines: Mapping[int, float], top_k: int
    ) -> Iterator[Document]:
        """Yield the passages of these rows; most are never asked for, so that they are looked up a few at a time."""
        for start in range(0, len(ranked), top_k):
            batch = ranked[start : start + top_k]
            found = self.document_store.documents([(row, scores[row]) for row in batch])
            for row, document in zip(batch, found, strict=True):
                yield replace(document, meta={**document.meta, "similarity": cosines[row]})

    def _dense(self, vector: NDArray[np.float32], language: str, filters: Filters) -> dict[int, float]:
        """Return cosines by row id: of the nearest passages, and of the nearest in languages other than the query's."""
        store = self.document_store
        if not self._languages - {language}:
            return dict(store.nearest(vector, _CANDIDATES, filters))
        # No passage is in both, so that none is searched for twice.
        here, elsewhere = (
            store.nearest(vector, _CANDIDATES, _in_language(each, language, filters)) for each in ("==", "!=")
        )
        both = sorted([*here, *elsewhere], key=lambda each: -each[1])
        return dict(both[:_CANDIDATES]) | dict(elsewhere)


def _says_more(document: Document, others: Sequence[Document], query: str) -> bool:
    """Return whether a passage has half of the words of the question's subject, and one that none of the others has."""
    subject = subject_words(query)
    theirs, own = (
        {number for each in texts for _, number in covered_text(each.content or "", subject).places}
        for texts in (others, [document])
    )
    return 2 * len(own) >= len(subject) and not own <= theirs


def _in_language(operator: str, language: str, filters: Filters) -> Filters:
    condition = {"field": "meta.language", "operator": operator, "value": language}
    return {"operator": "AND", "conditions": [filters, condition]} if filters else condition
