"""Word: all text that a reader of the document sees, once, and in its place."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree  # type: ignore[import-untyped]

from index.articles import Article
from index.progress import Skipped
from index.sources import read_articles
from tests.documents import put, zipped

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    TYPES: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Judul"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="character" w:styleId="Rahasia"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Lebih"><w:basedOn w:val="Rahasia"/></w:style>'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties and f"<w:rPr>{properties}</w:rPr>"}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, style: str = "") -> str:
    inner = "".join(each if each.startswith("<") else run(each) for each in content)
    return f"<w:p>{style and f'<w:pPr><w:pStyle w:val={chr(34)}{style}{chr(34)}/></w:pPr>'}{inner}</w:p>"


def cell(*content: str) -> str:
    return f"<w:tc>{''.join(content)}</w:tc>"


def table(*rows: list[str]) -> str:
    return tag("tbl", *(tag("tr", *row) for row in rows))


def tag(name: str, *content: str) -> str:
    return f"<w:{name}>{''.join(content)}</w:{name}>"


def document(body: str, core: str = "", strict: bool = False, **parts: Any) -> bytes:
    """Return a document; `parts` are further ones by their kind: `footnotes`, `header_1`, `styles`."""
    kinds = {"styles": STYLES, **parts}
    files: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships xmlns="x"><Relationship Id="r1" Type="{TYPES}/officeDocument" '
        'Target="word/document.xml"/><Relationship Id="r2" Type="x/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>",
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": '<Relationships xmlns="x">'
        + "".join(
            f'<Relationship Id="{name}" Type="{TYPES}/{name.partition("_")[0]}" Target="{name}.xml"/>' for name in kinds
        )
        + "</Relationships>",
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t">'
        f"{core}</cp:coreProperties>",
    }
    files |= {f"word/{name}.xml": f"<w:part {NAMES}>{content}</w:part>" for name, content in kinds.items()}
    if strict:
        for old, new in STRICT.items():
            files = {name: str(content).replace(old, new) for name, content in files.items()}
    return zipped(files)


def with_embedded(place: str, name: str, content: str | bytes) -> bytes:
    """Return a document that holds another one between two paragraphs."""
    outer = document(
        p("Isi.")
        + ('<w:altChunk r:id="x"/>' if place == "altChunk" else p('<w:r><o:OLEObject r:id="x"/></w:r>'))
        + p("Akhir.")
    )
    kind = "aFChunk" if place == "altChunk" else "package"
    with zipfile.ZipFile(BytesIO(outer)) as archive:
        files: dict[str, str | bytes] = {each: archive.read(each) for each in archive.namelist()}
    links = "word/_rels/document.xml.rels"
    link = f'<Relationship Id="x" Type="{TYPES}/{kind}" Target="{name}"/></Relationships>'
    files[links] = bytes(files[links]).decode().replace("</Relationships>", link)  # type: ignore[arg-type] # they are bytes
    return zipped(files | {f"word/{name}": content})


def read(folder: Path, content: bytes, name: str = "a.docx") -> Article:
    (item,) = read_articles(put(folder, name, content))
    assert isinstance(item, Article), item
    return item


def blocks(folder: Path, body: str, **parts: Any) -> list[str]:
    return read(folder, document(body, **parts)).text.split("\n\n")


def field(code: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('separate')}{run(result)}{mark('end')}"


def note(kind: str, number: int, text: str, more: str = "") -> str:
    return f'<w:{kind} w:id="{number}" {more}>{p(text)}</w:{kind}>'


def cited(kind: str, number: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


BOX = f"<w:txbxContent>{p('Kotak berisi nomor 12.')}</w:txbxContent>"
KINDS = {
    "control around paragraphs": (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Air mati 36 jam.')}</w:sdtContent></w:sdt>",
        ["Air mati 36 jam."],
    ),
    "control in a line": (
        p("Nomor ", f"<w:sdt><w:sdtContent>{run('771')}</w:sdtContent></w:sdt>", "."),
        ["Nomor 771."],
    ),
    "control that asks to be filled in": (
        p("Nama: ", f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Isi')}</w:sdtContent></w:sdt>"),
        ["Nama:"],
    ),
    "controls around rows and cells": (
        f"<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>{cell(p('Iuran'))}</w:sdtContent></w:sdt>"
        f"{cell(p('Rp 500'))}</w:tr></w:sdtContent></w:sdt></w:tbl>",
        ["Iuran | Rp 500"],
    ),
    "insertions and deletions": (
        p(
            "Iuran ",
            f"<w:del>{run('Rp 1')}<w:r><w:delText>Rp 2</w:delText></w:r></w:del>",
            f"<w:ins>{run('Rp 3')}</w:ins>",
        ),
        ["Iuran Rp 3"],
    ),
    "a deleted end of a paragraph": (
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Rapat di')}</w:p>{p(' balai desa.')}",
        ["Rapat di balai desa."],
    ),
    "a deleted row": (
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell(p('Lama'))}</w:tr><w:tr>{cell(p('Baru'))}</w:tr></w:tbl>",
        ["Baru"],
    ),
    "moved text": (
        p(tag("moveFrom", run("Ketua Sri."))) + p(tag("moveTo", run("Ketua Sri."))),
        ["Ketua Sri."],
    ),
    "a text box of two versions of Word": (
        p(
            "Panen raya.",
            f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing>"
            f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>",
        )
        + p("Sesudahnya."),
        ["Panen raya.", "Kotak berisi nomor 12.", "Sesudahnya."],
    ),
    "an old text box": (
        p(f"<w:r><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></w:r>"),
        ["Kotak berisi nomor 12."],
    ),
    "a version with text only in the older form": (
        p(
            "<w:r><mc:AlternateContent><mc:Choice Requires='x'><w:drawing/></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        ),
        ["Kotak berisi nomor 12."],
    ),
    "drawn letters": (p('<w:r><w:pict><v:textpath string="PENGUMUMAN"/></w:pict></w:r>'), ["PENGUMUMAN"]),
    "smart tags, custom XML and links": (
        p(
            f"<w:smartTag>{run('Bogor')}</w:smartTag>",
            f"<w:customXml>{run(', ')}</w:customXml>",
            f"<w:hyperlink>{run('di sini')}</w:hyperlink>",
        ),
        ["Bogor, di sini"],
    ),
    "fields": (
        p("Lihat ", field("HYPERLINK x", "laman"), " dan ", field(" IF a ", "hasil"), "."),
        ["Lihat laman dan hasil."],
    ),
    "a field whose code is not closed": (
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>') + p("Tidak hilang."),
        ["Tidak hilang."],
    ),
    "a simple field": (p(f'<w:fldSimple w:instr="DATE">{run("4 Mei 2022")}</w:fldSimple>'), ["4 Mei 2022"]),
    "breaks and hyphens": (
        p(
            "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/></w:r>"
        ),
        ["a b\nc-d"],
    ),
    "symbols": (
        p('<w:r><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'),
        ["α✓"],
    ),
    "hidden text": (
        p("Terlihat.", run("Tidak.", "<w:vanish/>"), run(" Juga.", '<w:vanish w:val="0"/>'))
        + p(run("Sandi.", '<w:rStyle w:val="Lebih"/>')),
        ["Terlihat. Juga."],
    ),
    "reading aids over letters": (
        p(f"<w:r><w:ruby><w:rt>{run('kan')}</w:rt><w:rubyBase>{run('漢')}</w:rubyBase></w:ruby></w:r>", " itu"),
        ["漢 itu"],
    ),
    "formulas": (p("Luas ", "<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>"), ["Luas a=b"]),
    "a table in a table": (
        table([cell(p("Tarif")), cell(p("lihat"), table([cell(p("Anak")), cell(p("500"))]))]),
        ["Tarif | lihat", "Anak | 500"],
    ),
    "a table for the layout": (
        f"<w:tbl><w:tr>{cell(p('Judul kiri'), p('Isi kiri. ' * 40))}{cell(p('Kanan'))}</w:tr></w:tbl>",
        ["Judul kiri", " ".join(["Isi kiri."] * 40), "Kanan"],
    ),
}


@pytest.mark.parametrize("strict", [False, True])
def test_text_of_every_kind_is_read_once(tmp_path: Path, strict: bool) -> None:
    """As Word shows it with all revisions accepted, in documents of both forms of the standard."""
    body = "".join(p(f"§{kind}") + content for kind, (content, _) in KINDS.items())

    text = read(tmp_path, document(body, strict=strict)).text

    found = {kind: lines for kind, *lines in (part.split("\n\n") for part in text.removeprefix("§").split("\n\n§"))}
    assert found == {kind: expected for kind, (_, expected) in KINDS.items()}


def test_raised_numbers_stay_apart(tmp_path: Path) -> None:
    """A million is not 106."""
    raised = '<w:vertAlign w:val="superscript"/>'

    assert blocks(tmp_path, p("10", run("6", raised), " m", run("2", raised), ", ke-1", run("st", raised))) == [
        "10⁶ m², ke-1st"
    ]


def test_notes_follow_the_paragraph_that_cites_them(tmp_path: Path) -> None:
    """And the row; a note that nothing cites comes at the end, rules between notes not at all."""
    body = p("Panen naik.", cited("footnote", 2)) + p("Lalu turun.", cited("endnote", 1), cited("footnote", 2))
    body += f"<w:tbl><w:tr>{cell(p('Hasil', cited('footnote', 3)))}{cell(p('6 ton'))}</w:tr></w:tbl>{p('Akhir.')}"
    footnotes = note("footnote", 0, "garis", 'w:type="separator"') + note("footnote", 2, "Menurut dinas.")
    footnotes += note("footnote", 3, "Kering.") + note("footnote", 9, "Tak dirujuk.")

    found = blocks(tmp_path, body, footnotes=footnotes, endnotes=note("endnote", 1, "Lihat lampiran."))

    expected = ["Panen naik.", "Menurut dinas.", "Lalu turun.", "Lihat lampiran.", "Hasil | 6 ton", "Kering.", "Akhir."]
    assert found == [*expected, "Tak dirujuk."]


def test_headers_and_footers_come_once_at_the_end(tmp_path: Path) -> None:
    """Without page numbers and what lies across the page."""
    header = p("Buletin Desa") + p('<w:r><w:pict><v:textpath string="RAHASIA"/></w:pict></w:r>')
    footer = p("Halaman ", field("PAGE", "3"), " dari ", field("NUMPAGES", "9"))

    found = blocks(tmp_path, p("Isi."), header_1=header, header_2=header, footer_1=footer)

    assert found == ["Isi.", "Buletin Desa"]


def test_numbers_before_paragraphs_are_read(tmp_path: Path) -> None:
    """Word writes them itself: "Pasal 2" stands in no text."""
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Pasal %1"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="*"/></w:lvl>'
    )
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    numbering += (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    )
    numbering += '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'

    def item(text: str, level: int, number: int = 1) -> str:
        place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        return f"<w:p><w:pPr>{place}</w:pPr>{run(text)}</w:p>"

    body = item("Nama", 0) + item("Iuran", 0) + item("wajib", 1) + item("sukarela", 1) + item("titik", 2)
    body += item("Penutup", 0) + item("kas", 1) + item("Lain", 0, 2)

    found = blocks(tmp_path, body, numbering=numbering)

    expected = ["Pasal 1 Nama", "Pasal 2 Iuran", "2.a) wajib", "2.b) sukarela", "titik", "Pasal 3 Penutup", "3.a) kas"]
    assert found == [*expected, "Pasal 7 Lain"]


def test_diagrams_charts_and_embedded_pages_are_read(tmp_path: Path) -> None:
    """They stand in parts of their own."""
    body = p('<w:r><w:drawing><dgm:relIds r:dm="diagramData_1"/><c:chart r:id="chart_1"/></w:drawing></w:r>')
    series = "<c:ser><c:tx><c:v>Padi</c:v></c:tx><c:cat><c:pt><c:v>2021</c:v></c:pt></c:cat><c:val><c:pt><c:v>6,4</c:v>"
    chart = f"<a:p><a:r><a:t>Hasil panen</a:t></a:r></a:p>{series}</c:pt></c:val></c:ser>"
    diagram = "<a:p><a:r><a:t>Ketua: </a:t></a:r><a:r><a:t>Sri</a:t></a:r></a:p>"

    assert blocks(tmp_path, p("Isi.") + body, diagramData_1=diagram, chart_1=chart) == [
        *("Isi.", "Ketua: Sri", "Hasil panen", "Padi | 2021: 6,4"),
    ]


def test_all_text_of_a_document_is_in_the_article(tmp_path: Path) -> None:
    """Every word of every w:t of every part, but for what is deleted, hidden or a prompt."""
    body = "".join(content for content, _ in KINDS.values()) + p("Catatan.", cited("footnote", 1))
    content = document(body, footnotes=note("footnote", 1, "Sumber dinas."), header_1=p("Kop surat resmi"))
    gone = {"Rp 1", "Lama", "Isi", "Tidak.", "Sandi.", "kan"}
    with zipfile.ZipFile(put(tmp_path, "b.docx", content)) as archive:
        texts = [
            element.text
            for name in archive.namelist()
            for element in etree.fromstring(archive.read(name)).iter("{*}t")
            if element.text not in gone
        ]
    assert len(texts) > 40

    found = set(re.findall(r"\w+", read(tmp_path, content).text))

    assert set(re.findall(r"\w+", " ".join(texts))) <= found


@pytest.mark.parametrize(
    ("core", "body", "title"),
    [
        ("<dc:title>Word Document</dc:title>", p("Pedoman", style="Judul") + p("Isi."), "Pedoman"),
        ("<dc:title>Nama Lain</dc:title>", p("Pedoman", style="Title") + p("Isi."), "Pedoman"),
        ("<dc:title>Nama Resmi</dc:title>", p("Bab Satu", style="H1") + p("Isi."), "Nama Resmi"),
        ("<dc:title>Microsoft Word - surat.doc</dc:title>", p("Bab Satu", style="H1") + p("Isi."), "Bab Satu"),
        ("<dc:title>Document1</dc:title>", p("Kalimat pertama."), "Kalimat pertama."),
    ],
)
def test_title_comes_from_its_style_before_the_properties(tmp_path: Path, core: str, body: str, title: str) -> None:
    """A template's title is nobody's."""
    assert read(tmp_path, document(body, core=core)).title == title


def test_author_and_day_are_not_those_of_a_template(tmp_path: Path) -> None:
    """`python-docx` signs and dates what it makes."""
    template = "<dc:creator>python-docx</dc:creator><dcterms:created>2013-12-23T23:15:00Z</dcterms:created>"
    own = "<dc:creator>Siti Aminah</dc:creator><dcterms:created>2021-05-06T01:00:00Z</dcterms:created>"

    nobody, somebody = (read(tmp_path, document(p("Isi."), core=core)) for core in (template, own))

    assert (nobody.author, nobody.published) == (None, None)
    assert (somebody.author, somebody.published) == ("Siti Aminah", date(2021, 5, 6))


@pytest.mark.parametrize("suffix", [".docm", ".dotx", ".dotm"])
def test_templates_and_documents_with_macros_are_read(tmp_path: Path, suffix: str) -> None:
    """Like any document."""
    assert read(tmp_path, document(p("Isi surat.")), f"a{suffix}").text == "Isi surat."


@pytest.mark.usefixtures("programs_apart")
def test_document_of_very_many_or_deep_elements_is_refused(tmp_path: Path) -> None:
    """With the reason, before it is walked through."""
    deep = f"{'<w:sdt>' * 5_000}{p('x')}{'</w:sdt>' * 5_000}"
    (item,) = read_articles(put(tmp_path, "dalam.docx", document(deep)))
    assert isinstance(item, Skipped)
    assert "XML that cannot be read" in item.reason

    (item,) = read_articles(put(tmp_path, "banyak.docx", document("<w:p/>" * 2_000_001)))
    assert isinstance(item, Skipped)
    assert "more than the 2,000,000 elements" in item.reason


def test_rows_carry_the_names_of_their_columns(tmp_path: Path) -> None:
    """Where Word marks the head, or the cells or an empty corner tell; a cell over several rows counts for each."""
    down, further = tag("tcPr", '<w:vMerge w:val="restart"/>'), tag("tcPr", "<w:vMerge/>")
    told = table(
        [cell(p("Layanan")), cell(p("Hari")), cell(p("Biaya"))],
        [tag("tc", down, p("Cabut gigi")), cell(p("Senin")), cell(p("Rp 25.000"))],
        [tag("tc", further, p("")), cell(p("Rabu")), cell(p("Rp 15.000"))],
    )
    wide = tag("tcPr", '<w:gridSpan w:val="2"/>')
    marked = table(
        [tag("trPr", "<w:tblHeader/>"), cell(p("Nama")), tag("tc", wide, p("Waktu"))],
        [cell(p("Posyandu")), cell(p("pagi")), cell(p("sore"))],
    )
    form = table([cell(p("Nama")), cell(p("Budi"))], [cell(p("Umur")), cell(p("30"))], [cell(p("RT")), cell(p("4"))])
    corner = table(
        [cell(p("")), cell(p("Teacher")), cell(p("Clerk"))],
        [cell(p("Pay")), cell(p("£14.80")), cell(p("£12.60"))],
        [cell(p("Reports to")), cell(p("Denise Hallam")), cell(p("Craig Mottram"))],
    )

    assert blocks(tmp_path, told + marked + form + corner) == [
        "Layanan: Cabut gigi | Hari: Senin | Biaya: Rp 25.000",
        "Layanan: Cabut gigi | Hari: Rabu | Biaya: Rp 15.000",
        "Nama: Posyandu | Waktu: pagi | Waktu: sore",
        *("Nama | Budi", "Umur | 30", "RT | 4"),
        "Pay | Teacher: £14.80 | Clerk: £12.60",
        "Reports to | Teacher: Denise Hallam | Clerk: Craig Mottram",
    ]


EMBEDDED: dict[str, tuple[str, str | bytes]] = {
    "page": ("a.html", "<html><body><p>Rapat “akbar”.</p><table><tr><th>Pos</th></tr><tr><td>9</td></tr></table>"),
    "rich text": ("a.rtf", "{\\rtf1\\ansi Rapat {\\b akbar}.\\par Pos: 9}"),
    "mail": ("a.dat", "MIME-Version: 1.0\nContent-Type: text/html\n\n<p>Rapat akbar.</p><p>Pos: 9</p>"),
    "plain": ("a.txt", "Rapat akbar.\nPos: 9"),
    "Word": ("a.docx", document(p("Rapat akbar.") + p("Pos: 9"))),
}


@pytest.mark.parametrize("kind", EMBEDDED)
@pytest.mark.parametrize("place", ["altChunk", "OLEObject"])
def test_documents_in_a_document_are_read(tmp_path: Path, kind: str, place: str) -> None:
    """Whatever they are called."""
    name, content = EMBEDDED[kind]
    found = read(tmp_path, with_embedded(place, name, content)).text.replace("“", "").replace("”", "").split("\n\n")

    assert found == ["Isi.", "Rapat akbar.", "Pos: 9", "Akhir."]


def test_what_is_left_out_of_a_document_is_told(tmp_path: Path) -> None:
    """Parts that are of no known form or damaged, documents in documents in documents, and comments."""
    inner = with_embedded("altChunk", "c.docx", with_embedded("altChunk", "d.docx", document(p("Terdalam."))))
    contents: list[bytes] = [b"\x00\x01\x02", inner, inner[:200], zipped({"word/document.xml": "<w:document>"})]
    for content in contents:
        article, told = read_articles(put(tmp_path, "a.docx", with_embedded("altChunk", "b.bin", content)))
        assert isinstance(article, Article)
        assert "Terdalam" not in article.text
        assert isinstance(told, Skipped)
        assert "parts that are left out (1)" in told.reason
    comments = f'<w:comment w:id="1">{p("Cek lagi!")}</w:comment>'
    article, told = read_articles(put(tmp_path, "b.docx", document(p("Isi."), comments=comments)))

    assert article.text == "Isi."  # type: ignore[union-attr] # it is one
    assert isinstance(told, Skipped)
    assert "comments (1)" in told.reason


def test_numbers_of_formulas_do_not_run_together(tmp_path: Path) -> None:
    """Fractions, powers and roots in one line."""

    def part(name: str, text: str) -> str:
        return f"<m:{name}><m:r><m:t>{text}</m:t></m:r></m:{name}>"

    formula = (
        f"<m:oMath><m:f>{part('num', '1')}{part('den', '2')}</m:f><m:sSup>{part('e', 'x')}{part('sup', '2')}</m:sSup>"
    )

    assert blocks(tmp_path, p("Rumus ", f"{formula}<m:rad>{part('e', '9')}</m:rad></m:oMath>")) == ["Rumus 1/2x^2√(9)"]
