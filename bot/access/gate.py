"""Lets through what the access rules allow, before any other handler sees it; takes invitation codes."""

from __future__ import annotations

from telegram import Message, Update, User
from telegram.ext import ApplicationHandlerStop, BaseHandler, ContextTypes, TypeHandler

from bot.access.policy import AccessPolicy, is_nobodys
from bot.leading_command import leading_command
from bot.messages.languages import Languages
from bot.sending.replying import reply
from bot.storage.invitations import CODE, Invitations
from tanya.settings import Access


class Entrance:
    """The first handler of every update."""

    GROUP = -1

    def __init__(self, policy: AccessPolicy, languages: Languages, invitations: Invitations) -> None:
        self.policy = policy
        self.languages = languages
        self.invitations = invitations

    def handlers(self) -> list[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]]:
        """Return what to add to the application, in the group `GROUP`."""
        return [TypeHandler(Update, self.check)]

    async def check(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Stop an update of somebody who may not ask; in private they are told what to do. In groups, stop nobody's.

        Buttons are not stopped: they show only what somebody was allowed to ask in the same chat. Nor is `/forget` in
        private: what the bot keeps of somebody outlives their access.
        """
        message = update.message or update.edited_message
        if message is None:
            return
        if message.migrate_to_chat_id is not None or message.migrate_from_chat_id is not None:
            # It is Telegram that says so, whoever did it.
            return
        user, chat = message.from_user, message.chat
        in_group = chat.type != chat.PRIVATE
        if in_group and is_nobodys(message, message.get_bot().id):
            raise ApplicationHandlerStop
        is_private = update.message is not None and not in_group
        if is_private and user and (code := self._code(message)):
            await self._enter(message, user, code)
            raise ApplicationHandlerStop
        if (is_private and _is_forget(message)) or await self.policy.may_ask(user.id if user else None, chat.id):
            return
        if is_private and user:
            await reply(message, (await self.languages.phrases(user))(self.policy.refusal, user=str(user.id)))
        raise ApplicationHandlerStop

    def _code(self, message: Message) -> str | None:
        """Return the invitation code in a message, where codes are taken; phones write the first letter large."""
        found = CODE.search((message.text or "").lower()) if self.policy.access is Access.INVITATION else None
        return found.group() if found else None

    async def _enter(self, message: Message, user: User, code: str) -> None:
        phrases = await self.languages.phrases(user)
        if await self.policy.may_ask(user.id, None) or await self.invitations.let_in(code, user.id):
            await reply(message, phrases("invited"))
        else:
            await reply(message, phrases("invitation-invalid"))


def _is_forget(message: Message) -> bool:
    """Return whether a message is the command by which the bot forgets a person."""
    command = leading_command(message)
    return command is not None and command.name == "forget" and command.is_for(message.get_bot().username)
