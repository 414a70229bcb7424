"""Who may ask, and who administers: decided by numeric Telegram ids only, never by names."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Set
from dataclasses import dataclass

from telegram import CallbackQuery, Message

from tanya.settings import Access

_TELEGRAMS_OWN = 777000


async def _none_before(_chat_id: int) -> int | None:
    return None


@dataclass
class AccessPolicy:
    """The rules of one bot; they may change while it runs.

    Attributes:
        access: open to everybody, to a list, or to a list and whoever was invited.
        allowed_ids: users and chats on the list; empty lets nobody but administrators in.
        admin_ids: users who administer.
        is_guest: tells whether a user was invited.
        former_number: tells the number that a supergroup had as a group.
    """

    access: Access
    allowed_ids: Set[int]
    admin_ids: Set[int]
    is_guest: Callable[[int], Awaitable[bool]]
    former_number: Callable[[int], Awaitable[int | None]] = _none_before

    async def may_ask(self, user_id: int | None, chat_id: int | None) -> bool:
        """Return whether this user, or anybody in this chat, may ask."""
        if self.access is Access.OPEN:
            return True
        if user_id in self.admin_ids or user_id in self.allowed_ids or chat_id in self.allowed_ids:
            return True
        if chat_id is not None and chat_id < 0 and await self.former_number(chat_id) in self.allowed_ids:
            return True
        return self.access is Access.INVITATION and user_id is not None and await self.is_guest(user_id)

    @property
    def refusal(self) -> str:
        """The text for who may not ask; it may name their number, `user`."""
        return "invitation-needed" if self.access is Access.INVITATION else "not-allowed"

    def is_administrator(self, message: Message) -> bool:
        """Return whether an administrator wrote this message in person.

        Messages in a chat's name (channel posts, anonymous administrators of a group), of bots, forwarded ones and
        those sent through another bot are nobody's orders, whoever appears as their sender.
        """
        user = message.from_user
        return (
            user is not None
            and user.id in self.admin_ids
            and not user.is_bot
            and message.sender_chat is None
            and message.forward_origin is None
            and message.via_bot is None
            and not message.is_automatic_forward
        )

    def is_handed_over_by_administrator(self, message: Message) -> bool:
        """Return whether an administrator handed something over in the private chat, their own or forwarded.

        That is no order yet: what is to become of it a button asks.
        """
        user = message.from_user
        in_private = message.chat.type == message.chat.PRIVATE
        return in_private and user is not None and user.id in self.admin_ids and not user.is_bot

    def is_administrators_press(self, query: CallbackQuery) -> bool:
        """Return whether an administrator pressed a button; who presses is always a person, never a chat."""
        return query.from_user.id in self.admin_ids and not query.from_user.is_bot


def is_nobodys(message: Message, bot_id: int) -> bool:
    """Return whether no person stands behind a message: a channel, another bot, or this one, in inline mode too, does.

    Who writes in another chat's name could not be told from others when a button is pressed. An anonymous administrator
    speaks for the group.
    """
    sender, through, spoken_for = message.from_user, message.via_bot, message.sender_chat
    return (
        bool(message.is_automatic_forward)
        or (spoken_for is not None and spoken_for.id != message.chat.id)
        or (through is not None and through.id == bot_id)
        or (sender is not None and sender.id in (bot_id, _TELEGRAMS_OWN))
        or (sender is not None and sender.is_bot and spoken_for is None)
    )
