"""Prints the text of an OpenDocument file as JSON: of Writer, Impress or Calc. A program, see `__init__`.

Notes follow the paragraph that cites them, as text boxes do; headers and footers come once at the end. Comments,
what is deleted, struck through or hidden, and what asks to be filled in are left out. Format: OpenDocument 1.3, by the
elements' names (https://docs.oasis-open.org/office/OpenDocument).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from index.sources.formats.isolated.list_numbers import OpenDocumentLists
from index.sources.formats.isolated.packages import Package, Unreadable, attribute, local_name
from index.sources.formats.isolated.printing import print_found
from index.sources.formats.isolated.templates import said_author, said_day, said_title
from index.sources.markup.tables import lines_of_table, names_columns
from index.sources.markup.tags import raised

_GONE = frozenset(
    {
        "tracked-changes",
        "annotation",
        "annotation-end",
        "forms",
        "note-citation",
        "ruby-text",
        "script",
        "title",
        "desc",
    }
    | {"sequence-decls", "variable-decls", "user-field-decls", "hidden-text", "settings", "shapes", "index-source"}
    | {"placeholder"}
    | {"index-title-template", "alphabetical-index-entry-template", "table-of-content-source", "presentation-notes"}
)
_ASIDE = frozenset({"note", "frame", "custom-shape", "text-box"})
_MAX_REPEATED = 100
_MAX_BLANKS = 1_000
_MAX_OBJECTS_DEEP = 2
_UNSEEN_ROWS = ("collapse", "filter")


def read(path: str, max_chars: int) -> dict[str, Any]:
    """Return the fields of the one article that a document is, or the sheets of a spreadsheet."""
    package = Package(path)
    if b"encryption-data" in package.data("META-INF/manifest.xml"):
        raise Unreadable("is protected by a password; save it without one")
    content = package.xml("content.xml")
    if content is None:
        raise Unreadable("is not a document that can be read (it has no content.xml)")
    about, styles = _about(package), package.xml("styles.xml")
    sheet = content.find("{*}body/{*}spreadsheet")
    if sheet is not None:
        walk = _Walk(package)
        tables = list(sheet.iterfind("{*}table"))
        unseen = {name for name, style in _styles(content, styles) if _says(style, "table", "display", "false")}
        shown = [each for each in tables if attribute(each, "style-name") not in unseen]
        hidden = {"sheets": len(tables) - len(shown), "rows": 0, "columns": 0}
        sheets = [{"name": attribute(each, "name") or "", "rows": _rows(each, walk, hidden)[0]} for each in shown]
        return {"sheets": sheets, "title": about["title"], "author": about["author"], "hidden": hidden}
    walk = _Walk(package, styles, content)
    pages = content.findall("{*}body/{*}presentation/{*}page")
    unseen = {name for name, style in _styles(content, styles) if _says(style, "drawing-page", "visibility", "hidden")}
    text, starts = "", []
    for part in pages or [content.find("{*}body")]:
        starts.append(len(text) + (2 if text else 0))
        if pages and attribute(part, "style-name") in unseen:
            continue
        for block in walk.blocks(part):
            text += ("\n\n" if text else "") + block
            if len(text) > max_chars:
                raise Unreadable(f"its text has more than {max_chars:,} characters; split it")
    seen: dict[str, None] = {}
    for header in (
        styles.iter("{*}header", "{*}footer", "{*}header-first", "{*}header-left") if styles is not None else ()
    ):
        seen.update(dict.fromkeys(walk.blocks(header)))
    beside = "\n\n".join(block for block in seen if any(map(str.isalpha, block)))
    text += ("\n\n" if text and beside else "") + beside
    if not text.strip():
        raise Unreadable("holds no text")
    more = {"page_starts": [min(start, len(text)) for start in starts]} if pages else {}
    return {"text": text, "heading": walk.heading, **about, "title": walk.title or about["title"], **more}


def _about(package: Package) -> dict[str, Any]:
    meta = package.xml("meta.xml")
    said: dict[str, str] = {}
    for each in meta.iter() if meta is not None else ():
        said.setdefault(local_name(each), (each.text or "").strip())
    return {
        "title": said_title(said.get("title")),
        "author": said_author(said.get("initial-creator") or said.get("creator")),
        "published": said_day(said.get("creation-date")),
        "published_guessed": True,
        "language": said.get("language") or None,
    }


@dataclass(frozen=True)
class _Merged:
    """A cell that reaches over so many columns and rows, without the rows that were read of it."""

    text: str
    column: int
    columns: int
    rows: int
    is_above: bool = False


class _Walk:
    """One run through a document; what stands beside a paragraph waits until it ends."""

    def __init__(self, package: Package, *parts: etree._Element | None) -> None:
        self._lists, self._package = OpenDocumentLists(*parts), package
        self._depth = 0
        self.heading: str | None = None
        self.title: str | None = None
        self._aside: list[etree._Element] = []
        styles = list(_styles(*parts))
        self._unseen = {name for name, style in styles if _says(style, "text", "display", "none") or _is_struck(style)}
        self._raised = {name for name, style in styles if _says(style, "text", "text-position", "super")}

    def blocks(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            name = local_name(child)
            if _is_hidden(child) or (name in ("p", "h") and attribute(child, "style-name") in self._unseen):
                continue
            if name in ("p", "h"):
                text = self.line(child)
                if text:
                    style = (attribute(child, "style-name") or "").lower()
                    self.title = self.title or (text if style in ("title", "judul") else None)
                    self.heading = self.heading or (text if name == "h" else None)
                    yield self._lists.label() + text
                yield from self._beside()
            elif name == "object" and (inner := self._object(child)) is not None:
                self._depth += 1
                yield from self.blocks(inner)
                self._depth -= 1
            elif name == "list":
                yield from self._items(child)
            elif name == "table":
                rows, headers = _rows(child, self)
                full = [row for row in rows if any(row)]
                headers = headers or int(bool(full) and names_columns(full))
                yield from lines_of_table(full, headers)
                yield from self._beside()
            elif name not in _GONE:
                yield from self.blocks(child)

    def _items(self, element: etree._Element) -> Iterator[str]:
        self._lists.enter(element)
        for item in element:
            self._lists.item(item)
            yield from self.blocks(item)
        self._lists.leave()

    def _object(self, element: etree._Element) -> etree._Element | None:
        """Return the body of a chart, a formula or another document that stands in this one."""
        name = (attribute(element, "href") or "").removeprefix("./").rstrip("/")
        inside = self._depth < _MAX_OBJECTS_DEEP and name and not name.startswith((".", "/"))
        return self._package.xml(f"{name}/content.xml") if inside else None

    def _formula(self, frame: etree._Element) -> str:
        found = frame.find("{*}object")
        root = self._object(found) if found is not None else None
        return _written(root) if root is not None and local_name(root) == "math" else ""

    def line(self, paragraph: etree._Element) -> str:
        text = "".join(self._inline(paragraph))
        return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))

    def _beside(self) -> Iterator[str]:
        while self._aside:
            aside, self._aside = self._aside, []
            for each in aside:
                yield from self.blocks(each)

    def _inline(self, element: etree._Element) -> Iterator[str]:
        # Blanks and line ends between elements are one blank; those that are meant are elements.
        yield (element.text or "").replace("\n", " ")
        for child in element:
            name = local_name(child)
            if name == "frame" and (formula := self._formula(child)):
                yield formula
            elif name in _ASIDE:
                self._aside.append(child)
            elif name == "line-break":
                yield "\n"
            elif name in ("s", "tab"):
                yield " "
            elif name not in _GONE and attribute(child, "style-name") not in self._unseen:
                text = "".join(self._inline(child))
                yield raised(text) if attribute(child, "style-name") in self._raised else text
            yield (child.tail or "").replace("\n", " ")


def _written(formula: etree._Element) -> str:
    """Return a formula in one line, where the numbers of a fraction or a power must not run together."""
    parts = [_written(each) for each in formula if local_name(each) not in ("annotation", "annotation-xml")]
    sign = {"mfrac": "/", "msup": "^"}.get(local_name(formula), "")
    return (formula.text or "").strip() + sign.join(parts)


def _styles(*parts: etree._Element | None) -> Iterator[tuple[str | None, etree._Element]]:
    """Yield the styles of the parts of a document by their names."""
    for part in parts:
        yield from ((attribute(style, "name"), style) for style in (() if part is None else part.iter("{*}style")))


def _is_hidden(element: etree._Element) -> bool:
    """Tell whether a section or a paragraph says itself that it is not shown, or was not where its condition held."""
    said = (element, element.find("{*}hidden-paragraph"))
    by_condition = any(each is not None and attribute(each, "is-hidden") == "true" for each in said)
    return by_condition or attribute(element, "display") == "none"


def _says(style: etree._Element, kind: str, name: str, value: str) -> bool:
    """Tell whether a style's properties of a kind of things begin with this value."""
    found = style.iterfind(f"{{*}}{kind}-properties")
    return any((attribute(each, name) or "").startswith(value) for each in found)


