"""What only administrators may do: commands and buttons whose handlers all pass through the check here.

An administrator is a numeric user id of the settings, in person, and in the private chat with the bot, where nobody
else reads the answer. For anybody else there is no such command.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import CallbackQuery, Message, Update
from telegram.error import BadRequest
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler
from telegram.ext.filters import ANIMATION, Document, MessageFilter, UpdateType

from bot.access.policy import AccessPolicy
from bot.leading_command import leading_command
from bot.messages.callback_data import Button
from bot.messages.catalogue import Phrases
from bot.messages.languages import Languages
from bot.sending.replying import acknowledge, edit, reply
from bot.ticket import current_handling, go_on_in_background

_Context = ContextTypes.DEFAULT_TYPE
AdministratorHandler = BaseHandler[Update, _Context, None]
# What follows the command, and the texts for who wrote it.
OnCommand = Callable[[Message, str, Phrases], Coroutine[Any, Any, None]]
# The message with the file, and the texts for who sent it.
OnHandedOver = Callable[[Message, Phrases], Awaitable[None]]
# The pressed button, the message under which it stands, and the texts for who pressed it.
OnPress = Callable[[CallbackQuery, Message, Phrases], Coroutine[Any, Any, None]]


class _HandedOver(MessageFilter):
    """Lets through what administrators hand over."""

    def __init__(self, policy: AccessPolicy) -> None:
        super().__init__()
        self.policy = policy

    def filter(self, message: Message) -> bool:
        return self.policy.is_handed_over_by_administrator(message)


class Administration:
    """Makes handlers that let administrators through and nobody else."""

    def __init__(
        self, policy: AccessPolicy, languages: Languages, reject: Callable[[Message], Awaitable[None]]
    ) -> None:
        """Take the rules; `reject` is what anybody else's command meets."""
        self.policy = policy
        self.languages = languages
        self.reject = reject

    def command(self, name: str, act: OnCommand, *, in_background: bool = False) -> AdministratorHandler:
        """Return the handler of a command; in the background it does not hold up the chat's other updates."""

        async def check(update: Update, context: _Context) -> None:
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
            command = leading_command(message)
            work = act(message, command.rest if command else "", phrases)
            await _do(work, message, phrases, update, context, in_background=in_background)

        return CommandHandler(name, check, UpdateType.MESSAGE)

    def document(self, act: OnHandedOver) -> AdministratorHandler:
        """Return the handler of files that administrators hand over; those of others are not handled by it."""

        async def check(update: Update, _context: _Context) -> None:
            if update.message is not None:
                await act(update.message, await self.languages.phrases(update.message.from_user))

        # An animation comes with a document beside it.
        files = UpdateType.MESSAGE & Document.ALL & ~ANIMATION
        return MessageHandler(files & _HandedOver(self.policy), check)

    def button(
        self, kind: Button, act: OnPress, *, in_background: bool = False, is_repeatable: bool = False
    ) -> AdministratorHandler:
        """Return the handler of the buttons of a kind.

        Args:
            kind: which buttons.
            act: what they do.
            in_background: whether it holds up the chat's other updates.
            is_repeatable: whether it is begun again where a killed bot had begun it.
        """

        async def check(update: Update, context: _Context) -> None:
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
                work = act(query, message, phrases)
                if is_repeatable:
                    go_on_in_background(context.application, work, update)
                else:
                    await _do(work, message, phrases, update, context, in_background=in_background)

        return CallbackQueryHandler(check, kind.pattern)


async def _do(
    work: Coroutine[Any, Any, None],
    message: Message,
    phrases: Phrases,
    update: Update,
    context: _Context,
    *,
    in_background: bool,
) -> None:
    """Do what was ordered; what a killed bot had begun in the background is not begun again, but told."""
    ticket = current_handling()
    if not in_background:
        await work
    elif ticket is not None and ticket.notice:
        work.close()
        await _tell_of_interruption(message, ticket.notice, phrases("build-interrupted"))
    else:
        go_on_in_background(context.application, work, update)


async def _tell_of_interruption(message: Message, notice: int, text: str) -> None:
    """Say it in the message that showed the work, or else in a new one."""
    shown = Message(notice, message.date, message.chat)
    shown.set_bot(message.get_bot())
    try:
        await edit(shown, text)
    except BadRequest:
        await reply(message, text)
