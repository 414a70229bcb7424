"""Updates of different chats run side by side, those of one chat one after the other, each until it is finished."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.concurrency import is_set_within
from bot.receiving.inbox import Inbox
from bot.ticket import handling

# More than the inbox lets in: the order of a chat is kept here, not the number of updates.
_MOST = 100_000
_PAUSES_S = (2.0, 5.0, 10.0, 20.0, 30.0)
_LAST_MOMENT_S = 1.5
_Key = tuple[int, bool]


class ChatOrder(BaseUpdateProcessor):
    """Keeps each chat's order with a lock a chat, which lives as long as somebody holds or awaits it.

    Button presses have an order of their own: turning a page need not wait for the chat's running question. An update
    that could not be finished, because Telegram could not be reached, is handled again after a pause, before the later
    ones of its chat; one that is not finished when the bot stops stays in the journal.

    Attributes:
        process: python-telegram-bot's application, for handling an update again.
        overflow: told of an update that finds `backlog` others of its chat waiting, and is not handled.
    """

    __slots__ = ("_locks", "_stopping", "_tasks", "backlog", "inbox", "overflow", "process")

    def __init__(self, inbox: Inbox, *, backlog: int) -> None:
        super().__init__(_MOST)
        self.inbox = inbox
        self.backlog = backlog
        self.process: Callable[[object], Awaitable[None]] | None = None
        self.overflow: Callable[[Update], Awaitable[None]] | None = None
        self._locks: dict[_Key, tuple[asyncio.Lock, int]] = {}
        self._stopping = asyncio.Event()
        self._tasks: set[asyncio.Task[Any]] = set()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Process an update after the earlier ones of its chat."""
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        try:
            if not isinstance(update, Update):
                await coroutine
            elif (chat := update.effective_chat) is not None:
                await self._in_order((chat.id, update.callback_query is not None), update, coroutine)
            elif not _is_number_alone(update):
                await self._finish(update, coroutine)
        finally:
            if asyncio.iscoroutine(coroutine):
                coroutine.close()

    async def _in_order(self, key: _Key, update: Update, coroutine: Awaitable[Any]) -> None:
        lock, users = self._locks.get(key, (asyncio.Lock(), 0))
        if users > self.backlog:
            if self.overflow is not None:
                await self.overflow(update)
            await self.inbox.finish(update.update_id)
            return
        self._locks[key] = (lock, users + 1)
        try:
            async with lock:
                await self._finish(update, coroutine)
        finally:
            lock, users = self._locks.pop(key)
            if users > 1:
                self._locks[key] = (lock, users - 1)

    async def _finish(self, update: Update, coroutine: Awaitable[Any]) -> None:
        """Handle an update, again as long as it is postponed, and note what has become of it."""
        if self._stopping.is_set():
            return
        with handling(self.inbox.ticket(update.update_id)) as ticket:
            await coroutine
            for pause_s in _PAUSES_S:
                if not ticket.postponed or self.process is None or await is_set_within(self._stopping, pause_s):
                    break
                ticket.postponed = False
                await self.process(update)
        if not ticket.postponed:
            await self.inbox.finish(update.update_id)
        elif not self._stopping.is_set():
            await self.inbox.set_aside(update.update_id, f"given up after {len(_PAUSES_S) + 1} attempts")

    def stop(self) -> None:
        """Begin with no other update; what waits stays in the journal."""
        self._stopping.set()

    async def abandon(self) -> None:
        """End what is still being handled; it stays in the journal.

        What is being sent is given a moment, since an answer whose sending is broken off may have arrived.
        """
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=_LAST_MOMENT_S)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def chats(self) -> int:
        """How many chats and button rows are being served or waited for."""
        return len(self._locks)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to free."""


def _is_number_alone(update: Update) -> bool:
    """Tell whether the inbox left nothing but the number: the update itself is being handled, or set aside."""
    return update.to_dict().keys() == {"update_id"}
