"""Searches passages in PostgreSQL: vectors by pgvector, words by weighted ranks; filters hold inside both.

An approximate index behind a filter loses neighbours: it finds the nearest of all first and drops what the filter does
not let through. So what a filter lets through is counted, as far as that matters. Up to some ten thousand vectors are
compared one by one; of more, the index goes on looking until there are enough, and what it gives is sorted again. Each
language has an index of its own, which a filter by language costs nothing.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pgvector import HalfVector

from index.store.filters import WHOLE_NUMBERS, Condition, Dialect, Plain, fields_of, to_sql
from index.store.lexical import chosen_words, with_forms
from index.store.postgres.schema import is_indexed
from index.store.postgres.view import View
from index.store.postgres.word_records import WordRecords
from index.store.postgres.wording import to_tsquery, tokens
from index.store.protocols import Filters, Scored

Float32 = NDArray[np.float32]
# So many vectors are compared one by one in some tens of milliseconds.
COMPARED_ONE_BY_ONE = 50_000
# A language of more has a vector index, which loses nothing where nothing else is filtered by.
INDEXED_FROM = 10_000
# Places that the index keeps in mind (hnsw.ef_search): of 40,000 close to each other 300 find .986 of the ten nearest,
# 666 find .998, so that more are kept of more; behind other filters as many as pgvector allows.
EF_SEARCH, _EF_SEARCH_AT_MOST = 300, 1_000
_VECTORS_A_PLACE = 160
# Behind other filters it is asked for so many, so that it goes on looking: of the 50 nearest .991 are among them.
_FOUND_BEHIND_FILTERS = 600
# Passages that one search scores at the most, roughly; the server scores one in some microseconds.
_BUDGET = 3_000
_MOST_WORDS = 48
# Further words hardly change the order, and each costs as much as the first.
_WORDS_RANKED = 8
_FORMS_RANKED = 4
# Of words that stand in more passages than the budget even together, so many of these are looked at.
_LOOKED_AT = 4 * _BUDGET
# BM25's k1 and b, as SQLite has them.
_SATURATION, _BY_LENGTH = 1.2, 0.75
# The ranks of a word that stands n times in a passage add up 1/1² + … + 1/n², over this limit of theirs.
_LIMIT_OF_RANKS = math.pi**2 / 6
_COUNTS_KEPT = 64
# What `vectors` and `passages` have themselves, so that no search need look elsewhere.
_OWN = {"article_id": "article", "language": "language", "published": "published", "source": "source"}
_OF_PASSAGE = ("ordinal", "title", "published", "source", "language")
_JOINED = {name: f"p.{name}" for name in _OF_PASSAGE} | {
    "id": "p.name",
    "content": "p.text",
    "article_id": "p.article",
    "start": "p.starts",
    "end": "p.ends",
    "url": "a.url",
    "origin": "a.origin",
}


def joined_condition(filters: Filters) -> Condition | None:
    """Return filters as a condition over passages (`p`) and articles (`a`); None when there are none.

    Raises:
        FilterError: the filters are not of Haystack's form or name an unknown field.
    """
    return to_sql(filters, Dialect(_JOINED, "%s", _adapted))


class Searching:
    """Searches in one snapshot; safe to use from several threads."""

    def __init__(self, view: View, words: WordRecords, average_length: float | None) -> None:
        """Set up; `average_length` is the number of words of a passage, None where that changes."""
        self._view, self._words, self._average = view, words, average_length
        self._lock = threading.Lock()
        self._counts: dict[str, int] = {}
        self._languages: list[str] | None = None

    def nearest(self, vector: Float32, top_k: int, filters: Filters) -> Scored:
        """Return keys and cosines of the nearest passages, best first; see `PassageStore.nearest`."""
        among = self._condition(filters, "v") or ("true", [])
        is_by_language = fields_of(filters) <= {"language"}
        most = INDEXED_FROM if is_by_language else COMPARED_ONE_BY_ONE
        if self._count(among) <= most:
            return self._one_by_one(vector, top_k, among)
        condition, values = among
        found: Scored = []
        for language in self.languages():
            here = (f"language = %s AND {condition}", [language, *values])
            count = self._count(here)
            if not is_indexed(language) or count <= most:
                found += self._one_by_one(vector, top_k, here) if count else []
            elif is_by_language:
                found += self._by_index(vector, top_k, (f"language = '{language}'", []), self._places(language))
            else:
                # Written out for the planner to see that there is an index of this language.
                here = (f"language = '{language}' AND {condition}", values)
                found += self._by_index(vector, top_k, here, _EF_SEARCH_AT_MOST, _FOUND_BEHIND_FILTERS)
        return _best_first(found)[:top_k]

    def _places(self, language: str) -> int:
        """Return how many places a search of all vectors of a language keeps in mind."""
        count = self._count(("language = %s", [language]), is_capped=False)
        return min(max(EF_SEARCH, count // _VECTORS_A_PLACE), _EF_SEARCH_AT_MOST)

    def languages(self) -> list[str]:
        """Return the languages of the passages."""
        if self._languages is None or self._view.building is not None:
            # Goes from one language to the next in the index instead of through all passages.
            here = self._view.of_passages("v")
            self._languages = self._view.column(
                f"""WITH RECURSIVE each (language) AS (
                (SELECT language FROM vectors AS v WHERE {here} ORDER BY language LIMIT 1)
                UNION ALL SELECT (SELECT v.language FROM vectors AS v WHERE {here} AND v.language > each.language
                ORDER BY v.language LIMIT 1) FROM each WHERE each.language IS NOT NULL
                ) SELECT language FROM each WHERE language IS NOT NULL"""
            )
        return self._languages

    def cosines(self, keys: Sequence[int], vector: Float32) -> list[float]:
        """Return the cosines of a vector and of these passages, in their order."""
        if not keys:
            return []
        rows = self._view.rows(
            "SELECT id, -(half <#> %b) FROM vectors WHERE id = ANY(%s)", [HalfVector(vector), list(keys)]
        )
        found: dict[int, float] = dict(rows)
        return [found[each] for each in keys]

    def matching(self, query: str, top_k: int, filters: Filters, total: int, forms: Sequence[str] = ()) -> Scored:
        """Return keys and scores of the best passages that share a word with a query, best first.

        A score is BM25's (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009), as in the file store.

        Args:
            query: in any words.
            top_k: how many at the most.
            filters: Haystack's.
            total: passages of the snapshot.
            forms: other forms of the query's words; see `PassageStore.matching`.
        """
        among = self._condition(filters, "p")
        words = list(dict.fromkeys(tokens(query)))[:_MOST_WORDS]
        if not words:
            return []
        counts = self._words.counts([*words, *forms])
        chosen = chosen_words(words, lambda _: counts, total, _BUDGET)
        # What no count knows may stand in a build's new passages, and takes no place from what is known.
        known = [each for each in chosen.words if each in counts][:_WORDS_RANKED]
        ranked = known + [each for each in chosen.words if each not in counts][:_WORDS_RANKED]
        held = {each: counts[each] for each in forms if each in counts}
        ranked = with_forms(chosen._replace(words=ranked), held, _BUDGET, _FORMS_RANKED).words
        condition, values = among or ("true", [])
        score, parts = _bm25(ranked, counts, total, self._average_length())
        rows = self._view.rows(
            f"SELECT id, {score} AS score FROM (SELECT id, words, length FROM passages AS p "
            f"WHERE words @@ %s::tsquery AND {self._view.of_passages('p')} AND {condition} LIMIT {_LOOKED_AT}) AS one "
            "ORDER BY score DESC, id LIMIT %s",
            [*parts, to_tsquery([[each] for each in ranked], "|" if chosen.is_any_enough else "&"), *values, top_k],
        )
        return [(row[0], row[1]) for row in rows]

    def _average_length(self) -> float:
        """Return how many words a passage has."""
        if self._average is not None:
            return self._average
        return float(
            self._view.scalar(f"SELECT coalesce(avg(length), 1) FROM passages AS p WHERE {self._view.of_passages('p')}")
        )

    def _by_index(self, vector: Float32, top_k: int, among: Condition, places: int, least: int = 0) -> Scored:
        """Let the index find so many, or at least `least`; where it gives up too soon, compare all."""
        condition, values = among
        half = HalfVector(vector)
        statement = (
            f"SELECT id, -(half <#> %b) FROM vectors AS v WHERE {self._view.of_passages('v')} AND {condition} "
            "ORDER BY half <#> %b LIMIT %s"
        )
        with self._view.connection() as connection, connection.transaction():
            connection.execute(f"SET LOCAL hnsw.ef_search = {places}")
            rows = connection.execute(statement, [half, *values, half, max(top_k, least)]).fetchall()
        if len(rows) < top_k and len(rows) < self._count(among):
            return self._one_by_one(vector, top_k, among)
        return _best_first(rows)

    def _one_by_one(self, vector: Float32, top_k: int, among: Condition) -> Scored:
        condition, values = among
        # With the sum, no index fits the order.
        rows = self._view.rows(
            f"SELECT id, -(half <#> %b) FROM vectors AS v WHERE {self._view.of_passages('v')} AND {condition} "
            "ORDER BY (half <#> %b) + 0 LIMIT %s",
            [half := HalfVector(vector), *values, half, top_k],
        )
        return _best_first(rows)

    def _condition(self, filters: Filters, alias: str) -> Condition | None:
        """Return filters as a condition over `vectors` or `passages`; None when there are none."""
        if fields_of(filters) <= _OWN.keys():
            own = {name: f"{alias}.{column}" for name, column in _OWN.items()}
            # The names that are known are those of the other way, where a filter is wrong.
            return to_sql(filters, Dialect(own, "%s", _adapted)) if joined_condition(filters) else None
        found = joined_condition(filters)
        if found is None:
            return None
        condition, values = found
        return (
            f"{alias}.id IN (SELECT p.id FROM passages AS p JOIN articles AS a ON a.id = p.article "
            f"WHERE {self._view.of_passages('p')} AND {self._view.of('a')} AND {condition})"
        ), values

    def _count(self, among: Condition, *, is_capped: bool = True) -> int:
        """Return how many vectors a condition lets through; as far as it matters whether all can be compared."""
        condition, values = among
        key = repr((among, is_capped))
        with self._lock:
            known = None if self._view.building is not None else self._counts.get(key)
        if known is None:
            known = int(
                self._view.scalar(
                    f"SELECT count(*) FROM (SELECT 1 FROM vectors AS v WHERE {self._view.of_passages('v')} "
                    f"AND {condition} LIMIT %s) AS found",
                    [*values, COMPARED_ONE_BY_ONE + 1 if is_capped else None],
                )
            )
            with self._lock:
                if len(self._counts) >= _COUNTS_KEPT:
                    self._counts.clear()
                self._counts[key] = known
        return known


def _bm25(words: Sequence[str], counts: Mapping[str, int], total: int, average: float) -> tuple[str, list[Any]]:
    """Return the expression of a passage's score by its columns `words` and `length`, and the values for it.

    PostgreSQL does not tell how often a word stands in a passage, but its rank tells: of n times the ranks lack
    1/(n+1)² + …, nearly 1/(n + ½), of their limit. In a title once counts as one and a half times.
    """
    length = f"{_SATURATION} * ({1 - _BY_LENGTH} + {_BY_LENGTH} * length / %s::float8)"
    times = (
        f"(1 / ({_LIMIT_OF_RANKS} * (1 - ts_rank('{{1, 1, 1, 1}}', words, %s::tsquery))) - 0.5 "
        "+ CASE WHEN words @@ %s::tsquery THEN 0.5 ELSE 0 END)"
    )
    each = f"CASE WHEN words @@ %s::tsquery THEN %s::float8 * {_SATURATION + 1} / (1 + {length} / {times}) ELSE 0 END"
    values: list[Any] = []
    for word in words:
        count = counts.get(word, 0)
        rarity = math.log(1 + max(0.0, total - count + 0.5) / (count + 0.5))
        query, in_title = to_tsquery([[word]], "&"), to_tsquery([[word]], "&", "A")
        values += [query, rarity, average, query, in_title]
    return " + ".join([each] * len(words)), values


def _best_first(rows: Sequence[tuple[Any, ...]]) -> Scored:
    """Return what the index gave in its relaxed order."""
    return sorted(((row[0], row[1]) for row in rows), key=lambda each: (-each[1], each[0]))


def _adapted(field: str, value: Plain) -> Plain:
    """Return a value of the type of the field's column, as SQLite makes one of another type."""
    if field in WHOLE_NUMBERS:
        try:
            return float(value) if not isinstance(value, int) else int(value)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            return math.nan
    if isinstance(value, str):
        # No text in a database of PostgreSQL has it.
        return value.replace("\0", "\ufffd")
    return str(int(value) if isinstance(value, bool) else value) if value is not None else None
