"""Reads the sheets of Excel and Calc: each row an article where the columns say so, else each sheet one article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from index.errors import SourceProblem
from index.progress import Noted, Skipped
from index.reasons import Reason
from index.sources.drafts import Draft
from index.sources.fields import Field, Fields, fields_of
from index.sources.formats.isolation import found_in
from index.sources.formats.office.localised import localised, whole_day
from index.sources.formats.office.packed import require_open
from index.sources.markup.tables import counts_on, lines_of_table, names_columns

_LOOKED_AT = 10  # rows, for the one that names the columns
_LEAST_KNOWN = 2
_TWO = 2
_DAYS = {Field.PUBLISHED, Field.GOES_LIVE, Field.EXPIRES}
_FIGURE, _LETTER = re.compile(r"\d"), re.compile(r"[^\W\d_]")
_UNNAMED = re.compile(r"(?:sheet|lembar|tabelle|worksheet|table|tabel) ?\d*", re.IGNORECASE)


def read_xlsx(file: Path) -> Iterator[Draft | Skipped]:
    """Yield the articles of an Excel workbook."""
    require_open(file)
    found = found_in(file, "sheets.py")
    rows = localised([_with_whole_days(sheet["rows"]) for sheet in found["sheets"]])
    sheets = [sheet | {"rows": shown} for sheet, shown in zip(found["sheets"], rows, strict=True)]
    yield from drafts_of_sheets(found | {"sheets": sheets})


def _with_whole_days(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return rows in which the days of articles are whole, also where a column shows the month alone."""
    filled = [row for row in rows if any(row)]
    head = _names_articles(filled)
    named = filled[head] if head is not None else ()
    days = {column for column, name in enumerate(named) if not _DAYS.isdisjoint(fields_of(name))}
    return [[whole_day(cell) if column in days else cell for column, cell in enumerate(row)] for row in rows]


def drafts_of_sheets(found: Mapping[str, Any]) -> Iterator[Draft | Skipped]:
    """Yield the articles of sheets as the programs print them."""
    filled = [(sheet["name"], sheet["rows"]) for sheet in found["sheets"] if any(map(any, sheet["rows"]))]
    hidden = ", ".join(
        f"{count} {what if count > 1 else what[:-1]}" for what, count in found["hidden"].items() if count
    )
    if hidden:
        yield Noted("", f"has hidden parts that are left out: {hidden}", Reason.PRIVATE)
    if not filled:
        raise SourceProblem("holds no text", Reason.EMPTY)
    for name, rows in filled:
        place = f"#{name}" if len(filled) > 1 else ""
        full = [row for row in rows if any(row)]
        head = _names_articles(full)
        if head is not None:
            yield from _articles(full, head, place)
            continue
        own = None if _UNNAMED.fullmatch(name.strip()) else name
        named = " – ".join(filter(None, (found.get("title"), own)))
        yield Draft(
            text="\n\n".join(_lines(rows)),
            title=(named if len(filled) > 1 else found.get("title") or own) or None,
            author=found.get("author"),
            place=place,
        )


def _names_articles(rows: Sequence[Sequence[str]]) -> int | None:
    """Return which row names the columns, where they are those of articles; None where they are not."""
    for number, row in enumerate(rows[:_LOOKED_AT]):
        known = [fields_of(cell) for cell in row if cell]
        fields = {field for names in known for field in names} - {Field.NOT_USED}
        if {Field.TEXT, Field.TITLE} <= fields or (Field.TEXT in fields and len(fields) > _LEAST_KNOWN):
            return number
    return None


