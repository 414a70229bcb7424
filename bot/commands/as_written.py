"""The button that takes back what a follow-up was completed with: asks the question as it was written, in place."""

from __future__ import annotations

from telegram import Message, Update
from telegram.ext import CallbackQueryHandler, ContextTypes

from bot.access.policy import AccessPolicy
from bot.asking.asking import Asking
from bot.messages.keyboards import DropPress
from bot.sending.replying import acknowledge


class Dropping:
    """Lets whoever asked a question ask it on its own; what an anonymous administrator asked, anybody in the group."""

    def __init__(self, asking: Asking, policy: AccessPolicy) -> None:
        self.asking = asking
        self.policy = policy

    def handlers(self) -> list[CallbackQueryHandler[ContextTypes.DEFAULT_TYPE, None]]:
        """Return what to add to the application."""
        return [CallbackQueryHandler(self.press, DropPress.PATTERN)]

    async def press(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Ask again, or say why not."""
        query = update.callback_query
        if query is None:
            return
        phrases = self.asking.languages.phrases(query.from_user)
        press, message = DropPress.decode(query.data or ""), query.message
        remembered = self.asking.memory.recall(press.key) if press else None
        if remembered is None or not isinstance(message, Message) or not message.is_accessible:
            await acknowledge(query, phrases("list-expired"))
        elif not remembered.is_of(query.from_user.id, message.chat.id):
            await acknowledge(query, phrases("not-your-question"))
        elif not self.policy.may_ask(query.from_user.id, message.chat.id):
            await acknowledge(query, phrases(self.policy.refusal, user=str(query.from_user.id)))
        else:
            await acknowledge(query)
            await self.asking.ask_alone(remembered, message, query.from_user)
