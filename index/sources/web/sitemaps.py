"""Reads sitemaps, indexes of sitemaps and the news extension (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]

from index.sources.web.lists import Listed
from index.sources.xml import checked_xml

MAX_LISTED = 50_000


def read_sitemap(body: bytes) -> list[Listed]:
    """Return what a sitemap lists, in its order and at most as much as the protocol allows.

    Raises:
        SourceProblem: it is no XML, or made to do harm.
    """
    root = checked_xml(body, recover=True)
    found = []
    for entry in root:
        fields = _fields(entry)
        if url := fields.get("loc"):
            found.append(
                Listed(
                    url=url,
                    stamp=fields.get("lastmod") or fields.get("publication_date"),
                    title=fields.get("title"),
                    published=fields.get("publication_date"),
                    publisher=fields.get("name"),
                    is_list=_name(entry) == "sitemap",
                )
            )
        if len(found) >= MAX_LISTED:
            break
    return found


def _fields(entry: etree._Element) -> dict[str, str]:
    """Return the texts by name, outer ones first; images and videos have a location of their own, which is not read."""
    fields: dict[str, str] = {}
    for child in entry.iter():
        if isinstance(child.tag, str) and child.text and child.text.strip():
            fields.setdefault(_name(child), child.text.strip())
    return fields


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
