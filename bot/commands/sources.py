"""`/sources` and `/latest`: what there is to ask about."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from telegram import Message

from bot.answering import Answering
from bot.asking.dialogues import Dialogues
from bot.asking.meaning import LISTED, after_list
from bot.concurrency import Threads
from bot.messages.catalogue import Phrases
from bot.messages.composing import Composed, Composer, excerpt
from bot.messages.languages import Languages
from bot.messages.lists import render_articles
from bot.sending.replying import reply
from index import Contents, IndexMissing

T = TypeVar("T")

_PUBLISHERS = 20
_NAME_UNITS = 100


class SourcesCommand:
    """Tells what is indexed; names publishers, never the folders that articles come from."""

    def __init__(self, engine: Answering, languages: Languages, threads: Threads, dialogues: Dialogues) -> None:
        self.engine = engine
        self.threads = threads
        self.languages = languages
        self.dialogues = dialogues

    async def sources(self, message: Message) -> None:
        """Count articles, by publisher."""
        await self._show(message, self.engine.contents, render_contents)

    async def latest(self, message: Message) -> None:
        """List the newest articles, of which one may be asked for by its place."""
        shown = await self._show(message, partial(self.engine.newest, LISTED), render_articles)
        if shown is not None:
            found, answer = shown
            before = self.dialogues.before(message, message.from_user)
            self.dialogues.note(message, message.from_user, after_list(found, before), answer)

    async def _show(
        self, message: Message, look: Callable[[], T], render: Callable[[T, Phrases], Composed]
    ) -> tuple[T, Message] | None:
        phrases = await self.languages.phrases_of(message)
        try:
            found = await self.threads.run(look, name="browsing")
        except IndexMissing:
            await reply(message, phrases("not-ready"))
            return None
        return found, await reply(message, render(found, phrases))


def render_contents(contents: Contents, phrases: Phrases) -> Composed:
    """Return the counts, the publishers with most articles, and the newest day."""
    counted = phrases("sources-count", articles=contents.articles, passages=contents.passages)
    composer = Composer().add(counted).add("\n")
    for name, count in contents.publishers[:_PUBLISHERS]:
        shown = excerpt(name or "", _NAME_UNITS) or phrases("sources-unnamed")
        composer.add("\n• ").add(phrases("sources-publisher", name=shown, articles=count))
    if len(contents.publishers) > _PUBLISHERS:
        composer.add("\n").add(phrases("sources-more", count=len(contents.publishers) - _PUBLISHERS))
    if contents.newest:
        composer.add("\n\n").add(phrases("sources-newest", day=phrases.day(contents.newest)))
    return composer.compose()
