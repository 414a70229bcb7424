"""The list of published snapshots: what each is, which one is served, and what it is called."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any

from index.errors import OtherFormat, SnapshotMismatch, SnapshotUnknown
from index.passages import PassageSettings
from index.postgres.database import Connection, PostgresDatabase
from index.results import Counts
from index.store.postgres.schema import FORMAT_VERSION
from index.store.postgres.view import View

_FIELDS = "number, floor, format, model, settings, articles, passages, sources, size_bytes, built, average_length"
_NAME = re.compile(r"s-([0-9]{10})")


@dataclass(frozen=True)
class Listed:
    """A published snapshot as the list has it."""

    number: int
    floor: int
    format: int
    model: str
    settings: dict[str, Any]
    articles: int
    passages: int
    sources: int
    size_bytes: int
    built: str
    average_length: float

    @property
    def name(self) -> str:
        """Its name."""
        return name_of(self.number)

    @property
    def counts(self) -> Counts:
        """How much it holds."""
        return Counts(self.articles, self.passages, self.sources)

    def view(self, database: PostgresDatabase) -> View:
        """Return what it sees."""
        return View(database, self.number, self.floor)

    def fits(self, model: str, settings: PassageSettings) -> bool:
        """Tell whether its passages and vectors can be taken over."""
        return (self.format, self.model, self.settings) == (FORMAT_VERSION, model, asdict(settings))

    def require(self, model: str) -> None:
        """Check that this program and model can ask it.

        Raises:
            SnapshotMismatch: they cannot.
        """
        if self.format != FORMAT_VERSION:
            raise OtherFormat(
                f"{self.name} was written by another version of Tanya (format {self.format}, this one reads "
                f"{FORMAT_VERSION}); run: tanya reindex --full"
            )
        if self.model != model:
            raise SnapshotMismatch(
                f"{self.name} has vectors of {self.model}, and this model is {model}; run: tanya reindex --full"
            )


def name_of(number: int) -> str:
    """Return the name of a snapshot; the greater, the newer."""
    return f"s-{number:010}"


def number_of(name: str) -> int:
    """Return the number of a snapshot's name.

    Raises:
        SnapshotUnknown: it is no such name.
    """
    found = _NAME.fullmatch(name)
    if found is None:
        raise SnapshotUnknown(f"there is no snapshot {name}; see: tanya snapshots list")
    return int(found[1])


def listed(connection: Connection) -> list[Listed]:
    """Return all published snapshots, the newest first."""
    rows = connection.execute(f"SELECT {_FIELDS} FROM snapshots ORDER BY number DESC").fetchall()
    return [Listed(*row) for row in rows]


def current_of(connection: Connection) -> Listed | None:
    """Return the snapshot to serve; None before the first one is published."""
    row = connection.execute(f"SELECT {_FIELDS} FROM snapshots JOIN archive ON number = current").fetchone()
    return Listed(*row) if row else None
