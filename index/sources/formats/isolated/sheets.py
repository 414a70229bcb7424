"""Prints the visible sheets of an Excel workbook as JSON, cell by cell, by `openpyxl` (MIT). A program, see `__init__`.

Values come as they were last calculated; days in ISO form.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook

from index.sources.formats.isolated.packages import Package, Unreadable
from index.sources.formats.isolated.printing import print_found
from index.sources.formats.isolated.templates import said_author, said_title

_MAX_CELLS = 1_000_000
_MAX_BLANK_ROWS = 10_000


def read(path: str, max_chars: int) -> dict[str, Any]:
    """Return the sheets, each a name and rows of texts, with the workbook's title and author."""
    # Before openpyxl: none of the parts may declare anything.
    Package(path).xml("xl/workbook.xml")
    book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    sheets: list[dict[str, Any]] = []
    cells = length = 0
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        rows: list[list[str]] = []
        blank = 0
        for row in sheet.iter_rows(values_only=True):
            texts = [_shown(value) for value in row]
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
        sheets.append({"name": sheet.title, "rows": rows})
    about = book.properties
    return {"sheets": sheets, "title": said_title(about.title), "author": said_author(about.creator)}


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case _:
            return str(value).replace("\r\n", "\n").replace("_x000D_", "").strip()


if __name__ == "__main__":
    print_found(read, "workbook")
