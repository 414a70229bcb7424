"""The readers of formats whose parsers take time that no file's length bounds.

What is small is read here, where its time is bounded by what it is; the rest in a process of its own, where it holds
nobody up: see `index.sources.apart`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index.progress import Skipped
from index.sources.apart.pool import parse_apart
from index.sources.apart.process import TookTooLong
from index.sources.decoding import read_bytes, require_size
from index.sources.drafts import Draft
from index.sources.formats.archives import Reader
from index.sources.formats.exports import recognition, xml_exports
from index.sources.formats.html import page
from index.sources.formats.mail import mailbox
from index.sources.formats.markdown import document
from index.sources.formats.rows import jsonl, tables
from index.sources.limits import MAX_ARCHIVE_BYTES, MAX_ARTICLE_BYTES, MAX_FILE_BYTES

# A page of a thousand elements of the worst kind takes a second.
_MAX_TAGS_HERE = 2_000
_MAX_BYTES_HERE = 200_000
_MAX_MARKDOWN_BYTES_HERE = 20_000
# A page of a hundred paragraphs takes a twentieth of a second.
_MAX_PAGE_S = 15
# Parsing a megabyte of rows at once takes a hundredth of a second; articles of fifty, minutes, and of more, more.
_MAX_BYTES_PARSED_HERE = 1_000_000
_MAX_PARSING_S = 600
# What is read line by line.
_OF_ANY_SIZE = 1 << 62


def read_html(file: Path) -> Iterator[Draft | Skipped]:
    """Yield the one article of an HTML file, of one that takes too long all of its text; or the posts of an export."""
    if recognition.is_page_of_telegram(file):
        yield from _parsed(file, "telegram-page", recognition.read_page_of_telegram)
        return
    data = read_bytes(file, MAX_ARTICLE_BYTES)
    if len(data) <= _MAX_BYTES_HERE and data.count(b"<") <= _MAX_TAGS_HERE:
        yield from page.read_html(file)
        return
    try:
        found = list(parse_apart("html", file, seconds=_MAX_PAGE_S))
    except TookTooLong:
        found = list(parse_apart("plain-html", file))
    yield from found


def read_markdown(file: Path) -> Iterator[Draft | Skipped]:
    """Yield the one article of a Markdown file."""
    if len(read_bytes(file, MAX_FILE_BYTES)) <= _MAX_MARKDOWN_BYTES_HERE:
        yield from document.read_markdown(file)
    else:
        yield from parse_apart("markdown", file)


def read_json(file: Path) -> Iterator[Draft | Skipped]:
    """Yield the articles of a JSON file."""
    yield from _parsed(file, "json", recognition.read_json)


def read_jsonl(file: Path) -> Iterator[Draft | Skipped]:
    """Yield the articles of a JSONL file, of whatever size."""
    yield from _parsed(file, "jsonl", jsonl.read_jsonl, max_bytes=_OF_ANY_SIZE)


def read_table(file: Path) -> Iterator[Draft | Skipped]:
    """Yield the articles of a CSV or TSV file."""
    yield from _parsed(file, "table", tables.read_table)


def read_xml(file: Path) -> Iterator[Draft | Skipped]:
    """Yield the articles of an XML export."""
    yield from _parsed(file, "xml", xml_exports.read_xml, max_bytes=MAX_ARCHIVE_BYTES)


def read_bz2(file: Path) -> Iterator[Draft | Skipped]:
    """Yield the articles of a packed XML export; a few bytes may unpack to very many."""
    yield from _parsed(file, "packed-xml", xml_exports.read_bz2, max_bytes=MAX_ARCHIVE_BYTES, max_bytes_here=0)


def read_eml(file: Path) -> Iterator[Draft | Skipped]:
    """Yield the article of a message."""
    yield from _parsed(file, "mail", mailbox.read_eml, max_bytes=MAX_ARTICLE_BYTES)


def read_mbox(file: Path) -> Iterator[Draft | Skipped]:
    """Yield the articles of a mailbox."""
    yield from _parsed(file, "mailbox", mailbox.read_mbox, max_bytes=MAX_ARCHIVE_BYTES)


def _parsed(
    file: Path,
    parser: str,
    read: Reader,
    *,
    max_bytes: int = MAX_FILE_BYTES,
    max_bytes_here: int = _MAX_BYTES_PARSED_HERE,
) -> Iterator[Draft | Skipped]:
    size = require_size(file, max_bytes)
    if size <= max_bytes_here:
        yield from read(file)
    else:
        yield from parse_apart(parser, file, seconds=_MAX_PARSING_S * max(1, size / MAX_FILE_BYTES))
