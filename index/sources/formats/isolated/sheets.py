"""Prints what is shown of an Excel workbook as JSON, cell by cell, by `openpyxl` (MIT). A program, see `__init__`.

Values come as they were last calculated, numbers and times as their formats show them. What stands
in merged cells stands in each of their rows and columns. Struck text is left out; sheets, rows and columns
that are hidden are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import islice
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import column_index_from_string

from index.sources.formats.isolated.cells.marks import without_marks
from index.sources.formats.isolated.cells.moments import shown_moment
from index.sources.formats.isolated.cells.numbers import shown_number, shown_text
from index.sources.formats.isolated.packages import Package, Unreadable
from index.sources.formats.isolated.printing import print_found
from index.sources.formats.isolated.templates import said_author, said_title

_MAX_CELLS = 1_000_000
_MAX_BLANK_ROWS = 10_000
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_ROW_OR_COLUMNS = re.compile(rb"<(?:\w+:)?(row|col)\b([^<>]*)>")
_ATTRIBUTE = re.compile(rb'\b(r|min|max|hidden)="(\w{1,7})"')
_MAX_MERGED, _MAX_ROWS_MERGED, _MAX_COLUMNS = 2_000, 200, 16_384


@dataclass
class _Form:
    """What only the XML of a sheet tells: rows from 1, columns from 0.

    Attributes:
        merged: by row the cells that reach into it or over several of its columns: their first row, first and last
            column.
        hidden_rows: that nobody is shown.
        hidden_columns: likewise.
    """

    merged: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def read(path: str, max_chars: int) -> dict[str, Any]:
    """Return the sheets, each a name and rows of texts, with the workbook's title and author."""
    # Before openpyxl: none of the parts may declare anything.
    package = Package(path)
    forms = _forms(package)
    book = load_workbook(path, read_only=True, data_only=True, keep_links=False, rich_text=True)
    sheets: list[dict[str, Any]] = []
    cells = length = hidden_rows = hidden_columns = 0
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in shown:
        rows: list[list[str]] = []
        blank = 0
        form = forms.get(sheet.title, _Form())
        filled: set[int] = set()
        for number, row in enumerate(sheet.iter_rows(), start=1):
            texts = [_text(cell) for cell in row]
            if number in form.hidden_rows:
                hidden_rows += any(texts)
                texts = []
            filled.update(column for column in form.hidden_columns if column < len(texts) and texts[column])
            _spread(form.merged.get(number, ()), rows, texts)
            while texts and not texts[-1]:
                texts.pop()
            blank = 0 if texts else blank + 1
            if blank > _MAX_BLANK_ROWS:
                break
            cells += len(row)
            length += sum(map(len, texts))
            if cells > _MAX_CELLS:
                raise Unreadable(f"has more than the {_MAX_CELLS:,} cells that are read; split it")
            if length > max_chars:
                raise Unreadable(f"its text has more than {max_chars:,} characters; split it")
            rows.append(texts)
        hidden_columns += len(filled)
        if filled:
            rows = [[text for column, text in enumerate(row) if column not in form.hidden_columns] for row in rows]
        sheets.append({"name": sheet.title, "rows": rows})
    about = book.properties
    return {
        "sheets": sheets,
        "title": said_title(about.title),
        "author": said_author(about.creator),
        "hidden": {"sheets": len(book.worksheets) - len(shown), "rows": hidden_rows, "columns": hidden_columns},
    }


def _forms(package: Package) -> dict[str, _Form]:
    """Return the forms of the sheets by their names."""
    book = package.xml("xl/workbook.xml")
    parts = {each.id: each.target for each in package.relationships("xl/workbook.xml")}
    found: dict[str, _Form] = {}
    for sheet in book.iter("{*}sheet") if book is not None else ():
        links = (str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id"))
        part = parts.get(next(links, ""))
        form = found.setdefault(sheet.get("name") or "", _Form())
        data = package.data(part or "")
        for match in islice(_MERGED.finditer(data), _MAX_MERGED):
            left, right = (column_index_from_string(match[number].decode()) - 1 for number in (1, 3))
            first, last = int(match[2]), int(match[4])
            for row in range(first, min(last, first + _MAX_ROWS_MERGED) + 1):
                form.merged.setdefault(row, []).append((first, left, right))
        row = 0
        for match in _ROW_OR_COLUMNS.finditer(data):
            said = dict(_ATTRIBUTE.findall(match[2]))
            is_hidden = said.get(b"hidden") in (b"1", b"true")
            if match[1] == b"row":
                row = int(said.get(b"r", row + 1))
                form.hidden_rows.update([row] if is_hidden else [])
            elif is_hidden:
                last = min(int(said.get(b"max", 0)), _MAX_COLUMNS)
                form.hidden_columns.update(range(int(said.get(b"min", 1)) - 1, last))
    return found


def _spread(merged: Iterable[tuple[int, int, int]], rows: Sequence[Sequence[str]], texts: list[str]) -> None:
    """Fill in what merged cells say in a row that says more than that.

    Args:
        merged: see `_Form`.
        rows: that are above.
        texts: of the row; changed.
    """
    own = sum(map(bool, texts))
    for first, left, right in merged:
        is_above = first <= len(rows)
        said = rows[first - 1] if is_above else texts
        if left < len(said) and own > (not is_above):
            for column in range(left, min(right + 1, len(texts))):
                texts[column] = texts[column] or said[left]


def _text(cell: Any) -> str:
    """Return what a cell shows, without what is struck through in it."""
    if cell.value is None or cell.font.strike:
        return ""
    return _shown(cell.value, cell.number_format)


def _shown(value: object, form: str) -> str:
    match value:
        case bool():
            return str(value)
        case int() | float():
            return shown_number(value, form)
        case date() | time() | timedelta():
            return shown_moment(value, form)
        case CellRichText():
            struck = (isinstance(piece, TextBlock) and piece.font.strike for piece in value)
            return _shown("".join(str(piece) for piece, gone in zip(value, struck, strict=True) if not gone), form)
        case _:
            text = without_marks(str(value).replace("\r\n", "\n").replace("_x000D_", "")).strip()
            return shown_text(text, form) if text else ""


if __name__ == "__main__":
    print_found(read, "workbook")
