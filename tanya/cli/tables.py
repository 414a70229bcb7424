"""Tables for any width: whole where there is room, one field below the other where there is not.

In a pipe nothing is wrapped or cut, so that a line is a row. Does not colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

# Between two columns.
_GAP = 2
# Narrower than this the widest column is not worth folding.
_LEAST_FOLDED = 20


def show_table(
    console: Console, columns: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[str] = ()
) -> None:
    """Print rows below the names of their columns, of which those on the `right` are figures.

    A column without a name is a mark before the next one.
    """
    listed = [tuple(row) for row in rows]
    widths = [max(map(cell_len, cells)) for cells in zip(columns, *listed, strict=True)]
    room = console.width - sum(widths) - _GAP * (len(widths) - 1)
    widest = max(range(len(widths)), key=widths.__getitem__)
    if room < 0 and widths[widest] + room < min(_LEAST_FOLDED, widths[widest]):
        _show_stacked(console, columns, listed)
        return
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0))
    for at, (name, width) in enumerate(zip(columns, widths, strict=True)):
        folds = room < 0 and at == widest
        table.add_column(
            Text(name),
            justify="right" if name in right else "left",
            no_wrap=not folds,
            overflow="fold" if folds else "crop",
            min_width=None if folds else width,
        )
    for row in listed:
        table.add_row(*map(Text, row))
    console.print(table)


def _show_stacked(console: Console, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print each row as lines: its first cell, then every other one with its column's name."""
    for row in rows:
        mark = row[0] if not columns[0] else ""
        (_, first), *rest = [pair for pair in zip(columns, row, strict=True) if pair[0]]
        console.print(Text(f"{mark} {first}".strip()), soft_wrap=True)
        for name, cell in rest:
            if cell:
                console.print(Text(f"  {name}: {cell}"), soft_wrap=True)
