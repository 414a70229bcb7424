"""HTML: the article of a page, and pages that are hard to read."""

from __future__ import annotations

import json
import logging
from datetime import date
from pathlib import Path

import pytest
import trafilatura
from lxml.html import document_fromstring, tostring  # type: ignore[import-untyped]

from index.articles import Article
from index.progress import Skipped
from index.reasons import Reason
from index.sources import read_articles
from index.sources.formats.html.page import _TITLE
from index.sources.formats.html.plain_pages import mark_article
from index.sources.limits import MAX_ARTICLE_BYTES, MAX_HTML_ELEMENTS
from index.sources.markup.html import text_of_html
from index.sources.markup.tags import text_of_markup
from tests.conftest import MANGO, SHIP
from tests.index.sources.formats.reading import articles, complaints, items

FIRST = "Menteri Luar Negeri Rusia Sergei Lavrov bertemu dengan pemimpin Korea Utara Kim Jong-un di Pyongyang."
SECOND = "Keduanya membahas keadaan di Semenanjung Korea dan rencana pertemuan puncak yang dijadwalkan bulan depan."
PAGE = f"""<!DOCTYPE html>
<html lang="en-US">
<head>
<meta charset="{{charset}}">
<title>Lavrov Temui Kim – Warta</title>
<meta property="og:title" content="Lavrov Temui Kim">
<meta property="og:site_name" content="Warta Samudra">
<meta property="article:published_time" content="2018-06-01T10:00:00+07:00">
<link rel="canonical" href="https://example.org/lavrov">
</head>
<body>
<nav><a href="/">Beranda</a> <a href="/olahraga">Olahraga</a></nav>
<article><h1>Lavrov Temui Kim</h1>
<p>{FIRST}</p>
<p>{SECOND} “Baik,” katanya <b>tebal</b> – <a href="https://example.org/x">tautan</a>.</p>
</article>
<footer>Hak cipta 2018 Warta Samudra</footer>
<script>alert("x")</script>
</body></html>"""


def read(file: Path, data: str | bytes) -> Article | Skipped:
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    (item,) = read_articles(file)
    return item


def article_of(file: Path, data: str | bytes) -> Article:
    item = read(file, data)
    assert isinstance(item, Article)
    return item


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "utf-16"])
def test_page(tmp_path: Path, charset: str) -> None:
    """Its main text alone, and its metadata; the declared language is wrong, as it often is."""
    article = article_of(tmp_path / "a.html", PAGE.replace("{charset}", charset).encode(charset))

    assert article.title == "Lavrov Temui Kim"
    assert article.source == "Warta Samudra"
    assert article.published == date(2018, 6, 1)
    assert article.url == "https://example.org/lavrov"
    assert article.language == "id"
    assert article.text.endswith(f"{FIRST}\n\n{SECOND} “Baik,” katanya tebal – tautan.")
    assert "Beranda" not in article.text
    assert "alert" not in article.text


@pytest.mark.parametrize("charset", ["iso-8859-5", "latin1", "utf-99", "base64"])
def test_declared_charset(tmp_path: Path, charset: str) -> None:
    """It is believed where it is an encoding of text; else the bytes decide."""
    letters, encoding = ("Привет мир", charset) if charset == "iso-8859-5" else ("Café di Bali", "cp1252")
    page = f"<html><head><meta charset='{charset}'></head><body><p>{letters} {FIRST}</p></body></html>"

    assert letters in article_of(tmp_path / "a.html", page.encode(encoding)).text


def test_page_without_an_article_gives_its_whole_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the library finds nothing, or fails."""
    page = (
        "<html><head><title>Menu &amp; kita</title><body><!-- x --><ul><li>Satu <i>dua</i><li>tiga</ul><style>y</style>"
    )
    for answer in (None, ValueError("x"), RecursionError("x")):

        def extraction(*_: object, answer: Exception | None = answer, **__: object) -> None:
            if answer:
                raise answer

        monkeypatch.setattr(trafilatura, "bare_extraction", extraction)
        article = article_of(tmp_path / "a.html", page)

        assert (article.title, article.text) == ("Menu & kita", "Satu dua\n\ntiga")


def test_page_whose_article_is_blank_gives_its_whole_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An extraction of white space is none."""
    found = trafilatura.settings.Document()
    found.text = " \n "
    monkeypatch.setattr(trafilatura, "bare_extraction", lambda *_, **__: found)

    assert article_of(tmp_path / "a.html", "<p>Satu kata.</p>").text == "Satu kata."


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<!-- Satu kata. -->", "<script>satu"])
def test_page_without_text_is_passed_over(tmp_path: Path, page: str) -> None:
    """Nothing that a person would see."""
    assert read(tmp_path / "a.html", page) == Skipped(str(tmp_path / "a.html"), "is empty")


