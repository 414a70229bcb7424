"""The sandbox on a free port of 127.0.0.1, and clients of both its sides."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from sandbox import Rules, Sandbox
from sandbox.world.state import READER_EN


class Client:
    """Calls Bot API methods as a bot, and writes as people."""

    def __init__(self, server: Sandbox, session: aiohttp.ClientSession) -> None:
        self.server = server
        self.session = session

    async def call(self, method: str, /, **parameters: Any) -> dict[str, Any]:
        """Call a method with JSON; return the whole answer."""
        url = f"{self.server.address}/bot{self.server.token}/{method}"
        async with self.session.post(url, json=parameters) as response:
            answer: dict[str, Any] = await response.json()
            assert answer["ok"] == (response.status == 200)
            assert answer.get("error_code", 200) == response.status
            return answer

    async def result(self, method: str, /, **parameters: Any) -> Any:
        """Call a method that must succeed."""
        answer = await self.call(method, **parameters)
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, /, **parameters: Any) -> str:
        """Call a method that must be refused; return the description."""
        answer = await self.call(method, **parameters)
        assert not answer["ok"], answer
        return str(answer["description"])

    async def request(self, verb: str, path: str, body: Any = None, status: int = 200, **headers: str) -> Any:
        """Make a request to the script interface."""
        data = body if isinstance(body, str | None) else json.dumps(body)
        async with self.session.request(verb, self.server.address + path, data=data, headers=headers) as response:
            assert response.status == status, await response.text()
            return await response.json()

    async def write(self, text: str, chat_id: int = READER_EN, user_id: int = READER_EN, **more: Any) -> dict[str, Any]:
        """Write as somebody; return the message, with whether the bot sees it under `seen`."""
        body = {"chat_id": chat_id, "user_id": user_id, "language": "en", "text": text, **more}
        answer = await self.request("POST", "/sandbox/messages", body)
        return {**answer["message"], "seen": answer["bot_sees"]}

    async def updates(self, **parameters: Any) -> list[dict[str, Any]]:
        return list(await self.result("getUpdates", **parameters))


@pytest.fixture
def rules() -> Rules:
    """What a test module overrides to be stricter."""
    return Rules()


@pytest.fixture
async def client(rules: Rules) -> AsyncIterator[Client]:
    async with Sandbox(rules=rules) as server, aiohttp.ClientSession() as session:
        yield Client(server, session)
