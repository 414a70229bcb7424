"""Opens what the bot keeps: files in the data folder, or one PostgreSQL database for several bots."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot.storage import journal, records
from bot.storage.journal import Journal
from bot.storage.protocols import Presence
from bot.storage.records import Records
from bot.storage.sqlite import SqliteDatabase
from tanya.settings import Settings

if TYPE_CHECKING:
    from bot.storage.postgres.journal import SharedJournal

# Journal and records each use one at a time; what was answered is noted side by side.
_CONNECTIONS = 6
_LARGEST_BOT = 2**62


@dataclass(frozen=True)
class Storage:
    """What a bot keeps: opened, and made where there is none, when it is first needed.

    Attributes:
        records: what is kept of people and their questions.
        journal: the updates.
        presence: which bots live over the same.
        shared: the journal, where there may be others; None for a bot that is alone.
    """

    records: Records
    journal: Journal
    presence: Presence
    shared: SharedJournal | None = None


def open_storage(settings: Settings) -> Storage:
    """Return what a bot keeps, as the settings say where."""
    if settings.database_url is not None:
        return _shared(settings.database_url)
    journal_file = settings.data_dir / journal.FILE_NAME
    return Storage(open_records(settings), journal_at(journal_file), Presence())


def open_records(settings: Settings) -> Records:
    """Return what is kept of people and their questions."""
    if settings.database_url is not None:
        return _shared(settings.database_url).records
    return records_at(settings.data_dir / records.FILE_NAME)


def records_at(path: Path) -> Records:
    """Return the records of a file."""
    return Records(SqliteDatabase(path, records.STEPS))


def journal_at(path: Path) -> Journal:
    """Return the journal of a file."""
    return Journal(SqliteDatabase(path, journal.STEPS))


def _shared(url: SecretStr) -> Storage:
    # Not installed, and not loaded, where nobody needs it.
    from bot.storage.postgres.database import SharedDatabase
    from bot.storage.postgres.journal import SharedJournal
    from bot.storage.postgres.presence import SESSION, SharedPresence
    from bot.storage.postgres.schema import SCHEMA
    from index import PostgresDatabase

    pool = PostgresDatabase(url.get_secret_value(), SCHEMA, connections=_CONNECTIONS, settings=SESSION)
    bot = secrets.randbelow(_LARGEST_BOT) + 1
    database = SharedDatabase(pool, "journal")
    shared, presence = SharedJournal(database, bot), SharedPresence(database, bot)
    return Storage(Records(SharedDatabase(pool, "records")), shared, presence, shared)
