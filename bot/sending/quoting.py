"""What an answer quotes: in a group the words of the question, in a private chat only where others came between.

Telegram shows a quoted message above each reply; where question and answer stand below each other that says nothing.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from telegram import Message, ReplyParameters

from bot.messages.composing import utf16_units

# UTF-16 units that Telegram takes as a quotation in a reply.
_MAX_QUOTE = 1024
_REMEMBERED_CHATS = 10_000


class ReplyIfOthersCame(ReplyParameters):
    """Replies to a message, unless it is still the latest of its chat when the reply leaves."""

    __slots__ = ()


class LatestMessages:
    """The number of the latest message in each chat, whoever wrote it; in memory only, and bounded."""

    def __init__(self, capacity: int = _REMEMBERED_CHATS) -> None:
        self.capacity = capacity
        self._latest: OrderedDict[int, int] = OrderedDict()

    def note(self, message: Any) -> None:
        """Note a message as Telegram tells of it, be it somebody's or the bot's own; anything else is ignored."""
        try:
            chat_id, message_id = int(message["chat"]["id"]), int(message["message_id"])
        except (KeyError, TypeError, ValueError):
            return
        self._latest[chat_id] = max(message_id, self._latest.get(chat_id, 0))
        self._latest.move_to_end(chat_id)
        while len(self._latest) > self.capacity:
            self._latest.popitem(last=False)

    def is_latest(self, chat_id: Any, message_id: int) -> bool:
        """Return whether nothing is known to have come after a message; False where nothing is known of its chat."""
        return self._latest.get(chat_id) == message_id


def quotation(message: Message, question: str) -> str | None:
    """Return the words to reply to in a group, where a message holds more than the question: a command, a mention."""
    words = message.text or message.caption or ""
    in_group = message.chat.type != message.chat.PRIVATE
    fits = utf16_units(question) <= _MAX_QUOTE
    return question if in_group and fits and question and question != words and question in words else None
