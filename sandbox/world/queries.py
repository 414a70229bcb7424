"""Pressed buttons and inline questions that wait for the bot's answer, for as long as Telegram lets them."""

from __future__ import annotations

import asyncio
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from sandbox.errors import Refusal

_TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
_KEPT = 1000


@dataclass
class Query:
    """One of them; `answer` is set once."""

    id: str
    person_id: int
    at: float
    details: dict[str, Any]
    answer: dict[str, Any] | None = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)


class Queries:
    """Remembers them by number."""

    def __init__(self, lifetime_s: float) -> None:
        self._lifetime_s = lifetime_s
        self._known: dict[str, Query] = {}

    def open(self, person_id: int, **details: Any) -> Query:
        """Begin one."""
        query = Query(str(secrets.randbelow(9 * 10**17) + 10**17), person_id, time.monotonic(), details)
        self._known[query.id] = query
        while len(self._known) > _KEPT:
            del self._known[next(iter(self._known))]
        return query

    def find(self, query_id: str) -> Query | None:
        """Return one, answered or not, or None."""
        return self._known.get(query_id)

    def answer(self, query_id: str, answer: dict[str, Any]) -> Query:
        """Answer one.

        Raises:
            Refusal: it is unknown, answered already, or too old.
        """
        query = self._known.get(query_id)
        if query is None or query.answer is not None or time.monotonic() - query.at > self._lifetime_s:
            raise Refusal(_TOO_OLD)
        query.answer = answer
        query.answered.set()
        return query