def _is_struck(style: etree._Element) -> bool:
    """Tell whether a line goes through the text of a style."""
    found = style.iterfind("{*}text-properties")
    return any(attribute(each, "text-line-through-style") not in (None, "none") for each in found)


def _rows(table: etree._Element, walk: _Walk, hidden: dict[str, int] | None = None) -> tuple[list[list[str]], int]:
    """Return the cells of a table that are shown as texts, and how many of its rows are its head.

    Args:
        table: of a document or a sheet.
        walk: reads what is in the cells.
        hidden: where the "rows" and "columns" that are left out are counted.
    """
    rows: list[list[str]] = []
    headers = 0
    unseen = _unseen_columns(table)
    merged: list[_Merged] = []
    filled: set[int] = set()
    for row in table.iter("{*}table-row"):
        if next(row.iterancestors("{*}table"), None) is not table:
            continue
        cells: list[str] = []
        is_unseen = attribute(row, "visibility") in _UNSEEN_ROWS
        for cell in row:
            if local_name(cell) not in ("table-cell", "covered-table-cell"):
                continue
            text = " ".join(" ".join(walk.blocks(cell)).split())
            wide = min(_number(cell, "number-columns-repeated"), _MAX_BLANKS if not text else _MAX_REPEATED)
            # A day as it is counted, whatever form it is shown in.
            if attribute(cell, "value-type") == "date":
                text = attribute(cell, "date-value") or text
            columns, lines = _number(cell, "number-columns-spanned"), _number(cell, "number-rows-spanned")
            if (columns > 1 or lines > 1) and not is_unseen:
                merged.append(_Merged(text, len(cells), columns, lines))
            cells += [text] * wide
        times = _number(row, "number-rows-repeated")
        high = min(times, _MAX_REPEATED)
        if is_unseen:
            merged = _spread(merged, [], times)
            if hidden is not None and any(cells):
                hidden["rows"] += high
            continue
        filled.update(column for column in unseen if column < len(cells) and cells[column])
        merged = _spread(merged, cells, times)
        cells = [cell for column, cell in enumerate(cells) if column not in unseen]
        while cells and not cells[-1]:
            cells.pop()
        headers += next(row.iterancestors("{*}table-header-rows"), None) is not None
        rows += [cells] * (high if cells else 1)
    if hidden is not None:
        hidden["columns"] += len(filled)
    return rows, headers


