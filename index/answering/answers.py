"""Turns what the query pipeline returns into plain results."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from haystack import Document, ExtractedAnswer

from index.articles import Article
from index.language.sentences import sentence_around
from index.results import Answer, ArticleRef, FoundPassage
from index.retrieval.repetitions import carriers
from index.store.protocols import PassageStore

# So many articles that say the same are named at the most.
_NAMED = 20


def to_answer(extracted: ExtractedAnswer, article_text: str, store: PassageStore | None = None) -> Answer:
    """Return the answer with the sentence around it, which may begin before its passage and end after it.

    Args:
        extracted: from the reader.
        article_text: the whole text of its article.
        store: where other articles that say the same are looked for.
    """
    document = extracted.document
    if document is None or extracted.data is None:
        raise ValueError("an extracted answer needs its text and its document")
    start, end, day = (extracted.meta[name] for name in ("start", "end", "date"))
    sentence_start, sentence_end = sentence_around(article_text, start, end, document.meta["language"])
    sentence = article_text[sentence_start:sentence_end]
    passages = [sentence, document.content or ""]
    relatives = _relatives(document, store)
    others = carriers(relatives, passages, extracted.data)
    return Answer(
        text=extracted.data,
        confidence=extracted.score,
        start=start,
        end=end,
        sentence=sentence,
        sentence_start=sentence_start,
        passage_id=document.id,
        article=_article_ref(document, start),
        date=date.fromisoformat(day) if day else None,
        also_in=tuple(map(_ref_of, others)),
        date_guessed=bool(extracted.meta.get("date_guessed")),
    )


def to_passage(document: Document, store: PassageStore | None = None) -> FoundPassage:
    """Return a retrieved passage; with the store, also which other articles carry it."""
    text = document.content or ""
    others = carriers(_relatives(document, store), [text])
    article = _article_ref(document, document.meta.get("start", 0))
    return FoundPassage(document.id, text, document.score or 0.0, article, tuple(map(_ref_of, others)))


def _relatives(document: Document, store: PassageStore | None) -> list[Article]:
    return store.families.relatives(document.meta["article_id"], _NAMED) if store else []


def _ref_of(article: Article) -> ArticleRef:
    names = ("id", "title", "url", "published", "source", "language", "published_guessed")
    return ArticleRef(**{name: getattr(article, name) for name in names})


def _article_ref(document: Document, place: int) -> ArticleRef:
    """Return the article of a passage; its page is that of a place in the article's text."""
    meta = document.meta
    return ArticleRef(
        id=meta["article_id"],
        title=meta["title"],
        url=meta["url"],
        published=date.fromisoformat(meta["published"]) if meta["published"] else None,
        source=meta["source"],
        language=meta["language"],
        published_guessed=bool(meta.get("published_guessed")),
        page=bisect_right(meta.get("page_starts") or (), place) or None,
    )
