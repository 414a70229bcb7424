"""`tanya backup` and `tanya restore`."""

from __future__ import annotations

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
from tanya.cli.terminal import complain, err, out

if TYPE_CHECKING:
    from tanya.settings import Settings

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
    from tanya.backup import restore_backup

    with errors_to_exits(), _problems_to_exits(), _bar() as bar:
        task = bar.add_task("Restoring", total=None)
        contents = restore_backup(
            settings.data_dir, file, force=force, progress=lambda done: bar.update(task, completed=done)
        )
    out.print(f"Restored {contents.snapshot}, as it was at {contents.made}, to {settings.data_dir}.", soft_wrap=True)
    engine = context.engine(settings)
    try:
        engine.status()
    except TanyaIndexError as error:
        complain(str(error))
    finally:
        engine.close()


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


@contextmanager
def _bar() -> Iterator[Progress]:
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        yield bar


@contextmanager
def _problems_to_exits() -> Iterator[None]:
    """Print what backups raise in one line and leave with an exit code."""
    from bot import BotRunsAlready
    from tanya.backup import BackupDamaged, BackupProblem

    try:
        yield
    except BotRunsAlready as error:
        complain(str(error))
        raise typer.Exit(Exit.BUSY) from error
    except BackupDamaged as error:
        complain(str(error))
        raise typer.Exit(Exit.NO_INDEX) from error
    except BackupProblem as error:
        complain(str(error))
        raise typer.Exit(Exit.WRONG_USAGE) from error
