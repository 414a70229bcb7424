"""What is known of a fetched page beside its own words: its address, its list's entry, its site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from courlan import normalize_url

from index.articles import Article
from index.progress import Skipped
from index.sources.drafts import Draft, finish
from index.sources.web.listing import Page
from index.sources.web.lists import Listed

_HOST_PREFIX = re.compile(r"^(?:www|m|amp|mobile)\.")
_DAY_IN_PATH = re.compile(r"/([12][0-9]{3})/([01]?[0-9])/([0-3]?[0-9])(?=/|$)")


def complete(draft: Draft, page: Page) -> Draft:
    """Add to what a page says of itself what its list and its address say; the page's own word goes first.

    The address that a page gives itself is believed only within its own site: nobody's page takes another's place.
    """
    listed = page.listed
    alone = not draft.place
    return replace(
        draft,
        url=_own_address(draft.url, page.final_url) if alone else draft.url,
        title=draft.title or (listed.title if alone else None),
        published=draft.published or (listed.published if alone else None) or _day_in_path(page.final_url),
        source=draft.source or listed.publisher or _publisher(page.final_url),
        author=draft.author or (listed.author if alone else None),
    )


def from_list(url: str, listed: Listed) -> Iterator[Article | Skipped]:
    """Yield the article that a feed carries itself, for a page that cannot be had."""
    draft = Draft(
        text=listed.text or "",
        title=listed.title,
        url=url,
        published=listed.published,
        source=listed.publisher or _publisher(url),
        author=listed.author,
    )
    return finish(draft, Path("page"), url)


def _own_address(given: object, fetched: str) -> str:
    if isinstance(given, str) and _site(given) == _site(fetched):
        is_home_page = urlsplit(given).path in {"", "/"}
        if not is_home_page or urlsplit(fetched).path in {"", "/"}:
            return given
    return str(normalize_url(fetched))


def _site(url: str) -> str:
    try:
        return _publisher(url)
    except ValueError:
        return ""


def _publisher(url: str) -> str:
    return _HOST_PREFIX.sub("", (urlsplit(url).hostname or "").lower())


def _day_in_path(url: str) -> date | None:
    match = _DAY_IN_PATH.search(urlsplit(url).path)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
