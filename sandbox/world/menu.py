"""The bot's commands for each scope and language, and its name and descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sandbox.errors import Refusal
from sandbox.text import units
from sandbox.world.state import Chat

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_PLAIN_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
_CHAT_SCOPES = {"chat": ("chat_id",), "chat_administrators": ("chat_id",), "chat_member": ("chat_id", "user_id")}
_LIMITS = {"name": 64, "description": 512, "short_description": 120}

Scope = tuple[Any, ...]


class Menu:
    """What Telegram's clients show about a bot."""

    def __init__(self) -> None:
        self._commands: dict[tuple[Scope, str], list[dict[str, str]]] = {}
        self._texts: dict[tuple[str, str], str] = {}

    def set_commands(self, commands: list[Any], scope: Scope, language: str) -> None:
        """Replace the commands of a scope and language."""
        if len(commands) > 100:
            raise Refusal("Bad Request: BOT_COMMANDS_TOO_MUCH")
        kept = []
        for each in commands:
            name, description = (
                str((each if isinstance(each, dict) else {}).get(k, "")) for k in ("command", "description")
            )
            name = name.removeprefix("/")
            if not _COMMAND.fullmatch(name):
                raise Refusal("Bad Request: BOT_COMMAND_INVALID")
            if not 1 <= units(description.strip()) <= 256:
                raise Refusal("Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
            kept.append({"command": name, "description": description.strip()})
        self._commands[scope, language] = kept

    def delete_commands(self, scope: Scope, language: str) -> None:
        """Forget the commands of a scope and language."""
        self._commands.pop((scope, language), None)

    def commands(self, scope: Scope, language: str) -> list[dict[str, str]]:
        """Return the commands of exactly this scope and language."""
        return self._commands.get((scope, language), [])

    def shown(self, chat: Chat, language: str, *, administrator: bool) -> list[dict[str, str]]:
        """Return the commands that somebody sees in a chat: of the narrowest scope that has any."""
        for scope in _scopes_of(chat, administrator=administrator):
            for code in (language, ""):
                if found := self._commands.get((scope, code)):
                    return found
        return []

    def set_text(self, kind: str, text: str, language: str) -> None:
        """Set the name, the description or the short description."""
        if units(text) > _LIMITS[kind]:
            raise Refusal(f"Bad Request: {kind} is too long: {units(text)} of at most {_LIMITS[kind]} units")
        self._texts[kind, language] = text

    def text(self, kind: str, language: str) -> str:
        """Return the text for a language, or else for all."""
        return self._texts.get((kind, language)) or self._texts.get((kind, ""), "")


def language_code(text: str) -> str:
    """Check a language code; an empty one stands for all languages."""
    if text and not _LANGUAGE.fullmatch(text):
        raise Refusal("Bad Request: invalid language code specified")
    return text


def scope_of(scope: dict[str, Any], chats: dict[int, Chat]) -> Scope:
    """Check a `BotCommandScope`; an empty one is the default."""
    kind = str(scope.get("type", "default"))
    if kind in _PLAIN_SCOPES:
        return (kind,)
    if kind not in _CHAT_SCOPES:
        raise Refusal(f"Bad Request: can't parse BotCommandScope: unsupported type {kind!r}")
    try:
        numbers = tuple(int(scope[name]) for name in _CHAT_SCOPES[kind])
    except (KeyError, TypeError, ValueError):
        raise Refusal(f"Bad Request: can't parse BotCommandScope: {kind} needs {_CHAT_SCOPES[kind]}") from None
    if numbers[0] not in chats:
        raise Refusal("Bad Request: chat not found")
    return (kind, *numbers)


def _scopes_of(chat: Chat, *, administrator: bool) -> Iterator[Scope]:
    if administrator and chat.type != "private":
        yield ("chat_administrators", chat.id)
    yield ("chat", chat.id)
    if administrator and chat.type != "private":
        yield ("all_chat_administrators",)
    yield ("all_private_chats",) if chat.type == "private" else ("all_group_chats",)
    yield ("default",)
