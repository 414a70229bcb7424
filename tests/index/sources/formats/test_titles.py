"""Titles of pages: the article's own, whole, and never the name of the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.sources.formats.html.titles import same_title, without_site
from tests.index.sources.formats.reading import articles

TEXT = (
    "<p>Perajin gerabah di Dusun Sumberan membakar lima ratus kendi sekali bakar di tungku bersama milik dusun.</p>"
    "<p>Tanah liat diambil dari tepi sungai, diinjak semalam, lalu dibentuk sebelum hari menjadi terlalu panas.</p>"
)
TITLE = "Kendi Sumberan Dikirim ke Bali"
SITE = "Kabar Sumberan"
OG_SITE = f"<meta property='og:site_name' content='{SITE}'>"
CANONICAL = "<link rel='canonical' href='https://www.kabarsumberan.example/2024/05/kendi.html'>"
HOME = "<a href='https://www.kabarsumberan.example/'>"
LD = '<script type="application/ld+json">{"@type": "%s", "%s": "%s", "publisher": {"name": "%s"}}</script>'


def og(title: str) -> str:
    return f"<meta property='og:title' content='{title}'>"


def read(folder: Path, head: str, body: str) -> tuple[str, str | None]:
    """Return title and source of a page."""
    (found,) = articles(folder, "a.html", f"<html><head>{head}</head><body>{body}</body></html>")
    return found.title, found.source


PAGES = {
    "h1 is the site's, by its metadata": (
        f"<title>{SITE}</title>{OG_SITE}{LD % ('NewsArticle', 'headline', TITLE, SITE)}",
        f"<h1>{SITE}</h1><article>{TEXT}</article>",
    ),
    "h1 is the site's, by its address, and leads home": (
        f"<title>{SITE}: {TITLE}</title>{CANONICAL}",
        f"<h1 class='title'>{HOME}{SITE}</a></h1><div class='post'><h3 class='post-title'>{TITLE}</h3>{TEXT}</div>",
    ),
    "the site's name is known by what leads home alone": (
        f"<title>{TITLE} | Sumberan Hari Ini</title>",
        f"<header><a href='/'>Sumberan Hari Ini</a></header><article>{TEXT}</article>",
    ),
    "og:title is the site's": (
        f"<title>{TITLE}</title>{OG_SITE}{og(SITE)}",
        f"<article><h1>{TITLE}</h1>{TEXT}</article>",
    ),
    "og:title ends with the site's name": (f"{OG_SITE}{og(f'{TITLE} - {SITE}')}", f"<article>{TEXT}</article>"),
    "og:title begins with it": (f"{OG_SITE}{og(f'{SITE} » {TITLE}')}", f"<article>{TEXT}</article>"),
    "the site's name and what it says of itself": (
        f"<title>{TITLE} – {SITE} – Suara dari Tungku</title>{CANONICAL}",
        f"<article>{TEXT}</article>",
    ),
    "nothing but the end of the title says the site": (
        f"<title>{TITLE} - {SITE}</title>",
        f"<article>{TEXT}</article>",
    ),
    "h1 is a section": (
        f"<title>{TITLE} · {SITE}</title>",
        f"<h1>Ekonomi</h1><article><h2>{TITLE}</h2>{TEXT}</article>",
    ),
    "og:title is cut off": (f"{og('Kendi Sumberan Dikirim…')}", f"<article><h1>{TITLE}</h1>{TEXT}</article>"),
    "headings of other articles": (
        f"<title>{SITE}</title>{OG_SITE}",
        f"<article><h1>{TITLE}</h1>{TEXT}</article><aside><h2 class='entry-title'>Lain</h2></aside>"
        "<h3 class='entry-title'>Lain lagi</h3><h3 class='entry-title'>Terakhir</h3>",
    ),
}


@pytest.mark.parametrize("kind", PAGES)
def test_title_is_the_articles_own(tmp_path: Path, kind: str) -> None:
    """However much of the page carries the name of the site."""
    assert read(tmp_path, *PAGES[kind])[0] == TITLE


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("Kendi Pecah - Siapa yang Menanggung?", ""),
        ("Kendi Pecah - Ganti Rugi", OG_SITE),
        ("Pukul 19.30 Tungku Dinyalakan", f"<title>Pukul 19.30 Tungku Dinyalakan - {SITE}</title>"),
        (f"{SITE}: Kendi Kami Dikirim ke Bali", f"{OG_SITE}{og(f'{SITE}: Kendi Kami Dikirim ke Bali')}"),
        (f"Sejarah {SITE}", f"{OG_SITE}{og(f'Sejarah {SITE}')}"),
        (f"Mengapa {SITE} - dan bukan yang lain", f"{OG_SITE}<title>Mengapa {SITE} - dan bukan yang lain</title>"),
    ],
)
def test_title_is_not_cut(tmp_path: Path, title: str, head: str) -> None:
    """Where it has a dash or a colon of its own, or the site's name within it; and no part of it is the source."""
    found, source = read(tmp_path, f"{head}<title>{title}</title>", f"<article>{TEXT}</article>")

    assert (found, source in (None, SITE)) == (title, True)


def test_front_page_is_called_like_its_site(tmp_path: Path) -> None:
    """It has no other title."""
    assert read(tmp_path, f"<title>{SITE}</title>{OG_SITE}", f"<h1>{SITE}</h1><article>{TEXT}</article>")[0] == SITE


def test_site_goes_at_either_end_alone() -> None:
    """With all that stands behind it, and once more where it is there twice."""
    names = {"warta"}

    assert without_site("Warta - Banjir | Warta", names) == "Banjir"
    assert without_site("Banjir: Warta kami", names) == "Banjir: Warta kami"
    assert without_site("WARTA", names) == ""


def test_titles_are_the_same_but_for_marks_and_what_was_cut() -> None:
    """No other beginning is."""
    assert same_title("Banjir di Kota…", "BANJIR di kota Lama")
    assert same_title("“Banjir!”", "Banjir")
    assert not same_title("Banjir", "Banjir di Kota")
