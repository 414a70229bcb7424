"""Commands by scope and language, names and descriptions, and what chats tell of themselves."""

import pytest

from sandbox.world.state import ADMINISTRATOR, GROUP, READER_EN, READER_ID
from tests.sandbox.conftest import Client


def commands(name: str) -> list[dict[str, str]]:
    return [{"command": name, "description": f"Do {name}"}]


async def shown(client: Client, chat_id: int, user_id: int) -> str:
    found = await client.request("GET", f"/sandbox/commands?chat_id={chat_id}&user_id={user_id}")
    return ",".join(each["command"] for each in found["commands"])


async def test_the_narrowest_scope_is_shown_and_its_language_first(client: Client) -> None:
    for name, scope, language in (
        ("all", {"type": "default"}, ""),
        ("private", {"type": "all_private_chats"}, ""),
        ("pribadi", {"type": "all_private_chats"}, "id"),
        ("admin", {"type": "chat", "chat_id": ADMINISTRATOR}, ""),
    ):
        await client.result("setMyCommands", commands=commands(name), scope=scope, language_code=language)
    assert await shown(client, READER_EN, READER_EN) == "private"
    assert await shown(client, READER_ID, READER_ID) == "pribadi"
    assert await shown(client, ADMINISTRATOR, ADMINISTRATOR) == "admin"
    assert await shown(client, GROUP, READER_EN) == "all"
    assert await client.result("getMyCommands", scope={"type": "chat", "chat_id": ADMINISTRATOR}) == commands("admin")
    await client.result("deleteMyCommands", scope={"type": "chat", "chat_id": ADMINISTRATOR})
    assert await shown(client, ADMINISTRATOR, ADMINISTRATOR) == "private"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"commands": [{"command": "Ask", "description": "a"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "ask", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": commands("ask") * 101}, "TOO_MUCH"),
        ({"scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
        ({"scope": {"type": "all"}}, "unsupported type"),
        ({"language_code": "english"}, "invalid language code"),
    ],
)
async def test_wrong_commands_are_refused(client: Client, changes: dict[str, object], words: str) -> None:
    assert words in await client.refusal("setMyCommands", **{"commands": commands("ask")} | changes)


async def test_names_and_descriptions_by_language(client: Client) -> None:
    await client.result("setMyDescription", description="Ask me")
    await client.result("setMyDescription", description="Tanya saja", language_code="id")
    await client.result("setMyName", name="Tanya bot")
    found = await client.request("GET", f"/sandbox/commands?chat_id={READER_ID}&user_id={READER_ID}")
    assert (found["name"], found["description"]) == ("Tanya bot", "Tanya saja")
    assert await client.result("getMyDescription") == {"description": "Ask me"}
    assert "too long" in await client.refusal("setMyShortDescription", short_description="a" * 121)


async def test_the_bot_its_webhook_and_its_chats(client: Client) -> None:
    me = await client.result("getMe")
    assert (me["is_bot"], me["can_read_all_group_messages"]) == (True, False)
    assert (await client.result("getWebhookInfo"))["url"] == ""
    assert await client.result("deleteWebhook", drop_pending_updates=True) is True
    assert (await client.result("getChat", chat_id=GROUP))["is_forum"] is True
    member = await client.result("getChatMember", chat_id=GROUP, user_id=ADMINISTRATOR)
    assert member["status"] == "creator"
    assert "user not found" in await client.refusal("getChatMember", chat_id=GROUP, user_id=5)
    assert await client.result("sendChatAction", chat_id=GROUP, action="typing") is True
    assert "wrong parameter action" in await client.refusal("sendChatAction", chat_id=GROUP, action="sing")
