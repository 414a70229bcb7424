"""What reaches the bot: long polling, conflicts, `allowed_updates`, group privacy, buttons and inline mode."""

import asyncio

import pytest

from sandbox import Rules
from sandbox.rules import Budget, Budgets
from sandbox.world.state import ADMINISTRATOR, GROUP, NEWS_TOPIC, READER_EN, READER_ID
from tests.sandbox.conftest import Client


async def test_updates_come_again_until_confirmed(client: Client) -> None:
    await client.write("a")
    await client.write("b")
    first = await client.updates()
    assert first == await client.updates()
    [second] = await client.updates(offset=first[0]["update_id"] + 1)
    assert second["message"]["text"] == "b"
    assert await client.updates(offset=second["update_id"] + 1) == []


async def test_a_poll_waits_for_an_update(client: Client) -> None:
    poll = asyncio.create_task(client.updates(timeout=10))
    await asyncio.wait_for(client.server.state.updates.polled.wait(), 5)
    await client.write("hello", language="id")
    [update] = await poll
    assert update["message"]["from"]["language_code"] == "id"


async def test_a_second_poller_ends_the_first_with_409(client: Client) -> None:
    first = asyncio.create_task(client.call("getUpdates", timeout=10))
    await asyncio.wait_for(client.server.state.updates.polled.wait(), 5)
    assert await client.updates() == []
    assert (await first)["error_code"] == 409


async def test_only_allowed_updates_arrive(client: Client) -> None:
    await client.updates(allowed_updates=["callback_query"])
    assert (await client.write("a"))["seen"] is False
    assert await client.updates() == []


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("hello", False),
        ("/ask who?", True),
        ("/ask@tanya_sandbox_bot who?", True),
        ("/ask@other_bot who?", False),
        ("@tanya_sandbox_bot who?", True),
        ("@someone who?", False),
        ("see /home/ask.txt", False),
        ("a@tanya_sandbox_bot", False),
    ],
)
async def test_in_groups_the_bot_sees_commands_and_mentions(client: Client, text: str, seen: bool) -> None:
    assert (await client.write(text, GROUP))["seen"] is seen
    assert len(await client.updates()) == seen


async def test_in_groups_the_bot_sees_replies_to_it(client: Client) -> None:
    mine = await client.result("sendMessage", chat_id=GROUP, text="hi", message_thread_id=NEWS_TOPIC)
    other = await client.write("talk", GROUP)
    to_bot = {"message_thread_id": NEWS_TOPIC, "reply_to_message_id": mine["message_id"]}
    assert (await client.write("and?", GROUP, **to_bot))["seen"]
    assert not (await client.write("and?", GROUP, reply_to_message_id=other["message_id"]))["seen"]


async def test_edits_of_people_arrive(client: Client) -> None:
    message = await client.write("when?")
    body = {"chat_id": READER_EN, "message_id": message["message_id"], "user_id": READER_EN, "text": "where?"}
    await client.request("POST", "/sandbox/edits", body)
    assert (await client.updates())[-1]["edited_message"]["text"] == "where?"


async def press(client: Client) -> str:
    sent = await client.result("sendMessage", chat_id=READER_EN, text="a")
    body = {"chat_id": READER_EN, "user_id": READER_EN, "message_id": sent["message_id"], "data": "p:1"}
    query_id = str((await client.request("POST", "/sandbox/callbacks", body))["callback_query_id"])
    query = (await client.updates())[-1]["callback_query"]
    assert (query["id"], query["data"], query["message"]["text"]) == (query_id, "p:1", "a")
    return query_id


async def test_a_button_is_answered_once(client: Client) -> None:
    query_id = await press(client)
    path = f"/sandbox/callbacks?callback_query_id={query_id}"
    assert await client.request("GET", path) == {"answer": None}
    assert "MESSAGE_TOO_LONG" in await client.refusal("answerCallbackQuery", callback_query_id=query_id, text="a" * 201)
    await client.result("answerCallbackQuery", callback_query_id=query_id, text="done")
    assert await client.request("GET", path) == {"answer": {"text": "done", "show_alert": False}}
    assert "query is too old" in await client.refusal("answerCallbackQuery", callback_query_id=query_id)


async def test_reactions_reach_the_bot_only_when_asked_for(client: Client) -> None:
    message = await client.write("a")
    body = {"chat_id": READER_EN, "user_id": READER_EN, "message_id": message["message_id"], "emoji": "👍"}
    await client.request("POST", "/sandbox/reactions", body)
    [first] = await client.updates(allowed_updates=["message", "message_reaction"])
    assert "message" in first
    await client.request("POST", "/sandbox/reactions", body | {"emoji": ""})
    [_, second] = await client.updates()
    assert second["message_reaction"]["old_reaction"] == [{"type": "emoji", "emoji": "👍"}]


async def test_the_bot_gives_one_known_reaction(client: Client) -> None:
    message = await client.write("a")
    place = {"chat_id": READER_EN, "message_id": message["message_id"]}
    assert await client.result("setMessageReaction", **place, reaction=[{"type": "emoji", "emoji": "👀"}]) is True
    refused = await client.refusal("setMessageReaction", **place, reaction=[{"type": "emoji", "emoji": "x"}])
    assert "REACTION_INVALID" in refused


async def test_inline_mode_offers_results_and_sends_one(client: Client) -> None:
    body = {"chat_id": READER_EN, "user_id": READER_EN, "query": "when?"}
    asked = asyncio.create_task(client.request("POST", "/sandbox/inline", body))
    [update] = await client.updates(timeout=5)
    result = {"type": "article", "id": "1", "title": "12 Juni", "input_message_content": {"message_text": "12 Juni"}}
    place = {"inline_query_id": update["inline_query"]["id"]}
    assert "DUPLICATE" in await client.refusal("answerInlineQuery", **place, results=[result, result])
    assert "TOO_MUCH" in await client.refusal("answerInlineQuery", **place, results=[result] * 51)
    assert "article only" in await client.refusal("answerInlineQuery", **place, results=[{"type": "gif"}])
    await client.result("answerInlineQuery", **place, results=[result])
    assert (await asked)["answer"]["results"][0]["title"] == "12 Juni"
    sent = await client.request("POST", "/sandbox/inline/chosen", place | {"result_id": "1"})
    assert (sent["message"]["text"], sent["message"]["via_bot"]["is_bot"]) == ("12 Juni", True)


class TestShortLives:
    @pytest.fixture
    def rules(self) -> Rules:
        return Rules(budgets=Budgets(Budget(2, 1), Budget(1, 20 / 60), Budget(4, 1)), query_lifetime_s=0)

    async def test_a_late_answer_is_refused(self, client: Client) -> None:
        assert "query is too old" in await client.refusal("answerCallbackQuery", callback_query_id=await press(client))

    async def test_messages_over_a_budget_are_refused_with_the_time_to_wait(self, client: Client) -> None:
        answers = [await client.call("sendMessage", chat_id=READER_EN, text="a") for _ in range(3)]
        assert [answer["ok"] for answer in answers] == [True, True, False]
        assert answers[2]["error_code"] == 429
        assert answers[2]["parameters"] == {"retry_after": 1}
        answers = [await client.call("sendMessage", chat_id=GROUP, text="a") for _ in range(2)]
        assert answers[1]["parameters"] == {"retry_after": 3}
        assert (await client.call("sendMessage", chat_id=READER_ID, text="a"))["ok"]
        assert (await client.call("sendMessage", chat_id=ADMINISTRATOR, text="a"))["error_code"] == 429
