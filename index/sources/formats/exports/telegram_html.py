"""Reads the pages of Telegram's exports in HTML (messages.html, messages2.html, …).

The classes of its elements are those that Telegram Desktop writes. Parser: lxml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement, HTMLParser, document_fromstring  # type: ignore[import-untyped]

from index.errors import SourceProblem
from index.progress import Skipped
from index.reasons import Reason
from index.sources.drafts import Draft
from index.sources.formats.exports.telegram import Chat, Post, drafts_of
from index.sources.markup.html import drop_unseen

_HEAD_BYTES = 20_000
_MARKS = (b"chat_page", b"page_wrap")
_MAX_ELEMENTS = 500_000
_WRITTEN = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})(?:\s+(\d{2}:\d{2}(?::\d{2})?))?")
_NUMBER = re.compile(r"message(-?\d+)")
_REPLY = re.compile(r"go_to_message(\d+)")
_CLASS = "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"


def is_export(data: bytes) -> bool:
    """Tell whether this is a page of an export."""
    head = data[:_HEAD_BYTES]
    return all(mark in head for mark in _MARKS)


def drafts_of_page(markup: str) -> Iterator[Draft | Skipped]:
    """Yield the articles of a page."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    tree = document_fromstring(markup.encode(), parser=parser)
    if sum(1 for _ in tree.iter()) > _MAX_ELEMENTS:
        raise SourceProblem(f"has more than the {_MAX_ELEMENTS:,} elements that are read; split it", Reason.TOO_LARGE)
    drop_unseen(tree)
    for line_break in tree.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    header = _first(tree, "page_header")
    name = _text(_first(header, "text")) if header is not None else ""
    yield from drafts_of(_posts(tree), Chat(name or None))


def _posts(tree: HtmlElement) -> Iterator[Post]:
    author = None
    for message in tree.xpath(f"//div[{_CLASS.format('message')}][{_CLASS.format('default')}]"):
        # Who wrote several in a row is named once.
        if "joined" not in (message.get("class") or "").split():
            author = None
        names = message.xpath(f".//div[{_CLASS.format('from_name')}]")
        author = _name(names[0]) if names else author
        texts = [
            _text(each)
            for kind in ("text", "media_poll")
            for each in message.xpath(f".//div[{_CLASS.format(kind)}]")
            if not each.xpath(f"ancestor::div[{_CLASS.format('reply_to')} or {_CLASS.format('media_poll')}]")
        ]
        number = _NUMBER.search(message.get("id") or "")
        replied = _REPLY.search(str(message.xpath("string(.//div[contains(@class, 'reply_to')]//a/@onclick)")))
        yield Post(
            number=number[1] if number else "",
            text="\n\n".join(filter(None, texts)),
            written=_written(message),
            author=author,
            reply_to=replied[1] if replied else None,
        )


def _name(element: HtmlElement) -> str:
    """Return who wrote a message; a forwarded one has its day beside the name."""
    for day in element.xpath("./span"):
        day.drop_tree()
    return _text(element)


def _first(tree: HtmlElement, kind: str) -> HtmlElement | None:
    return next(iter(tree.xpath(f".//div[{_CLASS.format(kind)}]")), None)


def _text(element: HtmlElement | None) -> str:
    if element is None:
        return ""
    lines = (" ".join(line.split()) for line in element.text_content().strip().split("\n"))
    return "\n".join(lines).strip()


def _written(message: HtmlElement) -> str | None:
    """Return the day and time of "02.01.2023 09:00:00 UTC+07:00" as it was there."""
    found = _WRITTEN.search(str(message.xpath("string(.//div[contains(@class, 'date')]/@title)")))
    if not found:
        return None
    day, month, year, time = found.groups()
    return f"{year}-{month}-{day}" + (f"T{time}" if time else "")
