"""Turns the pages under an answer: each press edits the answer's own message."""

from __future__ import annotations

from telegram import Message, Update
from telegram.ext import CallbackQueryHandler, ContextTypes

from bot.asking.reply_memory import ReplyMemory
from bot.messages.keyboards import Press, answer_keyboard, page_keyboard
from bot.messages.languages import Languages
from bot.messages.rendering import render_passage, render_reply
from bot.sending.replying import acknowledge, edit
from bot.storage.records import Records


class Paging:
    """Answers every button press; in a group who asked may turn the pages, since everybody reads them."""

    def __init__(self, languages: Languages, memory: ReplyMemory, records: Records) -> None:
        self.languages = languages
        self.memory = memory
        self.records = records

    def handlers(self) -> list[CallbackQueryHandler[ContextTypes.DEFAULT_TYPE, None]]:
        """Return what to add to the application."""
        return [CallbackQueryHandler(self.press)]

    async def press(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Show what the button stands for, or say that it has expired."""
        query = update.callback_query
        if query is None:
            return
        phrases = self.languages.phrases(query.from_user)
        press = Press.decode(query.data or "")
        remembered = self.memory.recall(press.key) if press else None
        message = query.message
        if press is None or remembered is None or not isinstance(message, Message) or not message.is_accessible:
            await acknowledge(query, phrases("list-expired"))
            return
        found = remembered.reply
        if press.page is not None and press.page >= len(found.passages):
            await acknowledge(query, phrases("list-expired"))
            return
        if not remembered.is_of(query.from_user.id, message.chat.id):
            await acknowledge(query, phrases("not-your-question"))
            return
        await acknowledge(query)
        in_group = message.chat.type != message.chat.PRIVATE
        if in_group:
            # Everybody reads it: it stays in the language of who asked.
            phrases = self.languages.phrases_of(remembered.message)
        if press.page is None:
            counts = self.records.ratings(press.key)
            can_be_dropped = remembered.about is not None or found.is_surprisingly_read
            keyboard = answer_keyboard(
                found, press.key, phrases, counts, can_be_dropped=can_be_dropped, in_group=in_group
            )
            await edit(message, render_reply(found, phrases, about=remembered.about), keyboard)
        else:
            passage = found.passages[press.page]
            position = f"{press.page + 1}/{len(found.passages)}" if len(found.passages) > 1 else ""
            shown = render_passage(passage, phrases, position=position)
            await edit(message, shown, page_keyboard(found, press.key, press.page, phrases))
