"""How fast somebody may ask. Method: token buckets, one a person and one a group.

Whoever is too fast is not refused: their questions wait until nobody else wants anything.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

_REMEMBERED = 10_000


@dataclass
class _Bucket:
    left: float
    at: float


class RateLimit:
    """Questions a minute, half of them at once."""

    def __init__(self, person_rate: float, group_rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Set the questions a minute by one person, wherever they ask, and in one group, whoever asks."""
        self.person_rate, self.group_rate = person_rate, group_rate
        self._clock = clock
        self._buckets: OrderedDict[int, _Bucket] = OrderedDict()

    def keeps(self, person_id: int | None, chat_id: int | None) -> bool:
        """Count a question; False when it is one too many for the person or the group."""
        keys = {each for each in (person_id, chat_id) if each is not None}
        kept = [self._take(each) for each in keys]
        return all(kept)

    def move(self, old: int, new: int) -> None:
        """Count for a group under its new number what was counted under another."""
        if bucket := self._buckets.pop(old, None):
            self._buckets.setdefault(new, bucket)

    def _take(self, key: int) -> bool:
        # Groups have negative numbers; a private chat has its person's.
        rate = self.group_rate if key < 0 else self.person_rate
        most, now = max(1.0, rate / 2), self._clock()
        bucket = self._buckets.setdefault(key, _Bucket(most, now))
        self._buckets.move_to_end(key)
        while len(self._buckets) > _REMEMBERED:
            self._buckets.popitem(last=False)
        bucket.left = min(most, bucket.left + (now - bucket.at) * rate / 60)
        bucket.at = now
        if bucket.left < 1:
            return False
        bucket.left -= 1
        return True
