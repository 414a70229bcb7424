"""Delivers updates to a webhook: in order within a chat, several chats at once, again and again until one is taken.

Only to this machine: it is a server for tests, and nobody who reaches it may make it call somebody else.
"""

from __future__ import annotations

import asyncio
import re
import time
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from sandbox.errors import Refusal
from sandbox.world.updates import Updates

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_TIMEOUT_S = 60.0
_LONGEST_PAUSE_S = 60.0
_CONNECTIONS = 40


class Webhook:
    """Where updates are sent, if the bot has asked for that.

    Attributes:
        url: the address, empty when updates are fetched.
    """

    def __init__(self, updates: Updates, first_pause_s: float) -> None:
        self.url = ""
        self._updates = updates
        self._first_pause_s = first_pause_s
        self._secret = ""
        self._connections = asyncio.Semaphore(_CONNECTIONS)
        self._most = _CONNECTIONS
        self._error: tuple[int, str] | None = None
        self._dispatcher: asyncio.Task[None] | None = None

    async def set(self, url: str, secret: str, most: int) -> None:
        """Begin to deliver; an empty address ends it.

        Raises:
            Refusal: the address is not on this machine, or a parameter is not as it should be.
        """
        _check(url, secret, most)
        await self.close()
        self.url, self._secret, self._most, self._error = url, secret, most, None
        self._connections = asyncio.Semaphore(most)
        if url:
            self._updates.end_poll("Conflict: terminated by setWebhook request")
            self._dispatcher = asyncio.create_task(self._dispatch())

    async def close(self) -> None:
        """Stop delivering; what was not taken waits on."""
        if self._dispatcher is not None:
            self._dispatcher.cancel()
            await asyncio.gather(self._dispatcher, return_exceptions=True)
        self._dispatcher, self.url = None, ""

    def info(self) -> dict[str, Any]:
        """Return the Bot API `WebhookInfo`."""
        found: dict[str, Any] = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates),
        }
        if self.url:
            found |= {"max_connections": self._most, "ip_address": "127.0.0.1"}
        if self._error:
            found |= {"last_error_date": self._error[0], "last_error_message": self._error[1]}
        return found

    async def _dispatch(self) -> None:
        """Give every update to the lane of its chat, for as long as there is a webhook."""
        lanes: dict[int, asyncio.Queue[dict[str, Any]]] = {}
        timeout = aiohttp.ClientTimeout(total=_TIMEOUT_S)
        async with aiohttp.ClientSession(timeout=timeout) as session, asyncio.TaskGroup() as group:
            last = 0
            while True:
                for update in await self._updates.after(last):
                    last = update["update_id"]
                    key = _lane(update)
                    if key not in lanes:
                        lanes[key] = asyncio.Queue()
                        group.create_task(self._run_lane(session, lanes[key]))
                    lanes[key].put_nowait(update)

    async def _run_lane(self, session: aiohttp.ClientSession, lane: asyncio.Queue[dict[str, Any]]) -> None:
        while True:
            update = await lane.get()
            pause_s = self._first_pause_s
            while not await self._deliver(session, update):
                await asyncio.sleep(pause_s)
                pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)
            self._updates.remove(update)

    async def _deliver(self, session: aiohttp.ClientSession, update: dict[str, Any]) -> bool:
        headers = {_HEADER: self._secret} if self._secret else {}
        async with self._connections:
            try:
                async with session.post(self.url, json=update, headers=headers, allow_redirects=False) as response:
                    if 200 <= response.status < 300:
                        return True
                    problem = f"Wrong response from the webhook: {response.status} {response.reason}"
            except TimeoutError:
                problem = "Read timeout expired"
            except aiohttp.ClientError as error:
                problem = f"Connection failed: {error}"
        self._error = (int(time.time()), problem)
        return False


def _check(url: str, secret: str, most: int) -> None:
    if secret and not _SECRET.fullmatch(secret):
        raise Refusal("Bad Request: secret token contains illegal characters, or is too long")
    if not 1 <= most <= 100:
        raise Refusal("Bad Request: max_connections must be between 1 and 100")
    if url and not _is_here(url):
        raise Refusal("Bad Request: bad webhook: the sandbox delivers to 127.0.0.1, ::1 and localhost only")


def _is_here(url: str) -> bool:
    try:
        parts = urlsplit(url)
        here = parts.hostname == "localhost" or ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False
    return here and parts.scheme in ("http", "https")


def _lane(update: dict[str, Any]) -> int:
    """Return the number of the chat that an update is of, or else of whoever did something."""
    content: dict[str, Any] = next(each for name, each in update.items() if name != "update_id")
    where = content.get("message", content)
    return int((where.get("chat") or content.get("from") or {"id": 0})["id"])
