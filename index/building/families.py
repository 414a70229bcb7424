"""Finds articles that are nearly the same, such as one agency's text in five papers: a family.

Candidates come from MinHash with banding (Broder 1997; Leskovec, Rajaraman, Ullman: Mining of
Massive Datasets, chapter 3), and are compared word by word before they count; the hashes are `rensa`'s. Each article is
kept whole, with its id; what a family means for answers is in `index.retrieval.repetitions`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash  # type: ignore[import-untyped]

from index.language.resemblance import containment, shingled
from index.store.protocols import BuildStore

UInt32 = NDArray[np.uint32]

# Two texts of resemblance s become candidates with 1 - (1 - s^4)^32: .87 at .5, .99 at .6, .0002 at .05.
BANDS, ROWS = 32, 4
NEAR = 0.6
_MIN_WORD_RUNS = 30
# A book is no agency text, and comparing it would take long.
_MAX_CHARS = 200_000
_SEED = 20_180_612
_ARTICLES_AT_ONCE = 200
_COMPARED = 8
_BUCKET = 64


def find_near_duplicates(store: BuildStore) -> None:
    """Put each article that has not been looked at into the family of those that it is nearly the same as, if any."""
    new = store.families.unexamined()
    if not new:
        return
    for start in range(0, len(new), _ARTICLES_AT_ONCE):
        articles = store.articles.get(new[start : start + _ARTICLES_AT_ONCE])
        store.families.put_keys({each.id: band_keys(each.text).tobytes() for each in articles})
    for article, others in _candidates(store.families.keys(), new).items():
        _join(store, article, others)


def band_keys(text: str) -> UInt32:
    """Return a number for each band of a text's MinHash, uint32, (BANDS,); zeros if it is too short or too long."""
    runs = shingled(text).shingles if len(text) <= _MAX_CHARS else frozenset()
    if len(runs) < _MIN_WORD_RUNS:
        return np.zeros(BANDS, np.uint32)
    minhash = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    minhash.update(sorted(runs))
    rows = np.array(minhash.digest(), np.uint64).reshape(BANDS, ROWS)
    mixed = np.zeros(BANDS, np.uint64)
    for column in range(ROWS):
        mixed = (mixed ^ rows[:, column]) * np.uint64(0x9E3779B97F4A7C15)
    # Zero is left to texts without a hash.
    return (mixed >> np.uint64(32)).astype(np.uint32) | np.uint32(1)


def _candidates(known: Sequence[tuple[str, bytes]], new: Sequence[str]) -> dict[str, list[str]]:
    """Return for each new article the others that share bands with it, those with the most shared bands first."""
    names = [name for name, _ in known]
    keys = np.frombuffer(b"".join(each for _, each in known), np.uint32).reshape(len(known), BANDS)
    at = np.searchsorted(np.array(names), np.array(new))
    shared: dict[int, Counter[int]] = {}
    for band in range(BANDS):
        column = keys[:, band]
        order = np.argsort(column, kind="stable")
        ordered = column[order]
        first = np.searchsorted(ordered, column[at], "left")
        last = np.searchsorted(ordered, column[at], "right")
        for which in np.flatnonzero((last - first > 1) & (column[at] != 0)):
            one = int(at[which])
            # A text that thousands share needs no more than some of them to be told by.
            others = order[first[which] : min(int(last[which]), int(first[which]) + _BUCKET)].tolist()
            shared.setdefault(one, Counter()).update(other for other in others if other != one)
    return {names[one]: [names[other] for other, _ in counts.most_common(_COMPARED)] for one, counts in shared.items()}


def _join(store: BuildStore, article: str, others: Sequence[str]) -> None:
    """Put an article and the candidates that it is nearly the same as into one family, with the families they have."""
    texts = {each.id: each.text for each in store.articles.get([article, *others])}
    mine = shingled(texts[article])
    near = [each for each in others if containment(mine, shingled(texts[each])) >= NEAR]
    if near:
        store.families.join([article, *near])
