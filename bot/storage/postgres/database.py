"""A PostgreSQL database that several bots use at once, under the statements that SQLite's files get, too.

What cannot be done now raises, reads and writes alike: an answer that no bot may send is nothing to hurry for. A
connection that broke is replaced with the next statement.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.errors import DeadlockDetected, SerializationFailure

from bot.errors import RecordsAway, RecordsUnusable
from bot.storage.postgres.schema import STEPS
from bot.storage.protocols import Database, Row, Statement
from index import DatabaseAway, PostgresDatabase, TanyaIndexError

_TRIES = 10
_ROWS_AT_ONCE = 1000


class SharedDatabase(Database):
    """The bots' schema; its tables are made when they are first needed."""

    def __init__(self, pool: PostgresDatabase, name: str) -> None:
        """Set up over connections that may be shared; `name` is that of the thread for the event loop's statements."""
        super().__init__(name)
        self.pool = pool
        self._opening = threading.Lock()

    def close(self) -> None:
        """Close the connections, once what uses them has ended; whoever shares them opens them again."""
        super().close()
        self.pool.close()

    def exists(self) -> bool:
        """Return True: a database is there before the bot."""
        return True

    def rows(self, statement: str, *values: Any) -> list[Row]:
        """Return the rows of a query; raises as `run_all`."""
        return self.run(statement, *values)

    def write_all(self, statements: Sequence[Statement]) -> None:
        """Change the database by several statements, all or none of them; raises as `run_all`."""
        self.run_all(statements)

    def run_all(self, statements: Sequence[Statement], *, durable: bool = False) -> list[list[Row]]:
        """Run statements as one transaction and return the rows of each; durable they are anyway.

        Raises:
            RecordsAway: the server cannot be reached now.
            RecordsUnusable: nothing was changed.
        """
        with self._told():
            self._open()
            return self._run_all(statements)

    def prove_writable(self) -> None:
        """Write nothing, as everything else is written."""
        self.run("UPDATE secret SET value = value WHERE false")

    def read(self, statement: str, *values: Any) -> Iterator[Row]:
        """Yield the rows of a long query through a connection of its own, some at a time."""
        self.run("SELECT 1")
        with (
            self._told(),
            self.pool.session() as connection,
            connection.transaction(),
            connection.cursor("rows") as cursor,
        ):
            cursor.itersize = _ROWS_AT_ONCE
            cursor.execute(_translated(statement), self._bound(values))
            yield from cursor

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DatabaseAway as error:
            raise RecordsAway(str(error)) from None
        except TanyaIndexError as error:
            raise RecordsUnusable(str(error)) from None
        except psycopg.Error as error:
            # Without the detail, which holds what was to be written.
            raise RecordsUnusable(f"{self.pool.address}: {error.diag.message_primary or error}") from None

    def _open(self) -> None:
        if self._secret:
            return
        with self._opening:
            if not self._secret:
                self.pool.prepare(STEPS)
                self._secret = bytes(self.pool.scalar("SELECT value FROM secret"))

    def _run_all(self, statements: Sequence[Statement]) -> list[list[Row]]:
        for _ in range(_TRIES - 1):
            try:
                return self._run_once(statements)
            except (SerializationFailure, DeadlockDetected):
                # Another bot changed the same: once more, over what it left.
                continue
        return self._run_once(statements)

    def _run_once(self, statements: Sequence[Statement]) -> list[list[Row]]:
        """Run several statements as SQLite does, which lets one at a time write; whoever comes second raises."""
        if len(statements) == 1:
            with self.pool.connection() as connection:
                return [self._run(connection, *statements[0])]
        with self.pool.transaction() as connection:
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            return [self._run(connection, text, values) for text, values in statements]

    def _run(self, connection: psycopg.Connection[Any], statement: str, values: Sequence[Any]) -> list[Row]:
        cursor = connection.execute(_translated(statement), self._bound(values))
        return list(cursor.fetchall()) if cursor.description else []

    def _storable(self, value: Any) -> Any:
        """Replace lone surrogates, and NUL, which PostgreSQL has no room for."""
        stored = super()._storable(value)
        return stored.replace("\0", "\ufffd") if isinstance(stored, str) else stored


@lru_cache(maxsize=500)
def _translated(statement: str) -> bytes:
    """Return a statement with psycopg's places for values."""
    return statement.replace("?", "%s").encode()
