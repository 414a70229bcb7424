"""The client of the Bot API server: hides the token when printed, and tells what was sent from what may have been."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any

import httpx
from telegram.error import TimedOut
from telegram.ext import ExtBot
from telegram.request import BaseRequest

from bot.monitoring.observed import Watch, WatchedRequest
from bot.sending.outbox import Outbox

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


class SendingRequest(WatchedRequest):
    """Sends; tells a gateway that has waited in vain for the server from a server that has failed.

    What was begun goes on when nobody waits for it any more: a request that is cancelled just when it gets a connection
    keeps its place among them for good (httpcore 1.0.9), and when all places are gone nothing is ever sent again. For
    the same reason requests wait for a place here, and not in the pool.
    """

    __slots__ = ("_places", "_under_way")

    def __init__(self, watch: Watch) -> None:
        super().__init__(
            watch,
            connection_pool_size=_CONNECTIONS,
            read_timeout=_ANSWER_WITHIN_S,
            write_timeout=_ANSWER_WITHIN_S,
            connect_timeout=_CONNECT_WITHIN_S,
            pool_timeout=_CONNECT_WITHIN_S,
        )
        self._places = asyncio.Semaphore(_CONNECTIONS)
        self._under_way: set[asyncio.Task[tuple[int, bytes]]] = set()

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make a request."""
        try:
            async with asyncio.timeout(_CONNECT_WITHIN_S):
                await self._places.acquire()
        except TimeoutError:
            raise TimedOut("all connections are in use") from httpx.PoolTimeout("no place among them")
        request = asyncio.create_task(super().do_request(*args, **kwargs))
        self._under_way.add(request)
        request.add_done_callback(self._ended)
        code, payload = await asyncio.shield(request)
        if code == HTTPStatus.GATEWAY_TIMEOUT:
            raise TimedOut("Gateway Timeout (504)") from TimeoutError()
        return code, payload

    async def shutdown(self) -> None:
        """End what is still under way, and close the connections."""
        for request in (under_way := list(self._under_way)):
            request.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        await super().shutdown()

    def _ended(self, request: asyncio.Task[tuple[int, bytes]]) -> None:
        self._places.release()
        self._under_way.discard(request)
        if not request.cancelled():
            # Whoever waited for it may be gone.
            request.exception()


def connect(token: str, base_url: str, outbox: Outbox, fetching: BaseRequest, watch: Watch) -> DiscreetBot:
    """Return a client of a Bot API server, which sends through the outbox and fetches as told; sends nothing yet."""
    root = base_url.rstrip("/")
    return DiscreetBot(
        token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=SendingRequest(watch),
        get_updates_request=fetching,
        rate_limiter=outbox,
    )
