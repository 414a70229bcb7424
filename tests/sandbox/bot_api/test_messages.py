"""Sending, editing, replying: refused where Telegram refuses."""

from typing import Any

import aiohttp
import pytest

from sandbox.world.state import GROUP, NEWS_TOPIC, READER_EN
from tests.sandbox.conftest import Client

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x02\x00\x00\x00\x03\x08\x02\x00\x00\x00"
    b"\x00\x00\x00\x00\x00\x00\x00\x00IEND\xaeB`\x82"
)


def keyboard(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "x", **button}]]}


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"text": " \n"}, "message text is empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "hi", "chat_id": 77}, "chat not found"),
        ({"text": "hi", "parse_mode": "HTML"}, "parse_mode"),
        ({"text": "hi", "colour": "red"}, "does not know the parameter 'colour' of sendMessage"),
        ({"text": "hi", "entities": [{"type": "bold", "offset": 1, "length": 2}]}, "ends after the end of the text"),
        ({"text": "hi", "entities": [{"type": "bold", "offset": -1, "length": 2}]}, "ends after the end"),
        ({"text": "hi", "entities": [{"type": "bold", "offset": 0, "length": 0}]}, "ends after the end"),
        ({"text": "hi", "entities": [{"type": "loud", "offset": 0, "length": 1}]}, "unsupported type"),
        ({"text": "😀", "entities": [{"type": "bold", "offset": 0, "length": 1}]}, "middle of a UTF-16 symbol"),
        ({"text": "hi", "entities": [{"type": "bold", "offset": 0, "length": 1}] * 101}, "too many entities"),
        ({"text": "hi", "entities": "[{"}, "can't parse entities JSON"),
        (
            {
                "text": "abc",
                "entities": [{"type": t, "offset": o, "length": 2} for t, o in (("bold", 0), ("italic", 1))],
            },
            "entities cross",
        ),
        ({"text": "hi", "reply_markup": keyboard(callback_data="ä" * 33)}, "BUTTON_DATA_INVALID"),
        ({"text": "hi", "reply_markup": keyboard(callback_data="")}, "BUTTON_DATA_INVALID"),
        ({"text": "hi", "reply_markup": keyboard()}, "exactly one action"),
        ({"text": "hi", "reply_markup": keyboard(url="http://localhost/")}, "Wrong HTTP URL"),
        ({"text": "hi", "reply_markup": keyboard(url="javascript:alert(1)")}, "Wrong HTTP URL"),
        ({"text": "hi", "reply_markup": {"keyboard": []}}, "inline keyboards only"),
        ({"text": "hi", "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
        ({"text": "hi", "message_thread_id": 5}, "message thread not found"),
    ],
)
async def test_what_telegram_refuses_is_refused(client: Client, parameters: dict[str, Any], words: str) -> None:
    assert words in await client.refusal("sendMessage", **{"chat_id": READER_EN} | parameters)


async def test_a_text_of_exactly_4096_units_is_sent(client: Client) -> None:
    sent = await client.result("sendMessage", chat_id=READER_EN, text="😀" * 2048)
    assert len(sent["text"]) == 2048


async def test_white_space_around_a_text_is_cut_and_entities_move_with_it(client: Client) -> None:
    bold = [{"type": "bold", "offset": 2, "length": 4}]
    sent = await client.result("sendMessage", chat_id=READER_EN, text="  😀ab  ", entities=bold)
    assert (sent["text"], sent["entities"]) == ("😀ab", [{"type": "bold", "offset": 0, "length": 4}])


async def test_unknown_methods_are_refused_by_name(client: Client) -> None:
    answer = await client.call("sendDice", chat_id=READER_EN)
    assert answer == {
        "ok": False,
        "error_code": 404,
        "description": "Not Found: the sandbox does not know the method sendDice",
    }


async def test_another_token_is_unauthorized(client: Client) -> None:
    async with client.session.get(f"{client.server.address}/bot1:x/getMe") as response:
        assert (response.status, (await response.json())["error_code"]) == (401, 401)


