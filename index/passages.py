"""The passage: a piece of an article, as a Haystack document, and how articles are cut into such pieces.

What every store gives and takes. Does not cut: see `index.embedding.splitter`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

from haystack import Document

from index.articles import Article

# What a document's `meta` tells of its passage and article, in every store.
_ARTICLES = ("title", "url", "published", "published_guessed", "language", "source", "origin")
META = ("article_id", "ordinal", "start", "end", *_ARTICLES)


@dataclass(frozen=True)
class PassageSettings:
    """How articles are cut; recorded with every snapshot.

    Attributes:
        target_tokens: a passage takes sentences until it would exceed this many tokens.
        overlap_sentences: how many sentences two neighbouring passages share.
        list_tokens: up to how many tokens the lines of a list or table stay together with what introduces them.
    """

    target_tokens: int = 110
    overlap_sentences: int = 1
    list_tokens: int = 220


class PassageFacts(NamedTuple):
    """What ranking asks about a passage."""

    article_id: str
    language: str
    published: str | None


def passage_document(article: Article, ordinal: int, span: tuple[int, int]) -> Document:
    """Make a Haystack document of one passage of an article; its id changes with its place and text."""
    start, end = span
    text = article.text[start:end]
    digest = hashlib.sha256(f"{start}:{end}:{text}".encode("utf-8", "surrogatepass")).hexdigest()
    meta = {
        "article_id": article.id,
        "ordinal": ordinal,
        "start": start,
        "end": end,
        "title": article.title,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "published_guessed": article.published_guessed,
        "language": article.language,
        "source": article.source,
        "origin": article.origin,
    }
    return Document(id=f"{article.id}-{digest[:8]}", content=text, meta=meta)
