"""/language: the bot speaks as people choose."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import bot.application
import bot.messages.catalogue
from bot.messages.catalogue import bundled_catalogue, read_catalogue
from tests.bot.conftest import Running, StartBot
from tests.bot.samples import OTHER, READER, a_message, a_press
from tests.bot.telegram_server import TelegramServer


async def press(server: TelegramServer, data: str, user: int = READER) -> str:
    """Press a button and return what the press is answered with."""
    before = len(server.named("answerCallbackQuery"))
    await server.receive(a_press(data, 50, user))
    await server.until(lambda: len(server.named("answerCallbackQuery")) > before)
    return str(server.named("answerCallbackQuery")[-1].fields.get("text"))


async def test_choice_goes_before_telegrams_language(server: TelegramServer, bot: Running) -> None:
    """The buttons name each language in itself; a choice counts for whoever pressed, and can be given back."""
    (offer,) = await server.exchange(a_message("/language"))
    buttons = {button["text"]: button["callback_data"] for button in offer.buttons}
    each_by_itself = [bundled_catalogue().phrases(each)("language-name") for each in bundled_catalogue().languages]
    assert list(buttons) == [*each_by_itself, "Ikuti Telegram"]
    assert {"English", "Bahasa Indonesia"} <= set(each_by_itself)
    assert await press(server, buttons["English"]) == "From now on I’ll speak English."
    await server.until(lambda: bool(server.edited))
    assert server.edited[-1].text == "From now on I’ll speak English."
    (mine, others) = await server.exchange(a_message("/start"), a_message("/start", OTHER))
    by_chat = {call.fields["chat_id"]: call.text.split("!")[0] for call in (mine, others)}
    assert by_chat == {str(READER): "Hello", str(OTHER): "Halo"}
    await press(server, buttons["Ikuti Telegram"])
    (mine,) = await server.exchange(a_message("/start"))
    assert mine.text.startswith("Halo")


async def test_choice_outlives_the_bot(server: TelegramServer, start_bot: StartBot) -> None:
    """A choice is still known after a restart."""
    async with start_bot():
        await press(server, "l:en")
    async with start_bot():
        (answer,) = await server.exchange(a_message("/help"))
    assert answer.text.startswith("Send me a question")


async def test_made_up_language(server: TelegramServer, bot: Running) -> None:
    """A language that there is not is no choice, and the press is answered."""
    assert "tidak berlaku" in await press(server, "l:xx")
    assert server.edited == []


@pytest.mark.usefixtures("published_menu")
async def test_a_language_is_added_by_adding_its_file(
    server: TelegramServer, start_bot: StartBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its readers are spoken to in it, days and all; it is among the choices and has its own list of commands."""
    folder = tmp_path / "locales"
    shutil.copytree(Path(bot.messages.catalogue.__file__).parent / "locales", folder)
    english = (folder / "en.ftl").read_text(encoding="utf-8")
    swedish = english.replace("Hello!", "Hej!").replace("language-name = English", "language-name = Svenska")
    (folder / "sv.ftl").write_text(swedish, encoding="utf-8")
    monkeypatch.setattr(bot.application, "bundled_catalogue", lambda: read_catalogue(folder))
    async with start_bot(data_dir=tmp_path / "data"):
        greeting, offer, answer = await server.exchange(
            *(a_message(text, language="sv") for text in ("/start", "/language", "Kapan KTT?"))
        )
        await server.until(lambda: "sv" in {call.fields.get("language_code") for call in server.named("setMyCommands")})
    assert greeting.text.startswith("Hej!")
    assert "Svenska" in [button["text"] for button in offer.buttons]
    assert answer.text.startswith("12 Juni · 12 juni 2018")
