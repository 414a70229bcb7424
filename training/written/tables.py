"""Writes a table as the index's sources hand it on, most of all, or as text has one: bars, a cell a line, plain lines."""

from __future__ import annotations

import random
from collections.abc import Sequence

from index.sources.markup.tables import lines_of_table

_FORMS = ("named",) * 7 + ("bars", "parted", "cells", "headed", "colon", "tabs", "dash")


def table_lines(header: Sequence[str], rows: Sequence[Sequence[str]], chance: random.Random) -> tuple[list[str], str]:
    """Return the lines of a table, and what stands between them.

    Args:
        header: what the columns are called.
        rows: cells, as many as the header has.
        chance: chooses the form.
    """
    form = chance.choice(_FORMS)
    between = chance.choice(("\n", "\n\n"))
    if form == "named":
        return lines_of_table([header, *rows], header_rows=1), "\n\n"
    if form == "bars":
        lines = ["| " + " | ".join(cells) + " |" for cells in (header, *rows)]
        return [lines[0], "|" + "---|" * len(header), *lines[1:]], between
    if form == "parted":
        return [" | ".join(cells) for cells in ((header, *rows) if chance.random() < 0.8 else rows)], between
    if form == "cells":
        return ["\n\n".join(cells) for cells in (header, *rows)], "\n\n"
    if form == "headed":
        pairs = [", ".join(f"{name}: {cell}" for name, cell in zip(header, cells, strict=True)) for cells in rows]
        return [f"{each}{chance.choice(('', '.'))}" for each in pairs], between
    if form == "tabs":
        return ["  ".join(cells) for cells in (header, *rows)], between
    sign = ": " if form == "colon" else chance.choice((" – ", " - ", " ... "))
    bullet = chance.choice(("", "- ", "• ", "* "))
    return [f"{bullet}{cells[0]}{sign}{chance.choice((', ', ' · ', ' / ')).join(cells[1:])}" for cells in rows], between
