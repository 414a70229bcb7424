"""`/reindex`, and the message in which an administrator watches a build: edited in place, with a button to cancel."""

from __future__ import annotations

import asyncio
import logging
from functools import partial

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import TelegramError

from bot.access.administration import Administration, AdministratorHandler
from bot.answering import Answering
from bot.commands.admin.building.builds import Build, Builds, Work
from bot.commands.admin.building.texts import render_failure, render_progress, render_report
from bot.concurrency import in_thread
from bot.errors import BotStopping, BuildRunning, BuildStopped, StopReason
from bot.messages.callback_data import Button
from bot.messages.catalogue import Phrases
from bot.messages.composing import Composed
from bot.sending.replying import acknowledge, edit, reply
from bot.ticket import current_handling
from index import BuildReport, ProgressCallback

_LOG = logging.getLogger(__name__)


def _reindex(engine: Answering, note: ProgressCallback, *, full: bool) -> BuildReport:
    return engine.reindex(full=full, progress=note)


class BuildBoard:
    """Runs builds for administrators and shows them."""

    def __init__(
        self, engine: Answering, builds: Builds, administration: Administration, *, edit_every_s: float = 2.0
    ) -> None:
        self.engine = engine
        self.builds = builds
        self.administration = administration
        self.edit_every_s = edit_every_s

    def handlers(self) -> list[AdministratorHandler]:
        """Return what to add to the application, besides the command."""
        return [self.administration.button(Button.BUILD, self.cancel)]

    async def reindex(self, message: Message, argument: str, phrases: Phrases) -> None:
        """Go through the sources again, with `full` from nothing."""
        if argument.lower() not in ("", "full"):
            await reply(message, phrases("reindex-usage"))
            return
        work = partial(_reindex, self.engine, full=bool(argument))
        await self.run(message, work, phrases("reindex-started"), phrases)

    async def run(
        self,
        message: Message,
        work: Work,
        heading: str,
        phrases: Phrases,
        *,
        in_place: bool = False,
        is_repeatable: bool = False,
    ) -> bool:
        """Run a build, showing it under a heading in an answer to a message, or in the message itself.

        To be called by a handler in the background. Returns whether it was begun; where another one runs, the message
        keeps its buttons.

        Raises:
            BotStopping: the bot stops before the build has ended, and will begin it again.
        """
        try:
            build, report = self.builds.start(work)
        except BuildRunning:
            running = self.builds.current
            is_shown = running is not None and running.shown_in == message.chat.id
            busy = phrases("reindex-already-running" if is_shown else "reindex-running-unseen")
            await (edit(message, busy, message.reply_markup) if in_place else reply(message, busy))
            return False
        board = await self._watch(message, build, report, heading, phrases, in_place=in_place)
        error = report.exception()
        if error is None:
            result: Composed | str = render_report(report.result(), phrases)
        elif is_repeatable and isinstance(error, BuildStopped) and error.reason is StopReason.SHUTTING_DOWN:
            raise BotStopping("the bot is stopping; the build begins again when it is back")
        elif isinstance(error, Exception):
            result = render_failure(error, phrases)
        else:
            raise error
        if board is None or not await _try_edit(board, result):
            await reply(message, result)
        return True

    async def is_building(self) -> bool:
        """Return whether a build runs, here or in another process."""
        return self.builds.current is not None or await in_thread(self.engine.building, name="building") is not None

    async def cancel(self, query: CallbackQuery, message: Message, phrases: Phrases) -> None:
        """Stop the build whose button was pressed."""
        build = self.builds.find("".join(Button.BUILD.parts(query.data) or []))
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
        button = InlineKeyboardButton(phrases("button-cancel-build"), callback_data=Button.BUILD.data(build.key))
        keyboard = InlineKeyboardMarkup([[button]])
        try:
            if in_place:
                await edit(message, heading, keyboard)
            board = message if in_place else await reply(message, heading, keyboard)
            build.shown_in = board.chat.id
            await _note(board)
        except TelegramError as error:
            _LOG.warning("a build cannot be shown: %s", error)
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


async def _note(board: Message) -> None:
    """Write down which message shows the build, so that a bot that was killed can say so in it."""
    ticket = current_handling()
    if ticket is not None and ticket.note_notice is not None:
        await ticket.note_notice(board.message_id)


async def _try_edit(
    board: Message, content: Composed | str, keyboard: InlineKeyboardMarkup | None = None, *, step: bool = False
) -> bool:
    """Edit the message; False when it could not be."""
    try:
        await edit(board, content, keyboard, step=step)
    except TelegramError as error:
        _LOG.log(logging.DEBUG if step else logging.WARNING, "what shows a build could not be edited: %s", error)
        return False
    return True
