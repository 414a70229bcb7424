"""Sheets, slides, OpenDocument, Rich Text and old Word files: what a person sees in them, in its order."""

from __future__ import annotations

import io
import zipfile
from bisect import bisect_right
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from index.articles import Article
from index.progress import Skipped
from index.sources import read_articles
from tests.documents import docx, put, zipped

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def new_workbook() -> Any:
    """Return an empty workbook; what makes it is loaded where one is needed, not in every process that has tests."""
    from openpyxl import Workbook

    return Workbook()


def read(folder: Path, content: str | bytes, name: str) -> tuple[list[Article], list[Skipped]]:
    items = list(read_articles(put(folder, name, content)))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Skipped)]


def text(folder: Path, content: str | bytes, name: str) -> list[str]:
    (found,), told = read(folder, content, name)
    assert not told
    return found.text.split("\n\n")


def workbook(**sheets: list[list[object]]) -> bytes:
    book = new_workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_rows_of_a_sheet_are_articles_where_its_columns_say_so(tmp_path: Path) -> None:
    """By the one table of names; what stands above the row of names is left out, and drafts are hidden."""
    rows: list[list[object]] = [
        ["Arsip redaksi"],
        [],
        ["Judul", "Isi", "Tanggal", "Link", "Status"],
        ["Kereta malam", "Dua kereta malam ditambah.", datetime(2022, 7, 1), "https://x.example.org/1", "publish"],  # noqa: DTZ001
        ["Konsep", "Belum selesai.", datetime(2022, 7, 2), None, "draft"],  # noqa: DTZ001
        ["Kosong", None, datetime(2022, 7, 3), None, "publish"],  # noqa: DTZ001
    ]
    (found,), told = read(tmp_path, workbook(Berita=rows), "a.xlsx")

    assert (found.title, found.text) == ("Kereta malam", "Dua kereta malam ditambah.")
    assert (found.published, found.url) == (date(2022, 7, 1), "https://x.example.org/1")
    assert sorted(each.code for each in told) == ["draft", "empty"]


def test_other_sheets_are_articles_of_their_rows(tmp_path: Path) -> None:
    """Each cell with the name of its column; numbers and days as one writes them; hidden sheets left out."""
    price: list[list[object]] = [["Layanan", "Hari", "Biaya"], ["Cabut gigi", "Senin", 25000.0], ["Sunat", "Rabu", 1.5]]
    days: list[list[object]] = [
        ["Acara", "Mulai"],
        ["Panen", date(2023, 9, 9)],
        ["Rapat", datetime(2023, 9, 10, 8, 30)],  # noqa: DTZ001
    ]
    found, _ = read(tmp_path, workbook(Tarif=price, Acara=days), "a.xlsx")

    assert [(each.title, each.text.split("\n\n")) for each in found] == [
        ("Tarif", ["Layanan: Cabut gigi | Hari: Senin | Biaya: 25000", "Layanan: Sunat | Hari: Rabu | Biaya: 1.5"]),
        ("Acara", ["Acara: Panen | Mulai: 2023-09-09", "Acara: Rapat | Mulai: 2023-09-10 08:30"]),
    ]


