"""The Typer application: every command of `tanya` by name."""

from __future__ import annotations

import os

from tanya.cli.application import Application
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
    sources,
)
from tanya.cli.streams import usable_streams

app = Application(
    "Ask your articles: index them, ask them here, or serve them as a Telegram bot.",
    name="tanya",
    epilog="To complete commands with Tab: tanya --install-completion, then open a new terminal.",
)
app.command()(indexing.index)
app.command()(indexing.reindex)
app.command()(indexing.embed)
app.command()(indexing.status)
app.command()(indexing.verify)
app.command()(asking.ask)
app.command()(asking.chat)
app.command()(serving.bot)
app.command()(sandboxing.sandbox)
app.command()(doctoring.doctor)
app.command()(backing_up.backup)
app.command()(backing_up.restore)
app.command()(backing_up.migrate)
app.command(name="eval")(evaluating.evaluate)
app.add_typer(articles.app, name="articles")
app.add_typer(sources.app, name="sources")
app.add_typer(snapshots.app, name="snapshots")
app.add_typer(feedback.app, name="feedback")
app.add_typer(invitations.app, name="invitations")


@app.callback()
def _options() -> None:
    """Ask your articles: index them, ask them here, or serve them as a Telegram bot."""


def main() -> None:
    """Run the command line."""
    # What is written holds articles and what people ask: for its owner alone.
    os.umask(0o077)
    with usable_streams():
        app()
