"""Finds articles by where they stand: a web address as people copy it, or the file that they were read from. Pure.

A link under an answer scrolls to a sentence or opens a page, and is written in ASCII; none of this is in the article's
address (https://wicg.github.io/scroll-to-text-fragment/, RFC 3987).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote

_PAGE = re.compile(r"#page=\d+$")
_PARTS = re.compile(r"(?:https?://)?([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_IN_ASCII = "xn--"


def ids_at(address: str, places: Iterable[tuple[str, str | None, str]], limit: int) -> list[str]:
    """Return the ids of so many articles that stand at an address; those that are written just so first.

    Args:
        address: a web address with or without its scheme, or a path.
        places: of each article its id, its link and where it was read.
        limit: how many at the most.
    """
    wanted = _bare(address)
    found = [
        (address not in where, key) for key, *where in places if wanted and wanted in map(_bare, filter(None, where))
    ]
    return [key for _, key in sorted(found, key=lambda each: each[0])][:limit]


def _bare(address: str) -> str:
    """Return an address without its scheme, the place on its page, and the codes in which others write it."""
    page = _PAGE.sub("", address.strip().partition(":~:")[0].removesuffix("#"))
    host, rest = found.groups() if (found := _PARTS.fullmatch(page)) else ("", page)
    return unicodedata.normalize("NFC", _decoded(host.lower()) + unquote(rest).rstrip("/"))


def _decoded(host: str) -> str:
    try:
        return host.encode("ascii").decode("idna") if _IN_ASCII in host else host
    except UnicodeError:
        return host
