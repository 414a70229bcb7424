"""Handles an update until it is finished, and notes in the journal what has become of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from telegram import Update

from bot.concurrency import is_set_within
from bot.receiving.inbox import Inbox
from bot.ticket import handling

_PAUSES_S = (2.0, 5.0, 10.0, 20.0, 30.0)


class Attempts:
    """An update that could not be finished, because Telegram could not be reached, is handled again after a pause.

    One that is not finished when the bot stops stays in the journal, and one that was dropped meanwhile, since whoever
    sent it wants it forgotten or is gone, is handled no more.
    """

    def __init__(self, inbox: Inbox) -> None:
        self.inbox = inbox
        self._stopping = asyncio.Event()

    async def handle(self, update: Update, process: Callable[[Update], Awaitable[None]]) -> None:
        """Handle an update by `process`, again as long as it is postponed."""
        number = update.update_id
        try:
            if not (self._stopping.is_set() or self.inbox.is_dropped(number)):
                await self._until_finished(update, process)
        finally:
            self.inbox.let_go(number)

    async def _until_finished(self, update: Update, process: Callable[[Update], Awaitable[None]]) -> None:
        number = update.update_id
        with handling(self.inbox.ticket(number)) as ticket:
            await process(update)
            for pause_s in _PAUSES_S:
                is_over = not ticket.postponed or self.inbox.is_dropped(number)
                if is_over or await is_set_within(self._stopping, pause_s):
                    break
                ticket.postponed = False
                await self.inbox.usable()
                if not self.inbox.is_dropped(number):
                    await process(update)
        if self.inbox.is_dropped(number):
            # It is finished, or another bot's.
            return
        if ticket.postponed:
            if not self._stopping.is_set():
                await self.inbox.set_aside(number, f"given up after {len(_PAUSES_S) + 1} attempts")
        elif not (ticket.answered or ticket.is_left_open):
            # What was answered was noted with its answer.
            await self.inbox.finish(number)

    def stop(self) -> None:
        """Begin with no other update; what waits stays in the journal."""
        self._stopping.set()
