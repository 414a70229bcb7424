"""What happens to the bot itself: added to a group, thrown out, blocked, or moved along with a group.

That it is no longer wanted somewhere it hears from Telegram, or learns by being refused.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Awaitable, Callable

from telegram import ChatMember, ChatMemberUpdated, Update
from telegram.error import TelegramError
from telegram.ext import BaseHandler, ChatMemberHandler, ContextTypes, MessageHandler
from telegram.ext.filters import StatusUpdate, UpdateType

from bot.access.policy import AccessPolicy
from bot.asking.asking import Asking
from bot.messages.composing import Composed
from bot.messages.languages import Languages
from bot.sending.replying import send

_LOG = logging.getLogger(__name__)
_GONE = (ChatMember.LEFT, ChatMember.BANNED)


class Membership:
    """Greets a group once, and forgets what was said, and what waits, where the bot is no longer wanted."""

    def __init__(
        self,
        asking: Asking,
        policy: AccessPolicy,
        languages: Languages,
        drop_updates: Callable[[int, int | None], Awaitable[None]],
    ) -> None:
        """Set up; `drop_updates` finishes what waits for a chat, up to the number of an update."""
        self.asking = asking
        self.drop_updates = drop_updates
        self.policy = policy
        self.languages = languages
        self._moved_to: deque[int] = deque(maxlen=100)

    def handlers(self) -> list[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]]:
        """Return what to add to the application."""
        return [
            ChatMemberHandler(self.changed, ChatMemberHandler.MY_CHAT_MEMBER),
            MessageHandler(UpdateType.MESSAGE & StatusUpdate.MIGRATE, self.migrated),
        ]

    async def changed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Greet, or forget; a channel is nothing to the bot."""
        change = update.my_chat_member
        if change is None:
            return
        was_there, is_there = not _is_gone(change.old_chat_member), not _is_gone(change.new_chat_member)
        is_group = change.chat.type not in (change.chat.PRIVATE, change.chat.CHANNEL)
        if not is_there:
            await self.gone(change.chat.id, update.update_id)
        elif is_group and not was_there and change.chat.id not in self._moved_to:
            await self._greet(change, context)

    async def gone(self, chat_id: int, until: int | None = None) -> None:
        """Forget what waits for a chat that cannot be written to, what was said in it and how it is spoken to.

        What came after `until`, the update that told of it, was sent by somebody who is there again.
        """
        _LOG.info(
            "a %s can no longer be written to; what waits for it is dropped", "group" if chat_id < 0 else "person"
        )
        self.asking.forget(chat_id)
        await self.drop_updates(chat_id, until)
        await self.languages.choose(chat_id, None)

    async def _greet(self, change: ChatMemberUpdated, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say in one line how to ask, in the language of who added the bot, which becomes the group's."""
        if not await self.policy.may_ask(change.from_user.id, change.chat.id):
            return
        phrases = await self.languages.phrases(change.from_user)
        await self.languages.choose(change.chat.id, phrases.language)
        try:
            await send(context.bot, change.chat.id, Composed(phrases("group-greeting", bot=context.bot.username)))
        except TelegramError as error:
            _LOG.info("a group was not greeted: %s", error)

    async def migrated(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Follow a group that becomes a supergroup; of the two messages that say so, either may come first."""
        message = update.message
        if message is not None and message.migrate_to_chat_id is not None:
            await self.moved(message.chat.id, message.migrate_to_chat_id)
        elif message is not None and message.migrate_from_chat_id is not None:
            await self.moved(message.migrate_from_chat_id, message.chat.id)

    async def moved(self, old: int, new: int) -> None:
        """Keep under its new number all that is kept of a group: what was said, its language, its place on the list."""
        self.asking.move(old, new)
        is_news = new not in self._moved_to
        self._moved_to.append(new)
        await self.languages.records.apart(self.languages.records.move_chat, old, new)
        if is_news and old in self.policy.allowed_ids:
            _LOG.warning(
                "the group %d is now %d: it stays on the list, but TANYA_ALLOWED_IDS should have the new number",
                old,
                new,
            )


def _is_gone(member: ChatMember) -> bool:
    return member.status in _GONE
