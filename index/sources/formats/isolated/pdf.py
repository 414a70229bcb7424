"""Prints the text of a PDF, where its pages begin, and its metadata. A program, see `index.sources.formats.isolated`.

Library: pypdfium2 (Apache-2.0, BSD-3-Clause). On 26 pages of five programs the words in order were .988 with the
layout of `pages` (.956 alone; pdfminer.six .939, pypdf .938, pdfplumber .811), in .24 s of reading (2.0, .76, 4.5) and
22 MB (37, 38, 74); it opens all encryptions with an empty password itself. PyMuPDF is AGPL.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from index.sources.formats.isolated.packages import Unreadable
from index.sources.formats.isolated.pages.annotations import filled_in
from index.sources.formats.isolated.pages.filling import fill_in
from index.sources.formats.isolated.pages.furniture import remove_furniture, usual_size
from index.sources.formats.isolated.pages.joining import Hyphens, Paragraph, joined, paragraphs_of, usual_space
from index.sources.formats.isolated.pages.layout import Line, lines_of
from index.sources.formats.isolated.pages.pieces import Page, page_of
from index.sources.formats.isolated.pages.recognition import Recognition
from index.sources.formats.isolated.printing import PageTeller, print_found
from index.sources.formats.isolated.templates import said_author, said_day, said_title

_PROTECTED = "is protected by a password; save it without one"
_SCAN = (
    "holds no text; if it is a scan, pip install 'tanya[ocr]' (in a checkout: make ocr), "
    "and what is printed in it is recognised"
)
_BLANK = "holds no text, and none was recognised in it"
# Of a scan; a page takes seven seconds of a processor, and what is read by then is kept.
_MAX_RECOGNISED, _MAX_RECOGNISING_S = 60, 600
_DAY = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_LARGER = 1.15
_MAX_HEADING_CHARS = 200


def read(path: str, max_chars: int) -> dict[str, Any]:
    """Return the fields of the one article that a PDF is, with where in the text its pages begin.

    A further argument of the program, "recognise", has text recognised on pages that have none.
    """
    began = time.monotonic()
    recognition = Recognition() if "recognise" in sys.argv else None
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise Unreadable(_PROTECTED) from error
        raise
    document.init_forms()
    pages: list[Page] = []
    length = recognised = 0
    unread: list[int] = []
    teller = PageTeller(len(document))
    for number in range(len(document)):
        teller.tell(number + 1)
        page = document[number]
        found = page_of(page)
        if not found.pieces and found.has_images:
            if recognition and recognised < _MAX_RECOGNISED and time.monotonic() - began < _MAX_RECOGNISING_S:
                recognised += 1
                teller.tell(number + 1, at_once=True)
                found.pieces = recognition.pieces_of(page)
            else:
                unread.append(number + 1)
        fill_in(found, filled_in(page))
        pages.append(found)
        page.close()
        length += sum(len(piece.text) for piece in pages[-1].pieces)
        if length > max_chars:
            raise Unreadable(f"its text has more than {max_chars:,} characters; split it")
    if not length:
        if unread and recognition is None:
            return {"problem": _SCAN, "scanned": unread}
        raise Unreadable(_BLANK if recognition else _SCAN)
    size = usual_size(pages)
    beside = remove_furniture(pages)
    paragraphs = _paragraphs(pages, size)
    paragraphs += [Paragraph([(len(pages) - 1, text)], size) for text in beside]
    text, starts = _text(paragraphs, len(pages))
    about = document.get_metadata_dict()
    day = _DAY.match(about.get("CreationDate", ""))
    return {
        "text": text,
        "page_starts": starts,
        "title": said_title(about.get("Title")),
        "heading": _heading(paragraphs, size),
        "author": said_author(about.get("Author")),
        "published": said_day("-".join(day.groups())) if day else None,
        "published_guessed": True,
        "scanned": unread,
    }


def _paragraphs(pages: Sequence[Page], size: float) -> list[Paragraph]:
    runs: list[tuple[int, list[Line]]] = []
    hyphens = Hyphens()
    for number, page in enumerate(pages):
        for run in lines_of(page):
            runs.append((number, run))
            hyphens.learn(run)
    space = usual_space(run for _, run in runs)
    return joined([list(paragraphs_of(run, number, hyphens, space)) for number, run in runs], size, hyphens)


def _text(paragraphs: Sequence[Paragraph], pages: int) -> tuple[str, list[int]]:
    """Return the text, and for each page where in it it begins."""
    text = ""
    pieces: list[str] = []
    length = 0
    starts: dict[int, int] = {}
    for paragraph in paragraphs:
        if pieces:
            pieces.append("\n" if paragraph.close else "\n\n")
            length += len(pieces[-1])
        for page, part in paragraph.parts:
            starts.setdefault(page, length)
            pieces.append(part)
            length += len(part)
    text = "".join(pieces)
    found: list[int] = []
    for page in reversed(range(pages)):
        found.append(min(starts.get(page, length), found[-1] if found else length))
    return text, found[::-1]


def _heading(paragraphs: Sequence[Paragraph], size: float) -> str | None:
    """Return what is set largest on the first page, if anything is larger than the text."""
    first = [each for each in paragraphs if each.parts[0][0] == 0 and len(each.text) <= _MAX_HEADING_CHARS]
    largest = max(first, key=lambda each: each.size, default=None)
    return largest.text if largest and largest.size > _LARGER * size and any(map(str.isalpha, largest.text)) else None


if __name__ == "__main__":
    print_found(read, "PDF")