def test_hidden_sheets_rows_and_columns_are_left_out_and_told(tmp_path: Path) -> None:
    """Nobody who opens the workbook is shown them."""
    book = new_workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Tarif"
    for row in (["Layanan", "Hari", "Modal", "Biaya"], ["Cabut", "Senin", 9000, 25000], ["Rahasia", "Rabu", 1, 2]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("Catatan").append(["Belum umum"])
    book["Catatan"].sheet_state = "hidden"
    written = io.BytesIO()
    book.save(written)
    (found,), (told,) = read(tmp_path, written.getvalue(), "a.xlsx")

    assert found.text == "Layanan: Cabut | Hari: Senin | Biaya: 25000"
    assert told.reason == "has hidden parts that are left out: 1 sheet, 1 row, 1 column"


def slides(*bodies: str, hidden: int | None = None, notes: str = "") -> bytes:
    names = (
        f'xmlns:p="p" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{OFFICE}" xmlns:dgm="d"'
    )
    files: dict[str, str | bytes] = {
        "_rels/.rels": f'<R xmlns="x"><R Id="a" Type="{OFFICE}/officeDocument" Target="ppt/presentation.xml"/></R>',
        "ppt/presentation.xml": f"<p:presentation {names}><p:sldIdLst>"
        + "".join(f'<p:sldId id="{256 + n}" r:id="s{n}"/>' for n in range(len(bodies)))
        + "</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": '<R xmlns="x">'
        + "".join(f'<R Id="s{n}" Type="{OFFICE}/slide" Target="slides/s{n}.xml"/>' for n in range(len(bodies)))
        + "</R>",
        "ppt/slides/_rels/s0.xml.rels": f'<R xmlns="x"><R Id="n" Type="{OFFICE}/notesSlide" '
        'Target="../notes.xml"/></R>',
        "ppt/notes.xml": f"<p:notes {names}>{shape(notes)}{shape('3', kind='sldNum')}</p:notes>",
    }
    for n, body in enumerate(bodies):
        shown = ' show="0"' if n == hidden else ""
        files[f"ppt/slides/s{n}.xml"] = f"<p:sld {names}{shown}><p:cSld><p:spTree>{body}</p:spTree></p:cSld></p:sld>"
    return zipped(files)


def shape(*lines: str, kind: str = "") -> str:
    holder = f'<p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr>' if kind else ""
    body = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines)
    return f"<p:sp>{holder}<p:txBody>{body}</p:txBody></p:sp>"


def with_parts(content: bytes, parts: dict[str, str]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files: dict[str, str | bytes] = {each: archive.read(each) for each in archive.namelist()}
    return zipped(files | parts)


def test_numbers_of_slides_are_read(tmp_path: Path) -> None:
    """Counted by levels, as the presentation shows them."""
    line = '<a:p><a:pPr lvl="{}"><a:buAutoNum type="{}"/></a:pPr><a:r><a:t>{}</a:t></a:r></a:p>'
    lines = [(0, "arabicPeriod", "Satu"), (1, "alphaLcParenR", "Anak"), (1, "alphaLcParenR", "Adik")]
    lines += [(0, "arabicPeriod", "Dua"), (1, "alphaLcParenR", "Lain"), (0, "romanUcParenBoth", "Akhir")]
    body = "".join(line.format(*each) for each in lines) + "<a:p><a:r><a:t>Penutup</a:t></a:r></a:p>"
    content = slides(f"<p:sp><p:txBody>{body}</p:txBody></p:sp>")

    assert text(tmp_path, content, "a.pptx") == [
        "1. Satu",
        "a) Anak",
        "b) Adik",
        "2. Dua",
        "a) Lain",
        "(I) Akhir",
        "Penutup",
    ]


def test_slides_are_pages(tmp_path: Path) -> None:
    """In their order, with notes and tables; without numbers, days and hidden slides."""
    cells = (("Dusun", "Ketua", "Hasil"), ("Kidul", "Sri", "6 ton"), ("Lor", "Ali", "4 ton"))
    cell = "<a:tc><a:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></a:txBody></a:tc>"
    table = "".join(f"<a:tr>{''.join(map(cell.format, row))}</a:tr>" for row in cells)
    first = shape("Hasil Panen", kind="ctrTitle") + shape("Rapat desa", "Mei 2023") + shape("1", kind="sldNum")
    last = shape("Penutup", kind="title") + f"<p:graphicFrame><a:tbl>{table}</a:tbl></p:graphicFrame>"
    (found,), _ = read(tmp_path, slides(first, shape("Rahasia"), last, hidden=1, notes="Sebut nama donatur."), "a.pptx")

    assert found.title == "Hasil Panen"
    assert found.text.split("\n\n") == [
        *("Hasil Panen", "Rapat desa", "Mei 2023", "Sebut nama donatur.", "Penutup"),
        *("Dusun: Kidul | Ketua: Sri | Hasil: 6 ton", "Dusun: Lor | Ketua: Ali | Hasil: 4 ton"),
    ]
    assert bisect_right(found.page_starts, found.text.index("Rapat")) == 1
    assert bisect_right(found.page_starts, found.text.index("Penutup")) == 3


NAMES = (
    'xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:draw="d" xmlns:style="s" xmlns:presentation="p" '
    'xmlns:dc="dc" xmlns:meta="m" xmlns:svg="v"'
)


def opendocument(body: str, styles: str = "", about: str = "", kind: str = "text") -> bytes:
    return zipped(
        {
            "content.xml": f"<office:document-content {NAMES}><office:body><office:{kind}>{body}</office:{kind}>"
            "</office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {NAMES}>{styles}</office:document-styles>",
            "meta.xml": f"<office:document-meta {NAMES}><office:meta>{about}</office:meta></office:document-meta>",
        }
    )


def test_opendocument_text_is_read_whole(tmp_path: Path) -> None:
    """Notes and boxes after their paragraph, tables by rows, heads once at the end; no comments, nothing deleted."""
    row = "<table:table-row>{}</table:table-row>"
    cells = [["Dusun", "Hasil"], ["Kidul", "6 ton"]]
    table = "".join(
        row.format("".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in each))
        for each in cells[1:]
    )
    head = row.format("".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in cells[0]))
    body = (
        "<text:tracked-changes><text:p>Dihapus.</text:p></text:tracked-changes>"
        '<text:p text:style-name="Title">Kabar Panen</text:p><text:h>Pembuka</text:h>'
        "<text:p>Panen<text:s/><text:span>raya</text:span>.<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>Menurut dinas.</text:p></text:note-body></text:note>"
        "<office:annotation><text:p>Periksa.</text:p></office:annotation> Baris<text:line-break/>dua.</text:p>"
        "<text:list><text:list-item><text:p>Butir</text:p></text:list-item></text:list>"
        "<text:p>Lihat:<draw:frame><svg:title>Gambar</svg:title><draw:text-box><text:p>Kotak nomor 12.</text:p>"
        "</draw:text-box></draw:frame></text:p>"
        f"<table:table><table:table-header-rows>{head}</table:table-header-rows>{table}</table:table>"
    )
    styles = "<style:header><text:p>Kop Desa</text:p></style:header><style:footer><text:p>3</text:p></style:footer>"
    (found,), _ = read(tmp_path, opendocument(body, styles, "<dc:title>Untitled</dc:title>"), "a.odt")

    assert found.title == "Kabar Panen"
    assert found.text.split("\n\n") == [
        *("Kabar Panen", "Pembuka", "Panen raya. Baris\ndua.", "Menurut dinas.", "Butir", "Lihat:", "Kotak nomor 12."),
        *("Dusun: Kidul | Hasil: 6 ton", "Kop Desa"),
    ]


