"""One store of a bot's, opened as often as a test wants: as after a restart, or by another process."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path

from bot.storage.journal import FILE_NAME as JOURNAL_FILE
from bot.storage.journal import Journal
from bot.storage.opening import journal_at, open_records, open_storage, records_at
from bot.storage.postgres.journal import SharedJournal
from bot.storage.records import FILE_NAME, Records
from tanya.settings import Settings


class Store(ABC):
    """What is opened is closed at the end of the test."""

    def __init__(self) -> None:
        self.opened: list[Records | Journal] = []

    def records(self) -> Records:
        """Open the records."""
        made = self.new_records()
        self.opened.append(made)
        return made

    def journal(self) -> Journal:
        """Open the journal."""
        made = self.new_journal()
        self.opened.append(made)
        return made

    def close(self) -> None:
        """Close all that was opened."""
        for each in self.opened:
            each.close()

    @abstractmethod
    def take(self, journal: Journal) -> None:
        """Let the journal's bot be the one that handles what waits."""

    @abstractmethod
    def new_records(self) -> Records:
        """Return records over this store."""

    @abstractmethod
    def new_journal(self) -> Journal:
        """Return a journal over this store."""


class Files(Store):
    """SQLite files in a folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def new_records(self) -> Records:
        return records_at(self.folder / FILE_NAME)

    def new_journal(self) -> Journal:
        return journal_at(self.folder / JOURNAL_FILE)

    def take(self, journal: Journal) -> None:
        """It is the only one."""


class SharedStore(Store):
    """A PostgreSQL database."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.settings = Settings.model_validate({"database_url": url})

    def new_records(self) -> Records:
        return open_records(self.settings)

    def new_journal(self) -> Journal:
        return open_storage(self.settings).journal

    def take(self, journal: Journal) -> None:
        if isinstance(journal, SharedJournal):
            journal.claim(100)
