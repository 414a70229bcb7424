"""The commands: one table makes what handles them and the menu that lists them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import BotCommand, Message, Update
from telegram.ext import BaseHandler, CommandHandler, ContextTypes
from telegram.ext.filters import UpdateType

from bot.access.administration import Administration, OnCommand
from bot.messages.catalogue import Phrases

_Context = ContextTypes.DEFAULT_TYPE


@dataclass(frozen=True)
class Command:
    """A command for everybody: its name, the text that describes it, and what it does with its message."""

    name: str
    description: str
    act: Callable[[Message], Awaitable[None]]


@dataclass(frozen=True)
class AdministratorCommand:
    """A command for administrators; in the background it does not hold up the chat's other updates."""

    name: str
    description: str
    act: OnCommand
    in_background: bool = False


class Registry:
    """All commands, in the order of the menu."""

    def __init__(
        self,
        commands: Sequence[Command],
        administrators_commands: Sequence[AdministratorCommand],
        administration: Administration,
    ) -> None:
        self._commands = tuple(commands)
        self._administrators = tuple(administrators_commands)
        self._administration = administration

    @property
    def names(self) -> frozenset[str]:
        """The names of all commands."""
        return frozenset({each.name for each in self._commands} | {each.name for each in self._administrators})

    def handlers(self) -> list[BaseHandler[Update, _Context, None]]:
        """Return what to add to the application, before what handles unknown commands."""
        return [
            *(CommandHandler(each.name, _handled(each), UpdateType.MESSAGE) for each in self._commands),
            *(
                self._administration.command(each.name, each.act, in_background=each.in_background)
                for each in self._administrators
            ),
        ]

    def menu(self, phrases: Phrases, *, administrator: bool = False) -> list[BotCommand]:
        """Return the commands with their descriptions."""
        listed = [(each.name, each.description) for each in self._commands]
        listed += [(each.name, each.description) for each in self._administrators if administrator]
        return [BotCommand(name, phrases(description)) for name, description in listed]


def _handled(command: Command) -> Callable[[Update, _Context], Coroutine[Any, Any, None]]:
    async def run(update: Update, _context: _Context) -> None:
        if update.message:
            await command.act(update.message)

    return run
