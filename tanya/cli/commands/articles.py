"""`tanya articles list`, `show` and `remove`."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from tanya.cli import context
from tanya.cli.commands.indexing import JsonOption
from tanya.cli.exits import Exit, errors_to_exits
from tanya.cli.terminal import build_progress, complain, out, print_json, show_report, shown_day

app = typer.Typer(help="Show or remove what is indexed.", no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
def list_articles(as_json: JsonOption = False) -> None:
    """List all articles, the newest first."""
    engine = context.engine(context.settings())
    with errors_to_exits():
        found = engine.articles()
    if as_json:
        names = ("id", "title", "url", "source", "author", "language", "origin", "published_guessed")
        print_json(
            [
                {name: getattr(each, name) for name in names}
                | {"published": each.published.isoformat() if each.published else None}
                for each in found
            ]
        )
        return
    table = Table("Id", "Published", "Title", "Source", box=None)
    for each in found:
        published = shown_day(each.published, is_guess=each.published_guessed) or "–"
        table.add_row(each.id, published, Text(each.title), Text(each.source or "–"))
    out.print(table)


@app.command()
def show(article_id: Annotated[str, typer.Argument(metavar="ID")], as_json: JsonOption = False) -> None:
    """Show one article whole."""
    engine = context.engine(context.settings())
    with errors_to_exits():
        found = engine.article(article_id)
    if found is None:
        complain(f"no article has the id {article_id}; see: tanya articles list")
        raise typer.Exit(Exit.NOTHING_FOUND)
    if as_json:
        published = found.published.isoformat() if found.published else None
        print_json({**found.__dict__, "published": published, "provenance": dict(found.provenance)})
        return
    out.print(Text(found.title, style="bold"))
    published = shown_day(found.published, is_guess=found.published_guessed)
    out.print(Text(" · ".join(each for each in (found.source, published, found.language, found.url) if each)))
    out.print(Text(found.origin, style="dim"))
    # Of an index of an earlier version it is not known.
    if found.provenance:
        out.print(Text(", ".join(f"{name}: {by}" for name, by in sorted(found.provenance.items())), style="dim"))
    out.print()
    out.print(Text(found.text))


@app.command()
def remove(article_ids: Annotated[list[str], typer.Argument(metavar="ID...")]) -> None:
    """Remove articles for good; indexing the very file brings one back."""
    engine = context.engine(context.settings())
    with errors_to_exits(), build_progress() as progress:
        report = engine.remove(article_ids, progress=progress)
    show_report(report)
