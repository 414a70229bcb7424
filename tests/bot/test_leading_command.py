"""The command that a message begins with: in texts, captions, with a bot's name, and where there is none."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Message

from bot.leading_command import LeadingCommand, leading_command, leading_command_in_caption
from tests.bot.samples import a_message
from tests.bot.telegram_server import USERNAME


def said(text: str, field: str = "text", **entity: Any) -> Message:
    """Return a message with a text or a caption in which Telegram marks the first word as a command."""
    entities = "entities" if field == "text" else "caption_entities"
    marked = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])} | entity
    update = a_message("x")
    update["message"] |= {"text": None, "entities": [], field: text, entities: [marked]}
    message = Message.de_json(update["message"], None)
    assert message is not None
    return message


@pytest.mark.parametrize(
    ("text", "command", "is_ours"),
    [
        ("/ask Siapa ketua?", LeadingCommand("ask", "", "Siapa ketua?"), True),
        ("/ASK", LeadingCommand("ask", "", ""), True),
        ("/remove\n Banjir  di Sukamekar ", LeadingCommand("remove", "", "Banjir  di Sukamekar"), True),
        (f"/ask@{USERNAME.upper()} Siapa?", LeadingCommand("ask", USERNAME.lower(), "Siapa?"), True),
        ("/ask@other x", LeadingCommand("ask", "other", "x"), False),
    ],
)
def test_a_command_at_the_beginning(text: str, command: LeadingCommand, is_ours: bool) -> None:
    """Name and bot are compared in small letters, what follows stays as it is; a picture can be sent with one, too."""
    assert leading_command(said(text)) == leading_command_in_caption(said(text, "caption")) == command
    assert command.is_for(USERNAME) == is_ours


@pytest.mark.parametrize("message", [said("/ask x", type="hashtag"), said("x /ask", offset=2), said("/ask", "caption")])
def test_no_command_at_the_beginning(message: Message) -> None:
    """What is marked as something else, or stands further on, is none; nor has a caption's text one."""
    assert leading_command(message) is None
