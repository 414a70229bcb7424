"""Reads documents of word processors, and slides, each in a program of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.progress import Noted, Skipped
from index.reasons import Reason
from index.sources.decoding import require_size
from index.sources.drafts import Draft
from index.sources.formats.isolation import found_in
from index.sources.formats.office.packed import require_open
from index.sources.formats.office.sheets import drafts_of_sheets
from index.sources.limits import MAX_FILE_BYTES

_SHOWN_NAMES = 5


def read_docx(file: Path) -> Iterator[Draft | Skipped]:
    """Yield the one article of a Word document, or of a template or one with macros, which are not run."""
    found = _unpacked(file, "word.py")
    left_out = found.pop("left_out", [])
    yield _draft(found)
    if left_out:
        names = ", ".join(left_out[:_SHOWN_NAMES])
        yield Noted("", f"has parts that are left out ({len(left_out)}): {names}", Reason.NOT_AN_ARTICLE)


def read_pptx(file: Path) -> Iterator[Draft]:
    """Yield the one article of a presentation; its pages are the slides."""
    yield _draft(_unpacked(file, "slides.py"))


def read_opendocument(file: Path) -> Iterator[Draft | Skipped]:
    """Yield the one article of a document or a presentation, or those of a spreadsheet."""
    found = _unpacked(file, "opendocument.py")
    if "sheets" in found:
        yield from drafts_of_sheets(found)
    else:
        yield _draft(found)


def read_rtf(file: Path) -> Iterator[Draft]:
    """Yield the one article of a Rich Text file."""
    require_size(file, MAX_FILE_BYTES)
    yield _draft(found_in(file, "rtf.py"))


def _unpacked(file: Path, program: str) -> dict[str, Any]:
    require_open(file)
    return found_in(file, program)


def _draft(found: dict[str, Any]) -> Draft:
    return Draft(**found | {"page_starts": tuple(found.get("page_starts", ()))})
