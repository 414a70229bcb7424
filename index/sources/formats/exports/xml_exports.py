"""Reads the XML that sites export: WordPress (WXR), Blogger, saved RSS and Atom feeds, MediaWiki dumps.

Told apart by their first element, and read one entry at a time. Formats: https://codex.wordpress.org (Tools Export),
https://www.rssboard.org, RFC 4287, https://www.mediawiki.org/xml/export-0.11.xsd.
"""

from __future__ import annotations

import bz2
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from lxml import etree  # type: ignore[import-untyped]

from index.errors import SourceProblem
from index.progress import BrokenOff, Skipped
from index.sources.decoding import open_regular, require_size
from index.sources.drafts import Draft
from index.sources.formats.exports.atom import AtomFeed
from index.sources.formats.exports.mediawiki import Wiki
from index.sources.formats.exports.wordpress import Site
from index.sources.limits import MAX_ARCHIVE_BYTES, MAX_STREAMED_BYTES
from index.sources.xml import children_of

_LEVELS = {"rss": 2, "feed": 1, "mediawiki": 1}


class _Export(Protocol):
    """A reader of one kind of export, made from its first element."""

    def read(self, element: etree._Element) -> Iterator[Draft | Skipped]: ...

    def told(self) -> Iterator[Skipped]: ...


_KINDS: dict[str, Callable[[etree._Element], _Export]] = {"rss": Site, "feed": AtomFeed, "mediawiki": Wiki}


def read_xml(file: Path) -> Iterator[Draft | Skipped]:
    """Yield the articles of an export."""
    require_size(file, MAX_ARCHIVE_BYTES)
    with open_regular(file) as stream:
        yield from _articles(stream)


def read_bz2(file: Path) -> Iterator[Draft | Skipped]:
    """Yield the articles of a packed dump."""
    require_size(file, MAX_ARCHIVE_BYTES)
    with open_regular(file) as packed, bz2.open(packed) as stream:
        try:
            yield from _articles(cast("BinaryIO", _Bounded(cast("BinaryIO", stream))))
        except (OSError, EOFError) as error:
            raise SourceProblem("is not a bzip2 file that can be read; it may be damaged or cut off") from error


class _Bounded:
    """A stream that ends with a reason before it has unpacked to too much."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._left = stream, MAX_STREAMED_BYTES

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise SourceProblem(f"unpacks to more than {MAX_STREAMED_BYTES:,} bytes; split it")
        return data


def _articles(stream: BinaryIO) -> Iterator[Draft | Skipped]:
    elements = children_of(stream, levels=_LEVELS)
    root = next(elements)
    reader = _KINDS[etree.QName(root).localname](root)
    found = 0
    try:
        for element in elements:
            for item in reader.read(element):
                found += 1
                yield item
    except SourceProblem as problem:
        if not found:
            raise
        yield BrokenOff("", f"behind entry {found} it {problem}", problem.code)
        return
    yield from reader.told()
    if not found:
        raise SourceProblem("holds no articles")
