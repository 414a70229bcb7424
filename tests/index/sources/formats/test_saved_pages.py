"""Articles over several pages in a folder of saved pages: joined, told, and read again when any of them changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.articles import Article
from index.progress import LookAgain, Noted, Skipped
from index.sources import read_articles
from index.sources.limits import MAX_ARTICLE_PAGES

SAID = "Warga menyambut kabar ini dengan gembira dan berharap keadaan di kampung nelayan terus membaik bulan depan."


def save(folder: Path, name: str, words: str, *, following: str = "", before: str = "") -> Path:
    links = f'<link rel="next" href="{following}">' if following else ""
    links += f'<a rel="prev" href="{before}">Sebelumnya</a>' if before else ""
    body = f"<article><h1>Perahu Baru</h1><p>{words} {SAID}</p><p>{words} Camat hadir. {SAID}</p></article>"
    file = folder / name
    file.write_text(f"<html><head><title>Perahu Baru</title>{links}</head><body>{body}</body></html>", encoding="utf-8")
    return file


def test_further_pages_are_joined_to_the_first(tmp_path: Path) -> None:
    """What they repeat comes once; both files say what became of them."""
    first = save(tmp_path, "perahu.html", "Halaman pertama.", following="perahu-2.html")
    second = save(tmp_path, "perahu-2.html", "Halaman kedua.", following="perahu-3.html", before="perahu.html")
    third = save(tmp_path, "perahu-3.html", "Halaman ketiga.", before="perahu-2.html")

    article, joined, again = read_articles(first)
    assert isinstance(article, Article)
    assert [article.text.count(f"Halaman {each}. Camat") for each in ("pertama", "kedua", "ketiga")] == [1, 1, 1]
    assert article.text.count("Perahu Baru") == 1
    assert isinstance(joined, Noted)
    assert joined.reason == "3 pages were joined to one article"
    assert isinstance(again, LookAgain)
    for page, name in ((second, "perahu.html"), (third, "perahu-2.html")):
        (told,) = read_articles(page)
        assert isinstance(told, Skipped)
        assert told.reason == f"is a further page of {name}, and was read with it"


def test_page_that_nothing_leads_to_is_an_article_of_its_own(tmp_path: Path) -> None:
    """Neither what it says of a page before, nor a missing page after it, takes its text away."""
    save(tmp_path, "perahu.html", "Halaman pertama.")
    alone = save(tmp_path, "perahu-2.html", "Halaman kedua.", following="perahu-3.html", before="perahu.html")
    (found,) = read_articles(alone)
    assert isinstance(found, Article)


@pytest.mark.parametrize("target", ["../lain/perahu-2.html", "/etc/perahu-2.html", "https://a.example/perahu-2.html"])
def test_nothing_outside_the_folder_is_read(tmp_path: Path, target: str) -> None:
    """Nor what a symbolic link leads to."""
    outside = tmp_path / "lain"
    folder = tmp_path / "sumber"
    outside.mkdir()
    folder.mkdir()
    save(outside, "perahu-2.html", "Rahasia.")
    (found,) = read_articles(save(folder, "perahu.html", "Halaman pertama.", following=target))
    assert isinstance(found, Article)
    (folder / "perahu-2.html").symlink_to(outside / "perahu-2.html")
    (found,) = read_articles(save(folder, "perahu.html", "Halaman pertama.", following="perahu-2.html"))
    assert isinstance(found, Article)
    assert "Rahasia" not in found.text


def test_pages_are_followed_so_far_and_no_further(tmp_path: Path) -> None:
    """What follows is an article of its own, so that no page is lost."""
    for number in range(1, MAX_ARTICLE_PAGES + 4):
        before = f"p-{number - 1}.html" if number > 1 else ""
        save(tmp_path, f"p-{number}.html", f"Halaman nomor {number}.", following=f"p-{number + 1}.html", before=before)
    found, joined, _ = read_articles(tmp_path / "p-1.html")
    assert isinstance(found, Article)
    assert f"Halaman nomor {MAX_ARTICLE_PAGES}." in found.text
    assert f"Halaman nomor {MAX_ARTICLE_PAGES + 1}." not in found.text
    assert isinstance(joined, Noted)
    rest, *_ = read_articles(tmp_path / f"p-{MAX_ARTICLE_PAGES + 1}.html")
    assert isinstance(rest, Article)
    assert f"Halaman nomor {MAX_ARTICLE_PAGES + 3}." in rest.text