@pytest.mark.timeout(30)
@pytest.mark.parametrize("tag", ["div", "table", "blockquote", "section"])
def test_deep_page_gives_its_whole_text(tmp_path: Path, tag: str) -> None:
    """100,000 levels; libxml2 would cut off what lies deep and all that follows."""
    body = f"<p>{FIRST}</p>{f'<{tag}>' * 100_000}Dalam sekali.{f'</{tag}>' * 100_000}<p>{SECOND}"

    article = article_of(tmp_path / "a.html", f"<html><head><title>Dalam</title></head><body>{body}")

    assert article.title == "Dalam"
    assert article.text == f"{FIRST}\n\nDalam sekali.\n\n{SECOND}"


@pytest.mark.timeout(30)
def test_page_of_many_elements_gives_its_whole_text(tmp_path: Path) -> None:
    """More than the extraction gets through in a few seconds."""
    article = article_of(tmp_path / "a.html", "<p>halo dunia" * (MAX_HTML_ELEMENTS + 1))

    assert article.text.count("halo dunia") == MAX_HTML_ELEMENTS + 1


@pytest.mark.timeout(30)
@pytest.mark.parametrize("piece", ["<", "<a ", "<!--", "<script ", "</script ", "&", "&lt;", "<a x=", "<p>&amp"])
def test_faulty_markup_ends(tmp_path: Path, piece: str) -> None:
    """No crash and no hang, however often."""
    read(tmp_path / "a.html", "<p>Isi artikel.</p>" + piece * 200_000)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("page", ["<" + "a" * 500_000, "<title" * 200_000, "<a" * 300_000])
def test_markup_that_never_closes_takes_no_time(page: str) -> None:
    assert text_of_markup(page) is not None
    assert _TITLE.search(page) is None


def test_large_page_is_passed_over(tmp_path: Path) -> None:
    """Before it is parsed."""
    item = read(tmp_path / "a.html", b"a" * (MAX_ARTICLE_BYTES + 1))

    expected = "has 10,000,001 bytes, more than the 10,000,000 that are read; split it"
    assert item == Skipped(str(tmp_path / "a.html"), expected)


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    """Nor any file that a page points at."""
    secret = tmp_path / "rahasia.txt"
    secret.write_text("kata sandi", encoding="utf-8")
    page = (
        f'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]>'
        f'<html><body><p>{FIRST} &x;</p><iframe src="{secret}"></iframe></body></html>'
    )

    assert "sandi" not in article_of(tmp_path / "a.html", page).text


