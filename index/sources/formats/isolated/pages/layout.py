"""Puts the pieces of a page into the order in which they are read: columns one after the other, tables by rows.

Method: rows of pieces that share a gutter (a stretch without text, with text at both its sides) form a region of
columns; a row without it ends the region. Columns of a table are told from those of prose by their lines: most lines of
prose are full, and go on in the middle of a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from index.articles import CELL_BREAK
from index.sources.formats.isolated.pages.pieces import Page, Piece
from index.sources.markup.tables import lines_of_table, names_columns

_SAME_ROW = 0.35  # of the height of the letters, as all that follow
_MIN_GUTTER = 0.75  # where several rows have text at both its sides
_MIN_GUTTER_OF_FEW = 1.6
_FEW_ROWS = 4
_MAX_GUTTERS = 40
_MAX_DEPTH = 6
_MAX_MARKER_GAP = 4.0
_NEAR = 1.35
_LINES_OF_A_ROW = 1.5
_FULL = 0.6  # of the width of a column
_MOST = 0.5
_GOES_ON = 0.3
_LEAST_LINES = 3
_MARKER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|[-–•▪●○*·\uf0b7\uf0a7]")

_Gap = tuple[float, float]


@dataclass
class Line:
    """A line of text; `row`: whether it is a row of a table or of a form.

    `room` is where the lines of its column end.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    room: tuple[float, float]
    row: bool = False


def lines_of(page: Page) -> Iterator[list[Line]]:
    """Yield runs of lines, each of one column, in the order in which a page is read."""
    for turn in sorted({piece.turn for piece in page.pieces}):
        rules = page.rules if not turn else []
        upright = sorted(rule.at for rule in rules if rule.upright)
        level = sorted({rule.at for rule in rules if not rule.upright})
        yield from _Layout(upright, level).regions([piece for piece in page.pieces if piece.turn == turn], 0)


class _Row(list[Piece]):
    """Pieces at one height, from the left."""

    @property
    def base(self) -> float:
        return self[0].base

    @property
    def size(self) -> float:
        return max(piece.size for piece in self)


def _rows(pieces: Sequence[Piece]) -> list[_Row]:
    rows: list[_Row] = []
    for piece in sorted(pieces, key=lambda each: (each.base, each.left)):
        if rows and piece.base - rows[-1].base <= _SAME_ROW * min(piece.size, rows[-1].size):
            rows[-1].append(piece)
        else:
            rows.append(_Row([piece]))
    for row in rows:
        row.sort(key=lambda each: each.left)
        # The sign of an item of a list belongs to its first line.
        if len(row) > 1 and _MARKER.fullmatch(row[0].text) and row[1].left - row[0].right < _MAX_MARKER_GAP * row.size:
            sign, item = row[0], row[1]
            row[:2] = [replace(item, text=f"{sign.text} {item.text}", left=sign.left)]
    return rows


