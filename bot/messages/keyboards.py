"""The buttons under an answer."""

from __future__ import annotations

from collections.abc import Mapping

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.messages.callback_data import COUNTER, Button, Press, RatingPress
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
    is_completed: bool = False,
) -> InlineKeyboardMarkup:
    """Return the buttons under an answer: more passages, the article at the sentence, and the ratings.

    Under the answer to a completed question there is one more, to ask it as it was written.
    """
    row = []
    if reply.passages:
        row.append(InlineKeyboardButton(phrases("button-more"), callback_data=Press(key, 0).encode()))
    link = _top_link(reply)
    if link:
        row.append(InlineKeyboardButton(phrases("button-open"), url=link))
    rows = [row] if row else []
    if is_completed:
        rows.append([InlineKeyboardButton(phrases("button-drop"), callback_data=Button.AS_WRITTEN.data(key))])
    return InlineKeyboardMarkup([*rows, rating_row(key, counts or {})])


def page_keyboard(reply: Reply, key: str, page: int, phrases: Phrases) -> InlineKeyboardMarkup:
    """Return the buttons under one passage: back and forth, to the answer, and to the article at the passage."""
    turning = []
    if page > 0:
        turning.append(InlineKeyboardButton("◀", callback_data=Press(key, page - 1).encode()))
    turning.append(InlineKeyboardButton(f"{page + 1}/{len(reply.passages)}", callback_data=COUNTER))
    if page + 1 < len(reply.passages):
        turning.append(InlineKeyboardButton("▶", callback_data=Press(key, page + 1).encode()))
    back = phrases("button-back") if reply.answered else phrases("button-back-to-overview")
    leaving = [InlineKeyboardButton(back, callback_data=Press(key, None).encode())]
    passage = reply.passages[page]
    link = link_to_text(passage.article.url, passage.text)
    if link:
        leaving.append(InlineKeyboardButton(phrases("button-open"), url=link))
    return InlineKeyboardMarkup([turning, leaving])


def _top_link(reply: Reply) -> str | None:
    if reply.answered and reply.answers:
        return link_to_text(reply.answers[0].article.url, reply.answers[0].sentence)
    if reply.passages:
        return link_to_text(reply.passages[0].article.url, reply.passages[0].text)
    return None