def test_library_stays_silent(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A page without an article is reported by its reason, not by a library's warning."""
    with caplog.at_level(logging.DEBUG):
        read(tmp_path / "a.html", "<html><body></body></html>")

    assert not [record for record in caplog.records if record.name.startswith(("trafilatura", "htmldate"))]


HEAD = "<html><head><title>Jadwal</title>{}</head><body>{}</body></html>"
LEAD = (
    "<p>Puskesmas mengumumkan jadwal baru untuk warga kecamatan mulai bulan ini, setelah banyak permintaan warga.</p>"
)


def read_body(folder: Path, body: str, head: str = "") -> Article:
    (found,) = articles(folder, "a.html", HEAD.format(head, f"<article><h1>Jadwal</h1>{LEAD}{body}</article>"))
    return found


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        (
            "<table><tr><th>Layanan</th><th>Biaya</th></tr><tr><td>Cabut gigi</td><td><ul><li>Rp 40.000 dewasa</li>"
            "<li>Rp 25.000 anak</li></ul></td></tr><tr><td>Periksa</td><td>Rp 15.000</td></tr></table>",
            ["Layanan: Cabut gigi | Biaya: Rp 40.000 dewasa; Rp 25.000 anak", "Layanan: Periksa | Biaya: Rp 15.000"],
        ),
        (
            "<table><thead><tr><th rowspan=2>Daerah</th><th colspan=2>Korban</th></tr><tr><th>Tewas</th><th>Hilang</th>"
            "</tr></thead><tbody><tr><td>Meulaboh</td><td>120</td><td>45</td></tr></tbody></table>",
            ["Daerah: Meulaboh | Korban, Tewas: 120 | Korban, Hilang: 45"],
        ),
        (
            "<table><tr><td>Poli gigi</td><td rowspan=2>Rabu</td></tr><tr><td>Poli mata</td></tr></table>",
            ["Poli gigi | Rabu", "Poli mata | Rabu"],
        ),
        ("<table><tr><th>Alamat</th><td>Jalan Kenanga 5</td></tr></table>", ["Alamat: Jalan Kenanga 5"]),
        (
            "<dl><dt>Kepala</dt><dd>dr. Ratna</dd><dt>Wakil</dt><dd>Budi</dd><dd>Ani</dd></dl>",
            ["Kepala: dr. Ratna", "Wakil: Budi; Ani"],
        ),
        (
            "<table><tr><td><b>Bidang</b></td><td><b>Pelaksana</b></td></tr>"
            "<tr><td>Stunting</td><td>Bidan</td></tr></table>",
            ["Bidang: Stunting | Pelaksana: Bidan"],
        ),
        (
            "<table><tr><td>Iuran</td><td>Sampai Juni 2025</td><td>Mulai Juli 2025</td></tr><tr><td>Sampah</td>"
            "<td>Rp 15.000</td><td>Rp 20.000</td></tr><tr><td>Sosial</td><td>Rp 5.000</td><td>–</td></tr></table>",
            ["Iuran | Sampai Juni 2025 | Mulai Juli 2025", "Sosial | Rp 5.000 | –"],
        ),
        (
            "<table><tr><td>Iuran</td><td>Sampai Juni 2025</td><td>Mulai Juli 2025</td></tr><tr><td>Sampah</td>"
            "<td>Rp 15.000</td><td>Rp 20.000</td></tr><tr><td>Sosial</td><td>Rp 5.000</td><td></td></tr></table>",
            [
                "Iuran: Sampah | Sampai Juni 2025: Rp 15.000 | Mulai Juli 2025: Rp 20.000",
                "Iuran: Sosial | Sampai Juni 2025: Rp 5.000",
            ],
        ),
        (
            "<table><tr><td>Lia</td><td>Kelas 4</td><td>Medali 1</td></tr><tr><td>Bima</td><td>Kelas 5</td>"
            "<td>Medali 2</td></tr><tr><td>Sari</td><td>Kelas 6</td><td>Medali 3</td></tr></table>",
            ["Lia | Kelas 4 | Medali 1"],
        ),
        (
            "<table class=infobox><tr><th colspan=2>Pasar Ikan</th></tr><tr><td colspan=2><img src=a.jpg></td></tr>"
            "<tr><th>Pengelola</th><td>Wati</td></tr><tr><th colspan=2>Fasilitas</th></tr>"
            "<tr><th>Kios</th><td>84 buah</td></tr></table>",
            ["Pasar Ikan", "Pengelola: Wati", "Fasilitas", "Kios: 84 buah"],
        ),
        (
            "<table><thead><tr><th colspan=3>Tiket 2019</th></tr><tr><th>Usia</th><th>Pagi</th><th>Sore</th></tr>"
            "</thead><tr><td>Anak</td><td>Rp 3.000</td><td>Rp 4.000</td></tr></table>",
            ["Tiket 2019", "Usia: Anak | Pagi: Rp 3.000 | Sore: Rp 4.000"],
        ),
        (
            "<table><tr><td colspan=3><b>Tiket</b></td></tr><tr><td>Usia</td><td>2018</td><td>2019</td></tr>"
            "<tr><td>Anak</td><td>Rp 3.000</td><td>Rp 4.000</td></tr><tr><td>Lansia</td><td>gratis</td><td>gratis</td>"
            "</tr></table>",
            ["Tiket", "Usia: Anak | 2018: Rp 3.000 | 2019: Rp 4.000", "Usia: Lansia | 2018: gratis | 2019: gratis"],
        ),
        ("<ul><li><span tabindex=0>Poli gigi buka setiap Rabu</span></li></ul>", ["Poli gigi buka setiap Rabu"]),
    ],
    ids=[
        *("list in a cell", "two heads", "over rows", "named rows", "definitions"),
        *("bold head", "figure in the head, and a dash", "figure in the head", "no head"),
        *("infobox", "name above the head", "name above years", "list"),
    ],
)
def test_tables_and_lists_are_read_row_by_row(tmp_path: Path, markup: str, lines: list[str]) -> None:
    """Each line with the names of its columns, so that it can be quoted by itself."""
    text = read_body(tmp_path, f"{markup}<p>Warga diminta membawa kartu keluarga dan datang lebih awal.</p>").text
    assert [line for line in lines if line not in text.split("\n\n")] == []
    assert text.endswith("Warga diminta membawa kartu keluarga dan datang lebih awal.")


