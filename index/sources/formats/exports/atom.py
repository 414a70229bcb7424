"""Reads the entries of an Atom feed, such as Blogger exports, one element at a time.

Pages, comments and settings, which Blogger keeps as entries, are left out but for the pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree  # type: ignore[import-untyped]

from index.progress import Noted, Skipped
from index.reasons import Reason
from index.sources.drafts import Draft, clean_text
from index.sources.formats.exports.wordpress import child, said, text_of_post
from index.sources.markup.tags import text_of_markup

_KINDS = "kind#"
_ARTICLES = frozenset({"post", "page"})


class AtomFeed:
    """What a file says of a feed, and its entries in their order."""

    def __init__(self, root: etree._Element) -> None:
        """Begin."""
        self._title: str | None = None
        self._language = root.get("{http://www.w3.org/XML/1998/namespace}lang")
        self._left_out: Counter[str] = Counter()
        self._number = 0

    def read(self, element: etree._Element) -> Iterator[Draft | Skipped]:
        """Yield the article that an element of the feed is, if it is one."""
        name = etree.QName(element).localname
        if name == "title":
            self._title = said(element)
        if name != "entry":
            return
        self._number += 1
        kind = _kind(element)
        if kind not in _ARTICLES:
            self._left_out[kind] += 1
            return
        author = element.find("{*}author")
        status = child(element, "status")  # Blogger's: LIVE, DRAFT, SOFT_TRASHED
        draft = element.find("{*}control/{*}draft")
        yield Draft(
            text=text_of_post(_markup(element, "content") or _markup(element, "summary") or ""),
            title=text_of_markup(child(element, "title") or "") or None,
            url=_link(element),
            published=child(element, "published") or child(element, "updated"),
            author=child(author, "name") if author is not None else None,
            source=self._title,
            language=self._language,
            status="draft" if draft is not None and said(draft) == "yes" else _STATUSES.get(status or "", status),
            place=f"#{self._number}",
            is_numbered=True,
            row_id=child(element, "id"),
        )

    def told(self) -> Iterator[Skipped]:
        """Yield what kinds of entries were left out."""
        for kind, number in self._left_out.items():
            yield Noted(
                "", f"has {number:,} entries of the kind {kind[:40]}, which are left out", Reason.NOT_AN_ARTICLE
            )


_STATUSES = {"LIVE": "publish", "DRAFT": "draft", "SCHEDULED": "future", "SOFT_TRASHED": "trash"}


def _kind(entry: etree._Element) -> str:
    if kind := child(entry, "type"):
        return kind.lower()
    terms = (each.get("term") or "" for each in entry.iterchildren("{*}category"))
    return next((term.partition(_KINDS)[2] for term in terms if _KINDS in term), "post")


def _markup(entry: etree._Element, name: str) -> str | None:
    """Return the HTML that an element of an entry holds, as text or as elements."""
    element = entry.find(f"{{*}}{name}")
    if element is None or not len(element):
        return child(entry, name)
    copied = deepcopy(element)
    for each in copied.iter("{*}*"):
        each.tag = etree.QName(each).localname
    etree.cleanup_namespaces(copied)
    return clean_text(etree.tostring(copied, encoding="unicode", method="html", with_tail=False)).strip() or None


def _link(entry: etree._Element) -> str | None:
    links = {each.get("rel", "alternate"): each.get("href") for each in entry.iterchildren("{*}link")}
    return links.get("alternate")
