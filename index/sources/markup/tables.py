"""Tables as lines, each of which can be read by itself: every cell with the name of its column.

"Layanan: Cabut gigi | Biaya: Rp 25.000". For tables of all formats; does not parse them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.articles import CELL_BREAK, MAX_LABEL_CHARS

_LEAST_COLUMNS = 3
_LEAST_ROWS = 2
_MAX_STEP = 20  # years
_FIGURE = re.compile(r"\d")
_PERIOD = re.compile(
    r"(?:[^\W\d_]{2,12}\.?\s)?(?:19|20)\d\d(?:\s?[/–-]\s?(?:19|20)?\d\d)?(?:\s?\*{1,2}|\s?\([^()]{1,20}\))?"
)
_COUNTED = re.compile(r"([^\W\d_][^\d]{0,30})\d{1,2}")
_VALUE = re.compile(r"[^\w£$€]*(?:(?:rp|idr)\.? ?\d|\d|[£$€])", re.IGNORECASE)


def lines_of_table(rows: Sequence[Sequence[str]], header_rows: int, *, named_rows: bool = False) -> list[str]:
    """Return a line for each row.

    Args:
        rows: the cells' texts; a cell over several columns is there once for each of them.
        header_rows: how many rows at the beginning name the columns; a table of nothing else is not named by them.
        named_rows: whether the first cell of each row says what the row is about, as in "Alamat: Jalan Kenanga 5".
    """
    header_rows = header_rows if header_rows < len(rows) else 0
    names = _names(rows[:header_rows])
    lines = [_line(row, names, named=named_rows and not header_rows) for row in rows[header_rows:]]
    return [line for line in lines if line]


def names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row of a table names its columns, where nothing but the cells can tell.

    It does when it has three cells or more, all short and different, and a figure stands below. Where a name has a
    figure itself, "Mulai Juli 2025", there are only figures and sums below it; that of the first column has none. Or
    its corner is empty, and each row below is called something: "| Teacher | Clerk", "Pay | £14 | £12". Or all but its
    corner are years in their order, or one word that is counted, and no cell below is: "Asal | 2021 | 2022".
    """
    first, below = [cell.strip() for cell in rows[0]], [cell for row in rows[1:] for cell in row]
    if len(first) < _LEAST_COLUMNS or len(rows) <= _LEAST_ROWS or len(set(first)) < len(first):
        return False
    if not first[0]:
        return all(first[1:]) and max(map(len, first)) <= MAX_LABEL_CHARS and all(row[0].strip() for row in rows[1:])
    return counts_on(rows) or (
        all(first)
        and all(len(cell) <= MAX_LABEL_CHARS and _may_name(rows, column) for column, cell in enumerate(first))
        and any(_FIGURE.search(cell) for cell in below)
    )


def counts_on(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row counts its columns after the first, in years or in another way, and no other does."""
    corner, *names = (cell.strip() for cell in rows[0])
    if not corner or _FIGURE.search(corner) or len(names) + 1 < _LEAST_COLUMNS or len(set(names)) < len(names):
        return False
    below = [cell.strip() for row in rows[1:] for cell in row[1:]]
    if all(map(_is_period, names)):
        return _are_in_order(names) and not any(map(_is_period, below))
    words = {found[1] if (found := _COUNTED.fullmatch(name)) and not _VALUE.match(name) else "" for name in names}
    return len(words) == 1 and "" not in words and not any(cell.startswith(tuple(words)) for cell in below)


def _are_in_order(names: Sequence[str]) -> bool:
    """Tell whether years that stand alone follow each other, as those of a count do, and prices hardly."""
    if not all(map(str.isdecimal, names)):
        return True
    steps = [int(after) - int(before) for before, after in pairwise(names)]
    return all(0 < step <= _MAX_STEP for step in steps) or all(-_MAX_STEP <= step < 0 for step in steps)


def _is_period(cell: str) -> bool:
    """Tell whether a cell is a year, a school year or a month of a year, and no sum of money."""
    return _PERIOD.fullmatch(cell) is not None and (cell[0].isdecimal() or not _VALUE.match(cell))


def _may_name(rows: Sequence[Sequence[str]], column: int) -> bool:
    name = rows[0][column]
    if not _FIGURE.search(name):
        return True
    values = [row[column].strip() for row in rows[1:] if column < len(row)]
    return column > 0 and not _VALUE.match(name) and any(values) and all(map(_VALUE.match, filter(None, values)))


def _names(header: Sequence[Sequence[str]]) -> list[str]:
    """Return a name for each column, from all rows of the header: "Biaya, dewasa"."""
    width = max(map(len, header), default=0)
    names = []
    for column in range(width):
        parts = dict.fromkeys(row[column].strip() for row in header if column < len(row))
        names.append(", ".join(part for part in parts if part)[:MAX_LABEL_CHARS].rstrip(" :"))
    return names


def _line(row: Sequence[str], names: Sequence[str], *, named: bool) -> str:
    if named and len(row) > 1 and row[0].strip():
        return f"{row[0].strip().rstrip(':')}: {CELL_BREAK.join(_cells(row[1:], names))}".rstrip(" :")
    return CELL_BREAK.join(_cells(row, names))


def _cells(row: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    before = None
    for column, cell in enumerate(row):
        text = cell.strip()
        # Of a cell over several columns the first one stands for all.
        if not text or (text == before and len(text) > MAX_LABEL_CHARS):
            continue
        before = text
        name = names[column] if column < len(names) else ""
        yield f"{name}: {text}" if name and name != text else text
