"""`/reindex`: an administrator rebuilds the index and watches it in one message, edited in place."""

from __future__ import annotations

import asyncio
import threading
from functools import partial

from telegram import Message, Update
from telegram.error import TelegramError
from telegram.ext import BaseHandler, CommandHandler, ContextTypes
from telegram.ext.filters import UpdateType

from bot.access import AccessPolicy
from bot.catalogue import Phrases
from bot.composing import Composed, Composer, excerpt
from bot.conversation import Conversation
from bot.engine import Answering
from bot.errors import ReindexStopped
from bot.failures import log_failure
from bot.replying import edit, reply
from bot.worker import in_thread
from index import BuildReport, IndexBusy, NothingToIndex, Progress, Stage

_BAR = 16
_REASONS = 5
_REASON_UNITS = 300
_STAGE_TEXTS = {
    Stage.READING: "stage-reading",
    Stage.EMBEDDING: "stage-embedding",
    Stage.WRITING: "stage-writing",
    Stage.VERIFYING: "stage-verifying",
}


class Reindexing:
    """Runs one build at a time, in a thread of its own; questions go on meanwhile."""

    def __init__(
        self, engine: Answering, policy: AccessPolicy, conversation: Conversation, *, edit_every_s: float = 2.0
    ) -> None:
        self.engine = engine
        self.policy = policy
        self.conversation = conversation
        self.edit_every_s = edit_every_s
        self._running = False
        self._stopping = threading.Event()

    def handlers(self) -> list[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]]:
        """Return what to add to the application."""
        return [CommandHandler("reindex", self.command, UpdateType.MESSAGE)]

    def stop(self) -> None:
        """Give up a running build at its next sign of progress."""
        self._stopping.set()

    async def command(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Start a build for an administrator; for anybody else there is no such command."""
        message = update.message
        if message is None:
            return
        if not self.policy.is_administrator(message):
            await self.conversation.reject_command(message)
            return
        phrases = self.conversation.phrases(message)
        arguments = [argument.lower() for argument in context.args or []]
        if arguments not in ([], ["full"]):
            await reply(message, phrases("reindex-usage"))
        elif self._running:
            await reply(message, phrases("reindex-already-running"))
        else:
            self._running = True
            build = self._build(message, phrases, full=bool(arguments))
            context.application.create_task(build, update, name="reindex")

    async def _build(self, message: Message, phrases: Phrases, *, full: bool) -> None:
        try:
            board = await reply(message, phrases("reindex-started"))
            result = await self._watch(board, phrases, full=full)
            try:
                await edit(board, result)
            except TelegramError:
                await reply(message, result)
        finally:
            self._running = False

    async def _watch(self, board: Message, phrases: Phrases, *, full: bool) -> Composed:
        """Run the build, show its progress, and return what to say at the end."""
        latest: list[Progress] = []

        def note(progress: Progress) -> None:
            if self._stopping.is_set():
                raise ReindexStopped("the bot is stopping")
            latest[:] = [progress]

        building = in_thread(partial(self.engine.reindex, full=full, progress=note), name="reindex")
        shown = ""
        while not (await asyncio.wait({building}, timeout=self.edit_every_s))[0]:
            text = render_progress(latest[0], phrases) if latest else shown
            if text != shown:
                shown = text
                await _try_edit(board, text)
        try:
            return render_report(building.result(), phrases)
        except IndexBusy:
            return Composed(phrases("reindex-busy"))
        except NothingToIndex:
            return Composed(phrases("reindex-no-articles"))
        except ReindexStopped:
            return Composed(phrases("reindex-stopped"))
        except Exception as error:
            return Composed(phrases("reindex-failed", error=log_failure(error, "rebuilding the index")))


async def _try_edit(board: Message, text: str) -> None:
    """Edit the progress message; a missed edit is made up for by the next."""
    try:
        await edit(board, text)
    except TelegramError:
        return


def render_progress(progress: Progress, phrases: Phrases) -> str:
    """Return the stage, a bar where the total is known, and the counts."""
    stages = list(Stage)
    stage = phrases(_STAGE_TEXTS[progress.stage])
    step = stages.index(progress.stage) + 1
    lines = [phrases("reindex-started"), "", phrases("reindex-stage", step=step, steps=len(stages), stage=stage)]
    if progress.total:
        share = min(max(progress.done / progress.total, 0), 1)
        filled = int(share * _BAR)
        lines.append("█" * filled + "░" * (_BAR - filled) + f" {int(share * 100)} %")
        lines.append(phrases("reindex-count", done=progress.done, total=progress.total))
    else:
        lines.append(phrases("reindex-count-so-far", done=progress.done))
    return "\n".join(lines)


def render_report(report: BuildReport, phrases: Phrases) -> Composed:
    """Return what a build did, with the first reasons for what it left out."""
    composer = Composer().add(phrases("reindex-done" if report.published else "reindex-nothing-new"))
    composer.add("\n\n" + phrases("reindex-contents", articles=report.articles, passages=report.passages))
    changes = {"added": report.added, "changed": report.changed, "removed": report.removed}
    composer.add("\n" + phrases("reindex-changes", **changes, unchanged=report.unchanged))
    composer.add("\n" + phrases("reindex-seconds", seconds=max(1, round(report.seconds))))
    if report.skipped:
        composer.add("\n\n" + phrases("reindex-skipped", count=len(report.skipped)))
        for skipped in report.skipped[:_REASONS]:
            composer.add("\n• " + excerpt(f"{skipped.where}: {skipped.reason}", _REASON_UNITS))
        if len(report.skipped) > _REASONS:
            composer.add("\n" + phrases("reindex-skipped-more", count=len(report.skipped) - _REASONS))
    return composer.compose()
