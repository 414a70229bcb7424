"""The buttons under an answer: its pages, and the question as it was written; the answer's own message is edited."""

from __future__ import annotations

from functools import partial

from telegram import Message, Update
from telegram.ext import CallbackQueryHandler, ContextTypes

from bot.access.policy import AccessPolicy
from bot.asking.asking import Asking
from bot.asking.reply_memory import without_removed
from bot.messages.callback_data import Button, Press
from bot.messages.keyboards import answer_keyboard, page_keyboard
from bot.messages.languages import Languages
from bot.messages.rendering import render_passage, render_reply
from bot.sending.replying import acknowledge, edit
from bot.storage.records import Records
from index import Reply


class AnswerButtons:
    """Lets whoever asked turn the pages, since in a group everybody reads them, and ask a follow-up on its own.

    What an anonymous administrator asked, anybody in the group may turn and ask again.
    """

    def __init__(self, asking: Asking, policy: AccessPolicy, languages: Languages, records: Records) -> None:
        self.asking = asking
        self.policy = policy
        self.languages = languages
        self.records = records

    def handlers(self) -> list[CallbackQueryHandler[ContextTypes.DEFAULT_TYPE, None]]:
        """Return what to add to the application, after all others: any other button is an answer's, or unknown."""
        return [CallbackQueryHandler(self.ask_as_written, Button.AS_WRITTEN.pattern), CallbackQueryHandler(self.turn)]

    async def turn(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Show what the button stands for, or say that it has expired."""
        query = update.callback_query
        if query is None:
            return
        phrases = await self.languages.phrases(query.from_user)
        press = Press.decode(query.data or "")
        remembered = self.asking.memory.recall(press.key) if press else None
        message = query.message
        if press is None or remembered is None or not isinstance(message, Message) or not message.is_accessible:
            await acknowledge(query, phrases("answer-expired"))
            return
        before = remembered.reply
        found = await self.asking.threads.run(partial(without_removed, before, self.asking.engine), name="pages")
        if press.page is not None and press.page >= len(before.passages):
            await acknowledge(query, phrases("answer-expired"))
            return
        if _is_gone(press.page, found):
            await acknowledge(query, phrases("article-gone"))
            return
        if not remembered.is_of(query.from_user.id, message.chat.id):
            await acknowledge(query, phrases("not-your-question"))
            return
        await acknowledge(query)
        in_group = message.chat.type != message.chat.PRIVATE
        if in_group:
            # Everybody reads it: it stays in the language of who asked.
            phrases = await self.languages.phrases_of(remembered.message)
        if press.page is None:
            counts = await self.records.apart(self.records.ratings, press.key)
            can_be_dropped = remembered.about is not None or found.is_surprisingly_read
            keyboard = answer_keyboard(
                found, press.key, phrases, counts, can_be_dropped=can_be_dropped, in_group=in_group
            )
            await edit(
                message, render_reply(found, phrases, about=remembered.about, subject=remembered.subject), keyboard
            )
        else:
            page = _page_now(press.page, before, found)
            position = f"{page + 1}/{len(found.passages)}" if len(found.passages) > 1 else ""
            shown = render_passage(found.passages[page], phrases, position=position)
            await edit(message, shown, page_keyboard(found, press.key, page, phrases))
        # The pages of what is shown are counted in what is remembered.
        self.asking.memory.change(press.key, reply=found, is_shown=press.page is None)

    async def ask_as_written(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Take back what a follow-up was completed with: ask the question as it was written, or say why not."""
        query = update.callback_query
        if query is None:
            return
        phrases = await self.languages.phrases(query.from_user)
        parts, message = Button.AS_WRITTEN.parts(query.data), query.message
        key = parts[0] if parts else ""
        remembered = self.asking.memory.recall(key)
        if remembered is None or not isinstance(message, Message) or not message.is_accessible:
            await acknowledge(query, phrases("answer-expired"))
        elif not remembered.is_of(query.from_user.id, message.chat.id):
            await acknowledge(query, phrases("not-your-question"))
        elif not await self.policy.may_ask(query.from_user.id, message.chat.id):
            await acknowledge(query, phrases(self.policy.refusal, user=str(query.from_user.id)))
        else:
            await acknowledge(query)
            await self.asking.ask_alone(remembered, message, query.from_user)
            self.asking.memory.change(key, is_shown=False)


def _is_gone(page: int | None, found: Reply) -> bool:
    """Return whether there is no page, or no answer, any more: what was removed stays removed."""
    return found.answered and not found.answers if page is None else not found.passages


def _page_now(page: int, before: Reply, found: Reply) -> int:
    """Return which page a passage is on now; where it was removed, the one that came after it, or else the last."""
    served = {each.article.id for each in found.passages}
    return min(sum(each.article.id in served for each in before.passages[:page]), len(found.passages) - 1)
