"""Lists of articles as messages: the newest, those that are about something, and one that was chosen of them."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import MessageEntity

from bot.messages.catalogue import Phrases
from bot.messages.composing import Composed, Composer, excerpt
from bot.messages.rendering import SUBJECT, add_origin
from index import Article, FoundArticle

# Five of them fit on a phone's screen.
_BEGINNING = 100
# Of one alone more is shown.
_OPENED = 500


def render_articles(
    articles: Sequence[Article] | Sequence[FoundArticle], phrases: Phrases, *, about: str = ""
) -> Composed:
    """Return titles, linked where they can be, with publisher and day, and the first sentence of those that have one.

    The newest articles are `about` nothing.
    """
    title = phrases("articles-about", subject=excerpt(about, SUBJECT)) if about else phrases("latest-title")
    composer = Composer().add(title)
    for each in articles:
        composer.add("\n\n")
        add_origin(composer, each.article if isinstance(each, FoundArticle) else each, phrases, separator="\n")
        if isinstance(each, FoundArticle) and (beginning := excerpt(each.beginning, _BEGINNING)):
            composer.add(f"\n{beginning}")
    return composer.compose()


def render_article(article: Article, phrases: Phrases) -> Composed:
    """Return one article of a list: its title, linked where it can be, publisher and day, and how it begins."""
    composer = Composer()
    add_origin(composer, article, phrases, separator="\n")
    # The title stands there already.
    text = article.text.strip().removeprefix(article.title)
    if beginning := excerpt(text, _OPENED):
        composer.add("\n\n").add(beginning, MessageEntity.BLOCKQUOTE)
    return composer.compose()
