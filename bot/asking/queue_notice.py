"""Tells somebody who waits long where they stand in the queue, in a message that then becomes the answer.

Where an answer may have been sent already, since the bot was killed or the line broke then, it tells that before
anything else: a message can be edited any number of times, and is one message.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Message
from telegram.error import TelegramError

from bot.asking.question_queue import Place
from bot.concurrency import is_set_within
from bot.errors import BotStopping
from bot.messages.catalogue import Phrases
from bot.sending.replying import edit, reply
from bot.ticket import MAYBE_ANSWERED, current_handling

_LOG = logging.getLogger(__name__)
_AFTER_S = 8.0
_EVERY_S = 5.0
# For sending what is being sent when the answer is there.
_GRACE_S = 5.0


class QueueNotice:
    """The notice of one question.

    Attributes:
        place: to be given to the worker.
        sent: the notice, once it was sent, in this run of the bot or in an earlier one.
    """

    def __init__(self, message: Message, phrases: Phrases) -> None:
        self.place = Place()
        self._message = message
        self._phrases = phrases
        self._ticket = current_handling()
        self.sent = _earlier(message, self._ticket.notice if self._ticket else None)

    async def announce(self) -> None:
        """Send it at once if the answer may have been sent before."""
        if self.sent is None and self._ticket is not None and self._ticket.notice == MAYBE_ANSWERED:
            await self._show(self._phrases("answering-again"))

    @asynccontextmanager
    async def shown(self) -> AsyncIterator[None]:
        """Show it for as long as the block runs and the question waits."""
        over = asyncio.Event()
        task = asyncio.create_task(self._follow(over))
        try:
            yield
        finally:
            over.set()
            await asyncio.wait({task}, timeout=_GRACE_S)
            task.cancel()

    async def _follow(self, over: asyncio.Event) -> None:
        shown, pause_s = None, _AFTER_S
        while not await is_set_within(over, pause_s):
            pause_s = _EVERY_S
            position = self.place.position()
            if position is None:
                return
            if position != shown:
                shown = position
                try:
                    await self._show(self._phrases("queued", position=position))
                except (TelegramError, BotStopping) as error:
                    _LOG.debug("place in the queue not shown: %s", error)

    async def _show(self, text: str) -> None:
        if self.sent is not None:
            await edit(self.sent, text, step=True)
            return
        self.sent = await reply(self._message, text, step=True)
        if self._ticket is not None and self._ticket.note_notice is not None:
            self._ticket.notice = self.sent.message_id
            await self._ticket.note_notice(self.sent.message_id)


def _earlier(message: Message, notice: int | None) -> Message | None:
    """Return the notice that an earlier run has sent; only its number and chat are known."""
    if notice is None or notice == MAYBE_ANSWERED:
        return None
    earlier = Message(notice, message.date, message.chat)
    earlier.set_bot(message.get_bot())
    return earlier
