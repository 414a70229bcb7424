"""What people do: write, edit, press, react, ask inline. Decides what of it the bot sees (group privacy)."""

from __future__ import annotations

import time
from typing import Any

from sandbox.errors import WrongRequest
from sandbox.rules import CALLBACK_DATA_BYTES, INLINE_QUERY_UNITS
from sandbox.text import cut, units
from sandbox.world.contents import is_editable, text_message
from sandbox.world.queries import Queries, Query
from sandbox.world.state import Chat, Message, Person, World, as_replied_to, quotation
from sandbox.world.updates import Updates

# Who a group's administrators are when they write as the group. Source: https://core.telegram.org/bots/api#message
_ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
# Numbers of supergroups and channels begin with -100.
_LARGEST_SUPERGROUP = -1_000_000_000_000


class People:
    """Turns what people do into messages and updates."""

    def __init__(self, world: World, updates: Updates, queries: Queries) -> None:
        self._world = world
        self._updates = updates
        self._queries = queries
        self._writers: dict[tuple[int, int], int] = {}

    def person(self, user_id: int, language: str | None, name: str | None = None) -> Person:
        """Return somebody, made up if new; a language or name given replaces the one they had."""
        if user_id <= 0:
            raise WrongRequest(f"user_id: expected a positive number, found {user_id}")
        known = self._world.people.get(user_id)
        person = known or Person(user_id, f"User {user_id}", "en")
        before = (person.language_code, person.first_name)
        person.language_code, person.first_name = language or person.language_code, name or person.first_name
        if known is None or before != (person.language_code, person.first_name):
            self._world.people[user_id] = person
            self._world.events.tell("chats")
        return person

    def chat(self, chat_id: int, person: Person, kind: str | None = None, title: str | None = None) -> Chat:
        """Return a chat, made up if new: a private one for a positive number, else a group or what `kind` says."""
        chat = self._world.chats.get(chat_id) or self._world.add_chat(_new_chat(chat_id, person, kind, title))
        if chat.type == "private" and chat.person_id != person.id:
            raise WrongRequest(f"chat_id: {chat_id} is the private chat of user {chat.person_id}, not of {person.id}")
        if kind and kind != chat.type:
            raise WrongRequest(f"type: {chat_id} is a {chat.type} already, not a {kind}")
        return chat

    def existing(self, chat_id: int, message_id: int) -> Message:
        """Return a message that is there."""
        message = self._world.messages.get(chat_id, {}).get(message_id)
        if message is None:
            raise WrongRequest(f"message_id: there is no message {message_id} in chat {chat_id}")
        return message

    def write(
        self,
        chat: Chat,
        person: Person,
        content: dict[str, Any],
        *,
        thread_id: int | None = None,
        reply_to: int | None = None,
        quote: str | None = None,
        anonymous: bool = False,
    ) -> tuple[Message, bool]:
        """Send a message; also returns whether the bot gets to see it."""
        if chat.migrated_to is not None:
            raise WrongRequest(f"chat_id: the group {chat.id} has become the supergroup {chat.migrated_to}")
        if chat.type == "private" and not chat.has_bot:
            raise WrongRequest(f"chat_id: the bot is blocked in {chat.id}; unblock it with POST /sandbox/membership")
        fields: dict[str, Any] = {}
        if thread_id is not None:
            if thread_id not in chat.topics:
                raise WrongRequest(f"message_thread_id: chat {chat.id} has the topics {sorted(chat.topics)}")
            fields |= {"message_thread_id": thread_id, "is_topic_message": True}
        answered_to = reply_to if reply_to is not None else thread_id
        if answered_to is not None:
            replied = self.existing(chat.id, answered_to)
            fields["reply_to_message"] = as_replied_to(replied)
            if quote:
                fields["quote"] = self._quote(replied, quote)
        sender = person.user()
        if anonymous:
            if chat.type not in ("group", "supergroup"):
                raise WrongRequest("anonymous: expected a group; only their administrators write as the group")
            sender, fields["sender_chat"] = _ANONYMOUS, chat.chat()
        message = self._world.store(chat, fields | content, sender)
        self._writers[chat.id, message["message_id"]] = person.id
        kind = "channel_post" if chat.type == "channel" else "message"
        return message, self.bot_sees(message) and self._updates.add(kind, message)

    @staticmethod
    def _quote(replied: Message, quote: str) -> dict[str, Any]:
        found = quotation(replied, quote)
        if found is None:
            raise WrongRequest("quote: expected words of the message that is replied to")
        return found | {"is_manual": True}

    def bot_sees(self, message: Message) -> bool:
        """Tell whether a message passes group privacy: commands, mentions of the bot, replies to it.

        In channels and as an administrator the bot sees everything, where it is not a member nothing.
        """
        bot, chat = self._world.bot, self._world.chats[message["chat"]["id"]]
        if not chat.has_bot or chat.type in ("private", "channel") or chat.bot_status == "administrator":
            return chat.has_bot
        replied = message.get("reply_to_message", {})
        if replied.get("from", {}).get("id") == bot["id"] or message.get("via_bot", {}).get("id") == bot["id"]:
            return True
        name = f"@{bot['username']}".lower()
        words = str(message.get("text") or message.get("caption") or "")
        for entity in message.get("entities") or message.get("caption_entities") or ():
            word = cut(words, entity["offset"], entity["length"]).lower()
            if entity["type"] == "mention" and word == name:
                return True
            if entity["type"] == "bot_command" and ("@" not in word or word.endswith(name)):
                return True
        return False

    def edit(self, chat_id: int, message_id: int, person: Person, text: str) -> tuple[Message, bool]:
        """Change one's own message."""
        message = self.existing(chat_id, message_id)
        if self._writers.get((chat_id, message_id)) != person.id or not is_editable(message):
            raise WrongRequest(f"message_id: {message_id} is not a text of user {person.id}")
        content = {"entities": None, "edit_date": int(time.time())} | text_message(text)
        self._world.edited(message, content)
        kind = "edited_channel_post" if message["chat"]["type"] == "channel" else "edited_message"
        return message, self.bot_sees(message) and self._updates.add(kind, message)

    def press(self, chat_id: int, message_id: int, person: Person, data: str) -> Query:
        """Press a button of a message."""
        message = self.existing(chat_id, message_id)
        if not 1 <= len(data.encode()) <= CALLBACK_DATA_BYTES:
            raise WrongRequest(f"data: expected 1 to {CALLBACK_DATA_BYTES} bytes, found {len(data.encode())}")
        query = self._queries.open(person.id, chat_id=chat_id, message_id=message_id)
        self._updates.add(
            "callback_query",
            {"id": query.id, "from": person.user(), "message": message, "chat_instance": str(chat_id), "data": data},
        )
        return query

    def react(self, chat_id: int, message_id: int, person: Person, emoji: str) -> None:
        """Give a reaction, or take all back with an empty string; the bot hears of it in private chats."""
        message = self.existing(chat_id, message_id)
        old = self._world.reactions.get((chat_id, message_id), {}).get(person.id, [])
        new = [emoji] if emoji else []
        self._world.react(chat_id, message_id, person.id, new)
        if message["chat"]["type"] == "private":
            update = {
                "chat": message["chat"],
                "message_id": message_id,
                "user": person.user(),
                "date": int(time.time()),
            }
            lists = {"old_reaction": old, "new_reaction": new}
            self._updates.add(
                "message_reaction",
                update
                | {name: [{"type": "emoji", "emoji": each} for each in several] for name, several in lists.items()},
            )

    def ask_inline(self, chat: Chat, person: Person, words: str) -> Query:
        """Type `@bot words` without sending."""
        if units(words) > INLINE_QUERY_UNITS:
            raise WrongRequest(f"query: expected at most {INLINE_QUERY_UNITS} UTF-16 units, found {units(words)}")
        query = self._queries.open(person.id, chat_id=chat.id, query=words)
        kind = "sender" if chat.type == "private" else chat.type
        heard = self._updates.add(
            "inline_query",
            {"id": query.id, "from": person.user(), "query": words, "offset": "", "chat_type": kind},
        )
        if not heard:
            query.answered.set()
        return query

    def choose(self, query: Query, result_id: str, thread_id: int | None) -> Message:
        """Send one of the results of an inline question."""
        results = (query.answer or {}).get("results", [])
        found = next((each for each in results if each["id"] == result_id), None)
        if found is None:
            raise WrongRequest(f"result_id: the query {query.id} has no result {result_id!r}")
        person = self._world.people[query.person_id]
        content = found["content"] | {"via_bot": self._world.bot}
        message, _ = self.write(self._world.chats[query.details["chat_id"]], person, content, thread_id=thread_id)
        self._updates.add(
            "chosen_inline_result", {"result_id": result_id, "from": person.user(), "query": query.details["query"]}
        )
        return message


def _new_chat(chat_id: int, person: Person, kind: str | None, title: str | None) -> Chat:
    """Return a chat of the kind that its number says. Source: https://core.telegram.org/api/bots/ids."""
    if chat_id == 0:
        raise WrongRequest("chat_id: expected a positive number for a private chat, a negative one for a group")
    of_number = ("supergroup", "channel") if chat_id <= _LARGEST_SUPERGROUP else ("group",)
    kinds = ("private",) if chat_id > 0 else of_number
    if kind and kind not in kinds:
        raise WrongRequest(f"type: a chat with the number {chat_id} can be {' or '.join(kinds)}, found {kind!r:.80}")
    if chat_id > 0:
        return Chat(chat_id, "private", person.first_name, person.id, username=person.username)
    kind = kind or kinds[0]
    # A bot is in a channel only as an administrator.
    status = "administrator" if kind == "channel" else "member"
    return Chat(chat_id, kind, title or f"{kind.capitalize()} {-chat_id}", bot_status=status)
