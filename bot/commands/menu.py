"""The command menu that Telegram shows: per kind of chat and language, with more in administrators' chats."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from bot.messages.catalogue import Catalogue, Phrases

_LOG = logging.getLogger(__name__)


def commands(phrases: Phrases, *, administrator: bool = False) -> list[BotCommand]:
    """Return the commands with their descriptions."""
    listed = [
        BotCommand("ask", phrases("command-ask")),
        BotCommand("latest", phrases("command-latest")),
        BotCommand("sources", phrases("command-sources")),
        BotCommand("help", phrases("command-help")),
        BotCommand("language", phrases("command-language")),
        BotCommand("forget", phrases("command-forget")),
        BotCommand("start", phrases("command-start")),
    ]
    if administrator:
        listed += [
            BotCommand("status", phrases("command-status")),
            BotCommand("stats", phrases("command-stats")),
            BotCommand("reindex", phrases("command-reindex")),
            BotCommand("add", phrases("command-add")),
            BotCommand("remove", phrases("command-remove")),
            BotCommand("invite", phrases("command-invite")),
        ]
    return listed


def _scopes(admin_ids: Iterable[int]) -> Iterator[tuple[BotCommandScope, bool]]:
    yield BotCommandScopeDefault(), False
    yield BotCommandScopeAllPrivateChats(), False
    yield BotCommandScopeAllGroupChats(), False
    for admin_id in sorted(admin_ids):
        yield BotCommandScopeChat(admin_id), True


async def publish_menu(bot: Bot, catalogue: Catalogue, admin_ids: Iterable[int]) -> None:
    """Set the menu for every scope and language, and describe the bot; what Telegram refuses is logged and left out."""
    for scope, administrator in _scopes(admin_ids):
        for code in (None, *catalogue.language_codes):
            listed = commands(catalogue.phrases(code), administrator=administrator)
            try:
                await bot.set_my_commands(listed, scope=scope, language_code=code)
            except TelegramError as error:
                chat = f" {scope.chat_id}" if isinstance(scope, BotCommandScopeChat) else ""
                _LOG.warning("command menu not set for %s%s, language %s: %s", scope.type, chat, code or "any", error)
                if isinstance(scope, BotCommandScopeChat):
                    break
    await _describe(bot, catalogue)


async def _describe(bot: Bot, catalogue: Catalogue) -> None:
    """Set what Telegram shows before the first message and in the bot's profile.

    A description that somebody wrote in @BotFather stays. The name is left to @BotFather altogether.
    """
    codes = (None, *catalogue.language_codes)
    ours = {code: catalogue.phrases(code) for code in codes}
    try:
        if (await bot.get_my_description()).description in ("", ours[None]("bot-description")):
            for code in codes:
                await bot.set_my_description(ours[code]("bot-description"), language_code=code)
        if (await bot.get_my_short_description()).short_description in ("", ours[None]("bot-short-description")):
            for code in codes:
                await bot.set_my_short_description(ours[code]("bot-short-description"), language_code=code)
    except TelegramError as error:
        _LOG.warning("the bot's description is not set: %s", error)
