"""Reads PDF files, each in a program of its own; of scans what can be recognised, where `tanya[ocr]` is installed."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from index.errors import SourceProblem
from index.progress import Noted, Skipped, UnderWay
from index.reasons import Reason
from index.sources.decoding import require_size
from index.sources.drafts import Draft
from index.sources.formats.isolation import Limits, printed_of
from index.sources.limits import MAX_FILE_BYTES, MAX_RECOGNISING_BYTES, MAX_RECOGNISING_S

_RECOGNISING = Limits(MAX_RECOGNISING_BYTES, MAX_RECOGNISING_S)
_SHOWN_PAGES = 5


def read_pdf(file: Path) -> Iterator[Draft | Skipped]:
    """Yield the one article of a PDF, and which of its pages are pictures that were not read."""
    require_size(file, MAX_FILE_BYTES)
    found: dict[str, Any] = {}
    for found in printed_of(file, "pdf.py"):
        yield from _under_way(found)
    if found.get("scanned") and find_spec("rapidocr"):
        for found in printed_of(file, "pdf.py", "recognise", limits=_RECOGNISING):
            yield from _under_way(found)
    if problem := found.get("problem"):
        raise SourceProblem(problem)
    scanned = found.pop("scanned", [])
    yield Draft(**found | {"page_starts": tuple(found["page_starts"])})
    if scanned:
        pages = ", ".join(map(str, scanned[:_SHOWN_PAGES])) + (" …" if len(scanned) > _SHOWN_PAGES else "")
        further = "" if find_spec("rapidocr") else "; `pip install 'tanya[ocr]'` has it recognised"
        told = f"has pages that are pictures, whose text is not read ({len(scanned)}): {pages}{further}"
        yield Noted("", told, Reason.UNREADABLE)


def _under_way(printed: dict[str, Any]) -> Iterator[UnderWay]:
    if "page" in printed:
        page, pages = printed["page"]
        yield UnderWay("", "is being read", page=(page, pages))
