"""`tanya sources list` and `remove`."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from tanya.cli import context
from tanya.cli.application import Application
from tanya.cli.commands.indexing import JsonOption
from tanya.cli.exits import Exit, errors_to_exits
from tanya.cli.tables import show_table
from tanya.cli.terminal import build_progress, complain, err, out, print_json, show_report, shown_name

app = Application("Show or forget where articles come from.")


@app.command("list")
def list_sources(as_json: JsonOption = False) -> None:
    """List the recorded sources, each with the number of its articles; copies of an article count for one source."""
    engine = context.engine(context.settings())
    with errors_to_exits():
        found = {each: engine.article_count(each) for each in engine.sources()}
    if as_json:
        print_json([{"source": source, "articles": count} for source, count in found.items()])
        return
    rows = [(f"{count:,}", source) for source, count in found.items()]
    show_table(out, ("Articles", "Source"), rows, right=("Articles",))
    if len(found) > 1 and 0 in found.values():
        err.print("Where several sources hold copies of an article, it counts for one of them alone.", soft_wrap=True)


@app.command()
def remove(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE", help="A file, folder or address, as in the list or as a path.")
    ],
) -> None:
    """Forget sources and remove their articles, except those that another source holds too."""
    engine = context.engine(context.settings())
    with errors_to_exits():
        recorded = engine.sources()
        known = {each: _recorded(each, recorded) for each in sources}
        if unknown := [each for each, source in known.items() if source is None]:
            complain(f"{', '.join(map(shown_name, unknown))}: not among the recorded sources; see: tanya sources list")
            raise typer.Exit(Exit.NOTHING_FOUND)
        for source in dict.fromkeys(each for each in known.values() if each):
            with build_progress() as progress:
                report = engine.remove_source(source, progress=progress)
            show_report(report)


def _recorded(source: str, recorded: list[str]) -> str | None:
    """Return the recorded source that is meant: an address or an absolute path as it is, or a path from here."""
    if not source:
        return None
    forms = (source, source.rstrip("/"), os.path.abspath(source))  # noqa: PTH100 - links stay as they are
    return next((each for each in forms if each in recorded), None)
