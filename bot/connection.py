"""The connection to the Bot API server: hides the token, writes down what comes, and notices a token's rejection."""

from __future__ import annotations

import asyncio
import json
import logging
from http import HTTPStatus
from typing import Any

from telegram.error import TimedOut
from telegram.ext import ExtBot

from bot.monitoring.observed import Watch, WatchedRequest
from bot.receiving.inbox import Inbox
from bot.sending.outbox import Outbox

_LOG = logging.getLogger(__name__)
_CONNECTIONS = 64
# Long, since after a time-out nobody knows whether the message was sent.
_ANSWER_WITHIN_S = 20.0
_CONNECT_WITHIN_S = 5.0


class DiscreetBot(ExtBot[None]):
    """A client that does not show its token when printed."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Return the server's view of the bot without the token."""
        return "DiscreetBot[]"


class PollingRequest(WatchedRequest):
    """Fetches updates through the inbox, when that has room for them.

    Sets `rejected` when the server no longer knows the token, which would end polling silently.
    """

    __slots__ = ("inbox", "rejected")

    def __init__(self, inbox: Inbox, rejected: asyncio.Event, watch: Watch) -> None:
        super().__init__(watch, connection_pool_size=1)
        self.inbox = inbox
        self.rejected = rejected

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make a request, look at its status, and write down the updates in its answer."""
        await self.inbox.room()
        code, payload = await super().do_request(*args, **kwargs)
        if code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND):
            self.rejected.set()
        if code == HTTPStatus.OK:
            payload = await self._received(payload)
        return code, payload

    async def _received(self, payload: bytes) -> bytes:
        try:
            answer = json.loads(payload)
        except ValueError:
            return payload
        updates = answer.get("result") if isinstance(answer, dict) else None
        if not isinstance(updates, list) or not updates:
            return payload
        answer["result"] = await self.inbox.receive(updates)
        return json.dumps(answer).encode()


class SendingRequest(WatchedRequest):
    """Sends; tells a gateway that has waited in vain for the server from a server that has failed."""

    __slots__ = ()

    def __init__(self, watch: Watch) -> None:
        super().__init__(
            watch,
            connection_pool_size=_CONNECTIONS,
            read_timeout=_ANSWER_WITHIN_S,
            write_timeout=_ANSWER_WITHIN_S,
            connect_timeout=_CONNECT_WITHIN_S,
            pool_timeout=_CONNECT_WITHIN_S,
        )

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make a request."""
        code, payload = await super().do_request(*args, **kwargs)
        if code == HTTPStatus.GATEWAY_TIMEOUT:
            raise TimedOut("Gateway Timeout (504)") from TimeoutError()
        return code, payload


def connect(
    token: str, base_url: str, inbox: Inbox, outbox: Outbox, rejected: asyncio.Event, watch: Watch
) -> DiscreetBot:
    """Return a client of the Bot API server with the root `base_url`, which tells `watch` of requests; sends none."""
    root = base_url.rstrip("/")
    return DiscreetBot(
        token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=SendingRequest(watch),
        get_updates_request=PollingRequest(inbox, rejected, watch),
        rate_limiter=outbox,
    )