def test_hidden_and_raised_text_of_opendocument(tmp_path: Path) -> None:
    """By their styles: what is hidden is left out, and a raised number is none of the number before it."""
    styles = '<style:style style:name="h"><style:text-properties text:display="none"/></style:style>'
    styles += '<style:style style:name="r"><style:text-properties style:text-position="super 58%"/></style:style>'
    raised = '<text:span text:style-name="r">6</text:span>'
    body = f'<text:p>Luas 10{raised} m.<text:span text:style-name="h"> Diam.</text:span></text:p>'
    body += '<text:p text:style-name="h">Diam juga.</text:p>'

    assert text(tmp_path, opendocument(body, styles), "a.odt") == ["Luas 10⁶ m."]


@pytest.mark.parametrize(
    "hidden",
    [
        '<text:section text:display="none"><text:h>Rahasia</text:h><text:p>Upah Rp 9.</text:p></text:section>',
        '<text:section text:display="condition" text:condition="x" text:is-hidden="true"><text:p>Upah.</text:p>'
        "</text:section>",
        '<text:p>Upah Rp 9.<text:hidden-paragraph text:condition="x" text:is-hidden="true"/></text:p>',
        "<text:p><text:placeholder>&lt;nama ketua&gt;</text:placeholder></text:p>",
    ],
)
def test_what_opendocument_hides_or_asks_for_is_left_out(tmp_path: Path, hidden: str) -> None:
    """Sections, paragraphs and places to fill in; what a condition shows stays."""
    shown = '<text:section text:display="condition" text:is-hidden="false"><text:p>Iuran.</text:p></text:section>'
    body = f"<text:p>Kas RT.</text:p>{hidden}{shown}"

    assert text(tmp_path, opendocument(body), "a.odt") == ["Kas RT.", "Iuran."]


