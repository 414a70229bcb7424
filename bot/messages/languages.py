"""Which language somebody is spoken to in: the one they chose with `/language`, else the one that Telegram tells."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update, User
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, ContextTypes
from telegram.ext.filters import UpdateType

from bot.messages.catalogue import Catalogue, Phrases
from bot.sending.replying import acknowledge, edit, reply
from bot.storage.records import Records

AUTOMATIC = "auto"
_PREFIX = "l:"


class Languages:
    """The texts for each person, and the `/language` command."""

    def __init__(self, catalogue: Catalogue, records: Records) -> None:
        self.catalogue = catalogue
        self.records = records

    def handlers(self) -> list[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]]:
        """Return what to add to the application."""
        return [
            CommandHandler("language", self.command, UpdateType.MESSAGE),
            CallbackQueryHandler(self.press, f"^{_PREFIX}"),
        ]

    def phrases(self, user: User | None) -> Phrases:
        """Return the texts for a person."""
        if user is None:
            return self.catalogue.phrases(None)
        return self.catalogue.phrases(self.records.language_of(user.id) or user.language_code)

    def remember(self, user: User | None) -> None:
        """Keep what Telegram tells of an administrator's language, for `phrases_for`."""
        code = user.language_code if user else None
        if user and code and code != self.records.telegram_language_of(user.id):
            self.records.keep_telegram_language(user.id, code)

    def phrases_for(self, user_id: int) -> Phrases:
        """Return the texts for an administrator who is written to unasked."""
        chosen = self.records.language_of(user_id) or self.records.telegram_language_of(user_id)
        return self.catalogue.phrases(chosen)

    def phrases_of(self, message: Message, asker: User | None = None) -> Phrases:
        """Return the texts for whoever asks with a message: its sender when `asker` is None.

        Who writes in the name of a group is spoken to in the group's language. Telegram tells none, so that it is that
        of the person who added the bot.
        """
        if message.sender_chat is not None and asker in (None, message.from_user):
            return self.catalogue.phrases(self.records.language_of(message.chat.id))
        return self.phrases(asker or message.from_user)

    async def command(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Offer the languages."""
        if message := update.message:
            phrases = self.phrases_of(message)
            await reply(message, phrases("language-question"), self._keyboard(phrases))

    async def press(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Keep the language of the button for whoever pressed it, and say so in that language."""
        query = update.callback_query
        if query is None:
            return
        chosen = (query.data or "").removeprefix(_PREFIX)
        if chosen not in (AUTOMATIC, *self.catalogue.languages):
            await acknowledge(query, self.phrases(query.from_user)("list-expired"))
            return
        self.records.choose_language(query.from_user.id, None if chosen == AUTOMATIC else chosen)
        phrases = self.phrases(query.from_user)
        await acknowledge(query, phrases("language-chosen"))
        message = query.message
        if isinstance(message, Message) and message.is_accessible and message.chat.type == message.chat.PRIVATE:
            await edit(message, phrases("language-chosen"), self._keyboard(phrases))

    def _keyboard(self, phrases: Phrases) -> InlineKeyboardMarkup:
        """Return a button for each language, by its own name, and one for Telegram's."""
        names = {each: self.catalogue.phrases(each)("language-name") for each in self.catalogue.languages}
        names[AUTOMATIC] = phrases("language-automatic")
        row = [InlineKeyboardButton(name, callback_data=_PREFIX + code) for code, name in names.items()]
        return InlineKeyboardMarkup([row])
