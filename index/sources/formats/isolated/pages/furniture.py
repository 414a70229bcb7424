"""Finds what stands on pages beside their text: running heads and feet, page numbers, watermarks.

A head or a foot is a line near an edge that another page has at the same height, figures aside, unless it names the
columns of a table that goes on from page to page. A page number alone is
told by what it says, and by its growing with the pages.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from index.sources.formats.isolated.pages.pieces import Page, Piece

_EDGE = 0.13  # of the height of a page
_LINES = 3  # from each edge
_COMPARED = 40
_LONG_NUMBER = 12
_NEAR = 3.0
_LARGE = 2.0  # times the letters of the text
_LOOKED_AT = 3  # rows below a line
_STEPS = 2.0  # between rows of a table, to the line that names its columns
_MAX_CELL_CHARS = 20  # in some column; lines of prose are longer
_WIDE_GAP = 3.0  # of the height of the letters; between columns of prose it is less
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"[ivxl]{1,7}", re.IGNORECASE)
_NUMBER = re.compile(
    r"[-–—|•\s\[(]*(?:halaman|hal\.?|page|p\.|hlm\.?)?\s*(\d{1,4}|[ivxl]{1,7})(?:\s*(?:/|dari|of)\s*\d{1,4})?[-–—|•\s\])]*",
    re.IGNORECASE,
)
# What browsers print around a page.
_PRINTED = re.compile(r"(?:https?|file)://\S+(?:\s+\d+/\d+)?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}, \d{1,2}[.:]\d\d.*|\d+/\d+")

_Line = tuple[float, list[Piece]]


def remove_furniture(pages: Sequence[Page]) -> list[str]:
    """Take what is no text off the pages; returns the heads and feet that were taken off, each once."""
    size = usual_size(pages)
    taken: dict[str, str] = {}
    _take_watermarks(pages, size)
    edges = [list(_edge_lines(page)) for page in pages]
    places: defaultdict[str, list[tuple[int, float, str]]] = defaultdict(list)
    for number, lines in enumerate(edges):
        for base, line in lines:
            places[_key(line)].append((number, base, _text(line)))
    offsets = Counter(number - value for number, lines in enumerate(edges) for value in map(_value, lines) if value)
    for number, (page, lines) in enumerate(zip(pages, edges, strict=True)):
        gone: set[int] = set()
        for base, line in lines:
            text, value = _text(line), _value((base, line))
            counts = value is not None and (offsets[number - value] > 1 or (len(pages) == 1 and value <= 1))
            alike = [
                written
                for other, height, written in places[_key(line)][:_COMPARED]
                if other != number and abs(height - base) <= _NEAR and _counts_on(text, written, other - number)
            ]
            runs = bool(alike) and not (text in alike and _names_columns(page, base, line))
            if counts or runs or _PRINTED.fullmatch(text):
                gone.update(map(id, line))
                if not counts and not _PRINTED.fullmatch(text) and any(map(str.isalpha, text)):
                    taken.setdefault(_key(line), text)
        if gone and len(gone) < len(page.pieces):
            page.pieces = [piece for piece in page.pieces if id(piece) not in gone]
    return list(taken.values())


def _counts_on(text: str, other: str, pages: int) -> bool:
    """Tell whether two lines differ in nothing but a number that grows with the pages."""
    pairs = zip(_DIGITS.findall(text), _DIGITS.findall(other), strict=False)
    return all(a == b or (len(a + b) < _LONG_NUMBER and int(b) - int(a) == pages) for a, b in pairs)


def _names_columns(page: Page, base: float, line: Sequence[Piece]) -> bool:
    """Tell whether each row just below a line has its pieces under different ones of the line, as a table has."""
    names = sorted(line, key=lambda piece: piece.left)
    ends = [(name.right + after.left) / 2 for name, after in pairwise(names)]
    rows = _rows_below(page, base)
    steps = [after - before for before, after in pairwise([base, *(row[0].base for row in rows)])]
    if not ends or not rows or steps[0] > _STEPS * max([*steps[1:], names[0].size]):
        return False
    columns = [[bisect_left(ends, (piece.left + piece.right) / 2) for piece in row] for row in rows]
    full = [row for row in rows if len(row) > 1]
    longest: defaultdict[int, int] = defaultdict(int)
    for column, piece in zip(chain(*columns), chain(*rows), strict=True):
        longest[column] = max(longest[column], len(piece.text))
    is_ruled = any(rule.upright and rule.start <= rows[0][0].base <= rule.end for rule in page.rules)
    return (
        bool(full)
        and min(longest.values()) <= _MAX_CELL_CHARS
        and all(len(set(each)) == len(each) for each in columns)
        and (is_ruled or all(_widest_gap(row) > _WIDE_GAP * row[0].size for row in full))
    )


def _rows_below(page: Page, base: float) -> list[list[Piece]]:
    """Return the first rows of a page below a height."""
    rows: list[list[Piece]] = []
    below = (piece for piece in page.pieces if piece.turn == 0 and piece.base > base + piece.size / 3)
    for piece in sorted(below, key=lambda piece: piece.base):
        if rows and piece.base - rows[-1][0].base <= piece.size / 3:
            rows[-1].append(piece)
        elif len(rows) == _LOOKED_AT:
            break
        else:
            rows.append([piece])
    return rows


def _widest_gap(row: Sequence[Piece]) -> float:
    return max(after.left - before.right for before, after in pairwise(sorted(row, key=lambda piece: piece.left)))


def usual_size(pages: Sequence[Page]) -> float:
    """Return the height of most letters."""
    sizes: Counter[int] = Counter()
    for page in pages:
        for piece in page.pieces:
            sizes[round(piece.size)] += len(piece.text)
    return float(sizes.most_common(1)[0][0]) if sizes else 1.0


def _take_watermarks(pages: Sequence[Page], size: float) -> None:
    """Large letters that are faint, or at the same place of several pages."""
    large = Counter(_mark(piece) for page in pages for piece in page.pieces if piece.size >= _LARGE * size)
    for page in pages:
        page.pieces = [
            piece for piece in page.pieces if piece.size < _LARGE * size or not (piece.faint or large[_mark(piece)] > 1)
        ]


def _mark(piece: Piece) -> tuple[str, int, int]:
    return piece.text, round(piece.left / 5), round(piece.base / 5)


def _edge_lines(page: Page) -> Iterator[_Line]:
    """Yield the lines nearest to the upper and the lower edge."""
    pieces = [piece for piece in page.pieces if piece.turn == 0]
    for far in (False, True):
        near = sorted(pieces, key=lambda piece: piece.base, reverse=far)
        lines: list[_Line] = []
        for piece in near:
            distance = page.height - piece.base if far else piece.base - piece.size
            if distance > _EDGE * page.height:
                break
            home = (line for base, line in lines if abs(base - piece.base) <= piece.size / 3)
            if line := next((each for each in home if not any(_overlap(piece, other) for other in each)), None):
                line.append(piece)
            elif len(lines) == _LINES:
                break
            else:
                lines.append((piece.base, [piece]))
        yield from lines


def _overlap(piece: Piece, other: Piece) -> bool:
    """Tell whether two pieces are printed one over the other, as a head is that a browser repeats over the text."""
    return min(piece.right, other.right) - max(piece.left, other.left) > piece.size


def _text(line: Sequence[Piece]) -> str:
    return " ".join(piece.text for piece in sorted(line, key=lambda piece: piece.left))


def _key(line: Sequence[Piece]) -> str:
    return _DIGITS.sub("#", _text(line))


def _value(line: _Line) -> int | None:
    """Return the number that a line is."""
    found = _NUMBER.fullmatch(_text(line[1]))
    if not found:
        return None
    if found[1].isdecimal():
        return int(found[1])
    return _roman(found[1].lower()) if _ROMAN.fullmatch(found[1]) else None


def _roman(written: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[letter] for letter in written]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
