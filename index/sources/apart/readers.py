"""The readers of formats whose parsers take time that no file's length bounds: they run in a process of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index.progress import Skipped
from index.sources.apart.process import TookTooLong, parse_apart
from index.sources.drafts import Draft

# A page of a hundred paragraphs takes a twentieth of a second.
MAX_PAGE_S = 15


def read_html(file: Path) -> Iterator[Draft | Skipped]:
    """Yield the one article of an HTML file; of one that takes too long all of its text instead."""
    try:
        found = parse_apart("html", file, seconds=MAX_PAGE_S)
    except TookTooLong:
        found = parse_apart("plain-html", file)
    yield from found


def read_markdown(file: Path) -> Iterator[Draft | Skipped]:
    """Yield the one article of a Markdown file."""
    yield from parse_apart("markdown", file)
