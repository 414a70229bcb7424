"""Whatever a method is given, the answer is a Bot API answer, never a fault of the server."""

from typing import Any

import pytest

from sandbox.bot_api.calls import METHODS
from sandbox.world.state import READER_EN
from tests.sandbox.conftest import Client

JUNK: list[Any] = [
    None,
    True,
    -1,
    10**30,
    1e400,
    "",
    "[",
    "{}",
    [],
    [[]],
    [1],
    [None],
    [{}],
    {},
    {"type": []},
    {"id": {}},
]
GOOD = {"chat_id": READER_EN, "message_id": 4, "text": "hi", "timeout": 0, "user_id": READER_EN}


@pytest.mark.parametrize("name", sorted(METHODS))
async def test_junk_is_answered(client: Client, name: str) -> None:
    await client.result("sendMessage", chat_id=READER_EN, text="hello")
    for parameter in sorted(METHODS[name].known - {"timeout"}):
        for junk in JUNK:
            answer = await client.call(
                name, **{k: v for k, v in GOOD.items() if k in METHODS[name].known} | {parameter: junk}
            )
            assert answer.get("error_code", 200) in (200, 400, 429), (parameter, junk)


@pytest.mark.parametrize("field", ["chat_id", "user_id", "language", "text", "message_thread_id", "quote"])
async def test_junk_of_scripts_is_refused(client: Client, field: str) -> None:
    body = {"chat_id": READER_EN, "user_id": READER_EN, "language": "en", "text": "hi"}
    several: tuple[Any, ...] = (True, 10**30, [], {}, ["a"], 1.5)
    for junk in several:
        await client.request("POST", "/sandbox/messages", body | {field: junk}, 400)
