"""The articles that are about something, for whoever types key words and no question."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from haystack import Document, Pipeline

from index.answering.answers import article_ref
from index.answering.translations import translations_of, with_phrases
from index.language.questions.requests import key_words
from index.language.sentences.spans import first_sentence
from index.language.text import normalise
from index.results import FoundArticle
from index.store.protocols import PassageStore

_PASSAGES = 40
# A shorter word is held as it is only: "gempa" in "gempanya" and "kegempaan", no "i" in "Kim", no "mars" in "Marshal".
_INFLECTED_FROM = 4
_BEFORE = r"(?<!\w)(?:(?:me|pe)(?:n|ng|ny|m)?|di|ke|ber|ter|se|per)?"
# "Usaha" is no "berusaha" where a translation is all there is.
_AFTER_TRANSLATION = r"(?:nya|'?e?s)?(?!\w)"
_AFTER = r"(?:(?:kan|an|i)?(?:nya|kah|lah|pun|ku|mu)?|'?e?s|ed|ing)(?!\w)"


def articles_about(
    subject: str, pipeline: Pipeline, store: PassageStore, count: int, hidden: Collection[str] = ()
) -> list[FoundArticle]:
    """Return the articles that hold a subject's words, or what they are in another language; the best passages first.

    They are looked for by the retriever of a pipeline of questions; those whose ids are `hidden` are not shown.
    """
    embedding = pipeline.get_component("embedder").run(query=subject)["embedding"]
    retriever = pipeline.get_component("retriever")
    passages: list[Document] = retriever.run(query=subject, embedding=embedding, top_k=_PASSAGES)["documents"]
    words = with_phrases(key_words(subject))
    found: dict[str, FoundArticle] = {}
    for passage in passages:
        article = passage.meta["article_id"]
        if article in found or article in hidden or not _holds(passage, words):
            continue
        reference = article_ref(passage)
        text = _without_heading(store.articles.text(article), reference.title)
        found[article] = FoundArticle(reference, first_sentence(text, passage.meta["language"]))
        if len(found) == count:
            break
    return list(found.values())


def _without_heading(text: str, title: str) -> str:
    """Return a text without its title, which is shown beside it, where it begins with that."""
    first, _, rest = text.lstrip().partition("\n")
    return rest if normalise(first) == normalise(title) else text


def _holds(passage: Document, words: Sequence[str]) -> bool:
    """Return whether a passage or its title holds all the words, or most of many; any passage where there are none."""
    text = f"{passage.meta['title']} {passage.content or ''}".casefold()
    held = sum(_is_in(each, text) or _is_translated_in(each, text) for each in words)
    return held >= len(words) - len(words) // 3


def _is_in(word: str, text: str) -> bool:
    if len(word) >= _INFLECTED_FROM:
        return re.search(f"{_BEFORE}{re.escape(word)}{_AFTER}", text) is not None
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _is_translated_in(word: str, text: str) -> bool:
    others = map(re.escape, translations_of(word))
    return any(re.search(rf"(?<!\w){each}{_AFTER_TRANSLATION}", text) for each in others)