def test_hidden_slides_of_opendocument_are_left_out(tmp_path: Path) -> None:
    """They are pages that say nothing, as in PowerPoint."""
    page = "<draw:page {}><draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame></draw:page>"
    pages = (
        page.format("", "Satu") + page.format('draw:style-name="g"', "Dua") + page.format('draw:style-name="t"', "Tiga")
    )
    style = '<style:style style:name="{}"><style:drawing-page-properties presentation:visibility="{}"/></style:style>'
    styles = style.format("g", "hidden") + style.format("t", "visible")
    (found,), _ = read(tmp_path, opendocument(pages, styles, kind="presentation"), "a.odp")

    assert found.text == "Satu\n\nTiga"
    assert bisect_right(found.page_starts, found.text.index("Tiga")) == 3


def test_raised_numbers_of_slides_stay_apart(tmp_path: Path) -> None:
    """Those below the line, and letters, stay as they are."""
    run = '<a:r><a:rPr baseline="{}"/><a:t>{}</a:t></a:r>'
    pieces = ((0, "Debit 10"), (30000, "7"), (0, " m"), (30000, "3"), (0, ", CO"), (-25000, "2"), (30000, " x"))
    body = "".join(run.format(*each) for each in pieces)

    assert text(tmp_path, slides(f"<p:sp><p:txBody><a:p>{body}</a:p></p:txBody></p:sp>"), "a.pptx") == [
        "Debit 10⁷ m³, CO2 x"
    ]


def test_numbers_of_opendocument_lists_are_read(tmp_path: Path) -> None:
    """By the styles of their levels; a list may go on where another ended, and bullets have none."""
    level = '<text:list-level-style-number text:level="{}" style:num-format="{}" style:num-suffix="{}" {}/>'
    levels = (
        level.format(1, "1", ".", "")
        + level.format(2, "1", ".", 'text:display-levels="2"')
        + level.format(3, "a", ")", "")
    )
    styles = f'<text:list-style style:name="L">{levels}</text:list-style>'
    styles += '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/></text:list-style>'

    def listed(items: str, style: str = 'text:style-name="L"') -> str:
        return f"<text:list {style}>{items}</text:list>"

    def item(said: str, more: str = "", start: str = "") -> str:
        return f"<text:list-item {start}><text:p>{said}</text:p>{more}</text:list-item>"

    deep = listed(item("Cucu"), "")
    body = listed(item("Satu", listed(item("Anak", deep) + item("Adik"), "")) + item("Dua"))
    body += "<text:p>Sela</text:p>" + listed(item("Butir"), 'text:style-name="B"')
    body += listed(item("Tiga"), 'text:style-name="L" text:continue-numbering="true"') + listed(item("Baru"))
    body += listed(item("Sembilan", start='text:start-value="9"'))

    assert text(tmp_path, opendocument(body, styles), "a.odt") == [
        *(
            "1. Satu",
            "1.1. Anak",
            "a) Cucu",
            "1.2. Adik",
            "2. Dua",
            "Sela",
            "Butir",
            "3. Tiga",
            "1. Baru",
            "9. Sembilan",
        ),
    ]


