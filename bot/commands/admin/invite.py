"""`/invite`: an administrator makes an invitation code, and a link that enters it."""

from __future__ import annotations

from functools import partial

from telegram import Message
from telegram.error import BadRequest, Forbidden

from bot.access.policy import AccessPolicy
from bot.messages.catalogue import Phrases
from bot.sending.replying import reply
from bot.storage.invitations import DAYS, MOST_DAYS, MOST_USES, USES, Invitations
from bot.ticket import identity_of, once
from tanya.settings import Access


class InviteCommand:
    """Answers the command."""

    def __init__(self, policy: AccessPolicy, invitations: Invitations) -> None:
        self.policy = policy
        self.invitations = invitations

    async def invite(self, message: Message, arguments: str, phrases: Phrases) -> None:
        """Make a code for so many days and people."""
        numbers = arguments.split()
        if self.policy.access is not Access.INVITATION:
            await reply(message, phrases("invite-not-needed"))
            return
        if len(numbers) > 2 or not all(each.isascii() and each.isdigit() and len(each) < 6 for each in numbers):
            await reply(message, phrases("invite-usage"))
            return
        days, uses = (*map(int, numbers), *(DAYS, USES)[len(numbers) :])
        if not (1 <= days <= MOST_DAYS and 1 <= uses <= MOST_USES):
            await reply(message, phrases("invite-usage"))
            return
        order, token = identity_of(message, "invitation"), message.get_bot().token
        create = partial(self.invitations.database.apart, self._create, order, token, days, uses)
        code = await once("code", create)
        link = f"https://t.me/{message.get_bot().username}?start={code}"
        try:
            await reply(message, phrases("invite-made", code=code, link=link, days=days, uses=uses))
        except (BadRequest, Forbidden):
            await self.invitations.database.apart(self.invitations.take_back, code)
            raise

    def _create(self, order: str | None, token: str, days: int, uses: int) -> str:
        """Make a code, the same one where a killed bot had made it and may not have sent it."""
        code = self.invitations.code_for(order, token) if order else None
        return self.invitations.create(days, uses, code)
