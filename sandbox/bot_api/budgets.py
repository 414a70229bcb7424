"""Counts messages against Telegram's budgets; what is over them is refused with 429. Method: token buckets."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from sandbox.errors import Refusal
from sandbox.rules import Budget, Budgets


@dataclass
class _Bucket:
    budget: Budget
    left: float
    at: float

    def wait_s(self, now: float) -> float:
        """Refill, and return the seconds until one message fits."""
        self.left = min(self.budget.burst, self.left + (now - self.at) * self.budget.per_second)
        self.at = now
        return 0.0 if self.left >= 1 else (1 - self.left) / self.budget.per_second


class Spending:
    """Remembers what was sent where."""

    def __init__(self, budgets: Budgets | None) -> None:
        self._budgets = budgets
        self._buckets: dict[int, _Bucket] = {}

    def spend(self, chat_id: int) -> None:
        """Count one message to a chat.

        Raises:
            Refusal: 429, with `retry_after` in whole seconds.
        """
        if self._budgets is None:
            return
        now = time.monotonic()
        own = self._budgets.group if chat_id < 0 else self._budgets.private_chat
        # No chat has the number 0, so it stands for all of them.
        used = [
            self._buckets.setdefault(key, _Bucket(budget, budget.burst, now))
            for key, budget in ((chat_id, own), (0, self._budgets.overall))
        ]
        wait_s = max([bucket.wait_s(now) for bucket in used])
        if wait_s > 0:
            retry_after = math.ceil(wait_s)
            raise Refusal(f"Too Many Requests: retry after {retry_after}", 429, {"retry_after": retry_after})
        for bucket in used:
            bucket.left -= 1
