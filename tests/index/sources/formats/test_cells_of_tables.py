"""Tables of sheets, documents and slides: what a cell says without its table is what the table says of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from index.sources.markup.tables import names_columns
from tests.index.sources.formats.test_office import new_workbook, opendocument, rtf, slides, text, workbook

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
        ("a.ods", lambda: _opendocument("spreadsheet")),
        ("a.odt", lambda: _opendocument("text")),
        ("a.rtf", _rich_text),
        ("a.pptx", _slides),
        ("a.xlsx", _sheet),
    ],
)
def test_cell_that_is_merged_downwards_is_said_in_each_row(
    tmp_path: Path, name: str, content: Callable[[], str | bytes]
) -> None:
    """But in none that says nothing of its own, and in none below."""
    assert text(tmp_path, content(), name) == [
        "Hari: Senin | Jam: 08.00 | Kegiatan: Upacara",
        "Hari: Senin | Jam: 09.00 | Kegiatan: Matematika",
        "Hari: Senin | Jam: 10.00 | Kegiatan: IPA",
        "Hari: Selasa | Jam: 08.00 | Kegiatan: Olahraga",
        "Hari: Rabu | Jam: 08.00 | Kegiatan: Seni",
        "Hari: Rabu | Jam: 09.00 | Kegiatan: Bahasa",
    ]


_RT: list[list[object]] = [
    ["Pengurus RT 05"],
    ["Nama", "Jabatan", "Telepon"],
    ["Budi", "Ketua", "0812-1"],
    ["Yuni", "Bendahara", "0812-2"],
]
_LINES_OF_RT = [
    "Pengurus RT 05",
    "Nama: Budi | Jabatan: Ketua | Telepon: 0812-1",
    "Nama: Yuni | Jabatan: Bendahara | Telepon: 0812-2",
]
_THINGS: list[list[object]] = [["Barang", "Jumlah", "Lokasi"], ["Tenda", 2, "Balai"], ["Kursi", 50, "Gudang"]]
_LINES_OF_THINGS = ["Barang: Tenda | Jumlah: 2 | Lokasi: Balai", "Barang: Kursi | Jumlah: 50 | Lokasi: Gudang"]


@pytest.mark.parametrize(
    ("below", "lines"),
    [
        ([[], *_THINGS], _LINES_OF_THINGS),
        ([[], [], ["Inventaris"], *_THINGS], ["Inventaris", *_LINES_OF_THINGS]),
        ([["Inventaris"], *_THINGS], ["Inventaris", *_LINES_OF_THINGS]),
        (
            [[], ["Jadwal ronda"], ["Malam", "Regu", "Ketua"], ["Senin", "Melati", "Ali"]],
            ["Jadwal ronda", "Malam: Senin | Regu: Melati | Ketua: Ali"],
        ),
        ([[], ["Sri", "Anggota", "0812-3"]], ["Nama: Sri | Jabatan: Anggota | Telepon: 0812-3"]),
        (
            [[], ["Sri", "Anggota", "menyusul"], ["Tono", "Anggota", "0812-4"]],
            ["Nama: Sri | Jabatan: Anggota | Telepon: menyusul", "Nama: Tono | Jabatan: Anggota | Telepon: 0812-4"],
        ),
        (
            [["Seksi"], ["Sri", "Anggota", "0812-3"]],
            ["Nama: Seksi", "Nama: Sri | Jabatan: Anggota | Telepon: 0812-3"],
        ),
        ([[], ["Kas kosong, iuran naik."]], ["Kas kosong, iuran naik."]),
        ([[], *_RT[1:3]], [_LINES_OF_RT[1]]),
        ([[], ["a1", "b", "c", "d"]], ["a1 | b | c | d"]),
        ([[], [], ["Denda"], ["Terlambat", "Rp 5.000"]], ["Denda", "Terlambat | Rp 5.000"]),
        (
            [[], ["Ketentuan"], ["Tamu", "lapor", "1 x 24 jam"], ["Bayi", "lapor", "secepatnya"]],
            ["Ketentuan", "Tamu | lapor | 1 x 24 jam", "Bayi | lapor | secepatnya"],
        ),
        (
            [[], ["Seksi"], ["Sri", "Anggota", "0812-3"]],
            ["Seksi", "Nama: Sri | Jabatan: Anggota | Telepon: 0812-3"],
        ),
        (
            [[], ["Warga", 2019, 2020], ["Lahir", 12, 9], ["Pindah", 3, 4]],
            ["Warga: Lahir | 2019: 12 | 2020: 9", "Warga: Pindah | 2019: 3 | 2020: 4"],
        ),
    ],
)
def test_tables_of_a_sheet_have_their_own_names(tmp_path: Path, below: list[list[object]], lines: list[str]) -> None:
    """Where words stand above figures, or under a name after a blank row; other rows go on with the table above."""
    assert text(tmp_path, workbook(Data=[*_RT, *below]), "a.xlsx") == [*_LINES_OF_RT, *lines]


@pytest.mark.parametrize(
    "names",
    [
        ("Hasil laut", "2017", "2018", "2019"),
        ("Hasil laut", "2021*", "2020*", "2019"),
        ("Hasil laut", "2017/2018", "2018/19", "2019-2020"),
        ("Hasil laut", "Jan 2019", "Feb 2019", "Mar 2019"),
        ("Hasil laut", "Tahun 2018", "Tahun 2019", "Tahun 2020 (Juni)"),
        ("Hasil laut", "Dermaga 1", "Dermaga 2", "Dermaga 3"),
    ],
)
def test_columns_are_named_by_years_and_by_what_is_counted(names: tuple[str, ...]) -> None:
    """Above words as above figures."""
    assert names_columns([names, ("Cumi", "40", "50", "60"), ("Udang", "70", "80", "90")])
    assert names_columns([names, ("Cumi", "banyak", "ada", "1,5 ton"), ("Udang", "kurang", "–", "ada")])


@pytest.mark.parametrize(
    "rows",
    [
        (("Mulyono", "1998", "2003"), ("Sutarjo", "2003", "2008"), ("Kartika", "2008", "2013")),
        (("Pisang", "2000", "1900"), ("Salak", "8000", "7500"), ("Duku", "9000", "8500")),
        (("Pisang", "Rp 2000", "Rp 2050"), ("Salak", "Rp 8000", "Rp 8500"), ("Duku", "Rp 90", "Rp 95")),
        (("Arif", "Regu 1", "Regu 2"), ("Bagas", "Regu 3", "Regu 4"), ("Cakra", "Regu 5", "Regu 6")),
        (("Pukul 7", "2019", "2020"), ("Pukul 8", "4", "5"), ("Pukul 9", "6", "7")),
    ],
)
def test_years_and_figures_of_a_row_like_others_name_nothing(rows: tuple[tuple[str, ...], ...]) -> None:
    """Such as the terms of heads of a village, prices, and rows that begin with a figure."""
    assert not names_columns(rows)


def test_tables_side_by_side_have_their_names(tmp_path: Path) -> None:
    """A blank column names nothing, and takes no name from the others."""
    rows: list[list[object]] = [["Nama", "Nilai", None, "Barang", "Harga"], ["Ani", 90, None, "Beras", 12000]]
    assert text(tmp_path, workbook(Data=rows), "a.xlsx") == ["Nama: Ani | Nilai: 90 | Barang: Beras | Harga: 12000"]


_PRICES = [
    ("Layanan", "Biaya", "", "Jam"),
    ("", "Dewasa", "Anak", ""),
    ("Masuk", "10000", "5000", "08.00"),
    ("Renang", "Libur", "", "09.00"),
]


def _prices_in_excel() -> bytes:
    book = new_workbook()
    sheet = book.active
    for row in _PRICES:
        sheet.append([each or None for each in row])
    for cells in ("A1:A2", "B1:C1", "D1:D2", "B4:C4"):
        sheet.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _prices_in_calc() -> bytes:
    reach = {(0, 0): (1, 2), (0, 1): (2, 1), (0, 3): (1, 2), (3, 1): (2, 1)}
    lines = ""
    for number, row in enumerate(_PRICES):
        for column, said in enumerate(row):
            columns, rows = reach.get((number, column), (1, 1))
            spanned = f'table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}"'
            cell = f"<table:table-cell {spanned}><text:p>{said}</text:p></table:table-cell>"
            lines += ("<table:table-row>" if not column else "") + (cell if said else "<table:covered-table-cell/>")
        lines += "</table:table-row>"
    return opendocument(f'<table:table table:name="Data">{lines}</table:table>', kind="spreadsheet")


@pytest.mark.parametrize(("name", "content"), [("a.xlsx", _prices_in_excel), ("a.ods", _prices_in_calc)])
def test_head_of_two_rows_names_the_columns_of_a_sheet(tmp_path: Path, name: str, content: Callable[[], bytes]) -> None:
    """A cell over several columns is said in each of them."""
    assert text(tmp_path, content(), name) == [
        "Layanan: Masuk | Biaya, Dewasa: 10000 | Biaya, Anak: 5000 | Jam: 08.00",
        "Layanan: Renang | Biaya, Dewasa: Libur | Biaya, Anak: Libur | Jam: 09.00",
    ]
