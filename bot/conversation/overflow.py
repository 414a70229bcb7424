"""Which messages wait for their turn in a chat, and what is told where too many do, once in a while, not for each."""

from __future__ import annotations

import logging
from collections.abc import Set

from telegram import Update
from telegram.error import TelegramError

from bot.access.policy import is_nobodys
from bot.clock import Seldom
from bot.conversation.addressing import addressed
from bot.errors import BotStopping
from bot.leading_command import leading_command
from bot.messages.languages import Languages
from bot.sending.replying import reply

_LOG = logging.getLogger(__name__)
_AGAIN_AFTER_S = 60.0


class Overflow:
    """Answers instead of the handlers where too many messages wait; a group's talk never does."""

    def __init__(self, languages: Languages, *, limit: int, commands: Set[str]) -> None:
        """Set up; `limit` messages of a chat may wait, and `commands` are the names of the bot's own."""
        self.languages = languages
        self.limit = limit
        self.commands = commands
        self._telling = Seldom(_AGAIN_AFTER_S)

    def is_talk(self, update: Update) -> bool:
        """Return whether an update is what people in a group say to each other: nothing is done about it."""
        message = update.message or update.edited_message
        if message is None or message.chat.type == message.chat.PRIVATE or message.migrate_to_chat_id is not None:
            return False
        bot, command = message.get_bot(), leading_command(message)
        if command is not None and not is_nobodys(message, bot.id):
            return not (command.name in self.commands and command.is_for(bot.username))
        return addressed(message, bot.id, bot.username) is None

    async def tell(self, update: Update) -> None:
        """Say it in answer to a message that is left out."""
        message = update.message
        if message is None or message.migrate_to_chat_id is not None:
            return
        if not self._telling.is_due(message.chat.id):
            return
        try:
            phrases = await self.languages.phrases(message.from_user)
            await reply(message, phrases("too-many-waiting", waiting=self.limit))
        except (TelegramError, BotStopping) as error:
            _LOG.info("not told that messages are left out: %s", error)