@pytest.mark.parametrize(
    "insert",
    [
        '<p><strong>Baca juga: <a href="/a">Tanggul Jebol di Lembah Bawah</a></strong></p>',
        '<div>Baca Juga:<ul><li><a href="/b">Tanggul Jebol</a></li></ul></div>',
        "<p>ADVERTISEMENT</p>",
        "<p>[Gambas:Video 20detik]</p>",
        '<p>Read also: <a href="/c">Tanggul Jebol</a></p>',
    ],
)
def test_what_leads_away_is_left_out(tmp_path: Path, insert: str) -> None:
    """A sentence that begins with these words stays."""
    kept = "<p>Baca juga Al-Qur'an setiap pagi, pesan kepala puskesmas kepada para santri yang berobat.</p>"
    text = read_body(tmp_path, insert + kept).text

    assert "Tanggul" not in text
    assert "ADVERTISEMENT" not in text
    assert "Gambas" not in text
    assert "Baca juga Al-Qur'an setiap pagi" in text


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ('<meta property="article:published_time" content="2019-09-28WIB19:17:34+07:00">', "", "2019-09-28"),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"Rabu, 03 Okt 2018 10:00 WIB",'
            '"dateModified":"2020-01-01"}</script>',
            "",
            "2018-10-03",
        ),
        ('<meta name="dtk:publishdate" content="2018/10/03 10:00:00">', "", "2018-10-03"),
        ("", '<time datetime="2018-10-03">3 Okt</time>', "2018-10-03"),
        ("", '<span class="post-date">Rabu, 03 Okt 2018</span>', "2018-10-03"),
        ("", '<aside><time datetime="2021-05-05">5 Mei 2021</time></aside>', "None"),
        ("", '<ul class="terpopuler"><li><time datetime="2021-05-05">5 Mei 2021</time></li></ul>', "None"),
        ("", "<p>Gempa terjadi pada 26 Desember 2004 dan diperingati pada 26 Desember 2014 di Banda Aceh.</p>", "None"),
        (
            '<meta property="og:image" content="https://a.example/2019/03/04/foto.jpg">',
            "<footer>Hak cipta 2024. Terakhir diubah: 12 Mei 2023</footer>",
            "None",
        ),
    ],
    ids=["wib", "json-ld", "named", "time", "class", "aside", "popular", "text", "footer"],
)
def test_day_of_a_page_is_what_is_called_so(tmp_path: Path, head: str, body: str, expected: str) -> None:
    """Never one that stands somewhere on the page."""
    assert str(read_body(tmp_path, body, head).published) == expected


def test_day_below_a_title_of_the_second_order(tmp_path: Path) -> None:
    """Where the site's own name is no heading, or the only h1."""
    body = (
        '<h2 class="entry-title">Penerima BLT</h2><div class="meta">Diposting oleh: Admin Desa, 14 Januari 2026</div>'
    )
    (found,) = articles(tmp_path, "a.html", HEAD.format("", f'<div class="post">{body}{LEAD * 2}</div>'))

    assert str(found.published) == "2026-01-14"


def test_day_that_a_page_gives_and_nobody_can_read_is_told(tmp_path: Path) -> None:
    """And left open."""
    head = '<meta property="article:published_time" content="entah kapan">'
    told = complaints(tmp_path, "a.html", HEAD.format(head, f"<article>{LEAD * 2}</article>"))
    assert told == ["published 'entah kapan' is not a date; left it open"]


def test_by_line_is_no_publisher(tmp_path: Path) -> None:
    """Who wrote it is the author."""
    found = read_body(tmp_path, "", '<meta name="author" content="Siti Aminah">')
    assert (found.author, found.source) == ("Siti Aminah", None)
    found = read_body(tmp_path, "", '<meta name="author" content="Ani">')
    assert found.author == "Ani"


def test_page_of_headlines_is_no_article(tmp_path: Path) -> None:
    """An article with others below it is one."""
    teasers = "".join(
        f'<article><h2><a href="/{n}">Berita ke-{n}</a></h2><p>{SHIP} {MANGO} {SHIP}</p></article>' for n in range(6)
    )
    told = complaints(tmp_path, "a.html", HEAD.format("", f"<main><h1>Berita</h1>{teasers}</main>"))
    article = f"<article><h1>Jadwal</h1>{LEAD * 2}</article>"
    whole = articles(tmp_path, "b.html", HEAD.format("", f"<main>{article}{teasers}</main>"))

    assert told == ["lists 6 other articles and is none; name those, or the feed"]
    assert whole[0].text.startswith("Jadwal")


def _sections(heading: str, number: int = 5) -> str:
    """Return sections of one paragraph, each below a heading that holds its number in place of `{n}`."""
    return "".join(
        f"<div class='card'>{heading.format(n=n)}<div id='q{n}'><p>Bagian {n}: {SHIP} {MANGO}</p></div></div>"
        for n in range(number)
    )


@pytest.mark.parametrize(
    "heading",
    [
        "<h3><a href='#q{n}' data-toggle='collapse'>Berapa biaya ke-{n}?</a></h3>",
        "<h2 id='s{n}'><a class='anchor' href='#s{n}'>#</a> Bagian {n}</h2>",
        "<a href='#q{n}'><h3>Berapa biaya ke-{n}?</h3></a>",
        "<h3><a href='https://sekolah.sch.id/faq/#q{n}'>Berapa biaya ke-{n}?</a></h3>",
        "<h3><a href='a.html#q{n}'>Berapa biaya ke-{n}?</a></h3>",
        "<h3><a href='javascript:buka({n})'>Berapa biaya ke-{n}?</a></h3>",
        "<h3><a href=''>Berapa biaya ke-{n}?</a></h3>",
        "<h3><a href='mailto:x{n}@rw.id'>Pengurus {n}</a></h3>",
        "<h4><a href='tel:+62811{n}'>Bidan {n}</a></h4>",
        "<h4><a href='https://wa.me/62811{n}'>Bidan {n}</a></h4>",
        "<h2>Bagian {n} [<a href='/w/index.php?title=X&amp;action=edit&amp;section={n}'>sunting</a>]</h2>",
        "<h3>Lurah {n} <a href='https://rw.example/lurah{n}'><i class='icon'></i></a></h3>",
        "<h3 id='b{n}'>Bagian {n} <a class='anchor' href='#b{n}'></a></h3>",
        "<a href='/foto/{n}.jpg'><h3>Gedung {n}</h3></a>",
    ],
)
def test_page_whose_headings_lead_nowhere_else_is_an_article(tmp_path: Path, heading: str) -> None:
    """To what unfolds below them, to a place of the same page, to somebody's mail or telephone."""
    (found,) = articles(tmp_path, "a.html", HEAD.format("", f"<main><h1>Tanya</h1>{_sections(heading)}</main>"))

    assert [f"Bagian {n}: {SHIP}" in found.text for n in range(5)] == [True] * 5


