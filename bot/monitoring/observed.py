"""What can be seen of a running bot from outside: every log line of an update with its number, and figures."""

from __future__ import annotations

import json
import ssl
from collections.abc import Awaitable, Callable
from functools import cache
from http import HTTPStatus
from typing import Any

import httpx
from structlog.contextvars import bound_contextvars
from telegram import Update
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.ext import Application, ContextTypes, ExtBot
from telegram.request import HTTPXRequest

from bot.monitoring.metrics import Metrics
from bot.monitoring.privacy import kept_private

# Told of a request: its method, and its error, which is an HTTP status, "timeout" or "network", if it had one.
Watch = Callable[[str, str | None], None]
Handle = Callable[[Update, Callable[[Update], Awaitable[None]]], Awaitable[None]]


class ObservedApplication(
    Application[ExtBot[None], ContextTypes.DEFAULT_TYPE, dict[Any, Any], dict[Any, Any], Any, None]
):
    """Handles each update under its number, keeps its text out of the logs, and counts it."""

    def __init__(self, *, metrics: Metrics, handle: Handle, **options: Any) -> None:
        """Set up; `handle` hands an update to the handlers as often as it takes for it to be finished."""
        super().__init__(**options)
        self.metrics = metrics
        self._handle = handle

    async def process_update(self, update: object) -> None:
        """Handle an update."""
        if not isinstance(update, Update):
            await super().process_update(update)
            return
        self.metrics.handled(_kind(update))
        with bound_contextvars(request=update.update_id), kept_private(update):
            await self._handle(update, super().process_update)


def _kind(update: Update) -> str:
    return next((kind for kind in Update.ALL_TYPES if getattr(update, kind, None) is not None), "none")


class WatchedRequest(HTTPXRequest):
    """Makes requests and tells of each; what refuses them and is no Bot API server is a failure of the network.

    A proxy's page with the status 401, 403 or 404 says nothing about the token or the chat.
    """

    __slots__ = ("watch",)

    def __init__(self, watch: Watch, **options: Any) -> None:
        super().__init__(httpx_kwargs={"verify": _tls()}, **options)
        self.watch = watch

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make a request."""
        # The address holds the token; its last part is the method, or names the file that is fetched.
        method = "file" if "/file/bot" in url else url.rpartition("/")[2]
        try:
            code, payload = await super().do_request(url, *args, **kwargs)
        except TelegramError as error:
            self.watch(method, "timeout" if isinstance(error, TimedOut) else "network")
            raise
        self.watch(method, None if code == HTTPStatus.OK else str(code))
        if HTTPStatus.BAD_REQUEST <= code < HTTPStatus.INTERNAL_SERVER_ERROR and not _is_telegrams(payload):
            raise NetworkError(f"HTTP {code} from something that is no Bot API server")
        return code, payload


@cache
def _tls() -> ssl.SSLContext:
    """Return what certificates are checked with: one for all clients, since loading the roots takes long."""
    return httpx.create_ssl_context()


def _is_telegrams(payload: bytes) -> bool:
    """Return whether a refusal is the server's own (https://core.telegram.org/bots/api#making-requests)."""
    try:
        answer = json.loads(payload)
    except (ValueError, RecursionError):
        return False
    return isinstance(answer, dict) and answer.get("ok") is False and isinstance(answer.get("description"), str)