def _lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a sheet, which may hold several tables one below the other, each with a head of its own."""
    head: Sequence[Sequence[str]] = ()
    body: Sequence[Sequence[str]] = ()
    has_table = False
    for part, after_blank in _parts(rows):
        above = _called(part)
        below = part[len(above) :]
        if count := _heads(below, head, surely=has_table and not (above and after_blank)):
            yield from above
            yield from lines_of_table(below, count)
            head, body = below[:count], below[count:]
        elif has_table and after_blank and all(len(set(filter(None, row))) == 1 and row[0] for row in part):
            # A note below a table is of none of its columns.
            yield from (row[0].strip() for row in part)
        else:
            if above and after_blank and not _is_alike(below, body):
                head, body = (), ()
            named = head if max(map(len, below), default=0) <= max(map(len, head), default=0) else ()
            yield from above
            yield from lines_of_table([*named, *below], len(named))
        has_table |= any(len(set(filter(None, row))) > 1 for row in part)


def _parts(rows: Sequence[Sequence[str]]) -> Iterator[tuple[Sequence[Sequence[str]], bool]]:
    """Yield what blank rows part, and what the name of another table does; with whether it comes after a blank row."""
    for is_filled, group in groupby(rows, any):
        if not is_filled:
            continue
        block = list(group)
        alone = [at for at, row in enumerate(block) if at and row[0] and len(set(filter(None, row))) == 1]
        cuts = [0]
        for at, after in pairwise([*alone, len(block)]):
            if _is_sure_head(block[at + 1 : after]):
                cuts.append(at)
        for start, end in pairwise([*cuts, len(block)]):
            yield block[start:end], start == 0


def _heads(rows: Sequence[Sequence[str]], before: Sequence[Sequence[str]], *, surely: bool) -> int:
    """Return how many rows at the beginning of a table name its columns.

    Args:
        rows: of the table.
        before: the head of the table above it.
        surely: whether they may as well go on with that table.
    """
    if len(rows) <= 1:
        return 0
    if before and rows[: len(before)] == before and len(rows) > len(before):
        return len(before)
    used = [column for column in range(max(map(len, rows))) if any(column < len(row) and row[column] for row in rows)]
    rows = [[row[column] if column < len(row) else "" for column in used] for row in rows]
    first, second = rows[:2]
    if len(rows) > _TWO and any(one == other for one, other in pairwise(first)):
        # "Biaya" over "Dewasa" and "Anak".
        both = [*map(" ".join, zip(first, second, strict=True))]
        if all(first) and all(second) and len(set(both)) == len(both) and _is_sure_head([both, *rows[2:]]):
            return 2
    if surely:
        return int(_is_sure_head(rows) or counts_on(rows))
    return int(names_columns(rows) or _is_head(rows))


def _is_sure_head(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row can be nothing but names: words that do not come again, figures alone below one."""
    if len(rows) <= 1 or len(rows[0]) < _TWO:
        return False
    below = [[row[column].strip() for row in rows[1:] if column < len(row)] for column in range(len(rows[0]))]
    words = all(_LETTER.search(name) and not _FIGURE.search(name) for name in rows[0])
    again = any(name.strip() in cells for name, cells in zip(rows[0], below, strict=True))
    figures = any(any(cells) and all(map(_FIGURE.search, filter(None, cells))) for cells in below)
    return words and not again and figures


def _called(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return what a table is called: one cell in each row above it, often over all of its columns."""
    called: list[str] = []
    for row in rows[:_LOOKED_AT]:
        cells = dict.fromkeys(filter(None, map(str.strip, row)))
        if len(cells) != 1:
            return called
        called += cells
    return []


def _is_alike(rows: Sequence[Sequence[str]], others: Sequence[Sequence[str]]) -> bool:
    """Tell whether rows fill the same columns as others, with figures in the same ones."""
    return bool(rows and others) and _filled(rows) == _filled(others)


def _filled(rows: Sequence[Sequence[str]]) -> dict[int, bool]:
    """Return for each column that says something whether all that it says are figures."""
    said: dict[int, list[str]] = {}
    for row in rows:
        for column, cell in enumerate(row):
            if cell:
                said.setdefault(column, []).append(cell)
    return {column: all(map(_FIGURE.search, cells)) for column, cells in said.items()}


def _is_head(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row is names over columns: in all columns, and of words alone."""
    first, below = rows[0], rows[1:]
    named = all(map(str.strip, first)) and not any(each.isdigit() for cell in first for each in cell)
    # Two columns may as well be names and values, one below the other.
    counts = all(any(map(str.isdigit, row[-1])) for row in below)
    return named and (len(first) > _TWO or (len(first) == _TWO and counts))


def _articles(rows: Sequence[Sequence[str]], head: int, place: str) -> Iterator[Draft | Skipped]:
    fields = Fields()
    for number, row in enumerate(rows[head + 1 :], start=1):
        named = {name: cell for name, cell in zip(rows[head], row, strict=False) if name and cell}
        try:
            yield fields.draft(named, place=f"{place or '#'}{':' if place else ''}{number}", ids_of_file=True)
        except SourceProblem as problem:
            yield Skipped(f"{place}#{number}", f"row {number} {problem}", problem.code)
    yield from fields.unknown()
