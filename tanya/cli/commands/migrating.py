"""`tanya migrate`: the index moves to a database, or back to a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tanya.cli import context
from tanya.cli.commands.backing_up import ForceOption
from tanya.cli.exits import Exit, errors_to_exits
from tanya.cli.terminal import build_progress, complain, err, out

if TYPE_CHECKING:
    from index import Archive
    from tanya.settings import Settings


def migrate(
    to: Annotated[
        str,
        typer.Option("--to", "-t", metavar="ADDRESS|FOLDER", help="A postgresql:// address, or a data folder."),
    ],
    force: ForceOption = False,
) -> None:
    """Copy the index to a PostgreSQL database or to a data folder, while it goes on answering; nothing is embedded."""
    settings = context.settings()
    engine = context.engine(settings)
    with errors_to_exits():
        destination = _archive(to, settings)
        from index import embedder_fingerprint
        from index.migration import move_index

        with build_progress() as progress:
            moved = move_index(
                engine.archive,
                destination,
                embedder_fingerprint(engine.models_folder),
                replace=force,
                progress=progress,
            )
    destination.close()
    engine.close()
    out.print(
        f"Moved {moved.source}: {moved.articles:,} articles in {moved.passages:,} passages are there as "
        f"{moved.snapshot}, and agree by counts and hashes.",
        soft_wrap=True,
    )
    err.print("What is published meanwhile comes with another run with --force, which copies only what differs.")


def _archive(place: str, settings: Settings) -> Archive:
    """Return the archive at an address or in a folder; leaves with exit code 2 where that is where the index is."""
    from index import DIMENSION, is_address, without_password
    from index.snapshots import FolderArchive

    here = without_password(settings.database_url.get_secret_value()) if settings.database_url else None
    if is_address(place):
        if without_password(place) == here:
            _refuse(f"the index is in {here} already")
        return context.archive_in(place, settings)
    if "://" in place:
        _refuse("--to takes postgresql://USER:PASSWORD@HOST/DATABASE, or a data folder")
    if here is None and Path(place).resolve() == settings.data_dir.resolve():
        _refuse(f"the index is in {place} already; give an address that begins with postgresql://")
    return FolderArchive(Path(place), dimension=DIMENSION, keep=settings.keep_snapshots)


def _refuse(why: str) -> None:
    complain(why)
    raise typer.Exit(Exit.WRONG_USAGE)
