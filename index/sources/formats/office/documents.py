"""Reads Word documents, each in a program of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index.sources.drafts import Draft
from index.sources.formats.archives import open_archive
from index.sources.formats.isolation import found_in


def read_docx(file: Path) -> Iterator[Draft]:
    """Yield the one article of a Word document, or of a template or one with macros, which are not run."""
    with open_archive(file):
        pass
    yield Draft(**found_in(file, "word.py"))
