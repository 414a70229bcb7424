"""By-lines of pages: who posted an article and when is told, and is no part of its text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.articles import Article
from tests.index.sources.formats.reading import articles

FIRST = "Kelompok ternak Dusun Karanganyar menjual empat puluh kambing ke pasar hewan pada akhir musim kemarau lalu."
SECOND = "Uangnya dipakai memperbaiki kandang bersama, membeli pakan, dan membayar dokter hewan yang datang tiap bulan."
TEXT = f"<p>{FIRST}</p><p>{SECOND}</p>"
DAY = date(2023, 8, 12)


def read(folder: Path, body: str) -> Article:
    (found,) = articles(
        folder, "a.html", f"<html><head><title>Kambing Terjual</title></head><body>{body}</body></html>"
    )
    return found


def post(above: str = "", below: str = "") -> str:
    return f"<article><h1>Kambing Terjual</h1>{above}{TEXT}{below}</article>"


BLOGGER = """<div class="date-outer"><h2 class="date-header"><span>Sabtu, 12 Agustus 2023</span></h2>
<div class="post hentry"><h3 class="post-title entry-title">Kambing Terjual</h3>
<div class="post-body entry-content">{}</div><div class="post-footer">{}</div></div></div>"""
FEET = {
    "none": "",
    "in lines": "Diposting oleh Rukmini di 06.40 <br>Label: Ternak, Pasar",
    "in elements": "<p class='post-footer-line'><span class='post-author vcard'>Diposkan oleh <b>Rukmini</b></span>"
    " di <a class='timestamp-link' href='/x'>06.40</a></p><p>Kirimkan Ini lewat Email BlogThis! Berbagi ke Facebook</p>"
    "<p>Label: <a href='/l' rel='tag'>Ternak</a></p><p>Tidak ada komentar:</p>",
    "English": "<div>Posted by <span>Rukmini</span> at <a href='/x'>6:40 AM</a></div>"
    "<div>Email This BlogThis! Share to X</div><div>Labels: <a href='/l'>Ternak</a></div>",
}


@pytest.mark.parametrize("foot", FEET)
def test_head_and_foot_of_blogger_are_no_text(tmp_path: Path, foot: str) -> None:
    """And say the day and the author."""
    found = read(tmp_path, BLOGGER.format(TEXT, FEET[foot]))

    assert found.text.removeprefix("Kambing Terjual\n\n") == f"{FIRST}\n\n{SECOND}"
    assert (found.published, found.published_guessed) == (DAY, False)
    assert found.author == ("Rukmini" if FEET[foot] else None)


LINES = {
    "Posted on August 12, 2023 by admin in Berita · 2 Comments": None,
    "Diposting oleh: Rukmini, 12 Agustus 2023 06:40 WIB": "Rukmini",
    "Sabtu, 12 Agustus 2023 - Dibaca 312 kali": None,
    "Dipublikasikan pada 12 Agustus 2023 pukul 06.40 oleh Tim Humas Desa": "Tim Humas Desa",
    "Ditulis oleh Rukmini Sari | 12/08/2023 | Dibaca: 1.204 kali": "Rukmini Sari",
    "By Rukmini Sari, 12 August 2023": "Rukmini Sari",
    "12 August 2023 by Rukmini": "Rukmini",
    "Editor: Rukmini, 12 Agustus 2023": None,
}


@pytest.mark.parametrize("line", LINES)
def test_line_that_says_who_and_when_is_no_text(tmp_path: Path, line: str) -> None:
    """Without any class that says so; who only posts for others is no author."""
    found = read(tmp_path, post(f"<p>{line}</p>"))

    assert (found.text, found.published) == (f"Kambing Terjual\n\n{FIRST}\n\n{SECOND}", DAY)
    assert (found.published_guessed, found.author) == (False, LINES[line])


@pytest.mark.parametrize(
    ("above", "author"),
    [
        ("<h3 class='kecil'><i></i>Administrator <i></i>12 Agustus 2023 06:40:00 WIB</h3>", None),
        (
            "<dl class='article-info'><dt>Details</dt><dd class='createdby'>Written by Rukmini</dd>"
            "<dd class='published'>Published: 12 August 2023</dd><dd class='hits'>Hits: 231</dd></dl>",
            "Rukmini",
        ),
        (
            "<div class='post-meta'>Rukmini<br><span>12 Agustus 2023</span><br><span>Berita Desa</span></div>",
            None,
        ),
    ],
    ids=["OpenSID", "Joomla", "one below the other"],
)
def test_by_lines_of_what_villages_use(tmp_path: Path, above: str, author: str | None) -> None:
    """A moment to the second, a list with a class of its own."""
    found = read(tmp_path, post(above))

    assert (found.text, found.published) == (f"Kambing Terjual\n\n{FIRST}\n\n{SECOND}", DAY)
    assert found.author == author


@pytest.mark.parametrize("classes", ["post-date", "tgl", "entry-meta", "date-header", "byline"])
@pytest.mark.parametrize(
    "line", ["12 Agustus 2023", "Sabtu, 12 Agustus 2023 | 06:40 WIB", "12 Agustus 2023, Rukmini Sari"]
)
def test_day_that_its_class_calls_so_is_no_text(tmp_path: Path, classes: str, line: str) -> None:
    """Whatever the element."""
    found = read(tmp_path, post(f"<div class='{classes}'><span>{line}</span></div>"))

    assert (found.text, found.published) == (f"Kambing Terjual\n\n{FIRST}\n\n{SECOND}", DAY)


@pytest.mark.parametrize(
    "line",
    [
        "Bagikan: <a href='/f'>Facebook</a> <a href='/w'>WhatsApp</a>",
        "Share this:",
        "Tags: ternak, pasar hewan",
        "Label: Ternak",
        "Kategori: <a href='/k'>Ekonomi Desa</a>",
        "Dibaca: 99 kali",
        "3 min read",
    ],
)
def test_where_to_share_and_how_it_is_filed_is_no_text(tmp_path: Path, line: str) -> None:
    """Below the article."""
    assert read(tmp_path, post("", f"<p>{line}</p>")).text == f"Kambing Terjual\n\n{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("<p>Sabtu, 12 Agustus 2023</p>", ""),
        ("<p class='event-date'>12 Agustus 2023</p>", ""),
        ("<p class='date'>12 Agustus 2023 kami berangkat ke pasar.</p>", ""),
        ("<p>By the Long Road</p>", ""),
        ("<p>Oleh-Oleh Khas Karanganyar</p>", ""),
        ("", "<p>Oleh karena itu, 12 Agustus 2023 menjadi hari pasar terakhir.</p>"),
        ("", "<p>Bukunya diterbitkan oleh Pustaka Nusa, 12 Agustus 2023</p>"),
        ("", "<p>Diterbitkan oleh Pustaka Nusa, 12 Agustus 2023</p>"),
        ("", "<p>Label: harus memuat nama, berat bersih, dan tanggal kedaluwarsa.</p>"),
        ("", "<p>Kategori: Anak, Remaja, Dewasa</p>"),
        ("", "<p>Bagikan daging kepada tetangga</p>"),
        ("", "<p>Dibaca 12 kali oleh warga setiap malam</p>"),
    ],
)
def test_what_an_article_says_itself_stays(tmp_path: Path, above: str, below: str) -> None:
    """A day alone that no class calls that of the article, an event's, a book's, a rule on labels."""
    said = (above or below).partition(">")[2].removesuffix("</p>")

    assert said in read(tmp_path, post(above, below)).text


def test_another_day_than_that_of_the_article_stays(tmp_path: Path) -> None:
    """It is what the article is about, where the page says its own."""
    head = "<meta property='article:published_time' content='2023-08-10'>"
    found = read(tmp_path, f"{head}{post('<p class=date>12 Agustus 2023</p>')}")

    assert (str(found.published), "12 Agustus 2023" in found.text) == ("2023-08-10", True)