def test_page_that_leads_to_itself_and_to_a_few_others_is_an_article(tmp_path: Path) -> None:
    """Below its own headline there are those of others."""
    head = '<link rel="canonical" href="https://desa.id/berita/kapal">'
    own = f'<article><h2><a href="https://www.desa.id/berita/kapal/">Kapal</a></h2><p>{SHIP}</p><p>{LEAD}</p></article>'
    others = "".join(f'<h3><a href="/{n}">Berita {n}</a></h3>' for n in range(6))
    (found,) = articles(tmp_path, "a.html", HEAD.format(head, f"<main>{own}</main>{others}"))

    assert SHIP in found.text


@pytest.mark.parametrize(
    "heading",
    [
        '<h2><a href="/berita/{n}">Berita ke-{n}</a></h2>',
        '<h2><a href="/berita/{n}#lanjut">Berita ke-{n}</a></h2>',
        '<h2><a href="?p={n}">Berita ke-{n}</a></h2>',
        '<h2><a href="#/berita/{n}">Berita ke-{n}</a></h2>',
        '<a href="https://lain.example/{n}"><h3>Berita ke-{n}</h3></a>',
        '<h3>Berita ke-{n} <a href="{n}.html">Baca</a></h3>',
        '<h3><a href="#q{n}">Terbaru {n}</a></h3><h3><a href="/berita/{n}">Berita ke-{n}</a></h3>',
    ],
)
def test_page_of_headlines_is_told_however_they_lead_elsewhere(tmp_path: Path, heading: str) -> None:
    """With an address that its canonical one begins, by a query, by a route of a script."""
    head = '<link rel="canonical" href="https://desa.id/">'
    told = complaints(tmp_path, "a.html", HEAD.format(head, f"<main><h1>Arsip</h1>{_sections(heading)}</main>"))

    assert told == ["lists 5 other articles and is none; name those, or the feed"]


def test_archive_whose_months_unfold_is_no_article(tmp_path: Path) -> None:
    """Below its headings there are links and little else."""
    months = "".join(
        f'<h3><a href="#b{n}">Bulan {n}</a></h3><ul id="b{n}">'
        f'<li><a href="/{n}/a">Gotong royong di Dusun {n}</a></li><li><a href="/{n}/b">Panen ke-{n}</a></li></ul>'
        for n in range(5)
    )
    told = complaints(tmp_path, "a.html", HEAD.format("", f"<main><h1>Arsip</h1><div>{months}</div></main>"))

    assert told == ["lists 10 other articles and is none; name those, or the feed"]


def test_short_article_keeps_its_paragraphs_beside_loose_words(tmp_path: Path) -> None:
    """Where trafilatura runs them together with the title."""
    body = '<time datetime="2018-10-03">3 Okt</time><p>Warga diminta membawa kartu keluarga saat datang.</p>'
    text = read_body(tmp_path, body).text
    assert text.split("\n\n")[-1] == "Warga diminta membawa kartu keluarga saat datang."


def test_declared_latin_1_is_read_as_browsers_read_it(tmp_path: Path) -> None:
    """As Windows-1252, which has quotation marks where ISO 8859-1 has controls."""
    markup = HEAD.format('<meta charset="iso-8859-1">', f"<article>{LEAD * 2}<p>“Señor,” kata dia.</p></article>")
    (found,) = articles(tmp_path, "a.html", markup.encode("cp1252"))
    assert "“Señor,” kata dia." in found.text


def test_page_that_has_expired(tmp_path: Path) -> None:
    """Is left out."""
    markup = HEAD.format(
        '<meta property="article:expiration_time" content="2020-01-01">', f"<article>{LEAD * 2}</article>"
    )
    assert "has expired on 2020-01-01" in complaints(tmp_path, "a.html", markup)[0]


