"""Which web addresses may be asked, and which machines behind them may be connected to.

Only public unicast addresses are; those that carry another address inside (IPv4-mapped, 6to4, Teredo, NAT64 and the
like) are refused as a whole, so that none of them leads around the rule. Sources: the IANA special-purpose registries,
as in Python's `ipaddress`, and RFC 6052, 3056, 4380, 4291. Does not resolve names: see `index.sources.web.connection`.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

import httpx

from index.errors import SourceProblem

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_MAX_URL_CHARS = 2_000
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
# What the resolver would read as a number in some notation: "2130706433", "0x7f.1", "0177.0.0.1".
_NUMERIC_HOST = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)\.?", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+", re.IGNORECASE)
_HOLDS_ANOTHER = {
    ipaddress.ip_network(network): kind
    for network, kind in {
        "::ffff:0:0/96": "an IPv4-mapped address",
        "::ffff:0:0:0/96": "an IPv4-translated address",
        "::/96": "an IPv4-compatible address",
        "64:ff9b::/96": "a NAT64 address",
        "64:ff9b:1::/48": "a NAT64 address",
        "2002::/16": "a 6to4 address",
        "2001::/32": "a Teredo address",
    }.items()
}
_UNICAST_V6 = ipaddress.ip_network("2000::/3")
# Reserved, too, and not known as such to every Python: relays of 6to4, protocol assignments, documentation.
_RESERVED = tuple(ipaddress.ip_network(network) for network in ("192.88.99.0/24", "192.0.0.0/24", "3fff::/20"))
_INTRANET = tuple(
    ipaddress.ip_network(network)
    for network in (
        "127.0.0.0/8",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "100.64.0.0/10",
        "::1/128",
        "fc00::/7",
    )
)


def is_url(source: str) -> bool:
    """Tell an address ("https://…", whatever its scheme) from the path of a file or folder."""
    return _SCHEME.match(source.strip()) is not None


def checked_url(text: str) -> str:
    """Return a web address in its usual form, without its fragment.

    Raises:
        SourceProblem: it is no address that can be asked; names and numbers of machines are looked at later.
    """
    text = text.strip()
    shown = text if len(text) <= 100 else f"{text[:100]}…"
    if len(text) > _MAX_URL_CHARS:
        raise SourceProblem(f"{shown} has more than {_MAX_URL_CHARS:,} characters")
    try:
        parts = urlsplit(text)
        if parts.scheme not in {"http", "https"}:
            raise SourceProblem(f"{shown} is no web address; give one that begins with https:// or http://")
        if "@" in parts.netloc:
            where = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
            raise SourceProblem(f"{where} was given with a user name or password; leave them out")
        if parts.port == 0:
            raise SourceProblem(f"{shown} names port 0")
        url = httpx.URL(text).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise SourceProblem(f"{shown} is not a valid web address: {error}") from error
    host = url.raw_host.decode("ascii")
    if not _HOST.fullmatch(host):
        raise SourceProblem(f"{shown} names no host" if not host else f"{shown} names a host that cannot be")
    if _NUMERIC_HOST.fullmatch(host) and _as_address(host) is None:
        raise SourceProblem(f"{shown} names its host by a number that is no plain IP address")
    parts = urlsplit(str(url))
    return str(url) if parts.path else parts._replace(path="/").geturl()


def host_of(url: str) -> str:
    """Return the host of a checked address, in lower case."""
    return (urlsplit(url).hostname or "").lower()


def objection_to(address: str, *, allow_private: bool) -> str | None:
    """Return why this numeric address must not be connected to; None when it may be.

    Args:
        address: as a resolver returns it; a zone ("fe80::1%eth0") is an objection by itself.
        allow_private: let addresses of one's own machine and network pass; link-local ones, where clouds keep their
            credentials, stay refused.
    """
    found = _as_address(address)
    if found is None:
        return "is no address of a machine"
    if any(found in network for network in _INTRANET):
        return None if allow_private else f"is {_kind(found)}; TANYA_ALLOW_PRIVATE_ADDRESSES=true allows it"
    public = found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)
    if found.version == 6:
        public = public and found in _UNICAST_V6
        for network, kind in _HOLDS_ANOTHER.items():
            if found in network and not found.is_unspecified:
                return f"is {kind}, which may hide another one"
    return None if public and not any(found in network for network in _RESERVED) else f"is {_kind(found)}"


def _as_address(text: str) -> IpAddress | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _kind(address: IpAddress) -> str:
    kinds = {
        "an unspecified address": address.is_unspecified,
        "an address of this machine": address.is_loopback,
        "a link-local address": address.is_link_local,
        "a multicast address": address.is_multicast,
    }
    return next((kind for kind, holds in kinds.items() if holds), "a private or reserved address")
