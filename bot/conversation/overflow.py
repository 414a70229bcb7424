"""Tells a chat in which too much waits that further messages are left out; once in a while, not for each."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict

from telegram import Update
from telegram.error import TelegramError

from bot.errors import BotStopping
from bot.messages.languages import Languages
from bot.sending.replying import reply

_LOG = logging.getLogger(__name__)
_AGAIN_AFTER_S = 60.0
_REMEMBERED = 1000


class Overflow:
    """Answers instead of the handlers."""

    def __init__(self, languages: Languages, *, limit: int) -> None:
        self.languages = languages
        self.limit = limit
        self._told: OrderedDict[int, float] = OrderedDict()

    async def tell(self, update: Update) -> None:
        """Say it in answer to a message that is left out; a group's talk is nothing to answer."""
        message, now = update.message, time.monotonic()
        if message is None or not (message.chat.type == message.chat.PRIVATE or (message.text or "").startswith("/")):
            return
        if now - self._told.get(message.chat.id, float("-inf")) < _AGAIN_AFTER_S:
            return
        self._told[message.chat.id] = now
        self._told.move_to_end(message.chat.id)
        while len(self._told) > _REMEMBERED:
            self._told.popitem(last=False)
        try:
            await reply(message, self.languages.phrases(message.from_user)("too-many-waiting", waiting=self.limit))
        except (TelegramError, BotStopping) as error:
            _LOG.info("not told that messages are left out: %s", error)
