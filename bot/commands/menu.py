"""The command menu that Telegram shows: per kind of chat and language, with more in administrators' chats."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection

from telegram import (
    Bot,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.commands.registry import Registry
from bot.messages.catalogue import Catalogue, Phrases
from bot.storage.records import Records

_LOG = logging.getLogger(__name__)
_TOPIC = "command menu"


class Menu:
    """Sets the menu; what Telegram refuses is logged and left out.

    Which administrators have theirs is kept by their numbers, so that one who is none any more loses it.
    """

    def __init__(self, bot: Bot, catalogue: Catalogue, registry: Registry, records: Records) -> None:
        self.bot = bot
        self.catalogue = catalogue
        self.registry = registry
        self.records = records
        # One change at a time: each reads who has a menu, and writes who has one then.
        self._changing = asyncio.Lock()

    async def publish(self, admin_ids: Collection[int]) -> None:
        """Set the menu for every scope and language, and describe the bot."""
        for scope in (BotCommandScopeDefault(), BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()):
            await self._set(scope)
        async with self._changing:
            await self._administrators(admin_ids, admin_ids)
        await describe(self.bot, self.catalogue)

    async def follow(self, admin_ids: Collection[int]) -> None:
        """Give new administrators their menu, and take it from those that are none any more."""
        async with self._changing:
            known = await self.records.apart(self.records.told, _TOPIC)
            await self._administrators([each for each in admin_ids if str(each) not in known], admin_ids)

    async def _administrators(self, new: Collection[int], admin_ids: Collection[int]) -> None:
        for admin_id in sorted(new):
            await self._set(BotCommandScopeChat(admin_id))
        known = await self.records.apart(self.records.told, _TOPIC)
        gone = [each for each in known if each not in map(str, admin_ids)]
        still = [each for each in gone if not await self._remove(BotCommandScopeChat(int(each)))]
        await self.records.apart(self.records.keep_told, _TOPIC, [*map(str, admin_ids), *still])

    async def _set(self, scope: BotCommandScope) -> None:
        for code in (None, *self.catalogue.language_codes):
            is_administrators = isinstance(scope, BotCommandScopeChat)
            try:
                listed = self.registry.menu(self.catalogue.phrases(code), administrator=is_administrators)
                await self.bot.set_my_commands(listed, scope=scope, language_code=code)
            except TelegramError as error:
                chat = f" {scope.chat_id}" if isinstance(scope, BotCommandScopeChat) else ""
                _LOG.warning("command menu not set for %s%s, language %s: %s", scope.type, chat, code or "any", error)
                if is_administrators:
                    break

    async def _remove(self, scope: BotCommandScopeChat) -> bool:
        """Take an administrator's menu away; False when that may succeed later."""
        try:
            for code in (None, *self.catalogue.language_codes):
                await self.bot.delete_my_commands(scope=scope, language_code=code)
        except (BadRequest, Forbidden) as error:
            _LOG.info("no command menu to take from %s: %s", scope.chat_id, error)
        except TelegramError as error:
            _LOG.warning("command menu not taken from %s: %s", scope.chat_id, error)
            return False
        return True


async def describe(bot: Bot, catalogue: Catalogue) -> None:
    """Set what Telegram shows before the first message and in the bot's profile.

    A description that somebody wrote in @BotFather stays. The name is left to @BotFather altogether.
    """
    codes = (None, *catalogue.language_codes)
    ours: dict[str | None, Phrases] = {code: catalogue.phrases(code) for code in codes}
    try:
        if (await bot.get_my_description()).description in ("", ours[None]("bot-description")):
            for code in codes:
                await bot.set_my_description(ours[code]("bot-description"), language_code=code)
        if (await bot.get_my_short_description()).short_description in ("", ours[None]("bot-short-description")):
            for code in codes:
                await bot.set_my_short_description(ours[code]("bot-short-description"), language_code=code)
    except TelegramError as error:
        _LOG.warning("the bot's description is not set: %s", error)
