"""HTML: the article of a page, and pages that are hard to read."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

import pytest
import trafilatura

from index.articles import Article
from index.progress import Skipped
from index.sources import read_articles
from index.sources.formats.html.page import _TITLE
from index.sources.limits import MAX_ARTICLE_BYTES, MAX_HTML_ELEMENTS
from index.sources.markup.tags import text_of_markup

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
