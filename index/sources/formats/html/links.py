"""Tells which links of a page lead to other pages that can be read.

Others lead to a place of the same page, as the headings of questions that unfold do, to a script, to somebody's mail or
telephone, or to where a section is edited.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import unquote, urljoin, urlsplit

from lxml.html import HtmlElement  # type: ignore[import-untyped]

_SAID = "//link[@rel='canonical']/@href | //meta[@property='og:url']/@content"
_OF_PAGES = frozenset({"http", "https", "file"})
_NO_PAGE = re.compile(
    # A chat with somebody, a place on a map, what a wiki's section is edited by, a picture.
    r"^(?:wa\.me|(?:api|chat)\.whatsapp\.com|m\.me|maps\.app\.goo\.gl|goo\.gl/maps|maps\.google\.|google\.[a-z.]+/maps)"
    r"|[?&](?:ve)?action=edit\b|#/editor/|\.(?:jpe?g|png|gif|webp|svg|avif)$",
    re.IGNORECASE,
)
# Of a page that a script draws, "#/berita/12" and "#!berita" are addresses.
_ROUTES = ("/", "!")


class LinksElsewhere:
    """The links of one page, by its own addresses."""

    def __init__(self, tree: HtmlElement, headings: Iterable[HtmlElement], name: str) -> None:
        """Find the page's own addresses.

        Args:
            tree: the page.
            headings: with links; an address of which they lead to several places is the page's own.
            name: of its file.
        """
        said = [str(each).strip() for each in tree.xpath(_SAID)]
        bases = [str(each).strip() for each in tree.xpath("//base/@href")]
        self._base = next(filter(None, [*bases, *said]), "")
        self._own = {self._address(each) for each in (*said, name) if each}
        places: dict[str | None, set[str]] = defaultdict(set)
        for link in (link for heading in headings for link in heading.iter("a")):
            address, _, place = (link.get("href") or "").strip().partition("#")
            if address and place and not place.startswith(_ROUTES):
                places[self._address(address)].add(place)
        self._own.update(address for address, found in places.items() if len(found) > 1)

    def address(self, link: HtmlElement) -> str | None:
        """Return which other page a link leads to; None where it leads to none."""
        target, _, place = (link.get("href") or "").strip().partition("#")
        if place.startswith(_ROUTES):
            return None if _NO_PAGE.search(f"#{place}") else f"{target}#{place}"
        address = self._address(target) if target else None
        return None if address in self._own else address

    def _address(self, target: str) -> str | None:
        """Return an address without what two of one page differ by; None where no page is."""
        try:
            parts = urlsplit(urljoin("file:///", urljoin(self._base, target)))
        except ValueError:
            return None
        query = f"?{parts.query}" if parts.query else ""
        address = f"{parts.netloc.lower().removeprefix('www.')}{unquote(parts.path).rstrip('/')}{query}"
        return None if parts.scheme not in _OF_PAGES or _NO_PAGE.search(address) else address
