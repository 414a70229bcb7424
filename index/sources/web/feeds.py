"""Reads RSS, Atom and RDF feeds, by `feedparser`, and JSON Feeds, from bytes that were fetched already.

feedparser was preferred to trafilatura's own reader of feeds, which yields addresses alone and fetches by itself.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

import feedparser  # type: ignore[import-untyped]

from index.errors import SourceProblem
from index.sources.days.written import read_day
from index.sources.decoding import decode
from index.sources.fields import Fields
from index.sources.formats.rows.json_rows import load_json
from index.sources.markup.html import text_of_html
from index.sources.markup.tags import text_of_markup
from index.sources.web.addresses import is_url
from index.sources.web.lists import MAX_FEED_BYTES, MAX_LIST_BYTES, Listed, is_json_feed, unpacked
from index.sources.xml import checked_xml

_MAX_NAME_CHARS = 300


def read_feed(body: bytes, url: str) -> list[Listed]:
    """Return the entries of a feed, in its order, and last the address of its next page (RFC 5005), if it has one.

    Args:
        body: the feed.
        url: where it was; relative links start there.

    Raises:
        SourceProblem: it is none, too large, or made to do harm.
    """
    if len(body) > MAX_FEED_BYTES:
        raise SourceProblem(f"is a feed of more than {MAX_FEED_BYTES:,} bytes")
    if is_json_feed(body):
        return _read_json(body, url)
    root = checked_xml(body, recover=True)
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
    # Of what only names an entry, feedparser makes a link where there is none.
    guids = [(each.text or "").strip() for each in root.iter("{*}guid")]
    names = frozenset(_joined(url, each) for each in guids if not is_url(each))
    # As plain dictionaries: feedparser's own answers for what is not there, and warns.
    found = _readable(_listed(dict(entry), publisher, names) for entry in feed.entries)
    following = next((each.get("href") for each in feed.feed.get("links", []) if each.get("rel") == "next"), None)
    return found + ([Listed(url=following, is_next=True)] if following else [])


def read_feed_file(file: Path, url: str) -> list[Listed]:
    """Return the entries of a feed that was fetched into a file, packed or not; see `read_feed`."""
    return read_feed(unpacked(file.read_bytes(), MAX_LIST_BYTES), url)


def _listed(entry: dict[str, Any], publisher: str | None, names: frozenset[str]) -> Listed:
    carried = [each.get("value") for each in entry.get("content", [])] + [entry.get("summary")]
    texts = [text_of_html(each) for each in carried if isinstance(each, str)]
    link = _link(entry)
    link = "" if entry.get("guidislink") and link in names else link
    return Listed(
        url=link or _place(entry.get("id")),
        has_page=bool(link),
        stamp=_text(entry.get("updated")) or _text(entry.get("published")),
        title=_text(entry.get("title")),
        published=_day(entry),
        author=_text(entry.get("author")),
        publisher=publisher,
        text=max(texts, key=len, default=None),
        text_is_whole=bool(entry.get("content")),
    )


def _link(entry: dict[str, Any]) -> str:
    link = entry.get("link")
    return link.strip() if isinstance(link, str) else ""


def _joined(url: str, name: str) -> str:
    try:
        return urljoin(url, name)
    except ValueError:
        return name


def _place(name: object) -> str:
    """Return the address of an entry within its feed."""
    return f"#{quote(name.strip(), safe='', errors='replace')[:_MAX_NAME_CHARS]}" if isinstance(name, str) else "#"


def _readable(entries: Iterable[Listed]) -> list[Listed]:
    """Return the entries that have a page or a text; what has no page changes with its text, and may have no name."""
    found = []
    for each in entries:
        if each.has_page:
            found.append(each)
        elif each.text:
            said = f"{each.title}\0{each.published}\0{each.text}"
            stamp = hashlib.sha256(said.encode(errors="replace")).hexdigest()
            place = each.url if len(each.url) > 1 else f"#{stamp}"
            found.append(replace(each, url=place, stamp=stamp, text_is_whole=True))
    return found


def _text(value: object) -> str | None:
    return text_of_markup(value) or None if isinstance(value, str) else None


def _day(entry: dict[str, Any]) -> object:
    """Return the day as it is written, where it can be read; else what feedparser makes of it; else what is written."""
    written = [entry.get(name) for name in ("published", "created", "date", "updated")]
    days = [each for each in written if isinstance(each, str) and each.strip()]
    if day := next((each for each in days if read_day(each)), None):
        return day
    if parsed := entry.get("published_parsed") or entry.get("updated_parsed"):
        with suppress(ValueError):  # the year 0
            return date(*parsed[:3])
    return days[0] if days else None


def _read_json(body: bytes, url: str) -> list[Listed]:
    """Return the entries of a JSON Feed (https://www.jsonfeed.org/version/1.1/)."""
    feed = load_json(decode(body))
    entries = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(feed, dict) or not isinstance(entries, list):
        raise SourceProblem("is a JSON Feed without items")
    publisher = _text(feed.get("title"))
    found = []
    for each in entries:
        if not isinstance(each, dict):
            continue
        link = next((each[name] for name in ("url", "external_url") if isinstance(each.get(name), str)), "").strip()
        name = str(each.get("id", ""))
        link = link or (name if is_url(name) else "")
        draft = Fields().draft({"text": ""} | each)
        found.append(
            Listed(
                url=link or _place(name),
                has_page=bool(link),
                stamp=_text(each.get("date_modified")) or _text(each.get("date_published")),
                title=_text(draft.title),
                published=draft.published,
                author=", ".join(map(str, draft.author)) if isinstance(draft.author, list) else None,
                publisher=publisher,
                text=draft.text or None,
                text_is_whole=any(isinstance(each.get(name), str) for name in ("content_html", "content_text")),
            )
        )
    following = feed.get("next_url")
    return _readable(found) + (
        [Listed(url=following, is_next=True)] if isinstance(following, str) and following else []
    )
