"""The message in which an administrator watches a build: edited in place, with a button that cancels it."""

from __future__ import annotations

import asyncio

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import TelegramError

from bot.access.administration import Administration, AdministratorHandler
from bot.commands.admin.build_texts import render_failure, render_progress, render_report
from bot.commands.admin.builds import Build, Builds, Work
from bot.errors import BuildRunning, StopReason
from bot.messages.catalogue import Phrases
from bot.messages.composing import Composed
from bot.sending.replying import acknowledge, edit, reply
from index import BuildReport

_PREFIX = "b:"


class BuildBoard:
    """Runs builds for administrators and shows them."""

    def __init__(self, builds: Builds, administration: Administration, *, edit_every_s: float = 2.0) -> None:
        self.builds = builds
        self.administration = administration
        self.edit_every_s = edit_every_s

    def handlers(self) -> list[AdministratorHandler]:
        """Return what to add to the application."""
        return [self.administration.button(_PREFIX, self.cancel)]

    async def run(
        self, message: Message, work: Work, heading: str, phrases: Phrases, *, in_place: bool = False
    ) -> None:
        """Run a build, showing it under a heading in an answer to a message, or in the message itself.

        To be called by a handler in the background.
        """
        try:
            build, report = self.builds.start(work)
        except BuildRunning:
            busy = phrases("reindex-already-running")
            await (edit(message, busy) if in_place else reply(message, busy))
            return
        board = await self._watch(message, build, report, heading, phrases, in_place=in_place)
        error = report.exception()
        if error is None:
            result: Composed | str = render_report(report.result(), phrases)
        elif isinstance(error, Exception):
            result = render_failure(error, phrases)
        else:
            raise error
        if board is None or not await _try_edit(board, result):
            await reply(message, result)

    async def cancel(self, query: CallbackQuery, message: Message, phrases: Phrases) -> None:
        """Stop the build whose button was pressed."""
        build = self.builds.find((query.data or "").removeprefix(_PREFIX))
        if build is None:
            await acknowledge(query, phrases("build-over"))
            return
        build.stop(StopReason.CANCELLED)
        await acknowledge(query, phrases("build-cancelling"))
        if self.builds.find(build.key):
            await _try_edit(message, phrases("build-cancelling"))

    async def _watch(
        self,
        message: Message,
        build: Build,
        report: asyncio.Future[BuildReport],
        heading: str,
        phrases: Phrases,
        *,
        in_place: bool,
    ) -> Message | None:
        """Show the progress until the build has ended; return the message that shows it, if it could be sent."""
        button = InlineKeyboardButton(phrases("button-cancel-build"), callback_data=f"{_PREFIX}{build.key}")
        keyboard = InlineKeyboardMarkup([[button]])
        try:
            if in_place:
                await edit(message, heading, keyboard)
            board = message if in_place else await reply(message, heading, keyboard)
        except TelegramError:
            board = None
        shown = heading
        while not (await asyncio.wait({report}, timeout=self.edit_every_s))[0]:
            if board is None or build.latest is None or build.stopped:
                continue
            text = f"{heading}\n\n{render_progress(build.latest, build.pace(), phrases)}"
            if text != shown:
                shown = text
                await _try_edit(board, text, keyboard, step=True)
        return board


async def _try_edit(
    board: Message, content: Composed | str, keyboard: InlineKeyboardMarkup | None = None, *, step: bool = False
) -> bool:
    """Edit the message; False when it could not be."""
    try:
        await edit(board, content, keyboard, step=step)
    except TelegramError:
        return False
    return True
