"""Starting, staying and stopping."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from aiohttp import web

import bot.running
from bot import BotTokenMissing, BotTokenRejected, DataFolderUnusable, build_application, run_bot, serve
from bot.messages.catalogue import bundled_catalogue
from index import SnapshotCorrupt
from tests.bot.conftest import StartBot, bot_settings
from tests.bot.samples import ADMIN, READER, SmallEngine, a_message
from tests.bot.telegram_server import TOKEN, TelegramServer
from tests.forking import Fork

SECRET = TOKEN.partition(":")[2]
PROGRAM = """
import logging, sys
from tests.bot.samples import SmallEngine
from bot import BotTokenRejected, run_bot
from tanya.settings import Settings
logging.basicConfig(level=logging.INFO, stream=sys.stderr)
token, root, data = sys.argv[1:]
settings = Settings(_env_file=None, TELEGRAM_BOT_TOKEN=token, telegram_base_url=root, data_dir=data)
try:
    run_bot(settings, SmallEngine())
except BotTokenRejected as error:
    print(error)
    sys.exit(2)
print("ended")
"""


async def until(condition: Callable[[], bool]) -> None:
    """Wait for what no request announces."""
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 - nobody could set an event
            await asyncio.sleep(0.01)


class Program:
    """The bot as the command line runs it, in a process of its own."""

    def __init__(self, root: str, folder: Path) -> None:
        self._out, self._err = folder / "out", folder / "err"
        with Path(os.devnull).open() as nothing, self._out.open("w") as out, self._err.open("w") as err:
            streams = [each.fileno() for each in (nothing, out, err)]
            self._fork = Fork(PROGRAM, TOKEN, root, folder / "data", streams=streams)
        self.send_signal = self._fork.send_signal

    async def ended(self) -> tuple[int, str, str]:
        """Wait for its end; return its exit code and what it has printed."""
        code = await asyncio.to_thread(self._fork.wait, 60)
        return code, self._out.read_text(), self._err.read_text()


async def test_wrong_token(server: TelegramServer, tmp_path: Path) -> None:
    """A token that the server rejects ends the bot with what to do, and is printed nowhere."""
    server.token_is_valid = False
    code, out, err = await Program(server.root, tmp_path).ended()
    assert code == 2, err
    assert "@BotFather" in out
    assert "TELEGRAM_BOT_TOKEN" in out
    assert SECRET not in out + err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_signals_end_it(server: TelegramServer, tmp_path: Path, number: signal.Signals) -> None:
    """SIGINT and SIGTERM end the bot cleanly after the questions at hand."""
    program = Program(server.root, tmp_path)
    await server.exchange(a_message("Kapan KTT?"))
    program.send_signal(number)
    code, out, err = await program.ended()
    assert code == 0, err
    assert out.strip() == "ended"
    assert "Tanya answers as @tanya_test_bot" in err
    assert SECRET not in err


async def test_token_rejected_in_the_same_process(server: TelegramServer, start_bot: StartBot) -> None:
    """The error has neither the token nor a chain to an error that has it."""
    server.token_is_valid = False
    with pytest.raises(BotTokenRejected) as caught:
        async with start_bot() as task:
            await asyncio.wait({task})
    assert SECRET not in str(caught.value)
    assert caught.value.__context__ is None


@pytest.mark.slow
async def test_token_rejected_later(server: TelegramServer, start_bot: StartBot) -> None:
    """A token that is revoked ends the bot too, rather than leaving it deaf."""
    with pytest.raises(BotTokenRejected):  # noqa: PT012 - it is the end of the block that raises
        async with start_bot() as task:
            await server.exchange(a_message("/start"))
            server.token_is_valid = False
            await asyncio.wait({task})


@pytest.mark.parametrize("status", [401, 404])
@pytest.mark.parametrize("method", ["getMe", "deleteWebhook", "getUpdates", "sendMessage"])
async def test_a_single_refusal_of_the_token_is_a_hiccup(
    server: TelegramServer, start_bot: StartBot, method: str, status: int
) -> None:
    """The server's own too: a token is wrong when the server says so of fetching and of the bot itself."""
    server.fail(method, "Unauthorized" if status == 401 else "Not Found", status)
    async with start_bot() as task:
        (answer,) = await server.exchange(a_message("/start"))
        assert not task.done()
    assert answer.text.startswith("Halo")
    assert not server.faults[method]


