"""/status and /stats, the menu of administrators, and that nobody else gets anything."""

from __future__ import annotations

import asyncio
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import bot.commands.admin.upkeep
import bot.running
from bot.application import build_application
from bot.commands.admin.building.builds import Build
from bot.commands.admin.status import Running, render_status
from bot.messages.catalogue import bundled_catalogue
from bot.storage.opening import records_at
from bot.storage.records import FILE_NAME, Rating
from index import IndexMissing, Progress, Stage, Trouble
from tests.bot.conftest import UNLIMITED, StartBot, bot_settings
from tests.bot.samples import (
    ADMIN,
    GROUP,
    OTHER,
    READER,
    SUMMIT,
    UNKNOWN,
    SmallEngine,
    a_message,
    a_press,
    a_user,
    in_group,
)
from tests.bot.telegram_server import TelegramServer

Task = asyncio.Task[None]
ENGLISH, INDONESIAN = bundled_catalogue().phrases("en"), bundled_catalogue().phrases("id")
COMMANDS = ["status", "stats", "reindex", "add", "remove", "invite"]
ARGUMENTS = {"add": " /berita", "remove": " /berita"}
BUTTONS = ["b:x", "s:7", "r:y:x", "u:y"]


def test_menu() -> None:
    """Administrators see their commands after everybody's, in their language."""
    menu = build_application(bot_settings("http://127.0.0.1:9"), SmallEngine()).registry.menu
    everybodys = menu(ENGLISH)
    assert [each.command for each in menu(ENGLISH, administrator=True)[len(everybodys) :]] == COMMANDS
    assert {each.description for each in menu(INDONESIAN, administrator=True)}.isdisjoint(
        each.description for each in menu(ENGLISH, administrator=True)
    )


def test_these_are_all() -> None:
    """Every handler that asks for an administrator is tested below."""
    built = build_application(bot_settings("http://127.0.0.1:9"), SmallEngine())
    checked = [
        handler
        for handlers in built.application.handlers.values()
        for handler in handlers
        if "Administration" in handler.callback.__qualname__
    ]
    named = {name for handler in checked for name in getattr(handler, "commands", ())}
    patterns = {handler.pattern.pattern for handler in checked if hasattr(handler, "pattern")}
    assert named == set(COMMANDS)
    assert patterns == {f"^{each[:2]}" for each in BUTTONS}
    built.worker.close()


def forged(text: str) -> dict[str, dict[str, Any]]:
    """Return messages that look like an administrator's and are not."""
    origin = {"type": "user", "date": 1, "sender_user": a_user(ADMIN, "en")}
    hidden = {"type": "hidden_user", "date": 1, "sender_user_name": "Administrator"}
    channel = {"id": -100_7, "type": "channel", "title": "C"}
    bot = {"id": 5, "is_bot": True, "first_name": "B", "username": "b_bot"}
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    group = {"id": GROUP, "type": "supergroup", "title": "Warga"}
    in_name_of_group: dict[str, Any] = {"from": anonymous, "sender_chat": group}
    return {
        "same name": a_message(text, OTHER, "en", **{"from": a_user(OTHER, "en", name=f"Admin {ADMIN}")}),
        "number as name": a_message(text, OTHER, "en", **{"from": a_user(OTHER, "en") | {"username": str(ADMIN)}}),
        "forwarded": a_message(text, ADMIN, "en", forward_origin=origin),
        "forwarded by somebody else": a_message(text, OTHER, "en", forward_origin=origin),
        "forwarded from a hidden user": a_message(text, ADMIN, "en", forward_origin=hidden),
        "via a bot": a_message(text, ADMIN, "en", via_bot=bot),
        "a bot": a_message(text, ADMIN, "en", **{"from": a_user(ADMIN, "en") | {"is_bot": True}}),
        "in a channel's name": a_message(text, ADMIN, "en", sender_chat=channel),
        "of a linked channel": in_group(text, ADMIN, "en", sender_chat=channel, is_automatic_forward=True),
        "channel post": {"channel_post": a_message(text, ADMIN, "en", chat=channel, sender_chat=channel)["message"]},
        "anonymous administrator of a group": in_group(text, **in_name_of_group),
        "stranger in a group": in_group(text, OTHER, "en"),
        "edited": {"edited_message": a_message(text, ADMIN, "en")["message"] | {"edit_date": 1_700_000_100}},
    }


@pytest.mark.parametrize("command", COMMANDS)
async def test_nobody_can_pass_for_an_administrator(
    server: TelegramServer, engine: SmallEngine, bot: Task, command: str
) -> None:
    """In private each forged message brings that there is no such command, elsewhere nothing at all."""
    updates = forged(f"/{command}{ARGUMENTS.get(command, '')}")
    in_private = [
        each for each in updates.values() if each.get("message", {"chat": {"type": ""}})["chat"]["type"] == "private"
    ]
    assert len(in_private) == 8
    for update in updates.values():
        await server.receive(update)
    await server.receive(in_group("/ask Kapan?"))
    await server.receive(a_message("/nosuch", READER, "en"))
    await server.until(lambda: len(server.sent) == len(in_private) + 2)
    texts = Counter(call.text for call in server.sent)
    assert texts["I don’t know that command. See /help for what I can do."] == len(in_private) + 1
    assert server.named("sendPhoto") == []
    assert engine.builds == []
    assert engine.changes == []


