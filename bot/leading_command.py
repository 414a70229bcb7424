"""The command that a message begins with, as Telegram marks it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Message, MessageEntity


@dataclass(frozen=True)
class LeadingCommand:
    """A command: its name and the bot that it names ("" for any), both in small letters, and what follows it."""

    name: str
    to: str
    rest: str

    def is_for(self, bot_name: str) -> bool:
        """Return whether a bot may take it for its own."""
        return self.to in ("", bot_name.lower())


def leading_command(message: Message) -> LeadingCommand | None:
    """Return the command that a text begins with; None where it begins with none."""
    return _leading(message.text, message.entities)


def leading_command_in_caption(message: Message) -> LeadingCommand | None:
    """Return the command that a caption begins with, which Telegram's library takes for none."""
    return _leading(message.caption, message.caption_entities)


def _leading(text: str | None, entities: Sequence[MessageEntity]) -> LeadingCommand | None:
    first = entities[0] if entities else None
    if not text or first is None or first.type != MessageEntity.BOT_COMMAND or first.offset != 0:
        return None
    name, _, to = text[1 : first.length].lower().partition("@")
    return LeadingCommand(name, to, text[first.length :].strip())
