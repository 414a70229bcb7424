"""The checks, in the order in which one thing depends on another."""

from __future__ import annotations

from collections.abc import Iterator

from bot import is_occupied
from index import Engine, TanyaIndexError
from tanya.doctor.archive import check_databases, check_index, check_models
from tanya.doctor.findings import Finding
from tanya.doctor.machine import check_data_folder, check_disk, check_settings
from tanya.doctor.telegram import check_telegram
from tanya.settings import Settings


def examine(settings: Settings, engine: Engine) -> Iterator[Finding]:
    """Yield each finding as soon as there is one; changes nothing."""
    folder = settings.data_dir
    yield from check_settings(settings)
    yield check_data_folder(folder)
    if settings.database_url is not None:
        # Its client need not be installed otherwise.
        from tanya.doctor.database import check_database

        yield from check_database(settings.database_url.get_secret_value())
    yield check_models(engine)
    yield check_index(engine)
    yield check_disk(folder, 0 if settings.database_url else _index_bytes(engine))
    yield from check_databases(folder)
    yield from check_telegram(settings, bot_runs_here=is_occupied(folder))


def _index_bytes(engine: Engine) -> int:
    try:
        return engine.status().size_bytes
    except TanyaIndexError:
        return 0
