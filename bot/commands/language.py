"""`/language`: lets everybody choose the language they are spoken to in, or leave it to Telegram."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import CallbackQueryHandler, ContextTypes

from bot.messages.callback_data import Button
from bot.messages.catalogue import Phrases
from bot.messages.languages import Languages
from bot.sending.replying import acknowledge, edit, reply

AUTOMATIC = "auto"


class LanguageChoice:
    """The command and its buttons."""

    def __init__(self, languages: Languages) -> None:
        self.languages = languages

    def handlers(self) -> list[CallbackQueryHandler[ContextTypes.DEFAULT_TYPE, None]]:
        """Return what to add to the application, besides the command."""
        return [CallbackQueryHandler(self.press, Button.LANGUAGE.pattern)]

    async def command(self, message: Message) -> None:
        """Offer the languages."""
        phrases = await self.languages.phrases_of(message)
        await reply(message, phrases("language-question"), self._keyboard(phrases))

    async def press(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Keep the language of the button for whoever pressed it, and say so in that language."""
        query = update.callback_query
        if query is None:
            return
        chosen = ":".join(Button.LANGUAGE.parts(query.data) or [])
        if chosen not in (AUTOMATIC, *self.languages.catalogue.languages):
            await acknowledge(query, (await self.languages.phrases(query.from_user))("button-expired"))
            return
        await self.languages.choose(query.from_user.id, None if chosen == AUTOMATIC else chosen)
        phrases = await self.languages.phrases(query.from_user)
        await acknowledge(query, phrases("language-chosen"))
        message = query.message
        if isinstance(message, Message) and message.is_accessible and message.chat.type == message.chat.PRIVATE:
            await edit(message, phrases("language-chosen"), self._keyboard(phrases))

    def _keyboard(self, phrases: Phrases) -> InlineKeyboardMarkup:
        """Return a button for each language, by its own name, and one for Telegram's."""
        names = {
            each: self.languages.catalogue.phrases(each)("language-name") for each in self.languages.catalogue.languages
        }
        names[AUTOMATIC] = phrases("language-automatic")
        row = [InlineKeyboardButton(name, callback_data=Button.LANGUAGE.data(code)) for code, name in names.items()]
        return InlineKeyboardMarkup([row])
