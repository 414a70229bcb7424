"""`tanya articles list`, `show` and `remove`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from tanya.cli import context
from tanya.cli.application import Application
from tanya.cli.commands.indexing import JsonOption
from tanya.cli.exits import Exit, errors_to_exits
from tanya.cli.tables import show_table
from tanya.cli.terminal import build_progress, complain, out, print_json, show_report, shown_day, shown_name

if TYPE_CHECKING:
    from index import Article, Engine

# Of several titles that have the words.
_MOST_NAMED = 5

app = Application("Show or remove what is indexed.")


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
    rows = [
        (each.id, shown_day(each.published, is_guess=each.published_guessed) or "–", each.title, each.source or "–")
        for each in found
    ]
    show_table(out, ("Id", "Published", "Title", "Source"), rows)


@app.command()
def show(
    words: Annotated[
        list[str], typer.Argument(metavar="ID|TITLE", help="The article's id, or of its title as much as it takes.")
    ],
    as_json: JsonOption = False,
) -> None:
    """Show one article whole, by its id or its title."""
    engine = context.engine(context.settings())
    name = " ".join(words)
    with errors_to_exits():
        found = engine.article(name) or _titled(name, engine)
    if as_json:
        published = found.published.isoformat() if found.published else None
        print_json({**found.__dict__, "published": published, "provenance": dict(found.provenance)})
        return
    out.print(Text(found.title, style="bold"))
    published = shown_day(found.published, is_guess=found.published_guessed)
    out.print(Text(" · ".join(each for each in (found.source, published, found.language) if each)))
    for place in filter(None, (found.url, found.origin)):
        out.print(Text(place, style="dim"), soft_wrap=True)
    # Of an index of an earlier version it is not known.
    if found.provenance:
        out.print(Text(", ".join(f"{name}: {by}" for name, by in sorted(found.provenance.items())), style="dim"))
    out.print()
    out.print(Text(found.text))


@app.command()
def remove(article_ids: Annotated[list[str], typer.Argument(metavar="ID", help="Ids as in the list.")]) -> None:
    """Remove articles for good, all of them or none; indexing the very file brings one back."""
    engine = context.engine(context.settings())
    with errors_to_exits():
        if unknown := [each for each in dict.fromkeys(article_ids) if engine.article(each) is None]:
            complain(f"no article has the id {', '.join(map(shown_name, unknown))}; see: tanya articles list")
            raise typer.Exit(Exit.NOTHING_FOUND)
        with build_progress() as progress:
            report = engine.remove(article_ids, progress=progress)
    show_report(report)


def _titled(title: str, engine: Engine) -> Article:
    """Return the newest article of a title, or the one that has it in its title; leave where there is no such one."""
    found = engine.titled(title, _MOST_NAMED + 1) if title.strip() else []
    if len(found) == 1 or any(_folded(each.title) == _folded(title) for each in found[:1]):
        return found[0]
    if found:
        more = " and more" if len(found) > _MOST_NAMED else ""
        named = "; ".join(f"{each.id} {each.title}" for each in found[:_MOST_NAMED])
        complain(f"several articles have {title} in their title: {named}{more}")
    else:
        complain(f"no article has the id or the title {shown_name(title)}; see: tanya articles list")
    raise typer.Exit(Exit.NOTHING_FOUND)


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())
