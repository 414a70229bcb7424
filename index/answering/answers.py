"""Turns what the query pipeline returns into plain results."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import TypeVar

from haystack import Document, ExtractedAnswer

from index.articles import Article
from index.language.sentences.spans import sentence_around
from index.results import Answer, ArticleRef, Certainty, FoundPassage
from index.retrieval.repetitions import carriers
from index.store.protocols import PassageStore

_Shown = TypeVar("_Shown", Answer, FoundPassage)
# So many articles that say the same are named at the most.
_NAMED = 20


def to_answer(
    extracted: ExtractedAnswer,
    article_text: str,
    store: PassageStore | None = None,
    *,
    certainty: Certainty = Certainty.NONE,
) -> Answer:
    """Return the answer with the sentence around it, which may begin before its passage and end after it.

    With a store, other articles that say the same are looked for. `article_text` is the whole text of its article.
    """
    document = extracted.document
    if document is None or extracted.data is None:
        raise ValueError("an extracted answer needs its text and its document")
    start, end, day = (extracted.meta[name] for name in ("start", "end", "date"))
    sentence_start, sentence_end = sentence_around(article_text, start, end, document.meta["language"])
    sentence = article_text[sentence_start:sentence_end]
    passages = [sentence, document.content or ""]
    relatives = _relatives(document, store)
    others = [_ref_of(each) for each in carriers(relatives, passages, extracted.data)]
    others += [article_ref(each) for each in extracted.meta.get("also_in", ())]
    named = {each.id: each for each in others if each.id != document.meta["article_id"]}
    return Answer(
        text=extracted.data,
        confidence=extracted.score,
        start=start,
        end=end,
        sentence=sentence,
        sentence_start=sentence_start,
        passage_id=document.id,
        article=article_ref(document, start),
        date=date.fromisoformat(day) if day else None,
        also_in=tuple(named.values()),
        certainty=certainty,
        superseded=bool(extracted.meta.get("superseded")),
        date_guessed=bool(extracted.meta.get("date_guessed")),
    )


def to_passage(document: Document, store: PassageStore | None = None) -> FoundPassage:
    """Return a retrieved passage; with the store, also which other articles carry it."""
    text = document.content or ""
    others = carriers(_relatives(document, store), [text])
    article = article_ref(document)
    return FoundPassage(document.id, text, document.score or 0.0, article, tuple(map(_ref_of, others)))


def _relatives(document: Document, store: PassageStore | None) -> list[Article]:
    return store.families.relatives(document.meta["article_id"], _NAMED) if store else []


def _ref_of(article: Article) -> ArticleRef:
    names = ("id", "title", "url", "published", "source", "language", "published_guessed")
    return ArticleRef(**{name: getattr(article, name) for name in names})


def article_ref(document: Document, place: int | None = None) -> ArticleRef:
    """Return the article that a passage is from, with the page of a place in its text, else that of its beginning."""
    meta = document.meta
    place = meta.get("start", 0) if place is None else place
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


def without_hidden(shown: _Shown, hidden: Collection[str]) -> _Shown:
    """Return an answer or a passage without the removed articles among those that say the same."""
    if not hidden:
        return shown
    return replace(shown, also_in=tuple(each for each in shown.also_in if each.id not in hidden))
