"""Articles: what makes two of them the same, and what makes one changed."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pytest

from index.articles import Article, new_article

ARTICLE = new_article(
    title="Judul",
    text="Isi.",
    url="https://example.org/a",
    published=date(2018, 6, 1),
    language="id",
    source="Warta",
    origin="/berita/a.md",
)


def test_id_comes_from_the_url() -> None:
    """Without a given id, the URL names the article, wherever its file lies."""
    expected = hashlib.sha256(b"https://example.org/a").hexdigest()[:16]

    assert expected == ARTICLE.id


def make(*, url: str | None = None, given_id: str | None = None) -> Article:
    return new_article(
        title="J",
        text="I",
        url=url,
        published=None,
        language="id",
        source=None,
        origin="/berita/a.md#3",
        given_id=given_id,
    )


def test_given_id_goes_before_the_url() -> None:
    """An id in the file survives a change of the URL."""
    expected = hashlib.sha256(b"n-17").hexdigest()[:16]

    assert expected == make(url="https://example.org/a", given_id="n-17").id


def test_id_of_an_article_without_url_comes_from_its_origin() -> None:
    """The path and row name what nothing else names."""
    expected = hashlib.sha256(b"/berita/a.md#3").hexdigest()[:16]

    assert expected == make().id


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Lain"},
        {"text": "Isi lain."},
        {"url": None},
        {"published": None},
        {"language": "en"},
        {"source": None},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_content_hash_changes_with_every_visible_field(changed: dict[str, str | None]) -> None:
    """A reader of the article can see the difference."""
    assert replace(ARTICLE, **changed).content_hash != ARTICLE.content_hash  # type: ignore[arg-type]


def test_content_hash_ignores_where_the_article_was_read() -> None:
    """Moving a file does not change its article's content."""
    assert replace(ARTICLE, id="0" * 16, origin="/lain").content_hash == ARTICLE.content_hash


def test_content_hash_is_the_documented_one() -> None:
    """SHA-256 over the JSON array of the fields, worked by hand."""
    written = b'["Judul", "Isi.", "https://example.org/a", "2018-06-01", "id", "Warta"]'

    assert hashlib.sha256(written).hexdigest() == ARTICLE.content_hash
