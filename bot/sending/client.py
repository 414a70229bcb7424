"""The client of the Bot API server: hides the token when printed, and tells what was sent from what may have been."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

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


def connect(token: str, base_url: str, outbox: Outbox, fetching: BaseRequest, watch: Watch) -> DiscreetBot:
    """Return a client of a Bot API server; sends nothing yet.

    Args:
        token: the bot's.
        base_url: the server's root.
        outbox: what everything is sent through.
        fetching: what updates are fetched with.
        watch: told of each request.
    """
    root = base_url.rstrip("/")
    return DiscreetBot(
        token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=SendingRequest(watch),
        get_updates_request=fetching,
        rate_limiter=outbox,
    )