async def test_a_proxys_page_says_nothing_of_the_token_or_the_chat(
    server: TelegramServer, start_bot: StartBot, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody has blocked the bot, and no other program polls: what was not sent is sent, what comes is answered."""
    shown = {"getMe": (401,), "deleteWebhook": (404,), "getUpdates": (409, 403), "sendMessage": (403, 400)}
    for method, statuses in shown.items():
        for status in statuses:
            server.show_page(method, status)
    async with start_bot() as task:
        (answer,) = await server.exchange(a_message("/start"))
        assert not task.done()
    assert answer.text.startswith("Halo")
    assert not any(server.pages.values())
    assert "another program" not in caplog.text
    assert "dropped" not in caplog.text


@pytest.mark.parametrize("what", ["the folder", "the journal"])
async def test_a_folder_that_cannot_be_written_keeps_the_bot_from_starting(
    server: TelegramServer, engine: SmallEngine, tmp_path: Path, what: str
) -> None:
    """Otherwise it would forget, when killed, what it was asked; the error says what to do."""
    folder = tmp_path / "data"
    if what == "the folder":
        folder.write_text("not a folder", encoding="utf-8")
    else:
        (folder / "inbox.sqlite").mkdir(parents=True)
    with pytest.raises(DataFolderUnusable, match="may be written"):
        await serve(bot_settings(server.root, data_dir=folder), engine, asyncio.Event())


def test_missing_token(engine: SmallEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a token, nothing starts."""
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    settings = bot_settings("http://127.0.0.1:1", TELEGRAM_BOT_TOKEN=None)
    with pytest.raises(BotTokenMissing, match="TELEGRAM_BOT_TOKEN"):
        run_bot(settings, engine)
    with pytest.raises(BotTokenMissing, match="@BotFather"):
        build_application(settings, engine)


async def test_unreachable_at_first(
    server: TelegramServer, start_bot: StartBot, caplog: pytest.LogCaptureFixture
) -> None:
    """An outage at the start is logged and waited for, and so is a request to wait; then the bot answers."""
    server.fail("getMe", "Internal Server Error", 500)
    server.fail("getMe", "Too Many Requests: retry after 1", 429, {"retry_after": 1})
    async with start_bot():
        (answer,) = await server.exchange(a_message("/start"))
    assert answer.text.startswith("Halo")
    waits = [r.getMessage()[-4:] for r in caplog.records if "cannot be reached" in r.getMessage()]
    assert waits == [" 1 s", " 1 s"]


async def test_stopped_while_unreachable(engine: SmallEngine, unused_tcp_port: int) -> None:
    """A bot that cannot reach Telegram can still be stopped."""
    stop = asyncio.Event()
    settings = bot_settings(f"http://127.0.0.1:{unused_tcp_port}")
    task = asyncio.create_task(serve(settings, engine, stop))
    await asyncio.sleep(0.2)
    assert not task.done()
    stop.set()
    await task


async def test_stopped_before_polling(server: TelegramServer, start_bot: StartBot) -> None:
    """A bot whose first steps the server refuses can still be stopped."""
    for _ in range(100):
        server.fail("deleteWebhook", "Bad Gateway", 502)
    async with start_bot():
        await server.until(lambda: len(server.faults["deleteWebhook"]) < 100)


async def test_question_at_hand_is_answered(server: TelegramServer, engine: SmallEngine, start_bot: StartBot) -> None:
    """Stopping waits for a running question and sends its answer."""
    engine.holds["Kapan KTT?"] = threading.Event()
    async with start_bot():
        await server.receive(a_message("Kapan KTT?"))
        await server.until(lambda: bool(server.named("sendChatAction")))
    assert len(server.sent) == 1


async def test_stuck_question_is_left(
    server: TelegramServer,
    engine: SmallEngine,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A question that hangs does not keep the bot from stopping."""
    monkeypatch.setattr(bot.running, "_DRAIN_S", 0.5)
    engine.holds["Kapan KTT?"] = threading.Event()
    stop = asyncio.Event()
    task = asyncio.create_task(serve(bot_settings(server.root), engine, stop))
    await server.receive(a_message("Kapan KTT?"))
    await server.until(lambda: bool(server.named("sendChatAction")))
    stop.set()
    await task
    assert "work unfinished" in caplog.text
    engine.holds["Kapan KTT?"].set()


async def test_two_pollers(server: TelegramServer, start_bot: StartBot, caplog: pytest.LogCaptureFixture) -> None:
    """A 409 is one clear line, and the bot goes on trying."""
    for _ in range(2):
        server.fail("getUpdates", "Conflict: terminated by other getUpdates request", 409)
    async with start_bot():
        await server.exchange(a_message("/start"))
    lines = [record.getMessage() for record in caplog.records if "another program" in record.getMessage()]
    assert len(lines) == 1


@pytest.mark.usefixtures("published_menu")
async def test_command_menu(server: TelegramServer, start_bot: StartBot) -> None:
    """The menu is set for every scope and language; only administrators' chats list what they alone may do."""
    catalogue = bundled_catalogue()
    codes = (None, *catalogue.language_codes)
    scopes = {"default", "all_private_chats", "all_group_chats", "chat"}
    async with start_bot():
        await server.until(lambda: len(server.named("setMyCommands")) == len(scopes) * len(codes))
    menus = {
        (call.fields["scope"]["type"], call.fields.get("language_code")): call.fields["commands"]
        for call in server.named("setMyCommands")
    }
    registry = build_application(bot_settings(server.root), SmallEngine()).registry
    assert menus == {
        (scope, code): [
            each.to_dict() for each in registry.menu(catalogue.phrases(code), administrator=scope == "chat")
        ]
        for scope in scopes
        for code in codes
    }
    assert menus["default", "ms"][0] == {"command": "ask", "description": "Ajukan pertanyaan"}
    assert {"command": "reindex", "description": "Check the sources again"} in menus["chat", None]
    assert "reindex" not in str(menus["default", None])


@pytest.mark.usefixtures("published_menu")
async def test_menu_refused(server: TelegramServer, start_bot: StartBot, caplog: pytest.LogCaptureFixture) -> None:
    """An administrator who has never written to the bot cannot be given a menu: logged once, the rest is set."""
    refuse = server.validate

    def validate(method: str, fields: dict[str, str], uploads: dict[str, str]) -> object:
        if method == "setMyCommands" and "8001" in fields.get("scope", ""):
            server.fail(method, "Bad Request: chat not found")
        return refuse(method, fields, uploads)

    server.validate = validate  # type: ignore[method-assign]
    async with start_bot(admin_ids=frozenset({8001, ADMIN})):
        await server.until(lambda: len(server.named("setMyCommands")) == 16)
    lines = [record.getMessage() for record in caplog.records if "command menu" in record.getMessage()]
    assert len(lines) == 1
    assert "8001" in lines[0]


async def test_snapshots_of_others(
    server: TelegramServer,
    engine: SmallEngine,
    start_bot: StartBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The bot looks for what other processes publish; a damaged snapshot is logged once, and it looks again."""
    monkeypatch.setattr(bot.running, "_REFRESH_EVERY_S", 0.01)
    caplog.set_level(logging.INFO)
    found: Iterator[bool | Exception] = iter(
        [True, SnapshotCorrupt("dense.faiss"), SnapshotCorrupt("dense.faiss"), False]
    )

    def look() -> bool:
        result = next(found, False)
        if isinstance(result, Exception):
            raise result
        return result

    engine.on_refresh = look
    async with start_bot():
        await until(lambda: engine.refreshed >= 6)
        await server.exchange(a_message("/start", READER))
    lines = [record.getMessage() for record in caplog.records if "snapshot" in record.getMessage()]
    assert len(lines) == 2
    assert "dense.faiss" in lines[1]


async def test_address_of_the_server(engine: SmallEngine) -> None:
    """The setting is the server's root, with or without a slash at its end."""
    for root in ("http://127.0.0.1:8080", "http://127.0.0.1:8080/"):
        application = build_application(bot_settings(root), engine).application
        assert application.bot.base_url == f"http://127.0.0.1:8080/bot{TOKEN}"
        assert application.bot.base_file_url == f"http://127.0.0.1:8080/file/bot{TOKEN}"


async def test_page_instead_of_an_answer(
    engine: SmallEngine, unused_tcp_port: int, caplog: pytest.LogCaptureFixture
) -> None:
    """A proxy's HTML page at the start counts as unreachable."""
    app = web.Application()

    async def page(_request: web.Request) -> web.Response:
        return web.Response(text="<html>maintenance</html>", content_type="text/html")

    app.router.add_route("*", "/{rest:.*}", page)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
    stop = asyncio.Event()
    task = asyncio.create_task(serve(bot_settings(f"http://127.0.0.1:{unused_tcp_port}"), engine, stop))
    await until(lambda: "cannot be reached" in caplog.text)
    assert not task.done()
    stop.set()
    await task
    await runner.cleanup()
