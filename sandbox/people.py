"""What people do: write, edit, press, react, ask inline. Decides what of it the bot sees (group privacy)."""

from __future__ import annotations

import time
from typing import Any

from sandbox.errors import WrongRequest
from sandbox.queries import Queries, Query
from sandbox.rules import CALLBACK_DATA_BYTES, INLINE_QUERY_UNITS, TEXT_UNITS
from sandbox.text import checked, cut, units
from sandbox.updates import Updates
from sandbox.world import Chat, Message, Person, World, as_replied_to, quotation

# Numbers of supergroups and channels begin with -100.
_LARGEST_SUPERGROUP = -1_000_000_000_000


class People:
    """Turns what people do into messages and updates."""

    def __init__(self, world: World, updates: Updates, queries: Queries) -> None:
        self._world = world
        self._updates = updates
        self._queries = queries

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
    ) -> tuple[Message, bool]:
        """Send a message; also returns whether the bot gets to see it."""
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
        message = self._world.store(chat, fields | content, person.user())
        return message, self.bot_sees(message) and self._updates.add("message", message)

    @staticmethod
    def _quote(replied: Message, quote: str) -> dict[str, Any]:
        found = quotation(replied, quote)
        if found is None:
            raise WrongRequest("quote: expected words of the message that is replied to")
        return found | {"is_manual": True}

    @staticmethod
    def words(text: str) -> dict[str, Any]:
        """Return the content of a text message."""
        trimmed, entities = checked(text, None, TEXT_UNITS)
        return {"text": trimmed} | ({"entities": entities} if entities else {})

    def bot_sees(self, message: Message) -> bool:
        """Tell whether a message passes group privacy: commands, mentions of the bot, replies to it."""
        if message["chat"]["type"] == "private":
            return True
        bot = self._world.bot
        replied = message.get("reply_to_message", {})
        if replied.get("from", {}).get("id") == bot["id"] or message.get("via_bot", {}).get("id") == bot["id"]:
            return True
        name = f"@{bot['username']}".lower()
        for entity in message.get("entities", ()):
            word = cut(message["text"], entity["offset"], entity["length"]).lower()
            if entity["type"] == "mention" and word == name:
                return True
            if entity["type"] == "bot_command" and ("@" not in word or word.endswith(name)):
                return True
        return False

    def edit(self, chat_id: int, message_id: int, person: Person, text: str) -> tuple[Message, bool]:
        """Change one's own message."""
        message = self.existing(chat_id, message_id)
        if message["from"]["id"] != person.id or "text" not in message:
            raise WrongRequest(f"message_id: {message_id} is not a text of user {person.id}")
        content = {"entities": None, "edit_date": int(time.time())} | self.words(text)
        self._world.edited(message, content)
        return message, self.bot_sees(message) and self._updates.add("edited_message", message)

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
    return Chat(chat_id, kind or kinds[0], title or f"{(kind or kinds[0]).capitalize()} {-chat_id}")