@pytest.mark.parametrize("data", BUTTONS)
async def test_nobody_else_can_press(server: TelegramServer, engine: SmallEngine, bot: Task, data: str) -> None:
    """A press is judged by the number of who presses, also in a group and below a forwarded message."""
    engine.build_may_end.clear()
    await server.exchange(a_message("/reindex", ADMIN, "en"))
    (button,) = server.sent[0].buttons
    data = button["callback_data"] if data.startswith("b:") else data
    group = {"message_id": 3, "date": 1, "chat": {"id": GROUP, "type": "supergroup", "title": "W"}, "text": "…"}
    for more in (
        {"from": a_user(OTHER, "en", name=f"Admin {ADMIN}")},
        {"from": a_user(ADMIN, "en") | {"is_bot": True}},
        {"from": a_user(OTHER, "en"), "message": group},
    ):
        await server.receive(a_press(data, 1, ADMIN, "en", **more))
    await server.until(lambda: len(server.named("answerCallbackQuery")) == 3)
    assert {call.text for call in server.named("answerCallbackQuery")} == {"Only administrators can use this button."}
    assert not any("Cancel" in call.text for call in server.edited)
    assert server.named("editMessageMedia") == []
    engine.build_may_end.set()
    await server.until(lambda: any(call.text.startswith("The new index") for call in server.edited))


@pytest.mark.parametrize("command", COMMANDS)
async def test_in_private_only(server: TelegramServer, engine: SmallEngine, bot: Task, command: str) -> None:
    """A true administrator in a group is sent to the private chat: others would read along."""
    (answer,) = await server.exchange(in_group(f"/{command}", ADMIN, "en"))
    assert "our private chat" in answer.text
    assert engine.builds == []
    assert engine.changes == []


async def test_status(server: TelegramServer, engine: SmallEngine, bot: Task) -> None:
    """Index, bot and sources."""
    (answer,) = await server.exchange(a_message("/status", ADMIN, "en"))
    assert answer.marked("bold") == ["The index", "The bot", "2 sources"]
    for line in (
        "24 articles, 181 passages",
        "1.2 MB on disk",
        "Snapshot s-1",
        "No question is waiting",
        "Checks the sources only on /reindex",
        "• https://example.org/feed.xml",
    ):
        assert line in answer.text.splitlines()
    engine.newest_articles = IndexMissing("none")
    (answer,) = await server.exchange(a_message("/status", ADMIN, "en"))
    assert answer.text.startswith("There are no articles")


def test_status_while_building() -> None:
    """The running build with its progress, what waits, and how often the sources are looked at."""
    build = Build()
    build.note(Progress(Stage.READING, 3, 9))
    running = Running(uptime_s=7300, waiting=1234, build=build, refresh_every=timedelta(hours=6), bots=3)
    many = [f"/berita/{n}\u202e" + "x" * 500 for n in range(40)]
    text = render_status(SmallEngine().status(), many, running, INDONESIAN).text
    assert "1.234 pertanyaan sedang menunggu" in text
    assert "3 bot berbagi kotak masuk" in text
    assert "Sudah berjalan 2 jam" in text
    assert "Sumber diperiksa ulang setiap 6 jam" in text
    assert "3 dari 9 berkas" in text
    assert "1,2 MB di disk" in text
    assert "… dan 20 sumber lainnya" in text
    assert len(text) < 4096
    assert "\u202e" not in text


async def test_stats(server: TelegramServer, bot: Task, tmp_path: Path) -> None:
    """A picture with the figures below it, and buttons for other periods, the shown one marked."""
    records = records_at(tmp_path / FILE_NAME)
    records.keep_question("k1", READER, SUMMIT, 250)
    records.keep_question("k2", OTHER, UNKNOWN, 350)
    records.rate("k1", READER, Rating.UP)
    records.close()
    await server.receive(a_message("/stats", ADMIN, "en"))
    await server.until(lambda: bool(server.named("sendPhoto")))
    (sent,) = server.named("sendPhoto")
    assert "2 questions from 2 people" in sent.fields["caption"]
    assert "Answered: 50%" in sent.fields["caption"]
    assert "👍 100% of 1 rating" in sent.fields["caption"]
    assert "Median answer time: 0.3 s" in sent.fields["caption"]
    assert [(each["text"], each["callback_data"]) for each in sent.buttons] == [
        ("• 7 days •", "s:7"),
        ("30 days", "s:30"),
        ("90 days", "s:90"),
    ]