def _spread(merged: list[_Merged], cells: list[str], rows: int) -> list[_Merged]:
    """Fill in what merged cells say in a row that says more than that; returns those that reach below it.

    Args:
        merged: those of this row and of rows above.
        cells: of the row; changed.
        rows: for how many rows it stands.
    """
    own = sum(map(bool, cells))
    for each in merged:
        if own > (not each.is_above):
            for column in range(each.column, min(each.column + each.columns, len(cells))):
                cells[column] = cells[column] or each.text
    return [replace(each, rows=each.rows - rows, is_above=True) for each in merged if each.rows > rows]


def _unseen_columns(table: etree._Element) -> set[int]:
    """Return the columns of a table that are hidden, the first being 0."""
    found: set[int] = set()
    at = 0
    for column in table.iter("{*}table-column"):
        if next(column.iterancestors("{*}table"), None) is not table:
            continue
        wide = min(_number(column, "number-columns-repeated"), _MAX_BLANKS)
        if attribute(column, "visibility") in _UNSEEN_ROWS:
            found.update(range(at, at + wide))
        at += wide
    return found


def _number(element: etree._Element, name: str) -> int:
    """Return for how many rows or columns an element stands, or over how many it reaches."""
    said = attribute(element, name) or "1"
    return int(said) if said.isdecimal() else 1


if __name__ == "__main__":
    print_found(read, "OpenDocument file")
