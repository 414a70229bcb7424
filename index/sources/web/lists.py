"""What a feed or a sitemap lists, and how to tell these from pages."""

from __future__ import annotations

import codecs
import re
import zlib
from dataclasses import dataclass
from enum import StrEnum

from index.errors import SourceProblem

MAX_LIST_BYTES = 50_000_000  # what sitemaps may have
MAX_FEED_BYTES = 5_000_000
_HEAD_BYTES = 8_192
_ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?([A-Za-z][\w.-]*)")
# What is not closed reaches to the end.
_NOT_ROOT = re.compile(
    rb"<\?.*?(?:\?>|\Z)|<!--.*?(?:-->|\Z)|<!DOCTYPE[^<>\[]*+(?:\[[^\]]*+(?:\]|\Z))?+\s*+>?", re.DOTALL | re.IGNORECASE
)
_JSON_FEED = re.compile(rb'"version"\s{0,9}:\s{0,9}"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version')
_EXPORT = b"wordpress.org/export/"
_GZIP = b"\x1f\x8b"


class Kind(StrEnum):
    """What an address turned out to be."""

    PAGE = "page"
    FEED = "feed"
    SITEMAP = "sitemap"


@dataclass(frozen=True)
class Listed:
    """One entry of a list; only the address is sure to be there.

    Attributes:
        url: as listed.
        stamp: when the list says it changed last, as written; compared, never read.
        title, author, publisher: what the list says where the page says nothing.
        published: the same, as it is written.
        text: what the feed carries of the article, as text.
        text_is_whole: whether the feed says that this is all of it.
        is_next: whether it is the next page of this very list.
        is_list: whether it is a sitemap again.
        has_page: whether there is something to fetch; else `url` names the entry within its feed, which carries all.
    """

    url: str
    stamp: str | None = None
    title: str | None = None
    published: object = None
    author: str | None = None
    publisher: str | None = None
    text: str | None = None
    text_is_whole: bool = False
    is_next: bool = False
    is_list: bool = False
    has_page: bool = True


_KINDS = {
    b"rss": Kind.FEED,
    b"feed": Kind.FEED,
    b"rdf": Kind.FEED,
    b"urlset": Kind.SITEMAP,
    b"sitemapindex": Kind.SITEMAP,
}


def kind_of(body: bytes) -> Kind:
    """Tell feeds and sitemaps by their first element or their version, whatever the server says they are."""
    if is_json_feed(body):
        return Kind.FEED
    head = body[:_HEAD_BYTES].replace(b"\0", b"")
    if _EXPORT in head:
        # All of a site in one file, its drafts too; not the feed whose form it has.
        return Kind.PAGE
    return _KINDS.get(first_element(head), Kind.PAGE)


def first_element(body: bytes) -> bytes:
    """Return the name of the first element in small letters; nothing for what has none."""
    root = _ROOT.search(_NOT_ROOT.sub(b"", body[:_HEAD_BYTES]))
    return root[1].lower() if root else b""


def is_json_feed(body: bytes) -> bool:
    """Tell a JSON Feed by the version that it names at its beginning."""
    head = body[:_HEAD_BYTES].removeprefix(codecs.BOM_UTF8).lstrip()
    return head.startswith(b"{") and _JSON_FEED.search(head) is not None


def unpacked(body: bytes, max_bytes: int) -> bytes:
    """Return the content of a gzip file such as "sitemap.xml.gz"; anything else as it is.

    Raises:
        SourceProblem: it is larger than the limit, or damaged.
    """
    if not body.startswith(_GZIP):
        return body
    unpack = zlib.decompressobj(47)
    try:
        content = unpack.decompress(body, max_bytes + 1)
    except zlib.error as error:
        raise SourceProblem("is a damaged gzip file") from error
    if len(content) > max_bytes:
        raise SourceProblem(f"unpacks to more than {max_bytes:,} bytes")
    if not unpack.eof:
        raise SourceProblem("is a gzip file that was cut off")
    return content
