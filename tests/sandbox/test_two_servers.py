"""One client, python-telegram-bot, against two servers that know nothing of each other: ours and `lo-bot-api-emulator`.

What holds on both is what the Bot API is, not what one of us thinks it is. Where the emulator does not model a method
(reactions, quotes, names and descriptions, members), only our own tests say so.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from functools import cache

import httpx
import pytest
from aiohttp import web
from lo_bot_api_emulator import LoBotApiEmulator
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import BadRequest, Conflict, TelegramError
from telegram.request import HTTPXRequest

from sandbox import Sandbox
from sandbox.pictures import plain_picture
from sandbox.server import new_token
from sandbox.world.state import READER_EN

PATIENCE_S = 20
KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="p:1")]])


@dataclass(frozen=True)
class Server:
    """A server with a client of it, and a way to let somebody write to the bot in private."""

    bot: Bot
    address: str
    write: Callable[[str], Awaitable[None]]


def client_of(token: str, address: str) -> Bot:
    request, polling = (HTTPXRequest(httpx_kwargs={"verify": _tls()}) for _ in range(2))
    return Bot(token, f"{address}/bot", f"{address}/file/bot", request, polling)


@cache
def _tls() -> ssl.SSLContext:
    """Return what nobody here checks certificates with, and what every client would take long to make."""
    return httpx.create_ssl_context()


@pytest.fixture(params=["sandbox", "emulator"])
async def server(request: pytest.FixtureRequest) -> AsyncIterator[Server]:
    if request.param == "sandbox":
        async with Sandbox() as sandbox:
            people = sandbox.people
            ben = people.person(READER_EN, "en")

            async def write(text: str) -> None:
                people.write(people.chat(READER_EN, ben), ben, {"text": text})

            async with client_of(sandbox.token, sandbox.address) as bot:
                yield Server(bot, sandbox.address, write)
        return
    emulator, token = LoBotApiEmulator(allow_insecure_loopback_webhooks=True), new_token()
    runner = web.AppRunner(emulator.app(), access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()

    async def enqueue(text: str) -> None:
        user = {"id": READER_EN, "is_bot": False, "first_name": "Ben"}
        chat = {"id": READER_EN, "type": "private", "first_name": "Ben"}
        message = {"message_id": 1, "date": 1_700_000_000, "from": user, "chat": chat, "text": text}
        await emulator.enqueue_update({"message": message}, token=token)

    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with client_of(token, address) as bot:
        yield Server(bot, address, enqueue)
    await runner.cleanup()


async def test_a_text_is_sent_edited_and_deleted(server: Server) -> None:
    bold = [MessageEntity(MessageEntity.BOLD, 0, 7)]
    sent = await server.bot.send_message(READER_EN, "12 Juni 2018", entities=bold, reply_markup=KEYBOARD)
    assert (sent.text, sent.chat.id) == ("12 Juni 2018", READER_EN)
    edited = await server.bot.edit_message_text("Singapura", READER_EN, sent.message_id)
    assert not isinstance(edited, bool)
    assert (edited.text, edited.message_id) == ("Singapura", sent.message_id)
    await server.bot.edit_message_reply_markup(READER_EN, sent.message_id, reply_markup=KEYBOARD)
    assert await server.bot.delete_message(READER_EN, sent.message_id)


async def test_messages_are_numbered_upwards_and_may_reply(server: Server) -> None:
    first = await server.bot.send_message(READER_EN, "a")
    reply = ReplyParameters(first.message_id, allow_sending_without_reply=True)
    second = await server.bot.send_message(READER_EN, "b", reply_parameters=reply)
    assert second.message_id > first.message_id


@pytest.mark.parametrize(
    ("text", "words"), [("", "empty"), ("a" * 4097, "too long"), ("😀" * 2049, "too long")], ids=["no", "long", "emoji"]
)
async def test_texts_that_telegram_refuses_are_refused(server: Server, text: str, words: str) -> None:
    with pytest.raises(BadRequest, match=words):
        await server.bot.send_message(READER_EN, text)


async def test_a_text_of_exactly_4096_utf16_units_is_sent(server: Server) -> None:
    assert (await server.bot.send_message(READER_EN, "😀" * 2048)).text


@pytest.mark.parametrize("data", ["a" * 65, "ä" * 33])
async def test_button_data_has_64_bytes_at_most(server: Server, data: str) -> None:
    with pytest.raises(BadRequest):
        await server.bot.send_message(
            READER_EN, "a", reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data=data)]])
        )


async def test_actions_are_those_that_telegram_knows(server: Server) -> None:
    assert await server.bot.send_chat_action(READER_EN, "typing")
    with pytest.raises(BadRequest):
        await server.bot.send_chat_action(READER_EN, "sing")


async def test_a_picture_is_sent_with_its_caption_and_fetched_again(server: Server) -> None:
    sent = await server.bot.send_photo(READER_EN, plain_picture(8, 4), caption="chart")
    assert sent.caption == "chart"
    file = await server.bot.get_file(sent.photo[-1].file_id)
    assert bytes(await file.download_as_bytearray()).startswith(b"\x89PNG")


async def test_answers_to_buttons_and_inline_queries_are_checked(server: Server) -> None:
    with pytest.raises(BadRequest):
        await server.bot.answer_callback_query("1", "a" * 201)
    result = InlineQueryResultArticle("1", "12 Juni", InputTextMessageContent("12 Juni"))
    with pytest.raises(BadRequest):
        await server.bot.answer_inline_query("1", [result, result])


async def test_commands_are_taken_and_deleted(server: Server) -> None:
    """The emulator does not keep them; that ours does is tested with the menu."""
    assert await server.bot.set_my_commands([BotCommand("ask", "Ask a question")])
    assert await server.bot.delete_my_commands()
    assert list(await server.bot.get_my_commands()) == []


async def test_updates_come_again_until_they_are_confirmed(server: Server) -> None:
    for text in ("one", "two", "three"):
        await server.write(text)
    found = await server.bot.get_updates()
    assert [each.message.text for each in found if each.message] == ["one", "two", "three"]
    assert await server.bot.get_updates(limit=2) == found[:2]
    assert await server.bot.get_updates(offset=found[1].update_id) == found[1:]
    assert await server.bot.get_updates(offset=-1) == found[2:]
    assert await server.bot.get_updates(offset=found[2].update_id + 1) == ()


async def test_a_poll_waits_for_what_comes(server: Server) -> None:
    poll = asyncio.create_task(server.bot.get_updates(timeout=10))
    await asyncio.sleep(0.1)
    await server.write("hello")
    [update] = await asyncio.wait_for(poll, PATIENCE_S)
    assert update.message
    assert update.message.text == "hello"


async def test_of_two_pollers_one_is_told_of_the_conflict(server: Server) -> None:
    """Ours ends the first, as Telegram does; the emulator turns the second away."""
    async with client_of(server.bot.token, server.address) as other:
        polls = [asyncio.create_task(each.get_updates(timeout=2)) for each in (server.bot, other)]
        told = await asyncio.wait_for(asyncio.gather(*polls, return_exceptions=True), PATIENCE_S)
    assert sorted(isinstance(each, Conflict) for each in told) == [False, True]


async def test_only_updates_of_allowed_kinds_come(server: Server) -> None:
    await server.bot.get_updates(allowed_updates=["callback_query"])
    await server.write("hello")
    assert await server.bot.get_updates(allowed_updates=["callback_query"]) == ()


async def test_a_webhook_gets_updates_with_its_secret_and_excludes_polling(server: Server) -> None:
    taken: asyncio.Queue[tuple[str | None, str]] = asyncio.Queue()

    async def take(request: web.Request) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        taken.put_nowait((secret, (await request.json())["message"]["text"]))
        return web.Response()

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        assert await server.bot.set_webhook(url, secret_token="s3cret")
        await server.write("hello")
        assert await asyncio.wait_for(taken.get(), PATIENCE_S) == ("s3cret", "hello")
        assert (await server.bot.get_webhook_info()).url == url
        with pytest.raises(Conflict):
            await server.bot.get_updates()
        assert await server.bot.delete_webhook()
        assert await server.bot.get_updates() == ()
    finally:
        await runner.cleanup()


async def test_methods_that_a_server_does_not_know_are_refused(server: Server) -> None:
    with pytest.raises(TelegramError):
        await server.bot.do_api_request("sendTelegram", {"chat_id": READER_EN})
