"""`/reindex`: an administrator goes through the sources again."""

from __future__ import annotations

from functools import partial

from telegram import Message

from bot.access.administration import Administration, AdministratorHandler
from bot.answering import Answering
from bot.commands.admin.build_board import BuildBoard
from bot.messages.catalogue import Phrases
from bot.sending.replying import reply
from index import BuildReport, ProgressCallback


class Reindexing:
    """The command; the build and its progress are the board's."""

    def __init__(self, engine: Answering, administration: Administration, board: BuildBoard) -> None:
        self.engine = engine
        self.administration = administration
        self.board = board

    def handlers(self) -> list[AdministratorHandler]:
        """Return what to add to the application."""
        return [self.administration.command("reindex", self.command, in_background=True)]

    async def command(self, message: Message, argument: str, phrases: Phrases) -> None:
        """Rebuild the index, with `full` from nothing."""
        if argument.lower() not in ("", "full"):
            await reply(message, phrases("reindex-usage"))
            return
        work = partial(self._work, full=bool(argument))
        await self.board.run(message, work, phrases("reindex-started"), phrases)

    def _work(self, note: ProgressCallback, *, full: bool) -> BuildReport:
        return self.engine.reindex(full=full, progress=note)
