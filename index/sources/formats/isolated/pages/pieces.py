"""Makes pieces of lines out of the characters of a PDF page, each with its place on the page as it is read upright.

A piece ends where the line does, or at a gap that is wider than between words. Slanted text (stamps, watermarks) is
left out, as is what is struck out or on a layer that is off. Places are in points, from the left and from the top.
"""

from __future__ import annotations

import ctypes
import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from index.sources.formats.isolated.pages.annotations import struck_out
from index.sources.formats.isolated.pages.layers import drop_layers_that_are_off
from index.sources.markup.tags import raised

_BLANKS = frozenset({0x20, 0xA0, 0x09, 0x0D, 0x0A, 0})
_CONTROL_HYPHEN, _FIRST_ODD = 0x02, 0xD800
_END_HYPHENS = frozenset({0xFFFE, _CONTROL_HYPHEN})
_SLANT_RADIANS = 0.05
_WIDE_GAP = 1.0  # of the height of the letters; between words it is a quarter, in justified lines up to one
_WORD_GAP = 0.16
_SAME_LINE = 0.45
_SMALL, _RISE, _RAISED = 0.9, 0.15, 0.65  # of the height of the letters before a raised number
_HEIGHT_OF_SIZE = 1.17  # of the loose box, on average
_FAINT = 200  # of 255; lighter text of large letters is a watermark
_CLEAR = 128
_MAX_SHAPES = 4_000
_THIN = 3.0
_SHORT = 6.0
_OVERHANG = 0.3

# Left, bottom, right and top as PDF counts them, or left, top, right and bottom of a page as it is read.
_Box = tuple[float, float, float, float]


