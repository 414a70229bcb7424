"""Updates of different chats run side by side, those of one chat one after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor


class ChatOrder(BaseUpdateProcessor):
    """Keeps each chat's order with a lock a chat, which lives as long as somebody holds or awaits it.

    Button presses have an order of their own: turning a page need not wait for the chat's running question.
    """

    __slots__ = ("_locks",)

    def __init__(self, max_concurrent_updates: int) -> None:
        super().__init__(max_concurrent_updates)
        self._locks: dict[tuple[int, bool], tuple[asyncio.Lock, int]] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Process an update after the earlier ones of its chat."""
        if not isinstance(update, Update) or update.effective_chat is None:
            await coroutine
            return
        key = (update.effective_chat.id, update.callback_query is not None)
        lock, users = self._locks.get(key, (asyncio.Lock(), 0))
        self._locks[key] = (lock, users + 1)
        try:
            async with lock:
                await coroutine
        finally:
            lock, users = self._locks.pop(key)
            if users > 1:
                self._locks[key] = (lock, users - 1)
            if asyncio.iscoroutine(coroutine):
                coroutine.close()

    @property
    def chats(self) -> int:
        """How many chats and button rows are being served or waited for."""
        return len(self._locks)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to free."""
