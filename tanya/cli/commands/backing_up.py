"""`tanya backup`, `tanya restore` and `tanya migrate`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.filesize import decimal
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from index import TanyaIndexError
from tanya.cli import context
from tanya.cli.exits import Exit, errors_to_exits
from tanya.cli.terminal import build_progress, complain, err, out, progress_bar

if TYPE_CHECKING:
    from index import Archive
    from tanya.settings import Settings

# Of a database, though not as one is written.
_LIKE_ADDRESS = re.compile(r"postgres(?:ql)?:", re.IGNORECASE)

ForceOption = Annotated[bool, typer.Option("--force", "-f", help="Replace what is there already.")]


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="File to write, as backup.tar.gz.")],
    force: ForceOption = False,
) -> None:
    """Keep index, journal and feedback in one file; the bot may go on running."""
    settings = context.settings()
    _require_files(settings, "pg_dump --format=custom --file=FILE {}")
    from tanya.backup import make_backup

    with errors_to_exits(), _problems_to_exits(), _bar() as bar:
        task = bar.add_task("Keeping", total=None)
        contents = make_backup(
            settings.data_dir,
            file,
            force=force,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    databases = sum(name.endswith(".sqlite") and name.startswith("databases/") for name in contents.files)
    out.print(
        f"Kept {contents.snapshot} and {databases} databases in {file} ({decimal(file.stat().st_size)}); it was read "
        "back and is whole.",
        soft_wrap=True,
    )
    err.print("Settings and the token are not in it: keep .env elsewhere.")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that tanya backup wrote.")],
    force: ForceOption = False,
) -> None:
    """Put a backup into the data folder, on this machine or another; the bot must not be running."""
    settings = context.settings()
    _require_files(settings, "pg_restore --clean --if-exists --dbname={} FILE")
    from tanya.backup import REPLACED, restore_backup

    before = set(settings.data_dir.glob(f"{REPLACED}*"))
    with errors_to_exits(), _problems_to_exits(), _bar() as bar:
        task = bar.add_task("Restoring", total=None)
        contents = restore_backup(
            settings.data_dir, file, force=force, progress=lambda done: bar.update(task, completed=done)
        )
    out.print(f"Restored {contents.snapshot}, as it was at {contents.made}, to {settings.data_dir}.", soft_wrap=True)
    for aside in sorted(set(settings.data_dir.glob(f"{REPLACED}*")) - before):
        err.print(f"What is not in the backup is in {aside} now; delete it when nobody misses it.", soft_wrap=True)
    engine = context.engine(settings)
    try:
        engine.status()
    except TanyaIndexError as error:
        complain(str(error))
    finally:
        engine.close()


def migrate(
    to: Annotated[
        str,
        typer.Option("--to", "-t", metavar="ADDRESS|FOLDER", help="A postgresql:// address, or a data folder."),
    ],
    force: ForceOption = False,
) -> None:
    """Copy index and bot's records to a PostgreSQL database or a data folder, while they are used."""
    settings = context.settings()
    engine = context.engine(settings)
    with errors_to_exits(), _problems_to_exits():
        destination = _archive(to, settings)
        elsewhere = _elsewhere(to, settings)
        from bot import move_storage, require_no_bot
        from index import embedder_fingerprint
        from index.migration import move_index, require_movable

        model = embedder_fingerprint(engine.models_folder)
        require_no_bot(settings, elsewhere)
        require_movable(engine.archive, destination, model, replace=force)
        # The index comes last: as long as none is served there, another run goes on without --force.
        kept = move_storage(settings, elsewhere, replace=force)
        with build_progress() as progress:
            moved = move_index(engine.archive, destination, model, replace=force, progress=progress)
    destination.close()
    engine.close()
    out.print(
        f"Moved {moved.source}: {moved.articles:,} articles in {moved.passages:,} passages are there as "
        f"{moved.snapshot}, and agree by counts and hashes.",
        soft_wrap=True,
    )
    if kept is not None:
        out.print(
            f"What the bot keeps is there, too, and agrees: {kept.questions:,} questions with their ratings, who may "
            f"ask, and {kept.open_updates:,} updates that are not answered.",
            soft_wrap=True,
        )
    err.print(
        "What is published or asked meanwhile comes with another run with --force, which copies only what differs: "
        "stop the bot, run it once more, and start the bot over there.",
        soft_wrap=True,
    )


def _require_files(settings: Settings, instead: str) -> None:
    """Leave where all is in a database, with what is to be used instead."""
    if settings.database_url is not None:
        from index import without_password

        address = without_password(settings.database_url.get_secret_value())
        complain(
            f"index and bot are in {address}, which PostgreSQL's own tools keep and restore: "
            f"{instead.format(address)}; docs/postgres.md tells how to lose nothing"
        )
        raise typer.Exit(Exit.WRONG_USAGE)


def _bar() -> Progress:
    return progress_bar(TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())


@contextmanager
def _problems_to_exits() -> Iterator[None]:
    """Print what backups raise in one line and leave with an exit code."""
    from bot import BotRunsAlready, DataFolderUnusable, RecordsTaken, RecordsUnusable
    from tanya.backup import BackupDamaged, BackupProblem

    try:
        yield
    except BotRunsAlready as error:
        complain(str(error))
        raise typer.Exit(Exit.BUSY) from error
    except BackupDamaged as error:
        complain(str(error))
        raise typer.Exit(Exit.NO_INDEX) from error
    except RecordsUnusable as error:
        complain(str(error))
        raise typer.Exit(Exit.WRONG_USAGE if isinstance(error, RecordsTaken) else Exit.NO_INDEX) from error
    except (BackupProblem, DataFolderUnusable) as error:
        complain(str(error))
        raise typer.Exit(Exit.WRONG_USAGE) from error


def _archive(place: str, settings: Settings) -> Archive:
    """Return the archive at an address or in a folder; leaves with exit code 2 where that is where the index is."""
    from index import DIMENSION, is_address, without_password
    from index.snapshots import FolderArchive

    here = without_password(settings.database_url.get_secret_value()) if settings.database_url else None
    if is_address(place):
        if without_password(place) == here:
            _refuse(f"the index is in {here} already")
        return context.archive_in(place, settings)
    if not place.strip() or "://" in place or _LIKE_ADDRESS.match(place):
        _refuse("--to takes postgresql://USER:PASSWORD@HOST/DATABASE, or a data folder")
    if here is None and Path(place).resolve() == settings.data_dir.resolve():
        _refuse(f"the index is in {place} already; give an address that begins with postgresql://")
    return FolderArchive(Path(place), dimension=DIMENSION, keep=settings.keep_snapshots)


def _elsewhere(place: str, settings: Settings) -> Settings:
    """Return the settings of a bot over an address or a folder."""
    from pydantic import SecretStr

    from index import is_address

    if is_address(place):
        return settings.model_copy(update={"database_url": SecretStr(place)})
    return settings.model_copy(update={"database_url": None, "data_dir": Path(place)})


def _refuse(why: str) -> None:
    complain(why)
    raise typer.Exit(Exit.WRONG_USAGE)
