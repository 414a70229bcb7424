"""Reads what is done to a PDF page: values of form fields, free text over the page, and what is struck out.

Method: ISO 32000-2, 12.5.6.6 (free text), 12.5.6.10 (text that is struck out) and 12.7 (forms). Notes that a click
opens, signatures, passwords and what is hidden stay out. Where a value belongs is for `filling`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

_TICKED, _OPEN = "☑", "☐"
_MOST = 2_000  # of a page
_UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_BOXES = (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)
_CHOICES = (pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)


@dataclass(frozen=True)
class FilledIn:
    """What stands in a box on a page, in points as the file counts them: left, bottom, right, top.

    Attributes:
        lines: its text; none where nothing is filled in.
        box: where.
        name: what the form calls a field for those who do not see the page.
        is_box: whether it is a box to tick.
        is_field: whether it is a field, rather than text over the page.
    """

    lines: tuple[str, ...]
    box: tuple[float, float, float, float]
    name: str = ""
    is_box: bool = False
    is_field: bool = True


def filled_in(page: pypdfium2.PdfPage) -> Iterator[FilledIn]:
    """Yield the fields and the free texts of a page; fields only where its document's forms are initialised."""
    for annotation in _annotations(page):
        if found := _found(annotation, page.formenv):
            yield found


def struck_out(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """Yield the boxes of a page that somebody has struck out, in points as the file counts them."""
    corners = pdfium.FS_QUADPOINTSF()
    for annotation in _annotations(page):
        if pdfium.FPDFAnnot_GetSubtype(annotation) != pdfium.FPDF_ANNOT_STRIKEOUT:
            continue
        for at in range(min(pdfium.FPDFAnnot_CountAttachmentPoints(annotation), _MOST)):
            if pdfium.FPDFAnnot_GetAttachmentPoints(annotation, at, ctypes.byref(corners)):
                across = (corners.x1, corners.x2, corners.x3, corners.x4)
                up = (corners.y1, corners.y2, corners.y3, corners.y4)
                yield min(across), min(up), max(across), max(up)


def _annotations(page: pypdfium2.PdfPage) -> Iterator[Any]:
    """Yield those that are shown, each until the next one is asked for."""
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        try:
            if not pdfium.FPDFAnnot_GetFlags(annotation) & _UNSEEN:
                yield annotation
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _found(annotation: Any, forms: Any) -> FilledIn | None:
    rectangle = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(rectangle)):
        return None
    box = rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        text = _string(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents")
        return FilledIn(_lines(text), box, is_field=False)
    if kind != pdfium.FPDF_ANNOT_WIDGET or not forms:
        return None
    field = pdfium.FPDFAnnot_GetFormFieldType(forms, annotation)
    name = " ".join(_string(pdfium.FPDFAnnot_GetFormFieldAlternateName, forms, annotation).split())
    if field in _BOXES:
        return FilledIn((_mark(forms, annotation),), box, name, is_box=True)
    if field in _CHOICES:
        lines = _lines(", ".join(_chosen(forms, annotation)) or _value(forms, annotation))
    elif field == pdfium.FPDF_FORMFIELD_TEXTFIELD:
        flags = pdfium.FPDFAnnot_GetFormFieldFlags(forms, annotation)
        lines = () if flags & pdfium.FPDF_FORMFLAG_TEXT_PASSWORD else _lines(_value(forms, annotation))
    else:
        return None
    return FilledIn(lines, box, name)


def _mark(forms: Any, annotation: Any) -> str:
    """Return whether a box is ticked; some programs that fill forms in say so of its value alone."""
    value = _string(pdfium.FPDFAnnot_GetStringValue, annotation, b"V")
    ticked = pdfium.FPDFAnnot_IsChecked(forms, annotation) or value not in ("", "Off")
    return _TICKED if ticked else _OPEN


def _chosen(forms: Any, annotation: Any) -> Iterator[str]:
    """Yield what is chosen, as it is shown."""
    for at in range(max(0, pdfium.FPDFAnnot_GetOptionCount(forms, annotation))):
        if pdfium.FPDFAnnot_IsOptionSelected(forms, annotation, at):
            yield _string(pdfium.FPDFAnnot_GetOptionLabel, forms, annotation, at)


def _value(forms: Any, annotation: Any) -> str:
    return _string(pdfium.FPDFAnnot_GetFormFieldValue, forms, annotation)


def _string(ask: Callable[..., int], *arguments: Any) -> str:
    """Return a text of PDFium, which says how many bytes it needs when it is given no room."""
    size = ask(*arguments, None, 0)
    room = (pdfium.FPDF_WCHAR * (size // 2 + 1))()
    ask(*arguments, room, size)
    return bytes(room)[:size].decode("utf-16-le", errors="replace").rstrip("\0")


def _lines(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (" ".join(line.split()) for line in text.splitlines())))
