"""Tables of sheets, documents and slides: what a cell says without its table is what the table says of it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.index.sources.formats.test_office import new_workbook, opendocument, rtf, slides, text

_TIMETABLE = (
    ("Hari", "Jam", "Kegiatan"),
    ("Senin", "08.00", "Upacara"),
    ("", "09.00", "Matematika"),
    ("", "10.00", "IPA"),
    ("Selasa", "08.00", "Olahraga"),
    ("Rabu", "08.00", "Seni"),
    ("", "", ""),
    ("", "09.00", "Bahasa"),
)
_SPANS = {1: 3, 5: 3}  # of the first cell, by its row
_IS_BELOW = {row for first, rows in _SPANS.items() for row in range(first + 1, first + rows)}


def _opendocument(kind: str) -> bytes:
    def cell(said: str, rows: int = 1) -> str:
        return f'<table:table-cell table:number-rows-spanned="{rows}"><text:p>{said}</text:p></table:table-cell>'

    lines = ""
    for number, (first, *others) in enumerate(_TIMETABLE):
        below = number in _IS_BELOW
        start = "<table:covered-table-cell/>" if below else cell(first, _SPANS.get(number, 1))
        lines += f"<table:table-row>{start}{''.join(map(cell, others))}</table:table-row>"
    return opendocument(f'<table:table table:name="Jadwal">{lines}</table:table>', kind=kind)


def _rich_text() -> str:
    lines = ""
    for number, cells in enumerate(_TIMETABLE):
        merge = "\\clvmrg" if number in _IS_BELOW else "\\clvmgf" if number in _SPANS else ""
        lines += f"\\trowd{merge}\\cellx900\\cellx1800\\cellx2700" + "".join(f"\\intbl {each}\\cell" for each in cells)
        lines += "\\row\n"
    return rtf(f"{lines}\\pard")


def _slides() -> bytes:
    lines = ""
    for number, (first, *others) in enumerate(_TIMETABLE):
        merge = 'vMerge="1"' if number in _IS_BELOW else f'rowSpan="{_SPANS.get(number, 1)}"'
        cells = [(merge, first), *(("", each) for each in others)]
        said = "".join(
            f"<a:tc {more}><a:txBody><a:p><a:r><a:t>{c}</a:t></a:r></a:p></a:txBody></a:tc>" for more, c in cells
        )
        lines += f"<a:tr>{said}</a:tr>"
    return slides(f"<p:graphicFrame><a:tbl>{lines}</a:tbl></p:graphicFrame>")


def _sheet() -> bytes:
    book = new_workbook()
    sheet = book.active
    for row in _TIMETABLE:
        sheet.append([each or None for each in row])
    for first, rows in _SPANS.items():
        sheet.merge_cells(start_row=first + 1, end_row=first + rows, start_column=1, end_column=1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ods", _opendocument("spreadsheet")),
        ("a.odt", _opendocument("text")),
        ("a.rtf", _rich_text()),
        ("a.pptx", _slides()),
        ("a.xlsx", _sheet),
    ],
    ids=lambda each: each if isinstance(each, str) and len(each) < 10 else "",
)
def test_cell_that_is_merged_downwards_is_said_in_each_row(tmp_path: Path, name: str, content: object) -> None:
    """But in none that says nothing of its own, and in none below."""
    assert text(tmp_path, content() if callable(content) else content, name) == [
        "Hari: Senin | Jam: 08.00 | Kegiatan: Upacara",
        "Hari: Senin | Jam: 09.00 | Kegiatan: Matematika",
        "Hari: Senin | Jam: 10.00 | Kegiatan: IPA",
        "Hari: Selasa | Jam: 08.00 | Kegiatan: Olahraga",
        "Hari: Rabu | Jam: 08.00 | Kegiatan: Seni",
        "Hari: Rabu | Jam: 09.00 | Kegiatan: Bahasa",
    ]
