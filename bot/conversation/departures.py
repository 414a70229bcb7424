"""Notices who has blocked the bot and which groups it was removed from, and forgets what waits for them."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from telegram import ChatMember, Update
from telegram.ext import ChatMemberHandler, ContextTypes

from bot.storage.records import Records

_LOG = logging.getLogger(__name__)
_GONE = (ChatMember.BANNED, ChatMember.LEFT)


class Departures:
    """Hears of them from Telegram, or learns by being refused."""

    # Whoever else handles a change of membership does so in another group.
    GROUP = -2

    def __init__(self, drop_chat: Callable[[int], Awaitable[None]], records: Records) -> None:
        self.drop_chat = drop_chat
        self.records = records

    def handlers(self) -> list[ChatMemberHandler[ContextTypes.DEFAULT_TYPE, None]]:
        """Return what to add to the application."""
        return [ChatMemberHandler(self.changed, ChatMemberHandler.MY_CHAT_MEMBER)]

    async def changed(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Look whether the bot may still write there."""
        change = update.my_chat_member
        if change is not None and change.new_chat_member.status in _GONE:
            await self.gone(change.chat.id)

    async def gone(self, chat_id: int) -> None:
        """Forget what waits for a chat, and what somebody who blocked the bot has chosen."""
        _LOG.info(
            "a %s can no longer be written to; what waits for it is dropped", "group" if chat_id < 0 else "person"
        )
        await self.drop_chat(chat_id)
        if chat_id > 0:
            self.records.choose_language(chat_id, None)