async def test_an_edit_replaces_the_content_and_the_same_again_is_refused(client: Client) -> None:
    sent = await client.result("sendMessage", chat_id=READER_EN, text="a", reply_markup=keyboard(callback_data="1"))
    place = {"chat_id": READER_EN, "message_id": sent["message_id"]}
    edited = await client.result("editMessageText", **place, text="b")
    assert edited["text"] == "b"
    assert "edit_date" in edited
    assert "reply_markup" not in edited
    assert "message is not modified" in await client.refusal("editMessageText", **place, text="b ")
    assert "message is not modified" in await client.refusal("editMessageReplyMarkup", **place)
    found = await client.request("GET", f"/sandbox/messages?chat_id={READER_EN}")
    assert found["messages"] == [edited]


async def test_only_the_bots_own_messages_can_be_edited(client: Client) -> None:
    message = await client.write("mine")
    place = {"chat_id": READER_EN, "message_id": message["message_id"]}
    assert "message can't be edited" in await client.refusal("editMessageText", **place, text="b")
    assert "message to edit not found" in await client.refusal(
        "editMessageText", **place | {"message_id": 99}, text="b"
    )


async def test_deleted_messages_are_gone(client: Client) -> None:
    sent = await client.result("sendMessage", chat_id=READER_EN, text="a")
    place = {"chat_id": READER_EN, "message_id": sent["message_id"]}
    assert await client.result("deleteMessage", **place) is True
    assert "message to delete not found" in await client.refusal("deleteMessage", **place)


async def test_a_quote_must_stand_in_the_message(client: Client) -> None:
    message = await client.write("😀 Kapan KTT?")
    reply = {"message_id": message["message_id"], "quote": "Kapan"}
    sent = await client.result("sendMessage", chat_id=READER_EN, text="12 Juni", reply_parameters=reply)
    assert sent["quote"] == {"text": "Kapan", "position": 3}
    assert sent["reply_to_message"]["message_id"] == message["message_id"]
    reply["quote"] = "kapan"
    refused = await client.refusal("sendMessage", chat_id=READER_EN, text="a", reply_parameters=reply)
    assert "QUOTE_TEXT_INVALID" in refused


async def test_a_reply_to_a_lost_message_may_go_without(client: Client) -> None:
    reply = {"message_id": 999, "allow_sending_without_reply": True}
    sent = await client.result("sendMessage", chat_id=READER_EN, text="a", reply_parameters=reply)
    assert "reply_to_message" not in sent


async def test_a_reply_stays_in_its_topic(client: Client) -> None:
    message = await client.write("/ask?", GROUP, message_thread_id=NEWS_TOPIC)
    reply = {"message_id": message["message_id"]}
    sent = await client.result("sendMessage", chat_id=GROUP, text="a", reply_parameters=reply)
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (NEWS_TOPIC, True)


async def test_a_picture_is_kept_with_its_size(client: Client) -> None:
    form = aiohttp.FormData({"chat_id": str(READER_EN), "caption": "chart", "photo": "attach://p"})
    form.add_field("p", PNG, filename="chart.png", content_type="image/png")
    url = f"{client.server.address}/bot{client.server.token}/sendPhoto"
    async with client.session.post(url, data=form) as response:
        [photo] = (await response.json())["result"]["photo"]
    assert (photo["width"], photo["height"]) == (2, 3)
    async with client.session.get(f"{client.server.address}/sandbox/files/{photo['file_id']}?picture=1") as response:
        assert (response.content_type, await response.read()) == ("image/png", PNG)


async def test_what_is_no_picture_is_refused(client: Client) -> None:
    form = aiohttp.FormData({"chat_id": str(READER_EN)})
    form.add_field("photo", b"text", filename="chart.png")
    async with client.session.post(
        f"{client.server.address}/bot{client.server.token}/sendPhoto", data=form
    ) as response:
        assert "IMAGE_PROCESS_FAILED" in (await response.json())["description"]
