"""Remembers recent replies, so that their buttons work; in memory only, and bounded."""

from __future__ import annotations

import secrets
from collections import OrderedDict

from index import Reply


class ReplyMemory:
    """The most recently used replies, each under a short random key."""

    def __init__(self, capacity: int = 1000) -> None:
        self.capacity = capacity
        self._replies: OrderedDict[str, Reply] = OrderedDict()

    def keep(self, reply: Reply) -> str:
        """Store a reply and return its key (11 URL-safe characters); the least recently used one makes room."""
        key = secrets.token_urlsafe(8)
        self._replies[key] = reply
        while len(self._replies) > self.capacity:
            self._replies.popitem(last=False)
        return key

    def recall(self, key: str) -> Reply | None:
        """Return a reply, or None when it is no longer known."""
        if key in self._replies:
            self._replies.move_to_end(key)
        return self._replies.get(key)
