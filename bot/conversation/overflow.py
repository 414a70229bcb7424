"""Tells a chat in which too much waits that further messages are left out; once in a while, not for each."""

from __future__ import annotations

import logging

from telegram import Update
from telegram.error import TelegramError

from bot.clock import Seldom
from bot.errors import BotStopping
from bot.messages.languages import Languages
from bot.sending.replying import reply

_LOG = logging.getLogger(__name__)
_AGAIN_AFTER_S = 60.0


class Overflow:
    """Answers instead of the handlers."""

    def __init__(self, languages: Languages, *, limit: int) -> None:
        self.languages = languages
        self.limit = limit
        self._telling = Seldom(_AGAIN_AFTER_S)

    async def tell(self, update: Update) -> None:
        """Say it in answer to a message that is left out; a group's talk is nothing to answer."""
        message = update.message
        if message is None or not (message.chat.type == message.chat.PRIVATE or (message.text or "").startswith("/")):
            return
        if not self._telling.is_due(message.chat.id):
            return
        try:
            phrases = await self.languages.phrases(message.from_user)
            await reply(message, phrases("too-many-waiting", waiting=self.limit))
        except (TelegramError, BotStopping) as error:
            _LOG.info("not told that messages are left out: %s", error)
