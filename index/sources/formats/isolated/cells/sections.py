"""Parses number formats of Excel: up to four sections, each of placeholders, signs and literal text.

Source: ECMA-376 part 1, 18.8.31 (numFmts). Does not know of colours, digits of other scripts and eras: they are passed
over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property, lru_cache
from locale import windows_locale

from index.sources.formats.isolated.cells.marks import without_marks

_MAX_CHARS = 255
_MAX_SECTIONS = 4
_PERCENT_PLACES, _THOUSAND_PLACES = 2, 3
_SECTION = re.compile(r'(?:"[^"]*(?:"|$)|\\.|[_*].|\[[^\]]*(?:\]|$)|[^;"\\_*\[]|[\\_*]$)*', re.DOTALL)
_PIECE = re.compile(
    r"""
    "(?P<quoted>[^"]*)"? | \\(?P<escaped>.) | (?P<blank>[_*]). | \[\$(?P<money>[^\]-]*)(?:-(?P<locale>[^\]]*))?\]
    | \[(?P<elapsed>h+|m+|s+)\] | \[(?P<compared>[<>=]{1,2})(?P<bound>-?\d+(?:\.\d+)?)\] | \[[^\]]*\]
    | (?:(?P<whole>[0\#?]+)(?:\\?[ ])+)?(?P<numerator>[0\#?]+)/(?P<denominator>\d+|[0\#?]+)
    | (?P<general>General) | (?P<half>AM/PM|A/P) | (?P<part>y+|m+|d+|h+|s+(?:\.0+)?) | (?P<exponent>E[+-])
    | (?P<digit>[0\#?]) | (?P<point>\.) | (?P<comma>,) | (?P<percent>%) | (?P<text>@) | (?P<other>.)
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)


class Kind(Enum):
    """What a piece of a section stands for."""

    LITERAL = auto()
    DIGIT = auto()
    POINT = auto()
    COMMA = auto()
    PERCENT = auto()
    EXPONENT = auto()
    FRACTION = auto()
    GENERAL = auto()
    TEXT = auto()
    PART = auto()
    ELAPSED = auto()
    HALF = auto()


@dataclass(frozen=True)
class Piece:
    """A piece, as it is written; of a fraction its denominator."""

    kind: Kind
    text: str
    has_whole: bool = False


@dataclass(frozen=True)
class Layout:
    """Where the digits of a section stand, as places of its pieces, and what its commas and percent signs mean.

    Attributes:
        before: the point, the places of digits.
        point: the place; that behind the last piece where there is none.
        after: the point, the places of digits.
        needed: how many digits before the point are written at least.
        optional: how many of those behind the point, from the last one on, are written only if they are not zero.
        is_parted: in thousands.
        power: of ten, by which numbers are shown larger.
        unseen: the places of what itself shows nothing.
    """

    before: tuple[int, ...]
    point: int
    after: tuple[int, ...]
    needed: int
    optional: int
    is_parted: bool
    power: int
    unseen: frozenset[int]


@dataclass(frozen=True)
class Section:
    """A section.

    Attributes:
        pieces: in order.
        compared: what numbers it is for, as in "[>=1000]"; empty where it does not say.
        bound: what they are compared with.
        locale: of its names of months, as POSIX writes it; empty where it does not say.
    """

    pieces: tuple[Piece, ...]
    compared: str = ""
    bound: float = 0.0
    locale: str = ""

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        """Of what kinds its pieces are."""
        return frozenset(piece.kind for piece in self.pieces)

    @cached_property
    def layout(self) -> Layout:
        """Where its digits stand."""
        return _layout(self.pieces)


@lru_cache(maxsize=1_000)
def sections_of(form: str) -> tuple[Section, ...]:
    """Return the sections of a number format, one at least; one that is longer than Excel allows is "General"."""
    form = without_marks(form)
    parts: list[str] = []
    at = 0
    while len(form) <= _MAX_CHARS and at <= len(form) and len(parts) < _MAX_SECTIONS:
        found = _SECTION.match(form, at)
        parts.append(found[0] if found else "")
        at += len(parts[-1]) + 1
    return tuple(map(_section, parts or ["General"]))


def _section(written: str) -> Section:
    pieces: list[Piece] = []
    compared, bound, locale = "", 0.0, ""
    for match in _PIECE.finditer(written):
        kind, text = match.lastgroup, match[0]
        if match["compared"]:
            compared, bound = match["compared"], float(match["bound"])
        elif text.startswith("[$"):
            pieces.append(Piece(Kind.LITERAL, match["money"] or ""))
            locale = _locale(match["locale"] or "")
        elif match["numerator"]:
            pieces.append(Piece(Kind.FRACTION, match["denominator"], match["whole"] is not None))
        elif kind in ("quoted", "escaped", "other"):
            pieces.append(Piece(Kind.LITERAL, match[kind]))
        elif kind == "blank":
            pieces.append(Piece(Kind.LITERAL, " "))
        elif kind == "elapsed":
            pieces.append(Piece(Kind.ELAPSED, match["elapsed"].lower()))
        elif kind is not None:
            pieces.append(Piece(Kind[kind.upper()], text.lower()))
    return Section(tuple(pieces), compared, bound, locale)


def _layout(pieces: tuple[Piece, ...]) -> Layout:
    point = next((at for at, piece in enumerate(pieces) if piece.kind is Kind.POINT), len(pieces))
    digits = [at for at, piece in enumerate(pieces) if piece.kind is Kind.DIGIT]
    before, after = [at for at in digits if at < point], [at for at in digits if at > point]
    commas = [at for at, piece in enumerate(pieces) if piece.kind is Kind.COMMA and at > min(digits, default=at)]
    last = before[-1] if before else -1
    # Behind the digits each comma leaves three of them out.
    left_out = sum(at > last and (at < point or at > digits[-1]) for at in commas)
    percents = sum(piece.kind is Kind.PERCENT for piece in pieces)
    kept = next((number for number, at in enumerate(reversed(after)) if pieces[at].text == "0"), len(after))
    return Layout(
        before=tuple(before),
        point=point,
        after=tuple(after),
        needed=next((len(before) - number for number, at in enumerate(before) if pieces[at].text == "0"), 0),
        optional=kept,
        is_parted=any(at < last for at in commas),
        power=_PERCENT_PLACES * percents - _THOUSAND_PLACES * left_out,
        unseen=frozenset(digits) | frozenset(commas),
    )


def _locale(written: str) -> str:
    """Return the locale of a number such as 421 or 3010421; its last four digits are the language."""
    try:
        return windows_locale.get(int(written[-4:], 16), "")
    except ValueError:
        return ""
