"""A Bot API server on loopback: `lo-bot-api-emulator`, with what Telegram also does and a record of what was sent.

Added to the emulator: entity bounds in UTF-16 units, "message is not modified", the bot's user name, faults on order.
Dropped before it looks: fields that Telegram knows and the emulator does not.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from lo_bot_api_emulator import ApiRefusal, LoBotApiEmulator, updates

TOKEN = "7000000001:AAE-synthetic_token_of_the_tests_0123"
USERNAME = "tanya_test_bot"
UNKNOWN_TO_EMULATOR = ("link_preview_options", "message_thread_id", "button")
PATIENCE_S = 20
# The emulator delivers whatever it is given, but takes only these kinds.
updates.KINDS.update(("edited_message", "channel_post", "edited_channel_post", "my_chat_member"))


@dataclass(frozen=True)
class Call:
    """One request: its method and its parameters, decoded."""

    method: str
    fields: dict[str, Any]

    @property
    def text(self) -> str:
        return str(self.fields.get("text", ""))

    @property
    def entities(self) -> list[dict[str, Any]]:
        return list(self.fields.get("entities") or [])

    @property
    def buttons(self) -> list[dict[str, Any]]:
        markup = self.fields.get("reply_markup") or {"inline_keyboard": []}
        return [button for row in markup["inline_keyboard"] for button in row]

    def marked(self, kind: str) -> list[str]:
        """Return the texts under all entities of a kind, cut as Telegram cuts them."""
        data = self.text.encode("utf-16-le")
        return [
            data[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")
            for e in self.entities
            if e["type"] == kind
        ]


class TelegramServer(LoBotApiEmulator):  # type: ignore[misc]  # the emulator has no types
    """The server, its record and its faults."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[Call] = []
        self.faults: dict[str, list[ApiRefusal]] = {}
        self.contents: dict[tuple[Any, Any], tuple[Any, ...]] = {}
        self.pages: dict[str, list[int]] = {}
        self.unmodified = 0
        self.last_message_id = 0
        self.token_is_valid = True
        self.changed = asyncio.Condition()
        self.root = ""

    def fail(self, method: str, description: str, status: int = 400, parameters: dict[str, Any] | None = None) -> None:
        """Refuse the next call of a method."""
        self.faults.setdefault(method, []).append(ApiRefusal(description, status, parameters))

    def show_page(self, method: str, status: int) -> None:
        """Answer the next call of a method with a proxy's page."""
        self.pages.setdefault(method, []).append(status)

    def validate(self, method: str, fields: dict[str, Any], uploads: dict[str, Any]) -> Any:
        decoded = {name: _decode(value) for name, value in fields.items()}
        if not self.token_is_valid:
            raise ApiRefusal("Unauthorized", 401)
        if faults := self.faults.get(method):
            raise faults.pop(0)
        call = Call(method, decoded)
        _check_entities(call)
        for name in UNKNOWN_TO_EMULATOR:
            fields.pop(name, None)
        result = super().validate(method, fields, uploads)
        if method == "getMe":
            result["username"] = USERNAME
        if method in ("sendMessage", "editMessageText"):
            self._remember(call, result["message_id"])
        if method != "getUpdates":
            self.calls.append(call)
        return result

    def _remember(self, call: Call, message_id: int) -> None:
        self.last_message_id = message_id
        key = (call.fields["chat_id"], message_id)
        content = (call.text, json.dumps(call.entities), json.dumps(call.fields.get("reply_markup")))
        if call.method == "editMessageText" and self.contents.get(key) == content:
            self.unmodified += 1
            raise ApiRefusal("Bad Request: message is not modified: specified new message content is the same")
        self.contents[key] = content

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if request.path.endswith("/getUpdates") and (await request.post()).get("timeout") == "0":
            await self._end_of_poll()
        if pages := self.pages.get(request.path.rpartition("/")[2]):
            return web.Response(status=pages.pop(0), text="<html><h1>Not here</h1></html>", content_type="text/html")
        response: web.StreamResponse = await super().handle(request)
        async with self.changed:
            self.changed.notify_all()
        return response

    async def _end_of_poll(self) -> None:
        """Have a broken-off poll noticed; Telegram sees it at once, the emulator, unless it is woken, within 0.1 s."""
        state = self._update_queues._state(TOKEN)
        for _ in range(50):
            if not state.polling:
                return
            async with state.condition:
                state.condition.notify_all()
            await asyncio.sleep(0.01)

    def named(self, *methods: str) -> list[Call]:
        return [call for call in self.calls if call.method in methods]

    @property
    def sent(self) -> list[Call]:
        return self.named("sendMessage")

    @property
    def edited(self) -> list[Call]:
        return self.named("editMessageText")

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for a condition that some request brings about."""
        async with asyncio.timeout(PATIENCE_S), self.changed:
            await self.changed.wait_for(condition)

    async def receive(self, update: dict[str, Any]) -> None:
        """Let an update arrive."""
        await self.enqueue_update(update, token=TOKEN)

    async def exchange(self, *updates: dict[str, Any]) -> list[Call]:
        """Let updates arrive that bring one message each, and return those messages."""
        before = len(self.sent)
        for update in updates:
            await self.receive(update)
        await self.until(lambda: len(self.sent) >= before + len(updates))
        return self.sent[before:]


def _decode(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _check_entities(call: Call) -> None:
    units = len(call.text.encode("utf-16-le", "surrogatepass")) // 2
    if len(call.entities) > 100:
        raise ApiRefusal("Bad Request: too many entities")
    for entity in call.entities:
        if not (entity["offset"] >= 0 and entity["length"] > 0 and entity["offset"] + entity["length"] <= units):
            raise ApiRefusal("Bad Request: entity beyond the text")
    if "parse_mode" in call.fields:
        raise ApiRefusal("Bad Request: this bot never parses markup")


@asynccontextmanager
async def telegram_server() -> AsyncIterator[TelegramServer]:
    """Serve on a free port of 127.0.0.1."""
    server = TelegramServer()
    runner = web.AppRunner(server.app(), access_log=None, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.root = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield server
    finally:
        await runner.cleanup()
