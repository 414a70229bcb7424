"""The updates that wait for the bot: long polling, confirmation by offset, `allowed_updates`, one poller at a time."""

from __future__ import annotations

import asyncio
from collections import deque
from itertools import count
from typing import Any

from sandbox.errors import Refusal

KINDS = frozenset(
    {"message", "edited_message", "callback_query", "inline_query", "chosen_inline_result", "my_chat_member"}
    | {"channel_post", "edited_channel_post", "poll", "poll_answer", "chat_join_request", "chat_boost"}
    | {"removed_chat_boost", "pre_checkout_query", "shipping_query", "business_connection", "business_message"}
    | {"edited_business_message", "deleted_business_messages", "purchased_paid_media"}
    | {"chat_member", "message_reaction", "message_reaction_count"}
)
# Sent only to a bot that names them.
_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_LONGEST_S = 50


class Updates:
    """A queue that is read by one poller."""

    def __init__(self) -> None:
        self.allowed = KINDS - _ON_REQUEST
        self.polled = asyncio.Event()
        self._ids = count(1)
        self._waiting: deque[dict[str, Any]] = deque()
        self._arrived = asyncio.Event()
        self._poller: asyncio.Future[None] | None = None

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, kind: str, content: dict[str, Any]) -> bool:
        """Let an update arrive; False when the bot does not want its kind."""
        if kind not in self.allowed:
            return False
        self._waiting.append({"update_id": next(self._ids), kind: content})
        self._arrived.set()
        return True

    def allow(self, kinds: list[Any]) -> None:
        """Set which kinds of updates arrive from now on; an empty list means the default."""
        named = {each for each in kinds if isinstance(each, str)}
        self.allowed = KINDS & named if named else KINDS - _ON_REQUEST

    def clear(self) -> None:
        """Forget what waits."""
        self._waiting.clear()

    def remove(self, update: dict[str, Any]) -> None:
        """Forget one update, which was delivered."""
        if update in self._waiting:
            self._waiting.remove(update)

    async def after(self, update_id: int) -> list[dict[str, Any]]:
        """Return the waiting updates that came after one, as soon as there are any."""
        while not (found := [each for each in self._waiting if each["update_id"] > update_id]):
            self._arrived.clear()
            await self._arrived.wait()
        return found

    def end_poll(self, reason: str) -> None:
        """End a poll that waits with 409."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(Refusal(reason, 409))

    async def get(self, offset: int, limit: int, timeout_s: int) -> list[dict[str, Any]]:
        """Confirm what comes before `offset`, then wait for updates.

        Raises:
            Refusal: 409, when another poller comes.
        """
        self.end_poll(_CONFLICT)
        mine = self._poller = asyncio.get_running_loop().create_future()
        self._confirm(offset)
        self.polled.set()
        try:
            return await self._wait(mine, limit, min(max(timeout_s, 0), _LONGEST_S))
        finally:
            if self._poller is mine:
                self._poller = None
            if mine.done():
                mine.exception()
            mine.cancel()

    def _confirm(self, offset: int) -> None:
        while self._waiting and self._is_confirmed(offset):
            self._waiting.popleft()

    def _is_confirmed(self, offset: int) -> bool:
        """Tell whether the oldest update comes before an offset; a negative one counts from the end."""
        if offset >= 0:
            return bool(self._waiting[0]["update_id"] < offset)
        return len(self._waiting) > -offset

    async def _wait(self, mine: asyncio.Future[None], limit: int, timeout_s: int) -> list[dict[str, Any]]:
        loop = asyncio.get_running_loop()
        end = loop.time() + timeout_s
        while not self._waiting and (left := end - loop.time()) > 0:
            self._arrived.clear()
            arrived = asyncio.ensure_future(self._arrived.wait())
            try:
                ends: list[asyncio.Future[Any]] = [arrived, mine]
                await asyncio.wait(ends, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            finally:
                arrived.cancel()
            if mine.done():
                mine.result()
        return list(self._waiting)[: min(max(limit, 1), 100)]
