"""How many messages Telegram takes, and how long the next one has to wait. Method: sliding windows.

A message takes up its place from when it is sent until one period after Telegram has answered, so that the budget holds
at Telegram's end too, however long a message travels. Source: https://core.telegram.org/bots/faq#broadcasting-to-users.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

_SOON_S = 0.02


@dataclass(frozen=True)
class Budgets:
    """Telegram's budgets.

    Attributes:
        chat_period_s: seconds between two messages in a chat.
        group_messages: messages in a group within `group_period_s` seconds.
        group_period_s: see there.
        messages: messages in all within one second.
    """

    chat_period_s: float = 1.0
    group_messages: int = 20
    group_period_s: float = 60.0
    messages: int = 30


class Window:
    """At most `limit` messages within `period_s` seconds."""

    def __init__(self, limit: int, period_s: float) -> None:
        self.limit = limit
        self.period_s = period_s
        self._under_way = 0
        self._finished: deque[float] = deque()

    def wait_s(self, now: float, share: float = 1.0) -> float:
        """Return for how many seconds the next message has to wait, for whoever may use only a share of the budget."""
        while self._finished and self._finished[0] + self.period_s <= now:
            self._finished.popleft()
        in_the_way = self._under_way + len(self._finished) - max(1, int(self.limit * share))
        if in_the_way < 0:
            return 0.0
        if in_the_way < len(self._finished):
            return self._finished[in_the_way] + self.period_s - now
        return _SOON_S

    def begin(self) -> None:
        """Send a message."""
        self._under_way += 1

    def end(self, now: float) -> None:
        """Have the answer to a message, or none."""
        self._under_way -= 1
        self._finished.append(now)

    def is_empty(self, now: float) -> bool:
        """Return whether nothing of what was sent counts any more."""
        self.wait_s(now)
        return not self._under_way and not self._finished
