"""What happens when something goes wrong: the log gets everything, a person one sentence and a short code."""

from __future__ import annotations

import logging

from telegram import Message, Update
from telegram.error import Forbidden, TelegramError
from telegram.ext import ContextTypes

from bot.errors import BotStopping, RecordsAway
from bot.messages.composing import shorten
from bot.messages.languages import Languages
from bot.monitoring.failure_codes import log_failure
from bot.sending.delivery import Delivery, delivery_of
from bot.sending.replying import acknowledge, reply
from bot.ticket import current_handling
from index import DatabaseAway

_LOG = logging.getLogger(__name__)
# Of what the answer to a press may say.
_MOST_UNITS = 200


class FailureReport:
    """Handles whatever a handler did not."""

    def __init__(self, languages: Languages) -> None:
        self.languages = languages

    async def handle(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Log the error, and tell the person who caused it, or try again when Telegram or the database is there."""
        error = context.error
        ticket = current_handling()
        if isinstance(error, Forbidden):
            _LOG.info("not sent: %s", error)
            return
        if isinstance(error, BotStopping | RecordsAway | DatabaseAway) or (
            isinstance(error, TelegramError) and delivery_of(error) is not Delivery.REFUSED
        ):
            if ticket is not None and not ticket.answered:
                ticket.postponed = True
            if not isinstance(error, BotStopping):
                _LOG.warning("not finished now, tried again later: %s", error)
            return
        code = log_failure(error or RuntimeError("unknown"), "handling an update")
        if not isinstance(update, Update):
            return
        try:
            await _tell(update, (await self.languages.phrases(update.effective_user))("failure", error=code))
        except TelegramError as second:
            _LOG.warning("error %s could not be told: %s", code, second)


async def _tell(update: Update, text: str) -> None:
    """Tell whoever wrote or pressed; a press can be answered once, and then only by a message."""
    query, message, ticket = update.callback_query, update.message or update.edited_message, current_handling()
    if query is not None and not (ticket and ticket.acknowledged):
        await acknowledge(query, shorten(text, _MOST_UNITS))
        return
    pressed = query.message if query else None
    message = pressed if isinstance(pressed, Message) and pressed.is_accessible else message
    if message is not None:
        await reply(message, text)
