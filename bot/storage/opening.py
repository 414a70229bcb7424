"""Opens what the bot keeps: files in the data folder."""

from __future__ import annotations

from pathlib import Path

from bot.storage import journal, records
from bot.storage.journal import Journal
from bot.storage.records import Records
from bot.storage.sqlite import SqliteDatabase
from tanya.settings import Settings


def open_records(settings: Settings) -> Records:
    """Return what is kept of people and their questions; opened, and made where there is none, when first needed."""
    return records_at(settings.data_dir / records.FILE_NAME)


def open_journal(settings: Settings) -> Journal:
    """Return the journal of updates; opened, and made where there is none, when first needed."""
    return journal_at(settings.data_dir / journal.FILE_NAME)


def records_at(path: Path) -> Records:
    """Return the records of a file."""
    return Records(SqliteDatabase(path, records.STEPS))


def journal_at(path: Path) -> Journal:
    """Return the journal of a file."""
    return Journal(SqliteDatabase(path, journal.STEPS))
