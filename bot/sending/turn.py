"""Lets one answer at a time be sent and noted down, so that a killed bot repeats one answer and not several.

Who waits for the turn waits as long as answers come through; only beside one that is stuck others go ahead, since a
single bad connection must not hold everybody up.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

T = TypeVar("T")

_STUCK_AFTER_S = 3.0


class Turn:
    """The turn to send; `made` tells it when the one whose turn it is has begun to."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._sending_since: float | None = None

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[bool]:
        """Wait for the turn and keep it through the block; gives whether it was had, or passed over as stuck."""
        while not await self._is_had():
            if self._is_stuck():
                yield False
                return
        try:
            yield True
        finally:
            self._sending_since = None
            self._lock.release()

    async def made(self, call: Callable[[], Awaitable[T]]) -> T:
        """Make the call whose turn it is."""
        self._sending_since = time.monotonic()
        return await call()

    async def _is_had(self) -> bool:
        try:
            await asyncio.wait_for(self._lock.acquire(), _STUCK_AFTER_S)
        except TimeoutError:
            return False
        return True

    def _is_stuck(self) -> bool:
        return self._sending_since is not None and time.monotonic() - self._sending_since >= _STUCK_AFTER_S
