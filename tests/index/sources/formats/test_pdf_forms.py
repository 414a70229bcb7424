"""PDF forms: what is filled in stands behind its label, in its row, and on its page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from index.articles import Article
from index.progress import Noted
from index.sources import read_articles
from tests.documents import pdf_of_pages, put

PASSWORD, COMBO, MULTIPLE, RADIO = 1 << 13, 1 << 17, 1 << 21, 1 << 15
HIDDEN, NO_VIEW = 1 << 1, 1 << 5
_numbers = count()


@dataclass
class Form:
    """A PDF of pages with these pieces of text, on which fields and notes are laid."""

    pages: Sequence[Sequence[tuple[float, float, str]]]
    turn: int = 0
    laid: list[tuple[int, dict[str, PdfObject]]] = field(default_factory=list)

    def lay(self, kind: str, place: Sequence[float], page: int = 0, /, **more: PdfObject) -> Form:
        """Lay an annotation of a kind upon a page: left, bottom, right, top."""
        box = ArrayObject(map(FloatObject, place))
        self.laid.append((page, {"Subtype": NameObject(kind), "Rect": box, **more}))
        return self

    def field(self, place: Sequence[float], kind: str, page: int = 0, /, **more: PdfObject) -> Form:
        name = TextStringObject(f"f{next(_numbers)}")
        return self.lay("/Widget", place, page, FT=NameObject(kind), T=name, **more)

    def text(self, left: float, base: float, right: float, value: str, page: int = 0, **more: PdfObject) -> Form:
        return self.field((left, base - 4, right, base + 12), "/Tx", page, V=TextStringObject(value), **more)

    def box(self, left: float, base: float, *, ticked: bool, value: str = "Yes", **more: PdfObject) -> Form:
        state = NameObject(f"/{value}" if ticked else "/Off")
        pictures = DictionaryObject({NameObject(f"/{value}"): NullObject(), NameObject("/Off"): NullObject()})
        shown = DictionaryObject({NameObject("/N"): pictures})
        return self.field((left, base - 1, left + 10, base + 9), "/Btn", V=state, AP=shown, **{"AS": state} | more)

    def choice(self, left: float, base: float, right: float, chosen: Sequence[str], flags: int, *shown: str) -> Form:
        """A choice of what is shown; the file names each by its first letter."""
        pairs = ArrayObject(ArrayObject([TextStringObject(each[0]), TextStringObject(each)]) for each in shown)
        value = ArrayObject(map(TextStringObject, chosen)) if len(chosen) > 1 else TextStringObject(chosen[0])
        return self.field((left, base - 4, right, base + 12), "/Ch", Opt=pairs, V=value, Ff=NumberObject(flags))

    def free(self, place: Sequence[float], text: str, kind: str = "/FreeText", **more: PdfObject) -> Form:
        return self.lay(kind, place, Contents=TextStringObject(text), **more)

    def content(self) -> bytes:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of_pages(*self.pages))))
        fields = ArrayObject()
        for page, made in self.laid:
            given = DictionaryObject({NameObject(f"/{name}"): value for name, value in made.items()})
            given.setdefault(NameObject("/Type"), NameObject("/Annot"))
            reference = writer._add_object(given)
            writer.pages[page].setdefault(NameObject("/Annots"), ArrayObject()).append(reference)
            if str(made["Subtype"]) == "/Widget":
                fields.append(reference)
        if fields:
            about = {"/Fields": fields, "/NeedAppearances": BooleanObject(value=True)}
            writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
                {NameObject(name): value for name, value in about.items()}
            )
        for each in writer.pages:
            each.rotate(self.turn)
        written = io.BytesIO()
        writer.write(written)
        return written.getvalue()


def text_of(folder: Path, form: Form) -> str:
    (item,) = read_articles(put(folder, "a.pdf", form.content()))
    assert isinstance(item, Article), item
    return item.text


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_value_stands_behind_the_label_at_its_left(tmp_path: Path, turn: int) -> None:
    """Each in a line of its own, however the page is turned; the label has one colon."""
    labels = ["SURAT IZIN USAHA", "Pemilik", "Nomor:", "Alamat", "Modal (Rp)", "Keterangan"]
    form = Form([[(60, 800 - 24 * at, label) for at, label in enumerate(labels)]], turn)
    form.text(170, 776, 420, "Ratna Dewi").text(170, 752, 420, "17/PKL/2024")
    form.text(170, 728, 420, "Jalan Melati 12 Sukabumi").text(170, 704, 420, "4.500.000")
    form.field((170, 630, 420, 690), "/Tx", V=TextStringObject("Buka malam hari.\rTanpa pelayan."))

    assert text_of(tmp_path, form) == (
        "SURAT IZIN USAHA\n\nPemilik: Ratna Dewi\nNomor: 17/PKL/2024\nAlamat: Jalan Melati 12 Sukabumi\n"
        "Modal (Rp): 4.500.000\nKeterangan: Buka malam hari.\nTanpa pelayan."
    )


def test_value_stands_behind_the_label_above_it(tmp_path: Path) -> None:
    """Two beside one another are two."""
    form = Form([[(60, 760, "Full name"), (320, 760, "Date of birth"), (60, 712, "Occupation")]])
    form.text(60, 742, 290, "Edith Barlow").text(320, 742, 520, "4 May 1990").text(60, 694, 290, "Ferry pilot")

    assert sorted(text_of(tmp_path, form).replace("\n\n", "\n").split("\n")) == [
        "Date of birth: 4 May 1990",
        "Full name: Edith Barlow",
        "Occupation: Ferry pilot",
    ]


@pytest.mark.parametrize("filled_rows", [True, False])
def test_table_that_is_filled_in_is_read_by_rows(tmp_path: Path, filled_rows: bool) -> None:
    """With the names of its columns, whether the first column is printed or filled in as well."""
    names = ["Beras", "Gula", "Minyak"]
    printed = [(60.0, 760.0, "Barang"), (200.0, 760.0, "Harga"), (320.0, 760.0, "Stok")]
    if not filled_rows:
        printed += [(60.0, 740.0 - 20 * at, name) for at, name in enumerate(names)]
    form = Form([printed])
    for at, (name, price, stock) in enumerate(zip(names, ("14.500", "17.250", "19.000"), "483", strict=True)):
        base = 740 - 20 * at
        form.text(200, base, 300, price).text(320, base, 400, stock)
        if filled_rows:
            form.text(60, base, 190, name)

    assert text_of(tmp_path, form).split("\n") == [
        "Barang: Beras | Harga: 14.500 | Stok: 4",
        "Barang: Gula | Harga: 17.250 | Stok: 8",
        "Barang: Minyak | Harga: 19.000 | Stok: 3",
    ]


def test_value_takes_the_place_of_the_dots_that_are_printed_for_it(tmp_path: Path) -> None:
    """At the end of a line, in the middle of a sentence, two in a line, and as a line apart from its label."""
    form = Form(
        [
            [
                (60, 760, "Nama : ........................................"),
                (60, 736, "Tempat, tanggal lahir: ......................, ......................"),
                (60, 712, "Saya menyerahkan ................ karung beras kepada panitia."),
                (60, 688, "NIK"),
                (160, 688, "______________________"),
            ]
        ]
    )
    form.text(100, 760, 220, "Darmo").text(165, 736, 230, "Blitar").text(238, 736, 300, "2 Mei 1988")
    form.text(160, 712, 200, "12").text(160, 688, 280, "350511")

    assert text_of(tmp_path, form).replace("\n\n", "\n").split("\n") == [
        "Nama : Darmo",
        "Tempat, tanggal lahir: Blitar, 2 Mei 1988",
        "Saya menyerahkan 12 karung beras kepada panitia.",
        "NIK: 350511",
    ]


def test_value_within_a_sentence_gets_no_colon(tmp_path: Path) -> None:
    """Nor do the parts of a date behind the first."""
    form = Form([[(60, 760, "Iuran sebesar Rp"), (210, 760, "per bulan."), (60, 730, "Berlaku mulai")]])
    form.text(150, 760, 205, "35.000").text(140, 730, 160, "1").text(165, 730, 220, "Juli").text(225, 730, 260, "2025")

    assert text_of(tmp_path, form) == "Iuran sebesar Rp 35.000 per bulan.\n\nBerlaku mulai: 1 Juli 2025"


def test_ticked_boxes_are_told_from_open_ones(tmp_path: Path) -> None:
    """With their labels at the right, at the left, around them, or none; also where only the value tells."""
    form = Form(
        [
            [
                *[(60, 780, "Status:"), (152, 780, "Kawin"), (252, 780, "Lajang")],
                *[(60, 750, "Rawat inap"), (200, 750, "Rawat jalan"), (60, 700, "Laki-laki   Perempuan")],
            ]
        ]
    )
    form.box(140, 780, ticked=False).box(240, 780, ticked=True, value="L", Ff=NumberObject(RADIO))
    form.box(118, 750, ticked=True).box(262, 750, ticked=False).box(104, 700, ticked=True)
    form.box(60, 600, ticked=True, AS=NameObject("/Off"), TU=TextStringObject("Peserta BPJS"))

    assert text_of(tmp_path, form).replace("\n\n", "\n").split("\n") == [
        "Status: ☐ Kawin | ☑ Lajang",
        "Rawat inap ☑ | Rawat jalan ☐",
        "Laki-laki ☑ Perempuan",
        "☑ Peserta BPJS",
    ]


def test_boxes_under_names_of_columns_are_cells(tmp_path: Path) -> None:
    """Of the rows in which they stand."""
    names = [(60.0, 720.0, "Keluhan"), (230.0, 720.0, "Ya"), (280.0, 720.0, "Tidak")]
    form = Form([[*names, (60, 700, "Batuk"), (60, 680, "Demam"), (60, 660, "Sesak napas sejak 3 hari lalu")]])
    for base, ticked in ((700, True), (680, False), (660, True)):
        form.box(230, base, ticked=ticked).box(286, base, ticked=not ticked)

    assert text_of(tmp_path, form).split("\n") == [
        "Keluhan: Batuk | Ya: ☑ | Tidak: ☐",
        "Keluhan: Demam | Ya: ☐ | Tidak: ☑",
        "Keluhan: Sesak napas sejak 3 hari lalu | Ya: ☑ | Tidak: ☐",
    ]


def test_choice_is_told_as_it_is_shown(tmp_path: Path) -> None:
    """One, several, and one that is typed and none of the list."""
    form = Form([[(60, 760, "Kota"), (60, 730, "Hari"), (60, 700, "Desa")]])
    form.choice(160, 760, 300, ["M"], COMBO, "Malang", "Surabaya")
    form.choice(160, 730, 300, ["S", "R"], MULTIPLE, "Senin", "Kamis", "Rabu")
    form.choice(160, 700, 300, ["Karangsari"], COMBO, "Ampel", "Bulu")

    assert text_of(tmp_path, form) == "Kota: Malang\nHari: Senin, Rabu\nDesa: Karangsari"


def test_field_without_a_printed_label_has_the_name_that_the_form_gives_it(tmp_path: Path) -> None:
    """And where it gives none, the value is there alone."""
    form = Form([[(60, 800, "Kartu berobat")]])
    form.text(60, 700, 300, "Wulan", TU=TextStringObject("Nama pasien")).text(60, 600, 300, "Golongan darah O")

    assert text_of(tmp_path, form) == "Kartu berobat\n\nNama pasien: Wulan\nGolongan darah O"


def test_free_text_is_text_of_its_place(tmp_path: Path) -> None:
    """Behind a label with a colon, in the dots of a form, and for itself where nothing is printed for it."""
    printed = [(60.0, 760.0, "Pengumuman libur"), (60.0, 720.0, "Nama:"), (60.0, 690.0, "Kelas ................")]
    form = Form([[*printed, (60.0, 560.0, "Kepala sekolah berharap semua hadir.")]])
    form.free((130, 714, 300, 732), "Tegar").free((95, 685, 160, 701), "8B")
    form.free((60, 600, 400, 640), "Libur diundur ke 3 Juli.\rSekolah tetap buka pagi.")

    assert text_of(tmp_path, form).replace("\n\n", "\n").split("\n") == [
        "Pengumuman libur",
        "Nama: Tegar",
        "Kelas 8B",
        "Libur diundur ke 3 Juli.",
        "Sekolah tetap buka pagi.",
        "Kepala sekolah berharap semua hadir.",
    ]


def test_what_nobody_sees_on_the_page_stays_out(tmp_path: Path) -> None:
    """Notes that a click opens, passwords, what is hidden; empty fields leave nothing, and a value is there once."""
    printed = [(60.0, 760.0, "Sandi"), (60.0, 730.0, "Nama"), (160.0, 730.0, "Sari Utami"), (60.0, 700.0, "Kode pos")]
    form = Form([[*printed, (60, 640, "Rumah 12 lantai")]]).text(90, 640, 130, "2")
    form.text(160, 760, 300, "rahasia1", Ff=NumberObject(PASSWORD)).text(150, 730, 300, "Sari Utami")
    form.text(160, 700, 300, "").text(160, 670, 300, "rahasia2", F=NumberObject(HIDDEN))
    form.free((60, 500, 200, 520), "rahasia3", F=NumberObject(NO_VIEW))
    form.free((300, 500, 320, 520), "rahasia4", "/Text").free((300, 400, 500, 480), "rahasia5", "/Popup")

    found = text_of(tmp_path, form)

    assert (found.count("rahasia"), found.count("Sari Utami")) == (0, 1)
    assert "Kode pos\n" in found
    assert found.endswith(" 2")


def test_value_is_on_its_page(tmp_path: Path) -> None:
    """Also where nothing is printed there."""
    form = Form([[(60, 760, "Lampiran surat")], []])
    form.field((60, 700, 300, 716), "/Tx", 1, V=TextStringObject("Disetujui lurah."))
    (item,) = read_articles(put(tmp_path, "a.pdf", form.content()))

    assert isinstance(item, Article)
    assert item.page_starts[1] == item.text.index("Disetujui")


def test_free_text_on_a_scan_does_not_pass_for_its_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read, and that the page is a picture is told all the same."""
    monkeypatch.setattr("index.sources.formats.office.pdf.find_spec", lambda _name: None)
    scan = io.BytesIO()
    Image.new("L", (620, 877), 255).save(scan, "PDF", resolution=75)
    writer = PdfWriter(clone_from=PdfReader(scan))
    made = Form([[]]).free((60, 600, 300, 640), "Sudah dibayar 5 Mei.").laid[0][1]
    note = writer._add_object(DictionaryObject({NameObject(f"/{name}"): value for name, value in made.items()}))
    writer.pages[0][NameObject("/Annots")] = ArrayObject([note])
    written = io.BytesIO()
    writer.write(written)

    found, told = read_articles(put(tmp_path, "a.pdf", written.getvalue()))

    assert isinstance(found, Article)
    assert isinstance(told, Noted)
    assert (found.text, "pictures" in told.reason) == ("Sudah dibayar 5 Mei.", True)


