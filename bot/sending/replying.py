"""Sends and edits messages the way all of the bot's messages are: as replies, with entities, without link previews."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext

from telegram import (
    Bot,
    CallbackQuery,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError

from bot.concurrency import is_set_within
from bot.messages.composing import Composed
from bot.sending.quoting import ReplyIfOthersCame
from bot.ticket import current_handling, on_the_way

_LOG = logging.getLogger(__name__)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
# Telegram shows the action for five seconds.
_TYPING_EVERY_S = 4.5


async def reply(
    to: Message,
    content: Composed | str,
    keyboard: InlineKeyboardMarkup | None = None,
    *,
    quote: str | None = None,
    step: bool = False,
    is_bound: bool = False,
) -> Message:
    """Send a reply, also when the message has been deleted meanwhile; stays in the message's topic.

    In private chats the message is quoted only where others came between, or where it `is_bound`, since buttons will
    need it. Telegram may not find the words of the message that are quoted there; then it is the whole.

    A step is a message on the way to the answer. Any other message is the answer: its update is then done for good.
    """
    composed = Composed(content) if isinstance(content, str) else content

    async def send(buttons: InlineKeyboardMarkup | None, quote: str | None) -> Message:
        return await to.reply_text(
            composed.text,
            entities=composed.entities,
            reply_markup=buttons,
            reply_parameters=_reply_parameters(to, quote, is_bound=is_bound),
            link_preview_options=_NO_PREVIEW,
        )

    with on_the_way() if step else nullcontext():
        try:
            return await send(keyboard, quote)
        except BadRequest as error:
            if quote is not None and "quote" in error.message.lower():
                return await reply(to, composed, keyboard, step=step, is_bound=is_bound)
            stripped = _without_links(keyboard)
            if stripped == keyboard or not _is_about_a_link(error):
                raise
            _LOG.warning("Telegram refuses a link in a button (%s); sent without it", error.message)
            return await reply(to, composed, stripped, quote=quote, step=step, is_bound=is_bound)


async def reply_with_picture(
    to: Message, picture: bytes, content: Composed, keyboard: InlineKeyboardMarkup | None = None
) -> Message:
    """Send a picture with a text of at most 1,024 units below it, as a reply."""
    return await to.reply_photo(
        picture,
        caption=content.text,
        caption_entities=content.entities,
        reply_markup=keyboard,
        reply_parameters=_reply_parameters(to),
    )


def _reply_parameters(to: Message, quote: str | None = None, *, is_bound: bool = False) -> ReplyParameters:
    is_loose = to.chat.type == to.chat.PRIVATE and not is_bound
    kind = ReplyIfOthersCame if is_loose else ReplyParameters
    return kind(to.message_id, allow_sending_without_reply=True, quote=quote)


async def edit_picture(
    message: Message, picture: bytes, content: Composed, keyboard: InlineKeyboardMarkup | None = None
) -> None:
    """Replace a picture and the text below it; one that is the same already is fine."""
    media = InputMediaPhoto(picture, caption=content.text, caption_entities=content.entities)
    try:
        await message.edit_media(media, reply_markup=keyboard)
    except BadRequest as error:
        if "not modified" not in error.message.lower():
            raise


async def send(bot: Bot, chat_id: int, content: Composed) -> None:
    """Send a message that answers none."""
    await bot.send_message(chat_id, content.text, entities=content.entities, link_preview_options=_NO_PREVIEW)


async def edit(
    message: Message, content: Composed | str, keyboard: InlineKeyboardMarkup | None = None, *, step: bool = False
) -> None:
    """Replace a message's content; one that has that content already is fine.

    A step shows progress: it is not the answer, and when it would have to wait it raises `RetryAfter` instead.
    """
    composed = Composed(content) if isinstance(content, str) else content

    async def change(buttons: InlineKeyboardMarkup | None) -> None:
        await message.edit_text(
            composed.text, entities=composed.entities, reply_markup=buttons, link_preview_options=_NO_PREVIEW
        )

    try:
        with on_the_way() if step else nullcontext():
            await change(keyboard)
    except BadRequest as error:
        if "not modified" in error.message.lower():
            return
        if not _is_about_a_link(error):
            raise
        _LOG.warning("Telegram refuses a link in a button (%s); edited without it", error.message)
        await change(_without_links(keyboard))


async def acknowledge(query: CallbackQuery, text: str | None = None) -> None:
    """Answer a press, which ends the waiting sign on the button; one from before a restart may be too old for it."""
    try:
        await query.answer(text)
        if ticket := current_handling():
            ticket.acknowledged = True
    except BadRequest as error:
        if "query is too old" not in error.message.lower():
            raise
        _LOG.debug("button pressed too long ago: %s", error)


async def edit_if_there(
    message: Message, content: Composed | str, keyboard: InlineKeyboardMarkup | None
) -> Message | None:
    """Replace a message's content; return the message, or None where it is gone."""
    try:
        await edit(message, content, keyboard)
    except BadRequest:
        return None
    return message


def _is_about_a_link(error: BadRequest) -> bool:
    text = error.message.lower()
    return "url" in text or "reply_markup" in text


def _without_links(keyboard: InlineKeyboardMarkup | None) -> InlineKeyboardMarkup | None:
    if keyboard is None:
        return None
    rows = [[button for button in row if button.url is None] for row in keyboard.inline_keyboard]
    rows = [row for row in rows if row]
    return InlineKeyboardMarkup(rows) if rows else None


@asynccontextmanager
async def typing(message: Message) -> AsyncIterator[None]:
    """Show that the bot is writing, for as long as the block runs."""
    done = asyncio.Event()

    async def show() -> None:
        while not done.is_set():
            try:
                await message.reply_chat_action(ChatAction.TYPING)
            except TelegramError as error:
                _LOG.debug("typing action not sent: %s", error)
            await is_set_within(done, _TYPING_EVERY_S)

    task = asyncio.create_task(show())
    try:
        yield
    finally:
        done.set()
        await asyncio.wait({task}, timeout=1)
        task.cancel()