@dataclass
class Piece:
    """Part of a line; `size` is the height of its letters, `base` where they stand, `turn` quarters of a circle.

    `is_entry`: whether it is of a form that is filled in, and no line of a paragraph.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    turn: int = 0
    faint: bool = False
    is_entry: bool = False

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
    # Places a box of the file on the page as it is read.
    upright: Callable[[_Box], _Box] = field(default=lambda box: box)


def page_of(page: pypdfium2.PdfPage) -> Page:
    """Return the pieces of a page."""
    turns = page.get_rotation() // 90
    width, height = page.get_size()
    left, bottom, right, top = page.get_bbox()
    box = left, bottom, right, top
    drop_layers_that_are_off(page)
    shapes = _shapes(page)
    text_page = page.get_textpage()
    try:
        rules_of = partial(_rules, shapes, box, page_height=height)
        pieces = _Reader(text_page.raw, box, turns, rules_of, list(struck_out(page))).pieces()
    finally:
        text_page.close()
    if not pieces:
        has_images = any(True for _ in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE]))
        return Page(width, height, [], has_images=has_images, upright=partial(_turned, turns, box))
    most, _ = Counter(piece.turn for piece in pieces for _ in piece.text).most_common(1)[0]
    if most % 2:
        width, height = height, width
    for piece in pieces:
        piece.turn = (piece.turn - most) % 4
    rules = _rules(shapes, box, turns + most, page_height=height)
    return Page(width, height, pieces, rules, upright=partial(_turned, turns + most, box))


def _shapes(page: pypdfium2.PdfPage) -> list[_Box]:
    """Return the boxes around what is drawn on a page, as the file has them."""
    found: list[_Box] = []
    for shape in islice(page.get_objects([pdfium.FPDF_PAGEOBJ_PATH], max_depth=3), _MAX_SHAPES):
        with suppress(pypdfium2.PdfiumError):
            found.append(shape.get_bounds())
    return found


def _rules(shapes: Sequence[_Box], page: _Box, turns: int, *, page_height: float) -> list[Rule]:
    """Return the lines drawn on a page turned so often, with the edges of boxes that are smaller than half of it."""
    found: list[Rule] = []
    for shape in shapes:
        x0, y0, x1, y1 = _turned(turns, page, shape)
        wide, high = x1 - x0, y1 - y0
        if wide <= _THIN and high > _SHORT:
            found.append(Rule(True, (x0 + x1) / 2, y0, y1))
        elif high <= _THIN and wide > _SHORT:
            found.append(Rule(False, (y0 + y1) / 2, x0, x1))
        elif wide > _SHORT and high > _SHORT and high < page_height / 2:
            found += [Rule(True, x0, y0, y1), Rule(True, x1, y0, y1), Rule(False, y0, x0, x1), Rule(False, y1, x0, x1)]
    return found


def _turned(turns: int, page: _Box, box: _Box) -> _Box:
    """Return left, top, right, bottom of a box from the upper left corner, of a page turned so often clockwise."""
    left, bottom, right, top = box
    x0, y0, x1, y1 = page
    match turns % 4:
        case 0:
            return left - x0, y1 - top, right - x0, y1 - bottom
        case 1:
            return bottom - y0, left - x0, top - y0, right - x0
        case 2:
            return x1 - right, bottom - y0, x1 - left, top - y0
        case _:
            return y1 - top, x1 - right, y1 - bottom, x1 - left


class _Reader:
    """One run through the characters of a page."""

    def __init__(
        self, handle: Any, box: _Box, turns: int, rules: Callable[[int], list[Rule]], struck: Sequence[_Box]
    ) -> None:
        self._struck = struck
        self._handle, self._box, self._turns = handle, box, turns
        self._rectangle = pdfium.FS_RECTF()
        self._to_rectangle = ctypes.byref(self._rectangle)
        self._rules = rules
        # By how a page is turned: its upright lines, and where they are.
        self._ruled: dict[int, tuple[list[Rule], list[float]]] = {}
        self._origin = ctypes.c_double(), ctypes.c_double()
        self._to_origin = tuple(map(ctypes.byref, self._origin))
        self._matrix = pdfium.FS_MATRIX()
        self._to_matrix = ctypes.byref(self._matrix)
        self._found: list[Piece] = []
        self._open: Piece | None = None
        self._letters: list[str] = []

    def pieces(self) -> list[Piece]:
        """Return the pieces.

        Places are asked for at both ends of a word alone, and within it only where these do not stand in one line.
        """
        blank, start = False, 0
        letters: list[str] = []
        for at, code in enumerate(self._codes()):
            if code in _BLANKS:
                if letters:
                    self._word(letters, start, blank=blank)
                    letters, blank = [], True
                blank = True
                continue
            if not letters:
                start = at
            if code < _FIRST_ODD and code != _CONTROL_HYPHEN:
                letters.append(chr(code))
            elif code not in _END_HYPHENS:
                letters.append(_letter(code))
            else:
                letters.append("-")
                self._word(letters, start, blank=blank)
                letters, blank = [], False
        if letters:
            self._word(letters, start, blank=blank)
        self._close()
        return self._found

    def _codes(self) -> Sequence[int]:
        """Return the characters; one by one where some of them have no code, or two."""
        count = pdfium.FPDFText_CountChars(self._handle)
        together = (ctypes.c_ushort * (count + 1))()
        if count > 0 and pdfium.FPDFText_GetText(self._handle, 0, count, together) == count + 1:
            codes: list[int] = together[:count]
            return codes
        return [pdfium.FPDFText_GetUnicode(self._handle, at) for at in range(count)]

    def _word(self, letters: list[str], start: int, *, blank: bool) -> None:
        first = self._place(start)
        last = self._place(start + len(letters) - 1) if len(letters) > 1 else first
        if first is None or last is None or first[0] != last[0] or not _in_line(first, last):
            for offset, letter in enumerate(letters):
                if place := self._place(start + offset):
                    self._add(letter, *place, blank, start + offset)
                    blank = False
            return
        turn, left, _, base, size = first
        self._add("".join(letters), turn, left, last[2], max(base, last[3]), max(size, last[4]), blank, start)

    def _place(self, at: int) -> tuple[int, float, float, float, float] | None:
        """Return how a character is turned, its left, its right, where it stands, and its height.

        None for one that is slanted or struck out.
        """
        if not pdfium.FPDFText_GetMatrix(self._handle, at, self._to_matrix):
            return None
        matrix, box, (x, y) = self._matrix, self._rectangle, self._origin
        size = pdfium.FPDFText_GetFontSize(self._handle, at)
        if matrix.b or matrix.c or matrix.a < 0:
            quarters = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
            turn = (round(quarters) - self._turns) % 4
            size *= math.hypot(matrix.c, matrix.d)
            if abs(quarters - round(quarters)) > _SLANT_RADIANS:
                return None
        else:
            turn = -self._turns % 4
            size *= abs(matrix.d)
        if not pdfium.FPDFText_GetLooseCharBox(self._handle, at, self._to_rectangle):
            return None
        pdfium.FPDFText_GetCharOrigin(self._handle, at, *self._to_origin)
        if self._struck and self._is_struck((box.left + box.right) / 2, (box.bottom + box.top) / 2):
            return None
        left, top, right, bottom = _turned(turn + self._turns, self._box, (box.left, box.bottom, box.right, box.top))
        # Boxes reach below the line where letters stand, some of them as far as their own letter alone.
        base = _turned(turn + self._turns, self._box, (x.value, y.value, x.value, y.value))[3]
        return turn, left, right, base, size or (bottom - top) / _HEIGHT_OF_SIZE

    def _is_struck(self, x: float, y: float) -> bool:
        return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in self._struck)

    def _add(
        self, letter: str, turn: int, left: float, right: float, base: float, size: float, blank: bool, at: int
    ) -> None:
        piece = self._open
        if piece is not None:
            height = max(piece.size, size, 1.0)
            gap = left - piece.right
            near = (
                turn == piece.turn
                and (
                    abs(base - piece.base) <= _SAME_LINE * height
                    or (size < _SMALL * piece.size and 0 < piece.base - base <= _RAISED * height)
                )
                and -height <= gap <= _WIDE_GAP * height
            )
            if near:
                ruled_off = gap > 0 and self._is_ruled_off(turn, piece.right, left, base - height / 2)
                if ruled_off or (blank and gap < -_WORD_GAP * height and len(self._letters) > 1):
                    near = False
                elif blank or gap > _WORD_GAP * height:
                    self._letters.append(" ")
            if near:
                is_raised = size < _SMALL * piece.size and piece.base - base > _RISE * piece.size
                self._letters.append(raised(letter) if is_raised else letter)
                piece.right = max(piece.right, right)
                # Small raised letters do not move a line.
                if size > piece.size:
                    piece.size, piece.base = size, base
                return
            self._close()
        self._open = Piece("", left, right, base, max(size, 1.0), turn)
        self._letters = [letter]
        self._first = at

    def _is_ruled_off(self, turn: int, start: float, end: float, height: float) -> bool:
        """Tell whether an upright line stands between two places."""
        if turn not in self._ruled:
            upright = sorted(
                (rule for rule in self._rules(self._turns + turn) if rule.upright), key=lambda rule: rule.at
            )
            self._ruled[turn] = upright, [rule.at for rule in upright]
        rules, places = self._ruled[turn]
        first, last = bisect_left(places, start - _OVERHANG), bisect_left(places, end + _OVERHANG)
        return any(rule.start <= height <= rule.end for rule in rules[first : min(last, first + 50)])

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


def _in_line(first: tuple[int, float, float, float, float], last: tuple[int, float, float, float, float]) -> bool:
    """Tell whether the last letter of a word stands right of the first one, on the same line, and is as large."""
    large, small = max(first[4], last[4]), min(first[4], last[4])
    return last[1] >= first[1] and abs(last[3] - first[3]) <= _RISE * large and small >= _SMALL * large


def _letter(code: int) -> str:
    """Return a character, a ligature as the letters that it joins."""
    if 0xFB00 <= code <= 0xFB06:
        return ("ff", "fi", "fl", "ffi", "ffl", "ft", "st")[code - 0xFB00]
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"