def test_what_is_struck_out_on_a_page_is_left_out(tmp_path: Path) -> None:
    """Words of a line and whole lines, one mark for several of them; underlined text stays."""
    lines = ["Iuran keamanan Rp 8.000 Rp 9.500 sebulan.", "Dibayar di pos ronda.", "Dibayar lewat bendahara."]
    form = Form([[(60, 760 - 20 * number, line) for number, line in enumerate(lines)]])

    def corners(left: float, base: float, right: float) -> list[FloatObject]:
        return [*map(FloatObject, (left, base + 9, right, base + 9, left, base - 2, right, base - 2))]

    struck = ArrayObject([*corners(141, 760, 188.5), *corners(58, 740, 300)])
    form.lay("/StrikeOut", (58, 738, 300, 770), QuadPoints=struck)
    form.lay("/Underline", (58, 718, 300, 732), QuadPoints=ArrayObject(corners(58, 720, 300)))

    assert " ".join(text_of(tmp_path, form).split()) == "Iuran keamanan Rp 9.500 sebulan. Dibayar lewat bendahara."


def test_layers_that_are_off_are_left_out(tmp_path: Path) -> None:
    """And those that are on stay, as does what scanners put over a picture that nobody sees."""
    line = "/OC /{} BDC BT /F1 11 Tf {} Tr 60 {} Td ({}) Tj ET EMC"
    said = (("On", 0, 700, "Tarif baru"), ("Off", 0, 680, "Tarif lama"), ("On", 0, 660, "untuk warga"))
    layered = " ".join(line.format(*each) for each in (*said, ("Scan", 3, 640, "hasil pindai")))
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of_pages([(60, 760, "Pengumuman")], more=layered))))
    layers = {
        name: writer._add_object(
            DictionaryObject({NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject(name)})
        )
        for name in ("On", "Off", "Scan")
    }
    named = DictionaryObject({NameObject(f"/{name}"): layer for name, layer in layers.items()})
    resources = writer.pages[0]["/Resources"]
    assert isinstance(resources, DictionaryObject)
    resources[NameObject("/Properties")] = named
    shown = DictionaryObject({NameObject("/OFF"): ArrayObject([layers["Off"]])})
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject(layers.values()), NameObject("/D"): shown}
    )
    written = io.BytesIO()
    writer.write(written)
    (found,) = read_articles(put(tmp_path, "a.pdf", written.getvalue()))

    assert isinstance(found, Article)
    assert found.text.split() == ["Pengumuman", "Tarif", "baru", "untuk", "warga", "hasil", "pindai"]
