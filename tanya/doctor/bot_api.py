"""Calls of the Bot API for the checks: what came back, when by the server's clock, or why nothing did."""

from __future__ import annotations

import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

_TIMEOUT_S = 10.0


@dataclass(frozen=True)
class Call:
    """What came of one call.

    Attributes:
        status: of HTTP; 0 when the server could not be reached.
        result: of the method, when it succeeded.
        description: why it did not.
        ahead_s: seconds that this machine's clock is ahead of the server's; None when the server did not tell.
    """

    status: int
    result: Any = None
    description: str = ""
    ahead_s: float | None = None

    @property
    def succeeded(self) -> bool:
        """Whether the method did what it should."""
        return self.status == httpx.codes.OK and not self.description


class BotApi:
    """A Bot API server, for one token; reached the way the bot reaches it, through the same proxy."""

    def __init__(self, base_url: str, token: str) -> None:
        self.root = base_url.rstrip("/")
        self._token = token
        self._client = httpx.Client(timeout=_TIMEOUT_S)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def call(self, method: str, *, wait_s: int = 0, **parameters: Any) -> Call:
        """Call a method; `wait_s` is how long the server itself may wait."""
        try:
            response = self._client.post(
                f"{self.root}/bot{self._token}/{method}", json=parameters, timeout=_TIMEOUT_S + wait_s
            )
        except httpx.TimeoutException:
            return Call(0, description=f"no answer within {_TIMEOUT_S + wait_s:.0f} s")
        except httpx.HTTPError as error:
            return Call(0, description=str(error) or type(error).__name__)
        ahead_s = _seconds_ahead(response.headers.get("Date"))
        try:
            body = response.json()
        except (ValueError, RecursionError):
            return Call(response.status_code, description="the answer is no JSON", ahead_s=ahead_s)
        if not isinstance(body, dict) or "ok" not in body:
            return Call(response.status_code, description="the answer is not a Bot API server's", ahead_s=ahead_s)
        if not body["ok"]:
            return Call(response.status_code, description=str(body.get("description", "refused")), ahead_s=ahead_s)
        return Call(response.status_code, result=body.get("result"), ahead_s=ahead_s)


def _seconds_ahead(date: str | None) -> float | None:
    """Compare this machine's clock with a Date header, which names whole seconds."""
    if date is None:
        return None
    try:
        return time.time() - parsedate_to_datetime(date).timestamp()
    except ValueError:
        return None
