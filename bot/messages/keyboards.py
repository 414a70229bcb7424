"""The buttons under an answer."""

from __future__ import annotations

from collections.abc import Mapping

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.messages.callback_data import EARLIER, LATER, Button, Press, RatingPress
from bot.messages.catalogue import Phrases
from bot.messages.links import link_to_text
from bot.storage.records import Rating
from index import Reply

_THUMBS = {Rating.UP: "👍", Rating.DOWN: "👎"}


def rating_row(key: str, counts: Mapping[Rating, int]) -> list[InlineKeyboardButton]:
    """Return 👍 and 👎, each with how many people gave it."""
    labels = {
        rating: f"{_THUMBS[rating]} {counts[rating]}" if counts.get(rating) else _THUMBS[rating] for rating in Rating
    }
    return [InlineKeyboardButton(labels[each], callback_data=RatingPress(key, each).encode()) for each in Rating]


def answer_keyboard(
    reply: Reply,
    key: str,
    phrases: Phrases,
    counts: Mapping[Rating, int] | None = None,
    *,
    can_be_dropped: bool = False,
    in_group: bool = False,
) -> InlineKeyboardMarkup:
    """Return the buttons under an answer: other passages and the ratings, three in all.

    Where the question was completed or corrected, a button asks it as it was written, in place of other passages.
    In a group there is one more, which opens the article; in private chats its title does.
    """
    if can_be_dropped:
        label = phrases("button-as-written" if reply.is_surprisingly_read else "button-drop")
        row = [InlineKeyboardButton(label, callback_data=Button.AS_WRITTEN.data(key))]
    elif reply.passages:
        row = [InlineKeyboardButton(phrases("button-more"), callback_data=Press(key, 0).encode())]
    else:
        row = []
    best = reply.answers[0] if reply.answered and reply.answers else None
    link = link_to_text(best.article.address, best.sentence) if best else None
    if in_group and link:
        row.append(InlineKeyboardButton(phrases("button-open"), url=link))
    return InlineKeyboardMarkup([*([row] if row else []), rating_row(key, counts or {})])


def page_keyboard(reply: Reply, key: str, page: int, phrases: Phrases) -> InlineKeyboardMarkup:
    """Return the buttons under one passage: back and forth, and between these to the answer."""
    back = phrases("button-back") if reply.answered else phrases("button-back-to-overview")
    row = [InlineKeyboardButton(back, callback_data=Press(key, None).encode())]
    if page > 0:
        row.insert(0, InlineKeyboardButton(EARLIER, callback_data=Press(key, page - 1).encode()))
    if page + 1 < len(reply.passages):
        row.append(InlineKeyboardButton(LATER, callback_data=Press(key, page + 1).encode()))
    return InlineKeyboardMarkup([row])
