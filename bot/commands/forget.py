"""`/forget`: removes what the bot keeps of a person, once they have confirmed it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import CallbackQueryHandler, ContextTypes

from bot.asking.asking import Asking
from bot.messages.callback_data import Button
from bot.sending.replying import acknowledge, edit, reply
from bot.ticket import once

_YES, _NO = "yes", "no"


class ForgetCommand:
    """Asks whether it is meant, and does it."""

    def __init__(self, asking: Asking, forget_updates: Callable[[int], Awaitable[None]]) -> None:
        self.asking = asking
        self.languages = asking.languages
        self.forget_updates = forget_updates

    def handlers(self) -> list[CallbackQueryHandler[ContextTypes.DEFAULT_TYPE, None]]:
        """Return what to add to the application, besides the command."""
        return [CallbackQueryHandler(self.press, Button.FORGET.pattern)]

    async def command(self, message: Message) -> None:
        """Say what would be removed, and ask."""
        if message.from_user is None:
            return
        if message.sender_chat is not None:
            # Nobody could press the buttons: who it is, only a message of their own tells.
            await reply(message, (await self.languages.phrases_of(message))("forget-as-oneself"))
            return
        phrases, person = await self.languages.phrases(message.from_user), message.from_user.id
        row = [
            InlineKeyboardButton(phrases("button-forget"), callback_data=Button.FORGET.data(_YES, person)),
            InlineKeyboardButton(phrases("button-do-not-forget"), callback_data=Button.FORGET.data(_NO, person)),
        ]
        await reply(message, phrases("forget-question"), InlineKeyboardMarkup([row]))

    async def press(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Do it, or not; only for whoever was asked."""
        query = update.callback_query
        if query is None:
            return
        phrases, person = await self.languages.phrases(query.from_user), query.from_user.id
        match Button.FORGET.parts(query.data):
            case [choice, number] if number == str(person) and choice in (_YES, _NO):
                text = phrases("not-forgotten" if choice == _NO else "forgotten")
            case _:
                await acknowledge(query, phrases("forget-not-yours"))
                return
        if choice == _YES:
            # Once more, it would take what they have asked since.
            await once("forgotten", partial(self._forget, person))
        await acknowledge(query)
        if isinstance(query.message, Message) and query.message.is_accessible:
            await edit(query.message, text)

    async def _forget(self, person: int) -> None:
        # The number of a private chat is its person's. First what is under way, so that it leaves nothing behind.
        self.asking.forget(person)
        await self.forget_updates(person)
        records = self.asking.records
        self.asking.memory.drop(await records.apart(records.forget_person, person))
