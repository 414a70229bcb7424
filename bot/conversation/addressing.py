"""Which messages are meant for the bot, and what they ask. Pure.

In a private chat every message is; in a group one that replies to the bot or mentions it. Commands are handled on their
own, in captions too. What a channel posts, what another bot or this one in inline mode wrote, and what happens by
itself (somebody joins, a message is pinned) is nobody's question.
"""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import category

from telegram import Message, MessageEntity

from bot.access.policy import is_nobodys
from bot.leading_command import leading_command_in_caption
from index import QUESTION_WORD

# Of every bot's name. Source: https://core.telegram.org/bots/features#botfather
_BOTS_END = "bot"


@dataclass(frozen=True)
class Addressed:
    """A message that is meant for the bot.

    Attributes:
        words: what it says; empty when it holds no words.
        is_ordered: it is a caption that begins with /ask.
    """

    words: str
    is_ordered: bool = False


def addressed(message: Message, bot_id: int, bot_name: str) -> Addressed | None:
    """Return what a message says to the bot; None when it is not meant for it."""
    if is_nobodys(message, bot_id):
        return None
    command, is_private = leading_command_in_caption(message), message.chat.type == message.chat.PRIVATE
    is_others = command is not None and not command.is_for(bot_name)
    is_ordered = command is not None and command.name == "ask" and not is_others
    is_called = is_ordered or _is_mentioned(message, bot_name) or _replies_to(message, bot_id)
    if not is_private and (is_others or not is_called):
        return None
    return Addressed(own_words(message, bot_name), is_ordered)


def asked_words(message: Message, bot_id: int, bot_name: str) -> str:
    """Return what a message asks: its own words, or where it says nothing those that it replies to.

    The bot's own messages ask nothing, nor do those that it wrote in inline mode.
    """
    own, replied = own_words(message, bot_name), message.reply_to_message
    is_own = replied is not None and replied.via_bot is not None and replied.via_bot.id == bot_id
    if not _text(message).strip() or says_something(own) or replied is None or is_own or _replies_to(message, bot_id):
        return own
    return own_words(replied, bot_name) or own


def own_words(message: Message, bot_name: str) -> str:
    """Return what a message says itself: without a command in front, the bot's name, and in front any bot's."""
    units, kept, at = _units(_text(message)), b"", 0
    for entity in sorted((*message.entities, *message.caption_entities), key=lambda each: each.offset):
        start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
        name, before = _mentioned(entity, units), kept + units[at:start]
        is_called = name == bot_name.lower() or (name.endswith(_BOTS_END) and not _words(before).strip())
        is_command = entity.type == MessageEntity.BOT_COMMAND and start == 0
        if start >= at and (is_called or is_command):
            kept, at = before, end
    return _words(kept + units[at:]).strip()


def says_something(words: str) -> bool:
    """Return whether there is more than punctuation in words."""
    return any(category(each)[0] not in "PZC" for each in words)


def is_forwarded_reading(message: Message, words: str) -> bool:
    """Return whether a message was forwarded, and its words are no question: then it is something to read."""
    return message.forward_origin is not None and not _is_question(words)


def hands_over_file(message: Message, words: str) -> bool:
    """Return whether somebody sends a file in the private chat, and the words below it are no question."""
    is_file = message.document is not None and message.animation is None
    return is_file and message.chat.type == message.chat.PRIVATE and not _is_question(words)


def _is_question(words: str) -> bool:
    return words.endswith("?") or QUESTION_WORD.match(words) is not None


def _replies_to(message: Message, bot_id: int) -> bool:
    replied = message.reply_to_message
    return replied is not None and replied.from_user is not None and replied.from_user.id == bot_id


def _text(message: Message) -> str:
    return message.text or message.caption or ""


def _is_mentioned(message: Message, bot_name: str) -> bool:
    units, entities = _units(_text(message)), (*message.entities, *message.caption_entities)
    return any(_mentioned(each, units) == bot_name.lower() for each in entities)


def _mentioned(entity: MessageEntity, units: bytes) -> str:
    """Return the name that is mentioned, in small letters; empty where the entity is no mention."""
    shown = _words(units[2 * entity.offset : 2 * (entity.offset + entity.length)])
    return shown.removeprefix("@").lower() if entity.type == MessageEntity.MENTION else ""


def _units(text: str) -> bytes:
    """Return a text in UTF-16, in which the places of entities are counted; half a character is kept as it is."""
    return text.encode("utf-16-le", "surrogatepass")


def _words(units: bytes) -> str:
    return units.decode("utf-16-le", "surrogatepass")
