"""The real bot on the sandbox, over its real HTTP client."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from telegram import Bot

from bot import serve
from bot.commands.menu import describe
from bot.messages.catalogue import bundled_catalogue
from sandbox.world.state import ADMINISTRATOR, GROUP, HELP_TOPIC, READER_ID
from tests.bot.conftest import bot_settings
from tests.bot.samples import SmallEngine
from tests.sandbox.conftest import Client

PATIENCE_S = 20


@pytest.fixture
async def bot(client: Client) -> AsyncIterator[SmallEngine]:
    """A bot that answers from a table and fetches updates from the sandbox."""
    engine, stop = SmallEngine(), asyncio.Event()
    settings = bot_settings(client.server.address, TELEGRAM_BOT_TOKEN=client.server.token, admin_ids={ADMINISTRATOR})
    task = asyncio.create_task(serve(settings, engine, stop, edit_every_s=0.05))
    await asyncio.wait_for(client.server.state.updates.polled.wait(), PATIENCE_S)
    yield engine
    stop.set()
    await task


async def until(client: Client, chat_id: int, wanted: Callable[[list[dict[str, Any]]], bool]) -> list[dict[str, Any]]:
    """Return the bot's messages in a chat once they are as wanted."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            found = await client.request("GET", f"/sandbox/messages?chat_id={chat_id}")
            mine = [each for each in found["messages"] if each["from"]["is_bot"]]
            if wanted(mine):
                return mine
            await asyncio.sleep(0.02)


@pytest.mark.usefixtures("bot")
async def test_a_question_is_answered_and_its_passages_paged_in_place(client: Client) -> None:
    asked = await client.write("Kapan KTT Trump–Kim?", READER_ID, READER_ID, language="id")
    [answer] = await until(client, READER_ID, bool)
    assert answer["text"].startswith("12 Juni")
    assert answer["entities"][0]["type"] == "bold"
    assert answer["message_id"] == asked["message_id"] + 1
    assert "reply_to_message" not in answer
    button = answer["reply_markup"]["inline_keyboard"][0][0]
    body = {"chat_id": READER_ID, "user_id": READER_ID, "message_id": answer["message_id"]}
    pressed = await client.request("POST", "/sandbox/callbacks", body | {"data": button["callback_data"]})
    [paged] = await until(client, READER_ID, lambda mine: "edit_date" in mine[0])
    assert paged["text"].startswith("Bagian nomor 1.")
    path = f"/sandbox/callbacks?callback_query_id={pressed['callback_query_id']}"
    async with asyncio.timeout(PATIENCE_S):
        while not (await client.request("GET", path))["answer"]:
            await asyncio.sleep(0.02)


@pytest.mark.usefixtures("bot")
async def test_in_a_topic_a_command_is_answered_there(client: Client) -> None:
    await client.write("good morning", GROUP, message_thread_id=HELP_TOPIC)
    await client.write("/ask when?", GROUP, message_thread_id=HELP_TOPIC)
    [answer] = await until(client, GROUP, bool)
    assert answer["message_thread_id"] == HELP_TOPIC


@pytest.mark.usefixtures("bot")
async def test_the_menu_knows_the_administrator(client: Client) -> None:
    path = f"/sandbox/commands?chat_id={ADMINISTRATOR}&user_id={ADMINISTRATOR}"
    async with asyncio.timeout(PATIENCE_S):
        while "reindex" not in [e["command"] for e in (await client.request("GET", path))["commands"]]:
            await asyncio.sleep(0.02)


@pytest.mark.usefixtures("bot")
async def test_the_bot_describes_itself(client: Client) -> None:
    """In each language, before the first message and in its profile."""
    for code, word in (("id", "Menjawab"), ("ms", "Menjawab"), ("en", "Answers"), ("", "Answers")):
        async with asyncio.timeout(PATIENCE_S):
            while not (await client.result("getMyShortDescription", language_code=code))[
                "short_description"
            ].startswith(word):
                await asyncio.sleep(0.02)
    assert (await client.result("getMyDescription", language_code="id"))["description"].startswith("Saya menjawab")


async def test_a_description_of_the_owners_stays(client: Client) -> None:
    """What somebody wrote in @BotFather is not replaced; what is ours is renewed."""
    await client.result("setMyDescription", description="Tanya warga Waitala.")
    async with Bot(client.server.token, f"{client.server.address}/bot") as bot:
        await describe(bot, bundled_catalogue())
        await describe(bot, bundled_catalogue())
    assert (await client.result("getMyDescription"))["description"] == "Tanya warga Waitala."
    assert (await client.result("getMyShortDescription", language_code="id"))["short_description"].startswith("Men")


@pytest.mark.usefixtures("bot")
async def test_the_bot_lives_through_faults(client: Client) -> None:
    """It sends again after a flood, and goes on fetching after what a bad network does."""
    for fault in (
        {"method": "getUpdates", "kind": "reset"},
        {"method": "getUpdates", "kind": "html"},
        {"method": "sendMessage", "kind": "flood"},
    ):
        await client.request("POST", "/sandbox/faults", fault)
    await client.write("Kapan?", READER_ID, READER_ID)
    assert await until(client, READER_ID, bool)


async def test_ten_chats_at_once_are_all_answered(client: Client, bot: SmallEngine) -> None:
    await asyncio.gather(*(client.write(f"Kapan {n}?", 3000 + n, 3000 + n) for n in range(10)))
    for n in range(10):
        assert await until(client, 3000 + n, bool)
    assert len(bot.asked) == 10
