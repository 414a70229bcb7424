"""Turns what the query pipeline returns into plain results."""

from __future__ import annotations

from datetime import date

from haystack import Document, ExtractedAnswer

from index.passages import sentence_around
from index.results import Answer, ArticleRef, FoundPassage


def to_answer(extracted: ExtractedAnswer, article_text: str) -> Answer:
    """Return the answer with the sentence around it, which may begin before its passage and end after it."""
    document = extracted.document
    if document is None or extracted.data is None:
        raise ValueError("an extracted answer needs its text and its document")
    start, end, day = (extracted.meta[name] for name in ("start", "end", "date"))
    sentence_start, sentence_end = sentence_around(article_text, start, end, document.meta["language"])
    return Answer(
        text=extracted.data,
        confidence=extracted.score,
        start=start,
        end=end,
        sentence=article_text[sentence_start:sentence_end],
        sentence_start=sentence_start,
        passage_id=document.id,
        article=_article_ref(document),
        date=date.fromisoformat(day) if day else None,
    )


def to_passage(document: Document) -> FoundPassage:
    """Return a retrieved passage."""
    return FoundPassage(document.id, document.content or "", document.score or 0.0, _article_ref(document))


def _article_ref(document: Document) -> ArticleRef:
    meta = document.meta
    return ArticleRef(
        id=meta["article_id"],
        title=meta["title"],
        url=meta["url"],
        published=date.fromisoformat(meta["published"]) if meta["published"] else None,
        source=meta["source"],
        language=meta["language"],
    )
