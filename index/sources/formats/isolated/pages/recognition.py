"""Recognises the printed text of scanned pages, as pieces of lines in their places, where `tanya[ocr]` is installed.

Library: rapidocr (Apache-2.0), whose models come along in its package and run in ONNX Runtime; nothing is fetched.
Handwriting, stamps and other scripts than Latin are not what this is for.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import pypdfium2

from index.sources.formats.isolated.pages.pieces import Piece

# Pixels an inch; less loses small print, more takes longer.
_RESOLUTION = 150
_MAX_SIDE_PIXELS = 2_600
_POINTS_AN_INCH = 72
_LEAST_SURE = 0.6
# Of a box around a line; its letters are lower, and stand above its edge.
_LETTERS_OF_BOX, _BASE_OF_BOX = 0.75, 0.8


class Recognition:
    """The models, loaded when the first page asks for them."""

    def __init__(self) -> None:
        self._engine: Any = None

    def pieces_of(self, page: pypdfium2.PdfPage) -> list[Piece]:
        """Return the lines of a page; those that were hardly read are left out."""
        width, height = page.get_size()
        scale = min(_RESOLUTION / _POINTS_AN_INCH, _MAX_SIDE_PIXELS / max(width, height, 1))
        picture = page.render(scale=scale, grayscale=True, draw_annots=False, may_draw_forms=False).to_numpy()
        found = self._loaded()(picture.squeeze(), use_cls=False)
        if found.txts is None:
            return []
        lines = zip(found.boxes, found.txts, found.scores, strict=True)
        return [_piece(box, text, scale) for box, text, score in lines if score >= _LEAST_SURE and text.strip()]

    def _loaded(self) -> Any:
        if self._engine is None:
            settings = {
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
                "Global.log_level": "critical",
            }
            self._engine = import_module("rapidocr").RapidOCR(params=settings)
        return self._engine


def _piece(box: Sequence[Sequence[float]], text: str, scale: float) -> Piece:
    lefts, tops = [float(x) / scale for x, _ in box], [float(y) / scale for _, y in box]
    high = max(tops) - min(tops)
    base = min(tops) + _BASE_OF_BOX * high
    return Piece(text.strip(), min(lefts), max(lefts), base, _LETTERS_OF_BOX * high)
