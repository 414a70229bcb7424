"""Receives updates by webhook: an HTTP server behind a proxy that speaks TLS, in place of polling.

An update is answered with 200 only once it stands in the journal; until then Telegram keeps it and sends it again. What
does not carry the secret is refused unread. The address has nothing of the bot token in it.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Update
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.ext import Application

from bot.clock import Seldom, every
from bot.errors import RecordsUnusable, WebhookRefused
from bot.monitoring.probes import Readiness, listening
from bot.receiving.inbox import Inbox
from bot.storage.protocols import Presence
from tanya.settings import Settings

_LOG = logging.getLogger(__name__)
_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_CONNECTIONS = 20
_ROOM_WITHIN_S = 5.0
# What opens, closes or delimits in JSON; what a backslash stands before does none of it.
_TOKEN = re.compile(rb'\\.|["\[\]{}]', re.DOTALL)
_WATCH_EVERY_S = 60.0
_LONGEST_PAUSE_S = 30.0
_COMPLAIN_EVERY_S = 3600.0
# Telegram's own updates are nested a dozen deep.
_DEEPEST = 100


def webhook_secret(settings: Settings) -> str:
    """Return the secret that Telegram sends along: the one that is set, or else one derived from the token."""
    if settings.webhook_secret is not None:
        return settings.webhook_secret.get_secret_value()
    token = settings.telegram_bot_token.get_secret_value() if settings.telegram_bot_token else ""
    return hmac.new(token.encode(), b"webhook secret", hashlib.sha256).hexdigest()


class Webhook:
    """The server, and Telegram's knowledge of it."""

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        inbox: Inbox,
        readiness: Readiness,
        presence: Presence,
        settings: Settings,
        probes: Sequence[web.RouteDef],
        allowed_updates: Sequence[str],
    ) -> None:
        """Set up; of several bots behind one address, by their presence, one tells Telegram where."""
        self._application = application
        self._inbox = inbox
        self._readiness = readiness
        self._presence, self._has_registered = presence, False
        self._url = settings.webhook_url or ""
        self._secret = webhook_secret(settings)
        self._host, _, port = settings.webhook_listen.rpartition(":")
        self._port = int(port)
        self._probes = probes
        self._allowed_updates = allowed_updates
        self._complaint = ""
        self._strangers, self._complaining = 0, Seldom(_COMPLAIN_EVERY_S)

    async def run(self) -> None:
        """Listen, tell Telegram where, and see that it stays so, until cancelled.

        Raises:
            PortUnusable: it cannot listen there.
            WebhookRefused: Telegram does not take the address.
            InvalidToken: the server does not know the token.
        """
        path = urlsplit(self._url).path or "/"
        routes = [web.post(path, self._receive), *self._probes]
        async with listening(routes, self._host.strip("[]"), self._port, "TANYA_WEBHOOK_LISTEN"):
            if self._presence.leads:
                await self._register()
            self._readiness.pushed()
            _LOG.info("Tanya answers as @%s, by webhook", self._application.bot.username)
            fatal = (InvalidToken, WebhookRefused)
            await every(_WATCH_EVERY_S, self._watch, first_s=_WATCH_EVERY_S, unless=fatal)

    async def _receive(self, request: web.Request) -> web.Response:
        """Take one update."""
        given = request.headers.get(_HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), self._secret.encode()):
            self._strangers += 1
            if self._complaining.is_due():
                _LOG.warning("requests without the webhook's secret are refused, %d so far", self._strangers)
            return web.Response(status=403)
        body = await request.read()
        if nested_deeper_than(_DEEPEST, body):
            return web.Response(status=400)
        try:
            raw = json.loads(body)
        except (ValueError, RecursionError):
            return web.Response(status=400)
        inbox, application = self._inbox, self._application
        try:
            await asyncio.wait_for(inbox.room(), _ROOM_WITHIN_S)
        except TimeoutError:
            return web.Response(status=503, headers={"Retry-After": "5"})
        try:
            received = await inbox.receive([raw])
        except RecordsUnusable:
            return web.Response(status=503, headers={"Retry-After": "5"})
        for each in received:
            # One that holds nothing but its number is a duplicate, or was set aside.
            if len(each) > 1 and (update := Update.de_json(each, application.bot)):
                await application.update_queue.put(update)
        return web.Response()

    async def _register(self) -> None:
        pause_s = 1.0
        while True:
            try:
                await self._application.bot.set_webhook(
                    self._url,
                    secret_token=self._secret,
                    allowed_updates=self._allowed_updates,
                    max_connections=_CONNECTIONS,
                )
            except BadRequest as error:
                raise WebhookRefused(
                    f"Telegram does not take the webhook ({error.message}); TANYA_WEBHOOK_URL must be an https address "
                    "on port 443, 80, 88 or 8443 that leads from the internet to this bot"
                ) from None
            except InvalidToken:
                raise
            except TelegramError as error:
                _LOG.warning("the webhook cannot be set (%s); trying again in %.0f s", error, pause_s)
                await asyncio.sleep(pause_s)
                pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)
            else:
                self._has_registered = True
                return

    async def _watch(self) -> None:
        """Set the webhook again when another program has taken it away, and tell what Telegram complains of."""
        if not self._presence.leads:
            return
        if not self._has_registered:
            await self._register()
        try:
            info = await self._application.bot.get_webhook_info()
        except TelegramError as error:
            _LOG.warning("getWebhookInfo failed: %s", error)
            return
        if info.url != self._url:
            where = f"replaced by {urlsplit(info.url).netloc}" if info.url else "removed"
            _LOG.error(
                "the webhook was %s by another program with this bot token, perhaps one that polls; it is set again. "
                "Stop that program, or use one bot each",
                where,
            )
            await self._register()
        elif (problem := info.last_error_message or "") != self._complaint and info.pending_update_count:
            self._complaint = problem
            _LOG.warning("Telegram could not deliver to the webhook: %s (%d wait)", problem, info.pending_update_count)


def nested_deeper_than(most: int, body: bytes) -> bool:
    """Return whether JSON is nested more deeply than so, counted without parsing it, in linear time."""
    depth, in_text = 0, False
    for token in _TOKEN.finditer(body):
        found = token.group()
        if found == b'"':
            in_text = not in_text
        elif not in_text and len(found) == 1:
            depth += 1 if found in b"[{" else -1
            if depth > most:
                return True
    return False
