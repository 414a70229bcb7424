"""The Typer application: every command of `tanya` by name."""

from __future__ import annotations

import os
from importlib.metadata import version
from typing import Annotated

import typer

from tanya.cli.commands import (
    articles,
    asking,
    backing_up,
    doctoring,
    evaluating,
    feedback,
    indexing,
    invitations,
    sandboxing,
    serving,
    snapshots,
)
from tanya.cli.streams import usable_streams

app = typer.Typer(
    name="tanya",
    help="Ask your articles: index them, ask them here, or serve them as a Telegram bot.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(indexing.index)
app.command()(indexing.reindex)
app.command()(indexing.status)
app.command()(indexing.verify)
app.command()(asking.ask)
app.command()(asking.chat)
app.command()(serving.bot)
app.command()(sandboxing.sandbox)
app.command()(doctoring.doctor)
app.command()(backing_up.backup)
app.command()(backing_up.restore)
app.command(name="eval")(evaluating.evaluate)
app.add_typer(articles.app, name="articles")
app.add_typer(snapshots.app, name="snapshots")
app.add_typer(feedback.app, name="feedback")
app.add_typer(invitations.app, name="invitations")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tanya {version('tanya')}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Ask your articles: index them, ask them here, or serve them as a Telegram bot."""


def main() -> None:
    """Run the command line."""
    # What is written holds articles and what people ask: for its owner alone.
    os.umask(0o077)
    with usable_streams():
        app()
