"""`tanya snapshots list`, `rollback` and `remove`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer
from rich.filesize import decimal

from tanya.cli import context
from tanya.cli.application import Application
from tanya.cli.commands.indexing import JsonOption
from tanya.cli.exits import errors_to_exits
from tanya.cli.tables import show_table
from tanya.cli.terminal import complain, out, print_json

app = Application("Show the snapshots of the index, go back to one, remove some.")
_FIGURES = ("Articles", "Passages", "Size")


@app.command("list")
def list_snapshots(as_json: JsonOption = False) -> None:
    """List the snapshots that are kept, the newest first."""
    engine = context.engine(context.settings())
    with errors_to_exits():
        found = engine.kept_snapshots()
    if as_json:
        print_json([asdict(each) for each in found])
        return
    rows = []
    for each in found:
        counts = (f"{each.articles:,}", f"{each.passages:,}") if each.problem is None else ("?", "?")
        size = "?" if each.size_bytes is None else decimal(each.size_bytes)
        rows.append(("→" if each.current else "", each.name, *counts, size))
    show_table(out, ("", "Snapshot", *_FIGURES), rows, right=_FIGURES)
    for each in found:
        if each.problem:
            complain(each.problem)


@app.command()
def rollback(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="The newest whole one before the current when left out.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Serve an older snapshot again; a running bot takes it up with the next question."""
    engine = context.engine(context.settings())
    with errors_to_exits():
        served = engine.roll_back(name)
    if as_json:
        print_json({"snapshot": served})
    else:
        out.print(f"{served} is served from now on.")


@app.command()
def remove(
    names: Annotated[list[str], typer.Argument(metavar="NAME", help="Names as in the list.")],
    as_json: JsonOption = False,
) -> None:
    """Remove snapshots that are not served."""
    engine = context.engine(context.settings())
    with errors_to_exits():
        engine.remove_snapshots(names)
    if as_json:
        print_json({"removed": list(dict.fromkeys(names))})
    else:
        out.print(f"Removed {', '.join(dict.fromkeys(names))}.", soft_wrap=True)
