"""Walks through the parts of a Word document as a reader sees them, every revision accepted.

Method: WordprocessingML (ECMA-376, part 1), by the elements' names alone. `python-docx` leaves out content controls,
insertions, text boxes and notes; `mammoth` headers and hidden text's being hidden, and takes three times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]

from index.sources.formats.isolated.packages import attribute, local_name
from index.sources.formats.isolated.word_marks import symbol, text_of_field_code
from index.sources.markup.tables import lines_of_table, names_columns
from index.sources.markup.tags import raised

_GONE = frozenset({"del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "rt"})
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF = frozenset({"0", "false", "off"})
# Hidden text, and what is struck through.
_UNREAD = ("vanish", "strike", "dstrike")
_MAX_CELL_CHARS = 300
_MAX_SPAN = 60


@dataclass(frozen=True)
class Style:
    """What matters of a style: its name as all languages of Word write it, and why its text is not read."""

    name: str
    unread: frozenset[str] = frozenset()


@dataclass
class Block:
    """A paragraph, or a row of a table."""

    text: str
    style: str = ""
    in_table: bool = False
    page_field: bool = False


@dataclass
class Parts:
    """What a part refers to: styles, notes by (kind, number), and what stands in other parts by relationship.

    Attributes:
        labels: returns what Word writes before a paragraph that is numbered, by its properties.
    """

    styles: dict[str, Style] = field(default_factory=dict)
    notes: dict[tuple[str, str], etree._Element] = field(default_factory=dict)
    drawn: Callable[[str, str], list[str]] = lambda kind, name: []
    labels: Callable[[etree._Element | None], str] = lambda properties: ""


class Story:
    """One run through a document; a note is read where it is first cited, after its paragraph or row."""

    def __init__(self, parts: Parts, *, watermarks: bool = True) -> None:
        """Set up.

        Args:
            parts: what the text refers to.
            watermarks: whether to read text drawn as a shape, which in headers lies across the page.
        """
        self._parts, self._watermarks = parts, watermarks
        self._cells = 0
        self._cited: list[tuple[str, str]] = []
        self._read: set[tuple[str, str]] = set()
        self._fields: list[str] = []
        self._codes: list[str] = []
        self._boxes: list[etree._Element | str] = []
        self._page_field = False

    def blocks(self, container: etree._Element) -> Iterator[Block]:
        """Yield the paragraphs and rows of a body, a cell, a note or a header."""
        unfinished = ""
        for child in container:
            match local_name(child):
                case "p":
                    text = unfinished + self._paragraph(child)
                    style = attribute(child.find("{*}pPr/{*}pStyle"), "val") if _has(child, "pStyle") else None
                    # Without its mark a paragraph runs on into the next.
                    unfinished = text if _mark_is_gone(child) else ""
                    if not unfinished:
                        yield Block(_tidy(text), self._style(style).name, page_field=self._page_field)
                    yield from self._aside()
                case "tbl":
                    yield from self._table(child)
                case "sdt":
                    if not _is_prompt(child):
                        yield from self.blocks(child)
                case "altChunk":
                    yield from map(Block, self._parts.drawn("aFChunk", attribute(child, "id") or ""))
                case "AlternateContent":
                    yield from self._alternatives(child)
                case name if name not in _GONE:
                    yield from self.blocks(child)
        if unfinished:
            yield Block(_tidy(unfinished))

    def uncited(self) -> Iterator[Block]:
        """Yield the notes that nothing cites."""
        for key in self._parts.notes:
            if key not in self._read:
                self._cited.append(key)
        yield from self._aside()

    def _style(self, name: str | None) -> Style:
        return self._parts.styles.get(name or "", Style(name or ""))

    def _alternatives(self, element: etree._Element) -> Iterator[Block]:
        for each in element:
            if found := [block for block in self.blocks(each) if block.text]:
                yield from found
                return

    def _paragraph(self, paragraph: etree._Element) -> str:
        # A field whose code is never closed must not swallow what follows.
        self._fields = [each for each in self._fields if each == "result"]
        self._page_field = False
        properties = paragraph.find("{*}pPr")
        style = properties.find("{*}pStyle") if properties is not None else None
        if style is not None and self._style(attribute(style, "val")).unread:
            return ""
        text = "".join(self._inline(paragraph))
        # Whatever is left of it, an item counts.
        label = "" if _mark_is_gone(paragraph) else self._parts.labels(properties)
        return label + text if text.strip() else text

    def _aside(self) -> Iterator[Block]:
        """Yield what stands beside the text just read: its boxes, then the notes that it cites."""
        while not self._cells and (self._boxes or self._cited):
            boxes, self._boxes = self._boxes, []
            for box in boxes:
                if isinstance(box, str):
                    yield Block(box)
                else:
                    yield from self.blocks(box)
            cited, self._cited = self._cited, []
            for key in cited:
                note = self._parts.notes.get(key)
                if note is not None and key not in self._read:
                    self._read.add(key)
                    yield from self.blocks(note)

    def _inline(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            name = local_name(child)
            match name:
                case "r" if self._is_unread(child):
                    continue
                case "r" if _is_raised(child):
                    yield raised("".join(self._inline(child)))
                case "t":
                    if "code" not in self._fields:
                        yield child.text or ""
                case "tab" | "ptab" | "br" | "cr" | "noBreakHyphen":
                    yield _BREAKS[name]
                case "sym":
                    yield symbol(attribute(child, "font") or "", attribute(child, "char") or "")
                case "fldChar":
                    yield self._field(attribute(child, "fldCharType"))
                case "instrText":
                    self._note_code(child.text or "")
                case "fldSimple":
                    self._note_code(attribute(child, "instr") or "")
                    yield from self._inline(child)
                case "footnoteReference" | "endnoteReference":
                    self._cited.append((name.removesuffix("Reference"), attribute(child, "id") or ""))
                case "AlternateContent":
                    yield from self._alternative(child)
                case "txbxContent":
                    self._boxes.append(child)
                case "relIds" | "chart":
                    link = attribute(child, "dm" if name == "relIds" else "id")
                    self._boxes += self._parts.drawn(name, link or "")
                case "OLEObject":
                    self._boxes += self._parts.drawn("package", attribute(child, "id") or "")
                case "f" | "sSup" | "rad" if "/math" in str(child.tag):
                    yield from self._formula(child, name)
                case "txBody":
                    self._boxes += filter(None, (_tidy("".join(p.itertext())) for p in child.iter("{*}p")))
                case "textpath" if self._watermarks:
                    self._boxes.append(_tidy(attribute(child, "string") or ""))
                case "sdt" if _is_prompt(child):
                    continue
                case _ if name not in _GONE:
                    yield from self._inline(child)

    def _formula(self, element: etree._Element, kind: str) -> Iterator[str]:
        """Write a fraction, a power or a root in one line, where numbers must not run together."""
        sign = {"f": "/", "sSup": "^", "rad": "√"}[kind]
        parts = ["".join(self._inline(each)) for each in element if local_name(each) in ("num", "den", "e", "sup")]
        yield f"√({parts[-1]})" if kind == "rad" and parts else sign.join(parts)

    def _alternative(self, element: etree._Element) -> Iterator[str]:
        """Take the first of several forms of the same that holds any text."""
        for each in element:
            before = len(self._boxes)
            text = list(self._inline(each))
            if text or len(self._boxes) > before:
                yield from text
                return

    def _field(self, kind: str | None) -> str:
        """Note where a field begins, shows its result and ends; returns what is shown for its code."""
        if kind == "begin":
            self._fields.append("code")
            self._codes = []
        elif kind == "separate" and self._fields:
            self._fields[-1] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()
            codes, self._codes = self._codes, []
            return text_of_field_code("".join(codes))
        return ""

    def _note_code(self, code: str) -> None:
        self._codes.append(code)
        self._page_field |= code.split()[:1] in (["PAGE"], ["NUMPAGES"], ["SECTIONPAGES"])

    def _is_unread(self, run: etree._Element) -> bool:
        properties = run.find("{*}rPr")
        if properties is None:
            return False
        style = properties.find("{*}rStyle")
        named = self._style(attribute(style, "val")).unread if style is not None else frozenset()
        return bool(unread(properties, named))

    def _table(self, table: etree._Element) -> Iterator[Block]:
        """Yield the rows as lines, each cell with the name of its column where the table names them."""
        rows: list[list[str]] = []
        after: dict[int, list[Block]] = {}
        headers = 0
        for row in _inside(table, "tr"):
            properties = row.find("{*}trPr")
            if properties is not None and any(
                properties.find(f"{{*}}{name}") is not None for name in ("del", "hidden")
            ):
                continue
            cells, others = self._row(row, rows[-1] if rows else [])
            headers += headers == len(rows) and properties is not None and properties.find("{*}tblHeader") is not None
            rows.append(cells)
            after[len(rows) - 1] = [*others, *self._aside()]
        full = [row for row in rows if row]
        if not headers and full and rows[0] and names_columns(full):
            headers = 1
        lines = iter(lines_of_table(full, headers))
        for number, cells in enumerate(rows):
            if cells and (number >= headers or headers >= len(full)) and any(map(str.strip, cells)):
                yield Block(next(lines, ""), in_table=True)
            yield from after[number]

    def _row(self, row: etree._Element, above: list[str]) -> tuple[list[str], list[Block]]:
        """Return the texts of cells, once for each column, and what stands in them that makes no row.

        All of it is that where a table is there for the layout of a page alone.
        """
        cells: list[tuple[list[Block], int, bool]] = []
        for cell in _inside(row, "tc"):
            if cell.find("{*}tcPr/{*}cellDel") is None:
                self._cells += 1
                span, merge = cell.find("{*}tcPr/{*}gridSpan"), cell.find("{*}tcPr/{*}vMerge")
                wide = (attribute(span, "val") or "1") if span is not None else "1"
                below = merge is not None and attribute(merge, "val") != "restart"
                found = [block for block in self.blocks(cell) if block.text]
                cells.append((found, min(int(wide), _MAX_SPAN) if wide.isdecimal() else 1, below))
                self._cells -= 1
        texts: list[str] = []
        for found, columns, below in cells:
            text = " ".join(" ".join(block.text.split()) for block in found if not block.in_table)
            # Merged with the cell above, it says the same.
            text = text or (above[len(texts)] if below and len(texts) < len(above) else "")
            texts += [text] * columns
        filled = [found for found, _, _ in cells if found]
        long = any(len(text) > _MAX_CELL_CHARS for text in texts) and any(len(found) > 1 for found in filled)
        if long or (len(filled) <= 1 and not any(below for _, _, below in cells)):
            return [], [block for found in filled for block in found]
        return texts, [block for found in filled for block in found if block.in_table]


def unread(properties: etree._Element, inherited: frozenset[str]) -> frozenset[str]:
    """Return why the text of a run is not read: what its style says, and what its own properties say otherwise."""
    for name in _UNREAD:
        if (mark := properties.find(f"{{*}}{name}")) is not None:
            inherited = inherited - {name} if attribute(mark, "val") in _OFF else inherited | {name}
    return inherited


def _inside(element: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, also of those in content controls."""
    for child in element:
        name = local_name(child)
        if name == wanted:
            yield child
        elif name not in _GONE and name != "tbl":
            yield from _inside(child, wanted)


def _has(paragraph: etree._Element, name: str) -> bool:
    return paragraph.find(f"{{*}}pPr/{{*}}{name}") is not None


def _mark_is_gone(paragraph: etree._Element) -> bool:
    return any(paragraph.find(f"{{*}}pPr/{{*}}rPr/{{*}}{name}") is not None for name in ("del", "moveFrom"))


def _is_raised(run: etree._Element) -> bool:
    mark = run.find("{*}rPr/{*}vertAlign")
    return mark is not None and attribute(mark, "val") == "superscript"


def _is_prompt(control: etree._Element) -> bool:
    """Tell whether a content control was left unfilled, and shows what to fill in."""
    return control.find("{*}sdtPr/{*}showingPlcHdr") is not None


def _tidy(text: str) -> str:
    """Return the lines of a paragraph with single blanks."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))
