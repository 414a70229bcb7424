"""Fetches updates: writes down what comes, notices a token's rejection, and says once what goes wrong."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence
from contextlib import suppress
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from telegram.error import Conflict, NetworkError, TelegramError
from telegram.ext import Application

from bot.clock import Seldom
from bot.errors import RecordsUnusable
from bot.monitoring.observed import Watch, WatchedRequest
from bot.receiving.inbox import Inbox
from bot.storage.protocols import Presence

_LOG = logging.getLogger(__name__)
_REPEAT_COMPLAINT_S = 300.0
_NO_SUCH_TOKEN = (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND)


class PollingRequest(WatchedRequest):
    """Fetches updates through the inbox, when that has room for them.

    Sets `rejected` when the server no longer knows the token, which would end polling silently: when it says so twice,
    of fetching and of the bot itself.
    """

    __slots__ = ("inbox", "rejected")

    def __init__(self, inbox: Inbox, rejected: asyncio.Event, watch: Watch) -> None:
        super().__init__(watch, connection_pool_size=1)
        self.inbox = inbox
        self.rejected = rejected

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make a request, look at its status, and write down the updates in its answer."""
        await self.inbox.room()
        code, payload = await super().do_request(url, *args, **kwargs)
        if code in _NO_SUCH_TOKEN:
            if not await self._is_token_rejected(url):
                raise NetworkError(f"HTTP {code} while fetching updates, though the server knows the bot")
            self.rejected.set()
        if code == HTTPStatus.OK:
            try:
                payload = await self._received(payload)
            except RecordsUnusable as error:
                raise NetworkError(f"what comes cannot be written down: {error}") from None
        return code, payload

    async def _is_token_rejected(self, url: str) -> bool:
        """Ask for the bot itself, at the address beside the one that updates are fetched from."""
        try:
            code, _ = await super().do_request(f"{url.rpartition('/')[0]}/getMe", "POST")
        except TelegramError:
            return False
        return code in _NO_SUCH_TOKEN

    async def _received(self, payload: bytes) -> bytes:
        try:
            answer = json.loads(payload)
        except ValueError:
            return payload
        except RecursionError:
            raise NetworkError("the updates are nested too deeply to be read") from None
        updates = answer.get("result") if isinstance(answer, dict) else None
        if not isinstance(updates, list) or not updates:
            return payload
        answer["result"] = await self.inbox.receive(updates)
        return json.dumps(answer).encode()


async def poll(
    application: Application[Any, Any, Any, Any, Any, Any], allowed_updates: Sequence[str], presence: Presence
) -> None:
    """Fetch updates whenever this bot leads, until cancelled; what was begun then goes on."""
    while True:
        await presence.until(leads=True)
        await _begin(application, allowed_updates)
        await presence.until(leads=False)
        if application.updater is not None and application.updater.running:
            await application.updater.stop()


async def _begin(application: Application[Any, Any, Any, Any, Any, Any], allowed_updates: Sequence[str]) -> None:
    """Begin to fetch updates; tries until the server lets it."""
    if application.updater is not None:
        await _tell_of_webhook(application)
        await application.updater.start_polling(
            bootstrap_retries=-1, allowed_updates=allowed_updates, error_callback=PollingComplaints().hear
        )
        _LOG.info("Tanya answers as @%s", application.bot.username)


async def _tell_of_webhook(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Say whose webhook polling is about to remove."""
    with suppress(TelegramError):
        if url := (await application.bot.get_webhook_info()).url:
            _LOG.warning(
                "a webhook to %s was set for this bot and is removed now, since the bot fetches updates itself; if "
                "another program owns it, use one bot each",
                urlsplit(url).netloc,
            )


class PollingComplaints:
    """Logs what goes wrong while fetching updates: one line, repeated only every few minutes."""

    def __init__(self) -> None:
        self._saying = Seldom(_REPEAT_COMPLAINT_S)

    def hear(self, error: TelegramError) -> None:
        """Log an error of polling, unless one of its kind was just logged."""
        if not self._saying.is_due(type(error).__name__):
            return
        if isinstance(error, Conflict) and "webhook" in error.message.lower():
            _LOG.error(
                "another program has set a webhook for this bot (409 Conflict), so that updates go there; stop it, or "
                "use one bot each"
            )
        elif isinstance(error, Conflict):
            _LOG.error(
                "another program fetches updates with this bot token (409 Conflict); stop it, or use one bot each"
            )
        else:
            _LOG.warning("updates cannot be fetched (%s); trying again", error)