@pytest.mark.parametrize("robots", ["noindex,follow", "none"])
def test_page_that_search_engines_pass_over(tmp_path: Path, robots: str) -> None:
    """Is left out of a folder, unless it is asked for."""
    markup = HEAD.format(f'<meta name="robots" content="{robots}">', f"<article>{LEAD * 2}</article>")
    assert "noindex" in complaints(tmp_path, "a.html", markup)[0]
    assert isinstance(next(read_articles(tmp_path / "a.html", read_noindex=True)), Article)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "body",
    [
        "<h1>a</h1>" * 20_000,
        "<div>" + '<h2><a href="/a">Judul</a></h2>' * 10_000 + "kata " * 100_000 + "</div>",
        "<table><tr><td>" * 80 + "kata " * 100_000 + "</td></tr></table>" * 80,
        "<dl><dt>a<dd>" * 80 + "kata " * 100_000,
        "<div>Baca juga " * 80 + "kata " * 100_000,
        "<table>"
        + "<tr>"
        + "<td colspan=200 rowspan=5000>a</td>" * 50
        + "</tr>"
        + "<tr><td>b</td></tr>" * 4_000
        + "</table>",
        "<table>" + "<tr><td>" + "<td>".join(["<ul><li>a</li></ul>"] * 10) + "</tr>" * 2_000 + "</table>",
        "<div class=faq hidden><button aria-expanded=a>a</button>" * 60 + "<p hidden>kata <a href=a>a</a>" * 10_000,
        "<button aria-controls=a>a 1</button>" * 10_000 + "<div id=a hidden>" + "<b>kata</b> " * 10_000,
        f"<button aria-controls=a>{'1' * 290}x</button><div id=a>a</div>",
    ],
    ids=[
        *("heads", "headlines", "tables", "definitions", "inserts", "spans", "cells"),
        *("panels in panels", "openers of one", "figures"),
    ],
)
def test_pages_made_to_take_long_do_not(tmp_path: Path, body: str) -> None:
    """Ten thousand of anything, in or beside each other; what comes of it matters less than that something does."""
    assert items(tmp_path, "a.html", HEAD.format("", LEAD + body))


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ('<meta property="article:published_time" content="2999-01-01T00:00:00Z">', Reason.SCHEDULED),
        ('<script type="application/ld+json">{"@type":"NewsArticle","expires":"2019-01-01"}</script>', Reason.EXPIRED),
        ('<script type="application/ld+json">{"@type":"Article","creativeWorkStatus":"Draft"}</script>', Reason.DRAFT),
        ('<meta name="robots" content="unavailable_after: 25 Jun 2019 15:00:00 PST">', Reason.EXPIRED),
        ('<meta http-equiv="X-Robots-Tag" content="noindex">', Reason.NOINDEX),
        ('<form class="post-password-form"><input name="post_password"></form>', Reason.PRIVATE),
    ],
)
def test_page_that_is_not_public(tmp_path: Path, head: str, code: Reason) -> None:
    """By what it says of itself."""
    (told,) = items(tmp_path, "a.html", f"<html><head>{head}</head><body><p>{MANGO}</p><p>{SHIP}</p></body></html>")

    assert told.code is code  # type: ignore[union-attr] # it is none


@pytest.mark.parametrize("name", ["a.html", "a.txt"])
def test_front_matter_above_another_format(tmp_path: Path, name: str) -> None:
    """As site generators take it there."""
    (found,) = articles(tmp_path, name, f"---\ntitle: Kapal\ndate: 2020-03-04\n---\n{SHIP}\n")
    (told,) = items(tmp_path, f"b.{name}", f"\n--- \ntitle: Kapal\ndraft: true\n---\n{SHIP}\n")

    assert (found.title, str(found.published), found.text.strip()) == ("Kapal", "2020-03-04", SHIP)
    assert told.code is Reason.DRAFT  # type: ignore[union-attr] # it is none


def test_document_without_the_marks_of_a_page_is_read_whole(tmp_path: Path) -> None:
    """As word processors write it: lists and headings of which readers of pages leave some out."""
    body = (
        f"<header><h1>Iuran</h1></header><h1>Syarat</h1><p>{SHIP}</p><ol><li>Fotokopi KTP</li><li>Rp 35.000</li></ol>"
        "<table><caption>Jam buka</caption><tr><th>Hari</th><th>Jam</th></tr><tr><td>Senin</td><td>8</td></tr></table>"
        "<p style='display: none'>Diam.</p><p hidden>Diam.</p>"
        f"<p>{MANGO}</p><section class='footnotes'><ol><li>Akta nomor 45.</li></ol></section>"
    )
    (found,) = articles(tmp_path, "a.html", f"<html><head><title>Iuran</title></head><body>{body}</body></html>")

    assert found.text.split("\n\n") == [
        *("Iuran", "Syarat", SHIP, "1. Fotokopi KTP", "2. Rp 35.000", "Jam buka", "Hari: Senin | Jam: 8", MANGO),
        "1. Akta nomor 45.",
    ]


