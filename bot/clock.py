"""What happens by the clock."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable

_LOG = logging.getLogger(__name__)
_REMEMBERED = 1000


async def every(
    period_s: float,
    act: Callable[[], Awaitable[None]],
    *,
    first_s: float = 0.0,
    unless: tuple[type[Exception], ...] = (),
) -> None:
    """Do something again and again until cancelled, never twice at once; what fails is logged and done again later.

    It begins after `first_s`, and again `period_s` after it has ended; errors that are `unless` end it.
    """
    await asyncio.sleep(first_s)
    while True:
        try:
            await act()
        except unless:
            raise
        except Exception as error:
            _LOG.error("%s failed", getattr(act, "__qualname__", "what is done by the clock"), exc_info=error)
        await asyncio.sleep(period_s)


class Seldom:
    """Tells whether something is due that should happen once in a while, however often it could."""

    def __init__(self, period_s: float) -> None:
        self.period_s = period_s
        self._last: OrderedDict[Hashable, float] = OrderedDict()

    def is_due(self, subject: Hashable = None) -> bool:
        """Return whether a period has passed since the last time that this was said of a subject."""
        now = time.monotonic()
        if now - self._last.get(subject, float("-inf")) < self.period_s:
            return False
        self._last[subject] = now
        self._last.move_to_end(subject)
        while len(self._last) > _REMEMBERED:
            self._last.popitem(last=False)
        return True
