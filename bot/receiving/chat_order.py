"""Updates of different chats run side by side, those of one chat one after the other, each until it is finished."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.receiving.inbox import Inbox

# More than the inbox lets in: the order of a chat is kept here, not the number of updates.
_MOST = 100_000
_LAST_MOMENT_S = 1.5
_MESSAGES, _PRESSES, _MEMBERSHIP = "messages", "presses", "membership"
_Key = tuple[int, str]


class ChatOrder(BaseUpdateProcessor):
    """Keeps each chat's order with a lock a chat, which lives as long as somebody holds or awaits it.

    Button presses have an order of their own: turning a page need not wait for the chat's running question. So has what
    happens to the bot itself: that it was blocked is known before what waits in the chat has its turn.
    """

    __slots__ = ("_locks", "_tasks", "backlog", "inbox", "is_talk", "overflow")

    def __init__(
        self,
        inbox: Inbox,
        *,
        backlog: int,
        overflow: Callable[[Update], Awaitable[None]],
        is_talk: Callable[[Update], bool] = lambda _update: False,
    ) -> None:
        """Take what it needs.

        Args:
            inbox: where updates stand that are not finished.
            backlog: how many updates of a chat may wait.
            overflow: told of an update that finds so many waiting; it is not handled.
            is_talk: tells what nothing is done about: it does not wait, and nothing waits for it.
        """
        super().__init__(_MOST)
        self.inbox = inbox
        self.backlog = backlog
        self.overflow = overflow
        self.is_talk = is_talk
        self._locks: dict[_Key, tuple[asyncio.Lock, int]] = {}
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
            elif (chat := update.effective_chat) is not None and not self.is_talk(update):
                await self._in_order((chat.id, _line(update)), update, coroutine)
            elif not _is_number_alone(update):
                await coroutine
        finally:
            if asyncio.iscoroutine(coroutine):
                coroutine.close()

    async def _in_order(self, key: _Key, update: Update, coroutine: Awaitable[Any]) -> None:
        lock, users = self._locks.get(key, (asyncio.Lock(), 0))
        if users > self.backlog:
            await self.overflow(update)
            await self.inbox.finish(update.update_id)
            self.inbox.let_go(update.update_id)
            return
        self._locks[key] = (lock, users + 1)
        try:
            async with lock:
                # What comes after a change of membership is handled after it.
                change = self._locks.get((key[0], _MEMBERSHIP)) if key[1] == _MESSAGES else None
                async with change[0] if change else nullcontext():
                    pass
                await coroutine
        finally:
            lock, users = self._locks.pop(key)
            if users > 1:
                self._locks[key] = (lock, users - 1)

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


def _line(update: Update) -> str:
    if update.callback_query is not None:
        return _PRESSES
    return _MEMBERSHIP if update.my_chat_member is not None else _MESSAGES


def _is_number_alone(update: Update) -> bool:
    """Tell whether the inbox left nothing but the number: the update itself is being handled, or set aside."""
    return update.to_dict().keys() == {"update_id"}
