"""Lists of articles as messages: the newest, and those that are about something."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages.catalogue import Phrases
from bot.messages.composing import Composed, Composer, excerpt
from bot.messages.rendering import add_origin
from index import Article, FoundArticle

_SUBJECT, _BEGINNING = 100, 200


def render_latest(articles: Sequence[Article], phrases: Phrases) -> Composed:
    """Return titles, linked where they can be, with publisher and day."""
    composer = Composer().add(phrases("latest-title"))
    for article in articles:
        composer.add("\n\n")
        add_origin(composer, article, phrases, separator="\n")
    return composer.compose()


def render_articles_about(subject: str, found: Sequence[FoundArticle], phrases: Phrases) -> Composed:
    """Return titles, linked where they can be, with publisher, day and the first sentence of each."""
    composer = Composer().add(phrases("articles-about", subject=excerpt(subject, _SUBJECT)))
    for each in found:
        composer.add("\n\n")
        add_origin(composer, each.article, phrases, separator="\n")
        if beginning := excerpt(each.beginning, _BEGINNING):
            composer.add(f"\n{beginning}")
    return composer.compose()
