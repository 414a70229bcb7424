"""Which messages are meant for the bot, and what they ask. Pure.

In a private chat every message is; in a group one that replies to the bot or mentions it. Commands are handled on their
own, in captions too. What a channel posts, what another bot or this one in inline mode wrote, and what happens by
itself (somebody joins, a message is pinned) is nobody's question.
"""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Message, MessageEntity

from index import QUESTION_WORD

_TELEGRAMS_OWN = 777000


@dataclass(frozen=True)
class Addressed:
    """A message that is meant for the bot; `words` is empty when it holds none."""

    words: str


def addressed(message: Message, bot_id: int, bot_name: str) -> Addressed | None:
    """Return what a message says to the bot; None when it is not meant for it."""
    if _is_nobodys(message, bot_id):
        return None
    mention = _mention(message, bot_name)
    if message.chat.type != message.chat.PRIVATE and mention is None and not _replies_to(message, bot_id):
        return None
    return Addressed(_without(_text(message), mention).strip())


def asks_the_replied(message: Message, bot_id: int) -> bool:
    """Return whether a message is nothing but a mention of the bot, in reply to somebody else's words."""
    replied = message.reply_to_message
    return bool(message.text and replied and replied_words(message, bot_id)) and not _replies_to(message, bot_id)


def replied_words(message: Message, bot_id: int) -> str:
    """Return the words of the message that one replies to; empty where the bot wrote them, also in inline mode."""
    replied = message.reply_to_message
    if replied is None or _replies_to(message, bot_id) or (replied.via_bot and replied.via_bot.id == bot_id):
        return ""
    return _text(replied).strip()


def is_forwarded_reading(message: Message) -> bool:
    """Return whether a message was forwarded and does not look like a question: then it is something to read."""
    return message.forward_origin is not None and not _is_question(_text(message).strip())


def hands_over_file(message: Message) -> bool:
    """Return whether somebody sends a file in the private chat, and asks nothing below it."""
    is_file = message.document is not None and message.animation is None
    return is_file and message.chat.type == message.chat.PRIVATE and not _is_question(_text(message).strip())


def _is_question(words: str) -> bool:
    return words.endswith("?") or QUESTION_WORD.match(words) is not None


def _is_nobodys(message: Message, bot_id: int) -> bool:
    sender, through = message.from_user, message.via_bot
    is_channel = bool(message.is_automatic_forward) or (
        message.sender_chat is not None and message.sender_chat.type == message.sender_chat.CHANNEL
    )
    return (
        is_channel
        or (through is not None and through.id == bot_id)
        or (
            sender is not None
            and (sender.id in (bot_id, _TELEGRAMS_OWN) or (sender.is_bot and not message.sender_chat))
        )
    )


def _replies_to(message: Message, bot_id: int) -> bool:
    replied = message.reply_to_message
    return replied is not None and replied.from_user is not None and replied.from_user.id == bot_id


def _text(message: Message) -> str:
    return message.text or message.caption or ""


def _mention(message: Message, bot_name: str) -> MessageEntity | None:
    """Return the first mention of the bot by its name."""
    units, name = _units(_text(message)), f"@{bot_name}".lower()
    for entity in (*message.entities, *message.caption_entities):
        start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
        if entity.type == MessageEntity.MENTION and _words(units[start:end]).lower() == name:
            return entity
    return None


def _without(text: str, mention: MessageEntity | None) -> str:
    """Return a text without a mention."""
    if mention is None:
        return text
    units = _units(text)
    return _words(units[: 2 * mention.offset]) + _words(units[2 * (mention.offset + mention.length) :])


def _units(text: str) -> bytes:
    """Return a text in UTF-16, in which the places of entities are counted; half a character is kept as it is."""
    return text.encode("utf-16-le", "surrogatepass")


def _words(units: bytes) -> str:
    return units.decode("utf-16-le", "surrogatepass")
