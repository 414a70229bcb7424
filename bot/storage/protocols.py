"""What the bot keeps things in. Every statement of the bot is written once, in the SQL that all databases share.

That is PostgreSQL's and SQLite's common part: `?` for a value, ON CONFLICT, RETURNING; the tables of each are its own.
People are kept under a hash keyed with the database's secret, never under their Telegram id.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from bot.errors import RecordsUnusable

T = TypeVar("T")
_LOG = logging.getLogger(__name__)
Row = Sequence[Any]
# A statement with the values to bind.
Statement = tuple[str, Sequence[Any]]


def written_time(time: datetime | None = None) -> str:
    """Return a moment, now when None, as it is kept."""
    return (time or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True)
class Hashed:
    """A value to bind: its hash of 32 hexadecimal digits, once the secret is known; None stays None."""

    value: int | str | None


class Database(ABC):
    """Runs statements, each call as one transaction; blocking, and safe to call from several threads."""

    def __init__(self, name: str) -> None:
        """Open nothing yet; `name` is that of the thread in which the event loop lets statements run."""
        self._secret = b""
        self._thread = ThreadPoolExecutor(1, name)

    async def apart(self, function: Callable[..., T], *values: Any) -> T:
        """Call what uses the database outside the event loop: in one thread, so in the order in which it is asked."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, function, *values)

    def close(self) -> None:
        """Close what is open, once what uses it has ended."""
        self._thread.shutdown()

    def rows(self, statement: str, *values: Any) -> list[Row]:
        """Return the rows of a query; none, and a line in the log, when the database cannot be read."""
        try:
            return self.run(statement, *values)
        except RecordsUnusable as error:
            _LOG.error("not read: %s", error)
            return []

    def write(self, statement: str, *values: Any) -> None:
        """Change the database; a failure is logged, for a full disk must not cost an answer."""
        self.write_all([(statement, values)])

    def write_all(self, statements: Sequence[Statement]) -> None:
        """Change the database by several statements, all or none of them; a failure is logged."""
        try:
            self.run_all(statements)
        except RecordsUnusable as error:
            _LOG.error("not kept: %s", error)

    def run(self, statement: str, *values: Any) -> list[Row]:
        """Run one statement as a transaction of its own and return its rows.

        Raises:
            RecordsUnusable: the database cannot be used; the text names it and what to do.
        """
        return self.run_all([(statement, values)])[0]

    def hashed(self, value: int | str) -> str:
        """Return the hash that stands in the database for a value.

        Raises:
            RecordsUnusable: the database cannot be used.
        """
        return str(self.run("SELECT ?", Hashed(value))[0][0])

    def secret(self) -> bytes:
        """Return what hashes are keyed with; raises as `run`."""
        return bytes(self.run("SELECT value FROM secret")[0][0])

    def adopt_secret(self, secret: bytes) -> None:
        """Key hashes with another database's secret from now on, to hold what is kept there; raises as `run`."""
        self.run("UPDATE secret SET value = ?", secret)
        self._secret = secret

    @abstractmethod
    def exists(self) -> bool:
        """Return whether anything can have been kept; opens nothing and makes nothing."""

    @abstractmethod
    def run_all(self, statements: Sequence[Statement], *, durable: bool = False) -> list[list[Row]]:
        """Run statements as one transaction and return the rows of each.

        What is durable outlives a loss of power, for the price of a sync; a killed process loses nothing either way.

        Raises:
            RecordsUnusable: nothing was changed.
        """

    @abstractmethod
    def prove_writable(self) -> None:
        """Write nothing, as everything else is written.

        Raises:
            RecordsUnusable: the database cannot be written.
        """

    @abstractmethod
    def read(self, statement: str, *values: Any) -> Iterator[Row]:
        """Yield the rows of a long query, which nobody else waits for.

        Raises:
            RecordsUnusable: the database cannot be read.
        """

    def overwrite_removed(self) -> None:
        """Leave nothing in any file of what was removed, where files are the bot's own."""
        return

    def _bound(self, values: Sequence[Any]) -> list[Any]:
        return [self._value(each) for each in values]

    def _value(self, value: Any) -> Any:
        if isinstance(value, list):
            return self._bound(value)
        return self._hash(value) if isinstance(value, Hashed) else self._storable(value)

    def _hash(self, hashed: Hashed) -> str | None:
        if hashed.value is None:
            return None
        text = str(hashed.value).encode("utf-8", "replace")
        return hashlib.blake2b(text, key=self._secret, digest_size=16).hexdigest()

    def _storable(self, value: Any) -> Any:
        """Replace lone surrogates, which UTF-8 has no room for."""
        return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


class Presence:
    """Which bots live over one store, and which of them leads: it does what is to be done once.

    This is the presence of a bot that is alone, and leads.
    """

    @property
    def leads(self) -> bool:
        """Whether this bot leads."""
        return True

    @property
    def living(self) -> int:
        """How many bots live, this one included."""
        return 1

    def problems(self) -> list[str]:
        """Return why updates cannot be written down now; nothing when they can."""
        return []

    def others(self) -> int:
        """Return how many bots live over the store, asked of the store by one that is none of them."""
        return 0

    def follow(self, on_waits: Callable[[], None], on_forget: Callable[[int], None]) -> None:
        """Let something be done in the event loop for the other bots, of whom there are none.

        `on_waits` is called when something may wait for this bot, and now and then; `on_forget` with the number of a
        person whom all bots are to forget.
        """

    async def until(self, *, leads: bool) -> None:
        """Wait until this bot leads, or does no more."""
        if not leads:
            await asyncio.Event().wait()

    def retire(self) -> None:
        """Let another bot lead; this one finishes what it holds."""

    async def start(self) -> None:
        """Be present from now on."""

    async def stop(self) -> None:
        """Be present no more."""
