"""Reads plain text: the whole file is the article's text, character by character, but for a front matter above it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from index.errors import SourceProblem
from index.sources.decoding import decode, read_bytes
from index.sources.drafts import Draft, clean_text
from index.sources.fields import Fields, fields_of
from index.sources.formats.markdown.front_matter import split_front_matter
from index.sources.limits import MAX_FILE_BYTES

_FRONT_MATTER = ("---", "+++")


def read_plain(file: Path) -> Iterator[Draft]:
    """Yield the one article of a text file."""
    text = decode(read_bytes(file, MAX_FILE_BYTES))
    if text.lstrip().startswith(_FRONT_MATTER):
        with suppress(SourceProblem):
            fields, body = split_front_matter(clean_text(text))
            if any(map(fields_of, fields)):
                yield Fields().draft(fields, text=body)
                return
    yield Draft(text=text)
