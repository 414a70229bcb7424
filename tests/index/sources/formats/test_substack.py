"""Exports of Substack: what the list of the posts says of each counts, in a folder as in an archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from index.articles import Article
from index.progress import Hidden, LookAgain, Skipped
from index.reasons import Reason
from index.sources import read_articles
from tests.conftest import SHIP

_COLUMNS = "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url\n"
_LIST = _COLUMNS + (
    "71.kapal,2022-03-04T02:00:00.000Z,true,,,newsletter,everyone,Kapal Karam,Kabar dari laut,\n"
    "72.draf,,false,,,newsletter,everyone,Draf,,\n"
    "73.pelanggan,2022-03-05T02:00:00.000Z,true,,,newsletter,only_paid,Pelanggan,,\n"
    "74.pendiri,2022-03-06T02:00:00.000Z,true,,,podcast,founding,Pendiri,,\n"
    "75.nanti,2199-03-06T02:00:00.000Z,true,,,newsletter,everyone,Nanti,,\n"
)
_STEMS = ("71.kapal", "72.draf", "73.pelanggan", "74.pendiri", "75.nanti", "76.lain")


def _files(listed: str = _LIST) -> dict[str, str]:
    return {"posts.csv": listed} | {f"posts/{stem}.html": f"<p>{SHIP} ({stem})</p>" for stem in _STEMS}


def _in_a_folder(folder: Path, files: dict[str, str]) -> list[Article | Skipped]:
    for name, content in files.items():
        file = folder / "ekspor" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    return [each for name in files for each in read_articles(folder / "ekspor" / name)]


def _in_an_archive(folder: Path, files: dict[str, str]) -> list[Article | Skipped]:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"ekspor/{name}", content)
    file = folder / "a.zip"
    file.write_bytes(written.getvalue())
    return list(read_articles(file))


@pytest.mark.parametrize("read", [_in_a_folder, _in_an_archive])
def test_posts_are_as_their_list_has_them(
    tmp_path: Path, read: Callable[[Path, dict[str, str]], list[Article | Skipped]]
) -> None:
    """Drafts, posts for some readers alone and those to come are left out; the list itself is no article."""
    found = read(tmp_path, _files())
    articles = {each.text.rpartition(" ")[2]: each for each in found if isinstance(each, Article)}
    hidden = [each.where.rpartition("/")[2] for each in found if isinstance(each, Hidden)]
    (told,) = (each for each in found if type(each) is Skipped)

    assert set(articles) == {"(71.kapal)", "(76.lain)"}
    first = articles["(71.kapal)"]
    assert (first.title, first.published, first.published_guessed) == ("Kapal Karam", date(2022, 3, 4), False)
    assert [each.partition(".")[0] for each in hidden] == ["72", "73", "74", "75"]
    assert (told.reason, told.code) == (
        "lists the posts of an export, and is read with their texts",
        Reason.NOT_AN_ARTICLE,
    )


def test_post_is_looked_at_again_since_its_list_may_change(tmp_path: Path) -> None:
    """One that is published later is an article then, though its own file is the same."""
    found = _in_a_folder(tmp_path, _files())
    again = [each.where.rpartition("/")[2] for each in found if isinstance(each, LookAgain)]
    assert {"71.kapal.html", "72.draf.html"} <= set(again)
    assert "76.lain.html" not in again

    found = _in_a_folder(tmp_path, _files(_LIST.replace("72.draf,,false", "72.draf,2022-03-07T02:00:00.000Z,true")))
    assert "Draf" in [each.title for each in found if isinstance(each, Article)]


def test_another_list_of_that_name_says_nothing_of_the_pages_beside_it(tmp_path: Path) -> None:
    """Nor does one whose rows are the articles themselves."""
    for listed in (
        f"title,text\n71,{SHIP}\n",
        _COLUMNS.replace("subtitle", "body") + f"71,,true,,,,everyone,x,{SHIP},\n",
    ):
        found = _in_a_folder(tmp_path, {"posts.csv": listed, "posts/71.html": f"<p>{SHIP}</p>"})
        assert [isinstance(each, Article) for each in found] == [True, True]
