"""Reads plain text: the whole file is the article's text, character by character."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index.sources.decoding import decode, read_bytes
from index.sources.drafts import Draft
from index.sources.limits import MAX_FILE_BYTES


def read_plain(file: Path) -> Iterator[Draft]:
    """Yield the one article of a text file."""
    yield Draft(text=decode(read_bytes(file, MAX_FILE_BYTES)))
