"""PDF: words in the order in which a person reads them, whole sentences, and on which page they stand."""

from __future__ import annotations

import ctypes
import math
import textwrap
from bisect import bisect_right
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image, ImageDraw, ImageFont

from index.articles import Article
from index.progress import Skipped, UnderWay
from index.sources import read_articles
from index.sources.formats.isolated.pages.joining import Hyphens
from index.sources.formats.isolated.pages.pieces import page_of
from index.sources.formats.isolated.pages.recognition import Recognition
from tests.documents import pdf, pdf_of_pages, put

DATA = Path(__file__).parents[3] / "data"
FIRST = (
    "Bupati meresmikan jembatan gantung di tepi Sungai Brantas pada 12 Juni 2018 dengan anggaran tujuh ratus juta "
    "rupiah untuk warga dua belas dusun di lereng gunung yang selama ini menyeberang dengan rakit bambu."
)
SECOND = (
    "Petani mulai menanam padi di sawah tadah hujan pada akhir Oktober karena hujan datang lebih awal dari perkiraan "
    "kantor cuaca di ibu kota provinsi dan harga pupuk sedang turun."
)
Placed = tuple[float, float, str]


def read(folder: Path, content: bytes) -> Article:
    (item,) = read_articles(put(folder, "a.pdf", content))
    assert isinstance(item, Article), item
    return item


def column(text: str, left: float, top: float, width: int) -> list[Placed]:
    """Return the lines of a paragraph; `width` in letters."""
    return [(left, top - 14 * number, line) for number, line in enumerate(textwrap.wrap(text, width))]


def row(height: float, *cells: str, lefts: Sequence[float] = (60, 200, 300, 400)) -> list[Placed]:
    return [(left, height, cell) for left, cell in zip(lefts, cells, strict=False)]


def page_at(article: Article, words: str) -> int:
    return bisect_right(article.page_starts, article.text.index(words))


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    """Also when the file has their lines side by side, below a heading over both, and baselines that differ."""
    left, right = column(FIRST, 60, 700, 40), column(SECOND, 310, 695, 40)
    mixed = sorted([*left, *right], key=lambda piece: -piece[1])

    found = read(
        tmp_path, pdf_of_pages([(60, 760, "Kabar dari lereng gunung dan dari sawah tadah hujan kami"), *mixed])
    )

    assert found.text == f"Kabar dari lereng gunung dan dari sawah tadah hujan kami\n\n{FIRST}\n\n{SECOND}"


