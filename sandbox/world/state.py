"""The people, chats and messages of the sandbox, as Bot API objects. Holds them; the rules stand elsewhere."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from sandbox.text import units
from sandbox.world.events import Events

Message = dict[str, Any]

READER_ID, READER_EN, ADMINISTRATOR = 1001, 1002, 9001
GROUP = -1001000000001
NEWS_TOPIC, HELP_TOPIC = 2, 3


def as_replied_to(message: Message) -> Message:
    """Return a message as it stands in a reply to it: without what it replied to itself."""
    return {name: value for name, value in message.items() if name != "reply_to_message"}


def quotation(message: Message, words: str) -> dict[str, Any] | None:
    """Return the text and position of a Bot API `TextQuote`; None when the words do not stand in the message."""
    text = str(message.get("text") or message.get("caption") or "")
    return {"text": words, "position": units(text[: text.index(words)])} if words in text else None


@dataclass
class Person:
    """Somebody who writes to the bot."""

    id: int
    first_name: str
    language_code: str
    username: str | None = None

    def user(self) -> dict[str, Any]:
        """Return the Bot API `User`."""
        found: dict[str, Any] = {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first_name,
            "language_code": self.language_code,
        }
        return found | ({"username": self.username} if self.username else {})


@dataclass
class Chat:
    """A private chat, which has the number of its person, or a group or channel.

    Attributes:
        bot_status: what the bot is in it, as in `ChatMember`; of a private chat `member`, or `kicked` when blocked.
        migrated_to: the number of the supergroup that a group has become.
    """

    id: int
    type: str
    title: str
    person_id: int | None = None
    topics: dict[int, str] = field(default_factory=dict)
    username: str | None = None
    bot_status: str = "member"
    migrated_to: int | None = None

    @property
    def has_bot(self) -> bool:
        """Whether the bot is in it."""
        return self.bot_status in ("member", "administrator")

    def chat(self) -> dict[str, Any]:
        """Return the Bot API `Chat`."""
        if self.type == "private":
            found: dict[str, Any] = {"id": self.id, "type": self.type, "first_name": self.title}
        else:
            found = {"id": self.id, "type": self.type, "title": self.title}
        if self.username:
            found["username"] = self.username
        return found | ({"is_forum": True} if self.topics else {})


class World:
    """Everything that the server remembers."""

    def __init__(self, bot: dict[str, Any]) -> None:
        self.bot = bot
        self.administrator = ADMINISTRATOR
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.messages: dict[int, dict[int, Message]] = {}
        self.reactions: dict[tuple[int, int], dict[int, list[str]]] = {}
        self.files: dict[str, tuple[str, bytes]] = {}
        self.events = Events()
        self.message_ids = count(1)
        self._posts: set[tuple[int, int]] = set()
        self._encoded: dict[int, dict[int, str]] = {}
        self._transcripts: dict[int, bytes] = {}
        self._populate()

    def _populate(self) -> None:
        for person in (
            Person(READER_ID, "Ani", "id", "ani_pembaca"),
            Person(READER_EN, "Ben", "en", "ben_reader"),
            Person(self.administrator, "Sari (admin)", "en", "sari_admin"),
        ):
            self.people[person.id] = person
            self.add_chat(Chat(person.id, "private", person.first_name, person.id, username=person.username))
        group = self.add_chat(Chat(GROUP, "supergroup", "Ruang Baca · Reading Room"))
        self.store(group, {"group_chat_created": True}, self.people[self.administrator].user())
        for topic_id, name in ((NEWS_TOPIC, "Berita"), (HELP_TOPIC, "Help")):
            group.topics[topic_id] = name
            service = {
                "message_thread_id": topic_id,
                "is_topic_message": True,
                "forum_topic_created": {"name": name, "icon_color": 7322096},
            }
            self.store(group, service, self.people[self.administrator].user())

    def add_chat(self, chat: Chat) -> Chat:
        """Add a chat, and tell the page."""
        self.chats[chat.id] = chat
        self.messages[chat.id] = {}
        self.events.tell("chats")
        return chat

    def store(self, chat: Chat, content: dict[str, Any], sender: dict[str, Any]) -> Message:
        """Keep a new message, and tell the page; what stands in a channel is the channel's own."""
        message: Message = {"message_id": next(self.message_ids), "chat": chat.chat(), "date": int(time.time())}
        message |= {"sender_chat": chat.chat()} if chat.type == "channel" else {"from": sender}
        message |= content
        self.messages[chat.id][message["message_id"]] = message
        if sender["id"] == self.bot["id"]:
            self._posts.add((chat.id, message["message_id"]))
        self._changed(message)
        self.events.tell("message", message=message)
        return message

    def is_of_bot(self, message: Message) -> bool:
        """Tell whether the bot has sent a message."""
        return (message["chat"]["id"], message["message_id"]) in self._posts

    def remove(self, message: Message) -> None:
        """Delete a message, and tell the page."""
        chat_id, number = message["chat"]["id"], message["message_id"]
        del self.messages[chat_id][number]
        self._encoded[chat_id].pop(number, None)
        self._transcripts.pop(chat_id, None)
        self.events.tell("deleted", chat_id=chat_id, message_id=number)

    def transcript(self, chat_id: int) -> bytes:
        """Return the messages of a chat as JSON; only what has changed since the last time is encoded again."""
        if chat_id not in self.messages:
            return b'{"messages": []}'
        if chat_id not in self._transcripts:
            kept = self._encoded.setdefault(chat_id, {})
            lines = []
            for number, message in self.messages[chat_id].items():
                if number not in kept:
                    kept[number] = json.dumps(message)
                lines.append(kept[number])
            self._transcripts[chat_id] = f'{{"messages": [{", ".join(lines)}]}}'.encode()
        return self._transcripts[chat_id]

    def _changed(self, message: Message) -> None:
        chat_id = message["chat"]["id"]
        self._encoded.setdefault(chat_id, {}).pop(message["message_id"], None)
        self._transcripts.pop(chat_id, None)

    def edited(self, message: Message, changes: dict[str, Any]) -> Message:
        """Change a message in place, and tell the page; None takes a field away."""
        for name, value in changes.items():
            if value is None:
                message.pop(name, None)
            else:
                message[name] = value
        self._changed(message)
        self.events.tell("edited", message=message)
        return message

    def react(self, chat_id: int, message_id: int, who: int, emoji: list[str]) -> None:
        """Replace somebody's reactions to a message."""
        given = self.reactions.setdefault((chat_id, message_id), {})
        given[who] = emoji
        self.events.tell("reactions", chat_id=chat_id, message_id=message_id, reactions=self.counted(given))

    @staticmethod
    def counted(given: dict[int, list[str]]) -> dict[str, int]:
        """Return how many gave each emoji."""
        emoji = [each for several in given.values() for each in several]
        return {each: emoji.count(each) for each in emoji}
