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
    can_be_dropped: bool = False,
    in_group: bool = False,
) -> InlineKeyboardMarkup:
    """Return the buttons under an answer: other passages and the ratings, three in all.

    Where the question was completed or corrected, a button asks it as it was written, in place of other passages.
    In a group there is one more, which opens the article; in private chats its title does.
    """
    if can_be_dropped:
        label = phrases("button-as-written" if reply.is_surprisingly_read else "button-drop")
        row = [InlineKeyboardButton(label, callback_data=DropPress(key).encode())]
    elif reply.passages:
        row = [InlineKeyboardButton(phrases("button-more"), callback_data=Press(key, 0).encode())]
    else:
        row = []
    best = reply.answers[0] if reply.answered and reply.answers else None
    link = link_to_text(best.article.url, best.sentence) if best else None
    if in_group and link:
        row.append(InlineKeyboardButton(phrases("button-open"), url=link))
    return InlineKeyboardMarkup([*([row] if row else []), rating_row(key, counts or {})])


def page_keyboard(reply: Reply, key: str, page: int, phrases: Phrases) -> InlineKeyboardMarkup:
    """Return the buttons under one passage: back and forth, and between these to the answer."""
    back = phrases("button-back") if reply.answered else phrases("button-back-to-overview")
    row = [InlineKeyboardButton(back, callback_data=Press(key, None).encode())]
    if page > 0:
        row.insert(0, InlineKeyboardButton("◀", callback_data=Press(key, page - 1).encode()))
    if page + 1 < len(reply.passages):
        row.append(InlineKeyboardButton("▶", callback_data=Press(key, page + 1).encode()))
    return InlineKeyboardMarkup([row])
