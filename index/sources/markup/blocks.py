"""Rewrites what a tree of HTML holds beside paragraphs as paragraphs: tables row by row, definitions, lists in cells.

Readers that look for the main text keep paragraphs and lose or garble the rest. Tables that only lay out a page stay as
they are. In place; the tree's size and depth have been looked at before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.sources.limits import MAX_TEXT_CHARS
from index.sources.markup.numbering import FORMS, written
from index.sources.markup.tables import lines_of_table, names_columns

_BLOCK_NAMES = """p li div tr dt dd br ul ol h1 h2 h3 h4 h5 h6 blockquote section article pre figcaption hr table"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_UNSEEN = frozenset(["script", "style", "template", "noscript", "svg", "button", "select", "nav", "form"])
# A table with more than that in a cell, or with a heading, is how a page is laid out.
_MAX_CELL_CHARS = 600
_MAX_ROWS = 5_000
_MAX_COLUMNS = 200
_LAYOUT = ("table", "h1", "h2", "article", "main", "section", "nav", "form", "iframe", "video", "blockquote", "figure")
_SPACE = re.compile(r"\s+")
_INSERT = re.compile(
    r"^\W{0,3}(?:baca(?:\s(?:juga|selengkapnya|lainnya|lagi))|lihat\s(?:juga|video)|simak\s(?:juga|video|pula|artikel)"
    r"|tonton\s(?:juga|video)|artikel\s(?:terkait|lainnya)|berita\s(?:terkait|lainnya|terkini)|pilihan\seditor"
    r"|read\s(?:also|more|next)|also\sread|see\salso|related(?:\s(?:articles?|stories|posts|news))?|you\smay\s(?:also\s)?like"
    r"|advertisement|iklan|scroll\sto\scontinue|lanjutkan\smembaca|gulir\suntuk|ikuti\s(?:kami|berita)"
    r"|gambas:(?:video|foto|audio|photo|instagram|twitter|youtube|facebook|tiktok)|dapatkan\supdate|bagikan\s(?:artikel|berita)|share\sthis|sign\sup\sfor|subscribe\sto)(?=\W|$)",
    re.IGNORECASE,
)
_ALWAYS_INSERT = re.compile(
    r"^\W{0,3}(?:advertisement|iklan|scroll\sto\scontinue.*|gambas:[\w\s]*|baca\sjuga|read\salso)\W{0,3}$", re.I
)
_MAX_INSERT_CHARS = 300
_MAX_INSERT_MARKUP_CHARS = 3_000
_MAX_DEFINITIONS_CHARS = 100_000
_MAX_LINKED = 0.2
_MAX_DIGITS = 6
_NUMBERED_BY = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
_STYLES = {
    **{f"{case}-{name}": f"{case}Letter" for case in ("lower", "upper") for name in ("alpha", "latin")},
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
}
# What an item may begin with, before its first word.
_BEGIN = frozenset(["p", "div", "span", "b", "strong", "a", "em", "i"])
_BESIDE = re.compile(
    r"menu|nav|side|footer|related|terkait|populer|share|comment|komentar|widget|cookie|banner|\bads?\b|author|penulis|bio"
    r"|newsletter|langganan|subscri|promo|iklan|rekomend|recommend|trending|social",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\w.{20,}[.!?]", re.DOTALL)


def simplify(tree: HtmlElement) -> None:
    """Rewrite a tree so that paragraphs say what tables and definitions said, and inserts are gone."""
    _drop_inserts(tree)
    for numbered in tree.iter("ol"):
        _number(numbered)
    for figure in list(tree.iter("figure")):
        if figure.find(".//figcaption") is not None and not is_linked(figure) and figure.find(".//table") is None:
            _replace(figure, [text_of_element(figure)])
    for aside in list(tree.iter("aside")):
        if not is_linked(aside) and not is_beside(aside) and _SENTENCE.search(aside.text_content()):
            aside.tag = "div"
    # The innermost first, since a table may stand in another that lays out the page.
    for table in reversed(list(tree.iter("table"))):
        rows, header_rows, called = _rows(table)
        if rows is not None:
            caption = next(table.iterfind("./caption"), None)
            above = [text_of_element(caption)] if caption is not None else []
            above += called
            named = next(table.iterfind(".//td"), None) is not None and _names_rows(table)
            _replace(table, [*filter(None, above), *lines_of_table(rows, header_rows, named_rows=named)])
    for definitions in reversed(list(tree.iter("dl"))):
        if len(definitions.text_content()) > _MAX_DEFINITIONS_CHARS:
            continue
        _replace(definitions, _lines_of_definitions(definitions))


def _number(items: HtmlElement) -> None:
    """Write the numbers of a list before its items, as they are shown."""
    found = items.findall("./li")
    step = -1 if items.get("reversed") is not None else 1
    number = _whole(items.get("start"), len(found) if step < 0 else 1)
    form = _form(items) or "decimal"
    for item in found:
        number = _whole(item.get("value"), number)
        begins = item
        while not (begins.text or "").strip() and len(begins) and begins[0].tag in _BEGIN:
            begins = begins[0]
        begins.text = f"{written(number, _form(item) or form)}. {(begins.text or '').lstrip()}"
        number += step


def _whole(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.isdecimal() and len(value) < _MAX_DIGITS else otherwise


def _form(element: HtmlElement) -> str | None:
    """Return how the numbers of a list or an item are written, if that is said."""
    styled = _NUMBERED_BY.search((element.get("style") or "").lower())
    return _STYLES.get(styled[1]) if styled else FORMS.get(element.get("type") or "")


def is_linked(element: HtmlElement) -> bool:
    """Tell whether much of an element's text leads elsewhere."""
    linked = sum(len(link.text_content()) for link in element.iter("a"))
    return linked > _MAX_LINKED * len(element.text_content())


def is_beside(element: HtmlElement) -> bool:
    """Tell whether an element is by its class what a site has beside its articles or below them."""
    return _BESIDE.search(f"{element.get('class') or ''} {element.get('id') or ''}") is not None


def text_of_element(element: HtmlElement, parted: str = "; ") -> str:
    """Return an element's text in one line, its blocks and list items parted by this."""
    pieces: list[str] = []
    _collect(element, pieces)
    blocks = (_SPACE.sub(" ", block).strip(" ;") for block in "".join(pieces).split("\0"))
    return parted.join(block for block in blocks if block)


def _collect(element: HtmlElement, pieces: list[str]) -> None:
    """Append the texts below an element, with NUL for the ends of blocks; does not call itself, whatever the depth."""
    for event, each in etree.iterwalk(element, events=("start", "end")):
        if not isinstance(each.tag, str):
            if event == "end" and each is not element:
                pieces.append(each.tail or "")
            continue
        if event == "start":
            pieces.append("\0" if each.tag in _BLOCKS else "")
            pieces.append("" if each.tag in _UNSEEN else (each.text or "").replace("\0", " "))
        else:
            pieces.append("\0" if each.tag in _BLOCKS else "")
            pieces.append((each.tail or "").replace("\0", " ") if each is not element else "")


def _rows(table: HtmlElement) -> tuple[list[list[str]] | None, int, list[str]]:
    """Return the cells of a table of data, by rows, how many rows name the columns, and what it is called above them.

    None for a layout.
    """
    lines = list(table.iterfind(".//tr"))
    if not lines or len(lines) > _MAX_ROWS or next(table.iterdescendants(*_LAYOUT), None) is not None:
        return None, 0, []
    cells = [[cell for cell in line if cell.tag in ("td", "th")] for line in lines]
    if max(map(len, cells)) > _MAX_COLUMNS or (max(map(len, cells)) < 2 and not list(table.iter("th"))):
        return None, 0, []
    width = max(sum(_span(cell, "colspan") for cell in line) for line in cells)
    rows: list[list[str]] = []
    below: dict[int, tuple[int, str]] = {}
    length = 0
    for line in cells:
        row: list[str] = []
        _take_from_above(row, below)
        for cell in line:
            text = text_of_element(cell)
            if len(text) > _MAX_CELL_CHARS:
                return None, 0, []
            height = _span(cell, "rowspan")
            for column in range(_span(cell, "colspan")):
                if len(row) >= _MAX_COLUMNS:
                    break
                # It names all of its columns, and is a value once.
                shown = text if column == 0 or (cell.tag == "th" and not _is_over_all(line, width)) else ""
                if height > 1:
                    below[len(row)] = (height - 1, shown)
                row.append(shown)
            _take_from_above(row, below)
        rows.append(row)
        length += sum(map(len, row))
        if length > MAX_TEXT_CHARS:
            return None, 0, []
    above = next((number for number, line in enumerate(cells) if not _is_over_all(line, width)), len(cells))
    called, rows, cells = [row[0] for row in rows[:above]], rows[above:], cells[above:]
    if not rows:
        return rows, 0, called
    return rows, _header_rows(table, cells, above) or int(_is_named_without_headings(cells, rows)), called


def _is_over_all(line: list[HtmlElement], width: int) -> bool:
    """Tell whether a row is one cell over all columns: what a table, or a part of it, is called, or a picture."""
    return width > 1 and len(line) == 1 and _span(line[0], "colspan") >= width


def _is_named_without_headings(cells: list[list[HtmlElement]], rows: list[list[str]]) -> bool:
    """Tell whether the first row names the columns of a table that marks none: all of it is bold, or its cells tell."""
    if any(cell.tag == "th" for line in cells for cell in line) or not all(rows[0]):
        return False
    bold = [all(map(_is_bold, line)) for line in cells]
    return (bold[0] and not any(bold[1:]) and len(rows[0]) > 1) or names_columns(rows)


def _is_bold(cell: HtmlElement) -> bool:
    said = cell.text_content().strip()
    return bool(said) and any(each.text_content().strip() == said for each in cell.iter("b", "strong"))


def _names_rows(table: HtmlElement) -> bool:
    """Tell whether every row begins with a heading of its own, but those of one cell."""
    lines = ([cell.tag for cell in line if cell.tag in ("td", "th")] for line in table.iterfind(".//tr"))
    return all(line[0] == "th" for line in lines if len(line) > 1)


def _take_from_above(row: list[str], below: dict[int, tuple[int, str]]) -> None:
    """Put in the cells that reach down from rows above at the place where a row is now."""
    while (found := below.pop(len(row), None)) and len(row) < _MAX_COLUMNS:
        left, text = found
        if left > 1:
            below[len(row)] = (left - 1, text)
        row.append(text)


def _span(cell: HtmlElement, name: str) -> int:
    written = (cell.get(name) or "").strip()
    return min(max(int(written), 1), _MAX_COLUMNS) if written.isdecimal() and len(written) < 6 else 1


def _header_rows(table: HtmlElement, cells: list[list[HtmlElement]], above: int) -> int:
    """Return how many rows name the columns, of those below what a table is called in so many rows above."""
    heads = sum(1 for _ in table.iterfind("./thead/tr")) - above
    if heads > 0:
        return heads
    count = 0
    for line in cells:
        if not line or any(cell.tag != "th" for cell in line):
            break
        count += 1
    return count if count < len(cells) else 0


def _lines_of_definitions(definitions: HtmlElement) -> list[str]:
    """Return "term: definition" for each term; terms that share a definition stand together."""
    lines: list[str] = []
    terms: list[str] = []
    said: list[str] = []

    def close() -> None:
        if terms or said:
            lines.append(": ".join(filter(None, (", ".join(terms), "; ".join(said)))))

    for each in definitions.iter("dt", "dd"):
        text = text_of_element(each)
        if each.tag == "dt":
            if said:
                close()
                terms, said = [], []
            terms.append(text)
        else:
            said.append(text)
    close()
    return [line for line in lines if line]


def _replace(element: HtmlElement, lines: Iterable[str]) -> None:
    """Put paragraphs in an element's place."""
    parent = element.getparent()
    if parent is None:
        return
    group = etree.Element("div")
    for line in lines:
        paragraph = etree.SubElement(group, "p")
        paragraph.text = line
    group.tail = element.tail
    parent.replace(element, group)


def _drop_inserts(tree: HtmlElement) -> None:
    """Take out what leads away from the article in the middle of it: "Baca juga: …"."""
    for element in list(_short_blocks(tree)):
        whole = element.text_content()
        if len(whole) > _MAX_INSERT_MARKUP_CHARS:
            continue
        text = _SPACE.sub(" ", whole).strip()
        if not text or len(text) > _MAX_INSERT_CHARS or not _INSERT.match(text):
            continue
        linked = sum(len(_SPACE.sub(" ", link.text_content()).strip()) for link in element.iter("a"))
        is_led_away = linked >= 0.3 * len(text) or _ALWAYS_INSERT.match(text) is not None
        if is_led_away and element.getparent() is not None:
            element.drop_tree()


def _short_blocks(tree: HtmlElement) -> Iterator[HtmlElement]:
    for element in tree.iter(
        "p", "div", "li", "blockquote", "aside", "table", "span", "strong", "h2", "h3", "h4", "h5", "ul"
    ):
        # Of a wrapper only its beginning is looked at: what is long is no insert.
        own = (element.text or "").strip()
        texts = (child.text for child in element.iterdescendants() if child.text and child.text.strip())
        if _INSERT.match(own or next(texts, "").strip()):
            yield element
