"""The buttons under an answer, and what they send back (at most 64 bytes)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.messages.catalogue import Phrases
from bot.messages.links import link_to_text
from bot.storage.records import Rating
from index import Reply

COUNTER = "-"
_THUMBS = {Rating.UP: "👍", Rating.DOWN: "👎"}


@dataclass(frozen=True)
class Press:
    """A pressed button: the reply's key, and the passage to show; None for the answer itself."""

    key: str
    page: int | None

    def encode(self) -> str:
        """Return the callback data."""
        return f"a:{self.key}" if self.page is None else f"p:{self.key}:{self.page}"

    @classmethod
    def decode(cls, data: str) -> Press | None:
        """Return the press that callback data stands for, or None when it stands for none."""
        match data.split(":"):
            case ["a", key]:
                return cls(key, None)
            case ["p", key, page] if page.isascii() and page.isdigit():
                return cls(key, int(page))
        return None


@dataclass(frozen=True)
class RatingPress:
    """A pressed 👍 or 👎: the question's key, and the rating."""

    PATTERN: ClassVar[str] = "^f:"

    key: str
    rating: Rating

    def encode(self) -> str:
        """Return the callback data."""
        return f"f:{self.key}:{self.rating.value}"

    @classmethod
    def decode(cls, data: str) -> RatingPress | None:
        """Return the press that callback data stands for, or None when it stands for none."""
        match data.split(":"):
            case ["f", key, rating] if rating in list(Rating):
                return cls(key, Rating(rating))
        return None


@dataclass(frozen=True)
class DropPress:
    """A pressed button that asks a completed question again as it was written: the reply's key."""

    PATTERN: ClassVar[str] = "^d:"

    key: str

    def encode(self) -> str:
        """Return the callback data."""
        return f"d:{self.key}"

    @classmethod
    def decode(cls, data: str) -> DropPress | None:
        """Return the press that callback data stands for, or None when it stands for none."""
        match data.split(":"):
            case ["d", key]:
                return cls(key)
        return None


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
        rows.append([InlineKeyboardButton(phrases("button-drop"), callback_data=DropPress(key).encode())])
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
    link = link_to_text(passage.article.address, passage.text)
    if link:
        leaving.append(InlineKeyboardButton(phrases("button-open"), url=link))
    return InlineKeyboardMarkup([turning, leaving])


def _top_link(reply: Reply) -> str | None:
    if reply.answered and reply.answers:
        return link_to_text(reply.answers[0].article.address, reply.answers[0].sentence)
    if reply.passages:
        return link_to_text(reply.passages[0].article.address, reply.passages[0].text)
    return None
