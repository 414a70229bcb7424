"""Makes pieces of lines out of the characters of a PDF page, each with its place on the page as it is read upright.

A piece ends where the line does, or at a gap that is wider than between words. Slanted text (stamps, watermarks) is
left out. Places are in points, from the left and from the top.
"""

from __future__ import annotations

import ctypes
import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

HYPHENS = "-\u00ad\u2010"
_END_HYPHENS = frozenset({0xFFFE, 0x02})
_SLANT_RADIANS = 0.05
_WIDE_GAP = 1.0  # of the height of the letters; between words it is a quarter, in justified lines up to one
_WORD_GAP = 0.16
_SAME_LINE = 0.45
_HEIGHT_OF_SIZE = 1.17  # of the loose box, on average
_FAINT = 200  # of 255; lighter text of large letters is a watermark
_CLEAR = 128
_MAX_SHAPES = 4_000
_THIN = 3.0
_SHORT = 6.0
_OVERHANG = 0.3


@dataclass
class Piece:
    """Part of a line; `size` is the height of its letters, `base` where they stand, `turn` quarters of a circle."""

    text: str
    left: float
    right: float
    base: float
    size: float
    turn: int = 0
    faint: bool = False

    @property
    def width(self) -> float:
        """From its first letter to its last."""
        return self.right - self.left


