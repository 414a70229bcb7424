"""What is struck through is no text of an article any more, whatever format says it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.index.sources.formats.reading import articles
from tests.index.sources.formats.test_exports import HTML, page
from tests.index.sources.formats.test_office import opendocument, rtf, shape, slides
from tests.index.sources.formats.test_word import STYLES, document, p, run

_STRUCK, _LEFT = "Rp 50.000", "Karcis masuk taman desa Rp 40.000"
_DELETED = f"Karcis masuk taman desa <s>{_STRUCK}</s> Rp 40.000"
_LINE = '<style:style style:name="g"><style:text-properties style:text-line-through-style="solid"/></style:style>'
_NO_LINE = '<style:style style:name="b"><style:text-properties style:text-line-through-style="none"/></style:style>'
_STYLE = '<w:style w:type="character" w:styleId="Gugur"><w:rPr><w:strike/></w:rPr></w:style>'


def _word(struck: str) -> bytes:
    return document(p(run("Karcis masuk taman desa "), struck, run(" Rp 40.000")), styles=STYLES + _STYLE)


def _sheet() -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    book.active.append(["Karcis masuk taman desa Rp 40.000", _STRUCK])
    book.active["B1"].font = Font(strike=True)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _channel(text: object) -> str:
    message = {"id": 2, "type": "message", "date": "2023-01-02T09:00:00", "text": text}
    return json.dumps({"name": "Kanal", "type": "public_channel", "id": 77, "messages": [message]})


def _row(body: object) -> str:
    return json.dumps([{"title": "Karcis", "body": body}])


_PIECES = ("Karcis masuk taman desa ", _STRUCK, " Rp 40.000")
_WIKI = "<mediawiki>" + page("Karcis", _DELETED.replace("<", "&lt;").replace(">", "&gt;")) + "</mediawiki>"
_SLIDE = shape("x").replace("<a:r><a:t>x</a:t></a:r>", "".join(
    f"<a:r><a:rPr strike='{mark}'/><a:t>{text}</a:t></a:r>"
    for text, mark in zip(_PIECES, ("noStrike", "sngStrike", "noStrike"), strict=True)
))  # fmt: skip
FILES: dict[str, tuple[str, str | bytes]] = {
    "page": ("a.html", f"<html><body><p>{_DELETED}.</p></body></html>"),
    "page of an office": (
        "a.html",
        f'<html><body><p>{_PIECES[0]}<b style="text-decoration: line-through">{_STRUCK}</b>'
        f"{_PIECES[2]}</p></body></html>",
    ),
    "Markdown": ("a.md", f"Karcis masuk taman desa ~~{_STRUCK}~~ Rp 40.000"),
    "Word": ("a.docx", _word(run(_STRUCK, "<w:strike/>"))),
    "Word, by two lines": ("a.docx", _word(run(_STRUCK, "<w:dstrike w:val='1'/>"))),
    "Word, by a style": ("a.docx", _word(run(_STRUCK, '<w:rStyle w:val="Gugur"/>'))),
    "OpenDocument": (
        "a.odt",
        opendocument(
            f'<text:p>Karcis <text:span text:style-name="b">masuk</text:span> taman desa '
            f'<text:span text:style-name="g">{_STRUCK}</text:span> Rp 40.000</text:p>',
            _LINE + _NO_LINE,
        ),
    ),
    "Rich Text": ("a.rtf", rtf(f"Karcis masuk taman desa {{\\strike {_STRUCK}}} {{\\strike\\strike0 Rp 40.000}}\\par")),
    "sheet": ("a.xlsx", _sheet()),
    "slide": ("a.pptx", slides(_SLIDE)),
    "wiki": ("a.xml", _WIKI),
    "Telegram": ("result.json", _channel([_PIECES[0], {"type": "strikethrough", "text": _STRUCK}, _PIECES[2]])),
    "Telegram's pages": (
        "messages.html",
        HTML[: HTML.index("Posyandu")] + _DELETED + "</div></div></div></div></div></div></body></html>",
    ),
    "row": ("a.json", _row(_DELETED.replace("Karcis", "<b>Karcis</b>"))),
    "ProseMirror": ("a.json", _row({"type": "doc", "content": [{"type": "paragraph", "content": [
        {"type": "text", "text": _PIECES[0]},
        {"type": "text", "text": _STRUCK, "marks": [{"type": "strike"}]},
        {"type": "text", "text": _PIECES[2]},
    ]}]})),
    "Slate": ("a.json", _row([{"type": "p", "children": [
        {"text": _PIECES[0]}, {"text": _STRUCK, "strikethrough": True}, {"text": _PIECES[2]},
    ]}])),
    "Lexical": ("a.json", _row({"root": {"children": [{"type": "paragraph", "children": [
        {"type": "text", "text": _PIECES[0], "format": 1},
        {"type": "text", "text": _STRUCK, "format": 5},
        {"type": "text", "text": _PIECES[2], "format": 0},
    ]}]}})),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_struck_text_is_left_out(tmp_path: Path, kind: str) -> None:
    """One rule for all; what stands around it stays."""
    (found,) = articles(tmp_path, *FILES[kind])

    assert " ".join(found.text.split()).rstrip(".") == _LEFT


def test_struck_items_of_a_list_count(tmp_path: Path) -> None:
    """The number of those behind them is that which is seen."""
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{}</w:p>'
    body = "".join(map(item.format, (run("Mangga"), run("Nanas", "<w:strike/>"), run("Salak"))))
    (found,) = articles(tmp_path, "a.docx", document(body, numbering=numbering))

    assert found.text.split("\n\n") == ["1. Mangga", "3. Salak"]
