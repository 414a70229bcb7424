"""Updates delivered to a webhook: with its secret, in order, again until they are taken, and only on this machine."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from sandbox import Rules
from sandbox.world.state import READER_ID
from tests.sandbox.conftest import Client

PATIENCE_S = 20


class Receiver:
    """A bot's side: keeps what it took, and refuses what it is told to refuse."""

    def __init__(self) -> None:
        self.address = ""
        self.taken: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.refuse: dict[str, int] = {}
        self.refused = 0
        self.changed = asyncio.Condition()

    async def receive(self, request: web.Request) -> web.Response:
        update = await request.json()
        text = update["message"]["text"]
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        async with self.changed:
            self.changed.notify_all()
            if self.refuse.get(text):
                self.refuse[text] -= 1
                self.refused += 1
                return web.Response(status=503)
            self.taken.append(update)
            return web.Response()

    async def until(self, count: int) -> list[str]:
        """Return the texts once so many were taken."""
        async with asyncio.timeout(PATIENCE_S), self.changed:
            await self.changed.wait_for(lambda: len(self.taken) >= count)
        return [each["message"]["text"] for each in self.taken]


@pytest.fixture
def rules() -> Rules:
    return Rules(webhook_pause_s=0.01)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    found = Receiver()
    app = web.Application()
    app.router.add_post("/hook", found.receive)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    found.address = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield found
    await runner.cleanup()


async def test_updates_are_delivered_with_the_secret(client: Client, receiver: Receiver) -> None:
    """What had waited comes too, and polling is refused meanwhile."""
    await client.write("before")
    assert await client.result("setWebhook", url=receiver.address, secret_token="s3cret", max_connections=2)
    await client.write("after")
    assert await receiver.until(2) == ["before", "after"]
    assert receiver.secrets == ["s3cret", "s3cret"]
    answer = await client.call("getUpdates")
    assert answer["error_code"] == 409
    assert "webhook is active" in answer["description"]
    info = await client.result("getWebhookInfo")
    assert (info["url"], info["pending_update_count"], info["max_connections"]) == (receiver.address, 0, 2)


async def test_what_is_not_taken_comes_again_and_holds_up_its_own_chat_alone(
    client: Client, receiver: Receiver
) -> None:
    receiver.refuse = {"first": 5}
    await client.result("setWebhook", url=receiver.address)
    await client.write("first")
    await client.write("second")
    await client.write("other", READER_ID, READER_ID)
    taken = await receiver.until(3)
    assert receiver.refused == 5
    assert taken.index("first") < taken.index("second")
    assert taken[0] == "other"
    info = await client.result("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"


async def test_without_a_webhook_again_what_was_not_taken_is_fetched(client: Client, receiver: Receiver) -> None:
    receiver.refuse = {"lost?": 1000}
    await client.result("setWebhook", url=receiver.address)
    await client.write("lost?")
    async with asyncio.timeout(PATIENCE_S), receiver.changed:
        await receiver.changed.wait_for(lambda: receiver.refused > 0)
    await client.result("deleteWebhook")
    assert [each["message"]["text"] for each in await client.updates()] == ["lost?"]
    assert (await client.result("getWebhookInfo"))["url"] == ""


async def test_a_webhook_ends_a_poll_and_can_be_where_nobody_listens(client: Client) -> None:
    poll = asyncio.create_task(client.call("getUpdates", timeout=10))
    await asyncio.wait_for(client.server.state.updates.polled.wait(), PATIENCE_S)
    await client.result("setWebhook", url="http://127.0.0.1:9/hook")
    assert "terminated by setWebhook" in (await poll)["description"]
    await client.write("a")
    async with asyncio.timeout(PATIENCE_S):
        while "last_error_message" not in (info := await client.result("getWebhookInfo")):
            await asyncio.sleep(0.01)
    assert info["pending_update_count"] == 1
    await client.result("setWebhook", url="", drop_pending_updates=True)
    assert await client.updates() == []


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"url": "http://example.org/hook"}, "127.0.0.1, ::1 and localhost only"),
        ({"url": "ftp://127.0.0.1/"}, "127.0.0.1"),
        ({"url": "http://[::1/"}, "bad webhook"),
        ({"url": "http://127.0.0.1/", "secret_token": "a b"}, "illegal characters"),
        ({"url": "http://127.0.0.1/", "max_connections": 101}, "between 1 and 100"),
        ({"url": "http://127.0.0.1/", "certificate": "x"}, "does not know the parameter 'certificate'"),
    ],
)
async def test_wrong_webhooks_are_refused(client: Client, parameters: dict[str, Any], words: str) -> None:
    assert words in await client.refusal("setWebhook", **parameters)
