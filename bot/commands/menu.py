"""The command menu that Telegram shows: per kind of chat and language, with more in administrators' chats."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from telegram import (
    Bot,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from bot.commands.registry import Registry
from bot.messages.catalogue import Catalogue, Phrases

_LOG = logging.getLogger(__name__)


async def publish_menu(bot: Bot, catalogue: Catalogue, registry: Registry, admin_ids: Iterable[int]) -> None:
    """Set the menu for every scope and language, and describe the bot; what Telegram refuses is logged and left out."""
    for scope in (BotCommandScopeDefault(), BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()):
        await _publish(bot, catalogue, registry, scope)
    for admin_id in sorted(admin_ids):
        await _publish(bot, catalogue, registry, BotCommandScopeChat(admin_id))
    await describe(bot, catalogue)


async def _publish(bot: Bot, catalogue: Catalogue, registry: Registry, scope: BotCommandScope) -> None:
    for code in (None, *catalogue.language_codes):
        is_administrators = isinstance(scope, BotCommandScopeChat)
        try:
            listed = registry.menu(catalogue.phrases(code), administrator=is_administrators)
            await bot.set_my_commands(listed, scope=scope, language_code=code)
        except TelegramError as error:
            chat = f" {scope.chat_id}" if isinstance(scope, BotCommandScopeChat) else ""
            _LOG.warning("command menu not set for %s%s, language %s: %s", scope.type, chat, code or "any", error)
            if is_administrators:
                break


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
