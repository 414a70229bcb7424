"""The script interface: what it takes, what it refuses, and the faults it makes; and the page's files."""

import json
from importlib.resources import files
from typing import Any

import aiohttp
import pytest

from sandbox import PortTaken, Sandbox
from sandbox.world.state import READER_EN
from tests.sandbox.conftest import Client

MESSAGE = {"chat_id": READER_EN, "user_id": READER_EN, "language": "en", "text": "hi"}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ({"chat_id": 1}, "missing field 'user_id'"),
        (MESSAGE | {"txt": "hi"}, "unknown field 'txt'"),
        (MESSAGE | {"chat_id": "1"}, "chat_id: expected a whole number"),
        (MESSAGE | {"chat_id": True}, "chat_id: expected a whole number"),
        (MESSAGE | {"text": ""}, "message text is empty"),
        (MESSAGE | {"chat_id": 0}, "positive number for a private chat"),
        (MESSAGE | {"user_id": -3}, "user_id: expected a positive number"),
        (MESSAGE | {"user_id": 4}, "is the private chat of user"),
        (MESSAGE | {"message_thread_id": 4}, "message_thread_id"),
        (MESSAGE | {"reply_to_message_id": 400}, "there is no message 400"),
    ],
)
async def test_wrong_messages_are_refused_with_what_is_expected(client: Client, body: Any, words: str) -> None:
    assert words in (await client.request("POST", "/sandbox/messages", body, 400))["error"]


async def test_unknown_people_and_chats_are_made_up(client: Client) -> None:
    private = await client.write("a", 55, 55, language="id")
    assert (private["chat"]["type"], private["from"]["language_code"]) == ("private", "id")
    assert (await client.write("/ask", -77, 56))["chat"]["type"] == "group"
    assert len(await client.updates()) == 2
    assert (await client.request("GET", "/sandbox/messages?chat_id=9999")) == {"messages": []}
    assert "chat_id" in (await client.request("GET", "/sandbox/messages?chat_id=x", status=400))["error"]


async def test_chats_are_opened_without_writing(client: Client) -> None:
    body = {"chat_id": 57, "user_id": 57, "language": "id", "name": "Dewi"}
    opened = await client.request("POST", "/sandbox/chats", body)
    assert (opened["chat"]["type"], opened["user"]["first_name"]) == ("private", "Dewi")
    for number, kind in ((-5, "group"), (-1001000000005, "supergroup"), (-1001000000006, "channel")):
        group = {"chat_id": number, "user_id": 57, "type": kind, "title": "Warga"}
        assert (await client.request("POST", "/sandbox/chats", group))["chat"]["type"] == kind
    assert await client.updates() == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"type": "channel"}, "can be private"),
        ({"chat_id": -5, "type": "channel"}, "can be group"),
        ({"chat_id": -1001000000001, "type": "channel"}, "is a supergroup already"),
    ],
)
async def test_chats_have_the_type_that_their_number_says(client: Client, changes: dict[str, Any], words: str) -> None:
    body = {"chat_id": 57, "user_id": 57} | changes
    assert words in (await client.request("POST", "/sandbox/chats", body, 400))["error"]


async def test_other_web_sites_are_kept_out(client: Client) -> None:
    for headers in ({"Origin": "http://evil.example"}, {"Host": "evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        await client.request("POST", "/sandbox/messages", MESSAGE, 403, **headers)
    await client.request("POST", "/sandbox/messages", MESSAGE, Origin=client.server.address)


async def plan(client: Client, **fault: Any) -> None:
    await client.request("POST", "/sandbox/faults", fault)


async def test_a_flood_is_told_for_as_many_calls_as_ordered(client: Client) -> None:
    await plan(client, method="sendMessage", kind="flood", retry_after=7, calls=2)
    await client.result("getMe")
    for _ in range(2):
        answer = await client.call("sendMessage", chat_id=READER_EN, text="a")
        assert (answer["error_code"], answer["parameters"]) == (429, {"retry_after": 7})
    await client.result("sendMessage", chat_id=READER_EN, text="a")


async def test_servers_fail_with_json_or_html(client: Client) -> None:
    await plan(client, method="*", kind="server_error", status=500)
    assert (await client.call("getMe"))["error_code"] == 500
    await plan(client, method="getMe", kind="html")
    async with client.session.get(f"{client.server.address}/bot{client.server.token}/getMe") as response:
        assert (response.status, response.content_type) == (502, "text/html")


async def test_connections_stall_and_break(client: Client) -> None:
    await plan(client, method="getMe", kind="stall", seconds=0.01)
    await client.result("getMe")
    await plan(client, method="getMe", kind="reset")
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.call("getMe")
    await client.result("getMe")


async def test_updates_come_twice_or_malformed(client: Client) -> None:
    await client.write("a")
    await plan(client, method="getUpdates", kind="malformed_updates")
    await plan(client, method="getUpdates", kind="duplicate_updates")
    [spoilt] = await client.updates()
    assert spoilt["message"]["message_id"] == "not a number"
    first, second = await client.updates()
    assert first == second
    assert len(await client.updates()) == 1


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"method": "getMe", "kind": "fire"}, "kind: expected one of flood"),
        ({"method": "getMe", "kind": "flood", "calls": 0}, "expected 1 or more"),
        ({"method": "getMe", "kind": "html", "status": 200}, "status: expected 400 to 599"),
        ({"method": "getMe", "kind": "duplicate_updates"}, "fault of getUpdates"),
    ],
)
async def test_wrong_faults_are_refused(client: Client, fault: dict[str, Any], words: str) -> None:
    assert words in (await client.request("POST", "/sandbox/faults", fault, 400))["error"]


async def test_planned_faults_are_listed_and_forgotten(client: Client) -> None:
    await plan(client, method="getMe", kind="flood")
    assert (await client.request("GET", "/sandbox/faults"))["faults"][0]["kind"] == "flood"
    assert await client.request("DELETE", "/sandbox/faults") == {"faults": []}
    await client.result("getMe")


async def test_a_taken_port_is_told(client: Client) -> None:
    port = int(client.server.address.rpartition(":")[2])
    with pytest.raises(PortTaken, match=f"port {port}"):
        async with Sandbox(port=port):
            pass


async def test_the_page_is_served_and_hears_what_happens(client: Client) -> None:
    for path, kind in (("/", "text/html"), ("/page/main.js", "text/javascript"), ("/page/style.css", "text/css")):
        async with client.session.get(client.server.address + path) as response:
            assert (response.status, response.content_type) == (200, kind)
            assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    await client.request("GET", "/page/../server.py", status=404)
    async with client.session.get(f"{client.server.address}/sandbox/events") as events:
        await events.content.readline()
        await client.write("<b>hi</b>")
        line = b""
        while not line.startswith(b"data: "):
            line = await events.content.readline()
        assert json.loads(line[6:])["message"]["text"] == "<b>hi</b>"


def test_the_page_never_takes_markup_from_messages() -> None:
    for each in (files("sandbox") / "page").iterdir():
        if each.name.endswith(".js"):
            text = each.read_text(encoding="utf-8")
            markup = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
            assert not [word for word in markup if word in text]