class _Layout:
    """The layout of one page; `upright` and `level` are where lines are drawn on it."""

    def __init__(self, upright: Sequence[float], level: Sequence[float]) -> None:
        self._upright, self._level = upright, level

    def regions(self, pieces: Sequence[Piece], depth: int) -> Iterator[list[Line]]:
        rows = _rows(pieces)
        room = (min(piece.left for piece in pieces), max(piece.right for piece in pieces))
        plain: list[_Row] = []
        at = 0
        while at < len(rows):
            end, gutters = self._shared(rows, at) if depth < _MAX_DEPTH else (at + 1, [])
            # The last line of a paragraph is often short enough to stand in the first columns of a table.
            if gutters and len(rows[at]) == 1 and len(self._shared(rows, at + 1)[1]) > len(gutters):
                end, gutters = at + 1, []
            region = rows[at:end]
            at = end
            columns = _split(region, gutters)
            # A box beside a paragraph has lines at other heights.
            aligned = any(len(_cells(row, gutters)) > 1 for row in region)
            ruled = bool(gutters) and self._has_rows(region, gutters)
            prose = bool(gutters) and not ruled and (not aligned or all(map(_runs_on, columns)))
            while aligned and not prose and len(_cells(region[0], gutters)) == 1:
                # The end of a paragraph, or what a table is called.
                plain.append(region.pop(0))
            if not gutters:
                plain += region
                continue
            if plain:
                yield [_line(row, room) for row in plain]
                plain = []
            if prose:
                for column in columns:
                    yield from self.regions(column, depth + 1)
            else:
                yield list(self._table(region, gutters))
        if plain:
            yield [_line(row, room) for row in plain]

    def _shared(self, rows: Sequence[_Row], start: int) -> tuple[int, list[_Gap]]:
        """Return where the region ends that begins at a row, and its gutters; without any it is plain text."""
        free = _gaps(rows[start])
        left, right = rows[start][0].left, rows[start][-1].right
        end, gutters = start + 1, self._usable(free, left, right, rows[start].size)
        for at in range(start + 1, len(rows)):
            row = rows[at]
            free = _both(free, _gaps(row))
            left, right = min(left, row[0].left), max(right, row[-1].right)
            usable = self._usable(free, left, right, row.size)
            lost = sum(map(self._is_ruled, gutters)) > sum(map(self._is_ruled, usable))
            if not usable or (lost and at - start >= _FEW_ROWS):
                break
            end, gutters = at + 1, usable
        region = rows[start:end]
        beside = _beside([_cells(row, gutters) for row in region], region)
        size = median(row.size for row in region)
        if beside < _FEW_ROWS:
            gutters = [gap for gap in gutters if gap[1] - gap[0] >= _MIN_GUTTER_OF_FEW * size or self._is_ruled(gap)]
        return end, gutters if beside and len(region) > 1 and len(gutters) <= _MAX_GUTTERS else []

    def _usable(self, free: Sequence[_Gap], left: float, right: float, size: float) -> list[_Gap]:
        return [
            gap
            for gap in free
            if left < gap[0] and gap[1] < right and (gap[1] - gap[0] >= _MIN_GUTTER * size or self._is_ruled(gap))
        ]

    def _is_ruled(self, gap: _Gap) -> bool:
        return bisect_right(self._upright, gap[1] + 0.5) > bisect_left(self._upright, gap[0] - 0.5)

    def _has_rows(self, rows: Sequence[_Row], gutters: Sequence[_Gap]) -> bool:
        """Tell whether lines are drawn between all rows of a table, rather than below its head alone."""
        groups = 1 + sum(self._rules_between(a, b) for a, b in pairwise(rows))
        cells = [_cells(row, gutters) for row in rows]
        first = min(min(each) for each in cells)
        return groups > 1 and sum(first in each for each in cells) <= _LINES_OF_A_ROW * groups

    def _rules_between(self, a: _Row, b: _Row) -> bool:
        return bisect_left(self._level, b.base - b.size / 2) > bisect_left(self._level, a.base - a.size / 2)

    def _table(self, rows: Sequence[_Row], gutters: Sequence[_Gap]) -> Iterator[Line]:
        """Yield a line for each row of a table, whose cells may have several lines.

        Rows are parted by the lines between them; where none are drawn, a row begins where the first column does, and
        not in the middle of a sentence.
        """
        ruled = self._has_rows(rows, gutters)
        least = min((b.base - a.base for a, b in pairwise(rows)), default=0.0)
        room = (min(row[0].left for row in rows), max(row[-1].right for row in rows))
        first = min(column for row in rows for column in _cells(row, gutters))
        found: list[tuple[_Row, dict[int, str]]] = []
        for before, row in zip([None, *rows[:-1]], rows, strict=True):
            here = _cells(row, gutters)
            if before is None:
                same = False
            elif ruled:
                same = not self._rules_between(before, row)
            else:
                goes_on = first not in here or here[first][0].text[:1].islower()
                same = goes_on and row.base - before.base <= _NEAR * least
            if not same:
                found.append((row, {}))
            cells = found[-1][1]
            for column, pieces in here.items():
                cells[column] = f"{cells[column]} {_joined(pieces)}" if column in cells else _joined(pieces)
        texts = [[cells.get(column, "") for column in range(len(gutters) + 1)] for _, cells in found]
        if names_columns(texts):
            lines = lines_of_table(texts, 1)
            found = found[1:]
        else:
            lines = [_row_text(row) for row in texts]
        yield from (
            replace(_line(begun, room), text=line, row=True) for (begun, _), line in zip(found, lines, strict=False)
        )


