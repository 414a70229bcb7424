"""Reads PDF files, each in a program of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index.sources.decoding import require_size
from index.sources.drafts import Draft
from index.sources.formats.isolation import found_in
from index.sources.limits import MAX_FILE_BYTES


def read_pdf(file: Path) -> Iterator[Draft]:
    """Yield the one article of a PDF."""
    require_size(file, MAX_FILE_BYTES)
    found = found_in(file, "pdf.py")
    yield Draft(**found | {"page_starts": tuple(found["page_starts"])})
