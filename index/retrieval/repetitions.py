"""Lets articles that are nearly the same answer as one: a passage that repeats a better one of its family is left out.

The articles that carry the same passage are named beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from haystack import Document

from index.articles import Article
from index.language.resemblance import is_in, shingled
from index.language.text import normalise


def without_repetitions(documents: Iterable[Document], families: Mapping[str, str], top_k: int) -> list[Document]:
    """Return so many passages, the best first, without those that repeat better ones of an article of the same family.

    `families` are those of their articles, from `Families.of`.
    """
    kept: list[Document] = []
    for document in documents:
        article = document.meta["article_id"]
        family = families.get(article)
        relatives = [
            shingled(each.content or "")
            for each in kept
            if family and each.meta["article_id"] != article and families.get(each.meta["article_id"]) == family
        ]
        if not (relatives and is_in(shingled(document.content or ""), relatives)):
            kept.append(document)
        if len(kept) == top_k:
            break
    return kept


# The copies of one agency's text are asked about again and again: at every answer, and at every question near it.
_normalised = lru_cache(maxsize=128)(normalise)


def carriers(relatives: Sequence[Article], passages: Sequence[str], quotation: str = "") -> list[Article]:
    """Return those of an article's family that carry one of these passages, too; the oldest first.

    The relatives begin with the newest; in each the quotation has to stand word by word.
    """
    quoted = normalise(quotation)
    found = []
    for relative in relatives:
        if not quoted or quoted in _normalised(relative.text):
            whole = [shingled(relative.text)]
            if any(is_in(shingled(passage), whole) for passage in passages):
                found.append(relative)
    return found[::-1]