def test_article_written_straight_into_the_body_is_read_with_its_headings_and_lists(tmp_path: Path) -> None:
    """As people write who make their pages by hand; the menu above it and the foot of the page stay out."""
    body = (
        "<div id='cookies'>Cookies help us. [OK]</div><ul class='nav'><li>Home</li><li>Hire the hall</li></ul>"
        f"<h1>Hiring the hall</h1><p>{SHIP}</p><h2>Booking</h2><p>{MANGO}</p><h3>Good to know</h3>"
        "<ul><li>Keys are fetched from the caretaker, Mr Odell, at 3 Ferry Steps.</li>"
        "<li>Candles are not allowed.</li></ul><p>The choir meets in the upper room on Tuesdays at seven.</p>"
        "<div class='footer'>Page last changed on Monday</div>"
    )
    (found,) = articles(tmp_path, "a.html", f"<html><head><title>Hiring</title></head><body>{body}</body></html>")

    assert found.text.split("\n\n") == [
        *("Hiring the hall", SHIP, "Booking", MANGO, "Good to know"),
        *("Keys are fetched from the caretaker, Mr Odell, at 3 Ferry Steps.", "Candles are not allowed."),
        "The choir meets in the upper room on Tuesdays at seven.",
    ]


def test_page_whose_text_stands_in_elements_of_its_own_is_not_marked() -> None:
    """What stands loose in the body is a small part of it, and leads elsewhere."""
    loose = "<p>Home</p><p>News</p>"
    for page in (
        f"<body>{loose}<div><p>{SHIP}</p><p>{MANGO}</p></div></body>",
        f"<body><p>{SHIP}</p><p>{MANGO}</p><main><p>{SHIP}</p></main></body>",
        f"<body><p>{SHIP}</p></body>",
    ):
        tree = document_fromstring(page)
        before = tostring(tree)
        mark_article(tree)
        assert tostring(tree) == before


def test_captions_boxes_and_numbers_of_an_article_are_read(tmp_path: Path) -> None:
    """What was struck out is not; a box of links is none of the article's, nor is one about its author."""
    body = (
        f"<h1>Kapal</h1><figure><img src='a.jpg'><figcaption>Kapal di dermaga Ambon.</figcaption></figure><p>{SHIP}</p>"
        "<ol start='3'><li><p>Bayar <del>Rp 50.000</del> <s>Rp 40.000</s> Rp 35.000.</p></li><li>Tunggu.</li></ol>"
        "<p>Luas geladak 10<sup>3</sup> m<sup>2</sup>.<sup><a href='#n1'>1</a></sup></p>"
        "<aside class='callout'><p>Loket buka setiap hari kecuali hari besar.</p></aside>"
        "<aside><p><a href='/b'>Kabar lain yang panjang sekali dari daerah.</a></p></aside>"
        f"<aside class='author-box'><p>Rina menulis tentang laut sejak lama sekali.</p></aside><p>{MANGO}</p>"
    )
    (found,) = articles(tmp_path, "a.html", f"<html><body><article>{body}</article></body></html>")

    assert found.text.split("\n\n") == [
        *("Kapal", "Kapal di dermaga Ambon.", SHIP, "3. Bayar Rp 35.000.", "4. Tunggu.", "Luas geladak 10³ m²."),
        *("Loket buka setiap hari kecuali hari besar.", MANGO),
    ]


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<ol type=a><li>satu<li>dua</ol>", ["a. satu", "b. dua"]),
        ("<ol type=I start=4><li>satu<li>dua</ol>", ["IV. satu", "V. dua"]),
        ("<ol><li value=7>satu<li>dua</ol>", ["7. satu", "8. dua"]),
        ("<ol reversed><li>satu<li>dua</ol>", ["2. satu", "1. dua"]),
        ("<ol style='list-style-type: upper-roman'><li>satu<li>dua</ol>", ["I. satu", "II. dua"]),
        ("<ol><li style='list-style-type:lower-alpha'>satu<li>dua</ol>", ["a. satu", "2. dua"]),
    ],
)
def test_numbers_of_lists_are_those_that_are_shown(markup: str, shown: list[str]) -> None:
    """Letters and Roman numbers of regulations, numbers that go on behind a text between."""
    assert text_of_html(markup).split("\n\n") == shown


def test_article_is_trusted_before_its_page(tmp_path: Path) -> None:
    """What the page says of itself may be the day of a new design."""
    things = [
        {"@type": "WebPage", "datePublished": "2024-01-01"},
        {"@type": "NewsArticle", "datePublished": "2019-05-06"},
    ]
    graph = f'<script type="application/ld+json">{json.dumps({"@graph": things})}</script>'
    (found,) = articles(
        tmp_path, "a.html", f"<title>Kapal</title>{graph}<article><h1>Kapal</h1><p>{FIRST}</p></article>"
    )
    assert found.published == date(2019, 5, 6)


