"""Reads RSS, Atom and RDF feeds, by `feedparser`, from bytes that were fetched already.

feedparser was preferred to trafilatura's own reader of feeds, which yields addresses alone and fetches by itself.
"""

from __future__ import annotations

import io
from contextlib import suppress
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]

from index.errors import SourceProblem
from index.sources.markup import text_of_markup
from index.sources.web.lists import MAX_FEED_BYTES, MAX_LIST_BYTES, Listed, unpacked
from index.sources.xml import checked_xml


def read_feed(body: bytes, url: str) -> list[Listed]:
    """Return the entries of a feed, in its order.

    Args:
        body: the feed.
        url: where it was; relative links start there.

    Raises:
        SourceProblem: it is none, too large, or made to do harm.
    """
    if len(body) > MAX_FEED_BYTES:
        raise SourceProblem(f"is a feed of more than {MAX_FEED_BYTES:,} bytes")
    checked_xml(body, recover=True)
    try:
        # From a stream: given bytes, feedparser may take them for the name of a file or an address.
        feed = feedparser.parse(
            io.BytesIO(body),
            response_headers={"content-location": url},
            sanitize_html=False,
            resolve_relative_uris=True,
        )
    except Exception as error:
        # Whatever a feed makes the library raise, the other sources go on.
        raise SourceProblem(f"is a feed that cannot be read ({type(error).__name__})") from error
    if not feed.version:
        raise SourceProblem("is not a feed that can be read")
    publisher = _text(feed.feed.get("title"))
    # As plain dictionaries: feedparser's own answers for what is not there, and warns.
    return [_listed(dict(entry), publisher) for entry in feed.entries]


def read_feed_file(file: Path, url: str) -> list[Listed]:
    """Return the entries of a feed that was fetched into a file, packed or not; see `read_feed`."""
    return read_feed(unpacked(file.read_bytes(), MAX_LIST_BYTES), url)


def _listed(entry: dict[str, Any], publisher: str | None) -> Listed:
    carried = [each.get("value") for each in entry.get("content", [])] + [entry.get("summary")]
    texts = [text_of_markup(each) for each in carried if isinstance(each, str)]
    return Listed(
        url=_link(entry),
        stamp=_text(entry.get("updated")) or _text(entry.get("published")),
        title=_text(entry.get("title")),
        published=_day(entry),
        author=_text(entry.get("author")),
        publisher=publisher,
        text=max(texts, key=len, default=None),
    )


def _link(entry: dict[str, Any]) -> str:
    link = entry.get("link")
    return link.strip() if isinstance(link, str) else ""


def _text(value: object) -> str | None:
    return text_of_markup(value) or None if isinstance(value, str) else None


def _day(entry: dict[str, Any]) -> date | None:
    """Return the day as it was where the entry was written; feedparser's own parsing turns it into that of UTC."""
    for name in ("published", "updated"):
        written = entry.get(name) or ""
        for parse in (parsedate_to_datetime, datetime.fromisoformat):
            try:
                return parse(written).date()
            except (ValueError, TypeError):
                continue
        if parsed := entry.get(f"{name}_parsed"):
            with suppress(ValueError):  # the year 0
                return date(*parsed[:3])
    return None
