"""What is known of a fetched page beside its own words: its address, its list's entry, its site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from courlan import normalize_url

from index.articles import Article
from index.progress import Skipped
from index.sources.days.written import read_day
from index.sources.drafts import Draft, finish, is_given
from index.sources.formats.html.saved_pages import joined
from index.sources.formats.html.titles import same_title, squashed, without_site
from index.sources.web.listing import Page
from index.sources.web.lists import Listed

_HOST_PREFIX = re.compile(r"^(?:www|m|amp|mobile)\.")


def complete(draft: Draft, page: Page) -> Draft:
    """Add to what a page says of itself what its list and its address say; the page's own word goes first.

    But a title that a list gives is the entry's own, where a page's may be that of its site.
    The address that a page gives itself is believed only within its own site: nobody's page takes another's place.
    """
    listed = page.listed
    alone = not draft.place
    takes_day = alone and listed.published is not None and (draft.published_guessed or not _says_day(draft))
    by = {"url": "address"} if draft.url is None else {}
    takes_title = alone and listed.title is not None and _is_other_title(draft, listed.title, listed.publisher)
    by |= {"title": "feed"} if takes_title or not draft.title else {}
    by |= {"published": "feed"} if takes_day else {}
    by |= {} if draft.source else {"source": "feed" if listed.publisher else "address"}
    by |= {} if draft.author else {"author": "feed"}
    return replace(
        draft,
        text=joined(draft.text, page.further) if alone and page.further else draft.text,
        url=_own_address(draft.url, page.final_url) if alone else draft.url,
        title=listed.title if takes_title else draft.title,
        published=listed.published if takes_day else draft.published,
        published_guessed=draft.published_guessed and not takes_day,
        source=draft.source or listed.publisher or _publisher(page.final_url),
        author=draft.author or (listed.author if alone else None),
        # It is served to everybody: its day may be to come, as that of an event.
        goes_live=draft.goes_live if draft.place else None,
        noindex=False,
        said_by=by,
    )


def from_list(url: str, listed: Listed) -> Iterator[Article | Skipped]:
    """Yield the article that a feed carries itself, for a page that cannot be had, or that is none."""
    draft = Draft(
        text=listed.text or "",
        title=listed.title,
        url=url if listed.has_page else None,
        published=listed.published,
        source=listed.publisher or _publisher(url),
        author=listed.author,
        said_by=dict.fromkeys(("title", "published", "source", "author"), "feed"),
    )
    return finish(draft, Path("page"), url)


def _is_other_title(draft: Draft, listed: str, publisher: str | None) -> bool:
    """Tell whether a list's title says something else than a page's own, and more than the name of either's site."""
    if not isinstance(draft.title, str):
        return True
    names = {squashed(name) for name in (publisher, draft.source) if isinstance(name, str)} - {""}
    told = without_site(listed, names)
    return bool(told) and not same_title(listed, draft.title) and not same_title(told, draft.title)


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


def _says_day(draft: Draft) -> bool:
    return is_given(draft.published) and read_day(draft.published) is not None
