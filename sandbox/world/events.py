"""What happens, told to every open page (server-sent events)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_UNREAD = 1000


class Events:
    """Tells listeners what happens; a listener that does not keep up is told to load everything again."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[str]] = set()

    def tell(self, kind: str, **details: Any) -> None:
        """Tell everybody who listens."""
        if not self._listeners:
            return
        line = json.dumps({"type": kind, **details}, ensure_ascii=False)
        for queue in self._listeners:
            if queue.full():
                while not queue.empty():
                    queue.get_nowait()
                queue.put_nowait(json.dumps({"type": "reload"}))
            else:
                queue.put_nowait(line)

    @contextmanager
    def listening(self) -> Iterator[asyncio.Queue[str]]:
        """Give a queue of JSON objects, for as long as the block runs."""
        queue: asyncio.Queue[str] = asyncio.Queue(_UNREAD)
        self._listeners.add(queue)
        try:
            yield queue
        finally:
            self._listeners.discard(queue)
