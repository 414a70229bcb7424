"""What every command starts from: settings and the engine over the data folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from tanya.cli.exits import Exit, errors_to_exits
from tanya.cli.terminal import complain

if TYPE_CHECKING:
    from index import Archive, Engine, Status
    from tanya.settings import Settings


def settings() -> Settings:
    """Return the settings and set up logging; leaves with exit code 2 when one is wrong."""
    # Here and below, since `tanya --help` would wait a second for them.
    from tanya.logs import set_up_logging
    from tanya.settings import SettingsProblem, load_settings

    try:
        loaded = load_settings()
    except SettingsProblem as problem:
        complain(str(problem))
        raise typer.Exit(Exit.WRONG_USAGE) from problem
    set_up_logging(loaded.log_level, loaded.log_format)
    return loaded


def engine(loaded: Settings) -> Engine:
    """Return the engine over the data folder."""
    from index import Engine, FetchSettings

    fetch = FetchSettings(
        allow_private_addresses=loaded.allow_private_addresses,
        delay_s=loaded.fetch_delay_s,
        timeout_s=loaded.fetch_timeout_s,
        max_bytes=loaded.fetch_max_bytes,
        max_pages=loaded.fetch_max_pages,
        contact=loaded.fetch_contact,
        read_noindex=loaded.read_noindex,
    )
    return Engine(
        loaded.data_dir,
        threads=loaded.threads,
        keep_snapshots=loaded.keep_snapshots,
        fetch=fetch,
        recency_weight=loaded.recency,
        archive=archive_in(loaded.database_url.get_secret_value(), loaded) if loaded.database_url else None,
    )


def archive_in(url: str, loaded: Settings) -> Archive:
    """Return the archive in a database; leaves with exit code 2 where the client for it is not installed."""
    with errors_to_exits():
        from index import DIMENSION, PostgresArchive

        return PostgresArchive(url, dimension=DIMENSION, keep=loaded.keep_snapshots)


def served(found: Engine) -> Status | None:
    """Return what is served; None before there is an index, while the first one is being built.

    Raises:
        IndexMissing: there is none, and none is being built.
        SnapshotCorrupt, SnapshotMismatch: the index cannot be used.
    """
    from index import IndexMissing

    try:
        return found.status()
    except IndexMissing:
        if found.building() is None:
            raise
        return None
