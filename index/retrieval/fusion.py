"""Joins dense and lexical scores into one ranking: weighted sums of z-scores over the candidates.

Fusion, never gating: a passage that only one side found stays a candidate, so that a question in one language finds
passages in another, where BM25 has nothing to say. Pure arithmetic.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Float64 = NDArray[np.float64]


def z_scores(scores: Float64) -> Float64:
    """Return (score − mean) / standard deviation, (n,); zeros where all scores are equal."""
    deviation = scores.std()
    return (scores - scores.mean()) / deviation if deviation > 1e-12 else np.zeros_like(scores)


def fuse(dense: Float64, lexical: Float64, dense_weights: Float64) -> Float64:
    """Return the fused scores of the candidates, (n,), higher is better.

    Args:
        dense: cosines, (n,).
        lexical: BM25 scores, (n,); 0 where the passage shares no word with the query.
        dense_weights: 0 to 1, (n,); the lexical weight is what is left. 1 for a passage in another language.
    """
    return dense_weights * z_scores(dense) + (1 - dense_weights) * z_scores(lexical)
