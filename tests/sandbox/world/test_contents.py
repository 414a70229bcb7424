"""Messages that are not texts, and forwarded ones; and many readers of one chat."""

from typing import Any

import pytest
from telegram import Bot, Update

from sandbox.pictures import picture_size, plain_picture
from sandbox.world.contents import MEDIA
from sandbox.world.state import GROUP, READER_EN
from tests.sandbox.conftest import Client

BODY = {"chat_id": READER_EN, "user_id": READER_EN}


@pytest.mark.parametrize("kind", MEDIA)
async def test_every_kind_of_message_is_one_that_a_client_library_reads(client: Client, kind: str) -> None:
    """And its file, where there is one, can be fetched."""
    await client.request("POST", "/sandbox/messages", BODY | {"media": kind})
    [found] = await client.updates()
    update = Update.de_json(found, Bot(client.server.token))
    assert update.message
    media = getattr(update.message, kind)
    assert media
    file_id = getattr(media[-1] if isinstance(media, tuple) else media, "file_id", None)
    if file_id:
        path = (await client.result("getFile", file_id=file_id))["file_path"]
        async with client.session.get(f"{client.server.address}/file/bot{client.server.token}/{path}") as response:
            assert len(await response.read()) > 0


async def test_a_caption_and_an_album(client: Client) -> None:
    body = BODY | {"media": "photo", "text": "/ask siapa ini?", "media_group_id": "7"}
    message = (await client.request("POST", "/sandbox/messages", body))["message"]
    assert (message["caption"], message["media_group_id"]) == ("/ask siapa ini?", "7")
    assert message["caption_entities"][0]["type"] == "bot_command"
    size = picture_size(plain_picture(96, 64))
    assert size == (message["photo"][0]["width"], message["photo"][0]["height"])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "missing field 'text'"),
        ({"media": "hologram"}, "media: expected one of photo, sticker"),
        ({"media": "sticker", "text": "a"}, "a sticker has no caption"),
        ({"media": "photo", "text": "a" * 1025}, "caption is too long"),
        ({"text": "a", "forward_from": -4}, "forward_from"),
        ({"text": "a", "anonymous": 1}, "anonymous: expected true or false"),
    ],
)
async def test_what_is_no_message_is_refused(client: Client, changes: dict[str, Any], words: str) -> None:
    assert words in (await client.request("POST", "/sandbox/messages", BODY | changes, 400))["error"]


async def test_forwarded_messages_tell_where_they_are_from(client: Client) -> None:
    channel = {"chat_id": -1001000000900, "user_id": READER_EN, "type": "channel"}
    await client.request("POST", "/sandbox/chats", channel)
    for source, kind in ((9001, "user"), (GROUP, "chat"), (-1001000000900, "channel")):
        message = await client.write("/reindex", forward_from=source)
        assert message["forward_origin"]["type"] == kind
    body = BODY | {"message_id": message["message_id"], "text": "b"}
    assert "is not a text of user" in (await client.request("POST", "/sandbox/edits", body, 400))["error"]


async def test_reading_a_long_chat_again_encodes_nothing_again(client: Client) -> None:
    """A flood of readers costs as much as sending what is there; changes are seen all the same."""
    world = client.server.state.world
    for number in range(50):
        await client.write(f"message {number}")
    first = world.transcript(READER_EN)
    assert world.transcript(READER_EN) is first
    sent = await client.result("sendMessage", chat_id=READER_EN, text="a")
    place = {"chat_id": READER_EN, "message_id": sent["message_id"]}
    await client.result("editMessageText", **place, text="b")
    found = await client.request("GET", f"/sandbox/messages?chat_id={READER_EN}")
    assert [each["text"] for each in found["messages"]][-2:] == ["message 49", "b"]
    await client.result("deleteMessage", **place)
    assert world.transcript(READER_EN) == first
