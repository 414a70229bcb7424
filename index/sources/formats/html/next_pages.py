"""Finds where an article goes on: the link to the next page of the same article, which its page marks as such.

`rel="next"` alone does not say so, since blogs mark the next article by it: the address has to be the page's own with
the next number.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import parse_qsl, urljoin, urlsplit

_TAG = re.compile(rb"<(?:a|link)\b[^<>]{0,2000}>", re.IGNORECASE)
_NEXT = re.compile(rb"\brel\s{0,9}=\s{0,9}[\"']?(?:[\w -]{0,60}\s)?next\b", re.IGNORECASE)
_BEFORE = re.compile(rb"\brel\s{0,9}=\s{0,9}[\"']?(?:[\w -]{0,60}\s)?prev(?:ious)?\b", re.IGNORECASE)
_HREF = re.compile(
    rb"\bhref\s{0,9}=\s{0,9}(?:\"([^\"<>]{1,2000})\"|'([^'<>]{1,2000})'|([^\s\"'<>]{1,2000}))", re.IGNORECASE
)
_END = r"(?P<end>/?|\.[a-z]{3,5})$"
_NUMBERED = re.compile(
    rf"^(?P<stem>.*?)(?:/(?:page|halaman|hal|p)[/-]?(?P<named>\d{{1,3}})|/(?P<bare>\d{{1,3}}))?{_END}"
)
_SUFFIXED = re.compile(rf"^(?P<stem>.*?[^\d/])[-_](?P<number>\d{{1,3}}){_END}")
_NUMBERS = frozenset({"page", "halaman", "hal", "p", "pg", "paged", "start"})
_WITHIN_BYTES = 2_000_000


def next_page(body: bytes, url: str) -> str | None:
    """Return the address of the next page of the article that is at this address; None when it has none."""
    return next((each for each in _linked(body, url, _NEXT) if _goes_on(url, each)), None)


def page_before(body: bytes, url: str) -> str | None:
    """Return the address of the page of the same article before this one; None when this one is its first."""
    return next((each for each in _linked(body, url, _BEFORE) if _goes_on(each, url)), None)


def _linked(body: bytes, url: str, relation: re.Pattern[bytes]) -> Iterator[str]:
    """Yield the addresses that links of a relation lead to."""
    for tag in _TAG.finditer(body[:_WITHIN_BYTES]):
        if not relation.search(tag[0]):
            continue
        found = _HREF.search(tag[0])
        if found is None:
            continue
        link = html.unescape((found[1] or found[2] or found[3]).decode("utf-8", "replace")).strip()
        with suppress(ValueError):
            yield urljoin(url, link)


def _goes_on(url: str, following: str) -> bool:
    """Tell whether an address is another's with the next number."""
    try:
        here, there = urlsplit(url), urlsplit(following)
    except ValueError:
        return False
    if (here.scheme, here.netloc.lower()) != (there.scheme, there.netloc.lower()):
        return False
    asked_here, asked_there = dict(parse_qsl(here.query)), dict(parse_qsl(there.query))
    number = next((name for name in _NUMBERS if name in asked_there), None)
    if here.path.rstrip("/") == there.path.rstrip("/") and number:
        rest = {name: value for name, value in asked_there.items() if name != number}
        same = rest == {name: value for name, value in asked_here.items() if name != number}
        return same and _follows(asked_here.get(number), asked_there[number])
    return asked_here == asked_there and _path_goes_on(here.path, there.path)


def _path_goes_on(here: str, there: str) -> bool:
    first, second = _NUMBERED.match(here), _NUMBERED.match(there)
    if first and second and (number := second["named"] or second["bare"]):
        if first["stem"] == second["stem"]:
            return _follows(first["named"] or first["bare"], number)
        # "/berita/judul.html" goes on at "/berita/judul.html/2" or at "/berita/judul/2".
        if second["stem"] in {here.rstrip("/"), here.rpartition(".")[0]}:
            return _follows(None, number)
    suffixed = _SUFFIXED.match(there)
    if suffixed is None:
        return False
    before = _SUFFIXED.match(here)
    if before and before["stem"] == suffixed["stem"]:
        return _follows(before["number"], suffixed["number"])
    return here == f"{suffixed['stem']}{suffixed['end']}" and _follows(None, suffixed["number"])


def _follows(here: str | None, there: str) -> bool:
    return there.isdecimal() and len(there) <= 3 and int(there) == (int(here) if here and here.isdecimal() else 1) + 1
