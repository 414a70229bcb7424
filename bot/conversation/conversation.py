"""What people write to the bot: commands, questions, and everything that is neither."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from functools import partial

from telegram import Message, Update
from telegram.ext import BaseHandler, ContextTypes, MessageHandler
from telegram.ext.filters import CAPTION, COMMAND, TEXT, ChatType, StatusUpdate, UpdateType

from bot.access.policy import AccessPolicy
from bot.asking.asking import Asking, ExampleButtons
from bot.conversation.addressing import (
    addressed,
    asked_words,
    hands_over_file,
    is_forwarded_reading,
    says_something,
)
from bot.conversation.deep_links import MAX_PAYLOAD, payload_question
from bot.leading_command import leading_command
from bot.messages.catalogue import Phrases
from bot.messages.composing import excerpt
from bot.messages.languages import Languages
from bot.sending.replying import reply
from bot.ticket import go_on_in_background, once

_HELP = ("help", "help-administrators")
_ALBUM_WITHIN_S = 1.0
_REMEMBERED_ALBUMS = 100
_Handler = BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]


class _Albums:
    """The latest albums, and whether what stands below one of their pictures or files has a reply; each gets one."""

    def __init__(self) -> None:
        self._replied: OrderedDict[str, bool] = OrderedDict()

    def note(self, album: str | None, *, replied: bool = False) -> bool:
        """Note a picture or file, and whether its words have a reply; return whether it is the first of its album."""
        if album is None:
            return True
        is_first = album not in self._replied
        self._replied[album] = replied or self._replied.get(album, False)
        while len(self._replied) > _REMEMBERED_ALBUMS:
            self._replied.popitem(last=False)
        return is_first

    def have_reply(self, album: str | None) -> bool:
        return album is not None and self._replied.get(album, False)


class Conversation:
    """Handles messages that are meant for the bot; an edited question is answered again, if it was before."""

    def __init__(self, asking: Asking, examples: ExampleButtons, languages: Languages, policy: AccessPolicy) -> None:
        self.asking = asking
        self.examples = examples
        self.languages = languages
        self.policy = policy
        self._albums = _Albums()

    def handlers(self) -> list[_Handler]:
        """Return what to add to the application, in this order, after all other commands."""
        new, private = UpdateType.MESSAGE, UpdateType.MESSAGE & ChatType.PRIVATE
        return [
            MessageHandler(UpdateType.EDITED_MESSAGE & (TEXT | CAPTION), self.edited),
            MessageHandler(private & COMMAND, self.unknown_command),
            MessageHandler(new & ~COMMAND & ~StatusUpdate.ALL, self.message),
        ]

    async def phrases(self, message: Message) -> Phrases:
        """Return the texts for whoever sent a message."""
        return await self.languages.phrases_of(message)

    async def start(self, message: Message) -> None:
        """Say what this is, with examples; a link's payload is a question, answered at once."""
        question = payload_question(_after_command(message))
        if question is not None and message.chat.type == message.chat.PRIVATE:
            show = partial(reply, message, excerpt(question, MAX_PAYLOAD) or "…", step=True)
            shown = await once("shown", show)
            await self.asking.ask(shown, question, asker=message.from_user, alone=True)
            return
        phrases = await self.phrases(message)
        is_private = message.chat.type == message.chat.PRIVATE
        examples = await self.examples(phrases.language) if is_private else None
        await reply(message, phrases("start"), examples)

    async def help(self, message: Message) -> None:
        """Say how to ask; to an administrator in private, what they may do besides."""
        phrases = await self.phrases(message)
        administers = message.chat.type == message.chat.PRIVATE and self.policy.is_administrator(message)
        await reply(message, "\n\n".join(phrases(each) for each in _HELP[: 1 + administers]))

    async def ask(self, message: Message) -> None:
        """Answer what follows the command, or else the message that the command replies to."""
        await self.asking.ask(message, self._asked(message))

    def _asked(self, message: Message) -> str:
        """Return what a message asks, or the one that it replies to; an offer to ask a message stands for that."""
        bot = message.get_bot()
        words = asked_words(message, bot.id, bot.username)
        return words if says_something(words) else self.asking.dialogues.offered(message) or words

    async def message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer the words of a message that is meant for the bot, be they a text or a caption."""
        message, bot = update.message, context.bot
        if message is None:
            return
        said = addressed(message, bot.id, bot.username)
        if said is None:
            return
        asked = self._asked(message)
        if not said.is_ordered and hands_over_file(message, said.words):
            await self._say_once(message, "document-refused", update, context)
        elif said.words and not said.is_ordered and is_forwarded_reading(message, said.words):
            if not self._albums.have_reply(message.media_group_id):
                notice = await reply(message, (await self.phrases(message))("forwarded"))
                self.asking.dialogues.offer(message, said.words, notice)
                self._albums.note(message.media_group_id, replied=True)
        elif asked:
            self._albums.note(message.media_group_id, replied=True)
            await self.asking.ask(message, asked)
        elif message.text:
            await reply(message, (await self.phrases(message))("group-greeting", bot=bot.username))
        else:
            await self._say_once(message, "text-only", update, context)

    async def _say_once(self, message: Message, text: str, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say why something is no question; of an album once, and not where another part of it is one."""
        if message.media_group_id is None:
            await reply(message, (await self.phrases(message))(text))
        elif self._albums.note(message.media_group_id):
            go_on_in_background(context.application, self._unless_words_come(message, text), update)

    async def _unless_words_come(self, message: Message, text: str) -> None:
        """Say it, unless words of another part of the album get a reply: the parts come one after another."""
        await asyncio.sleep(_ALBUM_WITHIN_S)
        if not self._albums.have_reply(message.media_group_id):
            await reply(message, (await self.phrases(message))(text))

    async def edited(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer an edited question again, in place; whatever else is edited is nobody's question."""
        message = update.edited_message
        if message is None or not self.asking.has_answered(message):
            return
        command = leading_command(message)
        if command and not (command.name == "ask" and command.is_for(context.bot.username)):
            # What an edit makes another command of has its answer; commands are obeyed when they are sent.
            return
        await self.asking.ask(message, self._asked(message))

    async def unknown_command(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say that there is no such command; in groups the command may be another bot's."""
        if update.message:
            await self.reject_command(update.message)

    async def reject_command(self, message: Message) -> None:
        """Treat a command as unknown."""
        if message.chat.type == message.chat.PRIVATE:
            await reply(message, (await self.phrases(message))("unknown-command"))


def _after_command(message: Message) -> str:
    """Return what stands after the command that a message begins with."""
    command = leading_command(message)
    return command.rest if command else ""