def test_day_of_microformats(tmp_path: Path) -> None:
    """As Medium's export has it at the foot; that of an answer is another's."""
    answer = '<div class="h-cite"><time class="dt-published" datetime="2021-01-01">2021</time></div>'
    day = '<time class="dt-published" datetime="2019-02-03T01:02:03.000Z">February 3, 2019</time>'
    foot = f"<footer>{day} Exported 2021-05-04</footer>"
    page = f"<title>Kapal</title><article><h1>Kapal</h1><p>{FIRST}</p>{answer}{foot}</article>"
    (found,) = articles(tmp_path, "a.html", page)
    assert (found.published, found.published_guessed) == (date(2019, 2, 3), False)


WORDPRESS = '<time class="entry-date published{}" datetime="2018-06-05T09:00:00+07:00">Juni 5, 2018</time>'
BLOGGER = """<abbr class="published" itemprop="datePublished" title="2018-06-05T10:15:00+07:00">{}</abbr>"""


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (f"<div class='entry-meta'><span>Posted on {WORDPRESS.format(' updated')}</span></div>", ""),
        (
            "<div class='entry-meta'><span class='posted-on'>Diposkan pada <a href='/x'>"
            f"{WORDPRESS.format('')}<time class='updated' datetime='2020-01-01'>1 Januari 2020</time></a></span></div>",
            "",
        ),
        ("", f"<footer class='entry-footer'><span>Rini</span> <b>{WORDPRESS.format(' updated')}</b></footer>"),
        (f"<div>{BLOGGER.format('6/5/2018 10:15:00 AM')}</div>", ""),
        ("", f"<div class='post-footer'>di <a href='/x' title='permanent link'>{BLOGGER.format('10.15')}</a></div>"),
    ],
    ids=["one day for both", "changed", "foot", "American", "clock"],
)
def test_day_of_microformats_is_read_as_wordpress_and_blogger_write_it(tmp_path: Path, above: str, below: str) -> None:
    """Also at the article's own foot; as people see it, it is no part of the text."""
    post = f"<h1 class='entry-title'>Kapal</h1>{above}<div><p>{FIRST}</p><p>{SECOND}</p></div>{below}"
    (found,) = articles(tmp_path, "a.html", f"<body><article class='hentry category-acara'>{post}</article></body>")

    assert (found.published, found.text) == (date(2018, 6, 5), f"Kapal\n\n{FIRST}\n\n{SECOND}")


@pytest.mark.parametrize(
    "aside",
    [
        f"<footer>{WORDPRESS.format('')}</footer>",
        f"<div class='related'><article><h3 class='entry-title'>B</h3>{WORDPRESS.format('')}</article></div>",
        "<article><footer>Diubah <time class='updated' datetime='2018-06-05'>5 Juni 2018</time></footer></article>",
    ],
)
def test_day_of_another_entry_or_of_a_change_is_none_of_publication(tmp_path: Path, aside: str) -> None:
    """The foot of the page, posts beside it."""
    page = f"<body><article><h1>Kapal</h1><p>{FIRST}</p><p>{SECOND}</p></article>{aside}</body>"

    assert articles(tmp_path, "a.html", page)[0].published is None


def test_day_within_a_sentence_stays(tmp_path: Path) -> None:
    """Where it is said, and not shown."""
    said = 'Buku itu terbit pada <time pubdate datetime="2018-06-05">5 Juni 2018</time>.'
    (found,) = articles(tmp_path, "a.html", f"<article><h1>Kapal</h1><p>{FIRST} {said}</p><p>{SECOND}</p></article>")

    assert "terbit pada 5 Juni 2018." in found.text


def test_remarks_of_editors_are_left_out(tmp_path: Path) -> None:
    """As Google Docs writes them below the text."""
    mark = '<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>'
    remark = '<div class="c5"><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Tolong dicek dulu.</span></p></div>'
    (found,) = articles(tmp_path, "a.html", f"<body><h1>Kapal</h1><p>{FIRST}{mark}</p><p>{SECOND}</p>{remark}</body>")
    assert found.text == f"{FIRST}\n\n{SECOND}"


def test_insert_in_a_table_of_its_own_is_left_out(tmp_path: Path) -> None:
    """As one of the largest sites sets them."""
    insert = (
        '<table class="linksisip"><tr><td>Baca juga: <a href="/x">Harga Mangga Naik di Indramayu</a></td></tr></table>'
    )
    (found,) = articles(tmp_path, "a.html", f"<article><h1>Kapal</h1><p>{FIRST}</p>{insert}<p>{SECOND}</p></article>")
    assert found.text == f"Kapal\n\n{FIRST}\n\n{SECOND}"


def test_last_words_of_a_feed_are_left_out() -> None:
    """WordPress ends each post with where it stood first."""
    last = '<p>The post <a href="/a">Kapal</a> appeared first on <a href="/">Warta</a>.</p>'
    assert text_of_html(f"<p>{FIRST}</p>{last}") == FIRST
    assert text_of_html(last) == "The post Kapal appeared first on Warta."
