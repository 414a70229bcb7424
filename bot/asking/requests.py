"""What somebody gets who asks no question: the articles about something, the newest ones, or a word.

Key words are asked all the same, since a sure answer is worth more than a list; see `Asking`.
"""

from __future__ import annotations

from functools import partial

from bot.answering import Answering
from bot.concurrency import Threads
from bot.messages.catalogue import Phrases
from bot.messages.composing import Composed
from bot.messages.lists import render_articles_about, render_latest
from index import QueryProblem, Request, RequestKind

LISTED = 5


class Requests:
    """Finds the articles that are wanted."""

    def __init__(self, engine: Answering, threads: Threads) -> None:
        self.engine = engine
        self.threads = threads

    async def answer(self, request: Request, phrases: Phrases) -> Composed | str | None:
        """Return what there is to say; None for key words that no article holds, and for a bare question word.

        Raises:
            IndexMissing: there is nothing to look in yet.
        """
        if request.kind is RequestKind.NEWS:
            newest = await self.threads.run(partial(self.engine.newest, LISTED), name="newest")
            return render_latest(newest, phrases)
        if request.kind is RequestKind.BARE:
            return None
        try:
            found = await self.threads.run(partial(self.engine.about, request.subject, count=LISTED), name="about")
        except QueryProblem:
            return None
        if found:
            return render_articles_about(request.subject, found, phrases)
        is_named = request.kind is RequestKind.ARTICLES
        return phrases("no-articles-about", subject=request.subject) if is_named else None
