"""Links to articles: only http and https, and leading to the very sentence where a browser can.

Text fragments: https://wicg.github.io/scroll-to-text-fragment/.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import quote, urlsplit

MAX_URL = 2048
_WHOLE_WORDS = 12
_PAGE = re.compile(r"#page=\d+$")
_EDGE_WORDS = 5
_KEPT = "%/:?#[]@!$&'()*+,;=~-._"
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def web_link(url: str | None) -> str | None:
    """Return the address in ASCII when it can be linked, else None.

    Takes http and https to a host that Telegram accepts (with a dot, or an address), without credentials.
    """
    if url is None or len(url) > MAX_URL or url != url.strip() or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
        ascii_host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or "@" in parts.netloc or not _is_reachable(ascii_host):
        return None
    encoded = url.replace(host, ascii_host, 1) if not host.isascii() else url
    encoded = _BROKEN_ESCAPE.sub("%25", quote(encoded, safe=_KEPT))
    return encoded if encoded.isascii() and len(encoded) <= MAX_URL else None


def _is_reachable(host: str) -> bool:
    if ":" in host:
        try:
            ipaddress.ip_address(host)
        except ValueError:
            return False
        return True
    return re.fullmatch(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+\.?", host) is not None


def link_to_text(url: str | None, text: str) -> str | None:
    """Return the article's address with a fragment that scrolls to `text`; None when it cannot be linked.

    An address that leads to a page stays as it is. A long text is named by its first and its last words. The fragment
    is left out where the address would grow too long for a button.
    """
    address = web_link(url)
    words = text.split()
    if address is None or not words or _PAGE.search(address):
        return address
    if len(words) <= _WHOLE_WORDS:
        directive = _encode(" ".join(words))
    else:
        directive = f"{_encode(' '.join(words[:_EDGE_WORDS]))},{_encode(' '.join(words[-_EDGE_WORDS:]))}"
    linked = f"{address}{'' if '#' in address else '#'}:~:text={directive}"
    return linked if len(linked) <= MAX_URL else address


def _encode(text: str) -> str:
    """Encode everything with a meaning in a text directive: `&`, `,` and `-` too."""
    return quote(text, safe="", errors="ignore").replace("-", "%2D")