def _gaps(row: _Row) -> list[_Gap]:
    """Return the stretches without text, from left to right, with those outside."""
    gaps, reached = [], float("-inf")
    for piece in row:
        if piece.left > reached:
            gaps.append((reached, piece.left))
        reached = max(reached, piece.right)
    return [*gaps, (reached, float("inf"))]


def _both(one: Sequence[_Gap], other: Sequence[_Gap]) -> list[_Gap]:
    """Return where both are free."""
    found: list[_Gap] = []
    a = b = 0
    while a < len(one) and b < len(other):
        low, high = max(one[a][0], other[b][0]), min(one[a][1], other[b][1])
        if low < high:
            found.append((low, high))
        if one[a][1] < other[b][1]:
            a += 1
        else:
            b += 1
    return found


def _cells(row: Sequence[Piece], gutters: Sequence[_Gap]) -> dict[int, list[Piece]]:
    """Return the pieces of a row by column."""
    starts = [gap[1] - 0.1 for gap in gutters]
    cells: dict[int, list[Piece]] = {}
    for piece in row:
        cells.setdefault(bisect_right(starts, piece.left), []).append(piece)
    return cells


def _beside(cells: Sequence[dict[int, list[Piece]]], rows: Sequence[_Row]) -> int:
    """Count the rows that have text in several columns, or a neighbour less than a line away in another."""
    alternating = (
        here.keys() != there.keys() and b.base - a.base < a.size
        for (here, a), (there, b) in pairwise(zip(cells, rows, strict=True))
    )
    return sum(len(each) > 1 for each in cells) + sum(alternating)


def _split(rows: Sequence[_Row], gutters: Sequence[_Gap]) -> list[list[Piece]]:
    """Return the columns, from the left."""
    columns: dict[int, list[Piece]] = {}
    for row in rows:
        for column, pieces in _cells(row, gutters).items():
            columns.setdefault(column, []).extend(pieces)
    return [columns[column] for column in sorted(columns)]


def _runs_on(column: Sequence[Piece]) -> bool:
    """Tell whether these are lines of prose; few lines may be anything."""
    rows = _rows(column)
    if len(rows) < _LEAST_LINES:
        return True
    left, right = min(row[0].left for row in rows), max(row[-1].right for row in rows)
    full = sum(row[-1].right - row[0].left >= _FULL * (right - left) for row in rows)
    goes_on = sum(row[0].text[:1].islower() for row in rows[1:])
    return full >= _MOST * len(rows) and goes_on >= _GOES_ON * (len(rows) - 1)


def _row_text(row: Sequence[str]) -> str:
    text = ""
    for cell in filter(None, row):
        # Of a form: "Nama", ": Budi"; "Nama:", "Budi".
        if text.endswith(":"):
            text += " " + cell
        else:
            text += cell if not text or cell.startswith(":") else CELL_BREAK + cell
    return text


def _line(row: _Row, room: _Gap) -> Line:
    right, is_entry = max(piece.right for piece in row), any(piece.is_entry for piece in row)
    return Line(_joined(row), row[0].left, right, row.base, row.size, room, is_entry)


def _joined(pieces: Sequence[Piece]) -> str:
    return " ".join(piece.text for piece in pieces)