def test_opendocument_sheets_and_slides_are_read(tmp_path: Path) -> None:
    """Repeated cells are there as often as they are seen; millions of blank ones not at all."""

    def cell(content: str, more: str = "") -> str:
        return f"<table:table-cell {more}><text:p>{content}</text:p></table:table-cell>"

    rows = [cell("Hari") + cell("Jam") + cell("Biaya"), cell("Senin", 'table:number-columns-repeated="2"') + cell("5")]
    rows.append('<table:table-cell table:number-columns-repeated="16384"/>')
    sheet = "".join(f"<table:table-row>{each}</table:table-row>" for each in rows)
    sheet += '<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>'
    content = opendocument(f'<table:table table:name="Jadwal">{sheet}</table:table>', kind="spreadsheet")
    (found,), _ = read(tmp_path, content, "a.ods")
    assert (found.title, found.text) == ("Jadwal", "Hari: Senin | Jam: Senin | Biaya: 5")

    hidden = sheet.replace(
        "<table:table-row>",
        '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-row>',
        1,
    )
    hidden += f'<table:table-row table:visibility="filter">{cell("Rabu")}</table:table-row>'
    sheets = f'<table:table table:name="Jadwal">{hidden}</table:table>'
    row = f"<table:table-row>{cell('x')}</table:table-row>"
    sheets += f'<table:table table:name="R" table:style-name="h">{row}</table:table>'
    style = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    (found,), (told,) = read(tmp_path, opendocument(sheets, style, kind="spreadsheet"), "b.ods")
    assert found.text == "Hari: Senin | Biaya: 5"
    assert told.reason == "has hidden parts that are left out: 1 sheet, 1 row, 1 column"

    page = "<draw:page><draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame></draw:page>"
    content = opendocument(page.format("Satu") + page.format("Dua"), kind="presentation")
    (found,), _ = read(tmp_path, content, "a.odp")
    assert (found.text, found.page_starts) == ("Satu\n\nDua", (0, 6))


def rtf(body: str, head: str = "") -> str:
    return "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset204 Arial;}}" + head + body + "}"


RTF = {
    "paragraphs and signs": ("Satu \\emdash dua\\par Tiga\\tab \\'e9 \\{x\\}\\par", ["Satu —dua", "Tiga é {x}"]),
    "blanks and hyphens that part no line": (
        "Loket buka 08.15\\_14.45, tarif Rp\\~7.500 {\\b 2019\\~}\\endash\\~2021; \\u8209\\_ x\\par",
        ["Loket buka 08.15-14.45, tarif Rp 7.500 2019 – 2021; ‑ x"],
    ),
    "letters of other alphabets": ("{\\f1 \\'cf\\'ee} \\u26085?\\u-3913\\'3f\\par", ["По 日\uf0b7"]),
    "raised numbers": ("10{\\super 6} m\\super 2\\nosupersub 0\\par", ["10⁶ m²0"]),
    "two halves of one letter": ("a\\u-10179?\\u-8704?\\par", ["a😀"]),
    "notes after their paragraph": ("Naik{\\footnote{\\*\\x y} Menurut dinas.} lagi\\par Akhir", [
        *("Naik lagi", "Menurut dinas.", "Akhir"),
    ]),
    "notes that older programs leave out": ("Naik{\\*\\footnote Kata dinas.}\\par", ["Naik", "Kata dinas."]),
    "numbers of lists": (
        "{\\listtext 1.\\tab}Nama\\par{\\listtext\\'b7\\tab}Titik\\par{\\pntext b)\\tab}Alamat\\par",
        ["1. Nama", "Titik", "b) Alamat"],
    ),
    "tables": (
        "\\trowd\\clftsWidth3\\clwWidth900\\cellx900"
        "\\intbl Hari\\cell Jam\\cell Biaya\\cell\\row\\intbl Senin\\cell Pagi\\cell Rp 5\\cell\\row"
        "\\intbl Rabu\\cell Sore\\cell Rp 6\\cell\\row\\pard Akhir\\par",
        ["Hari: Senin | Jam: Pagi | Biaya: Rp 5", "Hari: Rabu | Jam: Sore | Biaya: Rp 6", "Akhir"],
    ),
    "fields and what is not shown": (
        "Lihat {\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt laman}}{\\v rahasia}{\\deleted hapus}{\\*\\atnid a}.\\par",
        ["Lihat laman."],
    ),
    "boxes of LibreOffice": (
        "A{\\shp{\\*\\shpinst{\\sp{\\sn wzName}{\\sv Bentuk1}}{\\sp{\\sn gtextUNICODE}{\\sv Kotak.}}}}\\par B"
        "{\\header{\\shp{\\*\\shpinst{\\sp{\\sn gtextUNICODE}{\\sv KONSEP}}}}}\\par",
        ["A", "Kotak.", "B"],
    ),
    "furigana and fractions": (
        "{\\field{\\*\\fldinst { EQ \\\\* jc0 \\\\* \"Font:A\" \\\\o(\\\\s\\\\up 10(ka),\\u26085?)}}"
        "{\\fldrslt {}}} "
        "{\\field{\\*\\fldinst EQ \\\\f(1;2)}{\\fldrslt}} "
        "{\\mmath{\\*\\moMath{\\mf{\\mfPr x}{\\mnum{\\mr 3}}{\\mden{\\mr 4}}}}}\\par",
        ["日 1/2 3/4"],
    ),
    "boxes": ("A{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt Kotak.\\par}}}\\par B", ["A", "Kotak.", "B"]),
    "pictures": ("A{\\pict\\bin4 }}\\\\}{\\*\\shppict{\\pict 0a0b}} B\\par", ["A B"]),
    "headers once": ("{\\header Kop Desa\\par}{\\headerf Kop Desa\\par}{\\footer 3\\par}Isi\\par", ["Isi", "Kop Desa"]),
}  # fmt: skip


