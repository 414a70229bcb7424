"""Remembers recent replies, so that their buttons work; in memory only, and bounded. Keeps the text of rated ones."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from telegram import Message

from bot.answering import Answering
from bot.concurrency import Threads
from bot.monitoring.failure_codes import log_failure
from bot.storage.records import AskedQuestion, Records
from index import Answer, Article, ArticleRef, FoundPassage, Reply, TanyaIndexError


@dataclass(frozen=True)
class Remembered:
    """A reply with what led to it.

    Attributes:
        reply: what the index said.
        words: the question as the person wrote it; `reply.question` is the one that was asked.
        about: what the question was completed with; None when it stands alone.
        message: the message that held the question.
        asker: who asked: a user, or the chat that an anonymous administrator speaks for.
        subject: what it named, if it was key words and no question.
        is_shown: whether its message shows it, and not one of its passages or what was asked in its place.
        moved_to: the number that its group has by now, where that is another.
    """

    reply: Reply
    words: str
    about: str | None
    message: Message
    asker: int | None
    subject: str | None = None
    is_shown: bool = True
    moved_to: int | None = None

    @property
    def chat_id(self) -> int:
        """Where it was asked."""
        return self.moved_to or self.message.chat.id

    def is_of(self, person_id: int, chat_id: int) -> bool:
        """Return whether a person asked this, or the chat that they speak for."""
        return self.asker in (None, person_id, chat_id)


class ReplyMemory:
    """The most recently used replies, each under a short random key."""

    def __init__(self, capacity: int = 1000) -> None:
        self.capacity = capacity
        self._replies: OrderedDict[str, Remembered] = OrderedDict()

    def keep(self, remembered: Remembered, key: str | None = None) -> str:
        """Store a reply and return its key, by chance without one; the least recently used one makes room."""
        key = key or secrets.token_urlsafe(8)
        self._replies[key] = remembered
        while len(self._replies) > self.capacity:
            self._replies.popitem(last=False)
        return key

    def recall(self, key: str) -> Remembered | None:
        """Return a reply, or None when it is no longer known."""
        if key in self._replies:
            self._replies.move_to_end(key)
        return self._replies.get(key)

    def change(self, key: str, **changes: Any) -> None:
        """Change what is remembered of a reply, unless it was forgotten."""
        if key in self._replies:
            self.keep(replace(self._replies[key], **changes), key)

    def latest(self, chat_id: int, asker: int | None) -> str | None:
        """Return the key of the latest reply that somebody got in a chat."""
        place, kept = (chat_id, asker), reversed(self._replies.items())
        return next((key for key, each in kept if (each.chat_id, each.asker) == place), None)

    def forget(self, number: int) -> None:
        """Forget the replies that were given in a chat, or to a person wherever it was."""
        for key in [key for key, each in self._replies.items() if number in (each.chat_id, each.asker)]:
            del self._replies[key]

    def move(self, old: int, new: int) -> None:
        """Remember under a group's new number what was remembered of it."""
        for key, each in self._replies.items():
            if each.chat_id == old:
                self._replies[key] = replace(each, moved_to=new, asker=new if each.asker == old else each.asker)

    def drop(self, keys: Iterable[str]) -> None:
        """Forget these replies."""
        for key in keys:
            self._replies.pop(key, None)


def without_removed(found: Reply, engine: Answering) -> Reply:
    """Return a reply with what is served still; without its answers, where its best one is from a removed article.

    It stays as it is where no index can be read.
    """
    items: list[Answer | FoundPassage] = [*found.passages, *found.answers]
    articles = {article.id for each in items for article in (each.article, *each.also_in)}
    try:
        served = {each for each in articles if engine.article(each) is not None}
    except TanyaIndexError:
        return found
    if articles == served:
        return found

    def also_in(item: Answer | FoundPassage) -> tuple[ArticleRef, ...]:
        return tuple(each for each in item.also_in if each.id in served)

    answers = tuple(replace(each, also_in=also_in(each)) for each in found.answers if each.article.id in served)
    passages = tuple(replace(each, also_in=also_in(each)) for each in found.passages if each.article.id in served)
    is_best_served = not found.answers or found.answers[0].article.id in served
    return replace(found, answers=answers if is_best_served or not found.answered else (), passages=passages)


async def keep_context(asked: AskedQuestion, engine: Answering, threads: Threads, records: Records) -> None:
    """Keep the text that a rated answer was read in, unless the article is no longer the same."""
    if asked.article is None:
        return
    try:
        article = await threads.run(partial(engine.article, asked.article), name="context")
    except Exception as error:
        log_failure(error, "keeping the text of a rated answer")
        return
    if article is not None and _stands_in(asked, article):
        await records.apart(records.keep_context, asked, article.text)


def _stands_in(asked: AskedQuestion, article: Article) -> bool:
    return asked.answer is None or article.text[asked.start : asked.end] == asked.answer
