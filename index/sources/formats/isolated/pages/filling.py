"""Puts what is filled in on a page among what is printed on it, a field's value behind its label.

A value takes the place of the dots or the line that are printed for it. Else its label is what stands left of it, or
above it; where both stand there it is a cell of a table, and keeps its place. A box that is ticked has its label at its
right, unless the last one of its row has none there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.sources.formats.isolated.pages.annotations import FilledIn
from index.sources.formats.isolated.pages.furniture import usual_size
from index.sources.formats.isolated.pages.pieces import Page, Piece

_USUAL_SIZE = 11.0
# Of the height of the letters, as all that follow.
_LINE = 1.3
_LETTER = 0.5
_MIDDLE = 0.35
_NEAR = 1.0
_ABOVE = 1.5
_BESIDE_BOX = 4.0
_HARDLY_WIDER = 2.0  # times a box
_LEADER = re.compile(r"\s*(?:[._…]\s?){3,}")
_PRINTED_BOX = re.compile(r"^[☐□❏❑\uf06f\uf071\uf0a8]\s*")
# What a value follows without a colon: "Nama:", "No.", "Rp".
_LEADS_ON = re.compile(r"(?:[^\w)]|\b(?:Rp|IDR|USD))$")


@dataclass
class _Box:
    """What is filled in, on the page as it is read: from the left and from the top."""

    what: FilledIn
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def fill_in(page: Page, found: Iterable[FilledIn]) -> None:
    """Put values among the pieces of a page."""
    if boxes := [_Box(each, *page.upright(each.box)) for each in found]:
        filling = _Filling(page, boxes)
        for box in sorted(boxes, key=lambda each: each.left):
            filling.fill(box)
        page.pieces = [piece for piece in page.pieces if piece.text] + filling.added


class _Filling:
    """The values of one page; `added` are those that no label takes."""

    def __init__(self, page: Page, boxes: Sequence[_Box]) -> None:
        self.added: list[Piece] = []
        self._size = usual_size([page]) if page.pieces else _USUAL_SIZE
        self._printed = sorted((piece for piece in page.pieces if not piece.turn), key=lambda piece: piece.base)
        self._bases = [piece.base for piece in self._printed]
        self._fields = sorted((box for box in boxes if box.what.is_field), key=lambda box: box.bottom)
        self._bottoms = [box.bottom for box in self._fields]
        self._on_top = {id(box): self._field_on(box) for box in self._fields}
        self._with_field_below = set(map(id, self._on_top.values()))
        self._labels: set[int] = set()

    def fill(self, box: _Box) -> None:
        """Put a value where it belongs."""
        if not box.what.lines:
            return
        row = self._row(box)
        if box.what.is_box:
            self._tick(box, row)
        elif not self._is_printed(box, row):
            self._write(box, row)

    def _row(self, box: _Box) -> list[Piece]:
        """Return what is printed at the height of a box."""
        middle = (box.top + box.bottom) / 2
        near = self._printed[
            bisect_left(self._bases, box.top - self._size) : bisect_right(self._bases, box.bottom + self._size)
        ]
        return [
            piece
            for piece in near
            if piece.text
            and (
                box.top <= piece.base - _MIDDLE * piece.size <= box.bottom
                or piece.base - piece.size <= middle <= piece.base
            )
        ]

    def _is_printed(self, box: _Box, row: Sequence[Piece]) -> bool:
        """Tell whether a value is printed, too, where it is filled in."""
        text = f" {box.what.lines[0].casefold()} "
        return any(text in f" {piece.text.casefold()} " for piece in row if _is_over(piece, box))

    def _write(self, box: _Box, row: Sequence[Piece]) -> None:
        if self._fill_leader(box, row):
            return
        first, *others = box.what.lines
        left, above = self._left_of(box, row), self._above(box)
        follows = any(0 <= piece.left - box.right <= _NEAR * piece.size for piece in row)
        if not box.what.is_field:
            label = left if left and left.text.endswith(":") else None
        elif left and above:
            label = None
        else:
            is_alone = self._on_top[id(box)] is None and id(box) not in self._with_field_below
            label = left or (above if is_alone else None)
        if label:
            goes_on = (follows and label is left) or id(label) in self._labels
            label.text = f"{label.text} {first}" if goes_on else _joined(label.text, first)
            label.right, label.is_entry = max(label.right, box.right), not follows
            self._labels.add(id(label))
            self._place(box, row, others, after=1)
        else:
            named = box.what.name if not left and not above else ""
            self._place(box, row, [_joined(named, first) if named else first, *others])

    def _fill_leader(self, box: _Box, row: Sequence[Piece]) -> bool:
        """Write a value where dots or a line are printed for it, if anything else is printed with them."""
        for piece in row:
            if _is_over(piece, box) and (leader := _LEADER.search(piece.text)):
                before, after = piece.text[: leader.start()], piece.text[leader.end() :]
                piece.text = f"{before} {' '.join(box.what.lines)} {after}" if before or after else ""
                piece.text = re.sub(r" (?=[,.)]|$)", "", piece.text).strip()
                piece.is_entry = bool(before) and not after
                return bool(piece.text)
        return False

    def _left_of(self, box: _Box, row: Sequence[Piece]) -> Piece | None:
        """Return what is printed left of a box; of several lines what is in the first."""
        left = [piece for piece in row if piece.right <= box.left + _NEAR * piece.size or id(piece) in self._labels]
        left = [piece for piece in left if piece.left < box.left and piece.base - left[0].base < _NEAR * piece.size]
        return max(left, key=lambda piece: piece.left, default=None)

    def _above(self, box: _Box) -> Piece | None:
        """Return what is printed directly above a box, or above the fields on top of it."""
        top: _Box | None = box
        while top is not None:
            for piece in reversed(self._printed[: bisect_right(self._bases, top.top + _MIDDLE * self._size)]):
                if piece.base < top.top - _ABOVE * self._size:
                    break
                if piece.text and self._in_column(piece, top):
                    return piece
            top = self._on_top.get(id(top))
        return None

    def _field_on(self, box: _Box) -> _Box | None:
        """Return the field that stands on top of another."""
        reach = _MIDDLE * self._size
        for field in reversed(self._fields[: bisect_right(self._bottoms, box.top + reach)]):
            if field.bottom < box.top - _ABOVE * self._size:
                break
            if field.top < box.top and self._in_column(field, box):
                return field
        return None

    def _in_column(self, one: Piece | _Box, box: _Box) -> bool:
        """Tell whether something begins where a box does, stands within it, or has its middle and is hardly wider."""
        within = box.left - self._size <= one.left and one.right <= box.right + self._size
        is_narrow = one.right - one.left <= _HARDLY_WIDER * (box.right - box.left)
        is_middle = is_narrow and abs((one.left + one.right) / 2 - box.middle) <= self._size
        return within or is_middle or abs(one.left - box.left) <= self._size

    def _tick(self, box: _Box, row: Sequence[Piece]) -> None:
        (mark,) = box.what.lines
        for piece in row:
            if _is_over(piece, box) and _PRINTED_BOX.match(piece.text):
                piece.text = _PRINTED_BOX.sub(f"{mark} ", piece.text).strip()
                return
            if piece.left < box.left and box.right < piece.right:
                _insert(piece, (box.middle - piece.left) / piece.width, mark)
                return
        reach = _BESIDE_BOX * max(self._size, box.bottom - box.top)
        middle = (box.top + box.bottom) / 2
        boxes = [each for each in self._fields if each.what.is_box and each.top <= middle <= each.bottom]
        last = max(each.middle for each in (box, *boxes))
        right = [piece for piece in row if piece.left >= box.middle and piece.left - box.right < reach]
        left = [piece for piece in row if piece.right <= box.middle and box.left - piece.right < reach]
        if right and any(last <= piece.left < last + reach for piece in row):
            label = min(right, key=lambda piece: piece.left)
            label.text, label.left = f"{mark} {label.text}", box.left
        elif left and not self._above(box):
            label = max(left, key=lambda piece: piece.right)
            label.text, label.right = f"{label.text} {mark}", box.right
        else:
            self._place(box, row, [mark if row else f"{mark} {box.what.name}".strip()])

    def _place(self, box: _Box, row: Sequence[Piece], lines: Sequence[str], after: int = 0) -> None:
        """Add lines as pieces of their own, below so many that stand in their box already."""
        if not lines:
            return
        high = (box.bottom - box.top) / (len(lines) + after)
        size = self._size
        base = box.top + (high + 2 * _MIDDLE * size) / 2
        if len(lines) + after == 1 and row:
            base, size = row[0].base, row[0].size
        for at, line in enumerate(lines, start=after):
            width = min(box.right - box.left, _LETTER * size * len(line))
            piece = Piece(line, box.left, box.left + width, base + at * min(high, _LINE * size), size)
            piece.is_entry = box.what.is_field
            self.added.append(piece)


def _is_over(piece: Piece, box: _Box) -> bool:
    return piece.left < box.right and box.left < piece.right


def _insert(piece: Piece, share: float, mark: str) -> None:
    """Write between two words of a piece, where so much of it stands before."""
    blanks = [at for at, letter in enumerate(piece.text) if letter == " "]
    at = min(blanks, key=lambda at: abs(at - share * len(piece.text)), default=0)
    piece.text = f"{piece.text[:at]} {mark} {piece.text[at:].lstrip()}".strip()


def _joined(label: str, value: str) -> str:
    return f"{label}{' ' if _LEADS_ON.search(label) else ': '}{value}"
