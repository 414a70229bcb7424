"""The 👍 and 👎 under an answer: kept with the text that was read, so that a rating can become a test."""

from __future__ import annotations

from functools import partial

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler, ContextTypes

from bot.answering import Answering
from bot.asking.reply_memory import ReplyMemory, keep_context
from bot.concurrency import Threads
from bot.messages.callback_data import Button, RatingPress
from bot.messages.keyboards import rating_row
from bot.messages.languages import Languages
from bot.sending.replying import acknowledge
from bot.storage.records import Rating, Records
from bot.ticket import done_for_good, once

_THANKS = {Rating.UP: "rated-up", Rating.DOWN: "rated-down", None: "rating-taken-back"}


class RatingButtons:
    """Keeps one rating a person and answer; works for old messages too, since it rests on the bot's file."""

    def __init__(
        self, engine: Answering, languages: Languages, records: Records, threads: Threads, memory: ReplyMemory
    ) -> None:
        self.engine = engine
        self.threads = threads
        self.languages = languages
        self.records = records
        self.memory = memory

    def handlers(self) -> list[CallbackQueryHandler[ContextTypes.DEFAULT_TYPE, None]]:
        """Return what to add to the application."""
        return [CallbackQueryHandler(self.press, Button.RATING.pattern)]

    async def press(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Set, change or take back a rating, and show how many there are."""
        query = update.callback_query
        if query is None:
            return
        phrases = await self.languages.phrases(query.from_user)
        press = RatingPress.decode(query.data or "")
        asked = await self.records.apart(self.records.question, press.key) if press else None
        if press is None or asked is None:
            await acknowledge(query, phrases("rating-too-late"))
            return
        # Rated once more, it would be taken back.
        now = await once("rating", partial(self._rate, press, query.from_user.id))
        await acknowledge(query, phrases(_THANKS[now]))
        remembered = self.memory.recall(press.key)
        if remembered is None or remembered.is_shown:
            # Else somebody has turned the page since this was pressed; back there, the counts are those of then.
            await _show_counts(query, press.key, await self.records.apart(self.records.ratings, press.key))
        if now is not None:
            await keep_context(asked, self.engine, self.threads, self.records)

    async def _rate(self, press: RatingPress, person: int) -> Rating | None:
        now = await self.records.apart(self.records.rate, press.key, person, press.rating)
        await done_for_good()
        return now


async def _show_counts(query: CallbackQuery, key: str, counts: dict[Rating, int]) -> None:
    """Put the counts on the buttons of the message, whatever else stands under it now."""
    message = query.message
    if not isinstance(message, Message) or not message.is_accessible or message.reply_markup is None:
        return
    rows: list[list[InlineKeyboardButton]] = [
        rating_row(key, counts) if any(RatingPress.decode(str(button.callback_data)) for button in row) else list(row)
        for row in message.reply_markup.inline_keyboard
    ]
    try:
        await message.edit_reply_markup(InlineKeyboardMarkup(rows))
    except BadRequest as error:
        if "not modified" not in error.message.lower():
            raise
