"""A message as text and entities, never as markup.

Text from articles is cleaned character by character, so that nothing in it can break, hide or reverse a message.
Offsets and limits count UTF-16 code units, as the Bot API does (https://core.telegram.org/bots/api#messageentity).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import accumulate

from telegram import MessageEntity

MAX_UNITS = 4096
ELLIPSIS = "…"

# Characters of a text that are looked at, at each side of a cut: far more than fit into a message, far less than
# would keep the event loop busy.
_LOOK = 20_000

# Control characters, bidirectional controls, lone surrogates, interlinear anchors and noncharacters. Joiners stay:
# emoji and several scripts need them.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef"
    "\ufeff\ufff9-\ufffb" + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17)) + "]"
)
_RIGHT_TO_LEFT = {"R", "AL", "AN"}
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_SPACES = re.compile(r"\s+")
_BLANKS = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r" ?\n\s*")


def utf16_units(text: str) -> int:
    """Return the length in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str, *, lines: bool = False) -> str:
    """Return the text without characters that break or disguise a message, white space folded.

    With `lines` the ends of lines stay, one at a time; else there are single spaces alone.
    """
    kept = _DROPPED.sub("", text)
    return _LINE_ENDS.sub("\n", _BLANKS.sub(" ", kept)) if lines else _SPACES.sub(" ", kept)


def isolated(text: str) -> str:
    """Return a text that may stand between others: one with letters from right to left does not reorder them."""
    if any(unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in text):
        return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"
    return text


def _cut(text: str, limit: int) -> int:
    """Return how many characters of a text that is too long fit, at the end of a word where one is near."""
    fitting = sum(1 for units in accumulate(1 + (c > "\uffff") for c in text[: limit + 1]) if units <= limit)
    spaces = (at for at in range(min(fitting, len(text) - 1), max(0, fitting - 24) - 1, -1) if text[at].isspace())
    return next(spaces, 0) or fitting


def shorten(text: str, limit: int) -> str:
    """Return at most `limit` units from the beginning; a cut shows as an ellipsis."""
    if utf16_units(text) <= limit:
        return text
    return text[: _cut(text, limit - 1)].rstrip() + ELLIPSIS


def shorten_start(text: str, limit: int) -> str:
    """Return at most `limit` units from the end; a cut shows as an ellipsis."""
    if utf16_units(text) <= limit:
        return text
    reversed_text = text[::-1]
    return ELLIPSIS + reversed_text[: _cut(reversed_text, limit - 1)][::-1].lstrip()


def excerpt(text: str, limit: int) -> str:
    """Return the cleaned beginning of a text in at most `limit` units; empty when nothing of it can be shown."""
    return shorten(clean(text[:_LOOK]).strip(), limit)


def window(text: str, start: int, end: int, limit: int, *, lines: bool = False) -> tuple[str, str, str]:
    """Return what stands before, inside and after a span, cleaned, in at most `limit` units together.

    The span is kept, and as much as fits on both its sides; with `lines`, the ends of lines stay.
    """
    before = clean(text[max(0, start - _LOOK) : start], lines=lines).lstrip()
    inside = shorten(clean(text[start : min(end, start + _LOOK)], lines=lines), limit)
    after = clean(text[end : end + _LOOK], lines=lines).rstrip()
    room = limit - utf16_units(inside)
    left, right = utf16_units(before), utf16_units(after)
    room_left = min(left, max(room // 2, room - right))
    room_right = min(right, room - room_left)
    return (
        shorten_start(before, room_left) if room_left else "",
        inside,
        shorten(after, room_right) if room_right else "",
    )


@dataclass(frozen=True)
class Composed:
    """A message ready to be sent: its text, and entities in UTF-16 units."""

    text: str
    entities: tuple[MessageEntity, ...] = ()


class Composer:
    """Builds a message piece by piece. Pieces are taken as they are: clean what comes from articles."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._entities: list[MessageEntity] = []
        self.length = 0

    def add(self, text: str, kind: str | None = None, *, url: str | None = None) -> Composer:
        """Append text, marked as an entity of `kind` when there is one and the text is not empty."""
        start = self.length
        self._pieces.append(text)
        self.length += utf16_units(text)
        if kind is not None:
            self.mark(kind, start, url=url)
        return self

    def mark(self, kind: str, start: int, *, url: str | None = None) -> None:
        """Mark everything since the offset `start` as an entity."""
        if self.length > start:
            self._entities.append(MessageEntity(kind, start, self.length - start, url=url))

    def compose(self) -> Composed:
        """Return the message; an outer entity stands before the ones inside it."""
        entities = sorted(self._entities, key=lambda entity: (entity.offset, -entity.length))
        return Composed("".join(self._pieces), tuple(entities))
