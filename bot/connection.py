"""The connection to the Bot API server: a client that hides its token, waits when told to, and notices rejection."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter, ExtBot

from bot.observing import Watch, WatchedRequest

_LOG = logging.getLogger(__name__)
_ATTEMPTS = 3
_LONGEST_WAIT = timedelta(seconds=60)


class DiscreetBot(ExtBot[None]):
    """A client that does not show its token when printed."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Return the server's view of the bot without the token."""
        return "DiscreetBot[]"


class PollingRequest(WatchedRequest):
    """Fetches updates; sets `rejected` when the server no longer knows the token, which would end polling silently."""

    __slots__ = ("rejected",)

    def __init__(self, rejected: asyncio.Event, watch: Watch) -> None:
        super().__init__(watch, connection_pool_size=1)
        self.rejected = rejected

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make a request and look at its status."""
        code, payload = await super().do_request(*args, **kwargs)
        if code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND):
            self.rejected.set()
        return code, payload


class Patience(BaseRateLimiter[None]):
    """Sends again after the wait that Telegram asks for; does not slow down what is sent otherwise."""

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to free."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | dict[str, Any] | list[dict[str, Any]]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> bool | dict[str, Any] | list[dict[str, Any]]:
        """Make a request, up to three times when told to wait a minute or less; a typing action only once."""
        for _ in range(_ATTEMPTS - 1):
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                wait = error.retry_after
                wait = wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
                if endpoint == "sendChatAction" or wait > _LONGEST_WAIT:
                    raise
                _LOG.info("Telegram asks to wait %.0f s before %s", wait.total_seconds(), endpoint)
                await asyncio.sleep(wait.total_seconds())
        return await callback(*args, **kwargs)


def connect(token: str, base_url: str, rejected: asyncio.Event, watch: Watch) -> DiscreetBot:
    """Return a client of the Bot API server with the root `base_url`, which tells `watch` of requests; sends none."""
    root = base_url.rstrip("/")
    return DiscreetBot(
        token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=WatchedRequest(watch),
        get_updates_request=PollingRequest(rejected, watch),
        rate_limiter=Patience(),
    )
