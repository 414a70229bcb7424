"""The client that sends: whatever is given up, there is a connection for what comes next."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import httpx
import pytest
from telegram.error import TimedOut

from bot.sending import client
from bot.sending.client import SendingRequest
from bot.sending.delivery import Delivery, delivery_of

_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n" + b'{"ok":true}'
_STEPS = 30


class SlowServer:
    """Answers each request once it may."""

    def __init__(self) -> None:
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.asked = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            while await reader.readuntil(b"\r\n\r\n"):
                self.asked += 1
                await self.may_answer.wait()
                writer.write(_ANSWER)
                await writer.drain()
        writer.close()


@pytest.fixture
async def slow() -> AsyncIterator[tuple[SlowServer, str]]:
    """A server on loopback, and its address."""
    server = SlowServer()
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    yield server, f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/bot1:x/sendChatAction"
    server.may_answer.set()
    listening.close()


async def test_requests_that_are_given_up_keep_no_connection(
    slow: tuple[SlowServer, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At whichever step they are; more of them than there are connections."""
    monkeypatch.setattr(client, "_CONNECTIONS", 2)
    monkeypatch.setattr(client, "_CONNECT_WITHIN_S", 2.0)
    given_up = 0
    for steps in range(_STEPS):
        request = SendingRequest(lambda _method, _error: None)
        await request.initialize()
        for _ in range(3):
            asking = asyncio.create_task(request.do_request(slow[1], "GET"))
            for _ in range(steps):
                await asyncio.sleep(0)
            given_up += asking.cancel()
            with suppress(asyncio.CancelledError):
                await asking
        assert (await request.do_request(slow[1], "GET"))[0] == 200
        await request.shutdown()
    assert given_up > _STEPS


async def test_request_without_a_connection_was_not_sent(
    slow: tuple[SlowServer, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It can be sent again."""
    server, url = slow
    monkeypatch.setattr(client, "_CONNECTIONS", 1)
    monkeypatch.setattr(client, "_CONNECT_WITHIN_S", 0.2)
    request = SendingRequest(lambda _method, _error: None)
    await request.initialize()
    server.may_answer.clear()
    first = asyncio.create_task(request.do_request(url, "GET"))
    await asyncio.sleep(0)
    with pytest.raises(TimedOut) as refused:
        await request.do_request(url, "GET")
    server.may_answer.set()

    assert isinstance(refused.value.__cause__, httpx.PoolTimeout)
    assert delivery_of(refused.value) is Delivery.NOT_SENT
    assert (await first)[0] == 200
    assert server.asked == 1
    await request.shutdown()