@dataclass(frozen=True)
class Rule:
    """A thin line drawn on a page, `at` a distance from the left if upright, else from the top."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass
class Page:
    """The pieces of a page in the order in which its program wrote them."""

    width: float
    height: float
    pieces: list[Piece]
    rules: list[Rule] = field(default_factory=list)
    has_images: bool = False


def page_of(page: pypdfium2.PdfPage) -> Page:
    """Return the pieces of a page."""
    turns = page.get_rotation() // 90
    width, height = page.get_size()
    left, bottom, right, top = page.get_bbox()
    rules = _rules(page, left, top) if not turns else []
    text_page = page.get_textpage()
    try:
        pieces = _Reader(text_page.raw, (left, bottom, right, top), turns, rules).pieces()
    finally:
        text_page.close()
    if not pieces:
        return Page(width, height, [], has_images=any(True for _ in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE])))
    most, _ = Counter(piece.turn for piece in pieces for _ in piece.text).most_common(1)[0]
    if most % 2:
        width, height = height, width
    for piece in pieces:
        piece.turn = (piece.turn - most) % 4
    return Page(width, height, pieces, [] if most else rules)


def _rules(page: pypdfium2.PdfPage, left: float, top: float) -> list[Rule]:
    """Return the lines drawn on a page, with the edges of boxes that are smaller than half of it."""
    found: list[Rule] = []
    page_height = page.get_height()
    for shape in islice(page.get_objects([pdfium.FPDF_PAGEOBJ_PATH], max_depth=3), _MAX_SHAPES):
        try:
            x0, y0, x1, y1 = shape.get_bounds()
        except pypdfium2.PdfiumError:
            continue
        x0, x1, y0, y1 = x0 - left, x1 - left, top - y1, top - y0
        wide, high = x1 - x0, y1 - y0
        if wide <= _THIN and high > _SHORT:
            found.append(Rule(True, (x0 + x1) / 2, y0, y1))
        elif high <= _THIN and wide > _SHORT:
            found.append(Rule(False, (y0 + y1) / 2, x0, x1))
        elif wide > _SHORT and high > _SHORT and high < page_height / 2:
            found += [Rule(True, x0, y0, y1), Rule(True, x1, y0, y1), Rule(False, y0, x0, x1), Rule(False, y1, x0, x1)]
    return found


class _Reader:
    """One run through the characters of a page."""

    def __init__(self, handle: Any, box: tuple[float, float, float, float], turns: int, rules: Sequence[Rule]) -> None:
        self._handle, self._box, self._turns = handle, box, turns
        self._upright_rules = sorted((rule for rule in rules if rule.upright), key=lambda rule: rule.at)
        self._places = [rule.at for rule in self._upright_rules]
        self._found: list[Piece] = []
        self._open: Piece | None = None
        self._letters: list[str] = []

    def pieces(self) -> list[Piece]:
        """Return the pieces."""
        rectangle = pdfium.FS_RECTF()
        place = ctypes.byref(rectangle)
        handle, blank = self._handle, False
        for at in range(pdfium.FPDFText_CountChars(handle)):
            code = pdfium.FPDFText_GetUnicode(handle, at)
            if code in (0x20, 0xA0, 0x09, 0x0D, 0x0A, 0):
                blank = True
                continue
            # It counts clockwise.
            quarters = -pdfium.FPDFText_GetCharAngle(handle, at) / (math.pi / 2)
            if abs(quarters - round(quarters)) > _SLANT_RADIANS or not pdfium.FPDFText_GetLooseCharBox(
                handle, at, place
            ):
                continue
            turn = (round(quarters) - self._turns) % 4
            left, top, right, base = self._upright(
                turn, rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
            )
            letter = "-" if code in _END_HYPHENS else _letter(code)
            self._add(letter, turn, left, right, base, (base - top) / _HEIGHT_OF_SIZE, blank, at)
            blank = False
        self._close()
        return self._found

    def _upright(
        self, turn: int, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom from the upper left corner, of a page turned so that the text stands."""
        x0, y0, x1, y1 = self._box
        match (turn + self._turns) % 4:
            case 0:
                return left - x0, y1 - top, right - x0, y1 - bottom
            case 1:
                return bottom - y0, left - x0, top - y0, right - x0
            case 2:
                return x1 - right, bottom - y0, x1 - left, top - y0
            case _:
                return y1 - top, x1 - right, y1 - bottom, x1 - left

    def _add(
        self, letter: str, turn: int, left: float, right: float, base: float, size: float, blank: bool, at: int
    ) -> None:
        piece = self._open
        if piece is not None:
            height = max(piece.size, size, 1.0)
            gap = left - piece.right
            near = (
                turn == piece.turn
                and abs(base - piece.base) <= _SAME_LINE * height
                and -height <= gap <= _WIDE_GAP * height
            )
            if near:
                ruled_off = gap > 0 and self._is_ruled_off(piece.right, left, base - height / 2)
                if ruled_off or (blank and gap < -_WORD_GAP * height and len(self._letters) > 1):
                    near = False
                elif blank or gap > _WORD_GAP * height:
                    self._letters.append(" ")
            if near:
                self._letters.append(letter)
                piece.right = max(piece.right, right)
                # Small raised letters do not move a line.
                if size > piece.size:
                    piece.size, piece.base = size, base
                return
            self._close()
        self._open = Piece("", left, right, base, max(size, 1.0), turn)
        self._letters = [letter]
        self._first = at

    def _is_ruled_off(self, start: float, end: float, height: float) -> bool:
        """Tell whether an upright line stands between two places."""
        first, last = bisect_left(self._places, start - _OVERHANG), bisect_left(self._places, end + _OVERHANG)
        return any(rule.start <= height <= rule.end for rule in self._upright_rules[first : min(last, first + 50)])

    def _close(self) -> None:
        if self._open is not None:
            self._open.text = "".join(self._letters).strip()
            self._open.faint = self._is_faint(self._first)
            if self._open.text:
                self._found.append(self._open)
        self._open = None

    def _is_faint(self, at: int) -> bool:
        colours = [ctypes.c_uint() for _ in range(4)]
        if not pdfium.FPDFText_GetFillColor(self._handle, at, *map(ctypes.byref, colours)):
            return False
        red, green, blue, cover = (each.value for each in colours)
        return min(red, green, blue) >= _FAINT or cover < _CLEAR


def _letter(code: int) -> str:
    """Return a character, a ligature as the letters that it joins."""
    if 0xFB00 <= code <= 0xFB06:
        return ("ff", "fi", "fl", "ffi", "ffl", "ft", "st")[code - 0xFB00]
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"
