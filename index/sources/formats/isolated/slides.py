"""Prints the text of a PowerPoint presentation as JSON, slide by slide. A program, see `__init__`.

Each slide is a page; its notes follow it. Hidden slides, struck text, numbers, days and feet of slides are left out.
Format: PresentationML and DrawingML (ECMA-376, part 1), by the elements' names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from index.sources.formats.isolated.packages import Package, Unreadable, attribute, local_name, texts_of_drawing
from index.sources.formats.isolated.printing import print_found
from index.sources.formats.isolated.templates import said_author, said_day, said_title
from index.sources.markup.numbering import written
from index.sources.markup.tables import lines_of_table, names_columns
from index.sources.markup.tags import raised

_FURNITURE = frozenset({"sldNum", "dt", "ftr", "hdr", "sldImg"})
_TITLES = frozenset({"title", "ctrTitle"})
# "arabicPeriod", "alphaLcParenR", "romanUcParenBoth", …: ECMA-376, part 1, 20.1.10.61.
_AUTO_NUMBER = re.compile(r"(arabic|alphaLc|alphaUc|romanLc|romanUc)(Period|ParenR|ParenBoth|Plain|Minus)")
_FORMS = {
    "arabic": "decimal", "alphaLc": "lowerLetter", "alphaUc": "upperLetter", "romanLc": "lowerRoman",
    "romanUc": "upperRoman",
}  # fmt: skip
_AROUND = {"Period": "{}. ", "ParenR": "{}) ", "ParenBoth": "({}) ", "Plain": "{} ", "Minus": "{} - "}
_LEVELS = 9


def read(path: str, max_chars: int) -> dict[str, Any]:
    """Return the fields of the one article that a presentation is."""
    package = Package(path)
    main = package.first("officeDocument") or "ppt/presentation.xml"
    presentation = package.xml(main)
    if presentation is None:
        raise Unreadable("is not a presentation that can be read (it has no list of slides)")
    links = {each.id: each.target for each in package.relationships(main)}
    text, starts, heading = "", [], None
    for number in presentation.iterfind(".//{*}sldId"):
        name = links.get(_link(number))
        slide = package.xml(name)
        starts.append(len(text) + (2 if text else 0))
        if slide is None or name is None or attribute(slide, "show") in ("0", "false"):
            continue
        blocks = list(_blocks(slide, package, name))
        notes = package.xml(package.first("notesSlide", name))
        blocks += list(_blocks(notes, package, name)) if notes is not None else []
        heading = heading or next((said for said, is_title in blocks if is_title), None)
        shown = "\n\n".join(said for said, _ in blocks)
        text += ("\n\n" if text and shown else "") + shown
        if len(text) > max_chars:
            raise Unreadable(f"its text has more than {max_chars:,} characters; split it")
    if not text:
        raise Unreadable("holds no text")
    about = package.xml(package.first("core-properties"))
    said = {local_name(each): (each.text or "").strip() for each in about} if about is not None else {}
    return {
        "text": text,
        "page_starts": [min(start, len(text)) for start in starts],
        "title": said_title(said.get("title")),
        "heading": heading,
        "author": said_author(said.get("creator")),
        "published": said_day(said.get("created")),
        "published_guessed": True,
        "language": said.get("language") or None,
    }


def _rows(table: etree._Element) -> list[list[str]]:
    """Return the cells of a table as texts, without blank rows; one that is merged with that above it says the same."""
    rows: list[list[str]] = []
    for row in table.iterfind("{*}tr"):
        above = rows[-1] if rows else []
        cells = [" ".join(_paragraphs(cell)) for cell in row.iterfind("{*}tc")]
        if not any(cells):
            continue
        for column, cell in enumerate(row.iterfind("{*}tc")):
            if attribute(cell, "vMerge") in ("1", "true") and column < len(above):
                cells[column] = cells[column] or above[column]
        rows.append(cells)
    return rows


def _link(element: etree._Element) -> str:
    """Return the relationship that an element names, beside a number of the same name."""
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), "")


def _blocks(root: etree._Element, package: Package, part: str) -> Iterator[tuple[str, bool]]:
    """Yield the paragraphs of the shapes of a slide, and whether each is its title."""
    for shape in root.iter("{*}sp", "{*}graphicFrame"):
        if next(shape.iterancestors("{*}Fallback"), None) is not None:
            continue
        holder = shape.find("{*}nvSpPr/{*}nvPr/{*}ph")
        kind = (attribute(holder, "type") or "") if holder is not None else ""
        table = shape.find(".//{*}tbl")
        if kind in _FURNITURE:
            continue
        if table is not None:
            rows = _rows(table)
            marked = table.find("{*}tblPr")
            header = bool(rows) and (
                names_columns(rows) or (marked is not None and attribute(marked, "firstRow") == "1")
            )
            yield from ((line, False) for line in lines_of_table(rows, int(header)))
        diagram = next(iter(shape.iter("{*}relIds")), None)
        if diagram is not None:
            links = {each.id: each.target for each in package.relationships(part)}
            data = package.xml(links.get(attribute(diagram, "dm") or ""))
            yield from ((text, False) for text in (_paragraphs(data) if data is not None else ()))
        chart = next(shape.iter("{*}chart"), None)
        if chart is not None:
            links = {each.id: each.target for each in package.relationships(part)}
            data = package.xml(links.get(_link(chart) or attribute(chart, "id") or ""))
            yield from ((text, False) for text in (texts_of_drawing(data) if data is not None else ()))
        body = shape.find("{*}txBody")
        if body is not None:
            yield from ((text, kind in _TITLES) for text in _paragraphs(body))


def _paragraphs(element: etree._Element) -> Iterator[str]:
    counts: dict[int, tuple[str, int]] = {}
    for paragraph in element.iter("{*}p"):
        shown = (each for each in paragraph.iter("{*}t", "{*}br") if not _is_struck(each))
        pieces = ["\n" if local_name(each) == "br" else _as_raised(each) for each in shown]
        text = "\n".join(" ".join(line.split()) for line in "".join(pieces).split("\n")).strip()
        if text:
            yield _label(paragraph.find("{*}pPr"), counts) + text


def _as_raised(text: etree._Element) -> str:
    """Return the text of a run, a number that stands above the line as such."""
    properties, said = text.find("../{*}rPr"), text.text or ""
    baseline = attribute(properties, "baseline") if properties is not None else None
    return said if (baseline or "0").startswith(("-", "0")) else raised(said)


def _is_struck(text: etree._Element) -> bool:
    """Tell whether a line goes through the text of a run."""
    run = text.getparent()
    properties = run.find("{*}rPr") if run is not None else None
    return properties is not None and (attribute(properties, "strike") or "noStrike") != "noStrike"


def _label(properties: etree._Element | None, counts: dict[int, tuple[str, int]]) -> str:
    """Return the number before a paragraph, with a blank, and count it; nothing where it has none of its own."""
    said = (attribute(properties, "lvl") or "0") if properties is not None else "0"
    level = int(said) if said.isdecimal() and len(said) == 1 else 0
    for deeper in range(level + 1, _LEVELS + 1):
        counts.pop(deeper, None)
    number = properties.find("{*}buAutoNum") if properties is not None else None
    match = _AUTO_NUMBER.fullmatch((attribute(number, "type") or "") if number is not None else "")
    if match is None:
        counts.pop(level, None)
        return ""
    start = attribute(number, "startAt") or "1"
    kind, count = counts.get(level, ("", 0))
    count = count + 1 if kind == match[0] else int(start) if start.isdecimal() and len(start) < _LEVELS else 1
    counts[level] = (match[0], count)
    return _AROUND[match[2]].format(written(count, _FORMS[match[1]]))


if __name__ == "__main__":
    print_found(read, "presentation")
