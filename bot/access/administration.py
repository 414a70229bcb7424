"""What only administrators may do: commands and buttons whose handlers all pass through the check here.

An administrator is a numeric user id of the settings, in person, and in the private chat with the bot, where nobody
else reads the answer. For anybody else there is no such command.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import CallbackQuery, Message, Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, ContextTypes
from telegram.ext.filters import UpdateType

from bot.access.policy import AccessPolicy
from bot.messages.callback_data import Button
from bot.messages.catalogue import Phrases
from bot.messages.languages import Languages
from bot.sending.replying import acknowledge, reply

_Context = ContextTypes.DEFAULT_TYPE
AdministratorHandler = BaseHandler[Update, _Context, None]
# What follows the command, and the texts for who wrote it.
OnCommand = Callable[[Message, str, Phrases], Awaitable[None]]
# The pressed button, the message under which it stands, and the texts for who pressed it.
OnPress = Callable[[CallbackQuery, Message, Phrases], Awaitable[None]]


class Administration:
    """Makes handlers that let administrators through and nobody else."""

    def __init__(
        self, policy: AccessPolicy, languages: Languages, reject: Callable[[Message], Awaitable[None]]
    ) -> None:
        """Take the rules.

        Args:
            policy: who administers.
            languages: how they are spoken to.
            reject: what anybody else's command meets.
        """
        self.policy = policy
        self.languages = languages
        self.reject = reject

    def command(self, name: str, act: OnCommand, *, in_background: bool = False) -> AdministratorHandler:
        """Return the handler of a command; in the background it does not hold up the chat's other updates."""

        async def check(update: Update, _context: _Context) -> None:
            message = update.message
            if message is None:
                return
            if not self.policy.is_administrator(message):
                await self.reject(message)
                return
            await self.languages.remember(message.from_user)
            phrases = await self.languages.phrases(message.from_user)
            if message.chat.type != message.chat.PRIVATE:
                await reply(message, phrases("administrators-in-private"))
                return
            _, *rest = (message.text or "").split(maxsplit=1)
            await act(message, rest[0].strip() if rest else "", phrases)

        return CommandHandler(name, check, UpdateType.MESSAGE, block=not in_background)

    def button(self, kind: Button, act: OnPress, *, in_background: bool = False) -> AdministratorHandler:
        """Return the handler of the buttons of a kind."""

        async def check(update: Update, _context: _Context) -> None:
            query = update.callback_query
            if query is None:
                return
            phrases = await self.languages.phrases(query.from_user)
            message = query.message
            if not self.policy.is_administrators_press(query):
                await acknowledge(query, phrases("administrators-only"))
            elif not isinstance(message, Message) or not message.is_accessible:
                await acknowledge(query, phrases("button-expired"))
            else:
                await act(query, message, phrases)

        return CallbackQueryHandler(check, kind.pattern, block=not in_background)
