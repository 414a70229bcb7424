"""The bot's standing in chats: added, made administrator, kicked, blocked; and groups that become supergroups."""

from __future__ import annotations

import time
from typing import Any

from sandbox.errors import WrongRequest
from sandbox.world.state import Chat, Message, Person, World
from sandbox.world.updates import Updates

# Source: https://core.telegram.org/bots/api#chatmember
STATUSES = {
    "private": ("member", "kicked"),
    "group": ("member", "administrator", "left", "kicked"),
    "supergroup": ("member", "administrator", "left", "kicked"),
    "channel": ("administrator", "left", "kicked"),
}
_RIGHTS = (
    *("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
    *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users"),
    *("can_post_stories", "can_edit_stories", "can_delete_stories"),
)
_SUPERGROUPS_FROM = -1_002_000_000_000


def member_of(bot: dict[str, Any], status: str) -> dict[str, Any]:
    """Return the bot's `ChatMember`."""
    member = {"status": status, "user": bot}
    if status == "administrator":
        return member | dict.fromkeys(_RIGHTS, False) | {"can_manage_chat": True}
    return member | ({"until_date": 0} if status == "kicked" else {})


class Membership:
    """Changes what the bot is in a chat, and lets it know."""

    def __init__(self, world: World, updates: Updates) -> None:
        self._world = world
        self._updates = updates

    def set_status(self, chat: Chat, person: Person, status: str) -> bool:
        """Make the bot something in a chat; returns whether it hears of it.

        Raises:
            WrongRequest: there is no such standing in such a chat.
        """
        if status not in STATUSES[chat.type]:
            raise WrongRequest(
                f"status: in a {chat.type} expected one of {', '.join(STATUSES[chat.type])}, found {status!r:.80}"
            )
        if chat.bot_status == status:
            return False
        had_bot, old = chat.has_bot, member_of(self._world.bot, chat.bot_status)
        chat.bot_status = status
        self._world.events.tell("chats")
        change = {"chat": chat.chat(), "from": person.user(), "date": int(time.time())}
        change |= {"old_chat_member": old, "new_chat_member": member_of(self._world.bot, status)}
        heard = self._updates.add("my_chat_member", change)
        if chat.type in ("group", "supergroup") and had_bot != chat.has_bot:
            self._tell_in_chat(chat, person)
        return heard

    def _tell_in_chat(self, chat: Chat, person: Person) -> None:
        """Say in the chat that the bot has come or gone; of its going it is not told there."""
        bot = self._world.bot
        if chat.has_bot:
            self._updates.add("message", self._world.store(chat, {"new_chat_members": [bot]}, person.user()))
        else:
            self._world.store(chat, {"left_chat_member": bot}, person.user())

    def migrate(self, chat_id: int, person: Person) -> Message:
        """Turn a group into a supergroup with another number; return the message that says so in the old one.

        Raises:
            WrongRequest: it is not a group.
        """
        chat = self._world.chats.get(chat_id)
        if chat is None or chat.type != "group" or chat.migrated_to is not None:
            raise WrongRequest(f"chat_id: {chat_id} is not a group that can become a supergroup")
        number, status = _SUPERGROUPS_FROM + chat_id, chat.bot_status
        new = self._world.add_chat(Chat(number, "supergroup", chat.title, bot_status=status))
        last = self._world.store(chat, {"migrate_to_chat_id": new.id}, person.user())
        chat.migrated_to = new.id
        first = self._world.store(new, {"migrate_from_chat_id": chat.id}, person.user())
        if chat.has_bot:
            for message in (last, first):
                self._updates.add("message", message)
        return last
