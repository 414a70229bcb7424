"""`/forget`, and who has gone away."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.bot.conftest import StartBot
from tests.bot.conversation.test_membership import anonymously
from tests.bot.samples import GROUP, OTHER, READER, a_message, a_press, a_user, in_group
from tests.bot.telegram_server import USERNAME, TelegramServer


def count(folder: Path, table: str) -> int:
    connection = sqlite3.connect(folder / "bot.sqlite")
    try:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    finally:
        connection.close()


async def test_forgetting_after_confirmation(server: TelegramServer, start_bot: StartBot, tmp_path: Path) -> None:
    """Questions, ratings and language of the person go, those of others stay; the old buttons say so."""
    async with start_bot():
        (answer, _) = await server.exchange(a_message("Kapan KTT?"), a_message("Di mana KTT?", OTHER))
        more, _, thumb, *_ = answer.buttons
        await server.receive(a_press(thumb["callback_data"], 50))
        await server.receive(a_press("l:en", 50))
        await server.until(lambda: len(server.named("answerCallbackQuery")) == 2)
        (question,) = await server.exchange(a_message("/forget"))
        yes, no = question.buttons
        assert [yes["text"], no["text"]] == ["Delete", "Keep"]
        await server.receive(a_press(yes["callback_data"], 51, OTHER))
        await server.receive(a_press(no["callback_data"], 51))
        await server.until(lambda: len(server.named("answerCallbackQuery")) == 4)
        assert count(tmp_path, "questions") == 2
        await server.receive(a_press(yes["callback_data"], 51))
        await server.until(lambda: bool(server.edited) and server.edited[-1].text.startswith("Done"))
        await server.receive(a_press(more["callback_data"], 50))
        await server.until(lambda: len(server.named("answerCallbackQuery")) == 6)
        await server.receive(a_press(thumb["callback_data"], 50))
        await server.until(lambda: len(server.named("answerCallbackQuery")) == 7)
    paging, rating = (each.fields["text"] for each in server.named("answerCallbackQuery")[-2:])
    assert paging == "Tombol ini sudah kedaluwarsa. Silakan ajukan lagi pertanyaannya."
    assert rating == "Pertanyaan ini sudah tidak saya simpan, jadi jawabannya tidak bisa dinilai lagi."
    assert [count(tmp_path, table) for table in ("questions", "ratings", "languages")] == [1, 0, 0]


async def test_no_file_holds_what_was_forgotten(server: TelegramServer, start_bot: StartBot, tmp_path: Path) -> None:
    """Neither the databases nor the logs beside them, while the bot goes on."""

    def holding() -> list[str]:
        return [each.name for each in tmp_path.iterdir() if b"rahasiaku" in each.read_bytes()]

    async with start_bot():
        await server.exchange(a_message("Kapan rahasiaku?"))
        assert holding() != []
        (question,) = await server.exchange(a_message("/forget"))
        await server.receive(a_press(question.buttons[0]["callback_data"], 51))
        await server.until(lambda: bool(server.edited))
        assert holding() == []


@pytest.mark.parametrize("access", ["invitation", "allow-list"])
@pytest.mark.parametrize("command", ["/forget", f"/Forget@{USERNAME} please"])
async def test_who_may_no_longer_ask_may_forget(
    server: TelegramServer, start_bot: StartBot, tmp_path: Path, access: str, command: str
) -> None:
    """What they asked while they might goes; everything else stays refused, and in groups nothing is said."""
    async with start_bot():
        await server.exchange(a_message("Kapan KTT?"))
    async with start_bot(access=access):
        for refused in ("Kapan KTT?", "/help", "/forgetful", "/forget@another_bot", "lalu /forget"):
            (told,) = await server.exchange(a_message(refused))
            assert told.text.startswith("Maaf, bot ini hanya untuk")
        await server.receive(in_group(command))
        (question,) = await server.exchange(a_message(command))
        assert count(tmp_path, "questions") == 1
        await server.receive(a_press(question.buttons[0]["callback_data"], 51))
        await server.until(lambda: bool(server.edited))
    assert count(tmp_path, "questions") == 0
    assert {sent.fields["chat_id"] for sent in server.sent} == {str(READER)}


async def test_forgetting_anonymously(server: TelegramServer, start_bot: StartBot) -> None:
    """An administrator who writes in a group's name is nobody whom the bot knows, and is told so."""
    async with start_bot():
        (told,) = await server.exchange(anonymously("/forget"))
    assert told.text.startswith("You’re writing in this group’s name")
    assert told.buttons == []


def leaving(chat_id: int, status: str) -> dict[str, Any]:
    bot = {"id": 7_000_000_001, "is_bot": True, "first_name": "Tanya"}
    chat = {"id": chat_id, "type": "private" if chat_id > 0 else "supergroup", "first_name": "Ani", "title": "Warga"}
    gone = {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})
    return {
        "my_chat_member": {
            "chat": chat,
            "from": a_user(),
            "date": 1,
            "old_chat_member": {"user": bot, "status": "member"},
            "new_chat_member": gone,
        }
    }


async def test_who_blocks_the_bot_is_forgotten(server: TelegramServer, start_bot: StartBot, tmp_path: Path) -> None:
    """Their language goes; a group that removed the bot costs nothing else; and 403 is noticed too."""
    async with start_bot():
        for user in (READER, OTHER):
            await server.receive(a_press("l:en", 50, user))
        await server.until(lambda: len(server.named("answerCallbackQuery")) == 2)
        await server.exchange(a_message("/start"))
        assert count(tmp_path, "languages") == 2
        await server.receive(leaving(READER, "kicked"))
        await server.receive(leaving(GROUP, "left"))
        server.fail("sendMessage", "Forbidden: bot was blocked by the user", 403)
        await server.receive(a_message("Kapan KTT?", OTHER))
        await server.until(lambda: not server.faults["sendMessage"])
        await server.exchange(a_message("/start", 1234))
    assert count(tmp_path, "languages") == 0
