"""What becomes of questions that nobody wants any more, or that cannot be sent."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest

import bot.receiving.attempts
import bot.sending.outbox
from tests.bot.conftest import StartBot
from tests.bot.samples import OTHER, READER, SmallEngine, a_message, a_press, in_group
from tests.bot.telegram_server import TelegramServer


def rows(file: Path, statement: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(file)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


async def hold_up(server: TelegramServer, engine: SmallEngine) -> None:
    """Keep both threads busy with questions of two others."""
    engine.holds["lama?"] = threading.Event()
    for user in (1, 2):
        await server.receive(a_message("lama?", user))
    await server.until(lambda: len(server.named("sendChatAction")) >= 2)


async def test_forgetting_beside_waiting_and_running_questions(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot, tmp_path: Path
) -> None:
    """What waits is not computed, what runs is not kept, in private and in a group; what comes after is answered."""
    engine.holds["lama?"], engine.holds["berjalan?"] = threading.Event(), threading.Event()
    async with start_bot():
        await server.receive(a_message("lama?", OTHER))
        await server.receive(in_group("/ask berjalan?", READER, "en"))
        await server.until(lambda: len(server.named("sendChatAction")) >= 2)
        for number in range(5):
            await server.receive(a_message(f"nomor {number}?", READER, "en"))
        await server.until(lambda: len(server.named("sendChatAction")) >= 3)
        await server.receive(a_press(f"g:yes:{READER}", 51, READER, "en"))
        await server.until(lambda: bool(server.edited) and server.edited[-1].text.startswith("Done"))
        for hold in engine.holds.values():
            hold.set()
        await server.receive(a_message("sesudahnya?", READER, "en"))
        await server.until(lambda: len(server.sent) == 2)
    assert {call.fields["chat_id"] for call in server.sent} == {str(OTHER), str(READER)}
    assert sorted(engine.asked) == ["berjalan?", "lama?", "sesudahnya?"]
    assert rows(tmp_path / "bot.sqlite", "SELECT count(*) FROM questions") == [(2,)]
    assert rows(tmp_path / "inbox.sqlite", "SELECT count(*) FROM updates WHERE raw IS NOT NULL") == [(0,)]


async def test_what_waits_for_somebody_who_has_blocked_the_bot_is_not_computed(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot
) -> None:
    """Whether Telegram tells it, or refuses a message."""
    async with start_bot():
        await hold_up(server, engine)
        for number in range(3):
            await server.receive(a_message(f"nomor {number}?", READER))
        await server.until(lambda: len(server.named("sendChatAction")) >= 3)
        server.fail("sendMessage", "Forbidden: bot was blocked by the user", 403)
        await server.receive(a_message("/help", 3))
        await server.receive(
            {
                "my_chat_member": {
                    "chat": {"id": READER, "type": "private", "first_name": "A"},
                    "from": {"id": READER, "is_bot": False, "first_name": "A"},
                    "date": 1,
                    "old_chat_member": {"user": {"id": 7, "is_bot": True, "first_name": "T"}, "status": "member"},
                    "new_chat_member": {
                        "user": {"id": 7, "is_bot": True, "first_name": "T"},
                        "status": "kicked",
                        "until_date": 0,
                    },
                }
            }
        )
        await server.exchange(a_message("/help", 4))
        engine.holds["lama?"].set()
        await server.until(lambda: len(server.sent) == 3)
        await server.exchange(a_message("Kapan KTT?", OTHER))
    assert engine.asked == ["lama?", "lama?", "Kapan KTT?"]


async def test_a_question_whose_sending_fails_is_asked_counted_and_kept_once(
    server: TelegramServer,
    engine: SmallEngine,
    start_bot: StartBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    unused_tcp_port: int,
) -> None:
    """However often its answer has to be sent; nobody knows which of them came, so that a notice becomes it."""
    monkeypatch.setattr(bot.receiving.attempts, "_PAUSES_S", (0.0, 0.0, 0.0, 0.0))
    monkeypatch.setattr(bot.sending.outbox, "_PATIENCE_S", 0.0)
    for _ in range(3):
        server.fail("sendMessage", "Bad Gateway", 502)
    async with start_bot(metrics_port=unused_tcp_port):
        (notice,) = await server.exchange(a_message("Kapan KTT?"))
        assert not server.faults["sendMessage"]
        await server.until(lambda: bool(server.edited))
    assert notice.text.startswith("Sebentar")
    assert [answer.text.startswith("12 Juni") for answer in server.edited] == [True]
    assert engine.asked == ["Kapan KTT?"]
    assert rows(tmp_path / "bot.sqlite", "SELECT count(*) FROM questions") == [(1,)]