async def test_stats_of_another_period(server: TelegramServer, bot: Task) -> None:
    """A number chooses; anything else explains the command."""
    await server.receive(a_message("/stats 90", ADMIN, "id"))
    await server.until(lambda: bool(server.named("sendPhoto")))
    assert server.named("sendPhoto")[0].fields["caption"].startswith("90 hari terakhir")
    for text in ("/stats 8", "/stats x", "/stats 7 7", "/stats ７"):
        (answer,) = await server.exchange(a_message(text, ADMIN, "en"))
        assert "/stats 30" in answer.text


async def test_a_press_that_is_none(server: TelegramServer, bot: Task) -> None:
    """Data that no button of ours has is answered, not obeyed."""
    await server.receive(a_press("s:31", 1, ADMIN, "en"))
    await server.until(lambda: bool(server.named("answerCallbackQuery")))
    assert "no longer works" in server.named("answerCallbackQuery")[0].text


async def test_administrators_change_while_the_bot_runs(
    server: TelegramServer, engine: SmallEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new one gets menu and alerts, the old one gets neither any more; so it is also after a restart."""
    monkeypatch.setattr(bot.running, "_REFRESH_EVERY_S", 0.02)
    monkeypatch.setattr(bot.commands.admin.upkeep, "_FIRST_LOOK_S", 1.0)
    monkeypatch.setattr(bot.commands.admin.upkeep, "_LOOK_EVERY_S", 0.05)
    settings = bot_settings(server.root, data_dir=tmp_path)
    now = [settings]

    def menus(method: str, admin: int) -> bool:
        return any(call.fields["scope"].get("chat_id") == admin for call in server.named(method))

    async def run(*until: Callable[[], bool]) -> None:
        stop = asyncio.Event()
        serving = bot.running.serve(now[0], engine, stop, budgets=UNLIMITED, reload=lambda: now[0])
        task = asyncio.create_task(serving)
        for condition in until:
            await server.until(condition)
        stop.set()
        await task

    def change() -> bool:
        now[0] = settings.model_copy(update={"admin_ids": frozenset({OTHER})})
        return True

    await run(
        lambda: menus("setMyCommands", ADMIN),
        change,
        lambda: menus("setMyCommands", OTHER) and menus("deleteMyCommands", ADMIN),
    )
    engine.troubled = Trouble("s-1", "s-2 is damaged")
    await run(lambda: any("damaged" in call.text for call in server.sent))
    assert {call.fields["chat_id"] for call in server.sent} == {str(OTHER)}
    # One that is removed while the bot is down loses the menu at the next start.
    now[0] = settings
    await run(lambda: menus("deleteMyCommands", OTHER))


async def test_administrators_change_while_the_menu_is_published(server: TelegramServer, tmp_path: Path) -> None:
    """One after the other: each writes down who has a menu, which the other one goes by."""
    old = range(ADMIN, ADMIN + 20)
    built = build_application(bot_settings(server.root, data_dir=tmp_path), SmallEngine())
    await built.application.bot.initialize()

    def changes(method: str) -> list[int]:
        scopes = [call.fields["scope"] for call in server.named(method)]
        return list(dict.fromkeys(each["chat_id"] for each in scopes if "chat_id" in each))

    publishing = asyncio.create_task(built.menu.publish(old))
    await server.until(lambda: bool(changes("setMyCommands")))
    await built.menu.follow({OTHER})
    await publishing
    assert changes("setMyCommands") == [*old, OTHER]
    assert changes("deleteMyCommands") == [*old]
    await built.application.bot.shutdown()
    built.worker.close()
    built.records.close()


async def test_a_build_that_a_kill_interrupted_is_told(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot, tmp_path: Path
) -> None:
    """In the message that showed it; until it is done, the order stands in the journal. It is not begun again."""
    engine.build_may_end.clear()
    data, killed = tmp_path / "data", tmp_path / "killed"
    data.mkdir()
    async with start_bot(data_dir=data):
        await server.exchange(a_message("/reindex", ADMIN, "en"))
        await server.exchange(a_message("/help", ADMIN, "en"))
        # What a kill at this moment leaves.
        shutil.copytree(data, killed)
        engine.build_may_end.set()
        await server.until(lambda: any(call.text.startswith("The new index") for call in server.edited))
    async with start_bot(data_dir=data):
        await server.exchange(a_message("/help", ADMIN, "en"))
    assert not any("restarted" in call.text for call in server.edited)
    async with start_bot(data_dir=killed):
        await server.until(lambda: any("restarted" in call.text for call in server.edited))
        await server.exchange(a_message("/help", ADMIN, "en"))
    async with start_bot(data_dir=killed):
        await server.exchange(a_message("/help", ADMIN, "en"))
    assert len([call for call in server.edited if "restarted" in call.text]) == 1
    assert len(engine.builds) == 1