@pytest.mark.parametrize("kind", RTF)
def test_rich_text_is_read_as_it_is_seen(tmp_path: Path, kind: str) -> None:
    """Whatever stands in it."""
    body, expected = RTF[kind]
    assert text(tmp_path, rtf(body), "a.rtf") == expected


def test_rich_text_says_its_title(tmp_path: Path) -> None:
    """And its author, but not the program's."""
    head = "{\\info{\\title Rapat Desa}{\\author Siti}{\\operator x}{\\creatim\\yr2021\\mo5\\dy6\\hr1}}"
    (found,), _ = read(tmp_path, rtf("Isi.\\par", head), "a.rtf")

    assert (found.title, found.author, found.published, found.text) == ("Rapat Desa", "Siti", date(2021, 5, 6), "Isi.")


def test_old_word_files_are_read_by_what_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many are of another kind; without LibreOffice the others are told with what to do."""
    monkeypatch.setenv("PATH", str(tmp_path))

    assert text(tmp_path, rtf("Isi surat.\\par"), "a.doc") == ["Isi surat."]
    assert text(tmp_path, docx("Isi surat."), "b.doc")[0] == "Isi surat."
    assert text(tmp_path, "<html><body><p>Isi surat dinas.</p></body></html>", "c.doc") == ["Isi surat dinas."]
    _, (told,) = read(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "d.doc")
    assert "install it" in told.reason
    _, (told,) = read(tmp_path, b"bukan apa-apa", "e.doc")
    assert "is not a Word document" in told.reason


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".pptx"])
def test_encrypted_office_files_are_told(tmp_path: Path, suffix: str) -> None:
    """They are no archives."""
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    _, (told,) = read(tmp_path, content, f"a{suffix}")
    assert "protected by a password" in told.reason


HOSTILE: dict[str, str | bytes] = {
    "deep.rtf": "{\\rtf1" + "{" * 100_000,
    "words.rtf": "{\\rtf1 " + "\\b0\\'41" * 100_000,
    "entities.odt": zipped({"content.xml": '<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'}),
    "deep.odt": zipped({"content.xml": "<a>" * 5_000}),
    "entities.pptx": zipped({"ppt/presentation.xml": '<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'}),
    "none.xlsx": zipped({"x": "y"}),
    "none.ods": b"PK\x03\x04 cut off",
}


@pytest.mark.usefixtures("programs_apart")
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_office_files_end_with_a_reason(tmp_path: Path, name: str) -> None:
    """Or are read, in bounded time."""
    found, told = read(tmp_path, HOSTILE[name], name)
    assert len(found) + len(told) == 1
    assert (name == "words.rtf") == bool(found)


def test_charts_of_slides_and_formulas_and_charts_of_documents_are_read(tmp_path: Path) -> None:
    """They stand in parts of their own."""
    frame = '<p:graphicFrame><a:graphicData><c:chart xmlns:c="c" r:id="k"/></a:graphicData></p:graphicFrame>'
    chart = (
        '<c:chartSpace xmlns:c="c" xmlns:a="a"><a:p><a:t>Panen</a:t></a:p><c:ser><c:tx><c:v>Padi</c:v></c:tx>'
        "<c:cat><c:v>2021</c:v></c:cat><c:val><c:v>6</c:v></c:val></c:ser></c:chartSpace>"
    )
    link = f'<R xmlns="x"><R Id="k" Type="{OFFICE}/chart" Target="../chart.xml"/></R>'
    pptx = with_parts(slides(shape("Hasil") + frame), {"ppt/slides/_rels/s0.xml.rels": link, "ppt/chart.xml": chart})
    body = (
        '<text:p>Rumus <draw:frame><draw:object href="./Object 1"/></draw:frame> dipakai.</text:p>'
        '<text:p><draw:frame><draw:object href="./Object 2"/></draw:frame></text:p>'
    )
    formula = (
        "<math><semantics><mfrac><mn>1</mn><mn>2</mn></mfrac><annotation>{1} over {2}</annotation></semantics></math>"
    )
    said = "<office:body><text:p>Panen padi</text:p></office:body>"
    drawn = f"<office:document-content {NAMES}>{said}</office:document-content>"
    odt = with_parts(opendocument(body), {"Object 1/content.xml": formula, "Object 2/content.xml": drawn})

    assert text(tmp_path, pptx, "a.pptx") == ["Hasil", "Panen", "Padi | 2021: 6"]
    assert text(tmp_path, odt, "a.odt") == ["Rumus 1/2 dipakai.", "Panen padi"]


def test_merged_cells_and_percentages_of_a_sheet_are_read_as_they_are_shown(tmp_path: Path) -> None:
    """Of cells that are merged downwards each row holds the text."""
    book = new_workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Layanan", "Hari", "Naik"], ["Cabut gigi", "Senin", 123_456.125], [None, "Rabu", 1]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet["C2"].number_format = "0.0%"
    out = io.BytesIO()
    book.save(out)

    assert text(tmp_path, out.getvalue(), "a.xlsx") == [
        "Layanan: Cabut gigi | Hari: Senin | Naik: 12345612.5%",
        "Layanan: Cabut gigi | Hari: Rabu | Naik: 1",
    ]


def test_numbers_and_durations_of_a_sheet_are_read_as_they_are_shown(tmp_path: Path) -> None:
    """By their formats; nobody is shown the digits that computers add."""
    book = new_workbook()
    sheet = book.active
    assert sheet is not None
    rows = [["Barang", "Berat", "Harga", "Telepon", "Lama"], ["Gula", 6.3999999999999995, 1250000.5, 2178901, None]]
    for row in rows:
        sheet.append(row)
    sheet["E2"] = timedelta(hours=26)
    for cell, form in (("C2", '"Rp" #,##0'), ("D2", "000000000000"), ("E2", "[h]:mm")):
        sheet[cell].number_format = form
    out = io.BytesIO()
    book.save(out)

    assert text(tmp_path, out.getvalue(), "a.xlsx") == [
        "Barang: Gula | Berat: 6.4 | Harga: Rp 1.250.001 | Telepon: 000002178901 | Lama: 26:00"
    ]


def test_day_of_an_article_is_whole_where_its_column_shows_the_month(tmp_path: Path) -> None:
    """Elsewhere a month is what it shows."""
    book = new_workbook()
    sheet = book.active
    assert sheet is not None
    month = datetime(2022, 7, 1)  # noqa: DTZ001
    for row in (["Judul", "Isi", "Tanggal"], ["Kereta", "Dua kereta malam ditambah.", month]):
        sheet.append(row)
    sheet["C2"].number_format = "mmm-yy"
    out = io.BytesIO()
    book.save(out)
    (found,), told = read(tmp_path, out.getvalue(), "a.xlsx")

    assert (str(found.published), told) == ("2022-07-01", [])


def test_table_below_what_it_is_called(tmp_path: Path) -> None:
    """As timetables of schools have it, over all of their columns."""
    rows: list[list[object]] = [["JADWAL PELAJARAN", None, None], [None], ["Semester 1"], ["Jam", "Senin", "Selasa"]]
    rows += [["07.00", "Matematika", "IPA"], ["08.30", None, "PJOK"]]
    (found,), _ = read(tmp_path, workbook(Kelas=rows), "a.xlsx")

    assert found.text.split("\n\n") == [
        "JADWAL PELAJARAN",
        "Semester 1",
        "Jam: 07.00 | Senin: Matematika | Selasa: IPA",
        "Jam: 08.30 | Selasa: PJOK",
    ]
