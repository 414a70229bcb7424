"""PDF, Word, EPUB and zip: the text as it is read, and what the files say of themselves."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from index.articles import Article
from index.progress import Skipped
from index.sources import read_articles
from tests.conftest import BRIDGE, MANGO, SHIP
from tests.documents import docx, epub, pdf, put, zipped


def only(file: Path) -> Article:
    (item,) = read_articles(file)
    assert isinstance(item, Article), item
    return item


def test_pdf_is_read_with_its_metadata(tmp_path: Path) -> None:
    """Lines of a paragraph are joined, and words that were parted at a line's end."""
    about = {"/Title": "Kapal tenggelam", "/Author": "Siti Aminah", "/CreationDate": "D:20200304003000+07'00'"}
    lines = [
        "Kapal Mutiara tengge-",
        "lam di Selat Bali",
        "pada hari Selasa.",
        "Nakhoda kapal itu bernama Hasan Basri.",
    ]
    found = only(put(tmp_path, "a.pdf", pdf(*lines, about=about)))

    assert (found.title, found.author, found.published) == ("Kapal tenggelam", "Siti Aminah", date(2020, 3, 4))
    assert found.text == (
        "Kapal Mutiara tenggelam di Selat Bali pada hari Selasa.\nNakhoda kapal itu bernama Hasan Basri."
    )
    assert found.language == "id"


def test_pdf_named_by_its_word_processor_takes_its_title_from_the_text(tmp_path: Path) -> None:
    """ "Microsoft Word - naskah.doc" is nobody's title."""
    found = only(put(tmp_path, "a.pdf", pdf(SHIP, about={"/Title": "Microsoft Word - naskah.doc"})))
    assert found.title == "Kapal Mutiara tenggelam di Selat Bali pada hari Selasa."


def test_word_document_is_read_with_its_metadata(tmp_path: Path) -> None:
    """Paragraphs and tables in their order."""
    content = docx(SHIP, MANGO, title="Dua berita", author="Siti", created=datetime(2020, 3, 4, 5, 6))  # noqa: DTZ001
    found = only(put(tmp_path, "a.docx", content))

    assert (found.title, found.author, found.published) == ("Dua berita", "Siti", date(2020, 3, 4))
    assert found.text == f"{SHIP}\n\n{MANGO}\n\nHarga | 30.000 rupiah"


def test_epub_is_read_in_the_order_of_its_spine(tmp_path: Path) -> None:
    """As one article, with what its package says."""
    about = (
        "<dc:title>Bunga rampai</dc:title><dc:creator>Siti</dc:creator><dc:creator>Ani</dc:creator>"
        "<dc:date>2020-03-04</dc:date><dc:language>id-ID</dc:language><dc:publisher>Warta</dc:publisher>"
    )
    chapters = {
        name: f"<html><body><p>{text}</p></body></html>" for name, text in (("b.xhtml", SHIP), ("a.xhtml", MANGO))
    }
    found = only(put(tmp_path, "a.epub", epub(chapters, about)))

    assert (found.title, found.author, found.source) == ("Bunga rampai", "Siti, Ani", "Warta")
    assert (found.published, found.language) == (date(2020, 3, 4), "id")
    assert found.text == f"{SHIP}\n\n{MANGO}"


def test_chapter_of_an_epub_is_read_as_a_page_is(tmp_path: Path) -> None:
    """Tables row by row, lists with their numbers, nothing that is struck or hidden, however long the chapter is."""
    body = (
        "<table><tr><th>Layanan</th><th>Biaya</th></tr><tr><td>Masuk</td><td>Rp 10.000</td></tr></table>"
        "<ol><li>Datang</li><li>Bayar</li></ol><p>Kereta<del>Rabu</del> Kamis"
        "<a epub:type='noteref' href='#n1'>1</a>.</p><p hidden=''>Rahasia</p><dl><dt>Alamat</dt><dd>Jl. Kenanga</dd>"
        f"</dl><a id='x'/>{f'<p>{SHIP}</p>' * 3_000}"
    )
    chapter = f"<?xml version='1.0'?><html><head><title/><script src='a.js'/></head><body>{body}</body></html>"
    found = only(put(tmp_path, "a.epub", epub({"a.xhtml": chapter})))

    read = ["Layanan: Masuk | Biaya: Rp 10.000", "1. Datang", "2. Bayar", "Kereta Kamis.", "Alamat: Jl. Kenanga"]
    assert found.text.split("\n\n") == [*read, *[SHIP] * 3_000]


def test_zip_yields_the_articles_of_all_formats(tmp_path: Path) -> None:
    """Each known by its place; an archive in an archive is read, one in that is not."""
    inner: dict[str, str | bytes] = {"d.txt": MANGO, "e.zip": zipped({"f.txt": SHIP})}
    rows = '{"text": "Baris satu ada di sini."}\n{"text": "Baris dua ada di sini."}\n'
    files: dict[str, str | bytes] = {
        "berita/kapal.2020-03-04.md": f"---\ntitle: Kapal\n---\n{SHIP}",
        "b.pdf": pdf(BRIDGE),
        "c.jsonl": rows,
        "arsip.zip": zipped(inner),
        "blog/_drafts/d.md": f"---\ntitle: Konsep\n---\n{MANGO}",
        "foto.jpg": b"x",
        ".DS_Store": b"x",
        "__MACOSX/a.txt": "x",
    }
    file = put(tmp_path, "semua.zip", zipped(files))
    items = list(read_articles(file))

    articles = {each.origin.removeprefix(f"{file}!/"): each for each in items if isinstance(each, Article)}
    assert set(articles) == {
        *("berita/kapal.2020-03-04.md", "b.pdf", "c.jsonl#1", "c.jsonl#2", "arsip.zip!/d.txt"),
    }
    assert articles["berita/kapal.2020-03-04.md"].published == date(2020, 3, 4)
    assert articles["b.pdf"].language == "en"
    assert len({each.id for each in articles.values()}) == 5
    skipped = {each.where.removeprefix(f"{file}!/"): each.reason for each in items if isinstance(each, Skipped)}
    assert set(skipped) == {"foto.jpg", "arsip.zip!/e.zip", "blog/_drafts/d.md"}
    assert "archive in an archive" in skipped["arsip.zip!/e.zip"]
    assert "unknown type" in skipped["foto.jpg"]
