"""Which language somebody is spoken to in: the one they chose with `/language`, else the one that Telegram tells."""

from __future__ import annotations

from telegram import Message, User

from bot.messages.catalogue import Catalogue, Phrases
from bot.storage.records import Records


class Languages:
    """The texts for each person."""

    def __init__(self, catalogue: Catalogue, records: Records) -> None:
        self.catalogue = catalogue
        self.records = records

    async def phrases(self, user: User | None) -> Phrases:
        """Return the texts for a person."""
        if user is None:
            return self.catalogue.phrases(None)
        return self.catalogue.phrases(await self._chosen(user.id) or user.language_code)

    async def remember(self, user: User | None) -> None:
        """Keep what Telegram tells of an administrator's language, for `phrases_for`."""
        code = user.language_code if user else None
        if user and code and code != await self.records.apart(self.records.telegram_language_of, user.id):
            await self.records.apart(self.records.keep_telegram_language, user.id, code)

    async def phrases_for(self, user_id: int) -> Phrases:
        """Return the texts for an administrator who is written to unasked."""
        told = self.records.telegram_language_of
        return self.catalogue.phrases(await self._chosen(user_id) or await self.records.apart(told, user_id))

    async def phrases_of(self, message: Message, asker: User | None = None) -> Phrases:
        """Return the texts for whoever asks with a message: its sender when `asker` is None.

        Who writes in the name of a group is spoken to in the group's language. Telegram tells none, so that it is that
        of the person who added the bot.
        """
        if message.sender_chat is not None and asker in (None, message.from_user):
            return self.catalogue.phrases(await self._chosen(message.chat.id))
        return await self.phrases(asker or message.from_user)

    async def choose(self, number: int, language: str | None) -> None:
        """Keep the language that a person or a group is to be spoken to in; None for the one that Telegram tells."""
        await self.records.apart(self.records.choose_language, number, language)

    async def _chosen(self, number: int) -> str | None:
        return await self.records.apart(self.records.language_of, number)