def test_sentence_goes_on_in_the_next_column(tmp_path: Path) -> None:
    """As one sentence."""
    lines = textwrap.wrap(f"{FIRST} {SECOND}", 40)
    half = len(lines) // 2
    places = [(60 + 250 * (n // half), 700 - 14 * (n % half), line) for n, line in enumerate(lines[: 2 * half])]

    found = read(tmp_path, pdf_of_pages(places)).text

    assert found == " ".join(lines[: 2 * half])


def test_table_is_read_by_rows(tmp_path: Path) -> None:
    """A cell of two lines stays in its row, and the text before and after is none of the table's."""
    content = [
        *column(FIRST, 60, 780, 90),
        *row(700, "Layanan", "Ketua", "Biaya", "Hari"),
        *row(680, "Cabut gigi", "Ibu Sri", "Rp 25.000", "Senin"),
        *row(660, "Tambal gigi", "Pak Joko", "Rp 15.000", "Selasa"),
        (200, 647, "dan Pak Ali"),
        *row(627, "Sunat", "Pak Budi", "Rp 90.000", "Rabu"),
        *column(SECOND, 60, 590, 90),
    ]
    found = read(tmp_path, pdf_of_pages(content)).text

    assert found.split("\n\n") == [
        FIRST,
        "Layanan: Cabut gigi | Ketua: Ibu Sri | Biaya: Rp 25.000 | Hari: Senin\n"
        "Layanan: Tambal gigi | Ketua: Pak Joko dan Pak Ali | Biaya: Rp 15.000 | Hari: Selasa\n"
        "Layanan: Sunat | Ketua: Pak Budi | Biaya: Rp 90.000 | Hari: Rabu",
        SECOND,
    ]


def test_lines_drawn_in_a_table_part_its_cells(tmp_path: Path) -> None:
    """However narrow the gaps, and wherever in its row the first cell stands."""
    rules = " ".join(f"{x} 620 m {x} 720 l S" for x in (55, 138, 200))
    rules += " ".join(f" 55 {y} m 200 {y} l S" for y in (720, 700, 660, 620))
    content = [
        *[(60, 705, "Nama panjang"), (140, 705, "Hasil")],
        *[(140, 688, "enam ton"), (60, 681, "Dusun Kidul"), (140, 674, "basah")],
        *[(140, 648, "dua ton"), (60, 641, "Dusun Lor"), (140, 634, "kering")],
    ]
    found = read(tmp_path, pdf_of_pages(content, more=rules)).text

    assert found.split("\n") == ["Nama panjang | Hasil", "Dusun Kidul | enam ton basah", "Dusun Lor | dua ton kering"]


def test_form_and_list_are_read_line_by_line(tmp_path: Path) -> None:
    """The colon belongs to the name before it, the sign of an item to its text."""
    content = [
        *row(760, "Nama", ": Budi Santoso", lefts=(60, 160)),
        *row(740, "Alamat", ": Jalan Kenanga 4", lefts=(60, 160)),
        *row(720, "Hari", ": Senin", lefts=(60, 160)),
        *row(680, "1.", "Membawa kartu keluarga asli.", lefts=(60, 80)),
        *row(666, "2.", "Mengisi formulir di loket tiga.", lefts=(60, 80)),
    ]
    found = read(tmp_path, pdf_of_pages(content)).text

    expected = (
        "Nama: Budi Santoso Alamat: Jalan Kenanga 4 Hari: Senin 1. Membawa kartu keluarga asli. 2. Mengisi formulir"
    )
    assert " ".join(found.split()) == f"{expected} di loket tiga."
    assert "asli.\n2. Mengisi" in found


HEADS: dict[str, Callable[[int], str]] = {
    "the same on each page": lambda n: "Majalah Bahari | Edisi 17",
    "with the number of the page": lambda n: f"Majalah Bahari        {n + 16}",
    "in other words": lambda n: f"Halaman {n} dari 3",
    "between dashes": lambda n: f"- {n + 4} -",
    "in Roman figures": lambda n: ("iv", "v", "vi")[n - 1],
}


@pytest.mark.parametrize("kind", HEADS)
def test_heads_and_feet_stay_out_of_sentences(tmp_path: Path, kind: str) -> None:
    """A sentence that goes over two pages is whole; a head in words is kept once, at the end."""
    lines = textwrap.wrap(f"{FIRST} {SECOND}", 60)
    thirds = [lines[:2], lines[2:4], lines[4:6]]
    for place in (815, 30):
        pages = [
            [(60, place, HEADS[kind](n)), *((60.0, 740 - 14.0 * m, line) for m, line in enumerate(part))]
            for n, part in enumerate(thirds, start=1)
        ]
        first, *rest = read(tmp_path, pdf_of_pages(*pages)).text.split("\n\n")

        assert first == " ".join(lines[:6])
        assert rest in ([], ["Majalah Bahari | Edisi 17"], ["Majalah Bahari 17"])


def test_head_that_a_browser_repeats_over_the_text_is_left_out(tmp_path: Path) -> None:
    """An element of a fixed place is printed on all pages, also where lines of the text stand."""
    lines = textwrap.wrap(f"{FIRST} {SECOND}", 60)
    pages = [
        [(200, 780, "Warta Desa Kalimaya"), *((60.0, 782 - 14.0 * m, line) for m, line in enumerate(part))]
        for part in (lines[:3], lines[3:6])
    ]
    first, *rest = read(tmp_path, pdf_of_pages(*pages)).text.split("\n\n")

    assert first == " ".join(lines[:6])
    assert rest == ["Warta Desa Kalimaya"]


@pytest.mark.parametrize("top", [815, 780])
@pytest.mark.parametrize("head", [None, "Laporan Pasar Ikan"])
@pytest.mark.parametrize(
    "names", [("Ikan", "Pagi", "Sore", "Malam"), ("Nama ikan laut", "Harga jual", "Harga beli", "Stok")]
)
def test_head_of_a_table_that_goes_on_is_said_on_each_page(
    tmp_path: Path, top: int, head: str | None, names: tuple[str, ...]
) -> None:
    """Each row has its names, also where the pages have a head of their own."""
    pages = [
        [
            *([(220.0, 832.0, head)] if head else []),
            *row(top, *names),
            *(
                piece
                for n in range(3)
                for piece in row(
                    top - 18 * (n + 1), f"Jenis {page}{n}", f"Rp {page}{n}.400", f"Rp {page}{n}.700", "ada"
                )
            ),
        ]
        for page in (1, 2, 3)
    ]
    lines = [line for line in read(tmp_path, pdf_of_pages(*pages)).text.split("\n") if line]

    expected = [
        f"{names[0]}: Jenis {page}{n} | {names[1]}: Rp {page}{n}.400 | {names[2]}: Rp {page}{n}.700 | {names[3]}: ada"
        for page in (1, 2, 3)
        for n in range(3)
    ]
    assert lines == [*expected, *([head] if head else [])]


def test_heads_of_several_pieces_stay_out_of_columns_and_tables(tmp_path: Path) -> None:
    """Over columns of prose, and over a table where a figure counts the pages or it stands far off."""
    prose = [
        [
            (60.0, 800.0, "Buletin Desa"),
            (310.0, 800.0, "Tahun IX"),
            *column(FIRST, 60, 784, 40),
            *column(text, 310, 784, 40),
        ]
        for text in (SECOND, FIRST)
    ]
    plants = (("Padi", "Jagung"), ("Kopi", "Teh"))
    counted = [
        [
            *row(800, "Buletin Desa", "Berita", f"Hal {number}"),
            *row(784, first, "ada", "5"),
            *row(768, second, "ada", "6"),
        ]
        for number, (first, second) in enumerate(plants, start=1)
    ]
    far = [
        [*row(825, "Buletin", "Desa", "Karang"), *row(770, first, "ada", "5"), *row(756, second, "ada", "6")]
        for first, second in plants
    ]

    for pages in (prose, counted, far):
        text = read(tmp_path, pdf_of_pages(*pages)).text
        assert text.count("Buletin") == 1
        assert text.split("\n\n")[-1].startswith("Buletin")


def test_lines_that_look_like_heads_are_kept(tmp_path: Path) -> None:
    """Titles of chapters at the same height, and figures that do not count the pages."""
    pages = [[(60, 800, title), (60, 770, text)] for title, text in (("Pasal 5", FIRST[:60]), ("Pasal 9", SECOND[:60]))]

    found = read(tmp_path, pdf_of_pages(*pages)).text

    assert [line for line in found.split("\n") if line] == ["Pasal 5", FIRST[:60], "Pasal 9", SECOND[:60]]


def test_what_a_browser_prints_around_a_page_is_left_out(tmp_path: Path) -> None:
    """Its day is the day of printing, its address a file's."""
    content = [(30, 820, "28/11/26, 22.32"), (300, 820, "Kabar"), (30, 15, "file:///tmp/kabar.html"), (550, 15, "1/1")]
    assert read(tmp_path, pdf_of_pages([*content, (60, 700, FIRST[:70])])).text == FIRST[:70]


def test_watermarks_are_left_out(tmp_path: Path) -> None:
    """Slanted, or large and faint."""
    turn = math.sqrt(0.5)
    mark = f"BT /F1 60 Tf {turn} {turn} -{turn} {turn} 150 500 Tm (KONSEP) Tj ET"
    mark += " q .9 g BT /F1 70 Tf 100 690 Td (SALINAN) Tj ET Q"
    found = read(tmp_path, pdf_of_pages(column(FIRST, 60, 720, 80), more=mark))

    assert found.text == FIRST


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("tengge-", "lam", "tenggelam"),
        ("menemu\u00ad", "kan", "menemukan"),
        ("anak-", "anak", "anak-anak"),
        ("rumah-", "rumahan", "rumah-rumahan"),
        ("bertubi-", "tubi", "bertubi-tubi"),
        ("sayur-", "mayur", "sayur-mayur"),
        ("bolak-", "balik", "bolak-balik"),
        ("tolong-", "menolong", "tolong-menolong"),
        ("undang-", "undangnya", "undang-undangnya"),
        ("ke-", "17", "ke-17"),
        ("se-", "Indonesia", "se-Indonesia"),
        ("non-", "aktif", "non-aktif"),
        ("ber-", "bersih", "berbersih"),
        ("per-", "temuan", "pertemuan"),
        ("mem-", "bangun", "membangun"),
        ("tiga-", "roda", "tiga-roda"),
        ("selama", "sebelas", "selama sebelas"),
        ("1990 -", "2000", "1990 - 2000"),
    ],
)
def test_hyphens_at_the_end_of_a_line(before: str, after: str, whole: str) -> None:
    """Mended, but not in compounds: doublings, and what the file itself writes so elsewhere."""
    hyphens = Hyphens({"tiga-roda"})

    assert hyphens.join(before, after) + after == whole


@pytest.mark.parametrize("algorithm", ["RC4-128", "aes-128", "aes-256"])
def test_file_that_anybody_may_open_is_read(tmp_path: Path, algorithm: str) -> None:
    """Encrypted for its owner's sake alone: the user's password is empty."""
    if algorithm.startswith("aes"):
        content = (DATA / f"owner-password-{algorithm}.pdf").read_bytes()
    else:
        content = pdf("Balai kota buka malam.", password="", owner_password="pemilik")
    assert b"/Encrypt" in content

    assert read(tmp_path, content).text == "Balai kota buka malam."


def test_pages_are_known(tmp_path: Path) -> None:
    """Of every passage, also where a sentence goes over two pages and where a page is empty."""
    lines = textwrap.wrap(FIRST, 60)
    pages = [
        [(60.0, 700.0, lines[0]), (60.0, 686.0, lines[1])],
        [(60.0, 700.0, lines[2])],
        [],
        [(60.0, 700.0, "Akhir naskah.")],
    ]
    found = read(tmp_path, pdf_of_pages(*pages))

    assert found.text == f"{' '.join(lines[:3])}\n\nAkhir naskah."
    assert [page_at(found, words) for words in ("Bupati", lines[2], "Akhir")] == [1, 2, 4]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_are_read_upright(tmp_path: Path, turn: int) -> None:
    """A page that is shown turned, with its letters turned back."""
    matrix, start = {90: ("0 1 -1 0", (300, 60)), 180: ("-1 0 0 -1", (500, 300)), 270: ("0 -1 1 0", (300, 780))}[turn]
    step = {90: (14, 0), 180: (0, 14), 270: (-14, 0)}[turn]
    lines = textwrap.wrap(SECOND, 50)
    shown = " ".join(
        f"BT /F1 11 Tf {matrix} {start[0] + n * step[0]} {start[1] + n * step[1]} Tm ({line}) Tj ET"
        for n, line in enumerate(lines)
    )
    content = pdf_of_pages([], more=shown).replace(b"/MediaBox", b"/Rotate %d /MediaBox" % turn)

    assert read(tmp_path, content).text == SECOND


def test_a_box_beside_a_paragraph_is_read_after_it(tmp_path: Path) -> None:
    """Its lines stand at other heights, none beside one of the paragraph."""
    pieces = [*column(FIRST, 60, 700, 40), (360.0, 693.0, "Pendaftaran"), (360.0, 679.0, "sampai 9 Juni")]

    assert read(tmp_path, pdf_of_pages(pieces)).text == f"{FIRST}\n\nPendaftaran sampai 9 Juni"


@pytest.mark.parametrize("turn", [90, 270])
def test_a_turned_page_is_read_like_another(tmp_path: Path, turn: int) -> None:
    """With the lines that part its cells, though they are close."""
    cells = [*row(700, "Cabut gigi", "Rp 40.000", lefts=(60, 117)), *row(680, "Imunisasi", "Rp 5.000", lefts=(60, 117))]
    content = pdf_of_pages(cells, more="115 650 m 115 720 l S 50 692 m 200 692 l S")
    document = pypdfium2.PdfDocument(content)
    document[0].set_rotation(turn)
    turned = BytesIO()
    document.save(turned)

    assert (
        read(tmp_path, turned.getvalue()).text
        == read(tmp_path, content).text
        == ("Cabut gigi | Rp 40.000\nImunisasi | Rp 5.000")
    )


def test_fonts_that_do_not_say_how_high_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As LibreOffice 7 writes them: a character's box is that of its own shape, and lines stand level all the same.

    However a page is turned.
    """

    def own_shape(page: Any, at: int, box: Any) -> bool:
        corners = [ctypes.c_double() for _ in range(6)]
        left, right, bottom, top, x, y = map(ctypes.byref, corners)
        pdfium.FPDFText_GetCharBox(page, at, left, right, bottom, top)
        pdfium.FPDFText_GetCharOrigin(page, at, x, y)
        found = box._obj
        found.left, found.right, found.top = corners[0].value, corners[1].value, corners[3].value
        found.bottom = min(corners[2].value, corners[5].value)
        return True

    first, second = [(60.0, 700.0, "seru mau"), (300.0, 700.0, "gaji")], [(60.0, 680.0, "- x"), (300.0, 680.0, "y")]
    content = pdf_of_pages([*first, *second])
    usual = page_of(pypdfium2.PdfDocument(content)[0]).pieces
    monkeypatch.setattr(pdfium, "FPDFText_GetLooseCharBox", own_shape)
    page = pypdfium2.PdfDocument(content)[0]
    for turn in (0, 90, 180, 270):
        page.set_rotation(turn)
        found = sorted(page_of(page).pieces, key=lambda piece: (round(piece.base), piece.left))

        assert [piece.text for piece in found] == [piece.text for piece in usual]
        assert [round(piece.base - found[0].base) for piece in found] == [0, 0, 20, 20]
        assert len({round(piece.size, 1) for piece in found}) == 1


def test_raised_numbers_stay_apart(tmp_path: Path) -> None:
    """A power, a note: "10⁶" is not 106; what is set lower is no power."""
    raised = "({}) Tj /F1 9.6 Tf 4.6 Ts ({}) Tj /F1 12 Tf 0 Ts ({}) Tj"
    line = "BT 60 700 Td /F1 12 Tf " + raised.format("Luas 10", "6", " m") + "/F1 9.6 Tf -1.1 Ts (2) Tj ET"

    assert read(tmp_path, pdf_of_pages([], more=line)).text == "Luas 10⁶ m2"


def test_heading_is_what_is_set_largest(tmp_path: Path) -> None:
    """When the file names no title."""
    large = "BT /F1 20 Tf 60 780 Td (Jembatan Baru untuk Dua Belas Dusun) Tj ET"
    assert read(tmp_path, pdf_of_pages(column(FIRST, 60, 740, 80), more=large)).title == (
        "Jembatan Baru untuk Dua Belas Dusun"
    )


def scanned(*pages: str) -> bytes:
    """Return a PDF of pictures of pages, as a scanner makes it."""
    pictures = []
    for text in pages:
        picture = Image.new("L", (1240, 600), 255)
        ImageDraw.Draw(picture).text((100, 100), text, fill=0, font=ImageFont.load_default(40))
        pictures.append(picture)
    out = BytesIO()
    pictures[0].save(out, "PDF", resolution=150, save_all=True, append_images=pictures[1:])
    return out.getvalue()


def test_scan_is_recognised_or_told(tmp_path: Path) -> None:
    """Where the extra is not installed, with what installs it."""
    *pages, found = read_articles(
        put(tmp_path, "a.pdf", scanned("Rapat desa hari Senin\npukul sembilan pagi", "Iuran Rp 5.000"))
    )
    assert all(isinstance(each, UnderWay) for each in pages)

    if find_spec("rapidocr"):
        assert isinstance(found, Article)
        assert ("Senin" in found.text, page_at(found, "5.000")) == (True, 2)
    else:
        assert isinstance(found, Skipped)
        assert "pip install 'tanya[ocr]'" in found.reason


def test_pictures_among_pages_are_recognised_or_told(tmp_path: Path) -> None:
    """With what installs the extra only where it is not installed."""
    out = BytesIO()
    whole = pypdfium2.PdfDocument(pdf("Rapat desa Senin pagi."))
    whole.import_pages(pypdfium2.PdfDocument(scanned("Iuran Rp 5.000", "x")))
    whole.save(out)
    found, *told = read_articles(put(tmp_path, "a.pdf", out.getvalue()))

    assert isinstance(found, Article)
    if find_spec("rapidocr"):
        assert "5.000" in found.text
    else:
        assert [each.reason for each in told if isinstance(each, Skipped)] == [
            "has pages that are pictures, whose text is not read (2): 2, 3; "
            "`pip install 'tanya[ocr]'` has it recognised"
        ]


def test_recognised_lines_are_read_like_others() -> None:
    """By their places, in points; what was hardly read is left out."""
    recognition = Recognition()
    boxes = [[[100, 50], [500, 50], [500, 90], [100, 90]], [[100, 100], [400, 100], [400, 140], [100, 140]]]
    recognition._engine = lambda _picture, use_cls: SimpleNamespace(
        boxes=boxes, txts=(" Rapat ", "xq"), scores=(0.9, 0.2)
    )
    document = pypdfium2.PdfDocument(scanned("x"))

    (piece,) = recognition.pieces_of(document[0])

    assert piece.text == "Rapat"
    assert [round(place, 1) for place in (piece.left, piece.right, piece.base, piece.size)] == [48.0, 240.0, 39.4, 14.4]


def test_recognition_gives_no_text_where_there_is_none() -> None:
    """A blank page is no mistake."""
    recognition = Recognition()
    recognition._engine = lambda _picture, use_cls: SimpleNamespace(txts=None)

    assert recognition.pieces_of(pypdfium2.PdfDocument(scanned(""))[0]) == []
