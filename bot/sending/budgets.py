"""How many messages Telegram takes, and how long the next one has to wait. Method: sliding windows.

A budget has to hold at Telegram's end, where messages arrive some time after they were sent and before they are
answered. Between two messages only the difference counts: no message travels faster than the fastest lately, so that
one which took as long arrived, as seen from there, when it was sent, and one that took longer by as much later at the
most. So a message takes up its place from when it is sent until one period after its answer less the fastest travel.
Source: https://core.telegram.org/bots/faq#broadcasting-to-users.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

_SOON_S = 0.02
# How many of those that are spread may leave at once, since they are late.
_CAUGHT_UP = 3
# How many messages say how fast one can be.
_TRAVELS = 50
# By how much a message may be faster than all of these.
_LEEWAY_S = 0.01


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
    """At most `limit` messages within `period_s` seconds; once half of them have gone, the rest may be spread."""

    def __init__(self, limit: int, period_s: float, *, spread: bool = False) -> None:
        """Allow so many messages within a period.

        With `spread` the second half is spread: what leaves at once is slower, and may arrive at once.
        """
        self.limit = limit
        self.period_s = period_s
        self.spread = spread
        # When the next one is due of those that are spread.
        self._next = float("-inf")
        self._under_way = 0
        self._finished: deque[float] = deque()
        self._travels: deque[float] = deque(maxlen=_TRAVELS)

    def wait_s(self, now: float, share: float = 1.0) -> float:
        """Return for how many seconds the next message has to wait, for whoever may use only a share of the budget."""
        lasts_s = self.period_s - max(0.0, min(self._travels, default=0.0) - _LEEWAY_S)
        while self._finished and self._finished[0] + lasts_s <= now:
            self._finished.popleft()
        in_the_way = self._under_way + len(self._finished) - max(1, int(self.limit * share))
        if in_the_way < 0:
            is_half_used = self.spread and 2 * (self._under_way + len(self._finished)) >= self.limit
            return max(0.0, self._next - now) if is_half_used else 0.0
        if in_the_way < len(self._finished):
            return self._finished[in_the_way] + lasts_s - now
        return _SOON_S

    def begin(self, now: float) -> None:
        """Send a message."""
        self._under_way += 1
        step_s = self.period_s / self.limit
        # What was late does not make all after it late.
        self._next = max(self._next, now - _CAUGHT_UP * step_s) + step_s

    def end(self, now: float, travelled_s: float | None = None) -> None:
        """Have the answer to a message, or none, which travelled so many seconds if that is to count.

        None is where all count from their answers.
        """
        self._under_way -= 1
        if travelled_s is not None:
            self._travels.append(travelled_s)
        self._finished.append(now)

    def is_empty(self, now: float) -> bool:
        """Return whether nothing of what was sent counts any more."""
        self.wait_s(now)
        return not self._under_way and not self._finished
