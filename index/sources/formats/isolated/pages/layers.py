"""Takes off a PDF page what stands on layers that are off: ISO 32000-2, 8.11 (optional content).

PDFium tells which layer an object is on, and not whether it is shown: a layer is off where the page looks the same
without it. Text that nobody sees on any layer, as scanners put it over their pictures, stays.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

_OPTIONAL = "OC"
_MOST_LAYERS = 16
_MAX_NAME_CHARS = 100


def drop_layers_that_are_off(page: pypdfium2.PdfPage) -> None:
    """Make what is on them inactive, so that it is neither drawn nor read."""
    layers: defaultdict[str, list[Any]] = defaultdict(list)
    for each in _objects(page):
        if (layer := _layer(each)) is not None and not _is_unseen_text(each):
            layers[layer].append(each)
    if not layers or len(layers) > _MOST_LAYERS:
        return
    whole = _drawn(page)
    for objects in layers.values():
        for each in objects:
            pdfium.FPDFPageObj_SetIsActive(each, False)
        if _drawn(page) != whole:
            for each in objects:
                pdfium.FPDFPageObj_SetIsActive(each, True)


def _objects(page: pypdfium2.PdfPage) -> Iterator[Any]:
    """Yield the objects of a page, and those of what is put on it as one."""
    for at in range(pdfium.FPDFPage_CountObjects(page)):
        each = pdfium.FPDFPage_GetObject(page, at)
        yield each
        if pdfium.FPDFPageObj_GetType(each) == pdfium.FPDF_PAGEOBJ_FORM:
            yield from (
                pdfium.FPDFFormObj_GetObject(each, within) for within in range(pdfium.FPDFFormObj_CountObjects(each))
            )


def _layer(each: Any) -> str | None:
    """Return what the layer of an object is called; None where it is on none."""
    room = (pdfium.FPDF_WCHAR * _MAX_NAME_CHARS)()
    size = ctypes.c_ulong()
    for at in range(pdfium.FPDFPageObj_CountMarks(each)):
        mark = pdfium.FPDFPageObj_GetMark(each, at)
        pdfium.FPDFPageObjMark_GetName(mark, room, ctypes.sizeof(room), ctypes.byref(size))
        if _said(room, size) == _OPTIONAL:
            found = pdfium.FPDFPageObjMark_GetParamStringValue(
                mark, b"Name", room, ctypes.sizeof(room), ctypes.byref(size)
            )
            return _said(room, size) if found else ""
    return None


def _said(room: Any, size: ctypes.c_ulong) -> str:
    return bytes(room)[: size.value].decode("utf-16-le", errors="replace").rstrip("\0")


def _is_unseen_text(each: Any) -> bool:
    """Tell whether an object is text that nobody sees."""
    if pdfium.FPDFPageObj_GetType(each) != pdfium.FPDF_PAGEOBJ_TEXT:
        return False
    return bool(pdfium.FPDFTextObj_GetTextRenderMode(each) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)


def _drawn(page: pypdfium2.PdfPage) -> bytes:
    return bytes(page.render(grayscale=True, may_draw_forms=False).buffer)
