"""Updates by webhook: who may send them, what is answered when, and what is done when another program interferes."""

from __future__ import annotations

import asyncio
import io
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

import bot.receiving.webhook
from bot import PortUnusable, WebhookRefused, serve
from bot.receiving.webhook import nested_deeper_than, webhook_secret
from tanya.settings import Settings
from tests.bot.conftest import bot_settings
from tests.bot.samples import SmallEngine, a_message
from tests.bot.telegram_server import TOKEN

SECRET = "a-secret-of-the-webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
PATIENCE_S = 20


class SmallTelegram:
    """A Bot API server that keeps a webhook, and delivers to it as Telegram does: with the secret, until 200."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.session = session
        self.root = ""
        self.hook: dict[str, Any] = {}
        self.registered = 0
        self.refusals: list[tuple[int, str]] = []
        self.sent: list[dict[str, Any]] = []
        self.changed = asyncio.Condition()
        self._number = 100

    async def answer(self, request: web.Request) -> web.Response:
        fields = {name: str(value) for name, value in (await request.post()).items()}
        name = request.match_info["method"]
        result: Any = True
        if name == "setWebhook":
            if self.refusals:
                code, description = self.refusals.pop(0)
                async with self.changed:
                    self.changed.notify_all()
                return web.json_response({"ok": False, "error_code": code, "description": description}, status=code)
            self.hook = fields
            self.registered += 1
        elif name == "deleteWebhook":
            self.hook = {}
        elif name == "getMe":
            result = {"id": 7, "is_bot": True, "first_name": "Tanya", "username": "t_bot"}
        elif name == "getWebhookInfo":
            result = {"url": self.hook.get("url", ""), "has_custom_certificate": False, "pending_update_count": 0}
        elif name == "sendMessage":
            self.sent.append(fields)
            result = {
                "message_id": len(self.sent),
                "date": 1,
                "chat": {"id": int(fields["chat_id"]), "type": "private"},
            }
        elif name == "getUpdates":
            result = []
        async with self.changed:
            self.changed.notify_all()
        return web.json_response({"ok": True, "result": result})

    async def until(self, condition: Any) -> None:
        async with asyncio.timeout(PATIENCE_S), self.changed:
            await self.changed.wait_for(condition)

    def update(self, text: str) -> dict[str, Any]:
        self._number += 1
        return {"update_id": self._number, **a_message(text)}

    async def deliver(self, update: Any, **headers: str) -> int:
        data = io.BytesIO(update if isinstance(update, bytes) else json.dumps(update).encode())
        given = {HEADER: self.hook.get("secret_token", "")} | headers
        async with self.session.post(self.hook["url"], data=data, headers=given) as response:
            return response.status


@asynccontextmanager
async def small_telegram() -> AsyncIterator[SmallTelegram]:
    """Run the server."""
    async with aiohttp.ClientSession() as session:
        small = SmallTelegram(session)
        app = web.Application()
        app.router.add_post("/bot{token}/{method}", small.answer)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        small.root = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield small
        finally:
            await runner.cleanup()


@pytest.fixture
async def telegram() -> AsyncIterator[SmallTelegram]:
    async with small_telegram() as running:
        yield running


def hook_settings(telegram: SmallTelegram, port: int, **changes: Any) -> Settings:
    address = {"webhook_url": f"http://127.0.0.1:{port}/hook", "webhook_listen": f"127.0.0.1:{port}"}
    return bot_settings(telegram.root, **(address | {"webhook_secret": SECRET} | changes))


@asynccontextmanager
async def hooked(settings: Settings, engine: SmallEngine) -> AsyncIterator[asyncio.Task[None]]:
    stop = asyncio.Event()
    task = asyncio.create_task(serve(settings, engine, stop, webhook=True))
    try:
        yield task
    finally:
        stop.set()
        await asyncio.wait({task})
    await task


def states(folder: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(folder / "inbox.sqlite")) as connection:
        return [tuple(row) for row in connection.execute("SELECT update_id, state FROM updates ORDER BY number")]


async def test_an_update_is_journalled_answered_and_answered_once(
    telegram: SmallTelegram, unused_tcp_port: int, tmp_path: Path
) -> None:
    """200 comes when it stands in the journal; the same update again is 200 too, and no second answer."""
    settings = hook_settings(telegram, unused_tcp_port, data_dir=tmp_path)
    async with hooked(settings, SmallEngine()):
        await telegram.until(lambda: telegram.hook)
        assert telegram.hook["secret_token"] == SECRET
        assert TOKEN.partition(":")[2] not in telegram.hook["url"]
        assert "inline_query" in json.loads(telegram.hook["allowed_updates"])
        update = telegram.update("Kapan KTT?")
        assert await telegram.deliver(update) == 200
        assert states(tmp_path)[0][0] == update["update_id"]
        assert await telegram.deliver(update) == 200
        assert await telegram.deliver(telegram.update("/start")) == 200
        await telegram.until(lambda: len(telegram.sent) == 2)
    assert [state for _, state in states(tmp_path)] == ["done", "done"]
    assert telegram.hook, "it stays set, so that Telegram keeps what comes while the bot is down"


async def test_strangers_and_junk_are_refused(telegram: SmallTelegram, unused_tcp_port: int, tmp_path: Path) -> None:
    """Without the secret, too large, no JSON; what cannot be parsed is set aside, and the next is answered."""
    settings = hook_settings(telegram, unused_tcp_port, data_dir=tmp_path)
    async with hooked(settings, SmallEngine()):
        await telegram.until(lambda: telegram.hook)
        assert await telegram.deliver(telegram.update("Kapan KTT?"), **{HEADER: ""}) == 403
        assert await telegram.deliver(telegram.update("Kapan KTT?"), **{HEADER: SECRET[:-1] + "x"}) == 403
        assert await telegram.deliver(b"{") == 400
        assert await telegram.deliver(b" " * 2_000_000) == 413
        assert await telegram.deliver({"update_id": 5, "message": {"message_id": "x"}}) == 200
        assert await telegram.deliver(telegram.update("Kapan KTT?")) == 200
        await telegram.until(lambda: telegram.sent)
    assert sorted(state for _, state in states(tmp_path)) == ["aside", "done"]


async def test_the_probes_are_beside_it(telegram: SmallTelegram, unused_tcp_port: int) -> None:
    """Ready once Telegram knows the address; the figures are not shown there."""
    telegram.refusals = [(502, "Bad Gateway")] * 100
    async with hooked(hook_settings(telegram, unused_tcp_port), SmallEngine()):
        await telegram.until(lambda: len(telegram.refusals) < 100)
        root = f"http://127.0.0.1:{unused_tcp_port}"
        async with telegram.session.get(f"{root}/readyz") as response:
            assert response.status == 503
        async with telegram.session.get(f"{root}/healthz") as response:
            assert response.status == 200
        async with telegram.session.get(f"{root}/metrics") as response:
            assert response.status == 404
        telegram.refusals.clear()
        await telegram.until(lambda: telegram.hook)
        async with asyncio.timeout(PATIENCE_S):
            while (await telegram.session.get(f"{root}/readyz")).status != 200:  # noqa: ASYNC110 - behind HTTP
                await asyncio.sleep(0.02)


async def test_an_address_that_telegram_refuses(telegram: SmallTelegram, unused_tcp_port: int) -> None:
    telegram.refusals = [(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")]
    with pytest.raises(WebhookRefused, match=r"https url must be provided.*TANYA_WEBHOOK_URL"):
        async with hooked(hook_settings(telegram, unused_tcp_port), SmallEngine()) as task:
            await asyncio.wait({task}, timeout=PATIENCE_S)


async def test_a_port_that_is_taken(telegram: SmallTelegram) -> None:
    port = int(telegram.root.rpartition(":")[2])
    with pytest.raises(PortUnusable, match="TANYA_WEBHOOK_LISTEN"):
        async with hooked(hook_settings(telegram, port), SmallEngine()) as task:
            await asyncio.wait({task}, timeout=PATIENCE_S)


async def test_a_webhook_that_another_program_removes_is_set_again(
    telegram: SmallTelegram, unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """And said in words: a second program with this token, perhaps one that polls."""
    monkeypatch.setattr(bot.receiving.webhook, "_WATCH_EVERY_S", 0.05)
    async with hooked(hook_settings(telegram, unused_tcp_port), SmallEngine()):
        await telegram.until(lambda: telegram.hook)
        telegram.hook = {}
        await telegram.until(lambda: telegram.hook)
    assert "removed by another program with this bot token" in caplog.text
    assert SECRET not in caplog.text


async def test_polling_tells_whose_webhook_it_removes(
    telegram: SmallTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.hook = {"url": "https://bots.example.org/x"}
    stop = asyncio.Event()
    task = asyncio.create_task(serve(bot_settings(telegram.root), SmallEngine(), stop))
    async with asyncio.timeout(PATIENCE_S):
        while "bots.example.org" not in caplog.text:  # noqa: ASYNC110 - what is waited for is a line of the log
            await asyncio.sleep(0.02)
    stop.set()
    await task
    assert telegram.hook == {}


def test_without_a_setting_the_secret_comes_from_the_token() -> None:
    """The same after a restart, another for another token, and nothing of the token in it."""
    one, again = (webhook_secret(bot_settings("http://127.0.0.1:1")) for _ in range(2))
    other = webhook_secret(bot_settings("http://127.0.0.1:1", TELEGRAM_BOT_TOKEN=f"{TOKEN}x"))
    assert one == again != other
    assert len(one) == 64


@pytest.mark.parametrize(
    "body",
    [b"[" * 900_000, b'{"update_id": 1, "x": ' + b'{"x": ' * 400 + b"1" + b"}" * 401, b"\xff", b"1" * 5000 + b"x"],
)
async def test_what_is_no_update_is_refused(
    telegram: SmallTelegram, engine: SmallEngine, unused_tcp_port: int, body: bytes
) -> None:
    """However deeply it is nested; the next update is answered."""
    async with hooked(hook_settings(telegram, unused_tcp_port), engine):
        await telegram.until(lambda: bool(telegram.hook))
        assert await telegram.deliver(body) == 400
        assert await telegram.deliver(telegram.update("Kapan KTT?")) == 200
        await telegram.until(lambda: bool(telegram.sent))


def test_nesting_is_counted_outside_of_texts() -> None:
    assert not nested_deeper_than(2, rb'{"a": "[[[[\"[[[", "b": [1], "c": {}}')
    assert nested_deeper_than(2, b'{"a": [[1]]}')


async def test_strangers_requests_are_told_once(
    telegram: SmallTelegram, engine: SmallEngine, unused_tcp_port: int, caplog: pytest.LogCaptureFixture
) -> None:
    async with hooked(hook_settings(telegram, unused_tcp_port), engine):
        await telegram.until(lambda: bool(telegram.hook))
        for _ in range(20):
            assert await telegram.deliver(telegram.update("Kapan KTT?"), **{HEADER: "wrong"}) == 403
    assert len([record for record in caplog.records if "secret" in record.getMessage()]) == 1
