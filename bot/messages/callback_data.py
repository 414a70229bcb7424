"""What buttons send back when they are pressed (at most 64 bytes): every kind of button has its letter here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, unique

from telegram import InlineKeyboardMarkup

from bot.storage.records import Rating

# The buttons beside a passage.
EARLIER, LATER = "◀", "▶"


@unique
class Button(StrEnum):
    """The kinds of buttons; the value begins what they send."""

    ANSWER = "a"
    PAGE = "p"
    RATING = "f"
    AS_WRITTEN = "d"
    LANGUAGE = "l"
    FORGET = "g"
    EXAMPLE = "e"
    BUILD = "b"
    REMOVE = "r"
    DOCUMENT = "u"
    STATISTICS = "s"

    def data(self, *parts: object) -> str:
        """Return what a button of this kind sends."""
        return ":".join((self.value, *map(str, parts)))

    def parts(self, data: str | None) -> list[str] | None:
        """Return the parts of what a button of this kind has sent; None when it is of another kind."""
        kind, *parts = (data or "").split(":")
        return parts if kind == self.value and parts else None

    @property
    def pattern(self) -> str:
        """What the data of all buttons of this kind match."""
        return f"^{self.value}:"


@dataclass(frozen=True)
class Press:
    """A pressed button: the reply's key, and the passage to show; None for the answer itself."""

    key: str
    page: int | None

    def encode(self) -> str:
        """Return the callback data."""
        return Button.ANSWER.data(self.key) if self.page is None else Button.PAGE.data(self.key, self.page)

    @classmethod
    def decode(cls, data: str) -> Press | None:
        """Return the press that callback data stands for, or None when it stands for none."""
        match data.split(":"):
            case [Button.ANSWER, key]:
                return cls(key, None)
            case [Button.PAGE, key, page] if page.isascii() and page.isdigit() and len(page) < 20:
                return cls(key, int(page))
        return None


@dataclass(frozen=True)
class RatingPress:
    """A pressed 👍 or 👎: the question's key, and the rating."""

    key: str
    rating: Rating

    def encode(self) -> str:
        """Return the callback data."""
        return Button.RATING.data(self.key, self.rating.value)

    @classmethod
    def decode(cls, data: str) -> RatingPress | None:
        """Return the press that callback data stands for, or None when it stands for none."""
        match Button.RATING.parts(data):
            case [key, rating] if rating in list(Rating):
                return cls(key, Rating(rating))
        return None


def shown_in(keyboard: InlineKeyboardMarkup | None) -> Press | None:
    """Return what a message with these buttons shows: an answer, or another of its passages; None when it is neither.

    The buttons beside a passage lead to the one before it and to the one after it; see `keyboards`.
    """
    buttons = [button for row in keyboard.inline_keyboard for button in row] if keyboard else []
    presses = {button.text: Press.decode(str(button.callback_data)) for button in buttons}
    rated = next((each for button in buttons if (each := RatingPress.decode(str(button.callback_data)))), None)
    if rated is not None:
        return Press(rated.key, None)
    for label, step in ((EARLIER, 1), (LATER, -1)):
        if (press := presses.get(label)) is not None and press.page is not None:
            return Press(press.key, press.page + step)
    alone = next((each for each in presses.values() if each is not None), None)
    return Press(alone.key, 0) if alone else None
