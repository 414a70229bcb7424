"""The bot comes into chats and goes out of them, groups become supergroups: what it hears, and what it may send."""

from typing import Any

import pytest

from sandbox.world.state import GROUP, READER_EN
from tests.sandbox.conftest import Client

CHANNEL = -1001000000900


async def change(client: Client, chat_id: int, status: str, code: int = 200) -> dict[str, Any]:
    body = {"chat_id": chat_id, "user_id": READER_EN, "status": status}
    return dict(await client.request("POST", "/sandbox/membership", body, code))


async def test_a_block_is_told_and_ends_all_sending(client: Client) -> None:
    assert await change(client, READER_EN, "kicked") == {"bot_hears": True}
    [update] = await client.updates()
    member = update["my_chat_member"]
    assert (member["old_chat_member"]["status"], member["new_chat_member"]["status"]) == ("member", "kicked")
    assert member["chat"]["type"] == "private"
    answer = await client.call("sendMessage", chat_id=READER_EN, text="a")
    assert (answer["error_code"], answer["description"]) == (403, "Forbidden: bot was blocked by the user")
    body = {"chat_id": READER_EN, "user_id": READER_EN, "text": "hi"}
    assert "blocked" in (await client.request("POST", "/sandbox/messages", body, 400))["error"]
    await change(client, READER_EN, "member")
    await client.result("sendMessage", chat_id=READER_EN, text="a")


@pytest.mark.parametrize(
    ("status", "words"),
    [("kicked", "bot was kicked from the supergroup chat"), ("left", "bot is not a member of the supergroup chat")],
)
async def test_out_of_a_group_it_hears_nothing_and_sends_nothing(client: Client, status: str, words: str) -> None:
    await change(client, GROUP, status)
    assert [set(each) - {"update_id"} for each in await client.updates()] == [{"my_chat_member"}]
    assert not (await client.write("/ask who?", GROUP))["seen"]
    assert words in await client.refusal("sendMessage", chat_id=GROUP, text="a")
    assert words in await client.refusal("sendChatAction", chat_id=GROUP, action="typing")
    await change(client, GROUP, "member")
    assert (await client.write("/ask who?", GROUP))["seen"]
    assert (await client.updates())[-2]["message"]["new_chat_members"][0]["is_bot"] is True


async def test_an_administrator_sees_everything(client: Client) -> None:
    assert not (await client.write("good morning", GROUP))["seen"]
    await change(client, GROUP, "administrator")
    assert (await client.write("good morning", GROUP))["seen"]
    [update, _] = await client.updates()
    assert update["my_chat_member"]["new_chat_member"]["can_manage_chat"] is True


async def test_the_same_standing_again_is_no_news(client: Client) -> None:
    assert await change(client, GROUP, "member") == {"bot_hears": False}
    assert await client.updates() == []


async def test_standings_that_a_chat_does_not_have_are_refused(client: Client) -> None:
    assert "expected one of member, kicked" in (await change(client, READER_EN, "left", 400))["error"]


async def test_a_group_becomes_a_supergroup(client: Client) -> None:
    await client.write("/ask who?", -77)
    body = {"chat_id": -77, "user_id": READER_EN}
    message = (await client.request("POST", "/sandbox/migrations", body))["message"]
    new = message["migrate_to_chat_id"]
    _, old_one, new_one = [each["message"] for each in await client.updates()]
    assert (old_one["chat"]["id"], old_one["migrate_to_chat_id"]) == (-77, new)
    assert (new_one["chat"]["id"], new_one["migrate_from_chat_id"]) == (new, -77)
    assert new_one["chat"]["type"] == "supergroup"
    answer = await client.call("sendMessage", chat_id=-77, text="a")
    assert (answer["error_code"], answer["parameters"]) == (400, {"migrate_to_chat_id": new})
    await client.result("sendMessage", chat_id=new, text="a")
    assert "supergroup" in (await client.request("POST", "/sandbox/messages", body | {"text": "a"}, 400))["error"]
    assert "not a group" in (await client.request("POST", "/sandbox/migrations", body, 400))["error"]


async def test_channel_posts_have_no_sender(client: Client) -> None:
    chat = {"chat_id": CHANNEL, "user_id": READER_EN, "type": "channel", "title": "Kabar"}
    await client.request("POST", "/sandbox/chats", chat)
    post = await client.write("/reindex", CHANNEL)
    body = {"chat_id": CHANNEL, "user_id": READER_EN, "message_id": post["message_id"], "text": "/reindex full"}
    await client.request("POST", "/sandbox/edits", body)
    first, edited = await client.updates()
    assert first["channel_post"]["sender_chat"]["title"] == "Kabar"
    assert "from" not in first["channel_post"]
    assert edited["edited_channel_post"]["text"] == "/reindex full"
    mine = await client.result("sendMessage", chat_id=CHANNEL, text="a")
    place = {"chat_id": CHANNEL, "message_id": mine["message_id"]}
    assert (await client.result("editMessageText", **place, text="b"))["text"] == "b"
    assert "can't be edited" in await client.refusal(
        "editMessageText", chat_id=CHANNEL, message_id=post["message_id"], text="b"
    )


async def test_anonymous_administrators_write_as_the_group(client: Client) -> None:
    message = await client.write("/reindex", GROUP, anonymous=True)
    assert (message["from"]["username"], message["sender_chat"]["id"]) == ("GroupAnonymousBot", GROUP)
    body = {"chat_id": READER_EN, "user_id": READER_EN, "text": "a", "anonymous": True}
    assert "expected a group" in (await client.request("POST", "/sandbox/messages", body, 400))["error"]
